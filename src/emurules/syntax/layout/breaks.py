"""Where an expression may go on in the next line, and in which order such places are taken.

Guarantees: a place is the start of a token, with a level; a line that is too long is broken at the places of
the lowest level, so that what belongs together most stays together longest. Left out: whether it is too long
(fill).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from emurules.syntax import nodes
from emurules.syntax.layout.reading import Reading

Break: TypeAlias = tuple[int, int]
"""The start of a token, and the level of the place before it."""

_Chain = nodes.And | nodes.Or | nodes.Arithmetic
_FAMILY = {"+": "sum", "-": "sum", "*": "product", "/": "product"}


def of_expression(node: nodes.Expression | None, level: int, at: Reading) -> Iterator[Break]:
    """The places in an expression, its outermost ones on this level."""
    match node:
        case nodes.And() | nodes.Or() | nodes.Arithmetic():
            yield from _of_chain(node, level, at)
        case nodes.Comparison(_, left, right):
            yield from of_expression(left, level + 1, at)
            yield at.before(right.span.start), level
            yield from of_expression(right, level + 1, at)
        case nodes.Is(subject):
            yield from of_expression(subject, level, at)
        case nodes.Not(operand) | nodes.Negative(operand):
            yield from of_expression(operand, level, at)
        case nodes.TableCall(_, argument):
            yield from of_expression(argument, level + 1, at)
        case nodes.Choice(then, condition, otherwise):
            yield from of_expression(then, level + 1, at)
            for part in (condition, otherwise):
                yield at.before(part.span.start), level
                yield from of_expression(part, level + 1, at)
        case nodes.FunctionCall(_, arguments):
            yield from of_expression(arguments[0], level + 1, at)
            for argument in arguments[1:]:
                yield argument.span.start, level
                yield from of_expression(argument, level + 1, at)
        case _:
            return


def _of_chain(node: _Chain, level: int, at: Reading) -> Iterator[Break]:
    """`a and b and c` is broken before each `and`, although it is two nodes."""
    left = node.left
    parenthesised = isinstance(left, _Chain) and left.span.start < left.left.span.start
    goes_on = _kind(left) == _kind(node) and not parenthesised
    yield from of_expression(left, level if goes_on else level + 1, at)
    yield at.before(node.right.span.start), level
    yield from of_expression(node.right, level + 1, at)


def _kind(node: nodes.Expression) -> str:
    return _FAMILY[node.operator] if isinstance(node, nodes.Arithmetic) else type(node).__name__

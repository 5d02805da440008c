"""What is known to hold at a place: conditions that must be true for the place to be reached.

What lives here: a condition taken apart into atoms (comparisons, tests, their contraries) and clauses (an
`or` of which nobody knows the side), and expressions spelled out (a `let` counts as its text). Two conditions
are the same if they are equal, wherever they stand. Guarantees: everything in a `Known` follows from what was
assumed; no more than `MOST` atoms are kept: fewer are only less knowledge. Left out: what follows (proof).
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from emurules.model import expression as model
from emurules.model.expression import Expression
from emurules.model.ruleset import Let

Known = frozenset[Expression]
NOTHING: Known = frozenset()
MOST = 60
# A let longer than this is not spelled out, so that lets of lets stay small.
_LONGEST = 60

CONTRARY: dict[model.Relation, model.Relation] = {
    "=": "!=",
    "!=": "=",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}
MIRRORED: dict[model.Relation, model.Relation] = {
    "=": "=",
    "!=": "!=",
    "<": ">",
    ">": "<",
    "<=": ">=",
    ">=": "<=",
}


def assume(condition: Expression, holds: bool, lets: Mapping[str, Let]) -> Known:
    """The atoms and clauses that are known once a condition is known to hold (or not to)."""
    found: set[Expression] = set()
    opened: set[tuple[str, bool]] = set()
    waiting = [(condition, holds)]
    while waiting and len(found) < MOST:
        one, truth = waiting.pop()
        match one:
            case model.And(left=left, right=right) if truth:
                waiting += [(left, True), (right, True)]
            case model.Or(left=left, right=right) if not truth:
                waiting += [(left, False), (right, False)]
            case model.And(left=left, right=right):
                found.add(model.Or(model.Not(left), model.Not(right), span=one.span))
            case model.Not(operand=operand):
                waiting.append((operand, not truth))
            case model.LetUse(name=name) if name in lets:
                found.add(one if truth else model.Not(one))
                if (name, truth) not in opened:
                    opened.add((name, truth))
                    waiting.append((lets[name].value, truth))
            case model.Compare():
                inner = answer(one)
                if inner is None:
                    found.add(turned(one if truth else contrary(one)))
                else:
                    waiting.append((inner[0], inner[1] == truth))
            case _:
                found.add(one if truth else model.Not(one))
    return frozenset(found)


def both(known: Known, more: Known) -> Known:
    """What is known with something more; nothing is added to what is very much already."""
    return known | more if len(known) < MOST else known


def contrary(comparison: model.Compare) -> model.Compare:
    """The comparison that holds where this one does not."""
    return evolve(comparison, relation=CONTRARY[comparison.relation])


def turned(comparison: model.Compare) -> model.Compare:
    """The comparison with a constant on its right side, if it has one on its left only."""
    left, right = comparison.left, comparison.right
    if not isinstance(left, model.Constant) or isinstance(right, model.Constant):
        return comparison
    return evolve(comparison, relation=MIRRORED[comparison.relation], left=right, right=left)


def answer(comparison: model.Compare) -> tuple[Expression, bool] | None:
    """For `x is yes` and its kin: the condition x, and whether it must hold."""
    for side, other in ((comparison.left, comparison.right), (comparison.right, comparison.left)):
        if isinstance(other, model.Constant) and isinstance(other.value, bool):
            return side, other.value == (comparison.relation == "=")
    return None


# ---------------------------------------------------------------- a name counts as its text


def spelled(expression: Expression, texts: Mapping[Expression, Expression]) -> Expression:
    """An expression with every short let and worth replaced by its text; `texts` are the short ones."""
    if isinstance(expression, (model.LetUse, model.Quantity)):
        return texts.get(expression, expression)
    inside = model.parts(expression)
    if not inside:
        return expression
    written = tuple(spelled(part, texts) for part in inside)
    return expression if written == inside else rebuilt(expression, written)


def short(expression: Expression) -> bool:
    """Whether an expression is short enough to stand for the let that it defines."""
    count = 0
    waiting = [expression]
    while waiting and count <= _LONGEST:
        one = waiting.pop()
        count += 1
        waiting.extend(model.parts(one))
    return count <= _LONGEST


def rebuilt(expression: Expression, parts: tuple[Expression, ...]) -> Expression:
    """An expression with other operands, in the order of `parts`."""
    match expression:
        case model.TableUse():
            return evolve(expression, argument=parts[0])
        case model.Negative() | model.Not():
            return evolve(expression, operand=parts[0])
        case model.Arithmetic() | model.Compare() | model.And() | model.Or():
            return evolve(expression, left=parts[0], right=parts[1])
        case model.Choose():
            return evolve(expression, then=parts[0], condition=parts[1], otherwise=parts[2])
        case model.Call():
            return evolve(expression, arguments=parts)
        case _:
            return expression

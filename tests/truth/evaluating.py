"""A tiny evaluator of expressions over facts, for the ground truth: written from the language's description.

It reads the tree as written and takes the values of facts (and of rates that count as one) from a point.
A missing value in a comparison and an exempt rate have no answer, which `and` and `or` forgive if the other
side decides. What the rulesets of the tests don't need is not here: it raises `LeftOut`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from math import ceil, floor

import attrs
from attrs import frozen

from emurules.source import Span
from emurules.syntax import nodes


class Sign(Enum):
    """What stands in the place of a value: it is missing, or there is no answer."""

    MISSING = "missing"
    NONE = "no answer"


MISSING, NONE = Sign.MISSING, Sign.NONE

Value = Fraction | bool | str | Sign
Point = Mapping[str, Value]


class LeftOut(Exception):  # noqa: N818  (no error: the truth says that it does not know)
    """The brute force does not reach this text; the reason is its message."""


@frozen
class Names:
    """What a ruleset declares, by name."""

    facts: dict[str, nodes.Fact]
    rates: dict[str, nodes.Rate]
    lets: dict[str, nodes.Let]
    requires: tuple[nodes.Require, ...]


def names_of(declared: tuple[object, ...]) -> Names:
    return Names(
        {one.name.text: one for one in declared if isinstance(one, nodes.Fact)},
        {one.name.text: one for one in declared if isinstance(one, nodes.Rate)},
        {one.name.text: one for one in declared if isinstance(one, nodes.Let)},
        tuple(one for one in declared if isinstance(one, nodes.Require)),
    )


def walk(node: object) -> Iterator[object]:
    """A node and everything below it."""
    yield node
    for field in attrs.fields(node.__class__):  # type: ignore[arg-type]  # every node is an attrs class
        below = getattr(node, field.name)
        for one in below if isinstance(below, tuple) else (below,):
            if attrs.has(type(one)) and not isinstance(one, Span):
                yield from walk(one)


COMPARE: dict[str, Callable[[object, object], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,  # type: ignore[dict-item]
    "<=": operator.le,  # type: ignore[dict-item]
    ">": operator.gt,  # type: ignore[dict-item]
    ">=": operator.ge,  # type: ignore[dict-item]
}
ARITHMETIC: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda a, b: a / b,
}


def value(node: object, point: Point, names: Names) -> Value:
    """The value of an expression at a point; `NONE` where it has none."""
    match node:
        case nodes.Number(value=number) | nodes.Percent(value=number):
            return number
        case nodes.Date(value=day):
            return Fraction(day.toordinal())
        case nodes.Truth(value=truth):
            return truth
        case nodes.Missing():
            return MISSING
        case nodes.NameUse(name=name):
            return _named(name, point, names)
        case nodes.Negative(operand=operand):
            found = value(operand, point, names)
            return -found if isinstance(found, Fraction) else NONE
        case nodes.Arithmetic(operator=sign, left=left, right=right):
            return _arithmetic(sign, value(left, point, names), value(right, point, names))
        case nodes.Comparison(operator=sign, left=left, right=right):
            one, other = value(left, point, names), value(right, point, names)
            return NONE if isinstance(one, Sign) or isinstance(other, Sign) else COMPARE[sign](one, other)
        case nodes.Is(subject=subject, value=wanted, negated=negated):
            return _is(value(subject, point, names), wanted, negated)
        case nodes.And(left=left, right=right):
            return _decided(False, value(left, point, names), value(right, point, names))
        case nodes.Or(left=left, right=right):
            return _decided(True, value(left, point, names), value(right, point, names))
        case nodes.Not(operand=operand):
            found = value(operand, point, names)
            return NONE if isinstance(found, Sign) else not found
        case nodes.Choice(then=then, condition=condition, otherwise=otherwise):
            found = value(condition, point, names)
            return NONE if isinstance(found, Sign) else value(then if found else otherwise, point, names)
        case nodes.FunctionCall(function=function, arguments=arguments):
            return _called(function, [value(one, point, names) for one in arguments])
    raise LeftOut(f"{type(node).__name__} in an expression")


def _named(name: str, point: Point, names: Names) -> Value:
    if name in point:
        return point[name]
    if name in names.lets:
        return value(names.lets[name].value, point, names)
    if name in names.rates:
        rate = names.rates[name]
        part, whole = value(rate.part, point, names), value(rate.whole, point, names)
        if not isinstance(part, Fraction) or not isinstance(whole, Fraction):
            return NONE
        if whole == 0:
            return NONE if rate.if_none is None else rate.if_none.value
        return part / whole
    return name  # an option


def _arithmetic(sign: str, left: Value, right: Value) -> Value:
    if not isinstance(left, Fraction) or not isinstance(right, Fraction) or (sign == "/" and right == 0):
        return NONE
    return ARITHMETIC[sign](left, right)


def _is(found: Value, wanted: nodes.NameUse | nodes.Truth | nodes.Missing, negated: bool) -> Value:
    if isinstance(wanted, nodes.Missing):
        return (found is MISSING) != negated
    if isinstance(found, Sign):
        return NONE
    return (found == (wanted.name if isinstance(wanted, nodes.NameUse) else wanted.value)) != negated


def _decided(by: bool, left: Value, right: Value) -> Value:
    """`and` is decided by a false side, `or` by a true one, whatever the other side is."""
    if left is by or right is by:
        return by
    return NONE if isinstance(left, Sign) or isinstance(right, Sign) else not by


def _called(function: str, arguments: list[Value]) -> Value:
    if any(isinstance(one, Sign) for one in arguments):
        return NONE
    numbers = [one for one in arguments if isinstance(one, Fraction)]
    match function, numbers:
        case "tally", _:
            return Fraction(sum(one is True for one in arguments))
        case "min", _:
            return min(numbers)
        case "max", _:
            return max(numbers)
        case "abs", [one]:
            return abs(one)
        case "floor", [one, step]:
            return floor(one / step) * step
        case "ceil", [one, step]:
            return ceil(one / step) * step
        case "round", [one, step]:
            nearest = floor(abs(one) / step + Fraction(1, 2)) * step
            return nearest if one >= 0 else -nearest
        case "days", [start, end]:
            return end - start
        case "days_late", [due, sent]:
            return max(sent - due, Fraction(0))
    raise LeftOut(f"function {function}")

"""Operations on values: arithmetic, comparison, Kleene's logic, functions and rounding.

Guarantees: exact; never raises: what cannot be had is `Undefined`. Arithmetic, functions and comparisons
are strict: `Undefined` wins, then `Exempt`. Only `and` and `or` forgive. Left out: names and texts
(expressions), so operands that are `MISSING` have become `Undefined` before they come here.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any, TypeVar, assert_never

from emurules.model.expression import Function, Operator, Relation
from emurules.model.ruleset import Mode
from emurules.model.values import Exempt, Known, Undefined

Operand = Known | Exempt | Undefined
Truth = bool | Exempt | Undefined
Inside = TypeVar("Inside")

# Reasons that an exemption carries on: enough to explain it, and a bound on the size of a trace.
MOST_REASONS = 5


# ---------------------------------------------------------------- what makes an operation impossible


def lacking(operands: Iterable[Operand]) -> Exempt | Undefined | None:
    """Why a strict operation has no value: the first undefined operand, else all exemptions together."""
    exempt: list[Exempt] = []
    for one in operands:
        if isinstance(one, Undefined):
            return one
        if isinstance(one, Exempt):
            exempt.append(one)
    return together(exempt) if exempt else None


def together(exemptions: Iterable[Exempt]) -> Exempt:
    """Several exemptions as one."""
    reasons = dict.fromkeys(reason for one in exemptions for reason in one.reasons)
    return Exempt(tuple(reasons)[:MOST_REASONS])


def as_zero(value: Inside) -> Inside | Fraction:
    """A value inside arithmetic, where the points of an exempt node count 0."""
    return Fraction(0) if isinstance(value, Exempt) and value.as_zero else value


# ---------------------------------------------------------------- conditions


def joined(operands: tuple[Operand, ...], decisive: bool) -> Truth:
    """Kleene's `and` (decided by one false operand) or `or` (decided by one true one).

    Where one operand is exempt and another is undefined the whole is exempt: a side that guards the other one
    and has no answer itself leaves the other one unasked.
    """
    if any(one is decisive for one in operands):
        return decisive
    exempt = [one for one in operands if isinstance(one, Exempt)]
    if exempt:
        return together(exempt)
    found = lacking(operands)
    return (not decisive) if found is None else found


def negated(operand: Operand) -> Truth:
    """Kleene's `not`."""
    found = lacking((operand,))
    return (operand is False) if found is None else found


_RELATIONS: Mapping[Relation, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compared(relation: Relation, left: Operand, right: Operand) -> Truth:
    """A comparison; an exempt side makes it exempt, the points of an exempt node as a whole side too."""
    found = lacking((left, right))
    return _RELATIONS[relation](left, right) if found is None else found


# ---------------------------------------------------------------- numbers


_OPERATORS: Mapping[Operator, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}


def calculated(sign: Operator, left: Operand, right: Operand, divisor: str) -> Operand:
    """Arithmetic; `divisor` is the right side as written, for the message when it is 0."""
    left, right = as_zero(left), as_zero(right)
    found = lacking((left, right))
    if found is not None:
        return found
    assert isinstance(left, Fraction)
    assert isinstance(right, Fraction)
    if sign == "/":
        return Undefined("divided-by-zero", divisor) if right == 0 else left / right
    return _OPERATORS[sign](left, right)


# The functions that round, and how.
_ROUNDING: Mapping[Function, Mode] = {"round": "half up", "floor": "down", "ceil": "up"}


def called(function: Function, operands: tuple[Operand, ...], last: str) -> Operand:
    """A function of its arguments; `last` is the last one as written, for the message about a step."""
    arguments = tuple(as_zero(one) for one in operands)
    found = lacking(arguments)
    if found is not None:
        return found
    numbers = [one for one in arguments if isinstance(one, Fraction)]
    days = [one for one in arguments if isinstance(one, date)]
    match function:
        case "min":
            return min(numbers)
        case "max":
            return max(numbers)
        case "abs":
            return abs(numbers[0])
        case "tally":
            return Fraction(sum(one is True for one in arguments))
        case "days":
            return Fraction((days[1] - days[0]).days)
        case "days_late":
            return Fraction(max(0, (days[1] - days[0]).days))
        case "round" | "floor" | "ceil":
            value, step = numbers
            if step <= 0:
                return Undefined("step-not-above-zero", last)
            return rounded(value, step, _ROUNDING[function])
        case never:
            assert_never(never)


def rounded(value: Fraction, step: Fraction, mode: Mode) -> Fraction:
    """The multiple of `step` that a number is rounded to.

    Half up is by magnitude (-1.25 to 0.5 is -1.5); up and down go toward plus and minus infinity.
    """
    quotient = value / step
    match mode:
        case "half up":
            magnitude = floor(abs(quotient) + Fraction(1, 2))
            return step * (magnitude if quotient >= 0 else -magnitude)
        case "half even":
            return step * round(quotient)
        case "up":
            return step * ceil(quotient)
        case "down":
            return step * floor(quotient)
        case never:
            assert_never(never)

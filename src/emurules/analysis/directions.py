"""Directions: how an expression moves when one fact rises and all others stay.

Guarantees: a direction that is named is proven for every two admitted units that differ in the fact alone and
for which the expression has a value; None says nothing. Left out: what moves by steps of the cells (pairs).
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from emurules.model import expression as model
from emurules.model.expression import Expression
from emurules.model.linear import Linear, linear
from emurules.model.ranges import Ranges
from emurules.model.ruleset import Rate, Ruleset
from emurules.model.uses import facts_of, keys, needs_of

Direction = Literal[1, 0, -1]
"""Never falls, stays, never rises."""

ZERO, ONE = Fraction(0), Fraction(1)


def direction(one: Expression, fact: str, ranges: Ranges) -> Direction | None:
    """How an expression moves when a fact rises."""
    return of_form(linear(ranges.spelled(one)), fact, ranges)


def of_form(form: Linear, fact: str, ranges: Ranges) -> Direction | None:
    """How a sum of multiples moves."""
    return together(
        turned(_of_atom(atom, fact, ranges), factor) for atom, factor in form.terms.items() if factor
    )


def together(found: Iterable[Direction | None]) -> Direction | None:
    """How a sum moves whose parts move so."""
    whole: Direction = 0
    for one in found:
        if one is None or one * whole < 0:
            return None
        whole = whole or one
    return whole


def turned(one: Direction | None, factor: Fraction | int) -> Direction | None:
    """How a multiple moves."""
    if one is None or factor == 0:
        return None if one is None else 0
    return one if factor > 0 else _TURNED[one]


_TURNED: dict[Direction, Direction] = {1: -1, 0: 0, -1: 1}


def _of_atom(atom: Expression, fact: str, ranges: Ranges) -> Direction | None:
    if fact not in facts_of([atom], ranges.ruleset):
        # Points of nodes may depend on any fact.
        return None if _of_nodes(atom, ranges.ruleset) else 0
    match atom:
        case model.FactUse(name=name):
            return 1 if name == fact else None
        case model.RateUse(name=name):
            return _of_rate(ranges.ruleset.rate_by_name[name], fact, ranges)
        case model.Call(function="round" | "floor" | "ceil", arguments=(number, model.Constant())):
            return direction(number, fact, ranges)
        case model.Call(function="min" | "max", arguments=arguments):
            return together(direction(it, fact, ranges) for it in arguments)
        case model.Arithmetic(operator="*", left=left, right=right):
            if ranges.of(left).not_negative and ranges.of(right).not_negative:
                return together((direction(left, fact, ranges), direction(right, fact, ranges)))
        case model.Arithmetic(operator="/", left=left, right=right):
            if ranges.of(right).not_negative and direction(right, fact, ranges) == 0:
                return direction(left, fact, ranges)
    return None


def _of_nodes(atom: Expression, ruleset: Ruleset) -> bool:
    """Whether an expression depends on the points or the worth of nodes, through whatever it uses."""
    waiting, seen = list(keys(atom)), set(keys(atom))
    while waiting:
        step = waiting.pop()
        if step[0] in ("node", "worth"):
            return True
        more = [one for one in needs_of(step, ruleset) if one not in seen]
        seen.update(more)
        waiting += more
    return False


def _of_rate(rate: Rate, fact: str, ranges: Ranges) -> Direction | None:
    """A share rises with its part, and falls as its whole grows.

    INVARIANT: where the whole is 0 the rate is `if_none`, which must not be out of step with what it is as
    soon as there is something; a rate that is then exempt is left out by whoever asks.
    """
    part, whole = linear(ranges.spelled(rate.part)), linear(ranges.spelled(rate.whole))
    of_part, of_whole = of_form(part, fact, ranges), of_form(whole, fact, ranges)
    if not ranges.of(rate.whole).not_negative or of_part is None or of_whole is None:
        return None
    if of_whole == 0:
        return of_part
    if not ranges.of(rate.part).not_negative:
        return None
    inside = ranges.within(rate.part, rate.whole)
    if of_part == 0 and of_whole == 1:
        # From nothing at all: the part within the whole is 0, and stays.
        return -1 if rate.if_none is None or (inside and rate.if_none >= 0) else None
    if of_part == 0 and of_whole == -1:
        # To nothing at all: the part, which is within the whole, was 0 all along.
        return 1 if rate.if_none is None or (inside and rate.if_none >= 0) else None
    if of_part == 1 and of_whole == 1 and inside:
        # What is not in the part stays: the share of the part grows.
        rest = of_form(whole.plus(part, -ONE), fact, ranges)
        # From nothing at all to something that is all part: 100%.
        fits = rate.if_none is None or rate.if_none <= ONE
        return 1 if rest in (0, -1) and fits else None
    return None

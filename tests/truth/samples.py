"""The points at which the ground truth looks: values of facts on, beside and between the bounds of a text.

Between two neighbouring bounds nothing changes, so one value between them stands for all: a midpoint, and on
a grid the first and the last step. Where this would not be complete, `LeftOut` is raised.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise, product
from math import floor
from typing import Literal

from attrs import frozen
from tests.truth.evaluating import MISSING, LeftOut, Names, Point, Value, value, walk
from tests.truth.variables import Room, Variable, constant, facts_of, used_in

from emurules.syntax import nodes

WIDEST = 60
"""How many values a fact may have that is reckoned with, not only compared."""
MOST = 150_000
"""How many points a set of rows may ask for."""


@frozen
class Pools:
    """The constants that are read, by kind, what is reckoned with, and the counts of rates taken apart."""

    numbers: frozenset[Fraction]
    percents: frozenset[Fraction]
    dates: frozenset[Fraction]
    reckoned: frozenset[str]
    counted: frozenset[str]
    rounding: frozenset[Fraction]


def pools_of(room: Room, names: Names) -> Pools:
    """What stands in the expressions, lets included."""
    whole = {one.name for one in room.variables}
    counted: set[str] = set()
    pools: dict[str, set[Fraction]] = {"number": set(), "percent": set(), "date": set()}
    reckoned: set[str] = set()
    rounding: set[Fraction] = set()
    pending = list(room.read)
    seen: set[str] = set()
    while pending:
        for node in walk(pending.pop()):
            kind = _constant_kind(node)
            if kind is not None:
                pools[kind] |= {constant(node), -constant(node)}
            match node:
                case nodes.NameUse(name=name) if name in names.lets and name not in seen:
                    seen.add(name)
                    pending.append(names.lets[name].value)
                case nodes.NameUse(name=name) if name in names.rates and name not in whole:
                    counted |= facts_of(names.rates[name], names)
                case nodes.FunctionCall(
                    function="round" | "floor" | "ceil", arguments=(nodes.NameUse(), step)
                ):
                    rounding.add(constant(step))
                case (
                    nodes.Arithmetic()
                    | nodes.FunctionCall(function="days" | "days_late" | "round" | "floor" | "ceil" | "abs")
                ) if kind is None:
                    facts, rates = used_in([node], names, set())
                    reckoned |= facts | rates
    return Pools(
        frozenset(pools["number"]),
        frozenset(pools["percent"]),
        frozenset(pools["date"]),
        frozenset(reckoned),
        frozenset(counted),
        frozenset(rounding),
    )


def _constant_kind(node: object) -> Literal["number", "percent", "date"] | None:
    parts = list(walk(node))
    if all(
        isinstance(one, nodes.Number | nodes.Percent | nodes.Negative | nodes.Arithmetic) for one in parts
    ):
        return "percent" if any(isinstance(one, nodes.Percent) for one in parts) else "number"
    return "date" if isinstance(node, nodes.Date) else None


def values_of(one: Variable, pools: Pools) -> list[Value]:
    """What a variable is tried with."""
    if one.options:
        return [*one.options, *one.signs]
    if one.kind == "date":
        numbers = _days(one, pools)
    elif one.name in pools.counted:
        numbers = _every(one, one.upper)
    elif one.name in pools.reckoned:
        numbers = _every(one, max(pools.numbers | {Fraction(0)}) + 3 * (one.step or 1))
    else:
        pool = set(pools.percents if one.kind == "percent" else pools.numbers)
        pool |= {
            bound + step for bound in pool for part in pools.rounding for step in (part, -part, part / 2)
        }
        numbers = _around(one, pool)
    return [*sorted(numbers), *one.signs]


def _around(one: Variable, pool: set[Fraction]) -> set[Fraction]:
    """Each bound, what lies beside it, what lies between two, and the ends."""
    bounds = {bound for bound in (*pool, one.lower, one.upper) if bound is not None} or {Fraction(0)}
    step = one.step or Fraction(1)
    found = set(bounds)
    if one.step is not None:
        found |= {bound + side for bound in bounds for side in (step, -step)}
    else:
        found |= {min(bounds) - step, max(bounds) + step}
    found |= {max(bounds) + 1000 * step}
    ordered = sorted(found)
    found |= {(low + high) / 2 for low, high in pairwise(ordered)}
    return {grid for number in found for grid in one.on_grid(number) if one.takes(grid)}


def _every(one: Variable, highest: Fraction | None) -> set[Fraction]:
    """All values up to one beyond which nothing changes, if they are few."""
    if one.step is None or one.lower is None or highest is None:
        raise LeftOut("reckoning with values that are dense or have no end")
    highest = highest if one.upper is None else min(one.upper, highest)
    count = floor((highest - one.lower) / one.step) + 1
    if count > WIDEST:
        raise LeftOut("reckoning with too many values")
    return {one.lower + number * one.step for number in range(count)}


def _days(one: Variable, pools: Pools) -> set[Fraction]:
    anchors = set(pools.dates)
    if one.name in pools.reckoned:
        anchors |= {bound for bound in (one.lower,) if bound and bound > 1} or {
            Fraction(date(2024, 6, 1).toordinal())
        }
        anchors |= {anchor + days for anchor in anchors for days in pools.numbers}
    return _around(one, anchors)


def points_of(room: Room, names: Names) -> Iterator[Point]:
    """Every admissible combination of the values."""
    pools = pools_of(room, names)
    choices = [values_of(one, pools) for one in room.variables]
    size = 1
    for one in choices:
        size *= len(one)
    if size > MOST:
        raise LeftOut("too many points")
    labels = [one.name for one in room.variables]
    for chosen in product(*choices):
        point = dict(zip(labels, chosen, strict=True))
        if _admissible(point, room, names):
            yield point


def _admissible(point: Point, room: Room, names: Names) -> bool:
    for one in room.variables:
        found = point[one.name]
        if one.only_when is not None:
            holds = value(one.only_when, point, names) is True
            if (found is not MISSING and not holds) or (found is MISSING and holds and not one.optional):
                return False
        base = point.get(one.base) if one.base else None
        if isinstance(base, Fraction) and isinstance(found, Fraction) and found > base:
            return False
    return all(value(one.condition, point, names) is True for one in room.requires)

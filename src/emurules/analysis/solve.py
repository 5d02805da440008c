"""Small systems of linear constraints over numbers, with solutions that people can read.

What lives here: `solve`, which says whether some facts can satisfy some constraints, and with which values.
Guarantees: a solution satisfies everything exactly, grids and open ends too; `IMPOSSIBLE` is a proof: either
no rational numbers do (all variables are eliminated, one after the other), or every value of a finite grid
has been tried. Wholes come out as 100 where they can. Left out: products of variables (regions).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from attrs import frozen

from emurules.model.interval import Interval

Relation = Literal[">=", ">", "=", "!="]
ZERO, ONE = Fraction(0), Fraction(1)

EFFORT = 600
"""So many values are tried before a system is given up."""
_MOST_ROWS = 600
_MOST_VALUES = 64
_READABLE = (100, 10, 1000, 1, 2, 5, 20, 50, 200, 500, 10_000, 3, 4, 6, 7, 8, 9, 30, 100_000, 10**6, 10**9)


@frozen
class Variable:
    """A number to be found: in an interval, on a grid if there is a step."""

    key: str
    interval: Interval
    step: Fraction | None = None
    origin: Fraction = ZERO
    percent: bool = False


@frozen
class Constraint:
    """A sum of multiples of variables and a constant, compared with 0."""

    factors: tuple[tuple[str, Fraction], ...]
    constant: Fraction
    relation: Relation


@frozen
class Solution:
    """A value for every variable."""

    values: Mapping[str, Fraction]


class Verdict(Enum):
    """Why there is no solution."""

    IMPOSSIBLE = "impossible"
    UNDECIDED = "undecided"


@frozen
class _Row:
    """A sum that is not negative; positive where it is strict."""

    factors: tuple[tuple[str, Fraction], ...]
    constant: Fraction
    strict: bool


def solve(
    variables: Sequence[Variable],
    constraints: Sequence[Constraint],
    effort: int = EFFORT,
    first: Collection[str] = (),
) -> Solution | Verdict:
    """Values for all variables that satisfy all constraints, or why there are none; `first` are chosen first.

    Example:
        >>> count = Interval(ZERO)
        >>> part, whole = Variable("part", count, ONE), Variable("whole", count, ONE)
        >>> below = Constraint((("part", -ONE), ("whole", Fraction(4, 5))), ZERO, "=")
        >>> some = Constraint((("whole", ONE),), ZERO, ">")
        >>> {name: int(value) for name, value in solve([part, whole], [below, some]).values.items()}
        {'whole': 100, 'part': 80}
    """
    apart = next((one for one in constraints if one.relation == "!="), None)
    if apart is not None:
        others = [one for one in constraints if one is not apart]
        less = tuple((key, -factor) for key, factor in apart.factors)
        sides = (
            Constraint(apart.factors, apart.constant, ">"),
            Constraint(less, -apart.constant, ">"),
        )
        return _either(variables, [[*others, side] for side in sides], effort, first)
    rows = [*_rows(constraints), *(row for one in variables for row in _of_interval(one))]
    order = _order(variables, rows, first)
    systems = _eliminated(order, rows)
    if not isinstance(systems, list):
        return systems
    search = _Search(order, systems, {one.key: one for one in variables})
    budget = [effort]
    found = search.run(0, {}, budget)
    if isinstance(found, dict):
        return Solution(found)
    return Verdict.IMPOSSIBLE if found else Verdict.UNDECIDED


def _either(
    variables: Sequence[Variable], ways: list[list[Constraint]], effort: int, first: Collection[str]
) -> Solution | Verdict:
    found = [solve(variables, way, effort, first) for way in ways]
    solutions = [one for one in found if isinstance(one, Solution)]
    if solutions:
        return solutions[0]
    return Verdict.UNDECIDED if Verdict.UNDECIDED in found else Verdict.IMPOSSIBLE


# ---------------------------------------------------------------- elimination


def _rows(constraints: Sequence[Constraint]) -> Iterator[_Row]:
    for one in constraints:
        factors = tuple((key, factor) for key, factor in one.factors if factor)
        yield _Row(factors, one.constant, one.relation == ">")
        if one.relation == "=":
            yield _Row(tuple((key, -factor) for key, factor in factors), -one.constant, strict=False)


def _of_interval(one: Variable) -> Iterator[_Row]:
    interval = _on_grid(one.interval, one)
    if interval.lower is not None:
        yield _Row(((one.key, ONE),), -interval.lower, interval.lower_open)
    if interval.upper is not None:
        yield _Row(((one.key, -ONE),), interval.upper, interval.upper_open)


def _on_grid(interval: Interval, variable: Variable) -> Interval:
    """An interval with its ends moved inwards onto the grid."""
    step = variable.step
    if step is None:
        return interval
    lower, upper = interval.lower, interval.upper
    if lower is not None:
        lower = variable.origin + step * ceil((lower - variable.origin) / step)
        lower += step if interval.below(lower) else 0
    if upper is not None:
        upper = variable.origin + step * floor((upper - variable.origin) / step)
        upper -= step if interval.above(upper) else 0
    return Interval(lower, upper)


def _order(variables: Sequence[Variable], rows: Sequence[_Row], first: Collection[str]) -> list[str]:
    """Wholes before their parts: what stands above most others is chosen first."""
    above: dict[str, int] = {one.key: 0 for one in variables}
    for row in rows:
        if len(row.factors) > 1:
            for key, factor in row.factors:
                above[key] += 1 if factor > 0 else -1
    fixed = {row.factors[0][0] for row in rows if len(row.factors) == 1 and row.constant}
    return sorted(above, key=lambda key: (key not in first, -above[key], key not in fixed))


def _eliminated(order: list[str], rows: list[_Row]) -> list[list[_Row]] | Verdict:
    """For each place in the order the rows that speak of the variables up to there; or why there are none."""
    systems: list[list[_Row]] = [[] for _ in order]
    current = rows
    for place in range(len(order) - 1, -1, -1):
        key = order[place]
        here = [row for row in current if any(name == key for name, _ in row.factors)]
        systems[place] = here
        rest = (
            {row: None for row in current if row not in here}
            if len(current) < 40
            else {row: None for row in current if all(name != key for name, _ in row.factors)}
        )
        lower = [(row, factor) for row in here for name, factor in row.factors if name == key and factor > 0]
        upper = [(row, factor) for row in here for name, factor in row.factors if name == key and factor < 0]
        if len(lower) * len(upper) > _MOST_ROWS:
            return Verdict.UNDECIDED
        for low, up_by in lower:
            for high, down_by in upper:
                made = _combined(low, -down_by, high, up_by, key)
                if made.factors:
                    rest[made] = None
                elif made.constant < 0 or (made.constant == 0 and made.strict):
                    return Verdict.IMPOSSIBLE
        current = list(rest)
    holds = all(row.constant > 0 or (row.constant == 0 and not row.strict) for row in current)
    return systems if holds else Verdict.IMPOSSIBLE


def _combined(a: _Row, by: Fraction, b: _Row, times: Fraction, key: str) -> _Row:
    """A sum of multiples of two rows in which a variable falls out; scaled, so that equal rows are one."""
    factors: dict[str, Fraction] = {}
    for row, factor in ((a, by), (b, times)):
        for name, each in row.factors:
            if name != key:
                factors[name] = factors.get(name, ZERO) + each * factor
    kept = sorted((name, factor) for name, factor in factors.items() if factor)
    constant = a.constant * by + b.constant * times
    if kept:
        size = abs(kept[0][1])
        return _Row(
            tuple((name, factor / size) for name, factor in kept), constant / size, a.strict or b.strict
        )
    return _Row((), constant, a.strict or b.strict)


# ---------------------------------------------------------------- choosing values


@frozen
class _Search:
    """The choice of one value after the other; each leaves a rational solution for those that follow."""

    order: list[str]
    systems: list[list[_Row]]
    variables: Mapping[str, Variable]

    def run(self, place: int, values: dict[str, Fraction], budget: list[int]) -> dict[str, Fraction] | bool:
        """Values for all variables; else whether it is proven that there are none."""
        if place == len(self.order):
            return values
        variable = self.variables[self.order[place]]
        interval = self._interval(place, values)
        if interval.empty:
            return True
        proven = _counted(interval, variable) <= _MOST_VALUES
        for value in _values(interval, variable):
            if budget[0] <= 0:
                return False
            budget[0] -= 1
            found = self.run(place + 1, {**values, variable.key: value}, budget)
            if isinstance(found, dict):
                return found
            proven &= found
        return proven

    def _interval(self, place: int, values: Mapping[str, Fraction]) -> Interval:
        """Where a variable can lie once those before it are chosen."""
        key = self.order[place]
        lower = upper = None
        lower_open = upper_open = False
        for row in self.systems[place]:
            own = ZERO
            constant = row.constant
            for name, factor in row.factors:
                if name == key:
                    own = factor
                else:
                    constant += factor * values[name]
            end = -constant / own
            if own > 0 and (lower is None or end > lower or (end == lower and row.strict)):
                lower, lower_open = end, row.strict
            elif own < 0 and (upper is None or end < upper or (end == upper and row.strict)):
                upper, upper_open = end, row.strict
        return _on_grid(Interval(lower, upper, lower_open, upper_open), self.variables[key])


def _counted(interval: Interval, variable: Variable) -> float:
    """How many values an interval has."""
    if interval.single is not None:
        return 1
    if variable.step is None or interval.lower is None or interval.upper is None:
        return float("inf")
    return int((interval.upper - interval.lower) / variable.step) + 1


def _values(interval: Interval, variable: Variable) -> Iterator[Fraction]:
    """Values of an interval, the most readable ones first; all of them if they are few."""
    if interval.single is not None:
        yield interval.single
        return
    given: set[Fraction] = set()
    for value in _proposed(interval, variable):
        fits = variable.step is None or ((value - variable.origin) / variable.step).denominator == 1
        if fits and value in interval and value not in given:
            given.add(value)
            yield value


def _proposed(interval: Interval, variable: Variable) -> Iterator[Fraction]:
    step, lower, upper = variable.step, interval.lower, interval.upper
    unit = Fraction(1, 100) if variable.percent else ONE
    if upper is None or lower is None or upper - lower > 60:
        yield from (Fraction(one) * unit for one in _READABLE)
        yield from (-Fraction(one) * unit for one in _READABLE)
    if step is None:
        yield simplest(interval, unit)
        yield from (interval.lower or ZERO, interval.upper or ZERO)
        return
    first = lower if lower is not None else upper if upper is not None else variable.origin
    direction = step if lower is not None else -step
    for place in range(_MOST_VALUES):
        yield first + direction * place
    if upper is not None:
        yield upper
        if lower is not None:
            yield variable.origin + step * floor(((lower + upper) / 2 - variable.origin) / step)


def simplest(interval: Interval, unit: Fraction = ONE) -> Fraction:
    """A number in an interval that is not empty, with as few decimals (of the unit) as can be."""
    lower, upper = interval.lower, interval.upper
    if lower is None and upper is None:
        return ZERO
    if lower is None or upper is None:
        end = upper if lower is None else lower
        assert end is not None
        near = Interval(end - unit, end + unit)
        inside = (
            Interval(near.lower, end, False, interval.upper_open)
            if lower is None
            else Interval(end, near.upper, interval.lower_open)
        )
        return simplest(inside, unit)
    middle = (lower + upper) / 2
    grain = unit
    for _ in range(60):
        for value in (grain * floor(middle / grain), grain * ceil(middle / grain)):
            if value in interval:
                return value
        grain /= 10
    return middle

"""Small systems of linear constraints over numbers, with solutions that people can read.

What lives here: `solve`, which says whether some facts can satisfy some constraints, and with which values.
Guarantees: a solution satisfies everything exactly, grids and open ends too; `IMPOSSIBLE` is a proof: no
numbers are left when all variables are eliminated (elimination), or every value of a finite grid has been
tried. Wholes come out as 100 where they can. Left out: products of variables (regions).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from typing import Literal

from attrs import frozen

from emurules.analysis.elimination import Grids, Row, TooMany, divisible, eliminated
from emurules.model.interval import Interval

Relation = Literal[">=", ">", "=", "!="]
ZERO, ONE = Fraction(0), Fraction(1)

EFFORT = 600
"""So many values are tried before a system is given up."""
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


def solve(
    variables: Sequence[Variable],
    constraints: Sequence[Constraint],
    effort: int = EFFORT,
    first: Collection[str] = (),
    work: list[int] | None = None,
) -> Solution | Verdict:
    """Values for all variables that satisfy all constraints, or why there are none.

    `first` are chosen first; what is done is taken from `work`.

    Example:
        >>> count = Interval(ZERO)
        >>> part, whole = Variable("part", count, ONE), Variable("whole", count, ONE)
        >>> share = Constraint((("part", -ONE), ("whole", Fraction(4, 5))), ZERO, "=")
        >>> within = Constraint((("whole", ONE), ("part", -ONE)), ZERO, ">=")
        >>> some = Constraint((("whole", ONE),), ZERO, ">")
        >>> {name: int(value) for name, value in solve([part, whole], [share, within, some]).values.items()}
        {'whole': 100, 'part': 80}
    """
    apart = next((one for one in constraints if one.relation == "!="), None)
    if apart is not None:
        others = [one for one in constraints if one is not apart]
        if _hopeless(variables, others, effort, first, work):
            return Verdict.IMPOSSIBLE
        less = tuple((key, -factor) for key, factor in apart.factors)
        sides = (
            Constraint(apart.factors, apart.constant, ">"),
            Constraint(less, -apart.constant, ">"),
        )
        return _either(variables, [[*others, side] for side in sides], effort, first, work)
    rows = [*_rows(constraints), *(row for one in variables for row in _of_interval(one))]
    order = _order(variables, rows, first)
    known = {one.key: one for one in variables}
    found = _searched(order, rows, known, effort, work=work)
    if found is not Verdict.UNDECIDED:
        return found
    equal = list(_rows(one for one in constraints if one.relation == "="))[::2]
    grids = {key: (one.step, one.origin) for key, one in known.items() if one.step is not None}
    few_first = sorted(order, key=lambda key: _counted(_on_grid(known[key].interval, known[key]), known[key]))
    found = _searched(few_first, rows, known, effort, grids, equal, work)
    return _multiplied(order, rows, known, work) if found is Verdict.UNDECIDED else found


def _searched(
    order: list[str],
    rows: list[Row],
    variables: Mapping[str, Variable],
    effort: int,
    grids: Grids | None = None,
    equal: Sequence[Row] = (),
    work: list[int] | None = None,
) -> Solution | Verdict:
    try:
        systems = eliminated(order, rows, grids, work)
    except TooMany:
        return Verdict.UNDECIDED
    if systems is None:
        return Verdict.IMPOSSIBLE
    found = _Search(order, systems, variables, grids or {}, equal).run(0, {}, [effort])
    if isinstance(found, dict):
        return Solution(found)
    return Verdict.IMPOSSIBLE if found else Verdict.UNDECIDED


def _multiplied(
    order: list[str], rows: list[Row], variables: Mapping[str, Variable], work: list[int] | None
) -> Solution | Verdict:
    """A solution beside the grids, multiplied until it lies on them: 2 of 97 where no readable whole fits."""
    free = {key: Variable(key, one.interval) for key, one in variables.items()}
    found = _searched(order, rows, free, EFFORT, work=work)
    steps = [one.step for one in variables.values() if one.step is not None]
    if not isinstance(found, Solution) or not any(found.values.values()) or not steps:
        return Verdict.UNDECIDED
    sizes = [found.values[key] / one.step for key, one in variables.items() if one.step is not None]
    least = Fraction(lcm(*(one.denominator for one in sizes)), gcd(*(one.numerator for one in sizes)) or 1)
    for times in sorted(_READABLE):
        values = {key: value * least * times for key, value in found.values.items()}
        if all(_holds(row, values) for row in rows) and all(
            _on(values[key], variables[key]) for key in values
        ):
            return Solution(values)
    return Verdict.UNDECIDED


def _holds(row: Row, values: Mapping[str, Fraction]) -> bool:
    total = sum((factor * values[key] for key, factor in row.factors), row.constant)
    return Row((), total, row.strict).holds


def _on(value: Fraction, variable: Variable) -> bool:
    """Whether a value lies on a variable's grid."""
    return variable.step is None or ((value - variable.origin) / variable.step).denominator == 1


def _hopeless(
    variables: Sequence[Variable],
    constraints: Sequence[Constraint],
    effort: int,
    first: Collection[str],
    work: list[int] | None,
) -> bool:
    """Whether there is nothing to part in two, so that many `!=` do not ask for every choice of sides."""
    rest = [one for one in constraints if one.relation != "!="]
    return len(rest) < len(constraints) and solve(variables, rest, effort, first, work) is Verdict.IMPOSSIBLE


def _either(
    variables: Sequence[Variable],
    ways: list[list[Constraint]],
    effort: int,
    first: Collection[str],
    work: list[int] | None,
) -> Solution | Verdict:
    verdict = Verdict.IMPOSSIBLE
    for way in ways:
        found = solve(variables, way, effort, first, work)
        if isinstance(found, Solution):
            return found
        if found is Verdict.UNDECIDED:
            verdict = found
    return verdict


# ---------------------------------------------------------------- elimination


def _rows(constraints: Iterable[Constraint]) -> Iterator[Row]:
    for one in constraints:
        factors = tuple((key, factor) for key, factor in one.factors if factor)
        yield Row(factors, one.constant, one.relation == ">")
        if one.relation == "=":
            yield Row(tuple((key, -factor) for key, factor in factors), -one.constant, strict=False)


def _of_interval(one: Variable) -> Iterator[Row]:
    interval = _on_grid(one.interval, one)
    if interval.lower is not None:
        yield Row(((one.key, ONE),), -interval.lower, interval.lower_open)
    if interval.upper is not None:
        yield Row(((one.key, -ONE),), interval.upper, interval.upper_open)


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


def _order(variables: Sequence[Variable], rows: Sequence[Row], first: Collection[str]) -> list[str]:
    """Wholes before their parts: what stands above most others is chosen first."""
    above: dict[str, int] = {one.key: 0 for one in variables}
    for row in rows:
        if len(row.factors) > 1:
            for key, factor in row.factors:
                above[key] += 1 if factor > 0 else -1
    fixed = {row.factors[0][0] for row in rows if len(row.factors) == 1 and row.constant}
    return sorted(above, key=lambda key: (key not in first, -above[key], key not in fixed))


# ---------------------------------------------------------------- choosing values


@frozen
class _Search:
    """The choice of one value after the other; each leaves a rational solution for those that follow."""

    order: list[str]
    systems: list[list[Row]]
    variables: Mapping[str, Variable]
    grids: Grids
    equal: Sequence[Row]
    """Sums that are 0: a value after which steps cannot bring them there is passed over."""

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
            chosen = {**values, variable.key: value}
            if not all(divisible(row, chosen, self.grids) for row in self.equal):
                continue
            if budget[0] <= 0:
                return False
            budget[0] -= 1
            found = self.run(place + 1, chosen, budget)
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
        if _on(value, variable) and value in interval and value not in given:
            given.add(value)
            yield value


def _proposed(interval: Interval, variable: Variable) -> Iterator[Fraction]:
    step, lower, upper = variable.step, interval.lower, interval.upper
    unit = Fraction(1, 100) if variable.percent else ONE
    if upper is None or lower is None or upper - lower > 60:
        if lower is not None and lower >= 10_000:  # a day, or a sum of money: the next round one is far off
            yield lower
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

"""Elimination of variables from sums that are not negative, one after the other, exactly.

What lives here: `Row`, and `eliminated`, which leaves for each variable the rows that bound it once those
before it are chosen. Guarantees: `None` is a proof that no numbers satisfy the rows; where grids are given,
that no numbers on these grids do. Left out: the choice of values (solve).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from math import ceil, floor, gcd

from attrs import frozen

ZERO, ONE = Fraction(0), Fraction(1)
Grids = Mapping[str, tuple[Fraction, Fraction]]
"""The step and the origin of each variable that has a grid."""

_MOST_ROWS = 600
# A row takes about as long to make as so many steps through a diagram, and one more for each variable.
_EACH_ROW = 2


class TooMany(Exception):  # noqa: N818 (no error: the system is then left undecided)
    """More rows than anybody wants to wait for."""


@frozen
class Row:
    """A sum that is not negative; positive where it is strict."""

    factors: tuple[tuple[str, Fraction], ...]
    constant: Fraction
    strict: bool

    @property
    def holds(self) -> bool:
        """Whether a row without variables holds."""
        return self.constant > 0 or (self.constant == 0 and not self.strict)


def eliminated(
    order: Sequence[str], rows: Iterable[Row], grids: Grids | None = None, work: list[int] | None = None
) -> list[list[Row]] | None:
    """For each place in the order the rows that speak of the variables up to there; None if they clash.

    With grids every row, made or given, is first tightened to what it says of values on them. What is done is
    taken from `work`.

    Raises:
        TooMany: if the rows multiply beyond measure, or no work is left.
    """
    grids = grids or {}
    systems: list[list[Row]] = [[] for _ in order]
    current = [tightened(row, grids) for row in rows]
    for place in range(len(order) - 1, -1, -1):
        key = order[place]
        here: list[Row] = []
        lower: list[tuple[Row, Fraction]] = []
        upper: list[tuple[Row, Fraction]] = []
        rest: dict[Row, None] = {}
        for row in current:
            factor = next((factor for name, factor in row.factors if name == key), ZERO)
            if factor:
                here.append(row)
                (lower if factor > 0 else upper).append((row, factor))
            else:
                rest[row] = None
        if len(lower) * len(upper) > _MOST_ROWS or (work is not None and work[0] <= 0):
            raise TooMany
        for low, up_by in lower:
            if work is not None:
                work[0] -= len(upper) * (_EACH_ROW + len(low.factors))
            for high, down_by in upper:
                made = tightened(_combined(low, -down_by, high, up_by, key), grids)
                if made.factors:
                    rest[made] = None
                elif not made.holds:
                    return None
        systems[place] = here
        current = list(rest)
    return systems if all(row.holds for row in current) else None


def _combined(a: Row, by: Fraction, b: Row, times: Fraction, key: str) -> Row:
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
        return Row(
            tuple((name, factor / size) for name, factor in kept), constant / size, a.strict or b.strict
        )
    return Row((), constant, a.strict or b.strict)


def tightened(row: Row, grids: Grids) -> Row:
    """A row that says the same of all values on the grids, and no more than it has to of others.

    On grids a sum moves in steps of its own: `2 x - 2 y - 1` is not negative where `2 x - 2 y - 2` is not.
    """
    if not row.factors or any(name not in grids for name, _ in row.factors):
        return row
    step = reduce(common, (abs(factor) * grids[name][0] for name, factor in row.factors))
    origin = sum((factor * grids[name][1] for name, factor in row.factors), ZERO)
    least = -(row.constant + origin) / step
    steps = floor(least) + 1 if row.strict else ceil(least)
    return Row(row.factors, -origin - step * steps, strict=False)


def divisible(row: Row, values: Mapping[str, Fraction], grids: Grids) -> bool:
    """Whether the steps of the variables that have no value yet can bring a sum to 0 at all."""
    rest = row.constant
    step = ZERO
    for name, factor in row.factors:
        if name in values:
            rest += factor * values[name]
        elif name in grids:
            rest += factor * grids[name][1]
            step = common(step, abs(factor) * grids[name][0])
        else:
            return True
    return (rest / step).denominator == 1 if step else rest == 0


def common(a: Fraction, b: Fraction) -> Fraction:
    """The greatest step of which two steps are multiples."""
    return Fraction(
        gcd(a.numerator * b.denominator, b.numerator * a.denominator), a.denominator * b.denominator
    )

"""Intervals of numbers and of dates: exact ends, each open or closed, or none.

Guarantees: all arithmetic is exact and conservative: every result contains each value that the
operation can give. Left out: grids (domain) and relations between facts (resolve).
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from attrs import frozen


@frozen
class Interval:
    """All numbers between two ends; an end that is None is infinite. Dates use their ordinals."""

    lower: Fraction | None = None
    upper: Fraction | None = None
    lower_open: bool = False
    upper_open: bool = False

    def __contains__(self, value: Fraction) -> bool:
        return not self.below(value) and not self.above(value)

    def below(self, value: Fraction) -> bool:
        """Whether a value lies below the interval."""
        if self.lower is None:
            return False
        return value < self.lower or (self.lower_open and value == self.lower)

    def above(self, value: Fraction) -> bool:
        """Whether a value lies above the interval."""
        if self.upper is None:
            return False
        return value > self.upper or (self.upper_open and value == self.upper)

    @property
    def empty(self) -> bool:
        """Whether no number lies in it."""
        if self.lower is None or self.upper is None:
            return False
        return self.lower > self.upper or (self.lower == self.upper and (self.lower_open or self.upper_open))

    @property
    def single(self) -> Fraction | None:
        """Its only number, if it has only one."""
        return self.lower if self.lower is not None and self.lower == self.upper and not self.empty else None

    @property
    def not_negative(self) -> bool:
        """Whether no number in it is below 0."""
        return self.lower is not None and self.lower >= 0

    @property
    def not_positive(self) -> bool:
        """Whether no number in it is above 0."""
        return self.upper is not None and self.upper <= 0

    def hull(self, other: Interval) -> Interval:
        """The least interval that holds both."""
        lower, lower_open = _outer(self.lower, self.lower_open, other.lower, other.lower_open, least=True)
        upper, upper_open = _outer(self.upper, self.upper_open, other.upper, other.upper_open, least=False)
        return Interval(lower, upper, lower_open, upper_open)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.lower is None or other.lower is None else self.lower + other.lower,
            None if self.upper is None or other.upper is None else self.upper + other.upper,
            self.lower_open or other.lower_open,
            self.upper_open or other.upper_open,
        )

    def __neg__(self) -> Interval:
        return Interval(
            None if self.upper is None else -self.upper,
            None if self.lower is None else -self.lower,
            self.upper_open,
            self.lower_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        ends = [_times(a, b) for a in _ends(self) for b in _ends(other)]
        lowest, highest = min(ends), max(ends)
        return Interval(
            None if lowest[0] < 0 else lowest[1],
            None if highest[0] > 0 else highest[1],
        )

    def inverse(self) -> Interval:
        """One over each number but 0; everything where 0 lies inside."""
        if self.lower is not None and self.lower >= 0:
            upper = None if self.lower == 0 else 1 / self.lower
            lower = Fraction(0) if self.upper in (None, Fraction(0)) else 1 / self.upper
            return Interval(lower, upper)
        if self.upper is not None and self.upper <= 0:
            return -(-self).inverse()
        return Interval()


EVERYTHING = Interval()
PERCENTS = Interval(Fraction(0), Fraction(1))
NOT_NEGATIVE = Interval(Fraction(0))

_End = tuple[int, Fraction]  # (sign of infinity or 0, the number where finite): sorts as numbers do


def _ends(interval: Interval) -> tuple[_End, _End]:
    lower = (-1, Fraction(0)) if interval.lower is None else (0, interval.lower)
    upper = (1, Fraction(0)) if interval.upper is None else (0, interval.upper)
    return lower, upper


def _times(a: _End, b: _End) -> _End:
    if a[0] == 0 and b[0] == 0:
        return 0, a[1] * b[1]
    sign = (a[0] or _sign(a[1])) * (b[0] or _sign(b[1]))
    return sign, Fraction(0)  # 0 times infinity is 0: the end of [0; oo) x [0; oo)


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def _outer(
    a: Fraction | None, a_open: bool, b: Fraction | None, b_open: bool, *, least: bool
) -> tuple[Fraction | None, bool]:
    if a is None or b is None:
        return None, False
    if a == b:
        return a, a_open and b_open
    return (a, a_open) if (a < b) == least else (b, b_open)


def of_date(day: date) -> Fraction:
    """A date as a number on the scale of days."""
    return Fraction(day.toordinal())

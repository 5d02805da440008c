"""Lines: a domain as a row of values, and cuts that part it into cells.

What lives here: `Line` (numbers, dates and finite sets alike, `missing` and `exempt` at its end), `Cut` (a
place between two values) and `Cell` (all values between two cuts). Guarantees: exact; between two cuts of a
line there is always a value, because a cut on a grid stands in front of a value of the grid and cuts outside
the domain are none. The ends of heads come from model.partition; nothing else in the house computes edges.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Literal

from attrs import frozen

from emurules.model.domain import Choice, Dates, Domain, Numbers, YesNo
from emurules.model.interval import Interval
from emurules.model.values import Type

Special = Literal["missing", "exempt"]

Cut = tuple[int, Fraction, int]
"""A place on a line: (0, value, 0) in front of a value, (0, value, 1) behind it, (n, 0, 0) in front of the
n-th special one. Cuts sort as places do."""

ZERO, ONE = Fraction(0), Fraction(1)


@frozen
class Cell:
    """The values between two cuts: numbers (as positions for a finite set), special ones, or both."""

    interval: Interval | None
    specials: tuple[Special, ...]


@frozen
class Line:
    """A domain as a row of positions.

    `answers` names the positions 0, 1, 2 … of a finite set (no and yes, or options). `step` and `origin`
    are its grid. `specials` follow all numbers.
    """

    type: Type
    interval: Interval
    step: Fraction | None = None
    origin: Fraction = ZERO
    answers: tuple[str | bool, ...] = ()
    specials: tuple[Special, ...] = ()

    def cut(self, value: Fraction, behind: bool) -> Cut | Literal["end"] | None:
        """The place in front of a value or behind it; None before the line's first value, or its end."""
        lower, upper = self.interval.lower, self.interval.upper
        if self.step is not None:
            steps = (value - self.origin) / self.step
            value = self.origin + self.step * (floor(steps) + 1 if behind else ceil(steps))
            behind = False
            if lower is not None and (value < lower or self._first() == value):
                return None
            if upper is not None and value > self._last():
                return "end"
            return (0, value, 0)
        if lower is not None and (value < lower or (value == lower and behind <= self.interval.lower_open)):
            return None
        if upper is not None and (
            value > upper or (value == upper and behind >= (not self.interval.upper_open))
        ):
            return "end"
        return (0, value, int(behind))

    def _first(self) -> Fraction:
        """The first value of a grid with a lower end."""
        assert self.interval.lower is not None
        assert self.step is not None
        first = self.origin + self.step * ceil((self.interval.lower - self.origin) / self.step)
        return first + self.step if self.interval.below(first) else first

    def _last(self) -> Fraction:
        """The last value of a grid with an upper end."""
        assert self.interval.upper is not None
        assert self.step is not None
        last = self.origin + self.step * floor((self.interval.upper - self.origin) / self.step)
        return last - self.step if self.interval.above(last) else last

    def special(self, one: Special) -> Cut:
        """The place in front of a special value."""
        return (self.specials.index(one) + 1, ZERO, 0)

    def end(self) -> Cut | None:
        """The place behind the last number; None where no special value follows."""
        return (1, ZERO, 0) if self.specials else None

    def cell(self, lower: Cut | None, upper: Cut | None) -> Cell:
        """What stands between two cuts, None for the ends of the line."""
        first = 0 if lower is None else lower[0]
        last = len(self.specials) + 1 if upper is None else max(upper[0], 1)
        specials = self.specials[max(first, 1) - 1 : last - 1]
        if first > 0:
            return Cell(None, specials)
        whole = self.interval
        low, low_open = (whole.lower, whole.lower_open) if lower is None else (lower[1], lower[2] == 1)
        if upper is None or upper[0] > 0:
            high, high_open = whole.upper, whole.upper_open
        else:
            high, high_open = upper[1], upper[2] == 0
        return Cell(self._trimmed(Interval(low, high, low_open, high_open)), specials)

    def _trimmed(self, interval: Interval) -> Interval:
        """An interval of a grid with its ends on the grid."""
        if self.step is None:
            return interval
        lower, upper = interval.lower, interval.upper
        if lower is not None:
            lower = self.origin + self.step * ceil((lower - self.origin) / self.step)
            lower += self.step if interval.below(lower) else 0
        if upper is not None:
            upper = self.origin + self.step * floor((upper - self.origin) / self.step)
            upper -= self.step if interval.above(upper) else 0
        return Interval(lower, upper)


def line_of(domain: Domain, specials: tuple[Special, ...] = ()) -> Line:
    """The line of a domain."""
    match domain:
        case YesNo():
            return _finite(Type.TRUTH, (False, True), specials)
        case Choice():
            return _finite(Type.CHOICE, domain.names, specials)
        case Numbers():
            return Line(domain.type, domain.interval, domain.step, domain.origin, specials=specials)
        case Dates():
            return Line(Type.DATE, domain.interval, ONE, specials=specials)


def _finite(type: Type, answers: tuple[str | bool, ...], specials: tuple[Special, ...]) -> Line:
    whole = Interval(ZERO, Fraction(len(answers) - 1))
    return Line(type, whole, ONE, answers=answers, specials=specials)


def truths(specials: tuple[Special, ...] = ()) -> Line:
    """The line of a condition of which only the answers are known."""
    return _finite(Type.TRUTH, (False, True), specials)

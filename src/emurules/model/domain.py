"""Domains: which values a fact can have. The type is the domain, and all analysis uses it.

Guarantees: a domain is exact: a count and a stepped number are grids, a plain number is not.
Left out: relations between facts (`up to` another count, `only when`, `require`), which the fact holds.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from attrs import frozen

from emurules.model.interval import Interval, of_date
from emurules.model.values import Known, Type


@frozen
class YesNo:
    """Yes or no."""

    type = Type.TRUTH


@frozen
class Option:
    """One of the answers to a choice: its name and, for people, its title."""

    name: str
    title: str | None = None


@frozen
class Choice:
    """One of some options."""

    options: tuple[Option, ...]
    type = Type.CHOICE

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the options, as printed."""
        return tuple(option.name for option in self.options)


@frozen
class Numbers:
    """Numbers or percents in an interval, on a grid if there is a step.

    `step` counts from `origin` (the lower bound, or 0). `count` marks a fact declared as a count:
    its step is 1 and its lower bound 0 unless it says more.
    """

    type: Type
    interval: Interval
    step: Fraction | None = None
    origin: Fraction = Fraction(0)
    count: bool = False
    unit: str | None = None

    def __contains__(self, value: Fraction) -> bool:
        return value in self.interval and self.on_grid(value)

    def on_grid(self, value: Fraction) -> bool:
        """Whether a value lies on the grid; every value does where there is no step."""
        return self.step is None or ((value - self.origin) / self.step).denominator == 1


@frozen
class Dates:
    """Days in an interval, its ends counted in days (ordinals of the Gregorian calendar)."""

    interval: Interval
    type = Type.DATE

    def __contains__(self, value: date) -> bool:
        return of_date(value) in self.interval


Domain = YesNo | Choice | Numbers | Dates


def admits(domain: Domain, value: Known) -> bool:
    """Whether a value of the domain's own type lies in the domain."""
    match domain:
        case YesNo():
            return isinstance(value, bool)
        case Choice():
            return value in domain.names
        case Numbers():
            return isinstance(value, Fraction) and value in domain
        case Dates():
            return isinstance(value, date) and value in domain

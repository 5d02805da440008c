"""The partition of a domain by the rows of a band, a table or a grading.

What lives here: the heads of rows (which values each takes), `Partition` (all rows of one set over
the domain of their subject) and `named` (which heads take a value). The evaluator reads it; the checker,
the columnar path and the strategies will. INVARIANT: edges of bands are computed nowhere else.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from attrs import field, frozen

from emurules.model.domain import Domain
from emurules.model.expression import Expression
from emurules.model.interval import Interval, of_date
from emurules.model.values import MISSING, Known, Missing
from emurules.source import NOWHERE, Span


@frozen
class Within:
    """Numbers, percents or dates (as day ordinals) in an interval."""

    interval: Interval


@frozen
class Among:
    """Some of the options, or yes or no."""

    values: tuple[str | bool, ...]


@frozen
class NotThere:
    """The row for `missing`."""


@frozen
class Rest:
    """`otherwise`: whatever no other row takes."""


Head = Within | Among | NotThere | Rest
Fit = Literal["in", "below", "above", "other"]


@frozen
class Row:
    """One row: what it takes, its guard, and its outcome (points, or for a grading its label)."""

    head: Head
    guard: Expression | None
    points: Expression | None
    label: str | None
    span: Span = field(eq=False, repr=False, kw_only=True, default=NOWHERE)
    head_span: Span = field(eq=False, repr=False, kw_only=True, default=NOWHERE)


@frozen
class Partition:
    """The rows in the order written, over the domain of the subject that they divide.

    `domain` is None where the subject is no fact and its domain is found by analysis only. Rows that were
    written as `thresholds` of which the best counts hold what each takes when the better ones have taken
    theirs; the interval of one that is never the best is empty.
    """

    rows: tuple[Row, ...]
    domain: Domain | None = None
    may_be_missing: bool = False
    thresholds: bool = False


def fit(head: Head, value: Known | Missing) -> Fit:
    """Whether a head takes a value, and if not, on which side the value lies. `otherwise` fits all."""
    match head:
        case Rest():
            return "in"
        case NotThere():
            return "in" if value is MISSING else "other"
        case Among(values=values):
            return (
                "in"
                if any(value is one or (value == one and type(value) is type(one)) for one in values)
                else "other"
            )
        case Within(interval=interval):
            if isinstance(value, (bool, str, Missing)):
                return "other"
            number = of_date(value) if isinstance(value, date) else value
            if interval.below(number):
                return "below"
            return "above" if interval.above(number) else "in"


def exactly(value: Known) -> Head:
    """The head that takes one value only."""
    if isinstance(value, (bool, str)):
        return Among((value,))
    number = of_date(value) if isinstance(value, date) else value
    return Within(Interval(number, number))


def named(partition: Partition, value: Known | Missing) -> tuple[Row, ...]:
    """The rows, other than `otherwise`, whose heads take a value; their guards decide among them."""
    return tuple(
        row for row in partition.rows if not isinstance(row.head, Rest) and fit(row.head, value) == "in"
    )


def rest(partition: Partition) -> tuple[Row, ...]:
    """The `otherwise` rows: they take what no named row takes whose guard holds."""
    return tuple(row for row in partition.rows if isinstance(row.head, Rest))

"""The rows beside a gap or an overlap, and the words that would close or part them.

Guarantees: what is proposed closes the gap, or parts the rows, at that place.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve, frozen

from emurules.analysis.lines import Cell
from emurules.checks.wording import interval_words
from emurules.diagnostics import Language
from emurules.model.interval import Interval
from emurules.model.partition import Partition, Row, Within
from emurules.model.values import Type


@frozen
class Beside:
    """The numbers of the rows that end before a cell and begin after it, and the cell."""

    below: int | None
    above: int | None
    interval: Interval


def beside(cell: Cell, partition: Partition) -> Beside | None:
    """The rows nearest to a cell of numbers."""
    if cell.interval is None:
        return None
    lower = upper = None
    for number, row in enumerate(partition.rows):
        if not isinstance(row.head, Within):
            continue
        ends = row.head.interval
        if ends.upper is not None and cell.interval.lower is not None and ends.upper <= cell.interval.lower:
            if lower is None or ends.upper > _interval(partition, lower).upper:  # type: ignore[operator]
                lower = number
        elif (
            ends.lower is not None
            and cell.interval.upper is not None
            and ends.lower >= cell.interval.upper
            and (upper is None or ends.lower < _interval(partition, upper).lower)  # type: ignore[operator]
        ):
            upper = number
    return Beside(lower, upper, cell.interval)


def _interval(partition: Partition, number: int) -> Interval:
    head = partition.rows[number].head
    assert isinstance(head, Within)
    return head.interval


def mended(near: Beside, partition: Partition, kind: Type, language: Language) -> dict[str, str] | None:
    """The words of a row that would take a gap of one value, if its own end only has to be closed."""
    value = near.interval.single
    if value is None:
        return None
    for number in (near.above, near.below):
        if number is None or partition.rows[number].guard is not None:
            continue
        ends = _interval(partition, number)
        closed = evolve(
            ends,
            lower_open=ends.lower_open and ends.lower != value,
            upper_open=ends.upper_open and ends.upper != value,
        )
        if closed != ends:
            return {
                "old": interval_words(ends, kind, language),
                "new": interval_words(closed, kind, language),
            }
    return None


def parted(value: Fraction, first: Row, second: Row, type: Type, language: Language) -> dict[str, str] | None:
    """The words of one of two rows that meet in one value, without that value."""
    for row in (first, second):
        if not isinstance(row.head, Within):
            return None
    for row in (first, second):
        assert isinstance(row.head, Within)
        ends = row.head.interval
        if ends.upper == value and not ends.upper_open and ends.lower != value:
            opened = evolve(ends, upper_open=True)
            return {
                "old": interval_words(ends, type, language),
                "new": interval_words(opened, type, language),
            }
    return None

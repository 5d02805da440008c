"""Bands of which the best row that holds counts: thresholds become the intervals that they divide.

Of the rows `from 1% : 1` and `from 5% : 2` the first holds where the second does, too, and the one with more
points counts. What a row takes is therefore its own interval without those of the better rows. Guarantees:
the intervals do not meet, so that the checker, the evaluator and the proofs see bands like any others; of
rows with equal points the first is the better one. Left out: what no row takes, which is a gap as elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import evolve, frozen

from emurules.diagnostics import Label
from emurules.model.interval import Interval
from emurules.model.partition import NotThere, Partition, Rest, Row, Within
from emurules.resolve.constants import folded
from emurules.resolve.names import Names
from emurules.resolve.rows import Subject, partition
from emurules.syntax import nodes


@frozen
class _Threshold:
    """A row with one end, and its points."""

    row: Row
    interval: Interval
    points: Fraction

    @property
    def rises(self) -> bool:
        """Whether it takes what lies above its end."""
        return self.interval.upper is None


def rows_of_bands(node: nodes.Bands, subject: Subject, names: Names) -> Partition | None:
    """The rows of bands. None if anything was reported."""
    found = partition(node.rows, subject, names)
    if found is None or not node.best_that_holds:
        return found
    read = [_threshold(row, one, names) for row, one in zip(found.rows, node.rows, strict=True)]
    thresholds = [one for one in read if isinstance(one, _Threshold)]
    if len([one for one in read if one is not None]) < len(read) or not _one_way(thresholds, names):
        return None
    rows = tuple(_parted(one, thresholds) if isinstance(one, _Threshold) else one for one in read if one)
    return evolve(found, rows=rows, thresholds=True)


# ---------------------------------------------------------------- what can be a threshold


def _threshold(row: Row, node: nodes.Row, names: Names) -> _Threshold | Row | None:
    """The threshold that a row is; the row itself for `missing` and `otherwise`; None if it is neither."""
    if isinstance(row.head, (NotThere, Rest)):
        return row
    interval = row.head.interval if isinstance(row.head, Within) else Interval()
    points = None if row.points is None else folded(row.points)
    if (interval.lower is None) == (interval.upper is None):
        _report("best head", node.head, names)
    elif node.guard is not None:
        _report("best guard", node.guard, names)
    elif points is None:
        _report("best points", node.points, names)
    else:
        return _Threshold(row, interval, points)
    return None


def _report(variant: str, place: nodes.RowHead | nodes.Expression, names: Names) -> None:
    report = names.report
    # Of several spellings the last is the one for bands.
    best = report.dialect.keywords["BEST_THAT_HOLDS"][-1]
    text = report.words(place.span)
    report.add("misplaced-statement", place.span, variant=variant, help=variant, best=best, text=text)


def _one_way(thresholds: Sequence[_Threshold], names: Names) -> bool:
    """Whether all take what lies on the same side of their end; the first that does not is reported."""
    for one in thresholds:
        if one.rises != thresholds[0].rises:
            span, report = one.row.head_span, names.report
            also = (Label(thresholds[0].row.head_span, "first"),)
            text = report.words(span)
            report.add(
                "misplaced-statement", span, variant="best turned", help="best head", also=also, text=text
            )
            return False
    return True


# ---------------------------------------------------------------- what is left to each


def _parted(own: _Threshold, thresholds: Sequence[_Threshold]) -> Row:
    """The row with what the better ones leave of its interval."""
    earlier = True
    left = own.interval
    for other in thresholds:
        earlier = earlier and other is not own
        better = other.points > own.points or (other.points == own.points and earlier)
        if better:
            left = _below(left, other.interval) if own.rises else -_below(-left, -other.interval)
    return evolve(own.row, head=Within(left))


def _below(left: Interval, better: Interval) -> Interval:
    """What of an interval lies below one that has no upper end; nothing of it stays at its own lower end."""
    assert better.lower is not None
    cut = Interval(left.lower, better.lower, left.lower_open, not better.lower_open)
    if cut.empty:
        return Interval(left.lower, left.lower, left.lower_open, upper_open=True)
    if left.upper is None or (better.lower, better.lower_open) < (left.upper, not left.upper_open):
        return cut
    return left

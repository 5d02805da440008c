"""Awards: deductions and reductions of less than nothing, and reductions of more than the worth.

Guarantees: what the evaluator would have to refuse for some unit is reported, unless it surely cannot be:
groups and shares of something negative. What a text cannot mean is reported where it may happen: a positive
row in a penalty, a `reduce` whose awards may exceed the worth.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from emurules.model import ruleset as meant
from emurules.model.expression import Expression
from emurules.model.heads import known_in_rows
from emurules.model.interval import Interval
from emurules.model.known import NOTHING, Known, both
from emurules.model.partition import Row
from emurules.model.proof import impossible, surely
from emurules.model.ranges import Ranges
from emurules.model.reach import ZERO
from emurules.model.values import Type, Unlimited
from emurules.resolve.constants import folded
from emurules.resolve.report import Report
from emurules.resolve.words import number_words

# Of awards with conditions so many are weighed against each other, two ways each.
_MOST_CONDITIONS = 8


def check(node: meant.Node, ranges: Ranges, report: Report) -> None:
    """Report points of a node that cannot be meant."""
    before = len(report.found)
    _awards(node, ranges, report)
    if len(report.found) == before:
        _reductions(node, ranges, report)


def _assessed(node: meant.Node, ranges: Ranges) -> Known:
    """What is known where the statements of a node apply."""
    known = NOTHING
    for exemption in node.exemptions:
        known = both(known, ranges.assumed(exemption.condition, holds=False))
    return known


def _awards(node: meant.Node, ranges: Ranges, report: Report) -> None:
    """Groups of something negative, rows that add points in a penalty, deductions that add points."""
    known = _assessed(node, ranges)
    for award in node.awards:
        here = both(known, ranges.assumed(award.when))
        if isinstance(award, meant.Bands):
            _rows(node, award, here, ranges, report)
            continue
        _group(award.per, here, ranges, report)
        upper = ranges.of(award.points, here).upper
        if award.deduct and upper is not None and upper < 0:
            place = award.points.span
            report.add("negative-deduction", place, help="award", text=report.words(place))


def _rows(node: meant.Node, bands: meant.Bands, known: Known, ranges: Ranges, report: Report) -> None:
    for row, points in _of_rows(bands, known, ranges):
        assert row.points is not None
        place, text = row.points.span, report.words(row.points.span)
        if bands.deduct and (points.lower is None or points.lower < 0):
            if node.kind == "penalty" or (points.upper is not None and points.upper < 0):
                report.add("negative-deduction", place, help="bands", text=text)
        elif not bands.deduct and node.kind == "penalty" and (points.upper is None or points.upper > 0):
            report.add("positive-in-penalty", place, text=text)


def _of_rows(bands: meant.Bands, known: Known, ranges: Ranges) -> Iterator[tuple[Row, Interval]]:
    """Each row with the range of its points where it holds."""
    for row, here in known_in_rows(bands.partition, bands.subject, known, ranges):
        if row.points is not None:
            yield row, ranges.of(row.points, both(here, ranges.assumed(row.guard)))


def _group(per: meant.Per | None, known: Known, ranges: Ranges, report: Report) -> None:
    if per is None or per.size is None:
        return
    if not surely(lambda here: ranges.of(per.quantity, here).not_negative, known, ranges):
        report.add("negative-groups", per.quantity.span, text=report.words(per.quantity.span))


# ---------------------------------------------------------------- reductions


def _reductions(node: meant.Node, ranges: Ranges, report: Report) -> None:
    known, before = _assessed(node, ranges), len(report.found)
    for reduce in node.reductions:
        here = both(known, ranges.assumed(reduce.when))
        _group(reduce.per, here, ranges, report)
        _share(reduce, here, ranges, report)
    if not node.reductions or isinstance(node.worth, Unlimited) or len(report.found) > before:
        return
    worth = ranges.worths[node.id]
    highest = _highest(node, known, ranges)
    if highest is None or highest > (worth.lower or Fraction(0)):
        variant = "parts" if node.children else ""
        text = number_words(worth.lower or Fraction(0), report.language)
        report.add("reduce-above-worth", node.reductions[0].span, variant=variant, help=variant, text=text)


def _share(reduce: meant.Reduce, known: Known, ranges: Ranges, report: Report) -> None:
    """A share that can be below 0%: at fault is the share itself, its cap or what it is multiplied by."""
    if _amount(reduce.share, reduce.per, reduce.at_most, known, ranges).not_negative:
        return
    wrong = reduce.share
    if ranges.of(reduce.share, known).not_negative:
        times = reduce.per.quantity if reduce.per is not None else None
        wrong = times if times is not None and not ranges.of(times, known).not_negative else wrong
        if wrong is reduce.share and reduce.at_most is not None:
            wrong = reduce.at_most
    help = "positive" if folded(wrong) is not None else "share" if wrong.type is Type.PERCENT else "times"
    report.add("negative-deduction", wrong.span, variant="share", help=help, text=report.words(wrong.span))


def _highest(node: meant.Node, known: Known, ranges: Ranges) -> Fraction | None:
    """The most that the awards or parts of a node can come to before its limits, None for no limit."""
    if node.children:
        tops = [ranges.points.get(child.id, ZERO).upper for child in node.children]
        if node.best_of_parts:
            return None if None in tops else max(one for one in tops if one is not None)
        return _sum(tops)
    return _together(node.awards, known, ranges)


def _together(awards: tuple[meant.Award | meant.Bands, ...], known: Known, ranges: Ranges) -> Fraction | None:
    """The most that awards add together; those whose conditions exclude each other do not add up."""
    conditional = [one for one in awards if one.when is not None]
    weighed, others = conditional[:_MOST_CONDITIONS], conditional[_MOST_CONDITIONS:]
    tops = [_top(one, known, ranges) for one in awards if one.when is None]
    tops += [_at_least_none(_top(one, known, ranges)) for one in others]
    return _sum([*tops, _weighed(weighed, known, ranges)])


def _weighed(awards: list[meant.Award | meant.Bands], known: Known, ranges: Ranges) -> Fraction | None:
    """The most that awards with conditions add: each holds or does not, and what excludes what is known."""
    if not awards:
        return Fraction(0)
    award, *others = awards
    found: list[Fraction | None] = []
    here = both(known, ranges.assumed(award.when))
    if not impossible(here, ranges):
        found.append(_sum([_top(award, here, ranges), _weighed(others, here, ranges)]))
    there = both(known, ranges.assumed(award.when, holds=False))
    if not impossible(there, ranges):
        found.append(_weighed(others, there, ranges))
    return None if None in found else max((one for one in found if one is not None), default=Fraction(0))


def _at_least_none(top: Fraction | None) -> Fraction | None:
    return None if top is None else max(top, Fraction(0))


def _sum(tops: list[Fraction | None]) -> Fraction | None:
    """A sum of upper ends, None for no limit."""
    return None if None in tops else sum((one for one in tops if one is not None), Fraction(0))


def _top(award: meant.Award | meant.Bands, known: Known, ranges: Ranges) -> Fraction | None:
    """The most that one award adds, None for no limit."""
    if isinstance(award, meant.Award):
        amount = _amount(award.points, award.per, award.at_most, known, ranges)
        return (-amount if award.deduct else amount).upper
    tops = [(-one if award.deduct else one).upper for _, one in _of_rows(award, known, ranges)]
    return None if None in tops else max((one for one in tops if one is not None), default=Fraction(0))


def _amount(
    points: Expression, per: meant.Per | None, at_most: Expression | None, known: Known, ranges: Ranges
) -> Interval:
    """The range of `P per Q at most M`."""
    amount = ranges.of(points, known)
    if per is not None:
        times = ranges.of(per.quantity, known)
        if per.size is not None:
            more = Fraction(1) if per.started else Fraction(0)
            upper = None if times.upper is None else times.upper / per.size + more
            times = Interval(Fraction(0), upper)
        amount = amount * times
    if at_most is not None:
        limit = ranges.of(at_most, known)
        lower = None if amount.lower is None or limit.lower is None else min(amount.lower, limit.lower)
        uppers = [one for one in (amount.upper, limit.upper) if one is not None]
        amount = Interval(lower, min(uppers) if uppers else None)
    return amount

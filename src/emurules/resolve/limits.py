"""Limits: what a node can give against its worth, and quantities that do not exist.

Guarantees: what the evaluator would have to refuse for some unit is reported, unless it surely cannot be:
limits that cross, groups and shares of something negative. What a text cannot mean is reported where it may
happen: a positive row in a penalty, a `reduce` whose awards may exceed the worth. Left out: points that are
cut (check).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from emurules.model import expression as model
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

_ZERO = model.Constant(Fraction(0), Type.NUMBER)
# Of awards with conditions so many are weighed against each other, two ways each.
_MOST_CONDITIONS = 8
# Branches of a choice, one in the other, that are taken apart.
_DEEPEST = 8
# So many requirements are weighed against each other.
_MOST_REQUIREMENTS = 100


def check(ruleset: meant.Ruleset, ranges: Ranges, report: Report) -> None:
    """Report limits, worths and points that cannot be meant."""
    sure = frozenset(ruleset.order)
    _requirements(ruleset, report)
    for node in [*ruleset.node_by_id.values(), ruleset.total]:
        if ("worth", node.id) in sure:
            _worth(node, ranges, report)
            _rounding(node, ranges, report)
        if ("node", node.id) in sure:
            _limits(node, ranges, report)
            before = len(report.found)
            _awards(node, ranges, report)
            if len(report.found) == before:
                _reductions(node, ranges, report)


def _requirements(ruleset: meant.Ruleset, report: Report) -> None:
    """A requirement that nothing can satisfy, alone or with those above it."""
    bare = Ranges(ruleset)
    together = NOTHING
    for number, one in enumerate(ruleset.requirements):
        alone = bare.assumed(one.condition)
        place, text = one.condition.span, report.words(one.condition.span)
        if _excluded(alone, bare):
            report.add("impossible-requirement", place, text=text)
        elif number < _MOST_REQUIREMENTS:
            together = both(together, alone)
            if _excluded(together, bare):
                report.add("impossible-requirement", place, variant="together", text=text)
                return


def _excluded(known: Known, ranges: Ranges) -> bool:
    return surely(lambda here: impossible(here, ranges), known, ranges)


def assessed(node: meant.Node, ranges: Ranges) -> Known:
    """What is known where the statements of a node apply."""
    known = NOTHING
    for exemption in node.exemptions:
        known = both(known, ranges.assumed(exemption.condition, holds=False))
    return known


# ---------------------------------------------------------------- worth and limits


def _worth(node: meant.Node, ranges: Ranges, report: Report) -> None:
    if node.worth is None or isinstance(node.worth, Unlimited):
        return
    lower = ranges.of(node.worth).lower
    if lower is None or lower < 0:
        report.add("negative-worth", node.worth.span, text=report.words(node.worth.span))


def _limits(node: meant.Node, ranges: Ranges, report: Report) -> None:
    """An upper limit above the worth, one of a penalty above 0 or below its worth, and limits that cross."""
    free = node.form == "total" or isinstance(node.worth, Unlimited)
    quantity = model.Quantity("worth", node.id or None, Type.NUMBER)
    worth = node.worth if isinstance(node.worth, Expression) else quantity
    top: Expression | None = None if free else worth
    bottom: Expression | None = None if node.form == "total" else _ZERO
    if node.kind == "penalty":
        top, bottom = _ZERO, None if free else model.Negative(worth, Type.NUMBER)
    written = [(node.at_most, top, "positive"), (node.at_least, bottom, "penalty")]
    if node.kind != "penalty":
        written = written[:1]
    sound = True
    for limit, bound, variant in written:
        if limit is None or bound is None:
            continue
        pair = (limit.points, bound) if variant == "positive" else (bound, limit.points)
        if not _at_most(*pair, NOTHING, ranges):
            _report_limit(node, limit, bound, variant, ranges, report)
            sound = False
    upper = node.at_most.points if node.at_most else top
    if node.at_least is None or upper is None or not sound:
        return
    if not _at_most(node.at_least.points, upper, NOTHING, ranges):
        text, place = report.words(node.at_least.points.span), node.at_least.points.span
        report.add("limits-crossed", place, text=text, upper=_shown(upper, ranges, report))


def _report_limit(
    node: meant.Node, limit: meant.Limit, bound: Expression, variant: str, ranges: Ranges, report: Report
) -> None:
    text, place = report.words(limit.points.span), limit.points.span
    if node.kind != "penalty":
        variant = ""
    report.add(
        "limit-above-worth", place, variant=variant, help=variant,
        text=text, worth=_shown(bound, ranges, report).removeprefix("-"),
    )  # fmt: skip


def _shown(bound: Expression, ranges: Ranges, report: Report) -> str:
    """A bound for a message: its number, or where that depends on the unit as it is written."""
    value = ranges.of(bound).single
    if value is not None:
        return number_words(value, report.language)
    written = report.words(bound.span) if bound.span.end else ""
    return f"`{written}`" if written else number_words(ranges.of(bound).lower or Fraction(0), report.language)


def _at_most(low: Expression, high: Expression, known: Known, ranges: Ranges, depth: int = 0) -> bool:
    """Whether one value surely never exceeds another; the branches of choices are taken one by one."""
    low, high = ranges.spelled(low), ranges.spelled(high)
    if low == high or ranges.within(low, high, known):
        return True
    for one in (low, high):
        if isinstance(one, model.Choose) and depth < _DEEPEST:
            sides = ((one.then, True), (one.otherwise, False))
            return all(
                impossible(here := both(known, ranges.assumed(one.condition, truth)), ranges)
                or _at_most(*((side, high) if one is low else (low, side)), here, ranges, depth + 1)
                for side, truth in sides
            )
    return surely(lambda here: ranges.within(low, high, here), known, ranges)


def _rounding(node: meant.Node, ranges: Ranges, report: Report) -> None:
    """A worth that is no multiple of the step; where it is the sum of the parts, the step is at fault."""
    if node.rounding is None or isinstance(node.worth, Unlimited):
        return
    step = node.rounding.step
    shown = number_words(step, report.language)
    if node.worth is None:
        whole = ranges.worths[node.id].single
        if whole is not None and (whole / step).denominator != 1:
            text = number_words(whole, report.language)
            report.add("worth-off-step", node.rounding.span, variant="sum", text=text, step=shown)
        return
    for one in _outcomes(ranges.spelled(node.worth)):
        value = folded(one)
        if value is not None and (value / step).denominator != 1:
            written = node.worth.span.start <= one.span.start < node.worth.span.end
            place = one.span if written else node.worth.span
            report.add("worth-off-step", place, text=report.words(place), step=shown)


def _outcomes(expression: Expression) -> Iterator[Expression]:
    """The branches that an expression can come out as."""
    if isinstance(expression, model.Choose):
        yield from _outcomes(expression.then)
        yield from _outcomes(expression.otherwise)
    else:
        yield expression


# ---------------------------------------------------------------- awards


def _awards(node: meant.Node, ranges: Ranges, report: Report) -> None:
    """Groups of something negative, rows that add points in a penalty, deductions that add points."""
    known = assessed(node, ranges)
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
    known, before = assessed(node, ranges), len(report.found)
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

"""Limits: what a node can give against its worth, and requirements against each other.

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
from emurules.model.known import NOTHING, Known, both
from emurules.model.proof import impossible, surely
from emurules.model.ranges import Ranges
from emurules.model.values import Type, Unlimited
from emurules.resolve import awards
from emurules.resolve.constants import folded
from emurules.resolve.report import Report
from emurules.resolve.words import number_words

_ZERO = model.Constant(Fraction(0), Type.NUMBER)
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
            awards.check(node, ranges, report)


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


# ---------------------------------------------------------------- worth and limits


def _worth(node: meant.Node, ranges: Ranges, report: Report) -> None:
    if node.worth is None or isinstance(node.worth, Unlimited):
        return
    lower = ranges.of(node.worth).lower
    if lower is None or lower < 0:
        report.add("negative-worth", node.worth.span, text=report.words(node.worth.span))


def _limits(node: meant.Node, ranges: Ranges, report: Report) -> None:
    """Limits that leave the worth, and a lower limit, written or not, above the upper one."""
    free = node.form == "total" or isinstance(node.worth, Unlimited)
    quantity = model.Quantity("worth", node.id or None, Type.NUMBER)
    worth = node.worth if isinstance(node.worth, Expression) else quantity
    top: Expression | None = None if free else worth
    bottom: Expression | None = None if node.form == "total" else _ZERO
    if node.kind == "penalty":
        top, bottom = _ZERO, (None if free else model.Negative(worth, Type.NUMBER))
    known = _applied(node, ranges)
    sound = True
    if node.at_most and top and not _at_most(node.at_most.points, top, known, ranges):
        _report_limit(node, node.at_most, top, "positive", ranges, report)
        sound = False
    penalty = node.kind == "penalty" and node.at_least and bottom
    if penalty and node.at_least and bottom and not _at_most(bottom, node.at_least.points, known, ranges):
        _report_limit(node, node.at_least, bottom, "penalty", ranges, report)
        sound = False
    upper = node.at_most.points if node.at_most else top
    lower = node.at_least.points if node.at_least else bottom
    if not sound or upper is None or lower is None or _at_most(lower, upper, known, ranges):
        return
    wrong, other = (node.at_least, upper) if node.at_least else (node.at_most, lower)
    if wrong is not None:
        variant = "" if node.at_least else "upper"
        text, place = report.words(wrong.points.span), wrong.points.span
        shown = _shown(other, ranges, report)
        report.add("limits-crossed", place, variant=variant, help=variant, text=text, other=shown)


def _applied(node: meant.Node, ranges: Ranges) -> Known:
    """What is known where the limits of a node apply: also where it is assessed as some points."""
    known = NOTHING
    for exemption in node.exemptions:
        if exemption.scoring is None:
            known = both(known, ranges.assumed(exemption.condition, holds=False))
    return known


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

"""Adjusted: what becomes of the results of a node's parts: zero, limits, rescaling, rounding.

Guarantees: as evaluate.nodes and evaluate.total have it, in the same order; where a limit, a worth or a
condition depends on the unit, everything that it may do is taken in, and the results are not sure.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from emurules.analysis.results import (
    EXEMPT,
    End,
    Outcome,
    Results,
    Way,
    changed,
    from_list,
    interval_of,
    listed,
    spanned,
)
from emurules.evaluation import calculation
from emurules.model.expression import Expression
from emurules.model.interval import Interval
from emurules.model.ranges import Ranges
from emurules.model.reach import greatest, meet
from emurules.model.ruleset import Limit, Node
from emurules.model.uses import keys
from emurules.model.values import Unlimited

ZERO = Fraction(0)


@frozen
class Frame:
    """The worth of a node and its limits, as the intervals in which they lie; None for none."""

    worth: Interval | None
    most: Interval | None
    least: Interval | None

    @property
    def fixed(self) -> bool:
        """Whether none of them depends on the unit."""
        return all(one is None or one.single is not None for one in (self.worth, self.most, self.least))


def frame_of(node: Node, ranges: Ranges) -> Frame:
    """The worth and limits of a node."""
    worth = None if unlimited(node, ranges) else ranges.worths[node.id]
    if node.form == "total":
        most, least = None, None
    elif node.kind == "penalty":
        most, least = Interval(ZERO, ZERO), None if worth is None else -worth
    else:
        most, least = worth, Interval(ZERO, ZERO)
    if node.at_most is not None:
        most = ranges.of(node.at_most.points)
    if node.at_least is not None:
        least = ranges.of(node.at_least.points)
    return Frame(worth, most, least)


def unlimited(node: Node, ranges: Ranges) -> bool:
    """Whether the worth of a node has no limit."""
    if node.worth is not None:
        return isinstance(node.worth, Unlimited)
    parts = node.children
    if node.form == "total":
        parts = tuple(one for one in ranges.ruleset.sections if one.kind == "main")
    return any(unlimited(part, ranges) for part in parts)


def plain(node: Node, ranges: Ranges) -> bool:
    """Whether the points of a node follow from those of its parts alone."""
    limits = (node.at_most, node.at_least)
    return (
        not (node.exemptions or node.zeros or node.reductions)
        and all(limit is None or _constant(limit) for limit in limits)
        and frame_of(node, ranges).fixed
    )


def _constant(limit: Limit) -> bool:
    return not keys(limit.points) and not _mentions_facts(limit.points)


def _mentions_facts(expression: Expression) -> bool:
    from emurules.model.expression import FactUse, IsMissing, references

    return any(isinstance(one, (FactUse, IsMissing)) for one in references(expression))


def adjusted(node: Node, made: Results, ranges: Ranges, *, tracked: bool) -> Results:
    """The results of a node from the sum (or the best) of its parts; `tracked` with what is attainable."""
    frame = frame_of(node, ranges)
    sure = plain(node, ranges)
    if node.form == "total":
        made = _never_exempt(made)
    if made.points is None:
        return made
    if not frame.fixed or node.reductions or any(one.scoring is not None for one in node.exemptions):
        made = interval_of(made)
    found = changed(
        made,
        lambda it: _asked(_exactly(node, it, frame), tracked),
        lambda points, attainable: _loosely(node, points, attainable, frame, ranges),
        rising=sure and not node.rescaled,
    )
    return found if sure else _widened(node, found, ranges)


def _never_exempt(made: Results) -> Results:
    """The sum for a total: 0 where every part is exempt."""
    if not made.exempt:
        return made
    exempt = made.way(EXEMPT)
    if made.outcomes is not None:
        there = made.outcomes
        listed_ = (there - {EXEMPT}) | {(ZERO, ZERO)}
        return from_list(listed_, made.sure, lambda it: made.way(it) if it in there else exempt)
    assert made.points is not None
    points = made.points.hull(Interval(ZERO, ZERO))
    below = ZERO not in Interval(made.points.lower, None, lower_open=made.points.lower_open)
    above = ZERO not in Interval(None, made.points.upper, upper_open=made.points.upper_open)
    ends: dict[Outcome | End, Way | None] = {
        "least": exempt if below else made.way("least"),
        "most": exempt if above else made.way("most"),
    }
    return spanned(points, made.attainable.hull(Interval(ZERO, ZERO)), ends, made.sure)


# ---------------------------------------------------------------- one outcome


def _asked(outcome: Outcome, tracked: bool) -> Outcome:
    return outcome if tracked else (outcome[0], ZERO)


def _exactly(node: Node, outcome: Outcome, frame: Frame) -> Outcome:
    points, attainable = outcome
    if points is None:
        return EXEMPT
    worth = None if frame.worth is None else frame.worth.single
    if node.kind == "penalty":
        attainable = ZERO
    elif worth is not None:
        attainable = min(worth, attainable)
    if frame.most is not None and frame.most.single is not None:
        points = min(points, frame.most.single)
    if frame.least is not None and frame.least.single is not None:
        points = max(points, frame.least.single)
    if node.rescaled and worth is not None:
        if attainable == 0 and node.form != "total":
            return EXEMPT
        points = points * worth / attainable if attainable else points
    if node.rounding is not None:
        points = calculation.rounded(points, node.rounding.step, node.rounding.mode)
    return points, worth if node.rescaled and worth is not None and node.form != "total" else attainable


# ---------------------------------------------------------------- an interval


def _loosely(
    node: Node, points: Interval, attainable: Interval, frame: Frame, ranges: Ranges
) -> tuple[Interval, Interval]:
    if node.reductions:
        points = _towards_zero(points)
    if frame.worth is not None:
        attainable = -greatest([-attainable, -frame.worth])
    limits = ((node.at_most, frame.most, False), (node.at_least, frame.least, True))
    for written, limit, above in limits:
        if limit is None:
            continue
        cut = greatest([points, limit]) if above else -greatest([-points, -limit])
        # Of the total a limit that is exempt does not hold.
        points = cut.hull(points) if node.form == "total" and written and not _constant(written) else cut
    if node.rescaled and frame.worth is not None:
        points = _rescaled(node, points, attainable, frame.worth, ranges)
        attainable = frame.worth
    if node.rounding is not None:
        lower, upper = (
            None if end is None else calculation.rounded(end, node.rounding.step, node.rounding.mode)
            for end in (points.lower, points.upper)
        )
        points = Interval(lower, upper)
    return points, attainable


def _towards_zero(points: Interval) -> Interval:
    """What may be left of points after a share of them is taken off."""
    if points.lower is not None and points.lower > 0:
        return Interval(ZERO, points.upper, upper_open=points.upper_open)
    return points


def _rescaled(
    node: Node, points: Interval, attainable: Interval, worth: Interval, ranges: Ranges
) -> Interval:
    scaled = points * worth * attainable.inverse()
    if node.form == "total":
        return scaled.hull(points)  # where nothing is attainable nothing is rescaled
    return meet(scaled, ranges.points[node.id])


# ---------------------------------------------------------------- what depends on the unit


def _widened(node: Node, found: Results, ranges: Ranges) -> Results:
    """Results with what exemptions, zeros and limits of the node itself may make of them."""
    exempting = bool(node.exemptions or node.zeros) or any(
        limit is not None and not _constant(limit) for limit in (node.at_most, node.at_least)
    )
    exempting = exempting and node.form != "total"
    if found.outcomes is not None:
        ways = {outcome: found.way(outcome) for outcome in found.outcomes}
        if node.zeros:
            for _, attainable in found.outcomes:
                ways.setdefault((ZERO, attainable), None)
        if exempting:
            ways.setdefault(EXEMPT, None)
        return listed(ways, sure=False)
    assert found.points is not None
    points = found.points
    if node.zeros:
        points = points.hull(Interval(ZERO, ZERO))
    if any(one.scoring is not None for one in node.exemptions):
        points = points.hull(ranges.points[node.id])
    ends: dict[Outcome | End, Way | None] = {"least": found.way("least"), "most": found.way("most")}
    if found.exempt or exempting:
        ends[EXEMPT] = found.way(EXEMPT)
    return spanned(points, found.attainable.hull(Interval(ZERO, ZERO)), ends, sure=False)

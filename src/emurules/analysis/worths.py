"""Worth: where points reach the worth of a node or go beyond its limits, and the sums of parts' worth.

Guarantees: as functions over cells these are exact; where they are too large, what is left out is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Literal

from attrs import frozen

from emurules.analysis.diagrams import Diagram, TooLarge, leaves
from emurules.analysis.lowering import NUMBERS, extreme
from emurules.analysis.nodes import figures
from emurules.analysis.outcomes import Leaf, everywhere, explored, sought, within
from emurules.analysis.reach import Reaches
from emurules.analysis.results import EXEMPT, Results, Way, best, from_list, listed
from emurules.analysis.solve import Verdict
from emurules.analysis.space import Space
from emurules.analysis.summing import summed
from emurules.analysis.units import admissible, facts_on
from emurules.analysis.values import Mark, Value, plus, times
from emurules.analysis.whole import parts_of, worth
from emurules.model.interval import NOT_NEGATIVE, Interval
from emurules.model.ranges import Ranges
from emurules.model.reach import greatest, hull
from emurules.model.ruleset import Bands, Node

ZERO, ONE = Fraction(0), Fraction(1)
Side = Literal["most", "least"]


@frozen
class Short:
    """A worth that no unit reaches: the most that any gets, None where nobody is assessed, with its facts."""

    worth: Fraction
    most: Fraction | None
    way: Way | None


def short(node: Node, reaches: Reaches) -> Iterator[Short]:
    """Each worth of a criterion that no unit reaches.

    Raises:
        TooLarge: it depends on too much.
    """
    space, figure = reaches.figured(node.id)
    whole = worth(node.id, space)
    penalty = node.kind == "penalty"
    reached = space.diagrams.bind(lambda it, most: _reached(it, most, penalty, space), figure.points, whole)
    for value in sorted(it for it in leaves(whole) if isinstance(it, Fraction)):
        here = space.diagrams.each(lambda it, value=value: it == value, whole)
        if _sought((here, reached), space) is not Verdict.IMPOSSIBLE:
            continue
        if _sought((here,), space) is Verdict.IMPOSSIBLE:
            continue
        leaf: Diagram[Leaf | None] = space.diagrams.each(
            lambda it, ok: (it, ZERO) if ok else None, figure.points, here
        )
        found = explored(within(leaf, space), space, reaches.pool)
        end: Side = "least" if penalty else "most"
        most = None if found.points is None else found.points.lower if penalty else found.points.upper
        yield Short(value, most, found.way(end))


def _reached(points: Value, most: Value, penalty: bool, space: Space) -> Diagram[bool]:
    if not isinstance(points, NUMBERS) or not isinstance(most, NUMBERS):
        return space.diagrams.leaf(False)
    return space.compared("<=", points, times(most, -ONE)) if penalty else space.compared(">=", points, most)


def _sought(
    conditions: tuple[Diagram[bool], ...], space: Space, shown: Callable[[Way], bool] | None = None
) -> Way | Verdict:
    here = everywhere(conditions, space)
    there = admissible(facts_on(here, space), space)
    return sought(everywhere((here, there), space), space, shown)


# ---------------------------------------------------------------- beyond the limits


def beyond(node: Node, side: Side, reaches: Reaches, shown: Callable[[Way], bool]) -> Way | Verdict:
    """Facts with which the points of a criterion go beyond its upper or its lower limit.

    Where something is known by its range only, facts are guessed until one is `shown` to do so.

    Raises:
        TooLarge: it depends on too much.
    """
    space, figure = reaches.figured(node.id)
    made = figure.made
    limit: Diagram[Value] = space.leaf(ZERO)
    if (side == "most") != (node.kind == "penalty"):
        limit = worth(node.id, space)
    if side == "least" and node.kind == "penalty":
        limit = space.diagrams.each(lambda it: times(it, -ONE) if isinstance(it, NUMBERS) else it, limit)

    def crossed(points: Value, end: Value) -> Diagram[bool]:
        if not isinstance(points, NUMBERS) or not isinstance(end, NUMBERS):
            return space.diagrams.leaf(False)
        return space.compared(">" if side == "most" else "<", points, end)

    return _sought((space.diagrams.bind(crossed, made, limit),), space, shown)


def made_within(node: Node, ranges: Ranges) -> Interval:
    """What the awards of a criterion surely come to together: quickly found, and wide."""
    found = nothing = Interval(ZERO, ZERO)
    for award in node.awards:
        if isinstance(award, Bands):
            reached = hull([ranges.of(row.points) for row in award.partition.rows if row.points is not None])
        else:
            reached = ranges.of(award.points)
            if award.per is not None:
                reached = reached * NOT_NEGATIVE
            if award.at_most is not None:
                reached = -greatest([-reached, -ranges.of(award.at_most)])
        # Where its condition does not hold an award gives nothing.
        reached = reached.hull(nothing)
        found = found + (-reached if award.deduct else reached)
    return found


# ---------------------------------------------------------------- the worth of parts


def worth_of_parts(node: Node, reaches: Reaches) -> Results | None:
    """The sums (or the best) of the worth of the parts that are assessed, wherever units can stand.

    What is attainable stands for the worth of the node itself. None where it depends on too much.
    """
    parts = parts_of(node, reaches.space())
    own = reaches.ranges.worths[node.id].single
    try:
        if own is None:
            return _worths(node, parts, reaches)
        groups = reaches.ties.groups(parts, ())
        found = [_of_group(node, group, own, reaches) for group in groups]
    except TooLarge:
        return None
    whole = best(found) if node.best_of_parts else summed(found)
    if whole.outcomes is None:
        return None
    return from_list(
        frozenset((points, own) for points, _ in whole.outcomes),
        whole.sure,
        lambda it: whole.way((it[0], ZERO)),
    )


def _of_group(node: Node, group: tuple[Node, ...], own: Fraction, reaches: Reaches) -> Results:
    """The worth of some parts together; one by one where that is too much."""
    try:
        found = _worths(node, group, reaches)
    except TooLarge:
        each = [_alone(part, reaches) for part in group]
        return best(each) if node.best_of_parts else summed(each)
    outcomes = found.outcomes or frozenset()
    return from_list(
        frozenset((points, ZERO) for points, _ in outcomes), found.sure, lambda it: found.way((it[0], own))
    )


def _alone(part: Node, reaches: Reaches) -> Results:
    """The worth of one part, and none if it can be exempt.

    Raises:
        TooLarge: its worth depends on the unit.
    """
    own = reaches.ranges.worths[part.id].single
    if own is None:
        raise TooLarge
    try:
        exempt = Mark.EXEMPT in leaves(reaches.figured(part.id)[1].points)
    except TooLarge:
        exempt = True
    return listed({(own, ZERO): None, **({EXEMPT: None} if exempt else {})}, sure=False)


def _worths(node: Node, parts: tuple[Node, ...], reaches: Reaches) -> Results:
    """The worth of parts together with that of the node, as one function.

    Raises:
        TooLarge: it is too large.
    """
    space = reaches.space()
    each = space.diagrams.each
    found: Diagram[Value] = space.leaf(Mark.EXEMPT)
    for part in reversed(parts):
        points = figures(part.id, space).points
        counted = each(
            lambda it, most: Mark.EXEMPT if it is Mark.EXEMPT else most, points, worth(part.id, space)
        )
        found = space.diagrams.bind(lambda a, b: _with(a, b, node.best_of_parts, space), counted, found)
    leaf: Diagram[Leaf | None] = each(lambda it, own: (it, own), found, worth(node.id, space))
    return explored(within(leaf, space), space, reaches.pool)


def _with(a: Value, b: Value, best_of: bool, space: Space) -> Diagram[Value]:
    if not isinstance(a, NUMBERS) or not isinstance(b, NUMBERS):
        if Mark.UNLIMITED in (a, b) or Mark.NEVER in (a, b):
            return space.leaf(Mark.NEVER)
        return space.leaf(b if a is Mark.EXEMPT else a)
    return extreme(space.leaf(a), space.leaf(b), True, space) if best_of else space.leaf(plus(a, b))

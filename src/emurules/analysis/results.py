"""Results: what some nodes can give, as a list of outcomes or as an interval, and how to get there.

What lives here: the best, unions and changes of results. Guarantees: what is listed, or else the
interval, holds everything that a unit can get, as long as that is true of the parts; `sure` results hold
nothing more. Parts are taken for independent. Left out: sums (summing), and what ties parts (reach).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Literal

from attrs import evolve, frozen

from emurules.model.interval import Interval
from emurules.model.reach import greatest, meet
from emurules.model.values import Known, Missing

ZERO = Fraction(0)
NONE = Interval(ZERO, ZERO)
# Longer lists become intervals.
MOST_OUTCOMES = 50_000

Way = Mapping[str, Known | Missing]
"""Facts that lead somewhere."""

Outcome = tuple[Fraction | None, Fraction]
"""Points, None for exempt, and what is attainable (0 where nobody asks for it)."""

EXEMPT: Outcome = (None, ZERO)
End = Literal["least", "most"]


@frozen(eq=False)
class Results:
    """What can come out.

    `outcomes` lists it, or is None where `points` holds the points of units that are assessed (None if there
    are none) and `attainable` what is attainable for them. `way` gives facts that lead to an outcome that is
    listed, to an end of the interval or to exemption; None where none are known. `sure` says that these facts
    do lead there, and that nothing is listed that cannot be had.
    """

    outcomes: frozenset[Outcome] | None
    points: Interval | None
    attainable: Interval
    exempt: bool
    sure: bool
    way: Callable[[Outcome | End], Way | None]

    @property
    def distinct(self) -> int | None:
        """How many different points are listed, None where they are not."""
        return None if self.outcomes is None else len({it for it, _ in self.outcomes if it is not None})


def listed(ways: Mapping[Outcome, Way | None], sure: bool) -> Results:
    """The results that are these."""
    return from_list(frozenset(ways), sure, ways.get)


def from_list(outcomes: frozenset[Outcome], sure: bool, way: Callable[[Outcome], Way | None]) -> Results:
    """The results that are these, with facts on the way to each."""
    assessed = [(points, attainable) for points, attainable in outcomes if points is not None]
    if not assessed:
        return Results(outcomes, None, NONE, EXEMPT in outcomes, sure, lambda key: _at(key, None, None, way))
    least, most = min(assessed), max(assessed)
    attainable = [it for _, it in assessed]
    whole = Interval(min(attainable), max(attainable))
    return Results(
        outcomes,
        Interval(least[0], most[0]),
        whole,
        EXEMPT in outcomes,
        sure,
        lambda key: _at(key, least, most, way),
    )


def _at(
    key: Outcome | End, least: Outcome | None, most: Outcome | None, way: Callable[[Outcome], Way | None]
) -> Way | None:
    outcome = least if key == "least" else most if key == "most" else key
    return way(outcome) if isinstance(outcome, tuple) else None


def spanned(
    points: Interval, attainable: Interval, ways: Mapping[Outcome | End, Way | None], sure: bool
) -> Results:
    """Results of which only an interval is known; exempt if there is a word on how to get there."""
    return Results(None, points, attainable, EXEMPT in ways, sure, ways.get)


def loosened(one: Results) -> Results:
    """The same results, not all of which may be had."""
    return evolve(one, sure=False)


def interval_of(one: Results) -> Results:
    """The same results as an interval."""
    if one.outcomes is None or one.points is None:
        return one
    ways: dict[Outcome | End, Way | None] = {"least": one.way("least"), "most": one.way("most")}
    if one.exempt:
        ways[EXEMPT] = one.way(EXEMPT)
    return spanned(one.points, one.attainable, ways, one.sure)


def narrowed(one: Results, known: Interval) -> Results:
    """Results of which is known that they lie in an interval."""
    if one.outcomes is not None or one.points is None:
        return one
    points = meet(one.points, known)
    kept = {"least": points.lower == one.points.lower, "most": points.upper == one.points.upper}
    return evolve(one, points=points, way=lambda key: one.way(key) if kept.get(str(key), True) else None)


def merged(ways: Iterable[Way | None]) -> Way | None:
    """All the facts of some ways; None if one is not known."""
    found: dict[str, Known | Missing] = {}
    for way in ways:
        if way is None:
            return None
        found.update(way)
    return found


# ---------------------------------------------------------------- either of several


def either(parts: Sequence[Results]) -> Results:
    """What one or another of some results is."""
    if len(parts) == 1:
        return parts[0]
    if all(part.outcomes is not None for part in parts):
        ways: dict[Outcome, Callable[[Outcome | End], Way | None]] = {}
        for part in parts:
            for outcome in part.outcomes or ():
                ways.setdefault(outcome, part.way)
        return from_list(frozenset(ways), all(part.sure for part in parts), lambda it: ways[it](it))
    there = [part for part in parts if part.points is not None]
    points = reduce(Interval.hull, (part.points for part in there if part.points is not None))
    attainable = reduce(Interval.hull, (part.attainable for part in there))
    found: dict[Outcome | End, Way | None] = {}
    for part in there:
        assert part.points is not None
        if part.points.lower == points.lower and found.get("least") is None:
            found["least"] = part.way("least")
        if part.points.upper == points.upper and found.get("most") is None:
            found["most"] = part.way("most")
    exempt = [part for part in parts if part.exempt]
    if exempt:
        found[EXEMPT] = exempt[0].way(EXEMPT)
    return spanned(points, attainable, found, all(part.sure for part in parts))


# ---------------------------------------------------------------- the best


def best(parts: Sequence[Results]) -> Results:
    """The greatest of parts that are independent; exempt ones do not count."""
    if len(parts) == 1:
        return parts[0]
    first, *others = parts
    for other in others:
        first = _better(first, other)
    return first


def _better(a: Results, b: Results) -> Results:
    if (
        a.outcomes is not None
        and b.outcomes is not None
        and len(a.outcomes) * len(b.outcomes) <= MOST_OUTCOMES
    ):
        ways: dict[Outcome, tuple[Outcome, Outcome]] = {}
        for one in a.outcomes:
            for other in b.outcomes:
                ways.setdefault(_greater(one, other), (one, other))
        return from_list(
            frozenset(ways), a.sure and b.sure, lambda it: merged((a.way(ways[it][0]), b.way(ways[it][1])))
        )
    if a.points is None or b.points is None:
        return loosened(b if a.points is None else a)
    must = b.points if a.exempt else a.points
    points = greatest([a.points, b.points])
    if a.exempt != b.exempt:
        points = Interval(must.lower, points.upper)  # it is always assessed, the other one not
    elif a.exempt:
        points = a.points.hull(b.points)
    top = a if a.points.upper == points.upper else b
    found: dict[Outcome | End, Way | None] = {
        "least": merged((a.way("least"), b.way("least"))),
        "most": top.way("most"),
    }
    if a.exempt and b.exempt:
        found[EXEMPT] = merged((a.way(EXEMPT), b.way(EXEMPT)))
    return spanned(points, a.attainable.hull(b.attainable), found, sure=False)


def _greater(a: Outcome, b: Outcome) -> Outcome:
    if a[0] is None or b[0] is None:
        return b if a[0] is None else a
    return max(a[0], b[0]), max(a[1], b[1])


# ---------------------------------------------------------------- changes


def changed(
    one: Results,
    exactly: Callable[[Outcome], Outcome],
    loosely: Callable[[Interval, Interval], tuple[Interval, Interval]],
    rising: bool,
) -> Results:
    """Results after a change; `loosely` does the same to the points and what is attainable of an interval.

    A change that is `rising` takes the ends of an interval to its ends.
    """
    if one.outcomes is not None:
        before: dict[Outcome, Outcome] = {}
        for outcome in sorted(one.outcomes, key=lambda it: (it[0] is None, it[0] or ZERO)):
            before.setdefault(exactly(outcome), outcome)
        return from_list(frozenset(before), one.sure, lambda it: one.way(before[it]))
    assert one.points is not None
    points, attainable = loosely(one.points, one.attainable)
    ends: dict[Outcome | End, Way | None] = {"least": one.way("least"), "most": one.way("most")}
    if one.exempt:
        ends[EXEMPT] = one.way(EXEMPT)
    return spanned(points, attainable, ends, one.sure and rising)

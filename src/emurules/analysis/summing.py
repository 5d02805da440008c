"""Sums of results that are independent: every sum there is, counted on a grid, or else an interval.

Guarantees: exact where all parts are listed and the grid is not too fine: sums are kept as bits, so that a
thousand parts take no longer than a thousand shifts. Facts for a sum are found part by part, from the last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from emurules.analysis.elimination import common
from emurules.analysis.results import (
    EXEMPT,
    MOST_OUTCOMES,
    NONE,
    End,
    Outcome,
    Results,
    Way,
    from_list,
    merged,
    spanned,
)

ZERO = Fraction(0)
# Sums that need more places become intervals.
_MOST_PLACES = 1 << 18


@frozen
class _Grid:
    """Steps on which all points, and all that is attainable, lie."""

    points: Fraction
    attainable: Fraction


@frozen
class _Sums:
    """Sums of some parts: for what is attainable the points as bits; bit number `zero` stands for 0."""

    bits: Mapping[int, int]
    zero: int
    exempt: bool


def summed(parts: Sequence[Results]) -> Results:
    """The sum of parts that are independent; exempt ones count 0, and the sum is exempt if all are."""
    if len(parts) == 1:
        return parts[0]
    exact = _summed_exactly(parts)
    if exact is not None:
        return exact
    lows: list[Outcome | End] = []
    highs: list[Outcome | End] = []
    points, attainable = NONE, NONE
    for part in parts:
        reached = NONE if part.points is None else part.points.hull(NONE) if part.exempt else part.points
        points += reached
        attainable += part.attainable.hull(NONE) if part.exempt else part.attainable
        lows.append(_of_end(part, "least", reached.lower))
        highs.append(_of_end(part, "most", reached.upper))
    ways: dict[Outcome | End, Way | None] = {
        "least": merged(part.way(key) for part, key in zip(parts, lows, strict=True)),
        "most": merged(part.way(key) for part, key in zip(parts, highs, strict=True)),
    }
    if all(part.exempt for part in parts):
        ways[EXEMPT] = merged(part.way(EXEMPT) for part in parts)
    # Where all parts are exempt nothing is assessed, and the end would not be one of points.
    empty = EXEMPT in ways and any(all(key == EXEMPT for key in keys) for keys in (lows, highs))
    sure = all(part.sure for part in parts) and not empty
    return spanned(points, attainable, ways, sure)


def _of_end(part: Results, end: End, value: Fraction | None) -> Outcome | End:
    """What a part does where a sum reaches its end: exempt, if only that is so little or so much."""
    if part.points is None:
        return EXEMPT
    reached = part.points.lower if end == "least" else part.points.upper
    return end if reached == value else EXEMPT


def _summed_exactly(parts: Sequence[Results]) -> Results | None:
    if any(part.outcomes is None for part in parts):
        return None
    grid = _grid(parts)
    if grid is None:
        return None
    sums = _Sums({}, 0, exempt=True)
    for part in parts:
        sums = _added(sums, part, grid)
    outcomes: set[Outcome] = {EXEMPT} if sums.exempt else set()
    for attainable, bits in sums.bits.items():
        text = bin(bits)[:1:-1]
        place = text.find("1")
        while place >= 0:
            outcomes.add(((place - sums.zero) * grid.points, attainable * grid.attainable))
            place = text.find("1", place + 1)
        if len(outcomes) > MOST_OUTCOMES:
            return None
    sure = all(part.sure for part in parts)
    return from_list(frozenset(outcomes), sure, lambda it: _way_to(it, parts, grid))


def _grid(parts: Sequence[Results]) -> _Grid | None:
    """The grid of all outcomes; None if the sums would need too many places."""
    points, attainable = ZERO, ZERO
    wide, long = ZERO, ZERO
    for part in parts:
        for it, most in part.outcomes or ():
            points = common(points, abs(it)) if it else points
            attainable = common(attainable, most) if most else attainable
        if part.points is not None:
            assert part.points.lower is not None
            assert part.points.upper is not None
            assert part.attainable.upper is not None
            wide += max(part.points.upper, ZERO) - min(part.points.lower, ZERO)
            long += part.attainable.upper
    grid = _Grid(points or Fraction(1), attainable or Fraction(1))
    rows = min(long / grid.attainable + 1, Fraction(2 * len(parts) ** 2)) if attainable else Fraction(1)
    return grid if wide / grid.points * rows <= _MOST_PLACES else None


def _added(sums: _Sums, part: Results, grid: _Grid) -> _Sums:
    """The sums with one part more."""
    steps = [
        (0 if it is None else int(it / grid.points), int(most / grid.attainable), it is None)
        for it, most in part.outcomes or ()
    ]
    base = min((0, *(place for place, _, _ in steps)))
    found: dict[int, int] = {}
    for place, most, exempt in steps:
        for before, bits in sums.bits.items():
            found[before + most] = found.get(before + most, 0) | bits << (place - base)
        if sums.exempt and not exempt:
            found[most] = found.get(most, 0) | 1 << (sums.zero + place - base)
    return _Sums(found, sums.zero - base, sums.exempt and part.exempt)


def _way_to(outcome: Outcome, parts: Sequence[Results], grid: _Grid) -> Way | None:
    """Facts that lead to a sum: what each part gives is found from the last one on."""
    before = [_Sums({}, 0, exempt=True)]
    for part in parts[:-1]:
        before.append(_added(before[-1], part, grid))
    taken: list[Way | None] = []
    for part, sums in zip(reversed(parts), reversed(before), strict=True):
        for one in sorted(part.outcomes or (), key=lambda it: it[0] is None):
            rest = _less(outcome, one, sums, grid)
            if rest is not None:
                outcome = rest
                taken.append(part.way(one))
                break
        else:
            return None
    return merged(taken)


def _less(outcome: Outcome, one: Outcome, sums: _Sums, grid: _Grid) -> Outcome | None:
    """What is left of an outcome without that of one part, if the others can give it."""
    if outcome[0] is None:
        return EXEMPT if one[0] is None else None
    points, attainable = outcome[0] - (one[0] or ZERO), outcome[1] - one[1]
    if one[0] is not None and sums.exempt and points == 0 and attainable == 0:
        return EXEMPT
    bits = sums.bits.get(int(attainable / grid.attainable), 0)
    place = int(points / grid.points) + sums.zero
    return (points, attainable) if place >= 0 and bits >> place & 1 else None

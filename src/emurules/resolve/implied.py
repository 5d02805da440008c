"""What a criterion is worth that does not say so: what its rows and awards come to at most, and at least.

Scorecards print points for each answer, below zero too, and no maximum beside them. Guarantees: a worth is
only derived where every figure is a constant, and then no unit's points lie outside it; otherwise None.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from emurules.model import expression as model
from emurules.model import ruleset as meant
from emurules.model.values import Type
from emurules.resolve.constants import folded
from emurules.source import Span

Ends = tuple[Fraction, Fraction]

_ZERO = Fraction(0)


def ends(awards: Sequence[meant.Award | meant.Bands]) -> Ends | None:
    """The least and the most that statements can come to together; None where that is no plain figure."""
    if not awards:
        return None
    found = [_of_bands(one) if isinstance(one, meant.Bands) else _of_award(one) for one in awards]
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    return sum((low for low, _ in known), _ZERO), sum((high for _, high in known), _ZERO)


def worth(ends: Ends, kind: meant.NodeKind, place: Span) -> model.Expression:
    """The worth that such points have: the most that they give, or in a penalty take."""
    least, most = ends
    return _constant(max(_ZERO, -least if kind == "penalty" else most), place)


def at_least(ends: Ends, kind: meant.NodeKind, place: Span) -> meant.Limit | None:
    """The lower limit that such points have, where they fall below the 0 that is usual."""
    least = ends[0]
    return meant.Limit(_constant(least, place), span=place) if least < 0 and kind != "penalty" else None


def _constant(value: Fraction, place: Span) -> model.Expression:
    return model.Constant(value, Type.NUMBER, span=place)


def _of_bands(bands: meant.Bands) -> Ends | None:
    found = [None if row.points is None else folded(row.points) for row in bands.partition.rows]
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return None
    if bands.when is not None:
        known.append(_ZERO)
    return _signed(min(known), max(known), deduct=bands.deduct)


def _of_award(award: meant.Award) -> Ends | None:
    each = folded(award.points)
    cap = None if award.at_most is None else folded(award.at_most)
    if each is None or (award.at_most is not None and cap is None):
        return None
    if award.per is not None:
        if cap is None or each < 0 or cap < 0:
            return None
        return _signed(_ZERO, cap, deduct=award.deduct)
    points = each if cap is None else min(each, cap)
    low = points if award.when is None else min(_ZERO, points)
    high = points if award.when is None else max(_ZERO, points)
    return _signed(low, high, deduct=award.deduct)


def _signed(low: Fraction, high: Fraction, *, deduct: bool) -> Ends:
    return (-high, -low) if deduct else (low, high)

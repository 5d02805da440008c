"""The parts of a trace as plain JSON values.

Guarantees: what is written is what wire reads. A key is left out where its value is the usual one, in steps
and what they consist of; nodes are always written in full. Left out: the keys of the whole (serial).
Without cattrs, which reading needs: loading it takes longer than scoring a unit.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, get_args

import attrs

from emurules.evaluation import trace as shapes
from emurules.model.notation import number_text, percent_text, value_text

# Classes whose usual values are left out.
BRIEF = (
    shapes.Term,
    shapes.Finding,
    shapes.HeadShown,
    shapes.RowShown,
    shapes.FactShown,
    *get_args(shapes.Step),
)


def written(value: Any) -> Any:
    """A part of a trace, or the whole, as dicts, lists, texts, booleans, whole numbers and None."""
    match value:
        case None | bool() | int() | str():
            return value
        case Fraction():
            return number_text(value)
        case date():
            return value.isoformat()
        case tuple():
            return [written(one) for one in value]
        case _:
            return _part(value)


def _part(value: Any) -> dict[str, Any]:
    kept = {name: one for name, usual in _keys(value.__class__) if (one := getattr(value, name)) != usual}
    plain = {name: written(one) for name, one in kept.items()}
    match value:
        case shapes.Term() | shapes.FactShown():
            plain["value"] = value_text(value.value, value.type)
        case shapes.SumStep():
            plain["parts"] = [{"id": id, "points": written(points)} for id, points in value.parts]
        case shapes.ReduceStep():
            plain["taken"] = percent_text(value.taken)
        case shapes.BandsStep(subject=shapes.Term(type="percent")) if value.rows:
            _as_percents(plain["rows"], value.rows)
        case shapes.GradingTrace(by=shapes.Term(type="percent")):
            _as_percents(plain["rows"], value.rows)
        case _:
            pass
    return plain


@cache
def _keys(of: type[attrs.AttrsInstance]) -> tuple[tuple[str, object], ...]:
    """The keys of a class in their order, each with the usual value, for which it is left out."""
    keys = [
        (one.name, one.default if of in BRIEF and one.name != "kind" else attrs.NOTHING)
        for one in attrs.fields(of)
    ]
    return tuple(sorted(keys, key=lambda key: key[0] != "kind" or of not in BRIEF))


def _as_percents(plain: list[dict[str, Any]], rows: tuple[shapes.RowShown, ...]) -> None:
    """Writes the ends of rows over a percent as percents; reading knows them by their sign."""
    for shown, row in zip(plain, rows, strict=True):
        for end in ("lower", "upper"):
            bound = getattr(row.head, end)
            if isinstance(bound, Fraction):
                shown["head"][end] = percent_text(bound)

"""A ruleset's model as data and back: what a wheel carries of shipped rulesets, and the cache of others.

Lives here: `as_stored` and `from_stored`. Guarantees: plain JSON, which can hold nothing but a model, so that
reading it runs no code; equal to what was stored, with its spans, its order and its digest. Left out: the
ruleset's text, which the reader has; whether a stored model may be trusted (store).
"""

from __future__ import annotations

import json
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from emurules.model import domain, expression, interval, partition, values
from emurules.model import ruleset as model
from emurules.model.ruleset import Ruleset
from emurules.source import Source, Span

# A value that is no text, yes or no, nothing or small number is a list: what it is, then its parts.
_TUPLE, _FRACTION, _DATE, _SPAN = range(4)
_ENUMS: tuple[type[Enum], ...] = (values.Type, values.Missing, values.Unlimited)
_CLASSES: tuple[type[Any], ...] = (
    domain.YesNo,
    domain.Option,
    domain.Choice,
    domain.Numbers,
    domain.Dates,
    interval.Interval,
    partition.Within,
    partition.Among,
    partition.NotThere,
    partition.Rest,
    partition.Row,
    partition.Partition,
    expression.Constant,
    expression.FactUse,
    expression.RateUse,
    expression.LetUse,
    expression.ParameterUse,
    expression.TableUse,
    expression.Quantity,
    expression.IsExempt,
    expression.IsMissing,
    expression.Negative,
    expression.Arithmetic,
    expression.Compare,
    expression.And,
    expression.Or,
    expression.Not,
    expression.Choose,
    expression.Call,
    model.Citation,
    model.Reading,
    model.Docs,
    model.Fact,
    model.Requirement,
    model.Rate,
    model.Let,
    model.Table,
    model.Per,
    model.Award,
    model.Bands,
    model.Reduce,
    model.Zero,
    model.Exemption,
    model.Limit,
    model.Rounding,
    model.Node,
    model.OneLower,
    model.GradeCap,
    model.Grading,
    model.Disqualification,
    model.Monotone,
    model.Law,
    model.ExpectValue,
    model.ExpectExempt,
    model.ExpectGrade,
    model.ExpectDisqualified,
    model.Example,
    model.Ruleset,
)
_FIRST_ENUM = _SPAN + 1
_FIRST_CLASS = _FIRST_ENUM + len(_ENUMS)
_TAGS = {kind: _FIRST_ENUM + number for number, kind in enumerate((*_ENUMS, *_CLASSES))}
_TEXT = "text"


def as_stored(ruleset: Ruleset) -> str:
    """The model of a ruleset as a line of JSON, with its digest."""
    return json.dumps([ruleset.digest, _plain(ruleset)], ensure_ascii=False, separators=(",", ":"))


def from_stored(stored: str, text: Source) -> Ruleset:
    """The ruleset that was stored; `text` is the one that it was made from.

    Raises:
        ValueError: this is no stored model.
    """
    try:
        digest, plain = json.loads(stored)
        found = _Reader(text).value(plain)
    except (AttributeError, IndexError, KeyError, OverflowError, RecursionError, TypeError) as error:
        raise ValueError("no stored model") from error
    if not isinstance(found, Ruleset) or not isinstance(digest, str):
        raise ValueError("no stored model")  # noqa: TRY004 - it is the data that is wrong
    object.__setattr__(found, "digest", digest)  # a cached property, which takes long to work out
    return found


def _plain(value: object) -> object:
    match value:
        case None | bool() | str():
            return value
        case Fraction():
            return [_FRACTION, f"{value.numerator:x}", f"{value.denominator:x}"]
        case date():
            return [_DATE, value.toordinal()]
        case Span():
            return [_SPAN, value.start, value.end]
        case tuple():
            return [_TUPLE, *map(_plain, value)]
        case Enum():
            return [_TAGS[type(value)], value.value]
        case _:
            kind = type(value)
            return [_TAGS[kind], *(_plain(getattr(value, name)) for name in _fields(kind))]


def _fields(kind: type[Any]) -> tuple[str, ...]:
    """The names of what a value of a class is made of, without the ruleset's own text."""
    names = (one.name for one in attrs.fields(kind))
    return tuple(name for name in names if (kind, name) != (Ruleset, _TEXT))


class _Reader:
    """Makes values anew; small ones that recur are made once."""

    def __init__(self, text: Source) -> None:
        self._text = text
        self._names: dict[int, tuple[str, ...]] = {}
        self._numbers: dict[tuple[str, str], Fraction] = {}

    def value(self, plain: object) -> object:
        if not isinstance(plain, list):
            return plain
        parts: list[Any] = plain
        match parts[0]:
            case 0:
                return tuple([self.value(one) for one in parts[1:]])
            case 1:
                return self._number(parts[1], parts[2])
            case 2:
                return date.fromordinal(parts[1])
            case 3:
                return Span(parts[1], parts[2])
            case tag if tag < _FIRST_CLASS:
                return _ENUMS[tag - _FIRST_ENUM](parts[1])
            case tag:
                return self._made(tag, parts)

    def _number(self, numerator: str, denominator: str) -> Fraction:
        key = numerator, denominator
        if key not in self._numbers:
            self._numbers[key] = Fraction(int(numerator, 16), int(denominator, 16))
        return self._numbers[key]

    def _made(self, tag: int, parts: list[Any]) -> object:
        kind = _CLASSES[tag - _FIRST_CLASS]
        names = self._names.get(tag)
        if names is None:
            names = self._names[tag] = _fields(kind)
        given = dict(zip(names, map(self.value, parts[1:]), strict=True))
        if kind is Ruleset:
            given[_TEXT] = self._text
        return kind(**given)

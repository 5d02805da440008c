"""Cells in files of facts: whether marks of numbers and the order of dates are those that are meant.

Data has one notation, the decimal point and dates by year, month and day. A file that has another is read
with `--decimal ,` and `--dates d/m/y`, never by guessing. Guarantees: a number comes out with a point and a
date with its year first, or is refused; a text that is neither comes out as it is, for `admit` to judge. A
thousands separator is never taken for a decimal mark, nor the other way round.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from attrs import frozen

from emurules.diagnostics import Diagnostic
from emurules.files.origin import Origin
from emurules.model.domain import Dates as DatesOf
from emurules.model.domain import Numbers
from emurules.model.facts import tidied
from emurules.model.ruleset import Fact
from emurules.model.spelling import shown

# None: nobody said, so the point is the mark and what looks like thousands is asked about.
Decimal = Literal[".", ","] | None

_NUMERIC = re.compile(r"[+-]?[0-9][0-9.,]*\s?%?")
_POINT_GROUPS = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?\s?%?")
_COMMA_GROUPS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?\s?%?")


# None: nobody said, so a Vietnamese ruleset's own order is the one, and that of any other is asked about.
Dates = Literal["d/m/y", "m/d/y", "iso"] | None


@frozen(kw_only=True)
class Notation:
    """How a file writes what can be written in several ways.

    Attributes:
        decimal: its decimal mark.
        dates: the order of its dates.
        missing: the words that stand where nothing is given.
    """

    decimal: Decimal = None
    dates: Dates = None
    missing: frozenset[str] = frozenset()


class Exact(str):
    """A cell whose value the file itself knows, in the notation of data: nothing is asked about it."""

    __slots__ = ()


class NoValue(str):
    """A cell with a formula whose value was never saved; the text is the formula."""

    __slots__ = ()


def as_data(
    text: str, fact: Fact, notation: Notation, origin: Origin, line: int | None, column: int | None
) -> str | Diagnostic | None:
    """A cell in the notation of data, None for one that says that nothing is given, or what is wrong."""
    if text in notation.missing:
        return None
    if isinstance(text, NoValue):
        return without_value(text, fact.name, origin, line, column)
    if isinstance(text, Exact):
        return str(text)
    match fact.domain:
        case Numbers():
            trouble, read = _number(tidied(text), fact.domain, notation.decimal)
        case DatesOf():
            trouble, read = _date(text, notation.dates)
        case _:
            return text
    if trouble is None:
        return read
    slug, variant, params = trouble
    params |= {"fact": fact.name, "value": shown(text)}
    return origin.finding(slug, line, column, variant=variant, help=variant, subject=fact.name, **params)


_Trouble = tuple[str, str, dict[str, str]]  # slug, variant of its message and help, what its texts need


def without_value(
    formula: NoValue, name: str, origin: Origin, line: int | None, column: int | None
) -> Diagnostic:
    """What is wrong with a formula that has no value: the fact, or the unit's name, is not known."""
    params = {"fact": name, "formula": shown(formula)}
    return origin.finding("excel-formula", line, column, subject=name, **params)


def _number(text: str, domain: Numbers, decimal: Decimal) -> tuple[_Trouble | None, str]:
    """The text of a number with a decimal point, or what is wrong with its mark."""
    if text.isdigit() or not _NUMERIC.fullmatch(text):
        return None, text
    if decimal == ",":
        return _comma(text), text.replace(",", ".")
    return _point(text, asked=decimal is not None, whole=domain.count), text


def _comma(text: str) -> _Trouble | None:
    if "." not in text:
        return None
    if _POINT_GROUPS.fullmatch(text):
        return "fact-decimal-mark", "point", {"other": text.replace(".", "")}
    return "fact-decimal-mark", "point", {"other": text.replace(",", "").replace(".", ",")}


def _point(text: str, *, asked: bool, whole: bool) -> _Trouble | None:
    if _COMMA_GROUPS.fullmatch(text):
        return "fact-decimal-mark", "thousands", {"plain": text.replace(",", "")}
    if "," in text:
        plain = text.replace(".", "") if _POINT_GROUPS.fullmatch(text) else text
        return "fact-decimal-mark", "comma", {"other": plain.replace(",", ".")}
    if not _POINT_GROUPS.fullmatch(text):
        return None
    if text.count(".") > 1 or (whole and not asked and not text.endswith("%")):
        return "fact-decimal-mark", "groups", {"plain": text.replace(".", "")}
    if asked or text.endswith("%"):
        return None
    head, _, tail = text.partition(".")
    small = f"{head}.{tail}".rstrip("0").rstrip(".")
    return "ambiguous-number", "", {"small": small, "large": head + tail}


_DAY = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")


def _date(text: str, order: Dates) -> tuple[_Trouble | None, str]:
    """The text of a date with its year first, or what is wrong with its order."""
    written = _DAY.fullmatch(text)
    if written is None:
        return None, text
    first, second, year = int(written[1]), int(written[3]), int(written[4])
    by_day, by_month = _iso(year, second, first), _iso(year, first, second)
    if order in {"d/m/y", "m/d/y"}:
        read, other = (by_day, by_month) if order == "d/m/y" else (by_month, by_day)
        if read is not None:
            return None, read
        variant = "none" if other is None else "not day first" if order == "d/m/y" else "not month first"
        return ("date-order", variant, {"other": other or ""}), text
    if by_day == by_month and by_day is not None:
        return ("date-order", "iso", {"other": by_day}), text
    if by_day is not None and by_month is not None:
        return ("date-order", "", {"day_first": by_day, "month_first": by_month}), text
    if by_day is None and by_month is None:
        return ("date-order", "none", {"other": ""}), text
    variant = "day first" if by_month is None else "month first"
    return ("date-order", variant, {"other": by_day or by_month or ""}), text


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None

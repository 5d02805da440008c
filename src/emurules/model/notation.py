"""Numbers and values as exact text, the one notation of data files, digests and the JSON of a trace.

What lives here: writing (`number_text`, `percent_text`, `value_text`) and reading back (`read_number`,
`read_percent`, `read_value`). Guarantees: exact both ways, one text a value; the time is bounded by
`MOST_DIGITS` when reading, and Python's own limit on the digits of an integer never shows. Left out: the
notation of a dialect (syntax), what people may type as a fact (facts), the numbers of a language
(explain).
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import log2
from typing import Literal, assert_never

from emurules.model.values import Known, Missing, Type

# No number of the language is longer: the compiler refuses an expression that could be.
MOST_DIGITS = 10_000
# Sign, stroke and point, and the two digits that a percent has more than its ratio.
_SLACK = 5

NUMBER_PATTERN = r"-?(0|[1-9][0-9]*)(\.[0-9]+|/[1-9][0-9]*)?"
_NUMBER = re.compile(NUMBER_PATTERN)
Expected = Literal["number", "percent", "date", "yes/no", "text", "fewer digits"]
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class NotationError(ValueError):
    """A text that is not in this notation; `expected` says what would be."""

    def __init__(self, expected: Expected) -> None:
        self.expected = expected
        super().__init__(expected)


def number_text(value: Fraction) -> str:
    """A number as a decimal where it ends, as a fraction where it doesn't: `9.5`, `-1/3`.

    A decimal of more than `MOST_DIGITS` digits is written as a fraction too.
    """
    sign = "-" if value < 0 else ""
    top, bottom = abs(value.numerator), value.denominator
    decimals = _decimals(bottom)
    if decimals is None:
        return f"{sign}{_digits(top)}/{_digits(bottom)}"
    digits = _digits(top * 10**decimals // bottom).rjust(decimals + 1, "0")
    if len(digits) > MOST_DIGITS and decimals:
        return f"{sign}{_digits(top)}/{_digits(bottom)}"
    point = len(digits) - decimals
    return f"{sign}{digits[:point]}.{digits[point:]}" if decimals else sign + digits


def percent_text(value: Fraction) -> str:
    """A ratio as a percent: 9/10 is `90%`, 1/3 is `100/3%`."""
    return f"{number_text(value * 100)}%"


def value_text(value: Known | Missing | None, of_type: Type | str) -> str | bool | None:
    """A value in its JSON form: `"50"`, `"90%"`, `true`, `"2024-03-26"`, an option, None for missing."""
    match value:
        case None | Missing():
            return None
        case bool() | str():
            return value
        case date():
            return value.isoformat()
        case Fraction():
            return percent_text(value) if Type(of_type) is Type.PERCENT else number_text(value)
        case never:
            assert_never(never)


def read_number(text: str) -> Fraction:
    """The number that a text of this notation says.

    Raises:
        NotationError: it isn't one, or has more than `MOST_DIGITS` digits above or below its stroke.
    """
    return _read(text, "number")


def read_percent(text: str) -> Fraction:
    """The ratio that a percent says: `90%` is 9/10.

    Raises:
        NotationError: it isn't a percent.
    """
    if not text.endswith("%"):
        raise NotationError("percent")
    return _read(text[:-1], "percent") / 100


def _read(text: str, expected: Expected) -> Fraction:
    if len(text) > 2 * (MOST_DIGITS + _SLACK):
        raise NotationError("fewer digits")
    if not _NUMBER.fullmatch(text):
        raise NotationError(expected)
    top, _, bottom = text.partition("/")
    if max(len(top), len(bottom)) > MOST_DIGITS + _SLACK:
        raise NotationError("fewer digits")
    whole, _, decimals = top.partition(".")
    return Fraction(_integer(whole + decimals), _integer(bottom or "1") * 10 ** len(decimals))


def read_value(text: object, of_type: Type | str) -> Known | None:
    """The value that a JSON form says, `None` for missing: what `value_text` writes.

    Raises:
        NotationError: it isn't a value of this type.
    """
    if text is None:
        return None
    if Type(of_type) is Type.TRUTH:
        if isinstance(text, bool):
            return text
        raise NotationError("yes/no")
    if not isinstance(text, str):
        raise NotationError("text")
    match Type(of_type):
        case Type.NUMBER:
            return read_number(text)
        case Type.PERCENT:
            return read_percent(text)
        case Type.DATE:
            return read_date(text)
        case _:
            return text


def read_date(text: str) -> date:
    """The day that an ISO date says.

    Raises:
        NotationError: it isn't one, or no such day exists.
    """
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise NotationError("date")


def _decimals(bottom: int) -> int | None:
    """How many decimals a fraction with this denominator has, in lowest terms; None if it doesn't end."""
    twos = (bottom & -bottom).bit_length() - 1
    rest = bottom >> twos
    fives = round((rest.bit_length() - 1) / log2(5))
    if rest != 5**fives:
        return None
    decimals = max(twos, fives)
    return decimals if decimals < MOST_DIGITS else None


def _digits(number: int) -> str:
    # Through Decimal, which is exact here and knows no limit on digits, as str(int) does.
    return str(Decimal(number))


def _integer(digits: str) -> int:
    return int(Decimal(digits))

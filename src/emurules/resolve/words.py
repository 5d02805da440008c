"""Types, domains and values in the words of a points table, in the language of the messages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import assert_never

from emurules.diagnostics import Language
from emurules.model.domain import Choice, Dates, Domain, Numbers, YesNo
from emurules.model.interval import Interval
from emurules.model.notation import number_text, percent_text
from emurules.model.values import Type

_TYPES: dict[Language, dict[Type, str]] = {
    "en": {
        Type.NUMBER: "a number",
        Type.PERCENT: "a percent",
        Type.TRUTH: "a condition",
        Type.DATE: "a date",
        Type.CHOICE: "an option",
    },
    "vi": {
        Type.NUMBER: "một số",
        Type.PERCENT: "một tỷ lệ phần trăm",
        Type.TRUTH: "một điều kiện",
        Type.DATE: "một ngày",
        Type.CHOICE: "một lựa chọn",
    },
}


def type_words(type: Type, language: Language) -> str:
    """A type, with its article."""
    return _TYPES[language][type]


def example_words(type: Type, language: Language) -> str:
    """A value of a type, to show how it is compared."""
    match type:
        case Type.PERCENT:
            return "50%"
        case Type.DATE:
            return date_words(date(2024, 1, 31), language)
        case _:
            return "1"


def number_words(value: Fraction, language: Language) -> str:
    """A number as it is written in a table."""
    return _localised(number_text(value), language)


def percent_words(value: Fraction, language: Language) -> str:
    """A ratio as a percent."""
    return _localised(percent_text(value), language)


def date_words(day: date, language: Language) -> str:
    """A date as it is written in a table."""
    return f"{day.day}/{day.month}/{day.year}" if language == "vi" else day.isoformat()


def _localised(text: str, language: Language) -> str:
    return text.replace(".", ",") if language == "vi" else text


def domain_words(domain: Domain, language: Language) -> str:
    """What a domain holds."""
    vi = language == "vi"
    match domain:
        case YesNo():
            return "`có` hoặc `không`" if vi else "`yes` or `no`"
        case Choice():
            return option_words(domain)
        case Numbers():
            return _numbers(domain, language)
        case Dates(interval=interval):
            return _ends(interval, language, lambda day: date_words(date.fromordinal(int(day)), language))
        case never:
            assert_never(never)


def option_words(choice: Choice) -> str:
    """The options of a choice; of many the first ones."""
    shown = [f"`{name}`" for name in choice.names[:8]]
    return ", ".join([*shown, "…"] if len(choice.names) > 8 else shown)


def _numbers(domain: Numbers, language: Language) -> str:
    show = percent_words if domain.type is Type.PERCENT else number_words
    ends = _ends(domain.interval, language, lambda value: show(value, language))
    if domain.step is None:
        what = {"en": "numbers", "vi": "số"}[language]
        return ends if domain.type is Type.PERCENT and ends else f"{what} {ends}".strip()
    if domain.step == 1 and domain.type is Type.NUMBER and domain.origin.denominator == 1:
        return f"{'số nguyên' if language == 'vi' else 'whole numbers'} {ends}".strip()
    steps = "theo bước" if language == "vi" else "in steps of"
    return f"{ends} {steps} {show(domain.step, language)}".strip()


def _ends(interval: Interval, language: Language, show: Callable[[Fraction], str]) -> str:
    lower, upper = interval.lower, interval.upper
    vi = language == "vi"
    if lower is not None and upper is not None:
        return f"từ {show(lower)} đến {show(upper)}" if vi else f"from {show(lower)} to {show(upper)}"
    if lower is not None:
        return f"từ {show(lower)} trở lên" if vi else f"from {show(lower)} upwards"
    if upper is not None:
        return f"không quá {show(upper)}" if vi else f"up to {show(upper)}"
    return ""

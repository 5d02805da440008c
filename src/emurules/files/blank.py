"""The blank form of a ruleset's facts, for a person to fill in.

Guarantees: filling it in and scoring it works, also after a spreadsheet has saved it: the rows and keys
that explain begin with `#`, which the readers pass over. Left out: choosing a form (cli).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import assert_never

from attrs import evolve

from emurules.diagnostics import Language, Text
from emurules.files.names import REMARK, UNIT
from emurules.model.domain import Choice, Dates, Domain, Numbers, YesNo
from emurules.model.interval import EVERYTHING, PERCENTS, Interval
from emurules.model.notation import number_text, percent_text, value_text
from emurules.model.ruleset import Fact, Ruleset
from emurules.model.values import Type

_NAME = Text("the unit's name", "tên đơn vị")
_ROWS = Text(
    "what goes in; rows that begin with # are not read", "cách ghi; dòng bắt đầu bằng # không được đọc"
)
_KEYS = Text(
    "copy the second object once for each unit; keys that begin with # are not read",
    "chép lại đối tượng thứ hai cho mỗi đơn vị; khóa bắt đầu bằng # không được đọc",
)
_SOURCE = Text("where it is taken from", "lấy từ đâu")
_TAKEN_FROM = Text("; taken from {source}", "; lấy từ {source}")
_YES_NO = Text("yes or no", "có hoặc không")
_ONE_OF = Text("one of {options}", "một trong {options}")
_COUNT = Text("whole number", "số nguyên")
_NUMBER = Text("number", "số")
_NUMBER_EXAMPLE = Text(" such as 12.5", ", ví dụ 12.5")
_PERCENT = Text("percent", "phần trăm")
_PERCENT_EXAMPLE = Text(" such as 85%", ", ví dụ 85%")
_DATE = Text("date", "ngày")
_DATE_EXAMPLE = Text(" such as 2024-03-26", ", ví dụ 2024-03-26")
_FROM = Text(" from {end}", ", từ {end}")
_TO = Text(" up to {end}", ", không quá {end}")
_STEPS = Text(" in steps of {step}", ", theo bước {step}")
_UNIT_OF_MEASURE = Text(", in {unit}", ", đơn vị tính {unit}")
_OPTIONAL = Text("; may be left empty", "; có thể để trống")
_DEFAULT = Text("; {value} if left empty", "; để trống là {value}")
_ONLY_WHEN = Text("; only when {condition}, else empty", "; chỉ ghi khi {condition}, nếu không thì để trống")


def blank_csv(ruleset: Ruleset, language: Language, separator: str = ",") -> str:
    """A header row, and rows of titles, of what goes in each column, and where there are any of sources."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter=separator)
    rows.writerow([UNIT, *(fact.name for fact in ruleset.facts)])
    titles = [_words(fact.title or fact.name) for fact in ruleset.facts]
    rows.writerow([f"{REMARK} {_NAME.filled(language, {})}", *map(inert, titles)])
    forms = [describe(fact, ruleset, language) for fact in ruleset.facts]
    rows.writerow([f"{REMARK} {_ROWS.filled(language, {})}", *map(inert, forms)])
    sources = [source_of_fact(fact) for fact in ruleset.facts]
    if any(sources):
        rows.writerow([f"{REMARK} {_SOURCE.filled(language, {})}", *map(inert, sources)])
    return out.getvalue()


def blank_json(ruleset: Ruleset, language: Language) -> str:
    """A list: an object that explains each key, and one of nulls to fill in."""
    explained = {REMARK: _KEYS.filled(language, {})}
    for fact in ruleset.facts:
        title = f"{_words(fact.title)}: " if fact.title else ""
        source = (
            _TAKEN_FROM.filled(language, {"source": source_of_fact(fact)}) if source_of_fact(fact) else ""
        )
        explained[f"{REMARK} {fact.name}"] = title + describe(fact, ruleset, language) + source
    blank = dict.fromkeys([UNIT, *(fact.name for fact in ruleset.facts)])
    return json.dumps([explained, blank], ensure_ascii=False, indent=2) + "\n"


def describe(fact: Fact, ruleset: Ruleset, language: Language) -> str:
    """What may be written for a fact, in the one notation of data files."""
    domain = fact.domain
    if fact.up_to is not None and isinstance(domain, Numbers):
        domain = evolve(domain, interval=evolve(domain.interval, upper=None))  # it is that of the whole
    parts = [_domain(domain, language)]
    if fact.up_to is not None:
        parts.append(_TO.filled(language, {"end": fact.up_to}))
    if fact.only_when is not None:
        condition = _words(ruleset.text.slice(fact.only_when.span))
        parts.append(_ONLY_WHEN.filled(language, {"condition": condition}))
    elif fact.default is not None:
        value = value_text(fact.default, fact.domain.type)
        parts.append(_DEFAULT.filled(language, {"value": _yes_no(value, language)}))
    elif fact.optional:
        parts.append(_OPTIONAL.filled(language, {}))
    return "".join(parts)


def _domain(domain: Domain, language: Language) -> str:
    match domain:
        case YesNo():
            return _YES_NO.filled(language, {})
        case Choice():
            options = (f"{one.name} = {one.title}" if one.title else one.name for one in domain.options)
            return _ONE_OF.filled(language, {"options": _words("; ".join(options))})
        case Dates():
            return _DATE.filled(language, {}) + _dates(domain.interval, language)
        case Numbers():
            return _numbers(domain, language)
        case never:
            assert_never(never)


def _numbers(domain: Numbers, language: Language) -> str:
    percent = domain.type is Type.PERCENT
    written = percent_text if percent else number_text
    kind = _PERCENT if percent else _COUNT if domain.count else _NUMBER
    interval = domain.interval
    if domain.count and not interval.lower:
        interval = evolve(interval, lower=None)  # nobody counts below 0
    parts = [kind.filled(language, {})]
    if interval != (PERCENTS if percent else EVERYTHING):
        parts.append(_bounds(interval, written, language))
    elif not domain.count and domain.step is None:
        parts.append((_PERCENT_EXAMPLE if percent else _NUMBER_EXAMPLE).filled(language, {}))
    if domain.step is not None and not domain.count:
        parts.append(_STEPS.filled(language, {"step": written(domain.step)}))
    if domain.unit:
        parts.append(_UNIT_OF_MEASURE.filled(language, {"unit": domain.unit}))
    return "".join(parts)


def _dates(interval: Interval, language: Language) -> str:
    first, last = Fraction(date.min.toordinal()), Fraction(date.max.toordinal())
    lower = None if interval.lower == first else interval.lower
    upper = None if interval.upper == last else interval.upper
    if lower is None and upper is None:
        return _DATE_EXAMPLE.filled(language, {})
    return _bounds(Interval(lower, upper), _day, language)


def _bounds(interval: Interval, written: Callable[[Fraction], str], language: Language) -> str:
    words = ""
    if interval.lower is not None:
        words += _FROM.filled(language, {"end": written(interval.lower)})
    if interval.upper is not None:
        words += _TO.filled(language, {"end": written(interval.upper)})
    return words


def _day(ordinal: Fraction) -> str:
    return date.fromordinal(int(ordinal)).isoformat()


def _yes_no(value: str | bool | None, language: Language) -> str:
    if isinstance(value, bool):
        words = ("yes", "no") if language == "en" else ("có", "không")
        return words[0] if value else words[1]
    return str(value)


def source_of_fact(fact: Fact) -> str:
    """Where a fact is taken from, on one line; empty where that is not said."""
    return _words("; ".join(source.text for source in fact.docs.sources))


def _words(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell

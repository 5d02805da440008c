"""Facts of one unit: the reading of raw values, one fact at a time, and the values once admitted.

Guarantees: `read` never raises and never works long, whatever object it is given; what it returns lies in
the fact's domain. Numbers have at most `FACT_DIGITS` digits. Left out: which facts must be there, and how
they stand to each other (evaluation.admit); files (files).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, Inexact
from fractions import Fraction
from functools import cached_property
from numbers import Integral, Rational, Real
from typing import Literal, assert_never

from attrs import frozen

from emurules.diagnostics import Diagnostic, Language, factual
from emurules.model.digest import Json
from emurules.model.domain import Choice, Dates, Numbers, YesNo
from emurules.model.interval import of_date
from emurules.model.notation import NotationError, number_text, percent_text, read_date, value_text
from emurules.model.ruleset import Fact, Ruleset
from emurules.model.spelling import nearest, shown
from emurules.model.values import MISSING, Known, Missing, Type

FACT_DIGITS = 40
_LIMIT = 10**FACT_DIGITS
# No value that is longer can be right; what is longer is refused before it is looked at.
_LONGEST = 200


@frozen
class Facts:
    """Every fact of one unit, in the order declared; `defaulted` are those for which a default stood in."""

    values: tuple[tuple[str, Known | Missing], ...]
    defaulted: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Known | Missing]:
        """The values by name."""
        return dict(self.values)


def as_json(ruleset: Ruleset, facts: Facts) -> dict[str, Json]:
    """The facts in their JSON form, by name."""
    types = {fact.name: fact.domain.type for fact in ruleset.facts}
    return {name: value_text(value, types[name]) for name, value in facts.values}


def as_given(ruleset: Ruleset, values: Mapping[str, Known | Missing]) -> dict[str, object]:
    """Values as they are given: what is missing is left out, or said to be where a default would return."""
    return {
        name: it
        for name, it in values.items()
        if it is not MISSING or ruleset.fact_by_name[name].default is not None
    }


def as_written(ruleset: Ruleset, facts: Facts) -> tuple[tuple[str, str | bool | None], ...]:
    """The facts as data files write them: None for what is not given, `missing` beside a default."""
    types = {fact.name: fact.domain.type for fact in ruleset.facts}
    given = as_given(ruleset, facts.by_name)
    return tuple(
        (name, "missing" if value is MISSING and name in given else value_text(value, types[name]))
        for name, value in facts.values
    )


# ---------------------------------------------------------------- one value


def read(fact: Fact, raw: object, language: Language) -> Known | Missing | Diagnostic | None:
    """The value that a raw one says, None for one that is not given, or what is wrong with it.

    A text is trimmed; `missing` is missing. Accepted: for a count or number `int`, `Decimal`, `Fraction`,
    `float` (as it prints) and text; for a percent text such as `90%` or a `Fraction`, which is the ratio; for
    yes/no `bool` and text; for a date `date` and ISO text; for a choice the option's name or title, in any
    case and spacing, where only one option is called so.
    """
    try:
        return _read(fact, raw, language)
    except Exception:  # noqa: BLE001 (a unit's data may hold any object, and its own methods may raise anything)
        return _wrong(fact, raw, language)


def _read(fact: Fact, raw: object, language: Language) -> Known | Missing | Diagnostic | None:
    given = _trimmed(raw) if isinstance(raw, str) else raw
    if given is None or (isinstance(given, str) and not given):
        return None
    options = fact.domain.names if isinstance(fact.domain, Choice) else ()
    if fact.may_be_missing and _says_nothing(given, options):
        return _wrong(fact, raw, language, help="empty")
    if given is MISSING or (isinstance(given, str) and given.lower() == "missing" and given not in options):
        return (
            MISSING
            if fact.optional
            else _problem("fact-missing", fact, language, wanted=wanted(fact, language))
        )
    match fact.domain:
        case YesNo():
            truth = _truth(given)
            return _wrong(fact, raw, language) if truth is None else truth
        case Choice():
            return _option(fact, given, language)
        case Dates():
            return _day(fact, fact.domain, given, language)
        case Numbers():
            plain = tidied(given) if isinstance(given, str) else given
            found = _percent(plain) if fact.domain.type is Type.PERCENT else _number(plain)
            if isinstance(found, Fraction):
                return _within(fact, fact.domain, found, raw, language)
            return _no_number(fact, plain, given, found, language)
        case never:
            assert_never(never)


def _trimmed(raw: str) -> str:
    # Of a subclass the text it is: its own methods may say anything.
    text = str.__str__(raw)
    return text if len(text) > _LONGEST and not text.isspace() else unicodedata.normalize("NFC", text.strip())


# What people write where there is nothing to write.
_NOTHING = frozenset(
    {"na", "n/a", "-", "–", "—", "none", "null", "không có", "khong co", "k/c", "trống", "."}
)


def _says_nothing(given: object, options: tuple[str, ...]) -> bool:
    word = given.casefold() if isinstance(given, str) else ""
    return word in _NOTHING and word not in map(str.casefold, options)


_SIGNS = str.maketrans({"\u2212": "-", "\uff0d": "-", "\uff05": "%"})
_GROUPS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?:[.,][0-9]+)?\s?%?")
_SPACE = re.compile(r"\s")


def tidied(text: str) -> str:
    """A number with the usual signs for minus and percent, and without the space between its thousands."""
    if len(text) > _LONGEST:
        return text
    plain = text.translate(_SIGNS)
    if _GROUPS.fullmatch(plain):
        return _SPACE.sub("", plain)
    return plain.removesuffix("%").rstrip() + "%" if plain.endswith("%") else plain


def wanted(fact: Fact, language: Language) -> str:
    """What a fact wants, for a message."""
    from emurules.diagnostics.catalogue.facts import WANTED

    domain = fact.domain
    kind = "count" if isinstance(domain, Numbers) and domain.count else domain.type.value
    return WANTED[kind].filled(language, {"options": _options(domain) if isinstance(domain, Choice) else ""})


def _options(domain: Choice) -> str:
    names = [f"`{name}`" for name in domain.names]
    return ", ".join(names[:8]) + (", …" if len(names) > 8 else "")


def _problem(
    slug: str, fact: Fact, language: Language, *, variant: str = "", help: str | None = "", **params: str
) -> Diagnostic:
    return factual(slug, fact.name, language, variant, help, fact=fact.name, **params)


def _wrong(fact: Fact, raw: object, language: Language, help: str | None = "", **params: str) -> Diagnostic:
    want = wanted(fact, language)
    return _problem("fact-type", fact, language, help=help, value=shown(raw), wanted=want, **params)


# ---------------------------------------------------------------- yes or no, options, days

# What people write and tick in forms.
_YES = frozenset({"true", "yes", "có", "đúng", "x", "✓", "✔", "☑"})
_NO = frozenset({"false", "no", "không", "sai", "☐"})


def _truth(given: object) -> bool | None:
    if isinstance(given, str):
        word = given.casefold()
        return True if word in _YES else False if word in _NO else None
    kind = type(given)
    if isinstance(given, bool) or (kind.__module__ == "numpy" and kind.__name__ in {"bool", "bool_"}):
        return bool(given)
    return None


def _option(fact: Fact, given: object, language: Language) -> str | Diagnostic:
    assert isinstance(fact.domain, Choice)
    if not isinstance(given, str):
        return _wrong(fact, given, language)
    if given in fact.domain.names:
        return given
    looked_for = _loosely(given)
    called = {
        option.name
        for option in fact.domain.options
        if looked_for in (_loosely(option.name), _loosely(option.title or option.name))
    }
    if len(called) == 1:
        return called.pop()
    near = nearest(given, fact.domain.names)
    help, options = ("near", near) if near else ("option", _options(fact.domain))
    return _problem(
        "fact-domain",
        fact,
        language,
        variant="option",
        help=help,
        value=shown(given),
        near=near or "",
        options=options,
    )


def _loosely(text: str) -> str:
    """A text without the differences that nobody means: case, and how much space there is."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _day(fact: Fact, domain: Dates, given: object, language: Language) -> date | Diagnostic:
    day = given
    if isinstance(given, datetime):
        if given.time() != time():
            return _wrong(fact, given, language, help="time")
        day = given.date()
    elif isinstance(given, str):
        try:
            day = read_date(given)
        except NotationError:
            return _wrong(fact, given, language)
    if not isinstance(day, date):
        return _wrong(fact, given, language)
    day = date(day.year, day.month, day.day)
    side = (
        "below"
        if domain.interval.below(of_date(day))
        else "above"
        if domain.interval.above(of_date(day))
        else None
    )
    if side is None:
        return day
    end = domain.interval.lower if side == "below" else domain.interval.upper
    assert end is not None
    bound = date.fromordinal(int(end)).isoformat()
    return _problem(
        "fact-domain", fact, language, variant=side, help=None, value=day.isoformat(), bound=bound
    )


# ---------------------------------------------------------------- numbers

Trouble = Literal["type", "long", "nan", "infinite", "comma", "exponent", "percent", "bare"]

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FRACTION = re.compile(r"(-?[0-9]+)/([0-9]+)")
_EXPONENT = re.compile(r"-?[0-9]+([.,][0-9]+)?[eE][+-]?([0-9]+)")
_BARE = re.compile(r"([+-]?)([.,][0-9]+|[0-9]+[.,]|(?<=[+])[0-9]+(?:\.[0-9]+)?)(%?)")
_COMMA = re.compile(r"-?[0-9]+,[0-9]+%?")


def _number(given: object) -> Fraction | Trouble:
    match given:
        case bool():
            return "type"
        case str():
            return _number_text(given)
        case Decimal():
            return _decimal(given)
        case float():
            return _decimal(Decimal(float.__repr__(given)))
        case Rational():
            top, bottom = int(given.numerator), int(given.denominator)
            return "long" if abs(top) >= _LIMIT or abs(bottom) >= _LIMIT else Fraction(top, bottom)
        case Real():
            return _decimal(Decimal(str(given)))
        case _:
            return "type"


def _number_text(text: str) -> Fraction | Trouble:
    if len(text) > _LONGEST:
        return "long" if re.fullmatch(r"[-+.,/%eE0-9]+", text[:_LONGEST]) else "type"
    if _DECIMAL.fullmatch(text):
        return "long" if sum(map(str.isdigit, text)) > FACT_DIGITS else Fraction(text)
    parts = _FRACTION.fullmatch(text)
    if parts:
        if max(len(parts[1].lstrip("-")), len(parts[2])) > FACT_DIGITS:
            return "long"
        return "type" if int(parts[2]) == 0 else Fraction(int(parts[1]), int(parts[2]))
    exponent = _EXPONENT.fullmatch(text)
    if exponent:
        small = len(exponent[2]) <= 3 and _decimal(Decimal(text.replace(",", "."))) != "long"
        return "exponent" if small else "long"
    return "comma" if _COMMA.fullmatch(text) else "bare" if _BARE.fullmatch(text) else "type"


def _written_out(text: str) -> str:
    """`.5` and `5.` with the digit that they lack, and without a plus sign."""
    sign, number, percent = _BARE.fullmatch(text).groups()  # type: ignore[union-attr]
    top, _, below = number.replace(",", ".").partition(".")
    return f"{'-' * (sign == '-')}{top or '0'}{'.' + below if below else ''}{percent}"


def _decimal(number: Decimal) -> Fraction | Trouble:
    if number.is_nan():
        return "nan"
    if number.is_infinite():
        return "infinite"
    context = Context(prec=FACT_DIGITS, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
    short = context.normalize(number)
    decimals = -int(short.as_tuple().exponent)
    digits = max(short.adjusted() + 1, 0) + max(decimals, 0)
    return "long" if context.flags[Inexact] or digits > FACT_DIGITS else Fraction(short)


def _percent(given: object) -> Fraction | Trouble:
    if isinstance(given, str) and given.endswith("%"):
        number = _number_text(given.removesuffix("%"))
        return number / 100 if isinstance(number, Fraction) else number
    number = _number(given)
    ratio = isinstance(given, Rational) and not isinstance(given, Integral)
    return "percent" if isinstance(number, Fraction) and not ratio else number


def _no_number(fact: Fact, given: object, raw: object, trouble: Trouble, language: Language) -> Diagnostic:
    match trouble:
        case "long":
            return _problem("number-too-long-fact", fact, language, limit=str(FACT_DIGITS))
        case "nan" | "infinite":
            return _problem("fact-type", fact, language, variant=trouble, help=trouble)
        case "percent":
            return _bare_percent(fact, given, raw, language)
        case "comma":
            return _wrong(fact, raw, language, help="comma", other=str(given).replace(",", "."))
        case "exponent":
            text = str(given)
            number = _decimal(Decimal(text.removesuffix("%").replace(",", ".")))
            other = number_text(number) if isinstance(number, Fraction) else ""
            return _wrong(fact, raw, language, help="exponent", other=other + "%" * text.endswith("%"))
        case "bare":
            return _wrong(fact, raw, language, help="bare", other=_written_out(str(given)))
        case "type":
            return _wrong(fact, raw, language)
        case never:
            assert_never(never)


def _bare_percent(fact: Fact, given: object, raw: object, language: Language) -> Diagnostic:
    """A plain number where a percent is wanted; what is proposed lies in the fact's domain."""
    number = _number(given)
    assert isinstance(number, Fraction)
    assert isinstance(fact.domain, Numbers)
    fits = number / 100 in fact.domain, number in fact.domain
    help = {(True, True): "percent", (True, False): "as percent", (False, True): "as ratio"}.get(fits, "")
    return _problem(
        "fact-type", fact, language, variant="percent", help=help, value=shown(raw),
        as_percent=percent_text(number / 100), as_ratio=percent_text(number), wanted=wanted(fact, language),
    )  # fmt: skip


def _within(
    fact: Fact, domain: Numbers, value: Fraction, raw: object, language: Language
) -> Fraction | Diagnostic:
    """The value, if it lies in the domain."""
    if value in domain:
        return value
    interval = domain.interval
    if interval.below(value) and interval.lower is not None:
        variant, help, params = "below", None, {"bound": _text(interval.lower, domain)}
    elif interval.above(value) and interval.upper is not None:
        variant, help, params = "above", None, {"bound": _text(interval.upper, domain)}
    elif domain.count or domain.step is None:
        variant, help, params = "whole", None, {}
    else:
        before = domain.origin + (value - domain.origin) // domain.step * domain.step
        near = {"before": _text(before, domain), "after": _text(before + domain.step, domain)}
        variant, help, params = "grid", "grid", {"step": _text(domain.step, domain), **near}
    return _problem("fact-domain", fact, language, variant=variant, help=help, value=shown(raw), **params)


def _text(number: Fraction, domain: Numbers) -> str:
    return str(value_text(number, domain.type))

"""Reading one raw value of a fact: what is accepted, what is refused in which words; nothing raises."""

from __future__ import annotations

import enum
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emurules import Diagnostic, loads
from emurules.model.facts import FACT_DIGITS, read
from emurules.model.ruleset import Fact
from emurules.model.values import MISSING

F = Fraction
RULESET = loads("""
ruleset kinds "Kinds"
fact `yes`: yes/no
fact `count`: count up to 1000
fact item: count from 3 to 15
fact `number`: number
fact step: number from 20 to 45 in steps of 0.5 measured in "°C"
fact `percent`: percent
fact wide: percent from -50% to 200%
fact day: date from 2024-01-01 to 2024-12-31
fact kind: one of
    xã_phường "UBND xã, phường"
    phòng_ban "Phòng, ban"
fact maybe: optional number
section I "I"
criterion 1 "1" worth 1
    award 1
""")
FACTS = RULESET.fact_by_name


class Word(str, enum.Enum):  # noqa: UP042 (as older code has it)
    YES = "yes"
    FIFTY = "50"
    COMMUNE = "xã_phường"


class Number(enum.IntEnum):
    SEVEN = 7


class Loud(str):
    """A text whose own methods say anything."""

    __slots__ = ()

    def strip(self, *_: Any) -> str:
        raise RuntimeError

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    __hash__ = str.__hash__


class Printed(float):
    def __repr__(self) -> str:
        return "np.float64(0.1)"


# ---------------------------------------------------------------- accepted


@pytest.mark.parametrize(
    ("fact", "raw", "value"),
    [
        *[("yes", raw, True) for raw in (True, "true", "TRUE", "yes", "Yes", " yes ", Word.YES)],
        *[("yes", raw, True) for raw in ("có", "CÓ", "co\u0301")],
        *[("yes", raw, False) for raw in (False, "false", "no", "No", "không", "Không")],
        *[("count", raw, 50) for raw in (50, "50", "50.0", 50.0, F(50), Word.FIFTY)],
        *[("count", raw, 50) for raw in (Decimal(50), Decimal("50.0"), Decimal("5e1"))],
        ("count", Number.SEVEN, 7),
        ("count", 0, 0),
        ("item", 3, 3),
        ("item", "15", 15),
        *[("number", raw, F(25, 2)) for raw in (12.5, "12.5", "25/2", Decimal("12.5"), F(25, 2), " 12.50 ")],
        ("number", 0.1, F(1, 10)),
        ("number", Printed(0.1), F(1, 10)),
        ("number", 1e22, 10**22),
        ("number", 1e-7, F(1, 10**7)),
        ("number", "-0.5", F(-1, 2)),
        ("number", Decimal("0e999999"), 0),
        ("number", 10**FACT_DIGITS - 1, 10**FACT_DIGITS - 1),
        ("number", "9" * FACT_DIGITS, 10**FACT_DIGITS - 1),
        ("number", Decimal("1." + "0" * 99), 1),
        ("step", "36.5", F(73, 2)),
        *[("percent", raw, F(9, 10)) for raw in ("90%", "90.0%", F(9, 10))],
        ("percent", "100/3%", F(1, 3)),
        ("percent", F(1), 1),
        ("wide", "-12.5%", F(-1, 8)),
        *[("day", raw, date(2024, 3, 26)) for raw in (date(2024, 3, 26), "2024-03-26")],
        ("day", datetime(2024, 3, 26), date(2024, 3, 26)),  # noqa: DTZ001 (as tables have it)
        *[("kind", raw, "xã_phường") for raw in ("xã_phường", Word.COMMUNE, " xã_phường\n")],
        ("kind", "xa\u0303_phươ\u0300ng", "xã_phường"),
        *[("maybe", raw, MISSING) for raw in ("missing", " Missing ", MISSING)],
        *[(fact, raw, None) for raw in (None, "", " \t") for fact in FACTS],
    ],
)  # fmt: skip
def test_what_is_accepted(fact: str, raw: object, value: object) -> None:
    found = read(FACTS[fact], raw, "en")
    assert found == value
    assert not isinstance(found, Diagnostic)
    assert type(found) in (bool, Fraction, date, str, type(None), type(MISSING))


def test_a_text_is_the_text_it_is() -> None:
    assert read(FACTS["kind"], Loud("xã_phường"), "en") == "xã_phường"


# ---------------------------------------------------------------- refused


def told(fact: str, raw: object) -> tuple[str, str | None]:
    found = read(FACTS[fact], raw, "en")
    assert isinstance(found, Diagnostic)
    assert found.subject == fact
    vietnamese = found.within("vi")
    assert vietnamese.message != found.message
    return f"{found.slug}: {found.message}", found.help


WANTED = {
    "yes": "`yes` or `no`",
    "count": "a count, such as `50`",
    "number": "a number, such as `12.5`",
    "percent": "a percent, such as `90%`",
    "day": "a date, such as `2024-03-26`",
    "kind": "one of `xã_phường`, `phòng_ban`",
}


@pytest.mark.parametrize(
    ("fact", "raw", "help"),
    [
        ("yes", 1, None),
        ("yes", "maybe", None),
        ("count", True, None),
        ("count", [1], None),
        ("count", "1 00", None),
        ("count", "+1", "write `1`"),
        ("number", "1,5", "write `1.5`, with a point"),
        ("number", "1e3", "write it out: `1000`"),
        ("number", "1/0", None),
        ("number", "٣", None),
        ("number", "12.5%", None),
        ("number", 1j, None),
        ("percent", "90 % %", None),
        ("percent", "90,5%", "write `90.5%`, with a point"),
        ("percent", "9e1%", "write it out: `90%`"),
        ("day", "26/3/2024", None),
        ("day", "2024-02-30", None),
        ("day", 20240326, None),
        ("day", datetime(2024, 3, 26, 10), "give the day only, without a time"),  # noqa: DTZ001 (as tables have it)
        ("kind", 1, None),
    ],
)
def test_values_of_the_wrong_kind(fact: str, raw: object, help: str | None) -> None:
    message = f"fact-type: `{raw}` for `{fact}` is not {WANTED[fact]}"
    assert told(fact, raw) == (message, help or f"give {WANTED[fact]}")


@pytest.mark.parametrize(
    ("fact", "raw", "message", "help"),
    [
        ("count", "0.5", "`0.5` for `count` is not a whole number", None),
        ("count", -1, "`-1` for `count` is below 0, the least it can be", None),
        ("count", 1001, "`1001` for `count` is above 1000, the most it can be", None),
        ("item", 2, "`2` for `item` is below 3, the least it can be", None),
        ("item", 16, "`16` for `item` is above 15, the most it can be", None),
        ("item", "3.5", "`3.5` for `item` is not a whole number", None),
        ("step", 19, "`19` for `step` is below 20, the least it can be", None),
        ("step", "36.6", "`36.6` for `step` lies between the steps of 0.5", "the nearest are 36.5 and 37"),
        ("percent", "101%", "`101%` for `percent` is above 100%, the most it can be", None),
        ("wide", F(-51, 100), "`-51/100` for `wide` is below -50%, the least it can be", None),
        ("day", "2025-01-01", "`2025-01-01` for `day` is above 2024-12-31, the most it can be", None),
    ],
)
def test_values_outside_the_domain(fact: str, raw: object, message: str, help: str | None) -> None:
    assert told(fact, raw) == (f"fact-domain: {message}", help)


@pytest.mark.parametrize(
    ("raw", "help"),
    [
        ("xa_phuong", "did you mean `xã_phường`?"),
        ("zzz", "the answers are `xã_phường`, `phòng_ban`"),
    ],
)
def test_options_that_are_none(raw: str, help: str) -> None:
    assert told("kind", raw) == (f"fact-domain: `{raw}` is none of the answers to `kind`", help)


@pytest.mark.parametrize(
    ("raw", "of_a_hundred", "of_one"), [(0.25, "0.25%", "25%"), (0.9, "0.9%", "90%"), ("1", "1%", "100%")]
)
def test_a_plain_number_for_a_percent(raw: object, of_a_hundred: str, of_one: str) -> None:
    message = f"fact-type: `{raw}` for `percent` is a plain number, and a percent is wanted"
    assert told("percent", raw) == (message, f"write `{of_a_hundred}`, or `{of_one}` if `{raw}` is the ratio")


@pytest.mark.parametrize("raw", [float("nan"), Decimal("sNaN")])
@pytest.mark.parametrize("fact", ["count", "number", "percent"])
def test_nan(fact: str, raw: object) -> None:
    help = "give `None`, or leave it out, where the number is not known"
    assert told(fact, raw) == (f"fact-type: `{fact}` is not a number (NaN)", help)


def test_infinity() -> None:
    for raw in (float("-inf"), Decimal("Infinity")):
        assert told("number", raw) == ("fact-type: `number` is infinite", "leave it out if it is not known")


def test_missing_where_it_must_be_there() -> None:
    message = "fact-missing: `number` is said to be missing, and must be given"
    for raw in ("missing", MISSING):
        assert told("number", raw) == (message, "give a number, such as `12.5`")


TOO_LONG: dict[str, object] = {
    "41 digits": 10**FACT_DIGITS,
    "below": -(10**FACT_DIGITS),
    "a million digits": 10**1_000_000,
    "denominator": F(1, 10**FACT_DIGITS),
    "large exponent": Decimal("1e999999"),
    "small exponent": Decimal("1e-999999"),
    "decimals": Decimal("1." + "1" * FACT_DIGITS),
    "exponent in text": "1e999999",
    "longer exponent in text": "1e9999999999999999999999",
    "text": "1" * (FACT_DIGITS + 1),
    "decimals in text": "0." + "1" * FACT_DIGITS,
    "fraction in text": "1/" + "1" * (FACT_DIGITS + 1),
    "ten million digits in text": "9" * 10_000_000,
    "large float": 1e300,
    "small float": 1e-300,
}


@pytest.mark.parametrize("case", TOO_LONG)
def test_numbers_that_are_too_long(case: str) -> None:
    began = time.perf_counter()
    message, help = told("number", TOO_LONG[case])
    assert time.perf_counter() - began < 1
    assert message == "number-too-long-fact: the number for `number` has more than 40 digits"
    assert help == "give at most 40 digits, before and after the point together"
    if isinstance(TOO_LONG[case], str):
        assert told("percent", f"{TOO_LONG[case]}%")[0].startswith("number-too-long-fact")


# ---------------------------------------------------------------- whatever it is


class Hostile:
    """Whatever is asked of it, it raises."""

    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError(name)

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    def __hash__(self) -> int:
        raise RuntimeError

    def __repr__(self) -> str:
        raise RuntimeError

    def __bool__(self) -> bool:
        raise RuntimeError


class HostileNumber(int):
    """A number that answers nothing."""

    @property
    def numerator(self) -> int:
        raise RuntimeError

    def __str__(self) -> str:
        raise RuntimeError

    __repr__ = __str__


class Endless(list[object]):
    def __iter__(self) -> Iterator[object]:
        raise RecursionError


OBJECTS: dict[str, Callable[[], object]] = {
    "hostile": Hostile,
    "hostile number": lambda: HostileNumber(5),
    "endless": lambda: Endless([1]),
    "loud": lambda: Loud("?"),
    "object": object,
    "type": lambda: type,
}


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("case", OBJECTS)
def test_objects_of_any_kind(fact: str, case: str) -> None:
    found = read(FACTS[fact], OBJECTS[case](), "vi")
    assert isinstance(found, Diagnostic)
    assert found.message
    assert len(found.message) < 200


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.decimals()
    | st.fractions() | st.dates() | st.datetimes() | st.complex_numbers()
    | st.from_regex(r"-?[0-9.,/eE%]{1,60}"),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner),
)  # fmt: skip


@given(st.sampled_from(list(FACTS.values())), ANYTHING)
def test_any_value_is_read_or_refused(fact: Fact, raw: object) -> None:
    found = read(fact, raw, "en")
    if isinstance(found, Diagnostic):
        assert found.message
        assert "\n" not in found.message
        found.message.encode()  # and can be printed
    else:
        assert found is None or found is MISSING or type(found) in (bool, Fraction, date, str)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=10))
def test_every_notation_of_a_number_is_that_number(number: Decimal) -> None:
    exact = F(number)
    for raw in (number, f"{number:f}", exact, f"{exact.numerator}/{exact.denominator}"):
        assert read(FACTS["number"], raw, "en") == exact


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_float_is_the_decimal_it_prints_as(number: float) -> None:
    found = read(FACTS["number"], number, "en")
    assert isinstance(found, Diagnostic) or found == F(repr(number))

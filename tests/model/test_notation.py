"""Numbers and values as exact text, both ways."""

import sys
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emurules.model.notation import (
    MOST_DIGITS,
    NotationError,
    number_text,
    percent_text,
    read_date,
    read_number,
    read_percent,
    read_value,
    value_text,
)
from emurules.model.values import MISSING, Type

F = Fraction


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (F(0), "0"), (F(50), "50"), (F(-2), "-2"), (F(19, 2), "9.5"), (F(-1, 8), "-0.125"),
        (F(1, 20), "0.05"), (F(1, 3), "1/3"), (F(-10, 7), "-10/7"), (F(100), "100"),
        (F(1, 10**6), "0.000001"),
    ],
)  # fmt: skip
def test_numbers(value: Fraction, text: str) -> None:
    assert number_text(value) == text
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("value", "text"), [(F(9, 10), "90%"), (F(1, 8), "12.5%"), (F(1, 3), "100/3%"), (F(-1), "-100%")]
)
def test_percents(value: Fraction, text: str) -> None:
    assert percent_text(value) == text
    assert read_percent(text) == value


@given(st.fractions())
def test_any_number(value: Fraction) -> None:
    assert read_number(number_text(value)) == value
    assert read_percent(percent_text(value)) == value


@given(st.integers(), st.integers(0, 60), st.integers(0, 60))
def test_decimals_where_they_end(top: int, twos: int, fives: int) -> None:
    value = F(top, 2**twos * 5**fives)
    text = number_text(value)
    assert "/" not in text
    assert F(text) == value
    assert not ("." in text and text.endswith("0"))


@pytest.mark.parametrize(
    "value",
    [
        F(10**MOST_DIGITS - 1),
        F(1, 10 ** (MOST_DIGITS - 1)),
        F(10**MOST_DIGITS - 1, 10**MOST_DIGITS - 3),
        F(1, 2**33_000),
        F(3, 5**9_000),
    ],
)
def test_long_numbers(value: Fraction) -> None:
    """Python's own limit on the digits of an integer doesn't show."""
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(640)
    try:
        assert read_number(number_text(value)) == value
        assert read_percent(percent_text(value)) == value
    finally:
        sys.set_int_max_str_digits(limit)


@pytest.mark.parametrize(
    "text",
    ["", "x", "+1", "01", "1.", ".5", "1e3", "1,5", " 1", "1\n", "1/0", "1/03", "--1", "1/-2", "१", "½",
     "1_000", "inf", "nan", "1/2/3", "1.5/2.5", "0x1"],
)  # fmt: skip
def test_no_number(text: str) -> None:
    with pytest.raises(NotationError) as caught:
        read_number(text)
    assert caught.value.expected == "number"
    with pytest.raises(NotationError):
        read_percent(text)
    with pytest.raises(NotationError):
        read_percent(text + "%")


@pytest.mark.parametrize("text", ["1" * 10_020, "1/" + "7" * 10_020, "0." + "1" * 10_020, "9" * 10**7])
def test_too_long(text: str) -> None:
    with pytest.raises(NotationError) as caught:
        read_number(text)
    assert caught.value.expected == "fewer digits"


@pytest.mark.parametrize(
    ("value", "of_type", "plain"),
    [
        (F(1, 2), Type.NUMBER, "0.5"),
        (F(1, 2), "percent", "50%"),
        (True, "yes/no", True),
        (date(2024, 3, 26), Type.DATE, "2024-03-26"),
        ("commune", Type.CHOICE, "commune"),
        (None, Type.NUMBER, None),
    ],
)
def test_values(value: object, of_type: Type | str, plain: object) -> None:
    assert value_text(value, of_type) == plain  # type: ignore[arg-type]
    assert read_value(plain, of_type) == value


def test_missing() -> None:
    assert value_text(MISSING, Type.PERCENT) is None


@pytest.mark.parametrize(
    ("plain", "of_type", "expected"),
    [
        ("1", Type.TRUTH, "yes/no"), (1, Type.TRUTH, "yes/no"), (1, Type.NUMBER, "text"),
        (True, Type.DATE, "text"), ("0.9", Type.PERCENT, "percent"), ("90%", Type.NUMBER, "number"),
        ("26/3/2024", Type.DATE, "date"),
    ],
)  # fmt: skip
def test_no_value(plain: object, of_type: Type, expected: str) -> None:
    with pytest.raises(NotationError) as caught:
        read_value(plain, of_type)
    assert caught.value.expected == expected


@pytest.mark.parametrize(
    "text", ["", "2024-3-26", "2024-02-30", "20240326", "2024-03-26T00:00", "0000-01-01", "2024-W01-1"]
)
def test_no_date(text: str) -> None:
    with pytest.raises(NotationError):
        read_date(text)

"""Words in messages: near names, and values of any kind made short."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emurules.model.spelling import folded, nearest, shown


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("dosiers", "dossiers"),
        ("Dossiers", "dossiers"),
        ("ho so", "hồ_sơ"),
        ("hồ-sơ", "hồ_sơ"),
        ("văn bản đi", "văn_bản_đi"),
        ("completely else", None),
        ("", None),
    ],
)
def test_nearest(word: str, near: str | None) -> None:
    assert nearest(word, ["dossiers", "hồ_sơ", "văn_bản_đi"]) == near


def test_long_words_are_not_compared() -> None:
    assert nearest("d" * 10_000_000, ["d" * 50]) is None


def test_folded() -> None:
    assert folded("Đúng  hạn-xã") == "dung_han_xa"


class Wordless:
    def __repr__(self) -> str:
        raise ValueError


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a `b`\nc", "a 'b' c"),
        ("x" * 99, "x" * 39 + "…"),
        ("\ud800\u202e!", "\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}!"),
        (12.5, "12.5"),
        (Fraction(1, 3), "1/3"),
        ([1, 2], "[1, 2]"),
    ],
)
def test_shown(value: object, text: str) -> None:
    assert shown(value) == text


def test_what_cannot_be_shown() -> None:
    assert shown(Wordless())
    assert shown(10**5000) == "…"


@given(st.text() | st.binary() | st.floats() | st.lists(st.text()))
def test_shown_is_short_and_can_be_printed(value: object) -> None:
    text = shown(value)
    assert len(text) <= 40
    assert text.isprintable()
    text.encode()

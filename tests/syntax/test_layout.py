"""The canonical layout, form by form; how words, numbers and dates are written in the other dialect."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest
from attrs import frozen
from tests.syntax.layouts import kept, reading
from tests.syntax.shapes import HEADS, tree
from tests.syntax.test_layout_properties import laid_out

from emurules.driver import formatted
from emurules.source import Source
from emurules.syntax import layout
from emurules.syntax.dialects import dialect
from emurules.syntax.layout.texts import joined, pieces
from emurules.syntax.layout.words import spelt

HERE = Path(__file__).parent


@frozen
class Pair:
    """A text before and after."""

    title: str
    before: str
    after: str


def pairs() -> list[Pair]:
    _, *cases = re.split(r"^---- ", (HERE / "layouts.txt").read_text("utf-8"), flags=re.MULTILINE)
    found = []
    for case in cases:
        title, _, body = case.partition("\n")
        parts = re.split(r"^(before|after|stays)\n", body, flags=re.MULTILINE)[1:]
        texts = {
            name: dedent(text).strip("\n") + "\n" for name, text in zip(parts[::2], parts[1::2], strict=True)
        }
        before = texts.get("before", texts.get("stays", ""))
        found.append(Pair(title, before, texts.get("after", before)))
    return found


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: pair.title)
def test_layout(pair: Pair) -> None:
    assert laid_out(HEADS["en"] + pair.before) == HEADS["en"] + pair.after
    assert laid_out(HEADS["en"] + pair.after) == HEADS["en"] + pair.after


def test_line_ends_byte_order_mark_and_composed_letters() -> None:
    text = '\ufeffruleset a "A"\r\n# to\u0302\r\n\r\n\r\nfact so\u0302\u0301: count\r\n'
    assert laid_out(text) == 'ruleset a "A"\n# tô\n\nfact số: count\n'
    assert laid_out('ruleset a "A" # x\r# y\rfact b: count') == 'ruleset a "A"  # x\n# y\nfact b: count\n'


@pytest.mark.parametrize("file", kept(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_the_rulesets_of_the_project_are_in_this_layout(file: Path) -> None:
    text = file.read_text("utf-8")
    assert laid_out(text) == text, f"run emurules fmt {file}"


# ---------------------------------------------------------------- words


def written(text: str, language: str | None = None) -> str:
    """What a text becomes, on one line, without its head."""
    language = language or reading(text).dialect.name
    lines = laid_out(text, language).split("\n")
    return " ".join(" ".join(lines).split()).removeprefix(" ".join(HEADS[language].split())).strip()


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("let x = 1.5 + 5_000.25 - 95.5%", "đặt x = 1,5 + 5_000,25 - 95,5%"),
        ("fact x: count", "số liệu x: số lượng"),
        ("fact x: optional percent", "số liệu x: không bắt buộc phần trăm"),
        ("fact x: yes/no", "thông tin x: có/không"),
        ("fact x: optional date from 2024-03-26", "thông tin x: không bắt buộc ngày tháng từ 26/3/2024"),
        ("fact x: date from 2024-02-05", "thông tin x: ngày tháng từ 05/02/2024"),
        ("let x = (1 when y otherwise 2)", "đặt x = (1 khi y nếu không 2)"),
        ("rate r: a of b if none exempt", "tỷ lệ r: a trên tổng số b nếu không phát sinh thì không áp dụng"),
        ("let x = `không` + date_1", "đặt x = `không` + date_1"),
    ],
)
def test_the_other_dialect(english: str, vietnamese: str) -> None:
    assert written(HEADS["en"] + english, "vi") == vietnamese
    if "`" not in english:
        assert written(HEADS["vi"] + vietnamese, "en") == english


def test_words_that_depend_on_their_place() -> None:
    rows = 'section I "S" worth 1 bands x above 1 to 2: 1 above 2: 2 above 3 when y: 4 '
    rows += "otherwise when y: 3 otherwise: 5"
    assert written(HEADS["en"] + rows, "vi") == (
        'phần I "S" điểm chuẩn 1 mức điểm theo x từ trên 1 đến 2 : 1 trên 2 : 2 trên 3 khi y : 4 '
        "còn lại khi y : 3 còn lại : 5"
    )
    groups = 'section I "S" worth 1 award 1 per full 5 of x award 2 per started 5 of x'
    assert written(HEADS["en"] + groups, "vi") == (
        'phần I "S" điểm chuẩn 1 cộng 1 cứ đủ 5 trong x cộng 2 cứ đủ hoặc lẻ 5 trong x'
    )


def test_the_best_is_called_by_what_it_is_the_best_of() -> None:
    """A mức of bands, a loại of grades."""
    best = (
        'section I "S" worth 1 bands x best that holds from 1 : 1 '
        'grades by total best that holds from 1 : "a"'
    )
    there = (
        'phần I "S" điểm chuẩn 1 mức điểm theo x lấy mức cao nhất từ 1 : 1 '
        'xếp loại theo tổng điểm lấy loại cao nhất từ 1 : "a"'
    )
    assert (written(HEADS["en"] + best, "vi"), written(HEADS["vi"] + there, "en")) == (there, best)


def test_a_name_that_is_a_word_of_the_other_dialect() -> None:
    there = laid_out(HEADS["en"] + "fact có: count\nfact x: count up to có\n", "vi")
    assert there == HEADS["vi"] + "số liệu `có`: số lượng\nsố liệu x: số lượng không quá `có`\n"
    assert laid_out(there, "en") == HEADS["en"] + "fact có: count\nfact x: count up to có\n"


def test_a_name_gets_backquotes_where_it_would_join_a_keyword() -> None:
    """In Vietnamese `phải` may be a name, and `không phải` is a word."""
    text = HEADS["en"] + "fact k: one of phải quá\nlet x = k is phải\nlet y = k is not phải\n"
    there = laid_out(text, "vi")
    assert tree(there).declarations == tree(text).declarations
    assert laid_out(there, "en") == laid_out(text)


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ("Tỉ lệ r: a trong b nếu không phát sinh thì 0%", "tỷ lệ r: a trong b nếu không phát sinh thì 0%"),
        (
            "tỷ lệ r: a trên tổng b nếu không phát sinh thì 0%",
            "tỷ lệ r: a trên tổng b nếu không phát sinh thì 0%",
        ),
        ("THÔNG TIN x: số lượng", "thông tin x: số lượng"),
        ("số liệu x: có / không", "số liệu x: có/không"),
        ("đặt x = MIN( a; b)", "đặt x = min(a; b)"),
        ("đặt x = nhỏ  nhất (a; b)", "đặt x = nhỏ nhất(a; b)"),
        ("đặt x = 6/6/2022 + 2023-01-01", "đặt x = 6/6/2022 + 2023-01-01"),
        (
            'xếp loại theo tổng điểm lấy mức cao nhất từ 1: "a"',
            'xếp loại theo tổng điểm lấy mức cao nhất từ 1 : "a"',
        ),
        ('phần I "S" điểm trừ tối đa 5 qui đổi', 'phần I "S" điểm trừ tối đa 5 quy đổi'),
    ],
)
def test_the_spelling_found_is_kept_where_it_differs_in_sense(found: str, kept: str) -> None:
    assert written(HEADS["vi"] + found) == kept


def test_an_id_that_is_a_word_of_the_other_dialect() -> None:
    text = HEADS["en"] + 'section từ "S" worth 1\n'
    found = formatted(Source("ids.emu", text), "vi")
    assert found.text is None
    assert [one.message for one in found.diagnostics] == [
        "`ids.emu` is left as it is: `từ`, an id here, is a word of the other dialect"
    ]
    assert laid_out(text) == text


# ---------------------------------------------------------------- what is refused


def test_a_text_that_is_wrong_has_its_findings() -> None:
    found = formatted(Source("w.emu", 'ruleset a "A"\nfact x: cout\n'))
    assert found.text is None
    assert [(one.slug, one.line) for one in found.diagnostics] == [("syntax", 2)]
    hidden = formatted(Source("w.emu", 'ruleset a "A"\nfact x\u200b: count\n'))
    assert hidden.text is None
    assert [one.slug for one in hidden.diagnostics] == ["control-character"]
    assert formatted(Source("w.emu", "")).diagnostics[0].slug == "empty-ruleset"


def test_a_text_that_cannot_be_resolved_is_laid_out() -> None:
    text = 'ruleset a "A"\nlet x = y+1\n'
    assert laid_out(text) == 'ruleset a "A"\nlet x = y + 1\n'


@pytest.mark.parametrize(
    "mistake",
    [
        lambda text: text.replace("1.5", "1.4"),
        lambda text: text.replace("# a remark", ""),
        lambda text: text.replace("(a + b) * c", "a + b * c"),
        lambda text: text.replace('"one two"', '"one  two"'),
        lambda text: text.replace("let", "lett"),
    ],
)
def test_what_would_say_something_else_is_not_given_back(mistake, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    text = 'ruleset a "one two"\nlet x = (a + b) * c + 1.5  # a remark\n'
    assert laid_out(text) == text
    monkeypatch.setattr(layout, "written", lambda _at, _into: mistake(text))
    found = formatted(Source("w.emu", text))
    assert found.text is None
    assert [(one.slug, one.variant) for one in found.diagnostics] == [("not-rewritten", "unsure")]


# ---------------------------------------------------------------- texts in pieces


def test_texts_are_joined_only_where_they_stay_as_they_are() -> None:
    assert joined(['"a "', '"b"', '""']) == "a b"
    assert joined(['"e"', '"\u0301"']) is None
    assert joined(['"a\\n"', '"\u0301b"']) is None
    assert laid_out('ruleset a "e" "\u0301"') == 'ruleset a "e" "\u0301"\n'


def test_pieces() -> None:
    assert list(pieces("one two  three", 10)) == ['"one "', '"two  "', '"three"']
    assert list(pieces("one\\ntwo", 20)) == ['"one\\n"', '"two"']
    assert list(pieces('a\\\\n b\\"c', 6)) == ['"a\\\\n "', '"b\\"c"']
    assert list(pieces("unbreakable", 5)) == ['"unbreakable"']


def test_tokens_are_spelt_one_by_one() -> None:
    at = reading('ruleset a "A" let x = 1.5')
    assert spelt(at.tokens, at.dialect, dialect("vi")) == ("bảng điểm", "a", '"A"', "đặt", "x", "=", "1,5")


def test_letters_that_only_the_machine_takes_for_others() -> None:
    assert laid_out('ruleſet a "A"\nfact x: count\n') == 'ruleset a "A"\nfact x: count\n'
    text = 'ruleset a "A"\nsect\u0131on I "S" worth 1\n'
    found = formatted(Source("t.emu", text))
    assert found.text in (None, 'ruleset a "A"\nsection I "S" worth 1\n')


def test_groups_in_a_long_expression() -> None:
    text = HEADS["en"] + 'section I "S" worth 1 award 1 per full min(1; 2; 3; 4; 5; 6; 7; 8) of x\n'
    assert "8) trong x" in laid_out(text, "vi")
    assert laid_out(laid_out(text, "vi"), "en") == laid_out(text)

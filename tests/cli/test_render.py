"""How a finding is shown: marks stand under what they mean, and nothing in a text commands the terminal."""

from __future__ import annotations

import re
import unicodedata

import pytest

from emurules.diagnostics import CATALOGUE, Diagnostic, Label, diagnostic
from emurules.diagnostics.render import as_json, as_text, visible, width
from emurules.source import Source, Span


def at(text: str, *covered: str, slug: str = "json-number", value: str = "x") -> Diagnostic:
    """A finding on the first covered words, with labels on the others."""
    source = Source("draft.emu", text)
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in covered]
    also = tuple(Label(span) for span in spans[1:])
    return diagnostic(slug, source, spans[0], "en", also=also, value=value)


def block(*lines: str) -> str:
    return "\n".join(lines)


def test_the_value_is_underlined() -> None:
    assert as_text(at("first\n  rate NaN here\n", "NaN", value="NaN")) == block(
        "error[json-number]: `NaN` is no number",
        "  --> draft.emu:2:8",
        "  |",
        "2 |   rate NaN here",
        "  |        ^^^",
        "  = help: write null for what is not known",
    )


def test_a_second_place_is_shown_in_the_order_of_the_text() -> None:
    text = "\n".join(f"line {number}" for number in range(1, 14))
    assert as_text(at(text, "line 12", "line 3", "line 13")).splitlines()[1:-1] == [
        "   --> draft.emu:12:1",
        "   |",
        " 3 | line 3",
        "   | ------",
        "...",
        "12 | line 12",
        "   | ^^^^^^^",
        "13 | line 13",
        "   | -------",
    ]


def test_two_places_of_one_line_stand_below_each_other() -> None:
    shown = as_text(at("a: count, a: date", "a: date", "a: count")).splitlines()
    assert shown[3:6] == ["1 | a: count, a: date", "  | --------", "  |           ^^^^^^^"]


@pytest.mark.parametrize(
    ("line", "covered", "marks"),
    [
        ("tỷ lệ đúng_hạn 90%", "90%", "               ^^^"),
        (unicodedata.normalize("NFD", "tỷ lệ đúng_hạn 90%"), "90%", "               ^^^"),
        (
            unicodedata.normalize("NFD", "tỷ lệ đúng_hạn 90%"),
            unicodedata.normalize("NFD", "đúng_hạn"),
            "      ^^^^^^^^",
        ),
        ("表 90%", "90%", "   ^^^"),
        ("表達 x", "達", "  ^^"),
        ("\tx\ty", "y", "        ^"),
        ("ab\ty", "y", "    ^"),
    ],
)
def test_marks_stand_under_what_they_mean(line: str, covered: str, marks: str) -> None:
    assert as_text(at(line, covered)).splitlines()[4] == "  | " + marks


def test_a_place_of_several_lines_is_marked_on_its_first() -> None:
    assert as_text(at("bands x\n  1: 2\n", "x\n  1: 2")).splitlines()[3:5] == ["1 | bands x", "  |       ^"]


def test_an_empty_place_has_a_mark() -> None:
    source = Source("draft.emu", "worth")
    found = diagnostic("json-number", source, Span(5, 5), "en", value="x")
    assert as_text(found).splitlines()[3:5] == ["1 | worth", "  |      ^"]


def test_a_long_line_is_shown_around_its_mark() -> None:
    shown = as_text(at("a" * 500 + "NaN" + "b" * 500, "NaN")).splitlines()
    line, marks = shown[3][4:], shown[4][4:]
    assert len(line) <= 160
    assert line[marks.index("^") : marks.rindex("^") + 1] == "NaN"
    assert (line[0], line[-1]) == ("…", "…")


def test_nothing_in_a_text_commands_the_terminal() -> None:
    shown = as_text(at("say \x1b[31m \u202enow", "now", value="\x1b]0;x\x07\u200b"))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "say <U+001B>[31m <U+202E>now" in shown
    assert "`<U+001B>]0;x<U+0007><U+200B>`" in shown
    assert shown.splitlines()[4] == "  | " + " " * len("say <U+001B>[31m <U+202E>") + "^^^"


def test_colours_are_around_the_words_only() -> None:
    found = at("rate NaN", "NaN", "rate")
    coloured = as_text(found, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == as_text(found)
    assert coloured.startswith("\x1b[1;31merror[json-number]\x1b[0m")


def test_a_finding_without_a_text() -> None:
    found = Diagnostic("no-rows", file="units.csv", line=1)
    assert as_text(found) == block(
        "error[no-rows]: there is a header but no row below it",
        "  --> units.csv:1",
        "  = help: write one row for each unit",
    )
    assert as_text(found, place="cell A1").splitlines()[1] == "  --> units.csv:1, cell A1"


def test_as_json() -> None:
    found = at("rate NaN\nhere", "NaN\nh", "rate", value="NaN")
    assert as_json(found) == {
        "slug": "json-number",
        "severity": "error",
        "message": "`NaN` is no number",
        "help": "write null for what is not known",
        "file": "draft.emu",
        "line": 1,
        "column": 6,
        "subject": None,
        "labels": [
            {"line": 1, "column": 6, "end_line": 2, "end_column": 2, "covers": "NaN\nh", "text": ""},
            {"line": 1, "column": 1, "end_line": 1, "end_column": 5, "covers": "rate", "text": ""},
        ],
    }


def test_widths() -> None:
    assert [width(text) for text in ("abc", "đúng", unicodedata.normalize("NFD", "đúng"), "表", "")] == [
        3,
        4,
        4,
        2,
        0,
    ]
    assert visible("Xã\tA\nB") == "Xã<U+0009>A B"


@pytest.mark.parametrize("slug", sorted(CATALOGUE))
def test_every_help_of_a_file_kind_is_one_line(slug: str) -> None:
    kind = CATALOGUE[slug]
    for text in (*kind.messages.values(), *kind.helps.values()):
        assert "\n" not in text.en + text.vi

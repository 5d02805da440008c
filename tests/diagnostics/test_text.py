"""A finding as people read it: marks stand under what they mean, and nothing in it commands the terminal."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emurules.diagnostics import CATALOGUE, Diagnostic, Label, diagnostic
from emurules.diagnostics.render.text import as_text
from emurules.diagnostics.render.widths import laid_out, visible, width, wrapped
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


def labelled(text: str, *covered: str, slug: str = "failing-example", key: str = "example") -> Diagnostic:
    """A finding whose second places have words."""
    source = Source("draft.emu", text)
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in covered]
    also = tuple(Label(span, key) for span in spans[1:])
    return diagnostic(slug, source, spans[0], "en", also=also, wanted="1", actual="2")


def drawn(found: Diagnostic, columns: int | None = None) -> list[str]:
    """The source lines and the marks, without the frame around them."""
    lines = as_text(found, columns=columns).splitlines()
    framed = [line for line in lines if re.match(r"( *[0-9]+| +) \|", line)]
    return [line.partition("|")[2].removeprefix(" ") for line in framed[1:]]


def test_two_places_of_one_line_stand_side_by_side() -> None:
    assert drawn(at("a: count, a: date", "a: date", "a: count")) == [
        "a: count, a: date",
        "--------  ^^^^^^^",
    ]


def test_words_of_several_places_stand_under_their_marks() -> None:
    assert drawn(labelled("one two three four", "three", "one", "two", "four")) == [
        "one two three four",
        "--- --- ^^^^^ ---- in this example",
        "|   in this example",
        "in this example",
    ]
    assert drawn(labelled("one two", "two", "one")) == ["one two", "--- ^^^", "in this example"]


def test_places_that_overlap_or_touch_stand_below_each_other() -> None:
    assert drawn(labelled("one two", "one two", "two")) == [
        "one two",
        "^^^^^^^",
        "    --- in this example",
    ]
    assert drawn(labelled("one", "ne", "o")) == ["one", "- in this example", " ^^"]


def test_words_that_find_no_room_beside_their_mark_stand_below() -> None:
    text = " " * 30 + "one two"
    assert drawn(labelled(text, "one", "two"), columns=46) == [
        text,
        " " * 30 + "^^^ ---",
        " " * 27 + "in this example",
    ]


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


def test_a_place_of_several_lines_is_marked_on_each() -> None:
    assert drawn(at("bands x\n\n  1: 2  \n", "x\n\n  1: 2")) == ["bands x", "      ^", "  1: 2", "  ^^^^"]
    assert drawn(labelled("a\nb one\n two c", "a", "one\n two"))[2:] == [
        "b one",
        "  ---",
        " two c",
        " --- in this example",
    ]


def test_a_place_that_ends_with_a_line_is_marked_on_that_line_only() -> None:
    assert drawn(at("bands x\n  1: 2\n", "x\n")) == ["bands x", "      ^"]


def test_of_a_place_of_many_lines_the_middle_is_left_out() -> None:
    shown = as_text(at("\n".join("abcdefgh"), "b\nc\nd\ne\nf")).splitlines()
    assert shown[3:-1] == ["2 | b", "  | ^", "3 | c", "  | ^", "4 | d", "  | ^", "...", "6 | f", "  | ^"]


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


def test_a_long_line_is_shown_once_for_each_of_its_distant_marks() -> None:
    shown = drawn(labelled("x" * 400 + "NaN" + "y" * 500 + "nan" + "z" * 400, "NaN", "nan"))
    assert len(shown) == 4
    for line, marks, words in ((shown[0], shown[1], "NaN"), (shown[2], shown[3], "nan")):
        signs = marks.removesuffix(" in this example")
        assert line[len(signs) - 3 : len(signs)] == words
        assert (line[0], line[-1]) == ("…", "…")


@pytest.mark.parametrize("before", ["a" * 500, "表" * 250, "a" + "表" * 250, "đế" * 200, "e\u0301" * 400])
def test_a_cut_keeps_letters_whole_and_marks_in_place(before: str) -> None:
    line, marks = drawn(at(f"{before}NaN{before}", "NaN"), columns=80)
    assert width(line) <= 76
    assert width(line[: line.index("NaN")]) == marks.index("^")
    assert marks.strip() == "^^^"
    assert not unicodedata.combining(line[1])


def test_a_mark_that_is_longer_than_the_paper_is_cut() -> None:
    line, marks = drawn(at("a" * 500, "a" * 500), columns=60)
    assert line == "a" * 54 + "…"
    assert marks == "^" * 54


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


def test_every_word_is_in_the_language_of_the_finding() -> None:
    found = at("rate NaN", "NaN", value="NaN").within("vi")
    assert as_text(found).splitlines()[0].startswith("lỗi[json-number]: ")
    assert as_text(found).splitlines()[-1].startswith("  = gợi ý: ")
    warned = Diagnostic("ignored-column", "vi", params=(("name", "a"), ("ruleset", "r")))
    assert as_text(warned).startswith("cảnh báo[ignored-column]: ")


def test_messages_are_broken_between_words_on_a_terminal() -> None:
    found = at("rate NaN", "NaN", value="a b " * 12 + "x" * 50)
    shown = as_text(found, columns=40).splitlines()
    assert shown[:5] == [
        "error[json-number]: `a b a b a b a b a b",
        "    a b a b a b a b a b a b a b",
        "    " + "x" * 50 + "`",
        "    is no number",
        "  --> draft.emu:1:6",
    ]
    assert shown[-2:] == ["  = help: write null for what is not", "          known"]
    assert as_text(found).splitlines()[0].endswith("x` is no number")


@given(st.text("ab đế表\u0301", max_size=60), st.integers(1, 30), st.integers(0, 9))
def test_breaking_keeps_every_word(text: str, columns: int, first: int) -> None:
    lines = wrapped(text, columns, first)
    assert " ".join(lines) == text
    for number, line in enumerate(lines):
        assert width(line) <= columns - (0 if number else first) or " " not in line


LINES = st.text(
    st.sampled_from([*"abđế: \t", "表", "\u0301", "\u200b", "\u202e", "\x07"]), min_size=1, max_size=120
)


@given(LINES, st.data(), st.integers(40, 130))
def test_a_mark_covers_its_characters_and_no_others(line: str, data: st.DataObject, columns: int) -> None:
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    found = diagnostic("json-number", Source("draft.emu", line), Span(start, end), "en", value="x")
    shown, marks = (*drawn(found, columns), "")[:2]
    assert width(shown) <= columns - 4
    first, after = marks.index("^"), len(marks)
    begins = [0, *accumulate(width(character) for character in shown)]
    covered = "".join(
        character
        for at, character in zip(begins, shown, strict=False)
        if first <= at < after and character != "…" and width(character)
    )
    whole, starts = laid_out(line)
    bare = "".join(character for character in whole if width(character))
    meant = laid_out(line[:end])[0][len(laid_out(line[:start])[0]) :]
    letters = "".join(character for character in meant if width(character))
    if width(whole) <= columns - 4:
        assert covered.rstrip() == letters.rstrip() or starts[end] == starts[start]
    else:
        assert covered.rstrip() in (letters or bare)


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

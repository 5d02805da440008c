"""Recovery: several errors in one run, one for each damaged declaration, in the order of the text."""

import pytest
from lark.lexer import BasicLexer

from emurules.diagnostics import Diagnostic
from emurules.source import Source
from emurules.syntax import parse
from emurules.syntax.limits import ERRORS
from emurules.syntax.recover import resumption


def found_in(text: str) -> tuple[Diagnostic, ...]:
    file, diagnostics = parse(Source("test.emu", text))
    assert file is None
    return diagnostics


def slugs_and_lines(text: str) -> list[tuple[str, int | None]]:
    return [(one.slug, one.line) for one in found_in(text)]


def test_errors_of_every_sort_come_in_source_order() -> None:
    text = """ruleset a “A”
fact x: cuont
fact y\u200b: count
let b = 2024-02-30
let c = 1,5
criterion 1 "c" worth
criterion 2 "c" worth 1
    award (1 + 2
    award 2
law "l": total < 3 < 4
"""
    assert slugs_and_lines(text) == [
        ("pasted-character", 1),
        ("syntax", 2),
        ("control-character", 3),
        ("bad-date", 4),
        ("decimal-mark", 5),
        ("syntax", 6),
        ("syntax", 8),
        ("chained-comparison", 10),
    ]


def test_a_hidden_character_is_the_only_error_of_its_line() -> None:
    assert slugs_and_lines('ruleset a "A"\nfact x\u200by: count\nfact z: count') == [("control-character", 2)]


def test_a_lost_declaration_makes_no_other_error() -> None:
    text = 'ruleset a "A"\nfact x cuont\nlet y = x + 1\ncriterion 1 "c" worth 1\n award x'
    assert slugs_and_lines(text) == [("syntax", 2)]


def test_an_open_parenthesis_is_pointed_at() -> None:
    (found,) = found_in('ruleset a "A"\nlet b = 2 * (1 + min(3; 4)\nlet c = 1')
    primary, opened = found.labels
    assert (found.column, primary.span.end - primary.span.start) == (27, 0)
    assert found.source is not None
    assert found.source.slice(opened.span) == "("
    assert found.source.position(opened.span.start) == (2, 13)
    assert found.label_text(opened) == "opened here"


def test_many_errors_end_with_a_remark() -> None:
    found = found_in('ruleset a "A"\n' + "fact x y\n" * (ERRORS + 50))
    assert len(found) == ERRORS + 1
    assert (found[-1].variant, found[-1].line) == ("more", ERRORS + 2)


@pytest.mark.parametrize(
    ("name", "text", "declaration"),
    [
        ("en", "x fact\n  fact y", "fact y"),
        ("en", "x\n# fact\nlet z", "let z"),
        ("en", "x\rcriterion 1", "criterion 1"),
        ("en", "x\ntotal <= 5\ntotal worth 5", "total worth 5"),
        ("en", "x\nfacts\nfact_\ndisqualify\ndisqualify  when", "disqualify  when"),
        ("vi", "x\nphần trăm\nphần I", "phần I"),
        ("vi", "x\ntỷ lệ điểm của I\nTỉ lệ r", "Tỉ lệ r"),
        ("vi", "x\nphan\ntieu chi 1", "tieu chi 1"),
        ("vi", "x\nkhông\nkhông xét thi đua khi", "không xét thi đua khi"),
        ("en", "x", None),
    ],
)
def test_reading_resumes_at_a_declaration_that_starts_a_line(
    name: str, text: str, declaration: str | None
) -> None:
    place = resumption(name, text, 0)
    assert (None if place is None else text[place:]) == declaration


def test_reading_resumes_at_the_very_place_of_the_stop() -> None:
    assert resumption("en", "  fact x", 2) == 2
    assert resumption("en", "  fact x\n fact y", 3) == 10


# ---------------------------------------------------------------- linear, counted in tokens


def tokens_read(monkeypatch: pytest.MonkeyPatch, text: str) -> int:
    """How many tokens are made while a text is read, in all its attempts together."""
    count = 0
    next_token = BasicLexer.next_token

    def counted(*arguments: object) -> object:
        nonlocal count
        count += 1
        return next_token(*arguments)  # type: ignore[arg-type]  # passed on as they come

    with monkeypatch.context() as patch:
        patch.setattr(BasicLexer, "next_token", counted)
        parse(Source("test.emu", text))
    return count


@pytest.mark.parametrize(
    "declaration",
    [
        'fact x "X": count up to y\n',
        "fact x y\n",
        'criterion 1 "c" worth 1,5\n',
        "let b = (1 + 2\n",
        "let b = 1 < 2 < 3\n",
        'critereon 1 "c"\nfact y: count\n',
        'criterion 1 "c"\n award 1 point\n',
    ],
)
def test_the_work_grows_with_the_text(monkeypatch: pytest.MonkeyPatch, declaration: str) -> None:
    head = 'ruleset a "A"\n'
    small, large = (tokens_read(monkeypatch, head + declaration * size) for size in (20, 80))
    assert large <= 4.2 * small

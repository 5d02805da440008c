"""Comments that silence findings, as they are typed; what they say of themselves is shown by the cases."""

from __future__ import annotations

import unicodedata
from collections import Counter
from time import perf_counter

import pytest
from attrs import evolve
from tests.cases import FOLDER, Case, load_cases

from emurules.driver import check_text, formatted
from emurules.silencing import silenced, silencings
from emurules.source import Source

ENGLISH = """ruleset r "R"
fact n: count
section I "S" worth 1
criterion 1 "C" worth 1
    bands n
        below 5: 0
        from 5: 1
        otherwise: 0{comment}
"""
SILENCED = "redundant-otherwise"
OWN = {"unused-silencing", "silencing-without-reason", "unknown-silencing"}


def slugs(text: str) -> set[str]:
    return {one.slug for one in check_text(text)} & (OWN | {SILENCED})


@pytest.mark.parametrize(
    "comment",
    [
        "# allow redundant-otherwise: as printed",
        "#allow redundant-otherwise:as printed",
        "## Allow   redundant-otherwise  :  as printed",
        "#\tallow\tredundant-otherwise\t:\tas printed",
        "#\u00a0allow\u00a0redundant-otherwise\u00a0:\u00a0as printed",
        "# bỏ qua redundant-otherwise: như bảng in",
        unicodedata.normalize("NFD", "# bỏ  qua redundant-otherwise: như bảng in"),
        "# allow redundant‑otherwise: with a hyphen that does not break",
        "# as printed, see # allow redundant-otherwise: issue #12",
        "# allow redundant-otherwise: as printed   ",
    ],
)
def test_ways_to_type_it(comment: str) -> None:
    assert slugs(ENGLISH.format(comment="")) == {SILENCED}
    assert slugs(ENGLISH.format(comment=f" {comment}")) == set()
    assert slugs(ENGLISH.format(comment=f" {comment}").replace("\n", "\r\n")) == set()
    above = ENGLISH.format(comment="").replace("        otherwise", f"\t{comment}\n# words\n   otherwise")
    assert slugs(above) == set()
    assert slugs("\ufeff" + above) == set()


@pytest.mark.parametrize(
    "words",
    [
        "# allow",
        "# allow it",
        "# allow more time: nobody was in time",
        "# allowed redundant-otherwise: as printed",
        "# bỏ qua phần này: không dùng",
        "# allow gap between the two",
        "# redundant-otherwise: as printed",
    ],
)
def test_comments_in_words_say_nothing(words: str) -> None:
    assert silencings(Source("x", f"fact n: count {words}")) == ()
    assert slugs(ENGLISH.format(comment=f" {words}")) == {SILENCED}


def test_texts_and_names_are_no_comments() -> None:
    text = 'note "# allow gap: no" fact `# allow gap: no`: count # allow possible-gap: yes'
    (one,) = silencings(Source("x", text))
    assert [named.slug for named in one.named] == ["possible-gap"]


def test_places_are_those_of_the_text_as_written() -> None:
    text = unicodedata.normalize("NFD", "số liệu n: số lượng # cũ # bỏ qua gap , syntax: vì lẽ đó # thôi")
    source = Source("x", text)
    (one,) = silencings(source)
    assert [source.slice(named.span) for named in one.named] == ["gap", "syntax"]
    assert unicodedata.normalize("NFC", source.slice(one.head)) == "bỏ qua gap , syntax"
    assert unicodedata.normalize("NFC", source.slice(one.part)) == "# bỏ qua gap , syntax: vì lẽ đó"
    assert source.slice(one.comment) == text[text.index("#") :]
    assert (unicodedata.normalize("NFC", one.reason), one.line, one.alone) == ("vì lẽ đó", 1, False)


# ---------------------------------------------------------------- over all kinds of warnings

CASES = [case for file in sorted(FOLDER.glob("*.emu")) for case in load_cases(file) if file.stem not in OWN]
# The first case of each file and language that expects a warning.
WARNED = {
    (case.file, case.language): case
    for case in reversed(CASES)
    if any(one.severity == "warning" for one in case.expected)
}


@pytest.mark.parametrize("case", WARNED.values(), ids=lambda case: f"{case.file}: {case.title}")
def test_a_comment_silences_what_it_names_on_its_line_and_nothing_else(case: Case) -> None:
    found = check_text(case.text)
    warnings = {(one.line or 0, one.slug) for one in found if one.severity == "warning"}
    lines = case.text.split("\n")
    for number, slug in warnings:
        changed = [*lines[: number - 1], f"{lines[number - 1]} # allow {slug}: why not", *lines[number:]]
        left = silenced(found, Source("x", "\n".join(changed)), "en")
        assert left == tuple(one for one in found if (one.line, one.slug) != (number, slug))
        above = [*lines[: number - 1], f"  # allow {slug}: why not", *lines[number - 1 :]]
        moved = [evolve(one, line=(one.line or 0) + ((one.line or 0) >= number)) for one in found]
        left = silenced(moved, Source("x", "\n".join(above)), "en")
        assert left == tuple(one for one in moved if (one.line, one.slug) != (number + 1, slug))


LONG = """ruleset r "R"
fact n: count
section I "S" worth 2
criterion 1{ends}"{title}"{ends}worth 2{after}
    award 1 per n at most 2{more}
"""


@pytest.mark.parametrize("ends", [" ", "\n        "])
def test_what_goes_on_over_several_lines_is_one_line(ends: str) -> None:
    words = "# allow no-source, no-evidence: of old"
    warned = {"no-source", "no-evidence"}
    title = "Everything that has to be done " * 4

    def found(text: str) -> set[str]:
        said = {one.slug for one in check_text(text)}
        laid_out = formatted(Source("x", text)).text
        assert laid_out is not None
        assert {one.slug for one in check_text(laid_out)} == said
        return said

    assert found(LONG.format(ends=ends, title=title, after="", more="")) == warned
    assert found(LONG.format(ends=ends, title=title, after=f" {words}", more="")) == set()
    below = found(LONG.format(ends=ends, title=title, after="", more=f" {words}"))
    assert below == warned | {"unused-silencing"}
    above = LONG.format(ends=ends, title=title, after="", more="").replace("criterion", f"{words}\ncriterion")
    assert found(above) == set()


def test_what_stands_on_a_later_line_of_a_statement_is_silenced_from_above_it() -> None:
    text = ENGLISH.format(comment="").replace(
        "        otherwise: 0", "        # allow {}\n        otherwise\n: 0"
    )
    named = evolve(next(one for one in check_text(text) if one.slug == SILENCED), line=10)
    comment = text.format("redundant-otherwise: of old")
    assert silenced([named], Source("x", comment), "en") == ()
    far = evolve(named, line=12)
    assert len(silenced([far], Source("x", comment), "en")) == 2


@pytest.mark.unmeasured
@pytest.mark.parametrize("slug", sorted(OWN))
def test_the_formatter_and_the_other_dialect_keep_what_is_silenced(slug: str) -> None:
    tried = 0
    for case in load_cases(FOLDER / f"{slug}.emu"):
        found = Counter(one.slug for one in check_text(case.text))
        for language in (None, "vi", "en"):
            laid_out = formatted(Source("x", case.text), language)
            if laid_out.text is not None:
                assert Counter(one.slug for one in check_text(laid_out.text)) == found, laid_out.text
                tried += 1
    assert tried > 5


@pytest.mark.unmeasured
def test_a_heap_of_comments_is_read_in_linear_time() -> None:
    start = perf_counter()
    found = silencings(Source("x", "# allow gap: x\n" * 20_000))
    assert len(found) == 20_000
    assert {one.line for one in found} == {20_001}
    assert perf_counter() - start < 20

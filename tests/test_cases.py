"""The case files of all that resolving and the examples find; kinds, cases, pages and texts go together.

The case files of the syntax are run by tests/syntax. A case without comments is one that must be accepted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from tests.cases import FOLDER, Case, compare, load_cases, told

from emurules.diagnostics import LANGUAGES, Diagnostic
from emurules.diagnostics.catalogue import (
    habits,
    laws,
    partitions,
    resolution,
    silencing,
    sums,
    syntax,
    trials,
)
from emurules.diagnostics.catalogue.kind import Kind, Text
from emurules.syntax.dialects import dialect, dialect_of, names

KINDS = (
    *resolution.KINDS,
    *trials.KINDS,
    *partitions.KINDS,
    *sums.KINDS,
    *laws.KINDS,
    *habits.KINDS,
    *silencing.KINDS,
)
FROM_A_TEXT = (*syntax.KINDS, *KINDS)
FILES = [file for kind in KINDS if (file := FOLDER / f"{kind.slug}.emu").exists()]
CASES = [case for file in FILES for case in load_cases(file)]
PAGES = Path(__file__).parents[1] / "docs" / "checks"

# One process checks all cases, once.
pytestmark = pytest.mark.xdist_group("cases")

# Texts that no ruleset alone brings about, and the tests that do.
ELSEWHERE = {("failing-example", "message", "refused"): "tests/resolve/test_trials.py"}


def found(case: Case) -> tuple[Diagnostic, ...]:
    """What a case gives: errors, and the warnings that its file is about or that it expects."""
    about = {Path(case.file).stem, *(one.slug for one in case.expected)}
    every = told(case.text, case.file, case.language)
    return tuple(one for one in every if one.severity == "error" or one.slug in about)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{Path(case.file).stem}: {case.title}")
def test_case(case: Case) -> None:
    compare(case, found(case))


@pytest.mark.parametrize("slug", [kind.slug for kind in KINDS])
def test_every_slug_is_seen_and_not_seen_in_both_dialects(slug: str) -> None:
    cases = load_cases(FOLDER / f"{slug}.emu")
    seen = [case for case in cases if any(one.slug == slug for one in case.expected)]
    accepted = [case for case in cases if not case.expected]
    for some in (seen, accepted):
        assert {written.name for case in some if (written := dialect_of(case.text))} == set(names())


def test_every_case_file_is_of_a_slug_and_every_slug_has_its_files() -> None:
    slugs = {kind.slug for kind in FROM_A_TEXT}
    assert {file.stem for file in FOLDER.glob("*.emu")} == slugs
    assert slugs <= {page.stem for page in PAGES.glob("*.md")}


# ---------------------------------------------------------------- texts


def texts(kind: Kind) -> Iterator[tuple[str, str, Text]]:
    """Every text of a kind: what it is, its key, and itself."""
    yield from (("message", key, text) for key, text in kind.messages.items())
    yield from (("help", key, text) for key, text in kind.helps.items())
    yield from (("label", key, text) for key, text in kind.labels.items())


@cache
def used() -> dict[str, set[tuple[str, str]]]:
    """The texts of each kind that the cases bring about."""
    uses: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for case in CASES:
        for one in found(case):
            uses[one.slug].add(("message", one.variant))
            uses[one.slug] |= {("help", one.help_variant)} if one.help_variant is not None else set()
            uses[one.slug] |= {("label", label.key) for label in one.labels}
    return uses


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_every_text_is_used(kind: Kind) -> None:
    unused = {(what, key) for what, key, _ in texts(kind)} - used()[kind.slug]
    assert {(what, key) for what, key in unused if (kind.slug, what, key) not in ELSEWHERE} == set()
    # A help or label that is asked for and not there would be silence where words are meant.
    meant = {(what, key) for what, key, _ in texts(kind)} | {("label", ""), ("help", "")}
    assert used()[kind.slug] <= meant


def test_texts_used_elsewhere_are_tested_there() -> None:
    root = Path(__file__).parents[1]
    for (slug, _, key), test in ELSEWHERE.items():
        content = (root / test).read_text("utf-8")
        assert slug in content
        assert key in content


@pytest.mark.parametrize("case", [case for case in CASES if case.expected], ids=lambda case: case.title)
def test_both_languages_can_be_filled(case: Case) -> None:
    for one in found(case):
        for language in LANGUAGES:
            said = one.within(language)
            written = [said.message, said.help or "", *map(said.label_text, said.labels)]
            assert all("{" not in text.replace("{…}", "") for text in written), written


# ---------------------------------------------------------------- style

_QUOTED = re.compile(r"`[^`]*`")
_PLACE = re.compile(r"\{\w+\}")
# Words of programmers, which say nothing to the reader of a points table.
_PYTHON = re.compile(
    r"\b(None|True|False|int|str|float|bool|dict|tuple|Fraction|Decimal|class|object|exception|traceback"
    r"|boolean|integer|string|null|expression|operand|parameter|argument|identifier|token|parser?|scope"
    r"|biến|hàm số|tham số|đối số|chuỗi|biểu thức|toán hạng|định danh)\b"
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_texts_are_in_the_style_of_the_house(kind: Kind) -> None:
    for what, key, text in (*texts(kind), ("summary", "", kind.summary)):
        places = [
            {name for _, name, _, _ in Formatter().parse(words) if name} for words in (text.en, text.vi)
        ]
        assert {name for name in places[0] if name.islower()} == {
            name for name in places[1] if name.islower()
        }
        for words in (text.en, text.vi):
            where = f"{kind.slug}, {what} {key!r}: {words}"
            bare = _QUOTED.sub("", words)
            assert words == words.strip(), where
            assert not words.endswith("."), where
            assert words.count("`") % 2 == 0, where
            assert not bare[:1].isupper() or _PLACE.match(words), where
            assert not _PYTHON.search(bare), where
            assert all(name in dialect("en").keywords for name in _terminals(words)), where


def _terminals(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name and name.isupper()}

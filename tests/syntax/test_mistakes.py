"""Mistakes: the case files of every slug of this stage, and what their messages look like."""

import re
from pathlib import Path

import pytest
from tests.cases import FOLDER, Case, compare, load_cases

from emurules.diagnostics import LANGUAGES, Diagnostic
from emurules.diagnostics.catalogue.syntax import KINDS
from emurules.source import Source
from emurules.syntax import parse
from emurules.syntax.dialects import dialect_of
from emurules.syntax.nodes import File

SLUGS = [kind.slug for kind in KINDS]
CASES = [case for slug in SLUGS for case in load_cases(FOLDER / f"{slug}.emu")]
SMALL = {"limit": 200}


def parsed(case: Case) -> tuple[File | None, tuple[Diagnostic, ...]]:
    limits = SMALL if case.file == "text-too-long.emu" else {}
    return parse(Source(case.file, case.text), case.language, **limits)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{Path(case.file).stem}: {case.title}")
def test_case(case: Case) -> None:
    tree, diagnostics = parsed(case)
    compare(case, diagnostics)
    assert (tree is None) == bool(diagnostics)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_slug_is_seen_and_not_seen_in_both_dialects(slug: str) -> None:
    cases = load_cases(FOLDER / f"{slug}.emu")
    assert any(one.slug == slug for case in cases for one in case.expected)
    assert {case.language for case in cases if case.expected} == set(LANGUAGES)
    unseen = [case for case in cases if not any(one.slug == slug for one in case.expected)]
    written = {dialect.name for case in unseen if (dialect := dialect_of(case.text)) is not None}
    assert written == set(LANGUAGES)


# ---------------------------------------------------------------- what is said

# A line of a ruleset, the message and the advice.
SAID = [
    ("let b = 1 < x <= 5", "comparisons cannot be chained", "write `1 < x and x <= 5`"),
    ("let b = x == 3", "`==` is not used here", "write `=`"),
    ("let b = 95 %", "`%` stands apart from its number", "write `95%`"),
    ("let b = 1,5", "a number is not written `1,5` here", "write `1.5`"),
    (
        "let b = 1,500",
        "a number is not written `1,500` here",
        "write `1_500` for thousands, or `1.500` for a decimal",
    ),
    ("let b = 1.500.000", "a number is not written `1.500.000` here", "write `1_500_000`"),
    ("let b = 1,500.5%", "a number is not written `1,500.5%` here", "write `1_500.5%`"),
    ("let b = 5 – 3", "`–` (U+2013) is not used here", "type `-`, or for a range `from … to …`"),
    ("let b = 2 ≤ x", "`≤` (U+2264) is not used here", "type `<=`"),
    ("fact date: count", "`date` is a word of the language and cannot be a name", None),
    ("fact d: date from 3/2/2024", "a date is not written `3/2/2024`", "write `2024-02-03`"),
    ("fact x", "expected `:` after `x`", None),
    ("fact x count", "expected `:`, found `count`", None),
    ("fact x: cuont", "`cuont` is not known here", "did you mean `count`?"),
    ('criterion "c"', 'expected an id such as `4.1`, found `"c"`', None),
    ("criterion 1 worth 1", "expected a text in quotes, found `worth`", None),
    ('criterion 1 "c" worth', "expected a value after `worth`", None),
    ('criterion 1 "c"\n awrd 1', "`awrd` is not known here", "did you mean `award`?"),
    ('criterion 1 "c"\n award 1 point', "points are written without a unit", "write `1`"),
    ('criterion 1 "c"\n nonsense', "expected a statement or the next declaration, found `nonsense`", None),
    ('criterion 1 "c"\n bands x\n -5: 1', None, "write `exactly -5`"),
    ('criterion 1 "c"\n bands x', "expected a row such as `from 80%:` after `x`", None),
    ('criterion 1 "c"\n bands x\n from 5 1', "expected `:` or `when`, found `1`", None),
    ("let b = (1 + 2", "expected `)` or `when` after `2`", None),
    ("rate r: x of y", "expected `if none` after `y`", None),
    ('require "r" x', "expected `:`, found `x`", None),
    ('law "l": x never falls', None, None),
    ("grades by x", "expected a quantity such as `total`, found `x`", None),
    ('example "e"\n given x', "expected `=` after `x`", None),
    ('criterion1 "c" worth2', "a space is missing in `criterion1`", "write `criterion 1`"),
    ('criterion 1 "c" worth1.5', "a space is missing in `worth1.5`", "write `worth 1.5`"),
    ("nonsense", "expected the next declaration, found `nonsense`", None),
    ("disqualify x", "`disqualify` is not known here", "did you mean `disqualify when`?"),
]


@pytest.mark.parametrize(("line", "message", "advice"), SAID, ids=[line for line, _, _ in SAID])
def test_said(line: str, message: str | None, advice: str | None) -> None:
    text = f'ruleset a "A"\nfact z: count\n{line}\nfact y: count\n'
    _, (found,) = parse(Source("test.emu", text))
    assert message is None or found.message == message
    assert advice is None or found.help == advice


def test_messages_are_small_sentences_without_words_of_the_grammar() -> None:
    for case in CASES:
        for found in parsed(case)[1]:
            for language in LANGUAGES:
                said = found.within(language)
                for text in (said.message, said.help or "`"):
                    assert text[0] == "`" or text[0] == text[0].lower()
                    assert not text.endswith(".")
                    own_words = re.sub(r"`[^`]*`|U\+[0-9A-F]+", "", text)
                    assert not re.search("[A-Z]{2,}", own_words)

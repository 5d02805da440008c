"""Every kind of diagnostic has a page, and what stands on it is true.

With EMURULES_ACCEPT=1 the index is made anew, and messages and the output of commands are written into the
pages.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from tests.cases import compare, load_cases, told
from tests.docs.pages import ACCEPT, ROOT, RUN, Block, between, blocks, rewrite
from tests.docs.test_examples import Session

from emurules.diagnostics.catalogue import (
    CATALOGUE,
    calls,
    evaluation,
    facts,
    files,
    habits,
    laws,
    partitions,
    resolution,
    silencing,
    sums,
    syntax,
    trials,
    types,
    values,
)
from emurules.diagnostics.catalogue.kind import Kind
from emurules.driver import check_text

pytestmark = pytest.mark.unmeasured

FOLDER = ROOT / "docs" / "checks"
INDEX = FOLDER / "index.md"
PAGES = sorted(page for page in FOLDER.glob("*.md") if page != INDEX)
GROUPS: dict[str, tuple[Kind, ...]] = {
    "Files and data": files.KINDS,
    "Syntax": syntax.KINDS,
    "Names": resolution.NAMES,
    "The tree of points": resolution.TREE,
    "Types": types.TYPES,
    "Values": values.VALUES,
    "Facts": facts.KINDS,
    "Evaluation": evaluation.KINDS,
    "Bands and grades": partitions.KINDS,
    "Reach of points": sums.KINDS,
    "Examples and laws": (*trials.KINDS, *laws.KINDS),
    "Habits": habits.KINDS,
    "Silencing": silencing.KINDS,
    "Calls from Python": calls.KINDS,
}
HEADINGS = ["Why it matters", "Example", "How to mend it"]

_SAID = re.compile(r"^> (error|warning): (.*)$", re.MULTILINE)
_PLACE = re.compile(r"\\\{\w+\\\}")

# Tests that write into one page run one after the other.
each_page = pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=pytest.mark.xdist_group(f"checks/{page.name}"), id=page.stem)
        for page in PAGES
    ],
)


# ---------------------------------------------------------------- pages and index


def test_every_kind_has_a_page_and_every_page_a_kind() -> None:
    assert {page.stem for page in PAGES} == set(CATALOGUE)


def test_every_kind_is_in_one_group() -> None:
    assert sorted(kind.slug for group in GROUPS.values() for kind in group) == sorted(CATALOGUE)


def test_the_index() -> None:
    made = "\n\n".join(f"## {title}\n\n{table(kinds)}" for title, kinds in GROUPS.items())
    assert between(INDEX, "kinds", made), "run with EMURULES_ACCEPT=1"


def table(kinds: tuple[Kind, ...]) -> str:
    """A row for each kind."""
    rows = [f"| [{one.slug}]({one.slug}.md) | {one.severity} | {one.summary.en} |" for one in kinds]
    return "\n".join(["| Name | Severity | What it says |", "| --- | --- | --- |", *rows])


@each_page
def test_the_parts_of_a_page(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {page.stem}\n\n> ")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == HEADINGS
    assert {block.language for block in blocks(page)} <= set(RUN)


# ---------------------------------------------------------------- messages


@each_page
def test_the_message_of_a_page(page: Path) -> None:
    """It is what the page's own example gives; where none does, it fits a message of the catalogue."""
    kind = CATALOGUE[page.stem]
    text = page.read_text(encoding="utf-8")
    said = _SAID.search(text)
    assert said is not None
    assert said[1] == kind.severity
    given = list(messages(page))
    shown = any(one in said[2] for one in given)  # beside it another language may stand
    if given and not shown and ACCEPT:
        line = f"> {said[1]}: {given[0]}"
        page.write_text(text[: said.start()] + line + text[said.end() :], encoding="utf-8")
        return
    if given:
        assert shown, f"run with EMURULES_ACCEPT=1: {given}"
    else:
        patterns = [_PLACE.sub(".+", re.escape(one.en)) for one in kind.messages.values()]
        assert any(re.fullmatch(pattern, said[2]) for pattern in patterns), patterns


def messages(page: Path) -> Iterator[str]:
    """What the rulesets of a page give of its own kind."""
    for block in rulesets(page):
        for one in told(block.text, "page", "en"):
            if one.slug == page.stem:
                yield one.message


def rulesets(page: Path) -> list[Block]:
    return [block for block in blocks(page) if block.language == "emu"]


# ---------------------------------------------------------------- examples


@each_page
def test_the_rulesets_of_a_page(page: Path, tmp_path: Path) -> None:
    for block in rulesets(page):
        tried(block, tmp_path)


def tried(block: Block, folder: Path) -> None:
    """Exactly what the comments of a ruleset expect is found; warnings count for what the page is about."""
    assert set(block.words) == {block.file} - {None}, f"{block.place}: only whole rulesets stand here"
    file = folder / "block.emu"
    file.write_text(f"# ---- {block.place}\n{block.text}", encoding="utf-8")
    (case,) = load_cases(file)
    about = {block.page.stem, *(one.slug for one in case.expected)}
    every = told(block.text, "page", "en")
    compare(case, [one for one in every if one.severity == "error" or one.slug in about])


@each_page
def test_the_first_ruleset_is_wrong_and_the_last_is_right(page: Path) -> None:
    """The first example expects what the page is about, if rulesets alone give it; the last one is right."""
    found = [[one.slug for one in told(block.text, "page", "en")] for block in rulesets(page)]
    if any(page.stem in slugs for slugs in found):
        assert page.stem in found[0]
        assert page.stem not in found[-1]


@each_page
def test_the_commands_of_a_page(page: Path, tmp_path: Path) -> None:
    """Files, commands, changes and Python on a page, in its order; a changed ruleset is right."""
    session, failures = Session(page), []
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    with chdir(tmp_path):
        for block in blocks(page):
            if block.language == "emu":
                if block.file:
                    Path(block.file).write_text(block.text, encoding="utf-8")
                continue
            if wrong := session.run(block):
                failures.append(f"{block.place}\n{wrong}")
            elif block.language == "diff" and block.file and block.file.endswith(".emu"):
                every = check_text(Path(block.file).read_text(encoding="utf-8"))
                failures += [str(one) for one in every if one.severity == "error" or one.slug == page.stem]
    if session.accepted:
        rewrite(page, session.accepted)
    assert not failures, "\n\n".join(failures)

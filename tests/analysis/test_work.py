"""The work that all questions about a ruleset may take together: with less of it less is found, no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases import FOLDER, load_cases

from emurules.analysis import Analysis
from emurules.checks import CHECKS as ALL
from emurules.checks.laws import laws
from emurules.driver import compile_source
from emurules.source import Source

pytestmark = pytest.mark.unmeasured

CORPUS = Path(__file__).parents[1] / "corpus"
TABLES = Path(__file__).parents[1] / "truth" / "tables"
CERTAIN = (
    "gap",
    "overlap",
    "unreachable-row",
    "unreachable-worth",
    "impossible-requirement",
    "redundant-otherwise",
)
SOUND = [*TABLES.glob("*.emu"), *CORPUS.glob("*/ruleset.emu")]
TEXTS = {f"{path.parent.name}: {path.stem}": path.read_text("utf-8") for path in sorted(SOUND)}
WRONG = [case for slug in CERTAIN for case in load_cases(FOLDER / f"{slug}.emu") if case.expected]
TEXTS |= {f"{Path(case.file).stem}: {case.title}": case.text for case in WRONG}
# Of laws that are not proven units are asked, which takes its time and no such work.
CHECKS = tuple(check for check in ALL if check is not laws)


def certain(text: str, work: int | None) -> set[tuple[str, int | None, int | None]]:
    """What is found for certain with so much work, by its place."""
    ruleset = compile_source(Source("t.emu", text)).ruleset
    if ruleset is None:  # found before any question was asked
        return set()
    analysis = Analysis(ruleset)
    if work is not None:
        analysis.ranges.work[0] = work
    found = [one for check in CHECKS for one in check(analysis, "en")]
    return {(one.slug, one.line, one.column) for one in found if one.slug in CERTAIN}


@pytest.mark.parametrize("title", TEXTS)
def test_nothing_false_is_said_where_work_runs_out(title: str) -> None:
    everything = certain(TEXTS[title], None)
    for work in (0, 500):
        assert certain(TEXTS[title], work) <= everything, work


def test_there_is_more_to_find_than_without_work() -> None:
    assert sum(bool(certain(case.text, None)) for case in WRONG) > len(WRONG) // 2
    assert sum(bool(certain(case.text, 0)) for case in WRONG) < len(WRONG) // 2


def test_work_is_what_is_done() -> None:
    ruleset = compile_source(Source("t.emu", TEXTS["apgar: ruleset"])).ruleset
    assert ruleset is not None
    analysis = Analysis(ruleset)
    before = analysis.ranges.work[0]
    for check in CHECKS:
        list(check(analysis, "en"))
    assert 0 < before - analysis.ranges.work[0] < before // 10

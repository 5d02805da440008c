"""The checker's promise: clean rulesets never refuse a unit, and witnesses show what was found.

Rulesets are random and small; units stand on and beside the numbers of the text. `python -m
tests.truth.test_evaluation 2000` tries so many rulesets and prints the counts.
"""

from __future__ import annotations

import sys
from collections import Counter
from random import Random

import pytest
from attrs import field, frozen
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.properties.units import edges_of, unit
from tests.truth.comparing import POSSIBLE
from tests.truth.random_rulesets import texts
from tests.truth.rows import GAP, OVERLAP, SLUGS
from tests.truth.truth import Truth, truth_of
from tests.truth.witnesses import unreal

from emurules import EvaluationError, evaluate
from emurules.driver import check_text, compile_source
from emurules.source import Source

pytestmark = pytest.mark.unmeasured

UNITS = 20
UNSOUND = POSSIBLE | {GAP, OVERLAP}


@frozen
class Tried:
    """What became of a ruleset: whether the checker lets it run, how many units did, and what was wrong."""

    clean: bool
    units: int = 0
    witnesses: int = 0
    wrong: list[str] = field(factory=list)


def tried(text: str, seed: int) -> Tried:
    """A ruleset with no finding but warnings about anything else than rows runs every admitted unit."""
    said = check_text(text)
    if any(one.severity == "error" and one.slug not in UNSOUND for one in said):
        return Tried(clean=False)
    named = [one for one in said if one.slug in {GAP, OVERLAP}]
    if named:
        wrong = [f"{one}: {why}" for one in named if (why := unreal(one, text)) is not None]
        return Tried(False, 0, len(named), wrong)
    if any(one.slug in POSSIBLE for one in said):
        return Tried(clean=False)
    ruleset = compile_source(Source("<random>", text)).ruleset
    assert ruleset is not None
    random = Random(seed)  # noqa: S311
    edges = edges_of(ruleset)
    units = [one for one in (unit(ruleset, edges, random) for _ in range(UNITS)) if one is not None]
    wrong = []
    for facts in units:
        try:
            evaluate(ruleset, facts)
        except EvaluationError as error:
            wrong.append(f"{facts}: {error}")
    return Tried(True, len(units), 0, wrong)


@given(texts(), st.integers(0, 1000))
def test_a_clean_ruleset_runs_and_a_witness_shows_its_finding(text: str, seed: int) -> None:
    found = tried(text, seed)
    event("clean" if found.clean else "with witnesses" if found.witnesses else "neither")
    assert not found.wrong, f"{text}\n{found.wrong[0]}"


@given(texts())
def test_random_rulesets_are_judged_as_brute_force_does(text: str) -> None:
    said = {(one.slug, one.line or 0) for one in check_text(text) if one.slug in SLUGS | POSSIBLE}
    if not any(one.severity == "error" and one.slug not in SLUGS for one in check_text(text)):
        wrong = differences(truth_of(text), said)
        assert not wrong, f"{text}\n{wrong}"


def differences(truth: Truth, said: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Findings that must be there and are not, or are there and may not be."""
    unknown = {line for lines, _ in truth.unknown for line in lines}
    return {one for one in (truth.must - said) | (said - truth.must - truth.may) if one[1] not in unknown}


# Each refuses some unit; none of them is clean.
REFUSED = (
    "bands late\nfrom 1: 1",
    "bands late\nup to 1: 1\nfrom 1: 0",
    "bands new\nyes: 1\nno: 0",
)


@pytest.mark.parametrize("rows", REFUSED)
def test_what_refuses_units_is_not_clean(rows: str) -> None:
    facts = "fact late: count\nfact new: optional yes/no"
    found = tried(f'ruleset r "R"\n{facts}\nsection I "S" worth 4\ncriterion 1 "C" worth 4\n{rows}\n', 0)
    assert not found.clean
    assert found.witnesses == 1
    assert not found.wrong


def main() -> None:
    """Try as many rulesets as the argument says, and print what was found."""
    counts: Counter[str] = Counter()

    @settings(
        max_examples=int(sys.argv[1]), suppress_health_check=list(HealthCheck), deadline=None, database=None
    )
    @given(texts(), st.integers(0, 1000))
    def count(text: str, seed: int) -> None:
        found = tried(text, seed)
        counts["rulesets"] += 1
        counts["clean rulesets"] += found.clean
        counts["units evaluated in them"] += found.units
        counts["witnesses evaluated"] += found.witnesses
        counts["wrong"] += len(found.wrong)
        if found.wrong:
            sys.stdout.write(f"{text}\n{found.wrong[0]}\n\n")

    count()
    sys.stdout.write("".join(f"{number:>8} {what}\n" for what, number in counts.items()))


if __name__ == "__main__":
    main()

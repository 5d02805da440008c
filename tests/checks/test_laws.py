"""Laws: what is said of each is what asking every unit says."""

from __future__ import annotations

import random
import subprocess
import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checks.random_laws import Unit, rest_of, rises, ruleset_of, texts, units
from tests.sizes import examples

from emurules.analysis import Analysis
from emurules.analysis.laws import Empty, NotRefuted, Proven, Refuted, Verdict, verdict
from emurules.analysis.search import MOST_UNITS
from emurules.analysis.trying import holds
from emurules.driver import check_text, load
from emurules.evaluation import admit, evaluate
from emurules.evaluation.trace import NodeTrace, Trace
from emurules.model.expression import Quantity
from emurules.model.facts import Facts
from emurules.model.ruleset import Law, Monotone, Ruleset
from emurules.model.uses import keys, steps_for

pytestmark = pytest.mark.unmeasured


def quantity(trace: Trace, one: Quantity) -> Fraction | None:
    """A quantity read off a trace; points of an exempt node are 0."""
    node: Trace | NodeTrace = trace if one.id is None else next(it for it in trace.nodes() if it.id == one.id)
    points = node.total if isinstance(node, Trace) else node.points
    match one.kind:
        case "points":
            return points if points is not None else Fraction(0)
        case "attainable":
            return node.attainable if isinstance(node.attainable, Fraction) else None
        case "share":
            if node.unscaled is None or not isinstance(node.attainable, Fraction) or node.attainable == 0:
                return None
            return node.unscaled / node.attainable
        case "worth":
            return node.worth if isinstance(node.worth, Fraction) else None


def pairs(claim: Monotone, ruleset: Ruleset, all_units: list[Unit]) -> list[tuple[Unit, Unit]]:
    """All pairs of which a law speaks."""
    steps = steps_for(keys(claim.quantity), ruleset)
    nodes = {name for kind, name in steps if kind == "node"}
    groups: dict[object, list[Unit]] = defaultdict(list)
    for one in all_units:
        exempt = frozenset(it.id for it in one.trace.nodes() if it.id in nodes and it.points is None)
        groups[rest_of(one, claim.fact), exempt].append(one)
    return [
        (low, high)
        for group in groups.values()
        for low in group
        for high in group
        if rises(low.facts.by_name[claim.fact], high.facts.by_name[claim.fact])
        and quantity(low.trace, claim.quantity) is not None
        and quantity(high.trace, claim.quantity) is not None
    ]


def breaks(claim: Monotone, low: Unit, high: Unit) -> bool:
    before, after = (quantity(one.trace, claim.quantity) for one in (low, high))
    assert before is not None
    assert after is not None
    return before > after if claim.falls else before < after


def judge(law: Law, found: Verdict, ruleset: Ruleset, all_units: list[Unit]) -> str:
    """What asking every unit says of a verdict."""
    by_facts = {one.facts.values: one for one in all_units}
    claim = law.claim
    if isinstance(claim, Monotone):
        about = pairs(claim, ruleset, all_units)
        broken = any(breaks(claim, *one) for one in about)
    else:
        about = [(one, one) for one in all_units]
        broken = any(holds(claim, one.facts, ruleset) is False for one in all_units)
    match found:
        case Proven():
            assert not broken, law.text
            assert about, law.text
        case Empty():
            assert not about, law.text
        case NotRefuted(units=number):
            assert not broken, law.text
            assert number <= len(about), law.text
        case Refuted(first=first, second=None):
            assert not isinstance(claim, Monotone)
            assert holds(claim, by_facts[first.values].facts, ruleset) is False
        case Refuted(first=first, second=Facts() as second):
            assert isinstance(claim, Monotone)
            pair = by_facts[first.values], by_facts[second.values]
            assert pair in about
            assert breaks(claim, *pair)
    return type(found).__name__


@examples(8, 100)
@given(texts())
def test_verdicts_are_what_all_units_say(text: str) -> None:
    ruleset = ruleset_of(text)
    if ruleset is None:
        return
    all_units = units(ruleset)
    analysis = Analysis(ruleset)
    for law in ruleset.laws:
        judge(law, verdict(law, analysis), ruleset, all_units)


# ---------------------------------------------------------------- tables that people use

ROOT = Path(__file__).parents[2]
TABLES = [
    "digital_transformation_2024",
    "chuyen_doi_so_2024",
    *(str(one) for one in sorted(ROOT.glob("tests/corpus/*/ruleset.emu"))),
]


@pytest.mark.parametrize("name", TABLES, ids=lambda name: Path(name).parent.name or name)
def test_the_laws_of_a_table_are_proven(name: str) -> None:
    analysis = Analysis(load(name))
    assert analysis.laws
    assert {type(one) for one in analysis.laws} == {Proven}


def test_a_check_of_proven_laws_does_not_load_the_search() -> None:
    check = "emurules.check('digital_transformation_2024')"
    code = f"import sys, emurules; {check}; print('hypothesis' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


# ---------------------------------------------------------------- laws that are searched

UNPROVEN = """ruleset r "R"
fact a: count up to 100
fact b: count up to 100
fact done: count up to all_
fact all_: count
require "both fit": a + b <= 140
rate share_done: done of all_ if none exempt
section I "S" worth 20_000
criterion 1 "C" worth 10_000
    award a * b
criterion 2 "C" worth 10_000
    award share_done * done * a
law "one": points of 1 <= {bound}
law "two": points of 2 never {moves} when all_ rises
"""


def verdicts(text: str) -> tuple[Verdict, ...]:
    ruleset = ruleset_of(text)
    assert ruleset is not None
    return Analysis(ruleset).laws


def test_what_cannot_be_proven_is_searched_and_never_called_proven() -> None:
    found = verdicts(UNPROVEN.format(bound=4900, moves="rises"))
    assert isinstance(found[0], NotRefuted)
    assert 300 < found[0].units <= MOST_UNITS


def test_a_search_finds_what_no_cell_shows() -> None:
    one, two = verdicts(UNPROVEN.format(bound=3000, moves="falls"))
    assert isinstance(one, Refuted)
    a, b = one.first.by_name["a"], one.first.by_name["b"]
    assert isinstance(a, Fraction)
    assert isinstance(b, Fraction)
    assert a * b > 3000
    assert set(one.matter) == {"a", "b"}
    assert isinstance(two, Refuted)
    assert two.second is not None
    rise = two.second.by_name["all_"], two.first.by_name["all_"]
    assert rise == (Fraction(2), Fraction(1))


def test_a_search_is_the_same_each_time_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = UNPROVEN.format(bound=4900, moves="rises")
    state = random.getstate()
    assert verdicts(text) == verdicts(text)
    assert random.getstate() == state
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=1)
@given(st.just(UNPROVEN))
def test_a_search_works_within_a_test_of_hypothesis(text: str) -> None:
    assert isinstance(verdicts(text.format(bound=4900, moves="rises"))[0], NotRefuted)


def test_the_unit_of_a_finding_breaks_the_law() -> None:
    text = UNPROVEN.format(bound=3000, moves="rises")
    finding = next(one for one in check_text(text) if one.slug == "refuted-law")
    ruleset = ruleset_of(text)
    assert ruleset is not None
    raw = {name: value for name, value in finding.witness if value is not None}
    facts, _ = admit(ruleset, raw, "en")
    assert facts is not None
    a, b, points = facts.by_name["a"], facts.by_name["b"], evaluate(ruleset, facts).criterion("1").points
    assert isinstance(points, Fraction)
    assert points > 3000
    assert finding.message == f"this law does not hold for `a = {a}; b = {b}`: `points of 1` = {points}"

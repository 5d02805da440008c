"""How far nodes and totals reach, against the reference evaluator on every unit of small rulesets."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sizes import examples

from emurules.analysis import Analysis
from emurules.driver import load, loads
from emurules.evaluation import admit, evaluate
from emurules.model.ruleset import Ruleset

CORPUS = Path(__file__).parents[1] / "corpus"
ANSWERS: dict[str, tuple[object, ...]] = {
    "a": tuple(range(5)),
    "b": tuple(range(4)),
    "q": (True, False),
    "k": ("x", "y", "z"),
}
HEAD = """ruleset r "R"
fact a: count up to 4
fact b: count up to 3
fact q: yes/no
fact k: one of
    x "X"
    y "Y"
    z "Z"
rate share: b of a if none exempt
"""
AWARDS = (
    "award 1 when q",
    "award 0.5 per a",
    "award 0.5 per a at most 1",
    "award 2 when k is y",
    "award 1.5\n    deduct 1 per b",
    "award (1 when k is x otherwise 0.5)",
    "award share * worth",
    "bands share\n        from 50%: 1.5\n        below 50%: 0.25",
    "bands a\n        below 2: 0\n        from 2 when q: 1\n        from 2 when not q: 2",
    "award a\n    exempt when k is z",
    "award b\n    exempt when q scoring 1",
    "award a\n    zero when k is x",
    "award 0.3 per a\n    rounded to 0.5",
    "award a * b",
)
REQUIREMENTS = ("", 'require "both": a + b <= 5\n', 'require "q": q or k is y\n', 'require "b": b <= a\n')
SECTIONS = ("worth 2", "worth 3", "worth 4 rescaled", "worth 3 best of parts", "")


@st.composite
def rulesets(draw: st.DrawFn) -> Ruleset:
    """Small rulesets over facts with few values."""
    text = HEAD + draw(st.sampled_from(REQUIREMENTS))
    for number in ("I", "II")[: draw(st.integers(1, 2))]:
        text += f'section {number} "S" {draw(st.sampled_from(SECTIONS))}\n'
        for place in range(1, draw(st.integers(1, 3)) + 1):
            award = draw(st.sampled_from(AWARDS))
            text += f'criterion {number}.{place} "C" worth 2\n    {award}\n'
    text += draw(
        st.sampled_from(("", "total\n    zero when q and k is x\n", "total\n    points at most 3\n"))
    )
    return loads(text)


def results(ruleset: Ruleset) -> dict[str, set[Fraction | None]]:
    """What every admitted unit gets, by node."""
    found: dict[str, set[Fraction | None]] = {id: set() for id in (*ruleset.node_by_id, "")}
    for values in product(*ANSWERS.values()):
        facts, _ = admit(ruleset, dict(zip(ANSWERS, values, strict=True)), "en")
        if facts is not None:
            trace = evaluate(ruleset, facts)
            found[""].add(trace.total)
            for node in trace.nodes():
                found[node.id].add(node.points)
    return found


@examples(8, 40)
@given(rulesets())
def test_reach_is_what_all_units_get(ruleset: Ruleset) -> None:
    reaches = Analysis(ruleset).reaches
    for id, all_ in results(ruleset).items():
        reach = reaches.of(id)
        got = {it for it in all_ if it is not None}
        assert reach.exempt or None not in all_, id
        if got:
            assert reach.assessed, id
            assert reach.least is None or reach.least <= min(got), id
            assert reach.most is None or reach.most >= max(got), id
            if reach.least_attained:
                assert reach.least == min(got), id
            if reach.most_attained:
                assert reach.most == max(got), id
        if reach.distinct is not None:
            assert reach.distinct >= len(got), id
            assert not reach.counted or reach.distinct == len(got), id


def test_the_reach_of_the_2024_table() -> None:
    reaches = Analysis(load("digital_transformation_2024")).reaches
    told: dict[str, tuple[object, ...]] = {
        id: (it.least, it.most, it.distinct)
        for id in (*reaches.ruleset.node_by_id, "")
        for it in [reaches.of(id)]
    }
    half = Fraction(1, 2)
    assert told["4"] == (half, 2, 4)  # 0.5 where one standard is exempt and the other is missed
    assert told["6"] == (half, 3 * half, 3)
    assert told["I"] == (0, 10, 21)
    assert told["II"] == (0, 2, 3)
    assert told[""] == (0, 12, 25)
    assert all(reaches.of(id).exact and reaches.of(id).counted for id in told)
    assert {id for id in told if reaches.of(id).exempt} == {"2", "3", "4", "4.1", "4.2", "5", "6", "7", "8"}


def test_the_units_of_the_ends() -> None:
    reaches = Analysis(load("digital_transformation_2024")).reaches
    for end, total in (("least", 0), ("most", 12)):
        facts = reaches.unit("", end)  # type: ignore[arg-type]
        assert facts is not None
        assert evaluate(reaches.ruleset, facts).total == total


@pytest.mark.parametrize(
    ("name", "least", "most"), [("apgar", 0, 10), ("child_pugh", 5, 15), ("mews", 0, 14)]
)
def test_the_reach_of_the_corpus(name: str, least: int, most: int) -> None:
    reach = Analysis(load(CORPUS / name / "ruleset.emu")).reaches.of("")
    assert [reach.least, reach.most, reach.distinct] == [least, most, most - least + 1]
    assert reach.exact


def test_a_hundred_criteria_that_share_an_answer_are_told_apart_by_it() -> None:
    text = 'ruleset r "R"\nfact k: one of\n    x "X"\n    y "Y"\n'
    text += "".join(f"fact f{number}: count\n" for number in range(100)) + 'section I "S"\n'
    for number in range(100):
        text += f'criterion {number + 1} "C" worth 1\n    bands f{number}\n        below 5: 0\n'
        text += "        from 5 when k is x: 1\n        from 5 when k is y: 0.5\n"
    reach = Analysis(loads(text)).reaches.of("")
    assert [reach.least, reach.most, reach.distinct] == [0, 100, 151]
    assert reach.exact


@pytest.mark.parametrize(
    ("award", "limits", "least", "most"),
    [
        ("award 1\n    award share * 1", "", 0, 2),
        ("award 1\n    award share * 1", "    points at least 0.5\n    rounded to 0.5\n", Fraction(1, 2), 2),
        ("award 1\n    award share * (share * 1)", "", 0, 2),
        (
            "award 1\n    award share * (share * 1)",
            "    points at least 0.5\n    rounded to 0.5\n",
            Fraction(1, 2),
            2,
        ),
    ],
)
def test_a_total_without_a_part_that_applies_is_0_before_its_limits(
    award: str, limits: str, least: Fraction, most: Fraction
) -> None:
    ruleset = loads(f'{HEAD}section I "S" worth 2\ncriterion 1 "C" worth 2\n    {award}\ntotal\n{limits}')
    reach = Analysis(ruleset).reaches.of("")
    assert (reach.least, reach.most, reach.exempt) == (least, most, False)
    assert reach.least_attained
    nobody = {"a": 0, "b": 0, "q": True, "k": "x"}
    facts, _ = admit(ruleset, nobody, "en")
    assert facts is not None
    assert evaluate(ruleset, facts).total == least

"""Facts that hang from others, and requirements on them: what these say of the facts that they hang from."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sizes import examples

from emurules.analysis import Analysis
from emurules.driver import check_text, loads
from emurules.errors import RulesetError
from emurules.evaluation import admit, evaluate
from emurules.model.facts import Facts
from emurules.model.ruleset import Ruleset

HEAD = """ruleset r "R"
fact n: count up to 3
fact m: count up to n
fact k: count up to m
fact y: yes/no
fact w: count up to 2 only when y
fact v: count up to 2 only when w > 0
"""
MORE = """fact d: date from 2024-02-28 to 2024-03-01
fact o: optional count up to 4 default 2
"""
VALUES: dict[str, tuple[object, ...]] = {
    "n": (0, 1, 2, 3),
    "m": (0, 1, 2, 3),
    "k": (0, 1, 2, 3),
    "y": (True, False),
    "w": (None, 0, 1, 2),
    "v": (None, 0, 1, 2),
}
REQUIREMENTS = (
    "m >= 2",
    "k >= 1 or not y",
    "w is not missing",
    "w is missing or w > 1",
    "v is not missing",
    "v is missing or v = m",
    "m + k >= 3",
    "n != 2",
    "n * m != 4",
    "v is missing or w is not missing and v < w",
)
AWARDS = (
    "award n",
    "award 1 when y\n    award 2 when not y",
    "award 1 when w is missing",
    "award 1 when v is missing\n    award 0.5 when not y",
    "award m\n    deduct k",
    "award n\n    exempt when y",
    "award m * k",
)


def units(ruleset: Ruleset) -> list[Facts]:
    """Every admitted unit."""
    given = (dict(zip(VALUES, values, strict=True)) for values in product(*VALUES.values()))
    found = (admit(ruleset, one, "en")[0] for one in given)
    return list(dict.fromkeys(one for one in found if one is not None))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Small tables whose facts hang from each other."""
    chosen = draw(st.lists(st.sampled_from(REQUIREMENTS), min_size=1, max_size=2, unique=True))
    text = HEAD + "".join(f'require "{number}": {one}\n' for number, one in enumerate(chosen))
    text += 'section I "S" worth unlimited\n'
    for number, award in enumerate(draw(st.lists(st.sampled_from(AWARDS), min_size=1, max_size=2)), 1):
        text += f'criterion {number} "C" worth unlimited\n    {award}\n'
    return text


@examples(3, 40)
@given(texts())
def test_reach_is_what_all_units_get(text: str) -> None:
    errors = {one.slug for one in check_text(text) if one.severity == "error"}
    if errors:
        assert errors == {"impossible-requirement"}
        return
    ruleset = loads(text)
    traces = [evaluate(ruleset, facts) for facts in units(ruleset)]
    assert traces
    reaches = Analysis(ruleset).reaches
    totals = [one.total for one in traces]
    reach = reaches.of("")
    assert reach.least is not None
    assert reach.most is not None
    assert reach.least <= min(totals)
    assert reach.most >= max(totals)
    assert not reach.least_attained or reach.least == min(totals)
    assert not reach.most_attained or reach.most == max(totals)
    if "award m * k" not in text:
        assert (reach.least, reach.most) == (min(totals), max(totals))
    for id in ruleset.node_by_id:
        got = {node.points for one in traces for node in one.nodes() if node.id == id}
        assert not (None in got and not reaches.of(id).exempt)
        assert not (got - {None} and not reaches.of(id).assessed)


@pytest.mark.parametrize(
    "conditions",
    [
        ["y and w is missing"],
        ["n + n = 3"],
        ["n * n = 2"],
        ["m >= 2", "n <= 1"],
        ["v is not missing", "not y"],
        ["v is not missing", "w < 1 or w is missing"],
        ["k > 2", "m != 3"],
        ["days(2024-02-28; d) * days(2024-02-28; d) = 3"],
        ["o is missing", "o is not missing and o * o >= 0"],
    ],
)
def test_requirements_that_nobody_satisfies_are_one_finding(conditions: list[str]) -> None:
    text = HEAD + MORE + "".join(f'require "{number}": {one}\n' for number, one in enumerate(conditions))
    text += 'section I "S" worth 3\ncriterion 1 "C" worth 3\n    bands n\n        below 1: 3\n'
    (found,) = [one for one in check_text(text) if one.severity == "error"]
    assert found.slug == "impossible-requirement"
    assert f"`{conditions[-1]}`" in found.message
    assert ("above it" in found.message) == (len(conditions) > 1)
    with pytest.raises(RulesetError):
        loads(text)


def test_what_a_part_must_be_is_told_of_its_whole() -> None:
    text = HEAD + 'require "two": m >= 2\nsection I "S" worth 3\ncriterion 1 "C" worth 3\n'
    found = check_text(text + "    bands n\n        below 2: 3\n        from 2: 1\n")
    assert [one.slug for one in found if one.slug.startswith("unreachable")] == [
        "unreachable-worth",
        "unreachable-row",
    ]
    reach = Analysis(loads(text + "    award 1 per n at most 3\n")).reaches.of("1")
    assert (reach.least, reach.most) == (Fraction(2), Fraction(3))


def test_what_is_asked_for_must_have_been() -> None:
    text = HEAD + 'require "q": w is not missing\nsection I "S" worth 3\ncriterion 1 "C" worth 3\n'
    text += '    award 3 when y\n    award 2 when not y\nlaw "all": total = 3\n'
    assert not [one for one in check_text(text) if one.slug in ("points-cut", "unproven-law", "broken-law")]
    bands = HEAD + 'require "q": w is not missing\nsection I "S" worth 3\ncriterion 1 "C" worth 3\n'
    bands += "    bands y\n        yes: 3\n"
    assert not [one for one in check_text(bands) if "gap" in one.slug]


def test_what_is_missing_beside_a_default_is_a_unit_of_its_own() -> None:
    text = (
        HEAD + MORE + 'require "q": o is missing or o > 2\nsection I "S" worth 3\ncriterion 1 "C" worth 3\n'
    )
    found = check_text(text + '    award 1 when o is missing\nlaw "none": total <= 0\n')
    (law,) = [one for one in found if one.slug == "refuted-law"]
    assert "`o = missing`" in law.message
    assert dict(law.witness)["o"] == "missing"
    facts, _ = admit(loads(text + "    award 1 when o is missing\n"), dict(law.witness), "en")
    assert facts is not None
    (gap,) = [one for one in check_text(text + "    bands o\n        from 0: 1\n") if one.slug == "gap"]
    assert "missing" in gap.message


@pytest.mark.parametrize(
    ("fact", "condition", "award", "reach"),
    [
        ("count up to 3", "x * x >= 5", "x", (3, 3, 1)),
        ("number from 0.5 to 2 in steps of 0.5", "round(x; 1) > x", "x * 2", (1, 3, 2)),
        ("count up to 30", "x * x <= 40 and floor(x; 5) = 5", "x", (5, 6, 2)),
    ],
)
def test_a_requirement_that_is_not_linear_is_asked_about_each_value(
    fact: str, condition: str, award: str, reach: tuple[int, int, int]
) -> None:
    text = f'ruleset r "R"\nfact x: {fact}\nrequire "q": {condition}\nsection I "S" worth unlimited\n'
    found = Analysis(loads(f'{text}criterion 1 "C" worth unlimited\n    award {award}\n')).reaches.of("")
    assert [found.least, found.most, found.distinct] == list(reach)
    assert found.exact


def test_what_too_many_values_would_have_to_be_asked_about_is_not_called_attained() -> None:
    text = 'ruleset r "R"\nfact x: count up to 3000\nfact y: count up to 3000\nrequire "q": x * y = 2999\n'
    text += 'section I "S" worth unlimited\ncriterion 1 "C" worth unlimited\n    award x\n'
    reach = Analysis(loads(text)).reaches.of("")
    assert reach.least is not None
    assert reach.most is not None
    assert reach.least <= 1
    assert reach.most >= 2999
    assert not reach.least_attained or reach.least == 1
    assert not reach.most_attained or reach.most == 2999
    assert not reach.counted


def test_who_cannot_be_exempt_is_not_said_to_be_where_there_is_too_much_to_look_at() -> None:
    text = HEAD + "rate r: m of n if none exempt\n"
    text += 'section I "S" worth 4\ncriterion 1 "C" worth 2\n    award 1 when y and w > 1\n'
    text += 'criterion 2 "C" worth 2\n    award 1 when r > 50%\n'
    analysis = Analysis(loads(text))
    analysis.ranges.work[0] = 0
    reaches = analysis.reaches
    assert [reaches.of(id).exempt for id in ("1", "2", "I")] == [False, True, False]
    assert not reaches.of("1").exact


@pytest.mark.parametrize(
    ("most", "law", "slugs"),
    [
        (10, "points of 1 never falls when n rises", []),
        (10, "points of 1 never rises when n rises", ["refuted-law"]),
        (10, "points of 1 != 7", []),
        (10, "points of 1 != 6", ["refuted-law"]),
        (4000, "points of 1 != 7", ["unproven-law"]),
    ],
)
def test_a_law_over_a_few_units_is_decided_by_all_of_them(most: int, law: str, slugs: list[str]) -> None:
    text = f'ruleset r "R"\nfact n: count up to {most}\nsection I "S" worth unlimited\n'
    text += f'criterion 1 "C" worth unlimited\n    award n * n - n\n    points at least 0\nlaw "l": {law}\n'
    assert [one.slug for one in check_text(text) if "law" in one.slug] == slugs

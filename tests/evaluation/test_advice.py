"""What an explanation advises: fewer points where more is worse, and nothing that nobody can or should do."""

from __future__ import annotations

import pytest

import emurules
from emurules.evaluation.explain import explain
from emurules.evaluation.trace import Trace

RULES = """ruleset r "R" {head}
fact age: count up to 120 {age}
fact pressure: count up to 300 {pressure}
let years = age
let twice = 2 * pressure - 200
let both = age + pressure
section I "S" worth 3 {section}
criterion 1 "C" worth 3 {criterion}
    bands {subject} below 65: {low} from 65 to below 75: 1 from 75: {high}
"""


def _told(subject: str = "age", *, rising: bool = True, value: int = 70, **words: str) -> list[str]:
    """The sentences about what it takes, of a unit whose facts all are `value`."""
    blank = dict.fromkeys(("head", "age", "pressure", "section", "criterion"), "")
    low, high = (0, 3) if rising else (3, 0)
    text = RULES.format(subject=subject, low=low, high=high, **{**blank, **words})
    ruleset = emurules.loads(text)
    trace = emurules.evaluate(ruleset, {"age": min(value, 120), "pressure": value})
    assert Trace.from_json(trace.to_json()) == trace
    return [line.strip() for line in explain(trace, "en").splitlines() if "it takes" in line]


def test_more_points_are_advised_where_more_is_better() -> None:
    assert _told() == ["For 3 points it takes 75 or more."]
    assert _told(rising=False) == ["For 3 points it takes below 65."]


WORSE = "more is worse"


def test_fewer_points_are_advised_where_more_is_worse() -> None:
    fewer = ["For no more than 0 points it takes below 65."]
    assert _told(head=WORSE) == _told(section=WORSE) == _told(criterion=WORSE) == fewer
    assert _told(rising=False, head=WORSE) == ["For no more than 0 points it takes 75 or more."]


@pytest.mark.parametrize("head", ["", "more is worse"])
@pytest.mark.parametrize("subject", ["age", "years", "(age + 0)"])
def test_nothing_is_advised_that_only_a_fixed_fact_could_bring(head: str, subject: str) -> None:
    assert _told(subject, head=head)
    assert _told(subject, head=head, age="fixed") == []


def test_a_value_that_can_be_changed_otherwise_is_advised() -> None:
    assert _told("both", value=35, age="fixed") == ["For 3 points it takes 75 or more."]
    assert _told("both", value=35, age="fixed", pressure="fixed") == []


def test_nobody_is_told_to_let_a_fact_rise_of_which_more_is_worse() -> None:
    assert _told("pressure", pressure="more is worse") == []
    assert _told("pressure", rising=False, pressure="more is worse") == ["For 3 points it takes below 65."]
    assert _told("pressure", pressure="more is worse", head="more is worse") == [
        "For no more than 0 points it takes below 65."
    ]
    assert _told("pressure", rising=False, pressure="more is worse", head="more is worse") == []


def test_nothing_is_advised_of_a_computed_value_that_such_a_fact_goes_into() -> None:
    assert _told("twice", value=135)
    assert _told("twice", value=135, pressure="more is worse") == []


def test_points_below_zero_are_advised_as_taken_off() -> None:
    rules = """ruleset r "R" more is worse
fact n: count up to 9
section I "S" worth 3
criterion 1 "C" worth 3
    award 3
    bands n 0: 0 from 1 to 3: -1 from 4: -2
"""
    trace = emurules.evaluate(emurules.loads(rules), {"n": 2})
    assert "For 2 points taken off it takes 4 or more." in explain(trace, "en")


def test_a_ruleset_that_does_not_say_so_keeps_its_digest() -> None:
    plain = RULES.format(subject="age", low=0, high=3, head="", age="", pressure="", section="", criterion="")
    digest = emurules.loads(plain).digest
    assert digest == "sha256:fe31e68e430eff9e23c26e471597fed73d12bb49ba931e4ea626b22612fcac37"
    for said in ("fixed", "more is worse"):
        assert emurules.loads(plain.replace("120 ", f"120 {said} ")).digest != digest
    assert emurules.loads(plain.replace('"S" worth 3', '"S" worth 3 more is worse')).digest != digest

"""Admission: every problem of a unit's facts at once, in either language, and nothing ever raises."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emurules import Ruleset, loads
from emurules.evaluation import admit
from emurules.model.digest import of_json
from emurules.model.facts import as_json
from emurules.model.values import MISSING

F = Fraction
ONE = 'section I "I"\ncriterion 1 "1" worth 1\n    award 1\n'
RULESET = loads(f"""
ruleset demo "Demo"
fact unit_kind: one of
    department "Phòng"
    commune    "Xã"
fact has_plan: yes/no
fact dossiers: count
fact dossiers_on_time: count up to dossiers
fact dossiers_late: count
fact satisfaction: optional percent
fact violations: count up to 50 default 0
fact why_late "Lý do": one of
    staff "Thiếu người"
    other "Khác"
    only when dossiers_late > 0
fact staff_lacking: count only when why_late is staff
require "on time and late within all": dossiers_on_time + dossiers_late <= dossiers
{ONE}
""")
GOOD: dict[str, object] = {
    "unit_kind": "commune",
    "has_plan": True,
    "dossiers": 50,
    "dossiers_on_time": 45,
    "dossiers_late": 0,
}


def told(raw: Mapping[Any, object], ruleset: Ruleset = RULESET) -> list[str]:
    """Each problem, with its help after a stroke."""
    facts, problems = admit(ruleset, raw, "en")
    assert (facts is None) == bool(problems)
    for one in problems:
        vietnamese = one.within("vi")
        assert one.severity == "error"
        assert vietnamese.message != one.message
        assert one.help is None or vietnamese.help != one.help
    return [f"{one.slug}: {one.message} | {one.help}" for one in problems]


# ---------------------------------------------------------------- what is admitted


def test_facts_in_the_order_declared() -> None:
    facts, _ = admit(RULESET, GOOD, "en")
    assert facts is not None
    assert facts.values == (
        ("unit_kind", "commune"),
        ("has_plan", True),
        ("dossiers", F(50)),
        ("dossiers_on_time", F(45)),
        ("dossiers_late", F(0)),
        ("satisfaction", MISSING),
        ("violations", F(0)),
        ("why_late", MISSING),
        ("staff_lacking", MISSING),
    )
    assert facts.defaulted == ("violations",)
    assert facts.by_name["dossiers"] == 50


def test_the_digest_of_facts_is_over_their_json_form() -> None:
    facts, _ = admit(RULESET, {**GOOD, "satisfaction": "100/3%"}, "en")
    assert facts is not None
    plain = as_json(RULESET, facts)
    assert plain == {
        "unit_kind": "commune", "has_plan": True, "dossiers": "50", "dossiers_on_time": "45",
        "dossiers_late": "0", "satisfaction": "100/3%", "violations": "0",
        "why_late": None, "staff_lacking": None,
    }  # fmt: skip
    same, _ = admit(RULESET, {**GOOD, "satisfaction": F(1, 3), "dossiers": "50.0"}, "en")
    assert same is not None
    assert of_json(plain) == of_json(as_json(RULESET, same))


# ---------------------------------------------------------------- names


def test_every_problem_at_once() -> None:
    raw = {
        "unit_kind": "comune",
        "dosiers": 1,
        "dossiers": 40,
        "dossiers_on_time": 45,
        "dossiers_late": "few",
        "satisfaction": 90,
        "violations": 51,
    }
    assert told(raw) == [
        "unknown-fact: `dosiers` is no fact of `demo` | did you mean `dossiers`?",
        "fact-domain: `comune` is none of the answers to `unit_kind` | did you mean `commune`?",
        "fact-not-given: `has_plan` is not given | give `yes` or `no`",
        (
            "fact-above-whole: `dossiers_on_time` is 45, and must not exceed `dossiers`, which is 40"
            " | check both numbers"
        ),
        "fact-type: `few` for `dossiers_late` is not a count, such as `50` | give a count, such as `50`",
        ("fact-type: `90` for `satisfaction` is a plain number, and a percent is wanted | write `90%`"),
        "fact-domain: `51` for `violations` is above 50, the most it can be | None",
    ]


def test_unknown_names() -> None:
    assert told({**GOOD, "Has Plan": 1, "zzz": 2}) == [
        "unknown-fact: `Has Plan` is no fact of `demo` | did you mean `has_plan`?",
        "unknown-fact: `zzz` is no fact of `demo` | remove it, or check its spelling",
    ]


def test_a_name_that_is_not_given_is_proposed_first() -> None:
    raw = {name: value for name, value in GOOD.items() if name != "dossiers_late"}
    assert told({**raw, "dossiers_o": 0})[0].endswith("did you mean `dossiers_late`?")


def test_names_are_normalised() -> None:
    ruleset = loads(f'ruleset a "A"\nfact hồ_sơ: count\n{ONE}')
    decomposed = "ho\u0302\u0300_so\u031b"
    facts, problems = admit(ruleset, {decomposed: 1}, "en")
    assert facts is not None, problems
    assert facts.values == (("hồ_sơ", 1),)
    assert told({decomposed: 1, "hồ_sơ": 1}, ruleset) == [
        "fact-twice: `hồ_sơ` is given twice, in two spellings that look the same | remove one of the two"
    ]


def test_names_that_are_no_text() -> None:
    assert told({**GOOD, 7: 1, None: 2}) == [
        "fact-name: `7` is no name of a fact | names are text, as in the ruleset",
        "fact-name: `None` is no name of a fact | names are text, as in the ruleset",
    ]


# ---------------------------------------------------------------- only when


def test_a_fact_whose_condition_holds() -> None:
    raw = {**GOOD, "dossiers_late": 3}
    assert told(raw) == [
        (
            "fact-required: `why_late` is not given, and is required when `dossiers_late > 0`"
            " | give one of `staff`, `other`"
        ),
    ]
    assert told({**raw, "why_late": "staff"}) == [
        (
            "fact-required: `staff_lacking` is not given, and is required when `why_late is staff`"
            " | give a count, such as `50`"
        ),
    ]
    assert told({**raw, "why_late": "other"}) == []
    assert told({**raw, "why_late": "staff", "staff_lacking": 2}) == []


def test_a_fact_whose_condition_does_not_hold() -> None:
    assert told({**GOOD, "why_late": "staff", "staff_lacking": 1}) == [
        (
            "fact-not-asked: `why_late` is given, and is asked for only when `dossiers_late > 0`"
            " | leave `why_late` out, or correct what its condition says"
        ),
        (
            "fact-not-asked: `staff_lacking` is given, and is asked for only when `why_late is staff`"
            " | leave `staff_lacking` out, or correct what its condition says"
        ),
    ]
    assert told({**GOOD, "why_late": None, "staff_lacking": ""}) == []


def test_what_depends_on_a_refused_fact_is_not_judged() -> None:
    raw = {**GOOD, "dossiers_late": "few"}
    assert len(told(raw)) == 1
    assert len(told({**raw, "why_late": "staff"})) == 1
    assert len(told({**raw, "why_late": "nobody"})) == 2
    assert len(told({**GOOD, "dossiers": -1, "dossiers_on_time": 10**9})) == 1


def test_conditions_in_any_order() -> None:
    text = """
        ruleset chain "Chain"
        fact c: yes/no only when b
        fact b: yes/no only when r > 50%
        rate r: part of whole if none exempt
        fact part: count up to whole only when a
        fact whole: count only when a
        fact a: yes/no
    """
    ruleset = loads(text + ONE)
    assert told({"a": "no"}, ruleset) == []
    assert told({"a": "yes", "part": 0, "whole": 0}, ruleset) == []
    assert told({"a": "yes", "part": 1, "whole": 2}, ruleset) == []
    assert [one.split(":")[0] for one in told({"a": "yes", "part": 2, "whole": 2}, ruleset)] == [
        "fact-required"
    ]
    assert told({"a": "yes", "part": 2, "whole": 2, "b": "yes", "c": "no"}, ruleset) == []
    slugs = [one.split(" ")[0:2] for one in told({"a": "no", "b": "yes", "c": "yes"}, ruleset)]
    assert slugs == [["fact-not-asked:", "`c`"], ["fact-not-asked:", "`b`"]]


# ---------------------------------------------------------------- requirements


def test_a_broken_requirement_says_its_text_and_the_values() -> None:
    raw = {**GOOD, "dossiers_late": 6, "why_late": "other"}
    assert told(raw) == [
        (
            "requirement-broken: the facts break a requirement: on time and late within all"
            " | `dossiers_on_time + dossiers_late <= dossiers` must hold;"
            " here `dossiers_on_time` = 45, `dossiers_late` = 6, `dossiers` = 50"
        ),
    ]


def test_a_requirement_on_facts_that_may_be_missing() -> None:
    ruleset = loads(f'ruleset a "A"\nfact x: optional count\nrequire "small": x is missing or x < 5\n{ONE}')
    assert told({}, ruleset) == []
    assert told({"x": 4}, ruleset) == []
    assert len(told({"x": 5}, ruleset)) == 1


# ---------------------------------------------------------------- whatever it is


class Hostile(dict[str, object]):
    def items(self) -> Any:
        raise RuntimeError


class Key(str):
    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    __hash__ = str.__hash__

    def __str__(self) -> str:
        raise RuntimeError


class Late(dict[str, object]):
    """It raises after the first name."""

    def items(self) -> Any:
        def found() -> Iterator[tuple[str, object]]:
            yield "dossiers", 1
            raise KeyError

        return found()


@pytest.mark.parametrize("raw", [Hostile(), Late(), [], None, 5, "facts"])
def test_facts_that_cannot_be_read(raw: Any) -> None:
    assert told(raw)[0].startswith("facts-unreadable: the facts of this unit cannot be read | ")


def test_names_whose_methods_raise() -> None:
    assert len(told({**GOOD, Key("zzz"): 1})) == 1
    facts, _ = admit(
        RULESET, {(Key(name) if name == "dossiers" else name): value for name, value in GOOD.items()}, "en"
    )
    assert facts is not None


def test_many_wrong_names_are_told_soon() -> None:
    began = time.perf_counter()
    assert len(told({f"name_{number}": number for number in range(5_000)})) == 5_005
    assert len(told({"x" * 1_000_000: 1, **GOOD})) == 1
    assert time.perf_counter() - began < 10


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.decimals()
    | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=3,
)
NAMES = st.sampled_from([*RULESET.fact_by_name, "Dossiers", ""]) | st.text() | st.integers()


@given(st.dictionaries(NAMES, ANYTHING, max_size=6))
def test_any_facts_are_admitted_or_refused(raw: dict[Any, object]) -> None:
    facts, problems = admit(RULESET, raw, "vi")
    assert (facts is None) == bool(problems)
    for one in problems:
        assert one.message
        str(one).encode()


@given(
    st.fixed_dictionaries(
        {
            "unit_kind": st.sampled_from(["commune", "department"]),
            "has_plan": st.booleans(),
            "dossiers": st.integers(0, 9),
            "dossiers_on_time": st.integers(0, 9),
            "dossiers_late": st.integers(0, 9),
        },
        optional={
            "why_late": st.sampled_from(["staff", "other"]),
            "staff_lacking": st.integers(0, 9),
            "violations": st.integers(0, 60),
        },
    )
)
def test_admission_against_what_the_ruleset_says(raw: dict[str, Any]) -> None:
    late = raw["dossiers_late"] > 0
    staff = late and raw.get("why_late") == "staff"
    fits = (
        raw["dossiers_on_time"] + raw["dossiers_late"] <= raw["dossiers"]
        and ("why_late" in raw) == late
        and ("staff_lacking" in raw) == staff
        and raw.get("violations", 0) <= 50
    )
    facts, _ = admit(RULESET, raw, "en")
    assert (facts is not None) == fits

"""One corpus, every path: each table and each of its cases, in both dialects, through JSON and in sentences.

Expected values are those of `reference.py`, which reads no ruleset and uses nothing of the package; those of
the example units of 2024 were worked out apart from both.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any, Literal

import attrs
import pytest
from jsonschema import Draft202012Validator
from tests.corpus.make_cases import cases
from tests.corpus.tables import (
    EXAMPLES,
    HERE,
    SHIPPED,
    cases_of,
    each,
    every_corpus_table,
    every_table,
    other_of,
    paths,
    ruleset_of,
    sample_of,
    text_of,
    traces_of,
)
from tests.dialects import swapped

from emurules import Trace, evaluate, evaluate_many, explain, loads
from emurules.evaluation.serial import schema
from emurules.evaluation.trace import CitationShown, NodeTrace, ReadingShown
from emurules.files import read_facts

UNITS = ("units-2024.csv", "units-2024.json")

pytestmark = pytest.mark.unmeasured


# ---------------------------------------------------------------- the corpus


@every_table
def test_the_sample_has_the_first_and_the_last_case(table: str) -> None:
    every = list(zip(cases_of(table), traces_of(table), strict=True))
    sample = sample_of(table)
    assert (sample[0], sample[-1]) == (every[0], every[-1])
    assert len(sample) > 2


@each(*SHIPPED)
def test_the_sample_of_2024_goes_through_every_row_that_a_case_takes(table: str) -> None:
    sampled = {path for _, trace in sample_of(table) for path in paths(trace)}
    assert sampled == {path for trace in traces_of(table) for path in paths(trace)}


# ---------------------------------------------------------------- the reference


@every_corpus_table
def test_the_cases_are_those_that_the_script_makes(table: str) -> None:
    assert (HERE / table / "cases.json").read_text("utf-8") == cases(table)


@every_corpus_table
def test_every_case_comes_out_as_the_definition_says(table: str) -> None:
    wrong = {
        case.unit: (found, case.expected)
        for case, trace in zip(cases_of(table), traces_of(table), strict=True)
        if (found := _as_expected(trace)) != case.expected
    }
    assert not wrong


@every_corpus_table
def test_many_units_come_out_like_one_by_one(table: str) -> None:
    rows = [{"unit": case.unit, **case.facts} for case in cases_of(table)]
    many = evaluate_many(ruleset_of(table), rows)
    assert [result for _, result in many] == list(traces_of(table))


def _as_expected(trace: Trace) -> dict[str, object]:
    """What `cases.json` says of a unit, read off the JSON of its trace."""
    plain = json.loads(trace.to_json())
    return {
        "total": plain["total"],
        "attainable": plain["attainable"],
        "points": dict(_points(plain["sections"])),
        "grade": plain["grade"],
        "disqualified": bool(plain["disqualified"]),
    }


def _points(nodes: list[dict[str, Any]]) -> Iterator[tuple[str, str | None]]:
    for node in nodes:
        yield node["id"], node["points"]
        yield from _points(node.get("criteria", []))


# ---------------------------------------------------------------- both dialects


@every_table
def test_the_other_dialect_has_the_same_model(table: str) -> None:
    ruleset, other = ruleset_of(table), other_of(table)
    assert other.language != ruleset.language
    assert attrs.evolve(other, language=ruleset.language) == ruleset
    assert other.digest == ruleset.digest


@every_table
def test_the_other_dialect_has_the_same_traces(table: str) -> None:
    other = other_of(table)
    for case, trace in sample_of(table):
        assert _meaning(evaluate(other, case.facts, unit=case.unit)) == _meaning(trace)


@every_table
def test_swapping_back_gives_the_same_model(table: str) -> None:
    text = text_of(table)
    back = loads(swapped(swapped(text)))
    assert back == ruleset_of(table)
    assert len(back.text.text.splitlines()) == len(text.splitlines())


def _meaning(value: object) -> object:
    """A trace without the words of the ruleset's text; official texts stay."""
    if isinstance(value, tuple):
        return tuple(map(_meaning, value))
    kind: Any = type(value)
    if not attrs.has(kind):
        return value
    left_out: tuple[str, ...] = (
        () if kind in (CitationShown, ReadingShown) else ("text", "language", "engine")
    )
    if getattr(value, "kind", None) == "expression":
        left_out = (*left_out, "title")  # its text, with titles for names
    fields = attrs.fields(kind)
    kept = {one.name: _meaning(getattr(value, one.name)) for one in fields if one.name not in left_out}
    return kind.__name__, kept


# ---------------------------------------------------------------- JSON and sentences


@every_table
def test_json_keeps_every_trace_whole(table: str) -> None:
    for _, trace in sample_of(table):
        text = trace.to_json()
        back = Trace.from_json(text)
        assert back == trace
        assert back.to_json() == text


@every_table
def test_json_is_as_the_schema_says(table: str) -> None:
    validator = Draft202012Validator(schema())
    wrong = [
        f"{trace.unit}: {error.json_path} {error.message}"
        for _, trace in sample_of(table)
        for error in validator.iter_errors(json.loads(trace.to_json()))
    ]
    assert not wrong


@every_table
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_every_trace_can_be_explained(
    table: str, language: Literal["vi", "en"], form: Literal["text", "markdown"]
) -> None:
    for _, trace in sample_of(table):
        told = explain(trace, language, form)
        assert trace.ruleset.title in told.replace("\\", "")
        assert told == explain(Trace.from_json(trace.to_json()), language, form)


# ---------------------------------------------------------------- the table of 2024


@each(*SHIPPED)
def test_example_units_have_the_totals_that_were_worked_out_by_hand(table: str) -> None:
    with (HERE / "units-2024-expected.csv").open(encoding="utf-8", newline="") as file:
        expected = [(row["unit"], row["total"], row["attainable"]) for row in csv.DictReader(file)]
    plain = [json.loads(trace.to_json()) for trace in traces_of(table)]
    assert [(one["unit"], one["total"], one["attainable"]) for one in plain] == expected


def test_both_shipped_rulesets_say_the_same_of_every_unit() -> None:
    for english, vietnamese in zip(*map(traces_of, SHIPPED), strict=True):
        assert english.unit == vietnamese.unit
        assert list(map(_figures, english.nodes())) == list(map(_figures, vietnamese.nodes()))
        assert (english.total, english.attainable) == (vietnamese.total, vietnamese.attainable)


@pytest.mark.parametrize("file", UNITS)
def test_files_of_units_give_the_same_traces(file: str) -> None:
    ruleset = ruleset_of(SHIPPED[0])
    with (EXAMPLES / file).open("rb") as stream:
        opened = read_facts(stream, ruleset)
        units = list(opened.units)
    assert not opened.remarks
    found = []
    for unit in units:
        assert unit.facts is not None
        assert not unit.problems
        found.append(evaluate(ruleset, unit.facts, unit=unit.name))
    assert found == list(traces_of(SHIPPED[0]))


def _figures(node: NodeTrace) -> tuple[object, ...]:
    """What a node came to, and the lead of each of its steps, without names."""
    steps = [(step.kind, getattr(step, "gain", None)) for step in node.steps]
    return node.id, node.title, node.status, node.points, node.worth, node.attainable, steps, node.wording

"""The JSON Schema of a trace: it takes every trace, knows every field, and forbids what it doesn't know."""

import json
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from tests.evaluation import traces as made
from tests.evaluation.strategies import traces

from emurules.errors import EmurulesError
from emurules.evaluation import trace as shapes
from emurules.evaluation.serial import from_json, schema, to_json, to_plain
from emurules.evaluation.wire import STEPS

SCHEMA = schema()
VALIDATOR = Draft202012Validator(SCHEMA)

DEFINITIONS: dict[str, type] = {
    "ruleset": shapes.RulesetShown,
    "input": shapes.FactShown,
    "term": shapes.Term,
    "finding": shapes.Finding,
    "head": shapes.HeadShown,
    "row": shapes.RowShown,
    "step_exempt": shapes.ExemptStep,
    "step_exempt_by_value": shapes.ExemptValueStep,
    "step_award": shapes.AwardStep,
    "step_bands": shapes.BandsStep,
    "step_sum": shapes.SumStep,
    "step_reduce": shapes.ReduceStep,
    "step_zero": shapes.ZeroStep,
    "step_limit": shapes.LimitStep,
    "step_rescale": shapes.RescaleStep,
    "step_round": shapes.RoundStep,
    "citation": shapes.CitationShown,
    "reading": shapes.ReadingShown,
    "node": shapes.NodeTrace,
    "lowered": shapes.LoweredShown,
    "cap": shapes.CapShown,
    "grading": shapes.GradingTrace,
    "disqualification": shapes.DisqualificationShown,
}


def test_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@given(traces)
def test_takes_any_trace(trace: shapes.Trace) -> None:
    VALIDATOR.validate(to_plain(trace))


@pytest.mark.parametrize("unit", list(made.UNITS))
def test_takes_evaluated_traces(unit: str) -> None:
    VALIDATOR.validate(json.loads(to_json(made.everything(unit))))


@pytest.mark.parametrize("name", DEFINITIONS)
def test_has_every_field(name: str) -> None:
    """Field for field: keys, which of them may be left out, and their defaults."""
    fields = attrs.fields_dict(DEFINITIONS[name])
    shown = SCHEMA["$defs"][name]
    elsewhere = {"value", "defaulted"} if name == "input" else set()
    assert set(shown["properties"]) == set(fields) - elsewhere
    for key, one in fields.items():
        if key in elsewhere:
            continue
        may_be_absent = key not in shown["required"]
        if may_be_absent:
            default = list(one.default) if isinstance(one.default, tuple) else one.default
            said = shown["properties"][key].get("default")
            assert said == (str(default) if key == "before" else default), key
        if one.default is attrs.NOTHING:
            assert not may_be_absent, key


def test_has_every_field_of_the_whole() -> None:
    fields = {one.name for one in attrs.fields(shapes.Trace)}
    derived = {"facts", "defaults", "grade", "grades", "disqualified", "readings"}
    assert set(SCHEMA["properties"]) == fields | derived
    assert set(SCHEMA["required"]) == fields | derived


def test_has_every_kind_of_step() -> None:
    told = {
        kind
        for name in SCHEMA["$defs"]
        if name.startswith("step_")
        for kind in _words(SCHEMA["$defs"][name]["properties"]["kind"])
    }
    assert told == set(STEPS)
    refs = {one["$ref"].rsplit("/", 1)[1] for one in SCHEMA["$defs"]["step"]["oneOf"]}
    assert refs == {name for name in SCHEMA["$defs"] if name.startswith("step_")}
    assert len(get_args(shapes.Step)) == len(refs)


def test_has_every_word() -> None:
    """The words of each `Literal` are those of the schema."""
    for name, shape in DEFINITIONS.items():
        for key, one in attrs.fields_dict(attrs.resolve_types(shape)).items():
            words = [word for word in get_args(one.type) if isinstance(word, str)]
            if words and key in SCHEMA["$defs"][name]["properties"]:
                found = SCHEMA["$defs"][name]["properties"][key]
                found = SCHEMA["$defs"][found["$ref"].rsplit("/", 1)[1]] if "$ref" in found else found
                if "anyOf" not in found:
                    assert [word for word in _words(found) if word] == words, (name, key)


def test_forbids_the_unknown_everywhere() -> None:
    def walk(part: Any) -> None:
        if isinstance(part, dict):
            if part.get("type") == "object":
                assert "additionalProperties" in part
                assert part["additionalProperties"] is False or "properties" not in part
            for below in part.values():
                walk(below)
        elif isinstance(part, list):
            for below in part:
                walk(below)

    walk(SCHEMA)


def test_describes_every_definition() -> None:
    for name, shown in SCHEMA["$defs"].items():
        assert name == "bound" or "description" in shown, name


@pytest.mark.parametrize(
    "text", ["1", "-1", "0.5", "1/3", "01", "1.", ".5", "1/0", "1e3", "", "1 ", "+1", "1/01", "½"]
)
def test_numbers_are_those_that_are_read(text: str) -> None:
    plain = {**to_plain(made.small()), "total": text}
    try:
        from_json(json.dumps(plain))
    except EmurulesError:
        assert not VALIDATOR.is_valid(plain)
    else:
        VALIDATOR.validate(plain)


def _words(shown: dict[str, Any]) -> list[str]:
    return shown["enum"] if "enum" in shown else [shown["const"]]

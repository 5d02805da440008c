"""A trace as JSON: lossless, of the stable form, and never read from a text that isn't one."""

import json
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evaluation import traces as made
from tests.evaluation.accepting import check
from tests.evaluation.strategies import traces

from emurules.errors import EmurulesError
from emurules.evaluation.serial import from_json, to_json, to_plain
from emurules.evaluation.trace import Trace
from emurules.model.notation import MOST_DIGITS


def refusals(text: str | bytes) -> list[str]:
    with pytest.raises(EmurulesError) as caught:
        from_json(text)
    assert {one.slug for one in caught.value.diagnostics} == {"bad-trace-json"}
    for one in caught.value.diagnostics:
        assert one.within("vi").message != one.message
        str(one).encode()
    return [one.message for one in caught.value.diagnostics]


def changed(change: Callable[[dict[str, Any]], object]) -> list[str]:
    plain = to_plain(made.small())
    change(plain)
    return refusals(json.dumps(plain))


class TestForm:
    def test_golden(self) -> None:
        check("everything-middling.json", to_json(made.settled(made.everything("middling")), indent=1) + "\n")

    def test_stable_keys(self) -> None:
        plain = to_plain(made.small())
        assert list(plain)[:16] == [
            "schema", "engine", "ruleset", "unit", "facts", "facts_digest", "defaults", "total", "unscaled",
            "worth", "attainable", "grade", "grades", "disqualified", "readings", "sections",
        ]  # fmt: skip
        node = plain["sections"][0]["criteria"][0]
        for key in ("id", "status", "points", "worth", "attainable", "steps", "criteria"):
            assert key in node
        assert next(iter(node["steps"][0])) == "kind"

    def test_values(self) -> None:
        plain = to_plain(made.small())
        assert plain["facts"] == {
            "dossiers": "50", "share": "100/3%", "plan": None, "sent": "2024-03-26", "kind": "commune"
        }  # fmt: skip
        assert plain["defaults"] == ["share"]
        assert plain["sections"][0]["criteria"][1]["points"] is None
        step = plain["sections"][0]["criteria"][0]["steps"][0]
        assert step["subject"]["value"] == "90%"
        assert step["rows"][1]["head"] == {
            "kind": "interval", "lower": "80%", "upper": "100%", "upper_open": True
        }  # fmt: skip
        assert plain["sections"][0]["steps"][0]["parts"] == [
            {"id": "6", "points": "1"}, {"id": "7", "points": None}
        ]  # fmt: skip

    def test_unlimited(self) -> None:
        trace = made.trace(made.node("I", worth="unlimited"))
        assert to_plain(trace)["sections"][0]["worth"] == "unlimited"
        assert from_json(to_json(trace)) == trace

    def test_letters_stay(self) -> None:
        assert "Tiêu chí" in to_json(made.trace(made.node("I", title="Tiêu chí")))

    def test_one_line_unless_indented(self) -> None:
        assert "\n" not in to_json(made.small())
        assert "\n  " in to_json(made.small(), indent=2)


class TestRoundTrip:
    @given(traces)
    def test_any(self, trace: Trace) -> None:
        assert from_json(to_json(trace)) == trace

    @pytest.mark.parametrize("unit", list(made.UNITS))
    def test_everything(self, unit: str) -> None:
        trace = made.everything(unit)
        assert from_json(to_json(trace, indent=2)) == trace

    @pytest.mark.parametrize("name", ["digital_transformation_2024", "chuyen_doi_so_2024"])
    def test_2024(self, name: str) -> None:
        assert from_json(to_json(made.table_2024(name)).encode()) == made.table_2024(name)

    def test_longest_numbers(self) -> None:
        for number in (
            Fraction(10**MOST_DIGITS - 1),
            Fraction(10**MOST_DIGITS - 1, 10**MOST_DIGITS - 7),
            Fraction(1, 2**33_000),
        ):
            trace = made.trace(total=number)
            assert from_json(to_json(trace)) == trace

    def test_byte_order_mark(self) -> None:
        assert from_json("\ufeff" + to_json(made.small())) == made.small()

    def test_deep_criteria(self) -> None:
        node = made.node("x")
        for _ in range(60):
            node = made.node("x", criteria=(node,))
        assert from_json(to_json(made.trace(node))) == made.trace(node)

    def test_too_deep_to_write(self) -> None:
        node = made.node("x")
        for _ in range(2000):
            node = made.node("x", criteria=(node,))
        with pytest.raises(EmurulesError, match="nested too deeply"):
            to_json(made.trace(node))


class TestRefused:
    @pytest.mark.parametrize("text", ["", "{", "nope", "{'a': 1}", b"\xff", '{"a": 1} x'])
    def test_no_json(self, text: str | bytes) -> None:
        assert refusals(text) == ["this is no JSON from here on"]

    def test_place_in_the_text(self) -> None:
        with pytest.raises(EmurulesError) as caught:
            from_json('{\n "a": nope}')
        assert (caught.value.diagnostics[0].line, caught.value.diagnostics[0].column) == (2, 7)

    @pytest.mark.parametrize("text", ["1", '"x"', "null", "true", "NaN", "1.5"])
    def test_no_object(self, text: str) -> None:
        assert refusals(text) == [f"`trace` must be an object, and is `{text}`"]

    def test_list_of_traces(self) -> None:
        assert refusals(f"[{to_json(made.small())}]") == ["this is a list, and no trace"]

    def test_other_schema(self) -> None:
        assert refusals('{"schema": 2}') == [
            "this is a trace of schema `2`, and schema `1` is what can be read here"
        ]
        for other in ("true", "1.0", '"1"', "null"):
            assert refusals(f'{{"schema": {other}}}')
        assert refusals("{}") == ["`trace.schema` is missing"]

    @pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 900 + "]" * 900])
    def test_deep_nesting(self, text: str) -> None:
        assert refusals(text)[0] in ("the trace is nested too deeply", "this is a list, and no trace")

    def test_deep_criteria(self) -> None:
        plain = to_plain(made.small())
        inner = plain["sections"][0]
        text = json.dumps({**plain, "sections": ["HERE"]})
        node = json.dumps({**inner, "criteria": ["HERE"]})
        for _ in range(400):
            text = text.replace('"HERE"', node)
        assert refusals(text.replace('"HERE"', "")) == ["the trace is nested too deeply"]

    def test_key_twice(self) -> None:
        text = to_json(made.small()).replace('"unit": "A"', '"unit": "A", "unit": "B"')
        assert refusals(text) == ["`trace.unit` stands there twice"]
        text = to_json(made.small()).replace('"grades": {}', '"grades": {"x": null, "x": null}')
        assert refusals(text)

    def test_missing_and_unknown(self) -> None:
        assert changed(lambda plain: plain.pop("total")) == ["`trace.total` is missing"]
        assert changed(lambda plain: plain.update(x=1)) == ["a trace has nothing called `trace.x`"]
        assert changed(lambda plain: plain["sections"][0].update(x=1)) == [
            "a trace has nothing called `trace.sections[0].x`"
        ]

    @pytest.mark.parametrize(
        ("value", "message"),
        [
            (1, 'must be a number in quotes such as `"9.5"` or `"1/3"`, and is `1`'),
            (1.5, 'must be a number in quotes such as `"9.5"` or `"1/3"`, and is `1.5`'),
            (float("nan"), "and is `NaN`"),
            (10**30, "and is `1000000000000000000000000000000`"),
            ("1/0", "and is"), ("1e3", "and is"), ("+1", "and is"), (" 1", "and is"), ("1\n", "and is"),
            ("१", "and is"), ("01", "and is"), ("", "and is"), ("1,5", "and is"), (None, "and is `null`"),
            (True, "and is `true`"), ([], "and is `[…]`"), ({}, "and is `{…}`"),
            ("1" * (MOST_DIGITS + 10), "has too many digits"),
            ("1/" + "7" * (MOST_DIGITS + 10), "has too many digits"),
            ("9" * 10_000_000, "has too many digits"),
        ],
    )  # fmt: skip
    def test_number(self, value: object, message: str) -> None:
        (found,) = changed(lambda plain: plain.update(total=value))
        assert "`trace.total`" in found
        assert message in found

    def test_wrong_types(self) -> None:
        def change(plain: dict[str, Any]) -> None:
            plain["engine"] = 1
            plain["sections"][0]["line"] = True
            plain["sections"][0]["form"] = "part"
            plain["sections"][0]["criteria"] = {}
            plain["ruleset"]["dated"] = "2024-02-30"
            plain["unit"] = "\ud800"

        assert changed(change) == [
            "`trace.engine` must be a text, and is `1`",
            '`trace.ruleset.dated` must be a date such as `"2024-03-26"`, and is `"2024-02-30"`',
            '`trace.unit` must be a text, and is `"\\ud800"`',
            '`trace.sections[0].form` must be one of `section`, `criterion`, and is `"part"`',
            "`trace.sections[0].line` must be a whole number, and is `true`",
            "`trace.sections[0].criteria` must be a list, and is `{…}`",
        ]

    def test_step(self) -> None:
        def step(plain: dict[str, Any]) -> dict[str, Any]:
            found: dict[str, Any] = plain["sections"][0]["criteria"][0]["steps"][0]
            return found

        place = "trace.sections[0].criteria[0].steps[0]"
        assert changed(lambda plain: step(plain).pop("kind")) == [f"`{place}.kind` is missing"]
        (found,) = changed(lambda plain: step(plain).update(kind="bonds"))
        assert found.startswith(f"`{place}.kind` must be one of `exempt`,")
        assert changed(lambda plain: step(plain).update(kind="reduce"))
        assert changed(lambda plain: step(plain)["subject"].update(value="0.9")) == [
            f'`{place}.subject.value` must be a percent such as `"90%"`, and is `"0.9"`'
        ]
        assert changed(lambda plain: step(plain)["subject"].update(state="exempt")) == [
            f'`{place}.subject.value` is `"90%"`, which does not go with its state'
        ]
        (found,) = changed(lambda plain: step(plain)["subject"].update(type="share"))
        assert found.startswith(f"`{place}.subject.type` must be one of `number`, `percent`,")

    def test_facts(self) -> None:
        assert changed(lambda plain: plain["facts"].update(dossiers=50)) == [
            "`trace.facts.dossiers` must be a text, and is `50`"
        ]
        assert changed(lambda plain: plain["facts"].pop("dossiers")) == ["`trace.facts.dossiers` is missing"]
        assert changed(lambda plain: plain["facts"].update(x="1")) == [
            "a trace has nothing called `trace.facts.x`"
        ]
        assert changed(lambda plain: plain["inputs"].append(plain["inputs"][0])) == [
            "`trace.inputs[5].name` stands there twice"
        ]
        assert changed(lambda plain: plain["inputs"][0].pop("name")) == [
            "a trace has nothing called `trace.facts.dossiers`",
            "`trace.inputs[0].name` is missing",
        ]
        assert changed(lambda plain: plain["inputs"][0].update(value="50")) == [
            "a trace has nothing called `trace.inputs[0].value`"
        ]

    @pytest.mark.parametrize(
        ("key", "value", "message"),
        [
            ("grade", "Good", '`trace.grade` is `"Good"`, but the rest of the trace gives `null`'),
            ("defaults", ["x"], '`trace.defaults` is `["x"]`, but the rest of the trace gives `[]`'),
            ("disqualified", ["x"], '`trace.disqualified` is `["x"]`, but the rest of the trace gives `[]`'),
            ("grades", {"x": None}, "`trace.grades` is `{…}`, but the rest of the trace gives `{…}`"),
            ("readings", [], "`trace.readings` must be an object, and is `[…]`"),
            ("defaults", "share", '`trace.defaults` is `"share"`, but the rest of the trace gives `[]`'),
        ],
    )
    def test_what_is_said_twice_agrees(self, key: str, value: object, message: str) -> None:
        found = changed(lambda plain: plain.update({key: value}))
        assert message in found[-1]

    @given(st.data())
    def test_any_change_is_refused_or_read(self, data: st.DataObject) -> None:
        """Whatever stands in the place of any value, an `EmurulesError` is all that escapes."""
        plain = to_plain(made.everything("middling"))
        for _ in range(data.draw(st.integers(1, 3))):
            _spoil(plain, data)
        try:
            trace = from_json(json.dumps(plain))
        except EmurulesError as error:
            assert str(error)  # noqa: PT017 (it need not be raised)
        else:
            assert from_json(to_json(trace)) == trace

    @given(st.text())
    def test_any_text(self, text: str) -> None:
        with pytest.raises(EmurulesError):
            from_json(text)


_junk: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1.5, "", "x", "1", "50%", "2024-03-26", [], {}, [[]], "unlimited"]
).map(deepcopy)


def _spoil(value: Any, data: st.DataObject) -> None:
    """Replaces, removes or adds something somewhere below a value."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        below = value[key]
        if isinstance(below, (dict, list)) and below and data.draw(st.booleans()):
            value = below
            continue
        match data.draw(st.sampled_from(["replace", "remove", "add"])):
            case "replace":
                value[key] = data.draw(_junk)
            case "remove":
                del value[key]
            case "add" if isinstance(value, dict):
                value["x"] = data.draw(_junk)
            case _:
                value.append(data.draw(_junk))
        return


def test_import_stays_light() -> None:
    code = "import sys, emurules; print([one for one in ('cattrs', 'babel') if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""Survive anything: whatever a unit or a trace in JSON looks like, only `EmurulesError` comes out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

from hypothesis import event, example, given
from hypothesis import strategies as st
from tests.properties.hostile import Colour, OwnText, Stubborn, anything, json_values
from tests.properties.mutations import ROUGH, changed, seeds
from tests.properties.sound import can_be_shown, is_sound, ruleset_of, seeded
from tests.properties.units import edges_of, unit
from tests.properties.watch import within

from emurules import (
    EmurulesError,
    EvaluationError,
    FactsError,
    Ruleset,
    Trace,
    evaluate,
    evaluate_many,
    explain,
)

places = st.integers(0, 1 << 16)
rough_changes = st.lists(st.tuples(st.sampled_from(ROUGH), places, places), min_size=1, max_size=5)


# ---------------------------------------------------------------- facts


fact_names = st.sampled_from([fact.name for fact in ruleset_of(seeds()[0]).facts])
keys = st.one_of(
    fact_names,
    fact_names.map(lambda name: name + "s"),
    st.sampled_from(("unit", "", " ", "Late", "đơn_vị", "\ud800", None, 5, ("a",), Colour.RED)),
    st.just("late").map(OwnText),
    st.text(max_size=5),
)


@given(places, st.lists(st.tuples(keys, anything), max_size=6), st.sampled_from(("vi", "en", None)))
def test_any_facts_are_scored_or_refused(
    chance: int, changes: list[tuple[Any, object]], language: Literal["vi", "en"] | None
) -> None:
    ruleset = ruleset_of(seeds()[0])
    facts: dict[Any, object] = dict(unit(ruleset, _edges(), seeded(chance)) or {})
    facts.update(changes)
    with within():
        _scored_or_refused(ruleset, facts, language)


@given(st.sampled_from(seeds()), st.one_of(anything, st.dictionaries(keys, anything, max_size=5)))
def test_anything_for_facts_is_refused(seed: str, facts: Any) -> None:
    with within():
        _scored_or_refused(ruleset_of(seed), facts, None)


@given(
    st.one_of(
        st.lists(st.one_of(anything, st.dictionaries(keys, anything, max_size=3)), max_size=3),
        st.dictionaries(keys, anything, max_size=3),
        anything.filter(lambda rows: not isinstance(rows, Stubborn)),
    )
)
def test_any_rows_are_scored_or_refused(rows: Any) -> None:
    with within():
        try:
            for name, result in evaluate_many(ruleset_of(seeds()[0]), rows):
                assert name is None or isinstance(name, str)
                assert isinstance(result, (Trace, EmurulesError))
                if isinstance(result, EmurulesError):
                    can_be_shown(result)
        except FactsError as error:
            can_be_shown(error)


@cache
def _edges() -> Any:
    return edges_of(ruleset_of(seeds()[0]))


def _scored_or_refused(ruleset: Ruleset, facts: Any, language: Literal["vi", "en"] | None) -> None:
    try:
        trace = evaluate(ruleset, facts, language=language)
    except FactsError as error:
        event("refused")
        can_be_shown(error)
    else:
        event("scored")
        is_sound(trace)


# ---------------------------------------------------------------- traces


@cache
def _traces() -> tuple[str, ...]:
    return tuple(_traced())


def _traced() -> Iterator[str]:
    for seed in seeds():
        ruleset = ruleset_of(seed)
        random = seeded(seed)
        for _ in range(3):
            facts = unit(ruleset, edges_of(ruleset), random)
            if facts is not None:
                try:
                    yield evaluate(ruleset, facts, unit="U").to_json()
                except EvaluationError:
                    continue


@given(
    st.integers(0, 1000),
    st.lists(st.tuples(st.sampled_from("=-+*@"), places, json_values), min_size=1, max_size=4),
)
def test_any_change_of_a_trace_is_read_or_refused(which: int, changes: list[tuple[str, int, object]]) -> None:
    plain = json.loads(_traces()[which % len(_traces())])
    for how, at, value in changes:
        _altered(plain, how, at, value)
    with within():
        _read_or_refused(json.dumps(plain))


@given(st.integers(0, 1000), rough_changes, st.booleans())
def test_any_text_of_a_trace_is_read_or_refused(which: int, changes: list[Any], as_bytes: bool) -> None:
    text = changed(_traces()[which % len(_traces())], changes)
    with within():
        _read_or_refused(text.encode("utf-8", "surrogatepass") if as_bytes else text)


@given(st.one_of(st.text(max_size=30), st.binary(max_size=30), json_values.map(json.dumps)))
@example("[" * 100_000)
@example('{"schema": 1, "facts": ' * 10_000)
@example('{"schema": ' + "9" * 5000 + "}")
@example('{"schema": 1e999999}')
def test_anything_for_a_trace_is_refused(text: str | bytes) -> None:
    with within():
        _read_or_refused(text)


def _read_or_refused(text: str | bytes) -> None:
    try:
        trace = Trace.from_json(text)
    except EmurulesError as error:
        event("refused")
        can_be_shown(error)
        return
    event("read")
    assert Trace.from_json(trace.to_json()) == trace
    for language in ("vi", "en"):
        for form in ("text", "markdown"):
            try:
                assert explain(trace, language, form)
            except EmurulesError as error:
                can_be_shown(error)


def _altered(plain: Any, how: str, at: int, value: object) -> None:
    """Changes one place of a JSON value: sets, takes out, adds, doubles, or swaps it with another."""
    slots = [*_slots(plain)]
    holder, key = slots[at % len(slots)]
    match how:
        case "=":
            holder[key] = value
        case "-":
            del holder[key]
        case "+" if isinstance(holder, list):
            holder.insert(key, value)
        case "+":
            holder[str(value)[:20]] = value
        case "*" if isinstance(holder, list):
            holder.insert(key, holder[key])
        case _:
            other, place = slots[(at * 31 + 7) % len(slots)]
            holder[key], other[place] = (
                json.loads(json.dumps(other[place])),
                json.loads(json.dumps(holder[key])),
            )


def _slots(plain: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a JSON value: what holds it, and the key."""
    waiting = [plain]
    while waiting:
        holder = waiting.pop()
        pairs = list(holder.items() if isinstance(holder, Mapping) else enumerate(holder))
        for key, value in pairs:
            yield holder, key
            if isinstance(value, (dict, list)):
                waiting.append(value)

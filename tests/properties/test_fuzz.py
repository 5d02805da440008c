"""Survive anything: whatever a ruleset, a unit or a trace looks like, nothing but `EmurulesError` comes out.

Each example is one mutated text, file, unit or trace. A text that is accepted has to be a ruleset with which
units can be scored; the gaps and overlaps of its rows are found by a later check, so those two refusals stand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st
from tests.properties import watch
from tests.properties.mutations import LIKELY, NASTY, NUMBERS, ROUGH, changed, seeds
from tests.properties.units import edges_of, unit
from tests.properties.watch import within

import emurules
from emurules import (
    Diagnostic,
    EmurulesError,
    EvaluationError,
    FactsError,
    Ruleset,
    RulesetError,
    Trace,
    check_text,
    evaluate,
    evaluate_many,
    explain,
    loads,
)
from emurules.diagnostics.render import as_json, as_text
from emurules.model.ruleset import Bands
from emurules.source import Source
from emurules.syntax import nodes, parse

# What a unit may still be refused with: proofs that rows neither leave a gap nor overlap are a later check.
UNPROVEN = {"no-row-holds", "several-rows-hold"}
FOUND_WITH_A_UNIT = {"failing-example"}

places = st.integers(0, 1 << 16)
rough_changes = st.lists(st.tuples(st.sampled_from(ROUGH), places, places), min_size=1, max_size=5)
likely_changes = st.lists(st.tuples(st.sampled_from(LIKELY), places, places), min_size=1, max_size=12)
seed_texts = st.sampled_from(seeds())


# ---------------------------------------------------------------- texts and files


@given(seed_texts, rough_changes)
def test_a_text_is_a_ruleset_or_has_findings(seed: str, changes: list[Any]) -> None:
    with within():
        _survives(changed(seed, changes))


@given(
    st.text(st.one_of(st.characters(), st.sampled_from('"`#();:%._-=<>/\n 01')), max_size=200), st.booleans()
)
def test_any_text_has_findings(text: str, headed: bool) -> None:
    with within():
        _survives('ruleset r "R" section I "S" worth 1 award 1 ' + text if headed else text)


@given(
    seed=seed_texts,
    patches=st.lists(st.tuples(places, st.binary(max_size=8), st.integers(0, 300)), max_size=4),
    utf16=st.booleans(),
)
def test_any_bytes_of_a_file_have_findings(
    seed: str, patches: list[tuple[int, bytes, int]], utf16: bool, fuzzed: Path
) -> None:
    data = bytearray(seed[:4000].encode("utf-16" if utf16 else "utf-8"))
    for at, piece, length in patches:
        start = at % (len(data) + 1)
        data[start : start + length] = piece
    fuzzed.write_bytes(data)
    with within():
        found = emurules.check(fuzzed)
        _shown(found)
        try:
            emurules.load(fuzzed)
        except RulesetError as error:
            _shown(error.diagnostics)


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "fuzzed.emu"


def _survives(text: str) -> Ruleset | None:
    """Checks and loads a text, and shows what was found in both languages."""
    found = check_text(text)
    _shown(found)
    errors = [one for one in found if one.severity == "error" and one.slug not in FOUND_WITH_A_UNIT]
    try:
        ruleset = loads(text)
    except RulesetError as error:
        event("refused")
        assert errors
        assert list(error.diagnostics) == list(found)
        return None
    event("accepted")
    assert not errors
    _holds_all_that_is_written(ruleset)
    assert ruleset.digest.startswith("sha256:")
    assert loads(text) == ruleset
    return ruleset


def _shown(found: tuple[Diagnostic, ...]) -> None:
    for one in found:
        for language in ("en", "vi"):
            told = one.within(language)
            assert told.message
            assert str(told)
            as_text(told).encode()
            json.dumps(as_json(told)).encode()
        if one.source is not None:
            assert all(
                0 <= label.span.start <= label.span.end <= len(one.source.text) for label in one.labels
            )
    assert found == tuple(sorted(found, key=lambda one: (one.line or 0, one.column or 0)))


def _holds_all_that_is_written(ruleset: Ruleset) -> None:
    """No statement is lost on the way from the tree to the model."""
    tree, _ = parse(Source("", ruleset.text.text))
    assert tree is not None
    written = [one for one in tree.declarations if isinstance(one, (nodes.Section, nodes.Criterion))]
    statements = [one for node in written for one in node.statements]
    meant = list(ruleset.node_by_id.values())
    assert len(written) == len(meant)
    assert _count(statements, nodes.Award, nodes.Bands) == sum(len(node.awards) for node in meant)
    assert _count(statements, nodes.Reduce) == sum(len(node.reductions) for node in meant)
    assert _count(statements, nodes.Zero) == sum(len(node.zeros) for node in meant)
    assert _count(statements, nodes.Exempt) == sum(len(node.exemptions) for node in meant)
    assert _count(tree.declarations, nodes.Fact) == len(ruleset.facts)
    assert _count(tree.declarations, nodes.Let) == len(ruleset.lets)
    assert _count(tree.declarations, nodes.Rate) == len(ruleset.rates)
    assert _count(tree.declarations, nodes.Require) == len(ruleset.requirements)


def _count(things: Any, *kinds: type) -> int:
    return sum(isinstance(one, kinds) for one in things)


# ---------------------------------------------------------------- accepted rulesets and admissible units


@given(seed_texts, likely_changes, places)
def test_what_is_accepted_scores_every_admissible_unit(seed: str, changes: list[Any], chance: int) -> None:
    """Walks from one accepted ruleset to the next, and scores some units with the last."""
    text, ruleset = seed, _ruleset(seed)
    with within():
        for change in changes:
            tried = changed(text, [change])
            try:
                ruleset = loads(tried)
            except RulesetError:
                continue
            text = tried
        event("changed" if text != seed else "as it was")
        assert ruleset is not None
        _holds_all_that_is_written(ruleset)
        _scores(ruleset, Random(chance))


@cache
def _ruleset(text: str) -> Ruleset:
    return loads(text)


def _scores(ruleset: Ruleset, random: Random) -> None:
    edges = edges_of(ruleset)
    for _ in range(6):
        facts = unit(ruleset, edges, random)
        if facts is None:
            event("unit: none found")
            continue
        try:
            trace = evaluate(ruleset, facts, unit="U")
        except EvaluationError as error:
            slugs = {one.slug for one in error.diagnostics}
            event(f"unit: {', '.join(sorted(slugs))}")
            unproven = slugs <= UNPROVEN or _is_a_gap_at_missing(error, ruleset)
            assert unproven, f"{error}\n\n{facts}\n\n{ruleset.text.text}"
            continue
        event("unit: scored")
        _is_sound(trace)


def _is_a_gap_at_missing(error: EvaluationError, ruleset: Ruleset) -> bool:
    """Whether the subject of some bands is missing, and they have no row for that."""
    bands = [one for node in ruleset.node_by_id.values() for one in node.awards if isinstance(one, Bands)]
    heads = {one.subject.span for one in bands if one.partition.may_be_missing}
    return [(one.slug, one.labels[0].span in heads) for one in error.diagnostics] == [("value-missing", True)]


def _is_sound(trace: Trace) -> None:
    text = trace.to_json()
    back = Trace.from_json(text)
    assert back == trace
    assert back.to_json() == text
    for language in ("vi", "en"):
        for form in ("text", "markdown"):
            assert explain(trace, language, form)


# ---------------------------------------------------------------- facts


class _Colour(Enum):
    RED = "red"


class _Stubborn:
    """An object that does nothing that is asked of it, while it is being tested."""

    def _refuse(self, *_: object) -> Any:
        if watch.ON:
            raise RuntimeError("no")
        return "stubborn"

    __str__ = __repr__ = __eq__ = __bool__ = __len__ = __iter__ = __int__ = __float__ = __format__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = __getitem__ = __contains__ = __index__ = __getattr__ = _refuse
    __hash__ = object.__hash__


class _Text(str):
    __slots__ = ()
    __str__ = __repr__ = __eq__ = __format__ = _Stubborn._refuse
    __hash__ = str.__hash__


class _Whole(int):
    __str__ = __repr__ = __eq__ = __lt__ = __add__ = _Stubborn._refuse
    __hash__ = int.__hash__


HOSTILE = (
    _Stubborn(), _Text("commune"), _Text(""), _Whole(3), _Colour.RED, object, object(), Ellipsis, NotImplemented, len,
    float("nan"), float("inf"), -float("inf"), -0.0, 1e308, 5e-324, 0.1 + 0.2, complex(1, 2),
    Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1e999999"), Decimal("1e-999999"), Decimal("-0"),
    10**40, 10**5000, -(10**40), 1 << 200_000, Fraction(1, 10**5000), Fraction(10**41, 3), Fraction(2, 3),
    date.min, date.max, datetime(2024, 1, 1), datetime(2024, 1, 1, tzinfo=UTC), b"1", bytearray(b"x"), (), [], {}, set(),
    True, False, None, "", " ", "missing", "MISSING", "chưa có số liệu", "yes", "Có", "không", "TRUE", "1/0", "1/3", "1e5", "1e999999",
    "9" * 10_000, "0." + "1" * 10_000, "12,5", "1.500", "90 %", "90%", "-5%", "1_000", "٣", "１２", "½", "∞", "nan", "+5", "--5", "0x10",
    "2024-03-26", "26/3/2024", "2024-13-01", "0000-00-00", "\ud800", "\0", "a" * 200_000, "e\u0301" * 1000,
)  # fmt: skip

anything = st.recursive(
    st.one_of(
        st.integers(0, len(HOSTILE) - 1).map(HOSTILE.__getitem__),
        st.sampled_from(NUMBERS),
        st.sampled_from(NASTY),
        st.integers(),
        st.floats(),
        st.decimals(),
        st.fractions(),
        st.dates(),
        st.datetimes(),
        st.text(max_size=20),
        st.binary(max_size=5),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.tuples(inner), st.dictionaries(st.text(max_size=3), inner, max_size=2)),
    max_leaves=4,
)  # fmt: skip
fact_names = st.sampled_from([fact.name for fact in _ruleset(seeds()[0]).facts])
keys = st.one_of(
    fact_names,
    fact_names.map(lambda name: name + "s"),
    st.sampled_from(("unit", "", " ", "Late", "đơn_vị", "\ud800", None, 5, ("a",), _Colour.RED)),
    st.just("late").map(_Text),
    st.text(max_size=5),
)


@given(places, st.lists(st.tuples(keys, anything), max_size=6), st.sampled_from(("vi", "en", None)))
def test_any_facts_are_scored_or_refused(
    chance: int, changes: list[tuple[Any, object]], language: Literal["vi", "en"] | None
) -> None:
    ruleset = _ruleset(seeds()[0])
    facts: dict[Any, object] = dict(unit(ruleset, _edges(), Random(chance)) or {})
    facts.update(changes)
    with within():
        _scored_or_refused(ruleset, facts, language)


@given(st.sampled_from(seeds()), st.one_of(anything, st.dictionaries(keys, anything, max_size=5)))
def test_anything_for_facts_is_refused(seed: str, facts: Any) -> None:
    with within():
        _scored_or_refused(_ruleset(seed), facts, None)


@given(
    st.one_of(
        st.lists(st.one_of(anything, st.dictionaries(keys, anything, max_size=3)), max_size=3),
        st.dictionaries(keys, anything, max_size=3),
        anything.filter(lambda rows: not isinstance(rows, _Stubborn)),
    )
)
def test_any_rows_are_scored_or_refused(rows: Any) -> None:
    with within():
        try:
            for name, result in evaluate_many(_ruleset(seeds()[0]), rows):
                assert name is None or isinstance(name, str)
                assert isinstance(result, (Trace, EmurulesError))
                if isinstance(result, EmurulesError):
                    _shown_without_place(result)
        except FactsError as error:
            _shown_without_place(error)


@cache
def _edges() -> Any:
    return edges_of(_ruleset(seeds()[0]))


def _scored_or_refused(ruleset: Ruleset, facts: Any, language: Literal["vi", "en"] | None) -> None:
    try:
        trace = evaluate(ruleset, facts, language=language)
    except FactsError as error:
        event("refused")
        assert error.diagnostics
        _shown_without_place(error)
    else:
        event("scored")
        _is_sound(trace)


def _shown_without_place(error: EmurulesError) -> None:
    for one in error.diagnostics:
        for language in ("en", "vi"):
            told = one.within(language)
            assert len(f"{told.message}{told.help}") < 5000
            as_text(told).encode()
            json.dumps(as_json(told), ensure_ascii=False).encode("utf-8", "backslashreplace")


# ---------------------------------------------------------------- traces


@cache
def _traces() -> tuple[str, ...]:
    return tuple(_traced())


def _traced() -> Iterator[str]:
    for seed in seeds():
        ruleset = _ruleset(seed)
        random = Random(seed)
        for _ in range(3):
            facts = unit(ruleset, edges_of(ruleset), random)
            if facts is not None:
                try:
                    yield evaluate(ruleset, facts, unit="U").to_json()
                except EvaluationError:
                    continue


json_values = st.one_of(
    st.sampled_from((None, True, False, 0, -1, 1, 10**30, "", "0", "1/3", "1/0", "90%", "unlimited", "2024-02-30", "9" * 9999, [], {}, [[]])),
    st.sampled_from(("known", "missing", "exempt", "rate", "taken", "interval", "yes/no", "percent", "number", "date", "choice")),
    st.sampled_from((*NUMBERS, *NASTY)),
    st.recursive(st.one_of(st.text(max_size=5), st.integers(), st.floats()), lambda inner: st.lists(inner, max_size=3), max_leaves=3),
)  # fmt: skip


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
        assert error.diagnostics
        _shown_without_place(error)
        return
    event("read")
    assert Trace.from_json(trace.to_json()) == trace
    for language in ("vi", "en"):
        for form in ("text", "markdown"):
            try:
                assert explain(trace, language, form)
            except EmurulesError as error:
                _shown_without_place(error)


def _altered(plain: Any, how: str, at: int, value: object) -> None:
    """Changes one place of a JSON value: sets it, takes it out, adds to it, doubles it or swaps it with another."""
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

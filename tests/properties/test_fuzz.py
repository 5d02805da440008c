"""Survive anything: whatever a ruleset looks like, nothing but `EmurulesError` comes out.

Each example is one mutated text or file. A text that is accepted has to be a ruleset with which
units can be scored; gaps and overlaps of its rows are found by a later check, so those two refusals stand.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import event, given
from hypothesis import strategies as st
from tests.dialects import swapped
from tests.properties.mutations import LIKELY, ROUGH, changed, seeds
from tests.properties.sound import is_sound, ruleset_of, seeded
from tests.properties.units import edges_of, unit
from tests.properties.watch import within
from tests.sizes import examples

import emurules
from emurules import (
    Diagnostic,
    EvaluationError,
    Ruleset,
    RulesetError,
    Trace,
    check_text,
    evaluate,
    loads,
)
from emurules.checks import PROOFS
from emurules.checks import found as check_findings
from emurules.diagnostics.render.data import as_json
from emurules.diagnostics.render.text import as_text
from emurules.driver import compile_source
from emurules.source import Source
from emurules.syntax import nodes, parse

# What a unit may be refused with, where the proofs find a gap or an overlap, or cannot rule one out.
UNPROVEN = {"no-row-holds", "several-rows-hold", "value-missing"}
FOUND_WITH_A_UNIT = {"failing-example"}

places = st.integers(0, 1 << 16)
rough_changes = st.lists(st.tuples(st.sampled_from(ROUGH), places, places), min_size=1, max_size=5)
likely_changes = st.lists(st.tuples(st.sampled_from(LIKELY), places, places), min_size=1, max_size=12)
seed_texts = st.sampled_from(seeds())


# ---------------------------------------------------------------- texts and files


@examples(15)
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
    ruleset, refused = _loaded(text)
    if ruleset is None:
        event("refused")
        assert errors
        # `check` tells of habits besides, but of all that is refused, and of no other error.
        assert set(refused) <= set(found)
        assert [one for one in refused if one.severity == "error"] == [
            one for one in found if one.severity == "error"
        ]
        return None
    event("accepted")
    assert not errors
    _holds_all_that_is_written(ruleset)
    assert ruleset.digest.startswith("sha256:")
    assert compile_source(Source("<text>", text)).ruleset == ruleset
    return ruleset


def _loaded(text: str) -> tuple[Ruleset | None, tuple[Diagnostic, ...]]:
    try:
        return loads(text), ()
    except RulesetError as error:
        return None, error.diagnostics


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


@examples(12)
@given(seed_texts, likely_changes, places)
def test_what_is_accepted_scores_every_admissible_unit(seed: str, changes: list[Any], chance: int) -> None:
    """Walks from one accepted ruleset to the next, and scores some units with the last."""
    with within():
        ruleset = _walked(seed, changes)
        event("changed" if ruleset.text.text != seed else "as it was")
        _holds_all_that_is_written(ruleset)
        _scores(ruleset, seeded(chance))


@examples(12)
@given(seed_texts, likely_changes)
def test_what_is_accepted_means_the_same_in_the_other_dialect(seed: str, changes: list[Any]) -> None:
    with within():
        ruleset = _walked(seed, changes)
        other = compile_source(Source("<text>", swapped(ruleset.text.text))).ruleset
        assert other is not None
        assert evolve(other, language=ruleset.language) == ruleset


def _walked(seed: str, changes: list[Any]) -> Ruleset:
    """The last ruleset that can be read, each change being made to the last text that could; unproven."""
    ruleset = ruleset_of(seed)
    for change in changes:
        source = Source("<text>", changed(ruleset.text.text, [change]))
        ruleset = compile_source(source).ruleset or ruleset
    return ruleset


def _scores(ruleset: Ruleset, random: Random) -> None:
    edges = edges_of(ruleset)
    trace: Trace | None = None
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
            if not (slugs <= UNPROVEN and _is_in_doubt(ruleset)):
                raise AssertionError(f"{error}\n\n{facts}\n\n{ruleset.text.text}") from error
            continue
        event("unit: scored")
        assert Trace.from_json(trace.to_json()) == trace
    if trace is not None:
        is_sound(trace)


def _is_in_doubt(ruleset: Ruleset) -> bool:
    """Whether the proofs find a gap or an overlap, or cannot rule one out."""
    return bool(check_findings(ruleset, "en", PROOFS))

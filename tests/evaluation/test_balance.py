"""A trace accounts for its points: they are what its steps come to, and a change of either is found out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.corpus.tables import every_corpus_table, traces_of

import emurules
from emurules import EmurulesError, Trace
from emurules.evaluation.balance import unbalanced

RULESET = emurules.loads("""
ruleset tiny "Tiny"
fact late: count
section I "All" worth 3
criterion 1 "In time" worth 2
    award 2
    deduct 0.5 per late
criterion 2 "Plan" worth 1
    award 1
""")


def first(plain: dict[str, Any]) -> dict[str, Any]:
    criterion: dict[str, Any] = plain["sections"][0]["criteria"][0]
    return criterion


@pytest.mark.unmeasured
@every_corpus_table
def test_every_trace_of_the_corpus_adds_up(table: str) -> None:
    """That it is read back as it was, tests/corpus shows."""
    for trace in traces_of(table):
        assert list(unbalanced(trace)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda plain: plain.update(total="4"), "trace.total"),
        (lambda plain: plain["sections"][0].update(points="3"), "trace.sections[0].points"),
        (lambda plain: first(plain).update(points="2"), "trace.sections[0].criteria[0].points"),
        (lambda plain: first(plain)["steps"][1].update(gain="0"), "trace.sections[0].criteria[0].points"),
        (lambda plain: plain["facts"].update(late="0"), "trace.facts_digest"),
    ],
)
def test_a_changed_trace_is_found_out(change: object, said: str) -> None:
    plain = json.loads(emurules.evaluate(RULESET, {"late": 1}).to_json())
    assert callable(change)
    change(plain)
    with pytest.raises(EmurulesError, match="gives") as refused:
        Trace.from_json(json.dumps(plain))
    assert said in str(refused.value)

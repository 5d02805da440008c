"""Every document that a ruleset names is in the trace, its JSON and its explanation."""

from __future__ import annotations

import json
from datetime import date

from emurules import Trace, evaluate, explain, loads
from emurules.evaluation.trace import CitationShown

RULESET = """ruleset r "R"
    source "Kế hoạch số 1420/KH-UBND" dated 2024-03-26
    source "Hướng dẫn số 7"
    source "Công văn số 88" dated 2024-05-02
section I "S" worth 1 award 1
"""
KEPT = [{"text": "Hướng dẫn số 7", "dated": None}, {"text": "Công văn số 88", "dated": "2024-05-02"}]


def test_no_source_of_the_head_is_lost() -> None:
    trace = evaluate(loads(RULESET), {})
    assert (trace.ruleset.source, trace.ruleset.dated) == ("Kế hoạch số 1420/KH-UBND", date(2024, 3, 26))
    assert trace.ruleset.further_sources == (
        CitationShown(text="Hướng dẫn số 7"),
        CitationShown(text="Công văn số 88", dated=date(2024, 5, 2)),
    )
    written = json.loads(trace.to_json())["ruleset"]
    assert (written["source"], written["dated"]) == ("Kế hoạch số 1420/KH-UBND", "2024-03-26")
    assert written["further_sources"] == KEPT
    assert Trace.from_json(trace.to_json()) == trace


def test_an_explanation_names_every_source() -> None:
    lines = explain(evaluate(loads(RULESET), {}), language="en").splitlines()
    assert [line for line in lines if line.startswith("Source:")] == [
        "Source: Kế hoạch số 1420/KH-UBND, 26 March 2024",
        "Source: Hướng dẫn số 7",
        "Source: Công văn số 88, 2 May 2024",
    ]

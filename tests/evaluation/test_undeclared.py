"""A table that is transcribed in part says so on its results: what is attainable is no full score."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from tests.cli.running import run

from emurules import Trace, evaluate, explain, loads

HALF = """ruleset half "Half a table"
fact n: count
section I "Main" worth 16
criterion 1 "One" worth 6
    award 1 per n at most 6
"""


def undeclared(text: str) -> dict[str, Fraction]:
    """What is not declared, by the node's id; the total's is ""."""
    trace = evaluate(loads(text), {"n": 5})
    return {"": trace.undeclared, **{node.id: node.undeclared for node in trace.nodes() if node.undeclared}}


def test_what_the_parts_lack_is_in_the_trace() -> None:
    trace = evaluate(loads(HALF), {"n": 5})
    section = trace.section("I")
    assert (section.worth, section.attainable) == (Fraction(16), Fraction(6))
    assert section.undeclared == 10
    assert trace.criterion("1").undeclared == trace.undeclared == 0
    assert json.loads(trace.to_json())["sections"][0]["undeclared"] == "10"
    assert Trace.from_json(trace.to_json()) == trace


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (("worth 16", "worth 6"), {"": 0}),
        (("worth 16", "worth unlimited"), {"": 0}),
        (("worth 16", "worth 16\n    points at most 6"), {"": 0}),
        (("worth 16", "worth 16 rescaled"), {"": 0}),
        (("section I", "total worth 20\nsection I"), {"": 4, "I": 10}),
        (("award 1 per n", "exempt when n = 5\n    award 1 per n"), {"": 0, "I": 10}),
    ],
)
def test_where_a_limit_or_rescaling_accounts_for_it_nothing_is_lacking(
    change: tuple[str, str], found: dict[str, int]
) -> None:
    assert undeclared(HALF.replace(*change, 1)) == found


def test_explanations_say_it() -> None:
    trace = evaluate(loads(HALF.replace("section I", "total worth 20\nsection I")), {"n": 5})
    english, vietnamese = explain(trace, language="en"), explain(trace, language="vi")
    assert "Not declared: 4 points of this scale stand in no section." in english
    assert "Not declared: 10 points of this worth stand in no part of it." in english
    assert "Chưa khai báo: 4 điểm của thang điểm này không nằm ở phần nào." in vietnamese
    assert "Chưa khai báo: 10 điểm của điểm chuẩn này không nằm ở phần nào bên dưới." in vietnamese
    assert "declared" not in explain(evaluate(loads(HALF.replace("16", "6")), {"n": 5}), language="en")


def test_the_table_of_results_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("half.emu").write_text(HALF, "utf-8")
    Path("u.csv").write_text("unit,n\nA,5\nB,6\n", "utf-8")
    lines = run("score", "half.emu", "u.csv").out.splitlines()
    assert lines[-2:] == [
        "I: Main, worth 16",
        "I: 10 points of its worth are declared in no part of it, so nobody can get them",
    ]
    vietnamese = run("score", "half.emu", "u.csv", "--language", "vi").out.splitlines()
    assert vietnamese[-1].startswith("I: 10 điểm trong điểm chuẩn chưa được khai báo ở phần nào")

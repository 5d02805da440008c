"""`check --summary`: what each part can come to, as a table and as JSON."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from tests.cli.running import run

from emurules import evaluate, load

DESKS = """ruleset desks "Desks"
fact kept "Kept": percent
fact small "A small office": yes/no
section I "All" worth 4
criterion 1 "Kept" worth 2
    evidence "the register"
    bands kept
        from 80%  : 2
        below 80% : 0.5
criterion 2 "Visits" worth (1 when small otherwise 2)
    evidence "the book"
    exempt when small and kept = 0%
    award worth when kept > 50%
law "More is better": total never falls when kept rises
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("desks.emu").write_text(DESKS, encoding="utf-8")
    return tmp_path


TABLE = """Desks

Criterion   Title    Worth   Least   Most   Results   Exempt
--------------------------------------------------------------
I           All          4     0.5      4         5
1           Kept         2     0.5      2         2
2           Visits     1–2       0      2         3   possible
Total                    4     0.5      4         5

The least total, 0.5:
    kept = 25%; small = yes
The most total, 4:
    kept = 90%; small = no
laws: 1 proven
"""


def test_a_table_for_people() -> None:
    ran = run("check", "--summary", "desks.emu")
    findings, _, table = ran.out.partition("\n\n")
    assert ran.code == 0
    assert findings.startswith("warning[no-source]")
    assert table == TABLE
    assert ran.err == "1 warning in 1 file\n"


def test_json_has_every_part_and_units_that_reach_the_ends() -> None:
    (data,) = json.loads(run("check", "--summary", "--format", "json", "desks.emu").out)
    assert data["ruleset"] == "desks"
    assert data["laws"] == [{"law": "More is better", "verdict": "proven"}]
    assert [one["id"] for one in data["nodes"]] == ["I", "1", "2", None]
    assert data["nodes"][2] == {
        "id": "2", "title": "Visits", "worth_least": "1", "worth_most": "2", "least": "0",
        "least_attained": True, "most": "2", "most_attained": True, "distinct": 3, "counted": True,
        "exempt": True, "assessed": True,
    }  # fmt: skip
    ruleset = load("desks.emu")
    for end in ("least", "most"):
        total = evaluate(ruleset, data["units"][end]).total
        assert total == Fraction(data["nodes"][3][end])


def test_nothing_is_summed_where_there_are_errors() -> None:
    Path("gap.emu").write_text(DESKS.replace("below 80%", "below 70%"), encoding="utf-8")
    ran = run("check", "--summary", "gap.emu")
    assert ran.code == 1
    assert "error[gap]" in ran.out
    assert "Criterion " not in ran.out
    ran = run("check", "--summary", "--format", "json", "gap.emu")
    assert (ran.code, json.loads(ran.out)) == (1, [])
    assert "error[gap]" in ran.err
    assert ran.err.endswith("1 error, 1 warning in 1 file\n")


@pytest.mark.parametrize("words", [("-",), ("desks.emu", "--format", "sarif")])
def test_it_reads_files_and_writes_text_or_json(words: tuple[str, ...]) -> None:
    ran = run("check", "--summary", *words)
    assert (ran.code, ran.out) == (2, "")
    assert "--summary reads files" in ran.err

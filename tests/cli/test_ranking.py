"""The order of units in the table of results: by total, by grade, or as they stand in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.running import run

RULESET = """ruleset r "R"
fact n: count up to 10
fact late: yes/no default no
section I "S" worth 10
criterion 1 "C" worth 10 award 1 per n
{grades}
"""
EXCLUSIVE = 'grades by total\n below 5: "C"\n from 5 to below 8: "B"\n from 8: "A"\n'
LOWERED = """grades by total best that holds
 from 8: "A"
 from 5: "B"
 otherwise: "C"
 one lower when late "late"
"""
UNITS = "unit,n,late\nP,4,no\nQ,9,yes\nR,6,no\nS,9,no\nT,7,no\nU,6,yes\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("u.csv").write_text(UNITS, "utf-8")


def order(grades: str, *words: str) -> list[str]:
    """Rank and unit of each row, or the unit alone."""
    Path("r.emu").write_text(RULESET.format(grades=grades), "utf-8")
    ran = run("score", "r.emu", "u.csv", "--format", "markdown", *words)
    assert ran.code == 0, ran.err
    rows = [line.strip("| ").split("|") for line in ran.out.splitlines() if line.startswith("|")][2:]
    ranked = rows[0][0].strip().isdigit()
    return [" ".join(cell.strip() for cell in row[: 1 + ranked]) for row in rows]


def test_by_total() -> None:
    assert order(LOWERED) == ["1 Q", "1 S", "3 T", "4 R", "4 U", "6 P"]


def test_by_grade_and_then_by_total() -> None:
    assert order(LOWERED, "--by", "grade") == ["1 S", "2 Q", "3 T", "4 R", "5 U", "6 P"]


def test_rows_that_exclude_each_other_have_an_order_too() -> None:
    assert order(EXCLUSIVE, "--by", "grade") == ["1 Q", "1 S", "3 T", "4 R", "4 U", "6 P"]


def test_without_ranks_in_the_order_of_the_file() -> None:
    assert order(LOWERED, "--no-rank") == ["P", "Q", "R", "S", "T", "U"]


def test_the_lowest_total_comes_first_where_more_is_worse(monkeypatch: pytest.MonkeyPatch) -> None:
    worse = RULESET.replace('"R"', '"R" more is worse')
    monkeypatch.setattr("tests.cli.test_ranking.RULESET", worse)
    assert order("") == ["1 P", "2 R", "2 U", "4 T", "5 Q", "5 S"]
    assert "Ranked from the lowest total" in run("score", "r.emu", "u.csv").out
    assert "Ranked" not in run("score", "r.emu", "u.csv", "--no-rank").out
    assert order(EXCLUSIVE, "--by", "grade") == ["1 P", "2 R", "2 U", "4 T", "5 Q", "5 S"]


def test_grades_without_an_order_are_no_ranking() -> None:
    Path("r.emu").write_text(RULESET.format(grades=""), "utf-8")
    ran = run("score", "r.emu", "u.csv", "--by", "grade")
    assert ran.code == 2
    assert "`r` gives no grades" in ran.err
    guarded = 'grades by total\n below 5: "C"\n from 5 when late: "B"\n from 5 when not late: "A"\n'
    Path("r.emu").write_text(RULESET.format(grades=guarded), "utf-8")
    ran = run("score", "r.emu", "u.csv", "--by", "grade")
    assert ran.code == 2
    assert "`best that holds` would give them one" in ran.err

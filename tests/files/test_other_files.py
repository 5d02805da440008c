"""A file for something else scores nobody: not even where every fact has a default."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.running import run

RULESET = """ruleset quiet "All by default"
fact late "Reports that were late": count default 0
fact complete "Reports are complete": yes/no default yes
section I "Reports" worth 5
criterion 1 "In time" worth 5
    award 5 when complete
    deduct 1 per late
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("quiet.emu").write_text(RULESET, "utf-8")
    return tmp_path


def totals(name: str, text: str) -> dict[str, str]:
    """The totals of a file's units, as it is scored."""
    Path(name).write_text(text, "utf-8")
    ran = run("score", "quiet.emu", name, "--format", "json")
    assert ran.code == 0, ran.err
    return {one["unit"]: one["total"] for one in json.loads(ran.out)}


@pytest.mark.parametrize(
    ("name", "text", "slug"),
    [
        ("other columns.csv", "unit,visits\nA,3\n", "csv-header"),
        ("another separator.csv", "unit|late\nA|3\n", "csv-header"),
        ("no header.csv", "A,3,yes\nB,1,no\n", "csv-header"),
        ("names alone.csv", "unit\nA\nB\n", "csv-header"),
        ("numbers alone.csv", "#,unit\n1,A\n", "csv-header"),
        ("many columns.csv", ",".join(f"c{number}" for number in range(500)) + "\n1\n", "csv-header"),
        ("other keys.json", '[{"unit": "A", "visits": 3}, {"unit": "B"}]', "json-form"),
        ("no keys.json", "{}", "json-form"),
        ("remarks.json", '[{"unit": "A", "# late": 3}]', "json-form"),
    ],
)
@pytest.mark.parametrize("keep_going", [False, True])
def test_a_file_without_a_fact_is_refused(name: str, text: str, slug: str, keep_going: bool) -> None:
    Path(name).write_text(text, "utf-8")
    ran = run("score", "quiet.emu", name, *["--keep-going"] * keep_going)
    assert (ran.code, ran.out) == (1, "")
    assert f"error[{slug}]" in ran.err
    assert "emurules template quiet.emu" in ran.err or "between the columns" in ran.err


def test_one_fact_is_enough() -> None:
    assert totals("a.csv", "unit,late\nA,2\nB,\n") == {"A": "3", "B": "5"}
    assert totals("a.json", '[{"unit": "A", "late": 2}, {"unit": "B"}]') == {"A": "3", "B": "5"}
    wide = ",".join(f"c{number}" for number in range(500))
    assert totals("wide.csv", f"unit,{wide},late\nA,{',' * 499},2\n") == {"A": "3"}


def test_a_ruleset_without_facts_takes_a_list_of_names() -> None:
    Path("none.emu").write_text('ruleset n "N" section I "S" worth 1 award 1', "utf-8")
    Path("u.csv").write_text("unit\nA\n", "utf-8")
    assert run("score", "none.emu", "u.csv").code == 0


# ---------------------------------------------------------------- columns called `#`


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("first", ["#", "# ", "# no.", '"#"'])
def test_a_number_column_makes_no_remark_of_the_header(first: str, separator: str) -> None:
    rows = [(first, "unit", "late"), ("1", "A", "2"), ("2", "B", "0")]
    assert totals("u.csv", "\n".join(map(separator.join, rows))) == {"A": "3", "B": "5"}


def test_remarks_stay_remarks() -> None:
    text = "# as of 30 June\n# by hand,see file\n#,unit,late\n1,A,2\n# 2,B,1\n#\n3,C,0\n"
    assert totals("u.csv", text) == {"A": "3", "C": "5"}

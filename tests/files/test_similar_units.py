"""Units whose names a reader takes for one are told of, and scored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.running import run

RULESET = 'ruleset r "R" fact n: count section I "S" worth 9 criterion 1 "C" worth 9 award 1 per n at most 9'
SAME = [
    ("Xã Tây", "XÃ TÂY"),
    ("Xã Tây", "Xã T\u200bây"),
    ("Xã Tây 1", "Xã Tây \uff11"),
    ("Ban A", "Ban \uff21"),
    ("Ban\u00ad A", "ban a"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_names_that_look_the_same_are_told_of(
    first: str, second: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.emu").write_text(RULESET, "utf-8")
    names = [first, "Ban khác", second]
    rows = [{"unit": name, "n": "1"} for name in names]
    text = (
        "unit,n\n" + "\n".join(f"{name},1" for name in names) if form == "csv" else json.dumps(rows, indent=0)
    )
    Path(f"u.{form}").write_text(text, "utf-8")
    ran = run("score", "r.emu", f"u.{form}", "--format", "json")
    assert ran.code == 0
    assert [one["unit"] for one in json.loads(ran.out)] == names
    assert ran.err.count("warning[similar-unit]") == 1
    assert f"on line {2 if form == 'csv' else 3}:" in ran.err


def test_names_that_differ_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.emu").write_text(RULESET, "utf-8")
    Path("u.csv").write_text("unit,n\nXã Tây,1\nXã Tay,1\nXã Tây 2,1\n", "utf-8")
    assert run("score", "r.emu", "u.csv").err == ""

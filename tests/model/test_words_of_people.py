"""Facts as people write them: ticks, titles, capitals and space; and what says that there is nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.running import run

from emurules import FactsError, evaluate, loads

RULESET = """ruleset r "R"
fact kind "Kind of unit": one of
    office "Phòng, ban"
    commune "UBND xã, phường"
    town "Thị trấn"
    twin "Thị trấn"
fact done "Đã có kế hoạch": yes/no
fact late "Số ngày trễ": count only when done
fact signed "Đã ký số": yes/no only when done
section I "S" worth 4
criterion 1 "C" worth 1 award 1 when kind is commune
criterion 2 "C" worth 1 award 1 when done
criterion 3 "C" worth 2 exempt when not done
    award 1 when late = 0
    award 1 when signed
"""
UNIT = {"kind": "office", "done": "no"}


def total(**facts: object) -> int:
    return int(evaluate(loads(RULESET), {**UNIT, **facts}).total)


def refused(**facts: object) -> list[str]:
    with pytest.raises(FactsError) as caught:
        evaluate(loads(RULESET), {**UNIT, **facts})
    return [one.slug for one in caught.value.diagnostics]


@pytest.mark.parametrize("word", ["x", "X", "✓", "✔", "có", "CÓ", "Yes", "đúng", "Đúng", "true", "TRUE"])
def test_words_and_ticks_for_yes(word: str) -> None:
    assert total(done=word, late=1, signed="no") == 1


@pytest.mark.parametrize("word", ["no", "No", "không", "Không", "sai", "FALSE"])
def test_words_for_no(word: str) -> None:
    assert total(done=word) == 0


@pytest.mark.parametrize("word", ["1", "0", "xx", "ok", "-", "✗"])
def test_other_words_are_refused(word: str) -> None:
    assert refused(done=word) == ["fact-type"]


@pytest.mark.parametrize(
    "word", ["commune", "Commune", "UBND xã, phường", "ubnd  xã,  phường", " UBND XÃ, PHƯỜNG "]
)
def test_an_option_by_its_name_or_title_in_any_case_and_spacing(word: str) -> None:
    assert total(kind=word) == 1


@pytest.mark.parametrize("word", ["Thị trấn", "thị trấn", "UBND xã", "com mune"])
def test_a_title_of_two_options_or_of_none_is_refused(word: str) -> None:
    assert refused(kind=word) == ["fact-domain"]


def test_nothing_may_be_said_of_what_is_not_asked() -> None:
    trace = evaluate(loads(RULESET), {**UNIT, "late": "0", "signed": "không"})
    assert trace.total == 0
    assert (trace.facts["late"], trace.facts["signed"]) == (None, None)
    assert refused(late=1) == ["fact-not-asked"]
    assert refused(signed="x") == ["fact-not-asked"]


# ---------------------------------------------------------------- headers and keys


def totals(name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.chdir(tmp_path)
    Path("r.emu").write_text(RULESET, "utf-8")
    Path(name).write_text(text, "utf-8")
    ran = run("score", "r.emu", name, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return {one["unit"]: one["total"] for one in json.loads(ran.out)}


@pytest.mark.parametrize("header", ["unit;Kind of unit;Đã có kế hoạch", "unit;KIND OF  UNIT;đã có kế hoạch"])
def test_columns_may_have_the_titles_of_facts(
    header: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = totals("u.csv", f"{header}\nA;commune;no\nB;UBND xã, phường;No\n", tmp_path, monkeypatch)
    assert found == {"A": "1", "B": "1"}


def test_keys_may_be_the_titles_of_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps([{"unit": "A", "Kind of unit": "commune", "Đã có kế hoạch": False}])
    assert totals("u.json", text, tmp_path, monkeypatch) == {"A": "1"}


def test_a_fact_under_its_name_and_its_title_is_there_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.emu").write_text(RULESET, "utf-8")
    Path("u.csv").write_text("unit;kind;Kind of unit;done\nA;office;commune;no\n", "utf-8")
    ran = run("score", "r.emu", "u.csv")
    assert ran.code == 1
    assert "error[doubled-column]" in ran.err
    Path("u.json").write_text(
        '{"unit": "A", "kind": "office", "Kind of unit": "commune", "done": false}', "utf-8"
    )
    ran = run("score", "r.emu", "u.json")
    assert ran.code == 1
    assert "error[json-doubled-key]" in ran.err
    assert "u.json:1:33" in ran.err

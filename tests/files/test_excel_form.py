"""The form as a workbook: what people may enter, and that it comes back without loss when it is filled in."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.cli.running import run
from tests.corpus.make_cases import TABLES

from emurules import evaluate, load
from emurules.model.domain import Choice
from emurules.model.notation import value_text

CORPUS = Path(__file__).parents[1] / "corpus"
RULESET = """ruleset r "R"
fact kind "=HYPERLINK(1)": one of
    office "Phòng, ban"
    commune "UBND xã"
    one "Same"
    other "Same"
fact done: yes/no
fact all_: count up to 500
fact part: count up to all_
fact share: percent
fact gain: number from -10 to 20.5
fact opened: date from 2024-01-01 to 2024-12-31
fact free: number
fact some: count from 1 to all_
section I "S" worth 1 award 1
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.emu").write_text(RULESET, "utf-8")


def form(ruleset: str = "r.emu", language: str = "en") -> Any:
    words = ("template", ruleset, "--format", "xlsx", "--output", "form.xlsx", "--language", language)
    ran = run(*words)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    return load_workbook("form.xlsx")


def test_the_sheets_tell_what_goes_in() -> None:
    book = form()
    assert book.sheetnames == ["Units", "Facts", "Lists"]
    units = book["Units"]
    assert [cell.value for cell in units[1]][:4] == ["unit", "kind", "done", "all_"]
    assert units["A2"].value == "# the unit's name"
    assert units["G3"].value == "number from -10 up to 20.5"
    assert units.freeze_panes == "B4"
    assert [cell.value for cell in book["Facts"][6]][:3] == ["share", None, "percent such as 85%"]
    assert form(language="vi").sheetnames[0] == "Đơn vị"


def test_no_text_acts_as_a_formula() -> None:
    book = form()
    for cell in (book["Units"]["B2"], book["Facts"]["B2"]):
        assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_cells_have_lists_limits_and_formats() -> None:
    book = form()
    units, lists = book["Units"], book["Lists"]
    rules = {str(one.sqref)[0]: one for one in units.data_validations.dataValidation}
    assert [lists[f"B{row}"].value for row in range(1, 5)] == ["Phòng, ban", "UBND xã", "one", "other"]
    assert (rules["B"].type, rules["B"].formula1) == ("list", "'Lists'!$B$1:$B$4")
    assert [lists["C1"].value, lists["C2"].value] == ["yes", "no"]
    told = {name: (one.type, one.operator, one.formula1, one.formula2) for name, one in rules.items()}
    assert told["D"] == ("whole", "between", "0", "500")
    assert told["E"] == ("whole", "between", "0", "$D4")
    assert told["F"] == ("decimal", "between", "0", "1")
    assert told["G"] == ("decimal", "between", "-10", "41/2")
    assert told["H"] == ("date", "between", "45292", "45657")
    assert "I" not in told
    assert told["J"] == ("whole", "between", "1", "$D4")
    assert units["J3"].value == "whole number from 1 up to all_"
    assert (units["F4"].number_format, units["H4"].number_format) == ("0.00%", "yyyy-mm-dd")


def test_a_workbook_needs_a_file() -> None:
    ran = run("template", "r.emu", "--format", "xlsx")
    assert ran.code == 2
    assert "--output FILE.xlsx" in ran.err
    ran = run("template", "r.emu", "--format", "xlsx", "--output", "no/form.xlsx")
    assert ran.code == 1
    assert "error[unwritable-file]" in ran.err


def test_the_ending_says_the_format() -> None:
    form()
    for ending in ("xlsx", "csv", "json"):
        ran = run("template", "r.emu", "--out", f"o.{ending}")
        assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert load_workbook("o.xlsx").sheetnames == load_workbook("form.xlsx").sheetnames
    assert Path("o.csv").read_text("utf-8-sig").startswith("unit,")
    assert json.loads(Path("o.json").read_text("utf-8"))
    assert ".csv, .json, .xlsx" in run("template", "r.emu", "--out", "o.pdf").err
    for more in (("--format", "csv"), ("--output", "p.csv")):
        ran = run("template", "r.emu", "--out", "o.xlsx", *more)
        assert (ran.code, "leave out" in ran.err) == (2, True)


# ---------------------------------------------------------------- filled in


def entered(value: object, domain: object) -> object:
    """A value as a person would enter it in a cell."""
    if isinstance(domain, Choice):
        option = next(one for one in domain.options if one.name == value)
        return option.title or option.name
    if isinstance(value, Fraction):
        exact = Fraction(repr(float(value))) == value
        return float(value) if exact else value_text(value, domain.type)  # type: ignore[attr-defined]
    return value


@pytest.mark.parametrize("table", [*TABLES, "digital_transformation_2024", "chuyen_doi_so_2024"])
def test_a_filled_form_comes_back_without_loss(table: str) -> None:
    file = str(CORPUS / table / "ruleset.emu") if table in TABLES else table
    ruleset = load(file)
    if table in TABLES:
        cases = json.loads((CORPUS / table / "cases.json").read_text("utf-8"))[:40]
        given = {case["unit"]: case["facts"] for case in cases}
    else:
        one = {fact.name: "0" for fact in ruleset.facts}
        given = {"Xã A": _first(ruleset, one)}
    traces = [evaluate(ruleset, facts, unit=unit) for unit, facts in given.items()]
    book = form(file)
    units = book.worksheets[0]
    for row, trace in enumerate(traces, 4):
        units.cell(row, 1).value = trace.unit
        for column, (fact, name) in enumerate(zip(ruleset.facts, trace.facts, strict=True), 2):
            value = trace.facts[name]
            if value is not None and not isinstance(value, (date, bool)):
                value = entered(value, fact.domain)  # type: ignore[assignment]
            units.cell(row, column).value = value
    book.save("form.xlsx")
    ran = run("score", file, "form.xlsx", "--format", "json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert [one["facts"] for one in found] == [json.loads(trace.to_json())["facts"] for trace in traces]
    assert [one["total"] for one in found] == [json.loads(trace.to_json())["total"] for trace in traces]


def _first(ruleset: Any, facts: dict[str, Any]) -> dict[str, Any]:
    """Facts of a unit of the 2024 table: nothing done, of the first kind."""
    for fact in ruleset.facts:
        if isinstance(fact.domain, Choice):
            facts[fact.name] = fact.domain.names[0]
        elif fact.domain.type.value == "yes/no":
            facts[fact.name] = "no"
    return {name: value for name, value in facts.items() if not ruleset.fact_by_name[name].only_when}

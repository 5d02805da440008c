"""Units from Excel workbooks: each cell is exactly what stands there, and nothing is taken for another."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from tests.cli.running import Ran, run

from emurules import evaluate, load

RULESET = """ruleset r "R"
fact kind "Kind of unit": one of
    office "Phòng, ban"
    commune "UBND xã"
fact done "Has a plan": yes/no
fact n "Dossiers": count
fact share "Share on time": percent
fact gain: optional number from -100 to 100_000
fact opened: optional date
section I "S" worth 10
criterion 1 "C" worth 10 award 1 when done award 1 per n at most 9
"""
HEAD = ["unit", "kind", "done", "n", "share", "gain", "opened"]
ROW: list[Any] = ["Xã A", "UBND xã", True, 12, 0.9, 1234.5, dt.datetime(2024, 2, 15)]  # noqa: DTZ001
FACTS = {"kind": "commune", "done": True, "n": "12", "share": "90%", "gain": "1234.5", "opened": "2024-02-15"}
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.emu").write_text(RULESET, "utf-8")


def written(
    *rows: list[Any], sheet: str = "Units", percent: bool = True, book: Workbook | None = None
) -> Workbook:
    """A workbook with a sheet of these rows; numbers below `share` are shown as percents."""
    if book is None:
        book = Workbook()
        book.remove(book.active)  # type: ignore[arg-type]
    made = book.create_sheet(sheet)
    for row in rows:
        made.append(row)
    for cell in made["E"] if percent else ():
        cell.number_format = "0%"
    book.save("u.xlsx")
    return book


def score(*words: str, ruleset: str = "r.emu") -> Ran:
    return run("score", ruleset, "u.xlsx", "--language", "en", "--format", "json", *words)


def facts(*words: str) -> dict[str, object]:
    ran = score(*words)
    assert ran.code == 0, ran.err
    found: dict[str, object] = json.loads(ran.out)[0]["facts"]
    return found


def refused(*words: str) -> str:
    ran = score(*words)
    assert (ran.code, ran.out) == (1, "")
    return ran.err


def test_cells_are_what_they_are() -> None:
    written(HEAD, ROW)
    assert facts() == FACTS


@pytest.mark.parametrize(
    ("value", "read"),
    [(0.1, "0.1"), (1e-07, "0.0000001"), (12.0, "12"), (1.125, "1.125"), (-5, "-5"), ("1 250,5", "1250.5")],
)
def test_numbers_are_exact_and_no_marks_are_asked_about(value: object, read: str) -> None:
    """The point of a number in a cell is no thousands separator, whatever `--decimal` says of text."""
    written(HEAD, [*ROW[:5], value, ROW[6]])
    assert facts("--decimal", ",")["gain"] == read


def test_text_is_read_as_in_a_csv() -> None:
    written(HEAD, ["A", "phòng,  BAN", "x", "1 250", "92 %", "−5", "15/2/2024"])
    assert facts("--dates", "d/m/y") == {
        **FACTS, "kind": "office", "n": "1250", "share": "92%", "gain": "-5", "opened": "2024-02-15",
    }  # fmt: skip


def test_a_percent_is_one_only_if_it_is_shown_as_one() -> None:
    written(HEAD, ROW, percent=False)
    assert "write `0.9%`, or `90%` if `0.9` is the ratio" in refused()
    book = written(HEAD, ROW, percent=False)
    book["Units"]["E2"].number_format = '0.0"%"'
    book.save("u.xlsx")
    assert "`0.9` for `share` is a plain number" in refused()
    book["Units"]["E2"].number_format = "[Red]0.00%"
    book.save("u.xlsx")
    assert facts()["share"] == "90%"


def test_a_time_is_no_date() -> None:
    written(HEAD, [*ROW[:6], dt.datetime(2024, 2, 15, 10, 30)])  # noqa: DTZ001
    assert "u.xlsx:2:7, cell G2, unit `Xã A`" in refused()


def test_a_formula_without_a_value_is_refused_by_its_cell() -> None:
    written(HEAD, [*ROW[:3], "=6*2", *ROW[4:]])
    told = refused()
    assert "error[excel-formula]: the formula for `n` has no value: `=6*2`" in told
    assert "cell D2, unit `Xã A`" in told


def test_a_name_without_a_value_is_no_name() -> None:
    written(HEAD, ["=A1", *ROW[1:]])
    assert "error[excel-formula]: the formula for `unit` has no value: `=A1`" in refused()


def test_remarks_blank_rows_and_a_number_column() -> None:
    written(["# as of 30 June"], [], ["#", *HEAD], [1, *ROW], ["# a remark", "x"], [], percent=False)
    book_row = [2, "Xã B", "office", False, 3, "80%"]
    book = written(["# as of 30 June"], [], ["#", *HEAD], ["# no", "x"], [], book_row, percent=False)
    book.save("u.xlsx")
    ran = score()
    assert ran.code == 0
    assert [one["unit"] for one in json.loads(ran.out)] == ["Xã B"]


def test_the_sheet_with_facts_is_the_one_that_is_meant() -> None:
    book = written(["Notes"], ["nothing here"], sheet="Notes")
    written(HEAD, ROW, sheet="Số liệu", book=book)
    assert facts() == FACTS
    written(HEAD, ["Xã B", *ROW[1:]], sheet="Older", book=book)
    told = refused()
    assert "error[excel-sheet]: facts stand on several sheets: `Số liệu`, `Older`" in told
    assert "help: choose one: `--sheet 'Số liệu'`" in told
    assert facts("--sheet", "Older") == FACTS
    assert "there are `Notes`, `Số liệu`, `Older`" in refused("--sheet", "Sheet1")
    book["Older"].sheet_state = "hidden"
    book.save("u.xlsx")
    assert facts() == FACTS


def test_a_workbook_for_something_else_is_refused() -> None:
    written(["name", "visits"], ["A", 3])
    assert "error[csv-header]: the first row names no fact of `r`" in refused()


@pytest.mark.parametrize(
    "data", [b"", b"no workbook", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0" + b"\0" * 600]
)
def test_what_is_no_workbook_is_said_to_be_none(data: bytes) -> None:
    Path("u.xlsx").write_bytes(data)
    told = refused()
    assert "error[unreadable-file]" in told
    assert "save it as .xlsx" in told


def test_a_file_that_is_not_there() -> None:
    assert "error[file-not-found]" in refused()


def test_the_example_units_come_out_as_from_the_csv() -> None:
    """Round trip: what a sheet holds gives the same traces as the text that it was made from."""
    import csv

    with (EXAMPLES / "units-2024.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([float(cell) if cell.replace(".", "", 1).isdigit() else cell or None for cell in row])
    book.save("u.xlsx")
    ruleset = load("digital_transformation_2024")
    expected = [
        evaluate(ruleset, {k: v for k, v in zip(rows[0], row, strict=True) if k != "unit"}, row[0]).to_json()
        for row in rows[1:]
    ]
    ran = score(ruleset="digital_transformation_2024")
    assert ran.code == 0, ran.err
    assert [json.dumps(one, ensure_ascii=False) for one in json.loads(ran.out)] == expected


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    written(HEAD, ROW)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    told = refused()
    assert "error[missing-extra]: `u.xlsx` needs the package openpyxl" in told
    assert "pip install 'emurules[excel]'" in told

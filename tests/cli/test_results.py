"""`score --out`: the files of all results, read back as the programs of users read them."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.cli.running import SAMPLE, UNITS, run

RULESET = """ruleset r "R & D"{worse}
fact n: count up to 9
fact late: yes/no default no
section I "=HYPERLINK(1)" worth 3
criterion 1 "First" worth 1 award n of 9 * worth
criterion 2 "=1+1" worth 2
    bands n
        below 5 : 0.5
        from 5  : 2
section II "Minus" penalty worth 1
criterion 3 "Late" worth 1
    deduct 0.5 when late
disqualify when late and n = 0 "late"
"""
FACTS = "unit,n,late\n=cmd(),9,no\nB,3,yes\nC,1,no\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written("")
    Path("u.csv").write_text(FACTS, "utf-8")


def written(worse: str) -> None:
    Path("r.emu").write_text(RULESET.replace("n of 9 * worth", "n / 9").format(worse=worse), "utf-8")


def results(*words: str, language: str = "en", file: str = "out.xlsx") -> Any:
    ran = run("score", "r.emu", "u.csv", "--out", file, "--language", language, *words)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    return load_workbook(file)


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


# ---------------------------------------------------------------- workbooks


def test_a_workbook_has_the_ranking_every_criterion_and_why_points_were_lost() -> None:
    book = results()
    assert book.sheetnames == ["Ranking", "Criteria", "Points lost"]
    ranking = rows(book["Ranking"])
    assert ranking[0] == ("Rank", "Unit", "I", "II", "Total", "Attainable")
    assert ranking[1] == (1, "=cmd()", 3, 0, 3, 3)
    assert ranking[2] == (2, "C", "11/18", 0, "11/18", 3)
    assert ranking[3] == (3, "B", "5/6", -0.5, "1/3", 3)
    criteria = rows(book["Criteria"])
    assert criteria[0] == ("Unit", "No.", "Criterion", "Points", "Worth", "Exempt")
    assert len(criteria) == 1 + 3 * 5
    assert criteria[2] == ("=cmd()", "1", "First", 1, 1, None)
    lost = rows(book["Points lost"])
    assert lost[0] == ("Unit", "No.", "Criterion", "Points lost", "Why")
    assert [line[:4] for line in lost[1:]] == [
        ("B", "1", "First", "2/3"),
        ("B", "2", "=1+1", 1.5),
        ("B", "3", "Late", 0.5),
        ("C", "1", "First", "8/9"),
        ("C", "2", "=1+1", 1.5),
    ]
    assert "below 5" in lost[2][4]


def test_in_vietnamese() -> None:
    book = results(language="vi")
    assert book.sheetnames == ["Xếp hạng", "Tiêu chí", "Điểm bị mất"]
    assert [cell.value for cell in book["Xếp hạng"][1]][:2] == ["Hạng", "Đơn vị"]
    assert [cell.value for cell in book["Tiêu chí"][1]][3:] == ["Điểm", "Điểm chuẩn", "Không áp dụng"]
    assert "dưới 5" in book["Điểm bị mất"]["E3"].value
    assert book["Xếp hạng"]["D4"].value == -0.5


def test_no_text_acts_as_a_formula_and_numbers_are_numbers() -> None:
    book = results()
    for sheet in book:
        for line in sheet.iter_rows():
            assert {cell.data_type for cell in line} <= {"s", "inlineStr", "n"}
    assert book["Ranking"]["B2"].value == "=cmd()"
    assert book["Criteria"]["C2"].value == "=HYPERLINK(1)"
    assert book["Ranking"]["E2"].data_type == "n"


def test_a_number_that_a_workbook_would_round_is_text() -> None:
    text = RULESET.format(worse="").replace("n of 9 * worth", "0.1234567890123456 * n / 9")
    Path("r.emu").write_text(text, "utf-8")
    cell = results()["Criteria"]["D3"]
    assert isinstance(cell.value, str)
    assert Fraction(cell.value) == Fraction("0.1234567890123456")


def test_the_header_stays_and_is_printed_on_each_page() -> None:
    for sheet in results():
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert sheet.oddHeader.center.text == "R && D"
        assert sheet.column_dimensions["A"].width > 5


def test_the_order_is_that_of_the_table() -> None:
    units = results("--no-rank")["Units"]
    assert [cell.value for cell in units["A"]][:4] == ["Unit", "=cmd()", "B", "C"]
    written(" more is worse")
    book = results()
    assert [cell.value for cell in book["Ranking"]["B"]][1:4] == ["B", "C", "=cmd()"]
    assert "Ranked from the lowest total: more points are worse." in [
        cell.value for cell in book["Ranking"]["A"]
    ]
    lost = rows(book["Points lost"])
    assert lost[0][3] == "Points against"
    assert ("=cmd()", "2", "=1+1", 2) in [line[:4] for line in lost]


def test_the_sample_says_what_its_table_says() -> None:
    ran = run("score", SAMPLE, UNITS, "--out", "o.xlsx", "--language", "en")
    table = run("score", SAMPLE, UNITS, "--format", "markdown", "--language", "en")
    assert ran.code == table.code
    shown = [line for line in table.out.splitlines() if line.startswith("|")]
    totals = [line.replace("\\|", "").split("|")[5].strip() for line in shown[2:]]
    sheet = load_workbook("o.xlsx")["Ranking"]
    assert [str(cell.value) for cell in sheet["E"]][1 : 1 + len(totals)] == totals


# ---------------------------------------------------------------- CSV and HTML


def test_a_csv_has_the_ranking_and_the_points_of_every_criterion() -> None:
    ran = run("score", "r.emu", "u.csv", "--out", "o.CSV")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    lines = Path("o.CSV").read_text("utf-8-sig").splitlines()
    assert lines == [
        "Rank,Unit,I,II,Total,Attainable,1,2,3",
        "1,'=cmd(),3,0,3,3,1,2,0",
        "2,C,0 11/18,0,0 11/18,3,0 1/9,0.5,0",
        "3,B,0 5/6,-0.5,0 1/3,3,0 1/3,0.5,-0.5",
    ]
    assert run("score", "r.emu", "u.csv", "--out", "o.csv", "--language", "vi", "--no-rank").code == 0
    assert Path("o.csv").read_text("utf-8-sig").splitlines()[2] == "B;0 5/6;-0,5;0 1/3;3;0 1/3;0,5;-0,5"


def test_a_page_stands_alone_and_takes_no_text_for_markup() -> None:
    Path("u.csv").write_text("unit,n\n<script>x</script>,3\n", "utf-8")
    assert run("score", "r.emu", "u.csv", "--out", "o.html", "--language", "vi").code == 0
    page = Path("o.html").read_text("utf-8")
    assert '<html lang="vi">' in page
    assert page.count("<table>") == 3
    assert '<th scope="col">Đơn vị</th>' in page
    assert "<title>R &amp; D</title>" in page
    assert "<script" not in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "src=" not in page
    assert "dưới 5" in page


# ---------------------------------------------------------------- what goes wrong


def test_an_unknown_ending_is_wrong_usage() -> None:
    ran = run("score", "r.emu", "u.csv", "--out", "o.pdf")
    assert ran.code == 2
    assert ".xlsx, .csv, .html" in ran.err
    assert not Path("o.pdf").exists()


@pytest.mark.parametrize("more", [["--format", "json"], ["--explain"], ["--output", "o.txt"]])
def test_the_form_is_said_once(more: list[str]) -> None:
    ran = run("score", "r.emu", "u.csv", "--out", "o.xlsx", *more)
    assert (ran.code, "leave out" in ran.err) == (2, True)
    assert sorted(one.name for one in Path().iterdir()) == ["r.emu", "u.csv"]


def test_nothing_is_left_where_it_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = run("score", "r.emu", "u.csv", "--out", "no/o.xlsx")
    assert ran.code == 1
    assert "error[unwritable-file]" in ran.err
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    ran = run("score", "r.emu", "u.csv", "--out", "o.xlsx")
    assert ran.code == 1
    assert "pip install 'emurules[excel]'" in ran.err
    assert sorted(one.name for one in Path().iterdir()) == ["r.emu", "u.csv"]


def test_a_unit_with_errors_ends_with_1_as_everywhere() -> None:
    Path("u.csv").write_text("unit,n\nA,5\nB,50\n", "utf-8")
    ran = run("score", "r.emu", "u.csv", "--out", "o.xlsx")
    assert (ran.code, Path("o.xlsx").exists()) == (1, False)
    ran = run("score", "r.emu", "u.csv", "--out", "o.xlsx", "--keep-going")
    assert ran.code == 1
    assert [cell.value for cell in load_workbook("o.xlsx")["Ranking"]["B"]][1] == "A"

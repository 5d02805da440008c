"""`check`, `list`, `template`, `new`, and the help."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest
from tests.cli.running import SAMPLE, UNITS, accepted, run

BROKEN = """ruleset broken "Broken"
fact dossiers "Hồ sơ": count
section I "All" worth 1
criterion 1 "One" worth 1
    award 1 when dosiers > 0
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("broken.emu").write_text(BROKEN, encoding="utf-8")
    return tmp_path


# ---------------------------------------------------------------- check


def test_a_clean_ruleset() -> None:
    ran = run("check", SAMPLE)
    assert (ran.code, ran.out, ran.err) == (0, "", "no errors in 1 file\n")


def test_a_broken_ruleset_shows_the_line_and_the_value() -> None:
    ran = run("check", "broken.emu")
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0].startswith("error[unknown-name]: ")
    assert lines[1] == "  --> broken.emu:5:18"
    assert lines[3:5] == ["5 |     award 1 when dosiers > 0", "  |                  ^^^^^^^"]
    assert "  = help: did you mean `dossiers`?" in lines
    assert ran.err.startswith("1 error")
    assert ran.err.endswith(" in 1 file\n")


def test_several_files_and_standard_input() -> None:
    ran = run("check", SAMPLE, "broken.emu", "no.emu", "-", stdin=BROKEN)
    assert ran.code == 1
    assert "broken.emu:5:18" in ran.out
    assert "`no.emu` is neither a file nor a shipped ruleset" in ran.out
    assert "<stdin>:5:18" in ran.out
    assert ran.err.startswith("3 errors")
    assert ran.err.endswith(" in 4 files\n")


def test_the_count_is_told_in_the_language_of_the_findings() -> None:
    text = 'bảng điểm r "R"\nphần I "P" điểm chuẩn 1\n    cộng x\n'
    assert run("check", "-", stdin=text).err == "1 lỗi trong 1 tệp\n"
    assert run("check", "-", "--language", "en", stdin=text).err == "1 error in 1 file\n"
    assert run("check", "-", "broken.emu", stdin=text).err.endswith(" in 2 files\n")


def test_check_as_json() -> None:
    ran = run("check", "broken.emu", "--format", "json", "--language", "vi")
    assert ran.code == 1
    found = [one for one in json.loads(ran.out) if one["severity"] == "error"]
    assert [(one["slug"], one["file"], one["line"], one["column"]) for one in found] == [
        ("unknown-name", "broken.emu", 5, 18)
    ]
    assert found[0]["labels"][0]["covers"] == "dosiers"
    assert "không" in found[0]["message"] or "chưa" in found[0]["message"]
    clean = run("check", SAMPLE, "--format", "json")
    assert (clean.code, json.loads(clean.out)) == (0, [])


def test_check_for_code_scanning() -> None:
    ran = run("check", "broken.emu", SAMPLE, "--format", "sarif", "--language", "vi")
    assert (ran.code, ran.err) == (1, "1 lỗi trong 2 tệp\n")
    (log_run,) = json.loads(ran.out)["runs"]
    assert log_run["tool"]["driver"]["language"] == "vi"
    (result,) = log_run["results"]
    assert result["message"]["text"] == "không có gì tên là `dosiers`\ngợi ý: có phải là `dossiers` không?"
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "broken.emu"
    clean = json.loads(run("check", SAMPLE, "--format", "sarif").out)["runs"][0]
    assert (clean["results"], clean["tool"]["driver"]["rules"]) == ([], [])


def test_check_for_a_workflow() -> None:
    ran = run("check", str(Path("broken.emu").absolute()), "no.emu", "--format", "github")
    assert ran.code == 1
    named, unread = ran.out.splitlines()
    assert named.startswith(
        "::error file=broken.emu,line=5,endLine=5,col=18,endColumn=25,title=unknown-name::"
    )
    assert unread.startswith("::error file=no.emu,title=file-not-found::`no.emu` is neither")
    assert run("check", SAMPLE, "--format", "github").out == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "error["),
        (b"ruleset x \xe3", "this is not UTF-8 text: byte 0xe3 at offset 10"),
        (b"\0\1", "is no text"),
        (b"x" * ((4 << 20) + 1), "has more than 4 MiB"),
    ],
)
def test_files_that_are_no_rulesets(data: bytes, said: str) -> None:
    Path("x.emu").write_bytes(data)
    from_file, from_stdin = run("check", "x.emu"), run("check", "-", stdin=data)
    assert (from_file.code, from_stdin.code) == (1, 1)
    assert said in from_file.out
    assert said in from_stdin.out


def test_check_needs_a_file() -> None:
    assert run("check").code == 2
    assert run("check", ".").code == 1


# ---------------------------------------------------------------- list


def test_the_shipped_rulesets() -> None:
    ran = run("list")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0].split() == ["Name", "Criteria", "Language", "Title"]
    assert "digital_transformation_2024         11   en   " in ran.out
    listed = {one["name"]: one for one in json.loads(run("list", "--format", "json").out)}
    assert set(listed) >= {"digital_transformation_2024", "chuyen_doi_so_2024"}
    one = listed["digital_transformation_2024"]
    assert (one["criteria"], one["dated"], one["source"]) == (11, "2024-03-26", "Kế hoạch số 1420/KH-UBND")
    assert one["digest"].startswith("sha256:")


# ---------------------------------------------------------------- template


def test_a_template_is_a_form_that_excel_opens() -> None:
    ran = run("template", SAMPLE)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.encode().startswith(codecs.BOM_UTF8)
    assert ran.out.splitlines()[0].removeprefix("\ufeff") == "unit,requests,on_time,gain,violations"
    assert ran.out.count("\r\n") == 3
    assert ";" in run("template", SAMPLE, "--language", "vi").out.splitlines()[0]
    assert ";" in run("template", SAMPLE, "--separator", ";").out.splitlines()[0]


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("ruleset", [SAMPLE, "chuyen_doi_so_2024", "digital_transformation_2024"])
def test_a_template_filled_in_is_scored(ruleset: str, separator: str) -> None:
    assert run("template", ruleset, "--separator", separator, "--output", "form.csv").code == 0
    form = Path("form.csv").read_bytes().decode("utf-8-sig")
    given = {
        "requests": "4", "on_time": "4", "gain": "", "violations": "",
        "unit_kind": "commune", "loại_đơn_vị": "xã_phường",
    }  # fmt: skip
    yes_no = form.splitlines()[2].replace('"', "")
    header = form.splitlines()[0].split(separator)[1:]
    assert "yes" in yes_no or "có" in yes_no or ruleset == SAMPLE
    answers = ("has_", "có_", "training", "danh_sách", "egov", "hoàn_", "payment", "đạt_")
    row = [given.get(name, "yes" if name.startswith(answers) else "3") for name in header]
    Path("form.csv").write_text(
        f"\ufeff{form}{separator.join(['Xã A', *row])}\r\n", encoding="utf-8", newline=""
    )
    ran = run("score", ruleset, "form.csv", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert [trace["unit"] for trace in json.loads(ran.out)] == ["Xã A"]


def test_a_json_template_filled_in_is_scored() -> None:
    form = json.loads(run("template", SAMPLE, "--format", "json").out)
    form[1] |= {"unit": "A", "requests": 4, "on_time": 3}
    ran = run("score", SAMPLE, "-", "--format", "json", stdin=json.dumps(form))
    assert (ran.code, [trace["unit"] for trace in json.loads(ran.out)]) == (0, ["A"])


def test_a_blank_form_says_what_is_missing() -> None:
    form = run("template", SAMPLE, "--format", "json").out
    ran = run("score", SAMPLE, "-", stdin=form)
    assert (ran.code, ran.out) == (1, "")
    assert "`requests` is not given" in ran.err


# ---------------------------------------------------------------- new


@pytest.mark.parametrize("dialect", ["en", "vi"])
def test_a_new_ruleset_is_right_as_it_stands(dialect: str) -> None:
    ran = run("new", "my_table", "--dialect", dialect)
    assert (ran.code, ran.err) == (0, "")
    assert "emurules check my_table.emu" in ran.out
    checked = run("check", "my_table.emu", "--format", "json")
    assert (checked.code, json.loads(checked.out)) == (0, [])
    form = run("template", "my_table.emu", "--separator", ";").out
    scored = run("score", "my_table.emu", "-", "--format", "json", stdin=f"{form}A;yes;10;9;2\r\n")
    assert [(trace["unit"], trace["total"]) for trace in json.loads(scored.out)] == [("A", "3")]


def test_new_replaces_nothing_unless_told() -> None:
    before = Path("broken.emu").read_text(encoding="utf-8")
    ran = run("new", "broken")
    assert (ran.code, ran.out) == (1, "")
    assert "`broken.emu` exists already" in ran.err
    assert Path("broken.emu").read_text(encoding="utf-8") == before
    assert run("new", "broken.emu", "--force").code == 0
    assert Path("broken.emu").read_text(encoding="utf-8") != before
    assert sorted(path.name for path in Path().iterdir()) == ["broken.emu"]


@pytest.mark.parametrize(
    ("name", "proposal"), [("bảng điểm 2024", "bảng_điểm_2024"), ("2024-x", "x"), ("-", "my_table")]
)
def test_new_needs_a_name_of_the_language(name: str, proposal: str) -> None:
    ran = run("new", "--", name)
    assert (ran.code, ran.out) == (2, "")
    assert f"try {proposal}" in ran.err


def test_new_in_a_folder() -> None:
    Path("tables").mkdir()
    assert run("new", "tables/mine").code == 0
    assert "ruleset mine " in Path("tables/mine.emu").read_text(encoding="utf-8")
    assert run("new", "nowhere/mine").code == 1


# ---------------------------------------------------------------- help


def test_help_and_version() -> None:
    from emurules import __version__

    assert run("--version").out == f"emurules {__version__}\n"
    words = [[], ["score"], ["check"], ["explain-check"], ["list"], ["template"], ["new"]]
    accepted("help.txt", "\n".join(run(*one, "--help").out for one in words))
    assert run("-h").out == run("--help").out


def test_units_are_no_ruleset() -> None:
    ran = run("template", UNITS)
    assert (ran.code, ran.out) == (1, "")
    assert "error[" in ran.err


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("emurules.driver.load", interrupted)
    ran = run("score", SAMPLE, UNITS)
    assert (ran.code, ran.out, ran.err) == (130, "", "")

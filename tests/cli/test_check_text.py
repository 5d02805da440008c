"""What `emurules check` says to people: errors before warnings, and in the language of the ruleset."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.running import run

MIXED = """ruleset r "R"
    source "x"
fact unused: count
fact n: count
section I "S" worth 2
    source "x"
criterion 1 "C" worth 2
    evidence "e"
    bands n
        up to 3 : 1
        from 5  : 2
"""
CLEAN = """bảng điểm r "R"
phần I "P" điểm chuẩn 1
    căn cứ "QĐ 1"
tiêu chí 1 "T" điểm chuẩn 1
    minh chứng "báo cáo"
    cộng 1
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mixed.emu").write_text(MIXED, "utf-8")
    Path("clean.emu").write_text(CLEAN, "utf-8")


def test_errors_come_before_warnings_in_each_file() -> None:
    Path("other.emu").write_text(MIXED, "utf-8")
    lines = run("check", "mixed.emu", "other.emu").out.splitlines()
    heads = [line.partition(":")[0] for line in lines if line.startswith(("error", "warning"))]
    assert heads == ["error[gap]", "warning[unused-fact]"] * 2
    told = json.loads(run("check", "mixed.emu", "--format", "json").out)
    assert [one["slug"] for one in told] == ["unused-fact", "gap"]


def test_a_clean_file_is_told_so_in_its_own_language() -> None:
    assert run("check", "clean.emu").err == "không có lỗi trong 1 tệp\n"
    assert run("check", "clean.emu", "--language", "en").err == "no errors in 1 file\n"
    assert run("check", "chuyen_doi_so_2024").err == "không có lỗi trong 1 tệp\n"
    assert run("check", "digital_transformation_2024").err == "no errors in 1 file\n"
    assert run("check", "clean.emu", "digital_transformation_2024").err == "no errors in 2 files\n"

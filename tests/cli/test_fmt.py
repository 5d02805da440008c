"""`emurules fmt`: what it writes, what it leaves alone, what it tells."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from tests.cli.running import run, start

ROUGH = 'ruleset desks "Desks"\nfact late :count # a remark\nlet x=late*1.5\n'
TIDY = 'ruleset desks "Desks"\nfact late: count  # a remark\nlet x = late * 1.5\n'
VIETNAMESE = 'bảng điểm desks "Desks"\nsố liệu late: số lượng  # a remark\nđặt x = late * 1,5\n'
DIFF = """\
--- {file}
+++ {file}
@@ -1,3 +1,3 @@
 ruleset desks "Desks"
-fact late :count # a remark
-let x=late*1.5
+fact late: count  # a remark
+let x = late * 1.5
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "desks.emu"
    path.write_bytes(ROUGH.encode())
    return path


def test_a_file_is_laid_out_and_then_stays(file: Path) -> None:
    ran = run("fmt", str(file))
    assert (ran.code, ran.out, ran.err) == (0, "", "1 file changed\n")
    assert file.read_bytes() == TIDY.encode()
    before = file.stat()
    again = run("fmt", str(file))
    assert (again.code, again.out, again.err) == (0, "", "1 file in good layout\n")
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert [path.name for path in file.parent.iterdir()] == ["desks.emu"]


def test_check_changes_nothing_and_shows_a_diff(file: Path) -> None:
    ran = run("fmt", "--check", str(file))
    assert (ran.code, ran.out, ran.err) == (1, DIFF.format(file=file), "1 file would change\n")
    assert file.read_bytes() == ROUGH.encode()
    file.write_bytes(TIDY.encode())
    ran = run("fmt", "--check", str(file))
    assert (ran.code, ran.out, ran.err) == (0, "", "1 file in good layout\n")


def test_the_other_dialect_and_back(file: Path) -> None:
    ran = run("fmt", str(file), "--language", "vi")
    assert (ran.code, ran.err) == (0, "đã sửa 1 tệp\n")
    assert file.read_bytes() == VIETNAMESE.encode()
    assert run("fmt", str(file)).err == "1 file in good layout\n"
    assert run("fmt", str(file), "--language", "en").code == 0
    assert file.read_bytes() == TIDY.encode()


def test_standard_input_goes_to_standard_output() -> None:
    ran = run("fmt", "-", stdin=ROUGH)
    assert (ran.code, ran.out, ran.err) == (0, TIDY, "")
    assert run("fmt", "-", stdin=TIDY).out == TIDY
    assert run("fmt", "-", "--language", "vi", stdin=ROUGH).out == VIETNAMESE
    checked = run("fmt", "-", "--check", stdin=ROUGH)
    assert (checked.code, checked.out) == (1, DIFF.format(file="-"))
    wrong = run("fmt", "-", stdin="ruleset")
    assert (wrong.code, wrong.out) == (1, "")
    assert "<stdin>:1:8" in wrong.err


def test_in_a_process_with_pipes() -> None:
    ran = start("fmt", "-", stdin="\ufeff".encode() + ROUGH.replace("\n", "\r\n").encode(), LC_ALL="C")
    assert (ran.code, ran.out) == (0, TIDY)
    assert start("fmt", "-", "--language", "vi", stdin=ROUGH.encode(), LC_ALL="C").out == VIETNAMESE


def test_a_file_with_syntax_errors_is_left_alone_and_the_others_are_not(file: Path) -> None:
    wrong = file.with_name("wrong.emu")
    text = ROUGH.replace("count", "cout").encode()
    wrong.write_bytes(text)
    ran = run("fmt", str(wrong), str(file))
    assert ran.code == 1
    assert ran.out == ""
    assert "error[syntax]" in ran.err
    assert f"{wrong}:2:12" in ran.err
    assert ran.err.endswith("1 file changed, 1 file left as it is\n")
    assert wrong.read_bytes() == text
    assert file.read_bytes() == TIDY.encode()


def test_other_mistakes_do_not_matter(file: Path) -> None:
    file.write_text('ruleset a "A"\nlet x = unknown+1\n', encoding="utf-8")
    assert run("fmt", str(file)).code == 0
    assert file.read_text("utf-8") == 'ruleset a "A"\nlet x = unknown + 1\n'


def test_what_cannot_be_written_in_the_other_dialect_is_left_alone(file: Path) -> None:
    text = 'ruleset a "A"\nsection từ "S" worth 1\n'
    file.write_text(text, encoding="utf-8")
    ran = run("fmt", str(file), "--language", "vi")
    assert ran.code == 1
    assert "error[not-rewritten]" in ran.err
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize("name", ["nothing.emu", "digital_transformation_2024", "."])
def test_what_is_no_file_of_ours(name: str) -> None:
    ran = run("fmt", name)
    assert (ran.code, ran.out) == (1, "")
    assert ("error[not-a-file]" if name == "." else "error[file-not-found]") in ran.err
    assert ran.err.endswith("1 file left as it is\n")
    assert run("fmt").code == 2


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_permissions_and_links_stay(file: Path) -> None:
    file.chmod(0o640)
    link = file.with_name("link.emu")
    link.symlink_to(file.name)
    assert run("fmt", str(link)).code == 0
    assert link.is_symlink()
    assert file.read_bytes() == TIDY.encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_line_ends_and_byte_order_mark_are_told_of(file: Path) -> None:
    file.write_bytes("\ufeff".encode() + TIDY.replace("\n", "\r\n").encode())
    ran = run("fmt", "--check", str(file))
    assert (ran.code, ran.out) == (1, f"# {file}: line ends become LF, and there is no byte order mark\n")
    assert run("fmt", str(file)).err == "1 file changed\n"
    assert file.read_bytes() == TIDY.encode()


def test_a_last_line_without_an_end(file: Path) -> None:
    file.write_text(TIDY.rstrip("\n"), encoding="utf-8")
    ran = run("fmt", "--check", str(file))
    assert ran.out.endswith("-let x = late * 1.5\n\\ No newline at end of file\n+let x = late * 1.5\n")


def test_several_files_are_counted(file: Path) -> None:
    tidy = file.with_name("tidy.emu")
    tidy.write_text(TIDY, encoding="utf-8")
    files = [str(file), str(tidy), str(tidy), "nothing.emu"]
    told = "1 file would change, 2 files in good layout, 1 file left as it is\n"
    assert run("fmt", "--check", *files).err.endswith(told)
    told = "cần sửa 3 tệp, 1 tệp được để nguyên\n"
    assert run("fmt", "--check", "--language", "vi", *files).err.endswith(told)

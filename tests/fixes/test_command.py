"""`emurules check --fix`: what is shown, asked, written and left alone."""

from __future__ import annotations

import json
import os
import select
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.running import Ran, run, start

from emurules.cli import fixing
from emurules.cli.diffs import unified

WRONG = """ruleset desks "Desks"
fact kept: percent
section I "All" worth 2,5
    source "Decision 12/QD-UBND"
criterion 1 "Kept" worth 2.5
    evidence "the register"
    award 2.5 when kept >= 80 %
"""
RIGHT = WRONG.replace("2,5", "2.5").replace("80 %", "80%")
DIFF = """--- desks.emu
+++ desks.emu
@@ -1,7 +1,7 @@
 ruleset desks "Desks"
 fact kept: percent
-section I "All" worth 2,5
+section I "All" worth 2.5
     source "Decision 12/QD-UBND"
 criterion 1 "Kept" worth 2.5
     evidence "the register"
-    award 2.5 when kept >= 80 %
+    award 2.5 when kept >= 80%
"""
HOLE = """ruleset hole "Hole"
fact n: count
section I "All" worth 2
    source "Decision 12/QD-UBND"
criterion 1 "Kept" worth 2
    evidence "the register"
    bands n
        from 5 : 2
        0      : 0
"""


@pytest.fixture(autouse=True)
def desks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "desks.emu"
    file.write_text(WRONG, encoding="utf-8")
    return file


def test_yes_writes_and_then_checks(desks: Path) -> None:
    desks.chmod(0o640)
    ran = run("check", "--fix", "--yes", "desks.emu")
    assert desks.read_text(encoding="utf-8") == RIGHT
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "desks.emu: fixed decimal-mark, spaced-percent\nno errors in 1 file\n"
    assert stat.S_IMODE(desks.stat().st_mode) == 0o640
    assert [one.name for one in desks.parent.iterdir()] == ["desks.emu"]
    ran = run("check", "--fix", "--yes", "desks.emu")
    assert (ran.code, ran.out, ran.err) == (0, "", "nothing to fix\nno errors in 1 file\n")


def test_bytes_outside_the_fixes_stay(desks: Path) -> None:
    written = "\ufeff" + WRONG.replace("\n", "\r\n").replace("Kept", "Gi\u0075\u031b\u0303 # 80 %")
    desks.write_bytes(written.encode())
    assert run("check", "--fix", "--yes", "desks.emu").code == 0
    expected = written.replace("2,5", "2.5").replace(">= 80 %", ">= 80%")
    assert desks.read_bytes() == expected.encode()


def test_without_a_terminal_only_the_diff_is_shown(desks: Path) -> None:
    ran = start("check", "--fix", "desks.emu")
    assert (ran.code, ran.out) == (1, DIFF)
    assert ran.err == "nothing is written: there is no terminal to ask on; --yes writes without asking\n"
    assert desks.read_text(encoding="utf-8") == WRONG
    vietnamese = start("check", "--fix", "desks.emu", "--language", "vi")
    assert vietnamese.err.startswith("chưa ghi gì")


def test_what_is_left_is_shown_after_the_fixes(desks: Path) -> None:
    desks.write_text(WRONG.replace("kept >=", "late >="), encoding="utf-8")
    ran = run("check", "--fix", "--yes", "desks.emu", "no.emu")
    assert ran.code == 1
    assert "error[unknown-name]" in ran.out
    assert "`no.emu` is neither a file nor a shipped ruleset" in ran.out
    assert ran.err.splitlines()[0] == "desks.emu: fixed decimal-mark, spaced-percent"


def test_a_row_that_waits_for_a_decision_is_told_of(desks: Path) -> None:
    desks.write_text(HOLE, encoding="utf-8")
    ran = run("check", "--fix", "--yes", "desks.emu")
    assert desks.read_text(encoding="utf-8") == HOLE + "        otherwise : 0  # decide the points\n"
    assert ran.err.splitlines()[:2] == [
        "desks.emu: fixed gap",
        "desks.emu:10: 0 points stand here until you decide",
    ]
    again = run("check", "--fix", "desks.emu")
    assert again.err.splitlines()[:2] == [
        "nothing to fix",
        "desks.emu:10: 0 points stand here until you decide",
    ]


def test_nothing_to_fix_is_a_check(desks: Path) -> None:
    desks.write_text(RIGHT.replace("kept >=", "late >="), encoding="utf-8")
    ran = run("check", "--fix", "desks.emu")
    plain = run("check", "desks.emu")
    assert (ran.code, ran.out, ran.err) == (1, plain.out, f"nothing to fix\n{plain.err}")


def test_several_files_and_one_of_the_package(desks: Path) -> None:
    Path("b.emu").write_text(WRONG, encoding="utf-8")
    ran = start("check", "--fix", "desks.emu", "b.emu", "desks.emu", "digital_transformation_2024")
    assert ran.out == DIFF + DIFF.replace("desks.emu", "b.emu")
    assert "`digital_transformation_2024` comes with the package" in ran.err
    assert desks.read_text(encoding="utf-8") == WRONG


def test_standard_input_becomes_standard_output() -> None:
    ran = run("check", "--fix", "-", stdin=WRONG)
    assert (ran.code, ran.out) == (0, RIGHT)
    assert ran.err == "<stdin>: fixed decimal-mark, spaced-percent\n"
    ran = run("check", "--fix", "-", stdin=WRONG.replace("kept >=", "late >="))
    assert (ran.code, ran.out) == (1, RIGHT.replace("kept >=", "late >="))
    assert "error[unknown-name]" in ran.err
    ran = run("check", "--fix", "-", stdin=b"ruleset \xff")
    assert (ran.code, ran.out) == (1, "")
    assert "error[encoding]" in ran.err


def test_other_forms_need_yes(desks: Path) -> None:
    ran = run("check", "--fix", "--format", "json", "desks.emu")
    assert (ran.code, ran.out) == (2, "")
    assert "add --yes" in ran.err
    ran = run("check", "--fix", "--yes", "--format", "json", "desks.emu")
    assert (ran.code, json.loads(ran.out)) == (0, [])
    assert desks.read_text(encoding="utf-8") == RIGHT


@pytest.mark.parametrize(
    "words",
    [
        ("--yes", "desks.emu"),
        ("--fix", "-", "desks.emu"),
        ("--fix", "-", "--format", "json"),
        ("--fix", "-", "--summary"),
    ],
)
def test_options_that_do_not_go_together(words: tuple[str, ...], desks: Path) -> None:
    ran = run("check", *words)
    assert (ran.code, ran.out) == (2, "")
    assert desks.read_text(encoding="utf-8") == WRONG


def test_a_file_that_changed_in_the_meantime_is_not_written(
    desks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = fixing._write

    def late(*arguments: object) -> None:
        desks.write_text("other", encoding="utf-8")
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(fixing, "_write", late)
    ran = run("check", "--fix", "--yes", "desks.emu")
    assert (ran.code, desks.read_text(encoding="utf-8")) == (1, "other")
    assert "has changed in the meantime" in ran.err


# ---------------------------------------------------------------- on a terminal


def on_a_terminal(answer: bytes, **environment: str) -> Ran:
    """The command in a process of its own, with a terminal on which somebody answers."""
    pty = pytest.importorskip("pty", reason="there are no such terminals here")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", "from emurules.cli import main; main()", "check", "--fix", "desks.emu"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", **environment},
    ) as process:
        os.close(theirs)
        shown, asked = b"", False
        while select.select([ours], [], [], 60)[0]:
            try:
                part = os.read(ours, 4096)
            except OSError:  # how a terminal says that nobody is left
                break
            if not part:
                break
            shown += part
            if b"Write these changes?" in shown and not asked:
                asked = True
                os.write(ours, answer)
        code = process.wait(60)
    os.close(ours)
    return Ran(code, shown.decode().replace("\r\n", "\n"), "")


def test_on_a_terminal_it_asks_and_writes(desks: Path) -> None:
    ran = on_a_terminal(b"y\n")
    assert '\x1b[31m-section I "All" worth 2,5\x1b[0m' in ran.out
    assert '\x1b[32m+section I "All" worth 2.5\x1b[0m' in ran.out
    assert ran.code == 0
    assert desks.read_text(encoding="utf-8") == RIGHT


def test_on_a_terminal_no_leaves_all_as_it_is(desks: Path) -> None:
    ran = on_a_terminal(b"n\n", NO_COLOR="1")
    assert DIFF in ran.out
    assert "nothing is written" in ran.out
    assert "error[decimal-mark]" in ran.out
    assert ran.code == 1
    assert desks.read_text(encoding="utf-8") == WRONG


def test_nothing_in_a_text_is_obeyed_by_a_terminal(desks: Path) -> None:
    desks.write_text(WRONG.replace("Kept", "Kept\u202etpek"), encoding="utf-8")
    assert "\u202e" not in on_a_terminal(b"n\n").out
    assert "\u202e" in start("check", "--fix", "desks.emu").out


# ---------------------------------------------------------------- diffs


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nb\nc\n", "a\nB\nc\n"),
        ("a\nb", "a\nb\n"),
        ("a\r\nb\r\n", "a\r\nB\r\n"),
        ("a\u2028b\nc", "a\u2028b\nC"),
        ("", "a"),
    ],
)
def test_a_diff_is_what_patch_takes(before: str, after: str, tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(before.encode())
    diff = "".join(f"{line}\n" for line in unified("x", before, after))
    try:
        done = subprocess.run(
            ["patch", "--binary", str(file)],  # noqa: S607
            input=diff.encode(),
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("there is no patch here")
    assert done.returncode == 0, done.stdout
    assert file.read_bytes().decode() == after

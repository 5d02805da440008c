"""The command line as a process: encodings, pipes, terminals, and what it imports."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from tests.cli.running import HEAD, PROGRAM, SAMPLE, UNITS, on_terminal, posix, start

pytestmark = pytest.mark.unmeasured


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16", "utf-8:strict"])
def test_utf8_whatever_the_terminal_says(encoding: str) -> None:
    ran = start(
        "score", SAMPLE, UNITS, "--language", "vi", PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C"
    )
    assert (ran.code, ran.err) == (0, "")
    assert "Xã Tây" in ran.out
    ran = start("score", SAMPLE, "không có.csv", "--language", "vi", PYTHONIOENCODING=encoding)
    assert ran.code == 1
    assert "không có tệp `không có.csv`" in ran.err


def test_a_pipe_gets_no_colours_and_no_bar() -> None:
    rows = "\n".join(f"U{number},4,{number % 5},," for number in range(300))
    ran = start("score", SAMPLE, "-", stdin=f"{HEAD}\n{rows}\n".encode())
    assert (ran.code, ran.err) == (0, "")
    assert "\x1b" not in ran.out
    assert "\x1b" not in start("check", UNITS).out


@posix
def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    facts = tmp_path / "units.csv"
    facts.write_text(HEAD + "\n" + "\n".join(f"U{number},4,4,," for number in range(200)) + "\n")
    with subprocess.Popen(
        [*PROGRAM, "score", SAMPLE, str(facts), "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@posix
def test_a_full_disk_is_a_message() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [*PROGRAM, "list"], stdout=full, stderr=subprocess.PIPE, check=False, text=True, encoding="utf-8"
        )
    assert ended.returncode == 1
    assert ended.stderr == "error: no space left on device\n"


@posix
def test_a_terminal_gets_colours_and_wrapped_cells() -> None:
    code, shown = on_terminal("score", SAMPLE, UNITS)
    assert code == 0
    assert "\x1b[1m" in shown
    uncoloured = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    lines = [line.rstrip() for line in uncoloured.splitlines()]
    assert max(len(line) for line in lines) <= 70
    code, plain = on_terminal("score", SAMPLE, UNITS, NO_COLOR="1")
    assert (code, [line.rstrip() for line in plain.splitlines()]) == (0, lines)


@posix
def test_a_long_list_on_a_terminal_has_a_bar(tmp_path: Path) -> None:
    facts = tmp_path / "units.csv"
    facts.write_text(HEAD + "\n" + "\n".join(f"U{number},4,4,," for number in range(250)) + "\n")
    code, shown = on_terminal("score", SAMPLE, str(facts), "--format", "json")
    assert code == 0
    assert "scoring" in shown
    assert "━" in shown


@posix
def test_errors_have_colours_on_a_terminal() -> None:
    code, shown = on_terminal("check", UNITS)
    assert code == 1
    assert "\x1b[1;31merror" in shown
    assert "\x1b" not in on_terminal("check", UNITS, NO_COLOR="1")[1]
    assert "\x1b" not in on_terminal("check", UNITS, TERM="dumb")[1]

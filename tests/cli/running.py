"""Running the command line in this process, in one of its own, and on a terminal; goldens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import frozen
from click.testing import CliRunner

from emurules.cli import main

HERE = Path(__file__).parent
GOLDENS = HERE / "goldens"
SAMPLE = str(HERE / "sample.emu")
UNITS = str(HERE / "sample.csv")
PROGRAM = [sys.executable, "-c", "from emurules.cli import main; main()"]
posix = pytest.mark.skipif(os.name != "posix", reason="pipes and terminals of POSIX")
HEAD = "unit,requests,on_time,gain,violations"


@frozen
class Ran:
    """What a command wrote, and how it ended."""

    code: int
    out: str
    err: str


def run(*words: str, stdin: str | bytes = "") -> Ran:
    """Run a command in this process; it may not end with anything but an exit code."""
    result = CliRunner().invoke(main, list(words), input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout_bytes.decode(), result.stderr)


def start(*words: str, stdin: bytes = b"", **environment: str) -> Ran:
    """Run a command in a process of its own, with pipes."""
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", "from emurules.cli import main; main()", *words],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )
    return Ran(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def on_terminal(*words: str, **environment: str) -> tuple[int, str]:
    """Run a command on a terminal of 70 columns: the exit code and all that it shows."""
    import pty

    parent, child = pty.openpty()
    setting = {**os.environ, "TERM": "xterm", "COLUMNS": "70", **environment}
    with subprocess.Popen(
        [*PROGRAM, *words], stdin=child, stdout=child, stderr=child, env=setting
    ) as process:
        os.close(child)
        shown = b""
        while True:
            try:
                piece = os.read(parent, 1 << 16)
            except OSError:  # the process has ended
                break
            shown += piece
        code = process.wait()
    os.close(parent)
    return code, shown.decode().replace("\r\n", "\n")


def accepted(name: str, text: str) -> None:
    """A golden; EMURULES_ACCEPT=1 writes it anew."""
    text = text.replace(str(HERE), "…")
    file = GOLDENS / name
    if os.environ.get("EMURULES_ACCEPT"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8"), f"{name} differs; EMURULES_ACCEPT=1 accepts it"

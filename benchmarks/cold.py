"""Cold starts, in times of a bare start of the interpreter, and what they consist of."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.tables import table
from benchmarks.timing import of_commands

import emurules

ROUNDS = 21
RULESET = "digital_transformation_2024"
EXAMPLES = Path(__file__).parents[1] / "examples"
_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
_START = "from emurules.cli import main; main()"


def _command(*words: str) -> list[str]:
    """The command line, as the installed script starts it."""
    return [sys.executable, "-c", f"import sys; sys.argv[0] = 'emurules'; {_START}", *words]


def _score(*words: str) -> list[str]:
    return _command("score", *words)


def _one_unit(folder: str) -> str:
    """A CSV of the first example unit."""
    head, first, *_ = (EXAMPLES / "units-2024.csv").read_text("utf-8-sig").splitlines()
    file = Path(folder, "unit.csv")
    file.write_text(f"{head}\n{first}\n", "utf-8")
    return str(file)


def _own_file(folder: str) -> str:
    """The same table as a file of somebody's own, which no wheel has compiled."""
    file = Path(folder, "own.emu")
    file.write_text(emurules.load(RULESET).text.text, "utf-8")
    return str(file)


def starts() -> str:
    with TemporaryDirectory() as folder:
        unit, own = _one_unit(folder), _own_file(folder)
        cached = ("env", "-u", "EMURULES_NO_CACHE", f"XDG_CACHE_HOME={folder}")
        commands: dict[str, list[str]] = {
            "a bare start": [sys.executable, "-c", "pass"],
            "`import attrs, click`": [sys.executable, "-c", "import attrs, click"],
            "`import attrs, click, fractions, csv, json, hashlib, pathlib`": [
                sys.executable,
                "-c",
                "import attrs, click, fractions, csv, json, hashlib, pathlib",
            ],
            "`import emurules`": [sys.executable, "-c", "import emurules"],
            "`emurules score` of one unit, 2024 table, text": _score(RULESET, unit),
            "the same, JSON": _score(RULESET, unit, "--format", "json"),
            "the same, one full explanation": _score(RULESET, unit, "--explain"),
            "the same table as an .emu file of one's own, used before": [*cached, *_score(own, unit)],
            "the same, without a cache": _score(own, unit),
            "`emurules list`": _command("list"),
            "`emurules check` of that file": _command("check", own),
        }
        times = of_commands(commands, ROUNDS)
    bare = times["a bare start"]
    rows = [(name, f"{time / bare:.1f}") for name, time in times.items()]
    remark = (
        "A process each. A shipped ruleset comes compiled with the wheel; any other file is parsed and proven"
        " the\nfirst time, and comes from the cache from then on."
    )
    return table("Cold start", remark, ("what", "bare starts"), rows)


def shares() -> str:
    with TemporaryDirectory() as folder:
        unit, own = _one_unit(folder), _own_file(folder)
        shipped, parsed = _imports(_score(RULESET, unit)), _imports(_score(own, unit))
    whole = sum(parsed.values())
    rows = [
        (name, f"{100 * shipped[name] / whole:.0f}% | {100 * parsed[name] / whole:.0f}%")
        for name, _ in parsed.most_common(12)
    ]
    rows.append(("all imports", f"{100 * sum(shipped.values()) / whole:.0f}% | 100%"))
    remark = (
        "Time in imports (`python -X importtime`, the least of several runs for each module) by package, for "
        "the 2024\ntable as shipped and as a file of one's own, in percent of all imports of the latter. Most"
        " of the package's own\nshare is attrs making classes. Beside imports, a file of one's own takes the "
        "compiling of the lexer's regular\nexpressions, the loading of the grammar's tables, and parsing."
    )
    made = table("What dominates a cold start", remark, ("package", "as shipped | own file"), rows)
    return made.replace("| --- | ---: |", "| --- | ---: | ---: |")


def _imports(words: Sequence[str], runs: int = 9) -> Counter[str]:
    """The least time in which each module was imported, by package; of emurules by its parts."""
    least: dict[str, int] = {}
    for _ in range(runs):
        environment = {**os.environ, "PYTHONPROFILEIMPORTTIME": "1"}
        run = subprocess.run(words, check=True, capture_output=True, encoding="utf-8", env=environment)  # noqa: S603
        for time, module in _IMPORT.findall(run.stderr):
            least[module] = min(int(time), least.get(module, sys.maxsize))
    found: Counter[str] = Counter()
    for module, time in least.items():
        found[_package(module)] += time
    return found


def _package(module: str) -> str:
    top, *inside = module.split(".")
    if top == "emurules":
        return f"`emurules.{inside[0]}`" if inside else "`emurules`"
    if top in ("attr", "attrs"):
        return "attrs"
    return top if top in ("lark", "click", "rich", "babel", "cattrs") else "the standard library"

"""How time grows with the length of a ruleset and the number of units, and what one unit costs."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import by_hand
from benchmarks.tables import table
from benchmarks.timing import of_calls

import emurules
from emurules.files import read_facts
from emurules.source import Source
from emurules.syntax import parse

RULESET = "digital_transformation_2024"
EXAMPLES = Path(__file__).parents[1] / "examples"
ROUNDS = 5


def growth() -> str:
    short, long = _ruleset(1_000), _ruleset(10_000)
    few, many = _units(1_000), _units(10_000)
    measured = [
        ("parse: 10,000 lines to 1,000", lambda: _parse(short), lambda: _parse(long)),
        ("load: 10,000 lines to 1,000", lambda: emurules.loads(short), lambda: emurules.loads(long)),
        ("score from CSV: 10,000 units to 1,000", lambda: _score(few), lambda: _score(many)),
    ]
    rows = []
    for name, less, more in measured:
        times = of_calls({"less": less, "more": more}, ROUNDS)
        rows.append((name, f"{times['more'] / times['less']:.1f}"))
    remark = "Ten times as much of each; 10 is linear. Units are read, checked and scored with their traces."
    return table("Growth", remark, ("what", "times as long"), rows)


def one_unit() -> str:
    ruleset = emurules.load(RULESET)
    units = _examples()
    traces = [emurules.evaluate(ruleset, unit) for unit in units]
    texts = [trace.to_json() for trace in traces]
    assert [trace.total for trace in traces] == [by_hand.total(unit) for unit in units]
    calls = {
        "the total by hand": lambda: [by_hand.total(unit) for unit in units * 50],
        "`evaluate`: facts checked, full trace": lambda: [emurules.evaluate(ruleset, unit) for unit in units],
        "`to_json`": lambda: [trace.to_json() for trace in traces],
        "`Trace.from_json`": lambda: [emurules.Trace.from_json(text) for text in texts],
        "`explain`": lambda: [emurules.explain(trace) for trace in traces],
    }
    times = of_calls(calls, 15)
    by_hand_ = times["the total by hand"] / 50
    times["the total by hand"] = by_hand_
    rows = [(name, f"{time / by_hand_:.0f}") for name, time in times.items()]
    remark = (
        "The 24 facts of a unit of the 2024 table, against thirty lines of Python that give the total and "
        "nothing\nelse. The reference evaluator is written for reading."
    )
    return table("One unit", remark, ("what", "times as long"), rows)


def _parse(text: str) -> None:
    tree, problems = parse(Source("benchmark.emu", text))
    assert tree is not None, problems


def _ruleset(lines: int) -> str:
    """A valid ruleset of so many lines: twelve for each criterion, its facts and its rate."""
    parts = ['ruleset long "Long"\n', 'section I "All"\n    source "A decree"\n']
    parts += map(_criterion, range((lines - 3) // 12))
    return "".join(parts)


def _criterion(number: int) -> str:
    return (
        f'fact whole_{number} "Dossiers": count\n'
        f'fact part_{number} "on time": count up to whole_{number}\n'
        f'    source "the register, from the first day of the year"\n'
        f'rate share_{number} "On time": part_{number} of whole_{number} if none exempt\n'
        f'criterion {number} "Dossiers on time" worth 1.5\n'
        f'    text "Dossiers that are closed on time, of all that were closed in the year"\n'
        f'    evidence "printed from the register"\n'
        f"    bands share_{number}\n"
        f"        100%                   : 1.5\n"
        f"        from 80% to below 100% : 1\n"
        f"        below 80%              : 0.5\n"
        f"    # a remark\n"
    )


def _examples() -> list[dict[str, Any]]:
    rows = json.loads((EXAMPLES / "units-2024.json").read_text("utf-8"))
    return [{name: value for name, value in row.items() if name != "unit"} for row in rows]


def _units(count: int) -> bytes:
    """A CSV of so many units: the examples again and again, under other names."""
    rows = list(csv.DictReader(io.StringIO((EXAMPLES / "units-2024.csv").read_text("utf-8-sig"))))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    for number, row in zip(range(count), itertools.cycle(rows), strict=False):
        writer.writerow({**row, "unit": f"{row['unit']} {number}"})
    return out.getvalue().encode()


def _score(data: bytes) -> None:
    assert all(points >= 0 for points in _totals(data))


def _totals(data: bytes) -> Iterator[Any]:
    ruleset = emurules.load(RULESET)
    for unit in read_facts(io.BytesIO(data), ruleset).units:
        assert unit.facts is not None
        yield emurules.evaluate(ruleset, unit.facts, unit=unit.name).total

"""The corpus: each table with its cases, loaded, put into the other dialect and evaluated once in a process.

`sample_of` is what the gate takes where each case takes long; the nightly run takes every case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest
from tests.corpus.make_cases import TABLES
from tests.dialects import swapped
from tests.sizes import FUZZ, part

from emurules import Ruleset, Trace, evaluate, load, loads
from emurules.evaluation.trace import BandsStep
from emurules.model.domain import Choice

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
SHIPPED = ("digital_transformation_2024", "chuyen_doi_so_2024")
MOST = 15
"""The most cases of a table that the gate takes where each takes long; it is enough for all rows of 2024."""

Facts: TypeAlias = Mapping[str, object]


class Case(NamedTuple):
    """A unit, its facts, and what must come out (None for the units of 2024: their totals are in a table)."""

    unit: str
    facts: Facts
    expected: Mapping[str, Any] | None


def each(*tables: str) -> pytest.MarkDecorator:
    """A test of each of these tables; all tests of a table run in one process, which evaluates it once."""
    marked = [pytest.param(one, marks=pytest.mark.xdist_group(f"corpus/{one}")) for one in tables]
    return pytest.mark.parametrize("table", marked)


every_table = each(*TABLES, *SHIPPED)
every_corpus_table = each(*TABLES)


@cache
def text_of(table: str) -> str:
    return load(table).text.text if table in SHIPPED else (HERE / table / "ruleset.emu").read_text("utf-8")


@cache
def ruleset_of(table: str) -> Ruleset:
    return load(table) if table in SHIPPED else load(HERE / table / "ruleset.emu")


@cache
def other_of(table: str) -> Ruleset:
    """The same in the other dialect."""
    return loads(swapped(text_of(table)))


@cache
def cases_of(table: str) -> tuple[Case, ...]:
    if table in SHIPPED:
        rows = json.loads((EXAMPLES / "units-2024.json").read_text("utf-8"))
        here = {name: value for row in rows for name, value in row.items()}
        assert set(here) - {"unit"} == {fact.name for fact in load(SHIPPED[0]).facts}
        return tuple(Case(row["unit"], _named_as(table, row), None) for row in rows)
    written = json.loads((HERE / table / "cases.json").read_text("utf-8"))
    return tuple(Case(case["unit"], case["facts"], case["expected"]) for case in written)


@cache
def traces_of(table: str) -> tuple[Trace, ...]:
    return tuple(evaluate(ruleset_of(table), case.facts, unit=case.unit) for case in cases_of(table))


@cache
def sample_of(table: str) -> tuple[tuple[Case, Trace], ...]:
    """All cases at night; in the gate the first and last, and some that take what none before them took."""
    every = tuple(zip(cases_of(table), traces_of(table), strict=True))
    if FUZZ:
        return every
    chosen, seen = [], set[object]()
    for number, (case, trace) in enumerate(every):
        taken = set(paths(trace))
        if number in (0, len(every) - 1) or not taken <= seen:
            chosen.append((case, trace))
            seen |= taken
    return tuple(part(chosen, MOST))


def paths(trace: Trace) -> Iterator[object]:
    """What a unit went through: whether nodes were assessed, and which row of each table of bands it took."""
    for node in trace.nodes():
        yield node.id, node.status
        for step in node.steps:
            if isinstance(step, BandsStep):
                yield from ((node.id, step.line, row.line) for row in step.rows if row.why == "taken")


def _named_as(table: str, row: Facts) -> Facts:
    """The facts of an example unit by the names of a shipped ruleset; both declare them in the same order."""
    facts = {}
    for ours, theirs in zip(load(SHIPPED[0]).facts, load(table).facts, strict=True):
        value = row[ours.name]
        if isinstance(ours.domain, Choice) and isinstance(theirs.domain, Choice):
            value = dict(zip(ours.domain.names, theirs.domain.names, strict=True))[str(value)]
        facts[theirs.name] = value
    return facts

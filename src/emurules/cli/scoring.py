"""Scoring a file of facts, unit by unit.

Guarantees: a unit's problems come all at once, those of its form and those of its facts, each with the
line, column and cell; a unit with an error has no trace. Lazy: a unit is read when the one before it is
done.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from attrs import Factory, define, frozen

from emurules.cli import words
from emurules.cli.console import asked_language, standard_input
from emurules.diagnostics import Diagnostic, Language
from emurules.errors import EvaluationError, FactsError
from emurules.evaluation import admit, evaluate
from emurules.evaluation.trace import Trace
from emurules.files import CsvPlaces, Dates, Decimal, FactsFile, Unit, placed, read_facts
from emurules.files.names import one_form
from emurules.model.ruleset import Ruleset
from emurules.model.spelling import nearest

# Without --keep-going nothing is shown after an error, so after this many broken units the rest is not read.
_ENOUGH = 20
# From so many units on a terminal shows how far it is.
_LONG = 200
_NAMES_SHOWN = 12


@frozen
class Problem:
    """A finding about a unit, and words about its place: the cell, the unit's name."""

    found: Diagnostic
    place: str = ""


@define
class Tally:
    """What a run came to; grows while its traces are taken."""

    keep_going: bool
    units: int = 0
    broken: int = 0
    cut_short: bool = False
    problems: list[Problem] = Factory(list)

    @property
    def refused(self) -> bool:
        """Whether nothing may be shown."""
        return not self.keep_going and (self.broken > 0 or self.cut_short)

    @property
    def failed(self) -> bool:
        """Whether anything was wrong."""
        return self.broken > 0 or self.cut_short


def open_facts(  # noqa: PLR0913 - one for each way to write a file
    facts: str,
    ruleset: Ruleset,
    decimal: Decimal,
    *,
    dates: Dates,
    missing: tuple[str, ...],
    sheet: str | None,
    language: Language | None,
    called: str,
) -> FactsFile:
    """The file of facts that a command names, `-` for standard input.

    Raises:
        FactsError: it cannot be had.
    """
    stream = standard_input() if facts == "-" else facts
    return read_facts(
        stream,
        ruleset,
        decimal,
        dates=dates,
        missing=missing,
        sheet=sheet,
        language=language,
        called=called,
    )


def traces(ruleset: Ruleset, file: FactsFile, only: str | None, tally: Tally) -> Iterator[Trace]:
    """The traces of the units that can be scored, in the order of the file; the tally keeps what cannot."""
    tally.problems.extend(Problem(one) for one in file.remarks)
    try:
        for unit in _chosen(file, only):
            tally.units += 1
            trace, problems = _scored(ruleset, unit, file, check_only=tally.refused)
            in_order = sorted(problems, key=lambda one: (one.line or 0, one.column or 0))
            tally.problems.extend(Problem(one, _place(one, unit, file)) for one in in_order)
            if trace is not None:
                yield trace
            tally.broken += any(one.severity == "error" for one in problems)
            if tally.broken == _ENOUGH and not tally.keep_going:
                tally.cut_short = True
                return
    except FactsError as error:  # the file cannot be read on
        tally.cut_short = True
        tally.problems.extend(Problem(one) for one in error.diagnostics)


def _chosen(file: FactsFile, only: str | None) -> Iterator[Unit]:
    if only is None:
        yield from file.units
        return
    names: list[str] = []
    wanted = one_form(only)
    for unit in file.units:
        names.append(unit.name or words.NAMELESS)
        if unit.name == wanted:
            yield unit
    if wanted in names:
        return
    near = nearest(wanted, names)
    if near is not None:
        raise file.origin.refusal("unknown-unit", help="near", unit=wanted, near=near)
    shown = ", ".join(f"`{name}`" for name in names[:_NAMES_SHOWN]) + (
        ", …" if len(names) > _NAMES_SHOWN else ""
    )
    raise file.origin.refusal("unknown-unit", unit=wanted, names=shown)


def _scored(
    ruleset: Ruleset, unit: Unit, file: FactsFile, *, check_only: bool
) -> tuple[Trace | None, list[Diagnostic]]:
    problems = list(unit.problems)
    if unit.facts is None:
        return None, problems
    told = {one.subject for one in problems if one.subject}
    spoken = file.origin.language
    admitted, found = admit(ruleset, unit.facts, spoken)
    found = tuple(one for one in found if one.subject is None or one.subject not in told)
    problems.extend(placed(one, unit.places, file.origin) for one in found)
    if admitted is None or check_only or any(one.severity == "error" for one in problems):
        return None, problems
    try:
        return evaluate(ruleset, admitted, unit.name), problems
    except EvaluationError as error:
        problems.extend(one.within(spoken) for one in error.diagnostics)
        return None, problems


def _place(found: Diagnostic, unit: Unit, file: FactsFile) -> str:
    vi = (asked_language() or file.origin.language) == "vi"
    parts: list[str] = []
    if isinstance(unit.places, CsvPlaces):
        cell = unit.places.cell(found.subject)
        if cell:
            parts.append(f"ô {cell}" if vi else f"cell {cell}")
    if unit.name is not None:
        parts.append(f"đơn vị `{unit.name}`" if vi else f"unit `{unit.name}`")
    return ", ".join(parts)


def with_progress(taken: Iterator[Trace], file: FactsFile, language: Language) -> Iterator[Trace]:
    """The same traces, with a bar on stderr if that is a terminal and the file is long."""
    count = (file.count or _lines(file.origin.name)) if sys.stderr.isatty() else 0
    if count < _LONG:
        return taken
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    words_ = words.SCORING.filled(language, {})
    return iter(track(taken, words_, total=count, console=console, transient=True))


def _lines(path: str) -> int:
    """How many lines a file has; 0 for a stream, which can be read only once."""
    try:
        if not Path(path).is_file():
            return 0
        with Path(path).open("rb") as stream:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
    except (OSError, ValueError):
        return 0

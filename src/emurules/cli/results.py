"""All results of a run as one file: the ranking, every criterion, and why points were lost.

Guarantees: the file is whole or not there; its ending says its form. Left out: what a unit lost (losses), the
ranking (reports), how a form is written (files).
"""

from __future__ import annotations

from collections.abc import Iterator

import click

from emurules.cli import words
from emurules.cli.losses import losses
from emurules.cli.reports import as_cell, ranking_sheet
from emurules.cli.standings import Ranking, standing
from emurules.diagnostics import Language, Text
from emurules.evaluation.trace import Trace
from emurules.files.origin import Origin
from emurules.files.sheets import YES, Cell, Head, Sheet
from emurules.files.writing import replacing
from emurules.model.ruleset import Ruleset


def write_results(
    traces: list[Trace], path: str, ruleset: Ruleset, language: Language, ranking: Ranking | None
) -> None:
    """Write the file.

    Raises:
        EmurulesError: it cannot be written.
    """
    from emurules.files.excel_sheets import MOST_ROWS, write_workbook

    sheets = (
        ranking_sheet([standing(trace) for trace in traces], ruleset, language, ranking),
        _criteria(traces, ruleset, language),
        _losses(traces, ruleset, language),
    )
    for sheet in sheets:
        if len(sheet.rows) + len(sheet.below) + 2 > MOST_ROWS:
            raise click.UsageError(
                f"--out {path}: {len(sheet.rows)} rows do not fit on a sheet; score fewer units at once"
            )
    origin = Origin(path, language)
    with replacing(origin) as stream:
        write_workbook(sheets, stream, origin)


def _criteria(traces: list[Trace], ruleset: Ruleset, language: Language) -> Sheet:
    """A row for each section and criterion of each unit."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for trace in traces:
            for node in trace.nodes():
                yield (
                    trace.unit or words.NAMELESS,
                    node.id,
                    _on_a_line(node.title),
                    as_cell(node.points, language),
                    as_cell(node.worth, language),
                    YES.filled(language, {}) if node.status == "exempt" else "",
                )

    heads = (
        (words.UNIT, 32, False),
        (words.ID, 10, False),
        (words.CRITERION, 60, False),
        (words.POINTS, 12, True),
        (words.STANDARD, 12, True),
        (words.EXEMPT, 16, False),
    )
    return _sheet(words.RESULTS, heads, tuple(rows()), ruleset, language)


def _losses(traces: list[Trace], ruleset: Ruleset, language: Language) -> Sheet:
    """A row for each criterion that cost a unit points."""
    worse = ruleset.total.more_is_worse

    def rows() -> Iterator[tuple[Cell, ...]]:
        for trace in traces:
            for loss in losses(trace, language, more_is_worse=worse):
                yield (
                    trace.unit or words.NAMELESS,
                    loss.id,
                    _on_a_line(loss.title) if loss.id else words.TOTAL.filled(language, {}),
                    as_cell(loss.points, language),
                    _on_a_line(loss.why),
                )

    heads = (
        (words.UNIT, 32, False),
        (words.ID, 10, False),
        (words.CRITERION, 40, False),
        (words.AGAINST if worse else words.LOST, 12, True),
        (words.WHY, 80, False),
    )
    return _sheet(words.LOSSES, heads, tuple(rows()), ruleset, language)


def _sheet(
    name: Text,
    heads: tuple[tuple[Text, int, bool], ...],
    rows: tuple[tuple[Cell, ...], ...],
    ruleset: Ruleset,
    language: Language,
) -> Sheet:
    return Sheet(
        name=name.filled(language, {}),
        title=ruleset.title,
        heads=tuple(Head(text.filled(language, {}), width, number) for text, width, number in heads),
        rows=rows,
    )


def _on_a_line(text: str) -> str:
    """A text on one line, without the spaces that keep a number and its word together."""
    return " ".join(text.split())

"""All results of a run as one file: the ranking, every criterion, and why points were lost.

Guarantees: the file is whole or not there; its ending says its form. Left out: what a unit lost (losses), the
ranking (reports), how a form is written (files).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from attrs import evolve

from emurules.cli import words
from emurules.cli.losses import losses
from emurules.cli.reports import as_cell, ranking_sheet
from emurules.cli.standings import Ranking, Standing, standing
from emurules.cli.standings import ranked as ranked_units
from emurules.diagnostics import Language, Text
from emurules.evaluation.trace import NodeTrace, Trace
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
    standings = [standing(trace) for trace in traces]
    ranked = ranking_sheet(standings, ruleset, language, ranking)
    origin = Origin(path, language)
    ending = Path(path).suffix.lower()
    if ending == ".csv":
        from emurules.files.csv_sheets import table

        in_order = _in_order(traces, standings, ranking)
        with replacing(origin) as stream:
            stream.write(table(_wide(ranked, in_order, language), language).encode())
        return
    sheets = (ranked, _criteria(traces, ruleset, language), _losses(traces, ruleset, language))
    if ending == ".xlsx":
        _workbook(sheets, origin)
        return
    from emurules.files.html_sheets import page

    with replacing(origin) as stream:
        stream.write(page(sheets, language).encode())


def _workbook(sheets: tuple[Sheet, ...], origin: Origin) -> None:
    from emurules.files.excel_sheets import MOST_ROWS, write_workbook

    for sheet in sheets:
        if len(sheet.rows) + len(sheet.below) + 2 > MOST_ROWS:
            raise click.UsageError(
                f"--out {origin.name}: {len(sheet.rows)} rows do not fit on a sheet; score fewer units"
            )
    with replacing(origin) as stream:
        write_workbook(sheets, stream, origin)


def _in_order(traces: list[Trace], standings: list[Standing], ranking: Ranking | None) -> list[Trace]:
    """The traces in the order of the ranking."""
    if ranking is None:
        return traces
    by_standing = {id(one): trace for one, trace in zip(standings, traces, strict=True)}
    return [by_standing[id(one)] for _, one in ranked_units(standings, ranking)]


def _wide(ranked: Sheet, traces: list[Trace], language: Language) -> Sheet:
    """The ranking with a column more for each criterion: its points; the traces stand in its order."""
    heads = [Head(node.id, number=True) for node in _below_sections(traces[0])] if traces else []
    points = [tuple(as_cell(node.points, language) for node in _below_sections(one)) for one in traces]
    rows = tuple((*row, *more) for row, more in zip(ranked.rows, points, strict=True))
    return evolve(ranked, heads=(*ranked.heads, *heads), rows=rows)


def _below_sections(trace: Trace) -> list[NodeTrace]:
    return [node for section in trace.sections for child in section.criteria for node in child.walk()]


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

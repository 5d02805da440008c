"""The forms in which results are written: a table, JSON, explanations.

Each report takes traces one by one and writes to a stream. Guarantees: only the table, which must be
sorted, keeps anything of a trace, and of that only its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal, TextIO

from emurules.cli import words
from emurules.cli.standings import Ranking, Standing, ranked, standing
from emurules.cli.tables import Column, Table, markdown, show_table
from emurules.diagnostics import Language, Text
from emurules.evaluation.trace import Trace
from emurules.files.sheets import Cell, Head, Number, Sheet
from emurules.model.ruleset import Node, Ruleset
from emurules.model.values import Unlimited


def json_report(traces: Iterator[Trace], out: TextIO) -> None:
    """A JSON list, one trace a line."""
    from emurules.evaluation.serial import to_json

    out.write("[")
    for index, trace in enumerate(traces):
        out.write(",\n" if index else "\n")
        out.write(to_json(trace))
    out.write("\n]\n")


def explained(
    traces: Iterator[Trace], out: TextIO, form: Literal["text", "markdown"], language: Language
) -> None:
    """Every trace in full."""
    from emurules.evaluation.explain import explain

    between = "\n---\n\n" if form == "markdown" else f"\n{'=' * 72}\n\n"
    for index, trace in enumerate(traces):
        out.write(between if index else "")
        out.write(explain(trace, language, form).rstrip("\n") + "\n")


def table_report(
    traces: Iterator[Trace],
    out: TextIO,
    ruleset: Ruleset,
    language: Language,
    form: str,
    *,
    terminal: bool,
    ranking: Ranking | None,
) -> None:
    """The units as a table, ranked or as they stand in the file."""
    standings = [standing(trace) for trace in traces]
    if not standings:
        return
    sheet = ranking_sheet(standings, ruleset, language, ranking)
    table = Table(
        columns=tuple(Column(head.text, "right" if head.number else "left") for head in sheet.heads),
        rows=tuple(
            tuple(cell.said if isinstance(cell, Number) else cell for cell in row) for row in sheet.rows
        ),
        above=tuple(filter(None, (ruleset.title, source_line(ruleset, language)))),
        below=sheet.below,
    )
    if form == "markdown":
        out.write(markdown(table))
    else:
        show_table(table, out, terminal=terminal)


def ranking_sheet(
    standings: list[Standing], ruleset: Ruleset, language: Language, ranking: Ranking | None
) -> Sheet:
    """A row for each unit: its rank, its points, and how it is graded."""
    rank = ranking is not None
    placed = [(None, one) for one in standings] if ranking is None else ranked(standings, ranking)
    exempt = any(one.exempt for one in standings)
    noted = any(one.disqualified for one in standings)
    rows: list[tuple[Cell, ...]] = []
    for place, one in placed:
        cells = [
            *([as_cell(None if place is None else Fraction(place), language)] if rank else []),
            one.unit or words.NAMELESS,
            *(as_cell(points, language) for points in one.sections),
            as_cell(one.total, language),
            as_cell(one.attainable, language),
            *([", ".join(one.exempt)] if exempt else []),
            *(grade or words.NAMELESS for grade in one.grades),
            *([_note(one, language)] if noted else []),
        ]
        rows.append(tuple(cells))
    return Sheet(
        name=(words.RANKING if rank else words.UNITS).filled(language, {}),
        title=ruleset.title,
        heads=tuple(_heads(ruleset, language, rank=rank, exempt=exempt, noted=noted)),
        rows=tuple(rows),
        below=tuple(_below(standings, ruleset, language, ranking)),
    )


def as_cell(value: Fraction | Literal["unlimited"] | None, language: Language) -> Cell:
    """Points as a cell: a number, or the word for none and for no limit."""
    said = words.number(value, language)
    return Number(value, said) if isinstance(value, Fraction) else said


def _heads(ruleset: Ruleset, language: Language, *, rank: bool, exempt: bool, noted: bool) -> Iterator[Head]:
    def said(text: Text) -> str:
        return text.filled(language, {})

    if rank:
        yield Head(said(words.RANK), 8, number=True)
    yield Head(said(words.UNIT), 32)
    for section in ruleset.sections:
        yield Head(section.id, number=True)
    yield Head(said(words.TOTAL), number=True)
    yield Head(said(words.ATTAINABLE), number=True)
    if exempt:
        yield Head(said(words.EXEMPT), 18)
    for grading in ruleset.gradings:
        yield Head(grading.title or grading.name or said(words.GRADE), 24)
    if noted:
        yield Head(said(words.NOTE), 40)


def _below(
    standings: list[Standing], ruleset: Ruleset, language: Language, ranking: Ranking | None
) -> Iterator[str]:
    for section in ruleset.sections:
        yield f"{section.id}: {_section(section, language)}"
    yield from _undeclared(standings, language)
    if ranking is not None and ranking.lowest:
        yield words.LOWEST_FIRST.filled(language, {})


def _undeclared(standings: list[Standing], language: Language) -> Iterator[str]:
    """A line for each node whose parts are not all there: what is attainable is no full score."""
    found: dict[str, Fraction] = {}
    for one in standings:
        for id_, points in one.undeclared:
            found[id_] = max(points, found.get(id_, points))
    for id_, points in found.items():
        named = {"id": id_ or words.TOTAL.filled(language, {}), "points": words.number(points, language)}
        yield words.UNDECLARED.filled(language, named)


def _note(one: Standing, language: Language) -> str:
    if not one.disqualified:
        return ""
    return words.DISQUALIFIED.filled(language, {"reasons": "; ".join(one.disqualified)})


def source_line(ruleset: Ruleset, language: Language) -> str:
    """Who issued it and where it stands, on one line."""
    parts = [ruleset.issuer] if ruleset.issuer else []
    for source in ruleset.sources:
        parts.append(source.text)
        if source.dated:
            parts.append(day(source.dated, language))
    return ", ".join(parts)


def day(value: date, language: Language) -> str:
    """A date as people write it: 26/3/2024 in Vietnamese, 2024-03-26 in English."""
    return f"{value.day}/{value.month}/{value.year}" if language == "vi" else value.isoformat()


def _section(section: Node, language: Language) -> str:
    from emurules.model.expression import Constant

    if isinstance(section.worth, Unlimited):
        worth = words.UNLIMITED.filled(language, {})
    elif isinstance(section.worth, Constant) and not isinstance(section.worth.value, bool | str | date):
        worth = words.number(section.worth.value, language)
    else:
        return section.title
    text = {"main": words.WORTH, "bonus": words.BONUS, "penalty": words.PENALTY}[section.kind]
    return text.filled(language, {"title": section.title, "worth": worth})

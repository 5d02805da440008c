"""Units from a CSV file, one a row, as Excel writes it in any country.

Commas, semicolons or tabs, found from the header; with or without BOM; LF, CRLF or CR. The header names the
facts, in any order, and `unit`. Blank rows, and rows whose first cell is `#` or begins with `# `, are passed
over, above the header too; but the first row with such a cell that names a fact or `unit` beside it is the
header, whose number column is called so. Guarantees: a file whose header names no fact is refused; rows are
read one by one; a cell never lands in the wrong fact: what is odd about the header ends the reading, what is
odd about a row is said of that unit. Left out: text from bytes (reading), values (admit).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from itertools import chain

from attrs import evolve, frozen

from emurules.diagnostics import Diagnostic
from emurules.errors import FactsError
from emurules.files.cells import Notation, NoValue, as_data, without_value
from emurules.files.names import UNIT, Facts, is_remark, looked_at, names_the_unit, one_form
from emurules.files.origin import Origin
from emurules.files.units import CsvPlaces, FactsFile, Unit, column_letters
from emurules.model.ruleset import Fact, Ruleset
from emurules.model.spelling import shown

# So many unknown columns are compared with the facts (it is slow), and so many told of.
_MOST_PROPOSALS = 200
_MOST_REMARKS = 10
_SEPARATORS = (",", ";", "\t")
_SEPARATOR_ROW = re.compile(r"sep=([,;\t])\s*", re.IGNORECASE)  # Excel's own word for it


@frozen
class Row:
    """A row: the line where it starts, its number as a spreadsheet counts, its cells trimmed."""

    line: int
    number: int
    cells: list[str]


@frozen
class _Header:
    """What the header says: the column (from 1) of each name, and those without a name."""

    row: Row
    columns: Mapping[str, int]
    facts: tuple[tuple[int, Fact], ...]  # each with its index in a row
    nameless: tuple[int, ...]
    needed: frozenset[str]

    @property
    def width(self) -> int:
        """How many cells a row must have: up to its last fact."""
        return max(self.columns.get(UNIT, 0), *(index + 1 for index, _ in self.facts), 0)


def read_csv(lines: Iterator[str], ruleset: Ruleset, notation: Notation, origin: Origin) -> FactsFile:
    """Open a CSV.

    Raises:
        FactsError: its header is not right, or it cannot be read so far.
    """
    return from_rows(_rows(lines, Facts.of(ruleset), origin), ruleset, notation, origin)


def from_rows(rows: Iterator[Row], ruleset: Ruleset, notation: Notation, origin: Origin) -> FactsFile:
    """Units from rows, of which the first is the header.

    Raises:
        FactsError: the header is not right, or there is none.
    """
    first = next(rows, None)
    if first is None:
        raise origin.refusal("empty-file", help="facts")
    header, remarks = _header(first, ruleset, origin)
    return FactsFile(origin, remarks, _units(rows, header, notation, origin))


# ---------------------------------------------------------------- rows


def _rows(lines: Iterator[str], known: Facts, origin: Origin) -> Iterator[Row]:
    separator = None
    for above, line in enumerate(lines):
        named = _SEPARATOR_ROW.fullmatch(line)
        if named:
            separator = named[1]
        elif not is_passed_over(re.split("[,;\t]", line)) or _names(line, _separator(line, known), known):
            reader = csv.reader(
                chain([line], lines), delimiter=separator or _separator(line, known), strict=True
            )
            yield from _read(reader, above, origin)
            return


def _read(reader: Iterator[list[str]], above: int, origin: Origin) -> Iterator[Row]:
    number = line = above
    while True:
        line = above + reader.line_num + 1  # type: ignore[attr-defined]
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            variant = "after" if "expected after" in str(error) else "open"
            raise origin.refusal("csv-quotes", line, variant=variant) from None
        number += 1
        cells = [cell.strip() for cell in cells]
        if number == above + 1 or not is_passed_over(cells):
            yield Row(line, number, cells)


def is_passed_over(cells: list[str]) -> bool:
    """Whether a row says nothing, or is a remark."""
    if cells and is_remark(cells[0].strip(' "\r\n')):
        return True
    return not any(cell.strip() for cell in cells)


def _separator(line: str, known: Facts) -> str:
    """The separator that gives the most names of the ruleset, or else the most cells."""
    return max(_SEPARATORS, key=lambda one: (_names(line, one, known), len(_cells(line, one))))


def _names(line: str, separator: str, known: Facts) -> int:
    return names_among(_cells(line, separator), known)


def names_among(cells: list[str], known: Facts) -> int:
    """How many cells of a row are names of the ruleset."""
    return sum(known.named(cell) in known.names for cell in cells)


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:  # with this separator, a cell is longer than any may be
        return []


# ---------------------------------------------------------------- the header


def _header(row: Row, ruleset: Ruleset, origin: Origin) -> tuple[_Header, tuple[Diagnostic, ...]]:
    known = Facts.of(ruleset)
    names = [known.named(cell) for cell in row.cells]
    needed = frozenset(fact.name for fact in ruleset.facts if _needed(fact))
    if ruleset.facts and not known.name_a_fact(names):
        raise _no_header(row, origin)
    columns: dict[str, int] = {}
    found: list[Diagnostic] = []
    for column, name in enumerate(names, 1):
        if name and name in columns:
            first = f"{column_letters(columns[name])}{row.number}"
            found.append(origin.finding("doubled-column", row.line, column, name=shown(name), first=first))
        elif name:
            columns[name] = column
    meant = _unknown(row, columns, known, origin, found)
    missing = [fact.name for fact in ruleset.facts if fact.name in needed - columns.keys() - meant]
    if missing:
        found.append(_missing(row, missing, origin))
    if UNIT not in columns and UNIT not in meant:
        found.append(_no_units(row, columns, origin))
    if any(one.severity == "error" for one in found):
        raise FactsError(tuple(found))
    by_name = ruleset.fact_by_name
    facts = tuple((column - 1, by_name[name]) for name, column in columns.items() if name in by_name)
    nameless = tuple(index for index, name in enumerate(names) if not name)
    return _Header(row, columns, facts, nameless, needed), tuple(found)


def _needed(fact: Fact) -> bool:
    return fact.default is None and not fact.may_be_missing


def _unknown(
    row: Row, columns: Mapping[str, int], known: Facts, origin: Origin, found: list[Diagnostic]
) -> set[str]:
    """Report columns that no fact has; return the facts that they seem to mean."""
    meant: set[str] = set()
    ignored: list[tuple[str, int]] = []
    unknown = [(name, column) for name, column in columns.items() if name not in known.names]
    for name, column in unknown[:_MOST_PROPOSALS]:
        near = next((one for one in known.resembling(name) if one not in columns), None)
        if near is None:
            ignored.append((name, column))
        else:
            meant.add(near)
            found.append(origin.finding("unknown-column", row.line, column, name=shown(name), near=near))
    for name, column in ignored[:_MOST_REMARKS]:
        found.append(origin.finding("ignored-column", row.line, column, help=None, name=shown(name)))
    more = len(ignored[_MOST_REMARKS:]) + len(unknown[_MOST_PROPOSALS:])
    if more > 0:
        found.append(origin.finding("ignored-column", row.line, variant="more", help=None, count=str(more)))
    return meant


def _missing(row: Row, names: list[str], origin: Origin) -> Diagnostic:
    if len(names) == 1:
        return origin.finding("missing-column", row.line, names=names[0])
    quoted = ", ".join(f"`{name}`" for name in names[:_MOST_REMARKS])
    quoted += f", … ({len(names)})" if len(names) > _MOST_REMARKS else ""
    return origin.finding("missing-column", row.line, variant="many", help="many", names=quoted)


def _no_units(row: Row, columns: Mapping[str, int], origin: Origin) -> Diagnostic:
    near = next((name for name in columns if names_the_unit(name)), None)
    example = row_name(row.number + 1, origin)
    if near is None:
        return origin.finding("no-unit-names", row.line, help=None, example=example)
    return origin.finding("no-unit-names", row.line, help="near", example=example, near=shown(near))


def _no_header(row: Row, origin: Origin) -> FactsError:
    text = row.cells[0]
    if len(row.cells) == 1 and text != UNIT:
        return origin.refusal("csv-header", row.line, 1, variant="one", help="one", text=shown(text))
    return origin.refusal("csv-header", row.line, 1)


def row_name(number: int, origin: Origin) -> str:
    """What a unit without a name is called: after its row, as a spreadsheet counts."""
    return f"dòng {number}" if origin.language == "vi" else f"row {number}"


# ---------------------------------------------------------------- units


def _units(rows: Iterator[Row], header: _Header, notation: Notation, origin: Origin) -> Iterator[Unit]:
    lines: dict[str, int] = {}
    looks: dict[str, str] = {}
    for row in rows:
        unit = _unit(row, header, notation, origin)
        first = lines.setdefault(unit.name or "", row.line)
        if unit.name and first != row.line:
            again = origin.finding(
                "duplicate-unit", row.line, header.columns.get(UNIT), unit=unit.name, first=str(first)
            )
            unit = Unit(name=unit.name, facts=None, problems=(*unit.problems, again), places=unit.places)
        like = looks.setdefault(looked_at(unit.name or ""), unit.name or "")
        if unit.name and like != unit.name:
            near = origin.finding(
                "similar-unit", row.line, header.columns.get(UNIT),
                unit=shown(unit.name), near=shown(like), first=str(lines[like]),
            )  # fmt: skip
            unit = evolve(unit, problems=(*unit.problems, near))
        yield unit
    if not lines:
        raise origin.refusal("no-rows", header.row.line)


def _unit(row: Row, header: _Header, notation: Notation, origin: Origin) -> Unit:
    places = CsvPlaces(row.line, row.number, header.columns)
    problems = _form(row, header, origin)
    name = row_name(row.number, origin)
    if UNIT in header.columns:
        at = header.columns[UNIT]
        cell = row.cells[at - 1] if at <= len(row.cells) else ""
        name = "" if isinstance(cell, NoValue) else one_form(cell)
        if isinstance(cell, NoValue):
            problems.append(without_value(cell, UNIT, origin, row.line, at))
            name = row_name(row.number, origin)
        elif not name:
            problems.append(origin.finding("unnamed-unit", row.line, at))
            name = row_name(row.number, origin)
    if any(one.severity == "error" and one.slug.startswith("csv") for one in problems):
        return Unit(name=name, facts=None, problems=tuple(problems), places=places)
    facts: dict[str, str] = {}
    for index, fact in header.facts:
        cell = row.cells[index] if index < len(row.cells) else ""
        if not cell:
            continue
        value = as_data(cell, fact, notation, origin, row.line, index + 1)
        if isinstance(value, Diagnostic):
            problems.append(value)
        elif value is not None:
            facts[fact.name] = value
    return Unit(name=name, facts=facts, problems=tuple(problems), places=places)


def _form(row: Row, header: _Header, origin: Origin) -> list[Diagnostic]:
    """What is wrong with the number of a row's cells."""
    found: list[Diagnostic] = []
    cells, width = len(row.cells), len(header.row.cells)
    extra = next((index for index in range(width, cells) if row.cells[index]), None)
    if extra is not None:
        counts = {"cells": str(cells), "columns": str(width), "value": shown(row.cells[extra])}
        found.append(origin.finding("csv-cells", row.line, extra + 1, variant="many", help="many", **counts))
    stray = next((index for index in header.nameless if index < cells and row.cells[index]), None)
    if stray is not None:
        found.append(
            origin.finding("csv-nameless-column", row.line, stray + 1, value=shown(row.cells[stray]))
        )
    if cells < header.width:
        lacking = [(index, fact.name) for index, fact in header.facts if index >= cells]
        column = min(lacking)[1] if lacking else UNIT
        if header.needed & {name for _, name in lacking}:
            counts = {"cells": str(cells), "columns": str(width), "name": column}
            found.append(origin.finding("csv-cells", row.line, cells, variant="few", help="few", **counts))
        else:
            found.append(origin.finding("csv-short-row", row.line, cells, help=None, name=column))
    return found

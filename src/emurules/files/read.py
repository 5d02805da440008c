"""The verb of this folder: from a path or a stream to units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from attrs import evolve

from emurules.diagnostics import Language
from emurules.errors import FactsError
from emurules.files.cells import Dates, Decimal, Notation
from emurules.files.origin import Origin
from emurules.files.reading import is_json, lines_of, open_file, opening, text_of
from emurules.files.units import FactsFile, Unit
from emurules.model.ruleset import Ruleset

STDIN = "<stdin>"
SUFFIXES = (".xlsx", ".xlsm")
"""How Excel workbooks are called."""


def read_facts(  # noqa: PLR0913 - one for each way to write a file
    file: str | BinaryIO,
    ruleset: Ruleset,
    decimal: Decimal = None,
    *,
    dates: Dates = None,
    missing: Iterable[str] = (),
    sheet: str | None = None,
    language: Language | None = None,
    called: str | None = None,
) -> FactsFile:
    """Open a file of facts: Excel if it is called .xlsx, JSON if called so or begun with a bracket, else CSV.

    Args:
        file: a path, or a stream of bytes (in messages `<stdin>`).
        ruleset: whose facts the file gives.
        decimal: the decimal mark of numbers in text; None for a point that is refused where it may be a
            thousands separator.
        dates: the order of dates such as 5/2/2024; None for day, month, year if the ruleset is Vietnamese,
            and else a date that is refused.
        sheet: of an Excel workbook; None for the only one on which facts stand.
        missing: words that stand where nothing is given, such as `NA`.
        language: of the messages; that of the ruleset unless given.
        called: how the person calls the ruleset, for the commands that messages propose.

    Raises:
        FactsError: it cannot be read, or its form is not that of facts. Iterating the units may raise it too,
            where the file cannot be read on.
    """
    name = file if isinstance(file, str) else STDIN
    origin = Origin(name, language or ruleset.language, ruleset.name, called or ruleset.name)
    local: Dates = "d/m/y" if ruleset.language == "vi" else None
    notation = Notation(decimal=decimal, dates=dates or local, missing=frozenset(missing))
    if isinstance(file, str) and file.lower().endswith(SUFFIXES) and Path(file).is_file():
        from emurules.files.excel_facts import read_excel

        return read_excel(sheet, ruleset, notation, origin)
    if not isinstance(file, str):
        return _read(file, ruleset, notation, origin)
    stream = open_file(origin)
    try:
        found = _read(stream, ruleset, notation, origin)
    except FactsError:
        stream.close()
        raise
    return evolve(found, units=_closing(stream, found.units))


def _read(stream: BinaryIO, ruleset: Ruleset, notation: Notation, origin: Origin) -> FactsFile:
    first = opening(stream, origin)
    if origin.name.lower().endswith(".json") or is_json(first):
        from emurules.files.json_facts import read_json

        return read_json(text_of(first, stream, origin), ruleset, notation, origin)
    from emurules.files.csv_facts import read_csv

    return read_csv(lines_of(first, stream, origin), ruleset, notation, origin)


def _closing(stream: BinaryIO, units: Iterator[Unit]) -> Iterator[Unit]:
    with stream:
        yield from units

"""Units from a sheet of an Excel workbook, one a row, as from a CSV.

Guarantees: a cell is what the workbook holds, exactly: a number as its shortest decimal, a number shown as a
percent as a percent, a date without a time as its day, TRUE and FALSE as yes and no; text as in a CSV. A
formula counts as the value that was saved with it, and one without a value is refused. Which sheet is meant
is asked where facts stand on several. Left out: names and rows (csv_facts), values (admit).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from emurules.files.cells import Exact, Notation, NoValue
from emurules.files.csv_facts import Row, from_rows, is_passed_over, names_among
from emurules.files.names import Facts
from emurules.files.origin import Origin
from emurules.files.reading import FILE_LIMIT, MEBIBYTE
from emurules.files.units import FactsFile
from emurules.model.ruleset import Ruleset

if TYPE_CHECKING:
    from openpyxl import Workbook

# So many rows are looked at for a header, when sheets are chosen.
_HEADER_WITHIN = 50
# What a format shows in quotes, after a backslash or in brackets is no percent sign.
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def read_excel(sheet: str | None, ruleset: Ruleset, notation: Notation, origin: Origin) -> FactsFile:
    """Open a sheet of a workbook: the one of this name, or the only one on which facts stand.

    Raises:
        FactsError: it is no workbook, has no such sheet, facts stand on several, or its header is not right.
    """
    values = _opened(origin, saved=True)
    known = Facts.of(ruleset)
    with closing(values):
        name = _chosen(values, sheet, known, origin)
        formulas = _opened(origin, saved=False)
        with closing(formulas):
            rows = list(_rows(values[name], formulas[name], known))
    return from_rows(iter(rows), ruleset, notation, origin)


def _opened(origin: Origin, *, saved: bool) -> Workbook:
    """The workbook, with the values that were saved or with the formulas."""
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise origin.refusal("missing-extra", extra="excel", package="openpyxl") from None
    try:
        with zipfile.ZipFile(origin.name) as packed:
            if sum(one.file_size for one in packed.infolist()) > FILE_LIMIT:
                raise origin.refusal("file-too-large", limit=f"{FILE_LIMIT // MEBIBYTE} MiB")
        return load_workbook(origin.name, read_only=True, data_only=saved)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, EOFError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise origin.refusal("unreadable-file", help="workbook", reason=reason) from None
    except OSError as error:
        raise origin.refusal("unreadable-file", reason=(error.strerror or str(error)).lower()) from None


# ---------------------------------------------------------------- the sheet


def _chosen(workbook: Workbook, asked: str | None, known: Facts, origin: Origin) -> str:
    visible = [one.title for one in workbook.worksheets if one.sheet_state == "visible"]
    if asked is not None:
        if asked in workbook.sheetnames:
            return asked
        raise origin.refusal("excel-sheet", variant="none", help="none", sheet=asked, names=_names(visible))
    found = [name for name in visible if _has_facts(workbook[name], known)]
    if len(found) > 1:
        raise origin.refusal("excel-sheet", sheet=found[0], names=_names(found))
    if not found and not visible:
        raise origin.refusal("empty-file", help="facts")
    return found[0] if found else visible[0]


def _names(sheets: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in sheets)


def _has_facts(sheet: Any, known: Facts) -> bool:
    """Whether the header of a sheet names a fact."""
    for cells in sheet.iter_rows(max_row=_HEADER_WITHIN):
        texts = [_text(cell.value).strip() for cell in cells]
        if names_among(texts, known) or not is_passed_over(texts):
            return known.name_a_fact(map(known.named, texts))
    return False


# ---------------------------------------------------------------- rows and cells


def _rows(values: Any, formulas: Any, known: Facts) -> Iterator[Row]:
    """The rows with something on them; above the header, and below it, remarks are passed over."""
    headed = False
    for number, (saved, written) in enumerate(
        zip_longest(values.iter_rows(), formulas.iter_rows(), fillvalue=()), 1
    ):
        cells = [_cell(one, other) for one, other in zip_longest(saved, written)]
        if is_passed_over(cells) and (headed or not names_among(cells, known)):
            continue
        headed = True
        yield Row(number, number, cells)


def _cell(saved: Any, written: Any) -> str:
    """A cell in the notation of data."""
    value = None if saved is None else saved.value
    formula = None if written is None else written.value
    if value is None:
        return NoValue(formula) if getattr(written, "data_type", None) == "f" else ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        shown = _LITERAL.sub("", str(getattr(saved, "number_format", "")))
        number = Decimal(repr(value))
        return Exact(f"{_plain(number * 100)}%" if "%" in shown else _plain(number))
    text = _text(value)
    return text.strip() if isinstance(value, str) else Exact(text)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _plain(number: Decimal) -> str:
    """A number without exponent and without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

"""Sheets of results as an Excel workbook, to read, sort and print.

Guarantees: no text acts as a formula; a number is a number only where the workbook keeps it exactly, else it
is text. Printed on landscape pages as wide as the table, with its header on each. Left out: what stands in
the sheets (cli).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from emurules.files.origin import Origin
from emurules.files.sheets import Cell, Number, Sheet, decimal_text, shown

# A sheet has no more rows, and a cell no longer text.
MOST_ROWS = 1_048_576
_LONGEST = 32_767
_A4 = 9


def write_workbook(sheets: tuple[Sheet, ...], stream: BinaryIO, origin: Origin) -> None:
    """Write the workbook, row by row: a large one does not stand in memory a second time.

    Raises:
        FactsError: the extra that writes workbooks is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise origin.refusal("missing-extra", extra="excel", package="openpyxl") from None
    book = Workbook(write_only=True)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    book.save(stream)


def _fill(paper: Any, sheet: Sheet) -> None:
    _page(paper, sheet)
    paper.append(list(_heads(paper, sheet)))
    sides = [_side(right=head.number) for head in sheet.heads]
    for row in sheet.rows:
        paper.append([_cell(paper, cell, side) for cell, side in zip(row, sides, strict=True)])
    for index, line in enumerate(sheet.below):
        if index == 0:
            paper.append([])
        paper.append([_text(paper, shown(line))])


def _page(paper: Any, sheet: Sheet) -> None:
    """Widths, what stays in sight, and how it is printed; all this comes before the first row."""
    from openpyxl.utils import get_column_letter

    for column, head in enumerate(sheet.heads, 1):
        paper.column_dimensions[get_column_letter(column)].width = head.width
    paper.freeze_panes = "A2"
    paper.auto_filter.ref = f"A1:{get_column_letter(len(sheet.heads))}{len(sheet.rows) + 1}"
    paper.print_title_rows = "1:1"
    paper.page_setup.orientation = "landscape"
    paper.page_setup.paperSize = _A4
    paper.page_setup.fitToHeight = 0
    paper.sheet_properties.pageSetUpPr.fitToPage = True
    paper.oddHeader.center.text = shown(sheet.title).replace("&", "&&")[:200]
    paper.oddFooter.center.text = "&P / &N"


def _heads(paper: Any, sheet: Sheet) -> Iterator[Any]:
    from openpyxl.styles import Alignment, Font, PatternFill

    for head in sheet.heads:
        cell = _text(paper, shown(head.text))
        side = "right" if head.number else "left"
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=side, indent=1)
        cell.font = Font(name="Calibri", size=11, bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
        yield cell


def _side(*, right: bool) -> Any:
    """How the cells of a column stand: without the indent a number on the right touches the next column."""
    from openpyxl.styles import Alignment

    side = "right" if right else "left"
    return Alignment(wrap_text=not right, vertical="top", horizontal=side, indent=1)


def _cell(paper: Any, cell: Cell, side: Any) -> Any:
    digits = decimal_text(cell) if isinstance(cell, Number) else None
    made = _text(paper, shown(cell) if digits is None else digits)
    if digits is not None:
        made.data_type = "n"  # the digits themselves are written, which no float has touched
    made.alignment = side
    return made


def _text(paper: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST - 2]} …"
    cell: Any = WriteOnlyCell(paper, text)
    cell.data_type = "s"  # INVARIANT: a text that begins with = is no formula
    return cell

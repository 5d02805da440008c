"""Sheets of results as a page of HTML that stands alone: to read in a browser, to print, to send.

Guarantees: texts show as they are, and none of them is taken for markup; nothing is loaded, no script runs.
Left out: what stands in the sheets (cli).
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from emurules.diagnostics import Language
from emurules.files.sheets import Cell, Head, Sheet, shown

_STYLE = """body { font-family: sans-serif; margin: 2em; }
table { border-collapse: collapse; margin-bottom: 1em; }
th, td { border: 1px solid #999; padding: 0.25em 0.5em; text-align: left; vertical-align: top; }
thead th { background: #dde6f0; }
.number { text-align: right; white-space: nowrap; }
@media print { body { margin: 0; } thead { display: table-header-group; } tr { break-inside: avoid; } }"""


def page(sheets: tuple[Sheet, ...], language: Language) -> str:
    """The page: a heading and a table for each sheet."""
    return "\n".join(_lines(sheets, language)) + "\n"


def _lines(sheets: tuple[Sheet, ...], language: Language) -> Iterator[str]:
    title = escape(shown(sheets[0].title))
    yield "<!DOCTYPE html>"
    yield f'<html lang="{language}">'
    yield '<head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>"
    yield f"<style>\n{_STYLE}\n</style></head>"
    yield f"<body>\n<h1>{title}</h1>"
    for sheet in sheets:
        yield from _table(sheet)
    yield "</body>\n</html>"


def _table(sheet: Sheet) -> Iterator[str]:
    yield f"<h2>{escape(shown(sheet.name))}</h2>\n<table>"
    heads = "".join(f'<th scope="col"{_side(head)}>{escape(shown(head.text))}</th>' for head in sheet.heads)
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>"
    for row in sheet.rows:
        yield f"<tr>{''.join(map(_cell, row, sheet.heads))}</tr>"
    yield "</tbody>\n</table>"
    yield from (f"<p>{escape(shown(line))}</p>" for line in sheet.below)


def _cell(cell: Cell, head: Head) -> str:
    return f"<td{_side(head)}>{escape(shown(cell))}</td>"


def _side(head: Head) -> str:
    return ' class="number"' if head.number else ""

"""Tables for people: on a terminal, through a pipe, in Markdown.

Guarantees: a pipe gets every letter, as wide as the content is; on a terminal cells wrap between words, and
nothing is cut off. Texts of users are texts: nothing in them is taken for markup. Left out: what stands in
the table.
"""

from __future__ import annotations

import re
import sys
from io import StringIO
from typing import Literal, TextIO

from attrs import frozen

from emurules.cli.console import colours
from emurules.diagnostics.render.widths import visible, width

Align = Literal["left", "right"]
_BETWEEN = "   "
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#])")


@frozen
class Column:
    """A column: its head, and on which side its cells stand. Numbers, on the right, are never wrapped."""

    head: str
    align: Align = "left"


@frozen(kw_only=True)
class Table:
    """A table with lines of text above and below."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def show_table(table: Table, out: TextIO, *, terminal: bool) -> None:
    """Write the table; for a terminal as wide as that is, and with the head in bold."""
    out.write(_with_texts(table, _wrapped(table) if terminal else _whole(table)))


def _whole(table: Table) -> list[str]:
    """The lines of the table, as wide as its content is."""
    rows = [[visible(column.head) for column in table.columns]]
    rows += [[visible(cell) for cell in row] for row in table.rows]
    widths = [max(map(width, cells)) for cells in zip(*rows, strict=True)]
    lines = [_BETWEEN.join(map(_padded, row, widths, table.columns)).rstrip() for row in rows]
    return [lines[0], "-" * (sum(widths) + len(_BETWEEN) * (len(widths) - 1)), *lines[1:]]


def _padded(cell: str, wide: int, column: Column) -> str:
    space = " " * (wide - width(cell))
    return space + cell if column.align == "right" else cell + space


def _wrapped(table: Table) -> list[str]:
    """The lines of the table for the terminal, drawn by rich, which is loaded only here."""
    import shutil

    from rich.box import Box
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    rule_only = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
    grid = Grid(box=rule_only, show_edge=False, pad_edge=False, header_style="bold")
    for column in table.columns:
        whole = column.align == "right"
        grid.add_column(Text(visible(column.head)), justify=column.align, no_wrap=whole, overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(visible(cell)) for cell in row))
    paper = StringIO()
    columns = shutil.get_terminal_size().columns
    coloured = colours(sys.stdout)
    Console(
        file=paper, width=columns, force_terminal=coloured, color_system="standard" if coloured else None
    ).print(grid)
    return [line.rstrip() for line in paper.getvalue().splitlines()]


def markdown(table: Table) -> str:
    """The table in Markdown."""
    heads = [_escaped(column.head) for column in table.columns]
    rules = ["---:" if column.align == "right" else "---" for column in table.columns]
    rows = [heads, rules, *([_escaped(cell) for cell in row] for row in table.rows)]
    texts = Table(
        columns=(),
        rows=(),
        above=tuple(_escaped(text) for text in table.above),
        below=tuple(f"- {_escaped(text)}" for text in table.below),
    )
    return _with_texts(texts, [f"| {' | '.join(row)} |" for row in rows])


def _with_texts(table: Table, lines: list[str]) -> str:
    parts = [[visible(text) for text in table.above], lines, [visible(text) for text in table.below]]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(visible(text).split()))

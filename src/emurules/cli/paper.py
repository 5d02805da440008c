"""Markdown drawn on a terminal, by rich; imported only where there is one.

Guarantees: no wider than the terminal, or than a person reads with ease; headings stand on the left, and code
keeps the terminal's own background. Left out: what is drawn.
"""

from __future__ import annotations

import shutil
import sys
from io import StringIO

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Heading, Markdown
from rich.text import Text
from rich.theme import Theme

from emurules.cli.console import colours

_WIDEST = 100
_THEME = Theme(
    {
        "markdown.code": "bold cyan",
        "markdown.code_block": "none",
        "markdown.block_quote": "none",
        "markdown.hr": "dim",
    }
)


class _Heading(Heading):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Text("")
        yield Text(self.text.plain, style="bold underline" if self.tag == "h1" else "bold")


class _Page(Markdown):
    elements = {**Markdown.elements, "heading_open": _Heading}  # noqa: RUF012 - as rich declares it


def drawn(markdown: str) -> str:
    """A text in Markdown as it stands on the terminal that standard output is."""
    coloured = colours(sys.stdout)
    sheet = StringIO()
    Console(
        file=sheet,
        width=min(shutil.get_terminal_size().columns, _WIDEST),
        force_terminal=coloured,
        color_system="standard" if coloured else None,
        theme=_THEME,
    ).print(_Page(markdown, code_theme="ansi_dark", hyperlinks=False))
    return "\n".join(line.rstrip() for line in sheet.getvalue().splitlines()) + "\n"

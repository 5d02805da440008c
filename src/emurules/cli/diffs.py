"""A change of a text as a unified diff, in colours on a terminal.

Guarantees: through a pipe it is what `patch` takes; on a terminal nothing in it is obeyed or hidden.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from emurules.cli.console import colours
from emurules.diagnostics.render.widths import visible

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def show_diff(file: str, before: str, after: str) -> None:
    """Write how a file would change to standard output."""
    colour, terminal = colours(sys.stdout), sys.stdout.isatty()
    for number, line in enumerate(unified(file, before, after)):
        shown = "\t".join(map(visible, line.split("\t"))) if terminal else line
        if colour:
            shown = click.style(shown, bold=True) if number < 2 else _coloured(shown)
        sys.stdout.write(f"{shown}\n")
    sys.stdout.flush()


def _coloured(line: str) -> str:
    return click.style(line, fg=_COLOURS[line[0]]) if line[:1] in _COLOURS else line


def unified(file: str, before: str, after: str) -> Iterator[str]:
    """The lines of a diff, the ends of the text's own lines but for LF included."""
    from difflib import unified_diff  # not for the other commands

    for line in unified_diff(_lines(before), _lines(after), file, file, lineterm=""):
        yield from line.split("\n")


def _lines(text: str) -> list[str]:
    """The lines of a text; the last one is marked, in the way of diffs, if nothing ends it."""
    lines = text.split("\n")
    return [*lines[:-1], f"{lines[-1]}\n\\ No newline at end of file"] if lines[-1] else lines[:-1]

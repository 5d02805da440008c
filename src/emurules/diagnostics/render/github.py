"""Diagnostics as annotations of a workflow on GitHub: one command a line.

Guarantees: nothing in a text ends a command or begins one. Left out: where it is written.
"""

from __future__ import annotations

from pathlib import Path

from emurules.diagnostics.diagnostic import Diagnostic
from emurules.diagnostics.render.places import below
from emurules.diagnostics.render.text import HELP
from emurules.diagnostics.render.widths import visible

_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def as_github(found: Diagnostic, folder: Path) -> str:
    """A diagnostic as `::error file=…,line=…::message`, the advice on a second line of the message.

    Args:
        found: what to show, in its own language.
        folder: from where files are named: the repository's top.
    """
    properties = {"file": None if found.file is None else below(found.file, folder).as_posix()}
    properties |= {name: None if value is None else str(value) for name, value in _region(found).items()}
    properties["title"] = found.slug
    given = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items() if value)
    words = visible(found.message)
    if found.help:
        words += f"\n{HELP.filled(found.language, {})}: {visible(found.help)}"
    return f"::{found.severity} {given}::{words.translate(_MESSAGE)}"


def _region(found: Diagnostic) -> dict[str, int | None]:
    """Lines and columns; GitHub refuses columns of places that end on another line."""
    lines = {"line": found.line, "endLine": found.end_line}
    if found.end_line is not None and found.end_line != found.line:
        return lines
    return lines | {"col": found.column, "endColumn": found.end_column}

"""Attributes sections of docstrings as they are written: one entry may name several, `worth, attainable: …`.

Sphinx takes the first of two names for a type. Here the section becomes a list before it is looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_HEAD = "Attributes:"
_ENTRY = re.compile(r"(\s+)([`\w]+(?:, \w+)*): (.*)")


def listed(lines: list[str]) -> list[str]:
    """The lines of a docstring with its attributes as a list."""
    found: list[str] = []
    inside = False
    for line in lines:
        if line.strip() == _HEAD:
            inside = True
            found += ["**Attributes**", ""]
        elif inside and (entry := _ENTRY.fullmatch(line)):
            names = ", ".join(f"``{name}``" for name in entry[2].split(", "))
            found.append(f"* {names}: {entry[3]}")
        elif inside and line.startswith(" "):
            found.append(f"  {line.strip()}")
        else:
            inside = inside and not line.strip()
            found.append(line)
    return found


def _process(
    _app: Sphinx, _what: str, _name: str, _object: object, _options: object, lines: list[str]
) -> None:
    lines[:] = listed(lines)


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx; before napoleon, whose priority is the usual 500."""
    app.setup_extension("sphinx.ext.autodoc")
    app.connect("autodoc-process-docstring", _process, priority=400)
    return {"parallel_read_safe": True}

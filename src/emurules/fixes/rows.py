"""The row for what falls in none.

The row for a gap is `otherwise` (or `missing`), with 0 points and a comment that asks for a decision: the
checker knows that a row is wanted, and nobody but the author knows what it gives. Left out: gaps in grades,
since a grade cannot be made up; and gaps that moving a bound would close, since it is a decision, too, which
row takes the value.
"""

from __future__ import annotations

import re

from emurules.diagnostics import Diagnostic, Text
from emurules.fixes.edits import Edit, line_end, line_start
from emurules.fixes.state import State
from emurules.source import Source, Span
from emurules.syntax import nodes
from emurules.syntax.text import normalised
from emurules.syntax.trivia import comments

DECIDE = Text("decide the points", "cần quyết định số điểm")


def row_for_the_rest(finding: Diagnostic, state: State) -> tuple[Edit, ...]:
    """A last row, below the others and aligned with them."""
    row = dict(finding.params).get("row", "")
    bands = _bands_of(finding, state)
    if finding.help_variant != "" or not row or bands is None or state.dialect is None:
        return ()
    words = state.dialect.keywords
    missing = words["MISSING"][0]
    head = missing if row.startswith(f"{missing} ") else words["OTHERWISE"][0]
    last = bands.rows[-1]
    text = state.text
    end = line_end(text, last.span.end)
    behind = text[last.span.end : end].strip()
    if behind and not behind.startswith("#"):
        return ()
    start = line_start(text, last.span.start)
    before = text[start : last.span.start]
    if before.strip():
        before = f"{before[: len(before) - len(before.lstrip())]}    "
    heads = text[start : start + _colon(text[start:end])]
    head = before + head
    head += " " * max(1, len(heads) - len(head)) if heads.endswith(" ") else ""
    line = f"{head}: 0  # {DECIDE.filled(state.dialect.language, {})}"
    return (Edit(Span(end, end), f"{_line_break(text)}{line}"),)


def undecided(source: Source) -> tuple[int, ...]:
    """The lines, from 1, whose points wait for a decision."""
    marks = {f"# {DECIDE.en}", f"# {DECIDE.vi}"}
    normal = normalised(source.text)
    places = (normal.span(one.span) for one in comments(normal.text) if one.text.rstrip() in marks)
    return tuple(source.position(place.start)[0] for place in places)


def _bands_of(finding: Diagnostic, state: State) -> nodes.Bands | None:
    """The bands whose first line a finding underlines; None for those of grades."""
    span = finding.labels[0].span
    return next((one for one in state.bands if one.span.start <= span.start < one.span.end), None)


def _colon(line: str) -> int:
    """The place of the colon after the head of a row."""
    found = re.search(r'(?:"(?:\\.|[^"\\])*"|`[^`]*`|[^":`])*?(?=:)', line)
    return found.end() if found else 0


def _line_break(text: str) -> str:
    """How the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"

"""Diagnostics as people read them on a terminal, and as JSON.

```
error[overlap]: 80% falls in two rows
  --> draft.emu:14:5
   |
13 |     from 80% : 1
   |     -------- the first one
14 |     up to 80%: 0
   |     ^^^^^^^^^
   = help: write `below 80%`
```

Guarantees: a mark stands under the characters that it means, whatever their width (combining marks take no
column, East Asian wide letters two, a tab reaches the next stop); nothing in a text reaches the terminal as a
command. Left out: where it is written, and whether in colours (cli).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from attrs import evolve, frozen

from emurules.diagnostics.diagnostic import Diagnostic, Label
from emurules.source import Source, Span

_TAB = 4
# A line longer than this is shown around its mark only.
_WIDEST = 160
_ELLIPSIS = "…"

_STYLES = {"error": "1;31", "warning": "1;33", "mark": "1;31", "other": "1;34", "frame": "34", "strong": "1"}
Paint = Callable[[str, str], str]


def as_text(found: Diagnostic, *, colour: bool = False, place: str = "") -> str:
    """A diagnostic with the source lines that it is about, without a line end after it.

    Args:
        found: what to show, in its own language.
        colour: whether to use the terminal's colours.
        place: more words about the place, for example the cell of a spreadsheet.
    """
    paint = _painted if colour else _plain
    head = paint(f"{found.severity}[{found.slug}]", found.severity)
    lines = [f"{head}{paint(f': {visible(found.message)}', 'strong')}"]
    where = ", ".join(visible(part) for part in (_where(found), place) if part)
    shown = _source_lines(found)
    gutter = max((len(str(line.number)) for line in shown), default=1)
    if where:
        lines.append(f"{' ' * gutter} {paint('-->', 'frame')} {where}")
    lines.extend(_framed(shown, gutter, paint))
    if found.help:
        lines.append(f"{' ' * gutter} {paint('=', 'frame')} {paint('help:', 'strong')} {visible(found.help)}")
    return "\n".join(lines)


def _where(found: Diagnostic) -> str:
    """File, line and column; nothing for a file as a whole that the message names."""
    if found.line is None and f"`{found.file}`" in found.message:
        return ""
    return ":".join(str(part) for part in (found.file, found.line, found.column) if part is not None)


def as_json(found: Diagnostic) -> dict[str, object]:
    """A diagnostic as plain data: its attributes, each label with its place, text and the words covered."""
    return {
        "slug": found.slug,
        "severity": found.severity,
        "message": found.message,
        "help": found.help,
        "file": found.file,
        "line": found.line,
        "column": found.column,
        "subject": found.subject,
        "labels": [_label_json(found, label) for label in found.labels if found.source],
    }


def _label_json(found: Diagnostic, label: Label) -> dict[str, object]:
    source = found.source or Source("", "")
    line, column = source.position(label.span.start)
    end_line, end_column = source.position(label.span.end)
    return {
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "covers": source.slice(label.span),
        "text": found.label_text(label),
    }


# ---------------------------------------------------------------- widths


def width(text: str) -> int:
    """How many columns of a terminal a text takes; it has no tabs or line ends."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def visible(text: str) -> str:
    """A text without anything that a terminal obeys or hides: such characters are written as `<U+202E>`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _shown(character: str) -> str:
    # Controls, formats (bidi, zero width), surrogates, line and paragraph separators.
    if character == "\n":
        return " "
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return f"<U+{ord(character):04X}>"
    return character


# ---------------------------------------------------------------- source lines and their marks


@frozen
class _Mark:
    """Columns of a line (from 0, of the terminal) to underline, and the words behind."""

    start: int
    end: int
    text: str
    primary: bool


@frozen
class _Line:
    """A line of the source as printed, and its marks, each of which stands on a line of its own below."""

    number: int
    text: str
    marks: tuple[_Mark, ...]


def _source_lines(found: Diagnostic) -> list[_Line]:
    """The lines that labels begin on, in order."""
    source = found.source
    if source is None:
        return []
    by_line: dict[int, list[tuple[Label, bool]]] = {}
    for index, label in enumerate(found.labels):
        by_line.setdefault(source.position(label.span.start)[0], []).append((label, index == 0))
    return [_line(found, source, number, by_line[number]) for number in sorted(by_line)]


def _line(found: Diagnostic, source: Source, number: int, labels: list[tuple[Label, bool]]) -> _Line:
    text, columns = _laid_out(source.line(number))
    marks: list[_Mark] = []
    for label, primary in sorted(labels, key=lambda one: (one[0].span.start, not one[1])):
        start, end = _within_line(source, number, label.span)
        left, right = columns[start], max(columns[end], columns[start] + 1)
        marks.append(_Mark(left, right, found.label_text(label), primary))
    text, shift = _window(text, marks)
    moved = (evolve(m, start=max(m.start + shift, 0), end=min(m.end + shift, _WIDEST)) for m in marks)
    return _Line(number, text, tuple(moved))


def _within_line(source: Source, number: int, span: Span) -> tuple[int, int]:
    """The part of a span that stands on its first line, as offsets into the line."""
    start = source.position(span.start)[1] - 1
    length = len(source.line(number))
    start = min(start, length)
    return start, max(min(start + span.end - span.start, length), start)


def _laid_out(line: str) -> tuple[str, list[int]]:
    """A line as printed, and the column at which each of its characters begins, with the end of the last."""
    pieces: list[str] = []
    columns = [0]
    for character in line:
        at = columns[-1]
        piece = " " * (_TAB - at % _TAB) if character == "\t" else _shown(character)
        pieces.append(piece)
        columns.append(at + width(piece))
    return "".join(pieces), columns


def _window(text: str, marks: Iterable[_Mark]) -> tuple[str, int]:
    """A line cut to what its first mark needs, and how far that moves its columns."""
    if width(text) <= _WIDEST:
        return text, 0
    first = max(min(mark.start for mark in marks) - _WIDEST // 3, 0)
    kept, at = [], 0
    for character in text:
        if first <= at < first + _WIDEST - 2:
            kept.append(character)
        at += _columns(character)
    cut_left = _ELLIPSIS if first else ""
    cut_right = _ELLIPSIS if first + _WIDEST - 2 < at else ""
    return f"{cut_left}{''.join(kept)}{cut_right}", len(cut_left) - first


def _framed(shown: list[_Line], gutter: int, paint: Paint) -> list[str]:
    bar = paint("|", "frame")
    lines = [f"{' ' * gutter} {bar}"] if shown else []
    before: int | None = None
    for line in shown:
        if before is not None and line.number > before + 1:
            lines.append(paint("...", "frame"))
        before = line.number
        lines.append(f"{paint(str(line.number).rjust(gutter), 'frame')} {bar} {line.text}".rstrip())
        lines.extend(f"{' ' * gutter} {bar} {_underline(mark, paint)}" for mark in line.marks)
    return lines


def _underline(mark: _Mark, paint: Paint) -> str:
    sign, style = ("^", "mark") if mark.primary else ("-", "other")
    line = sign * max(mark.end - mark.start, 1)
    words = f" {visible(mark.text)}" if mark.text else ""
    return " " * mark.start + paint(line + words, style)


def _plain(text: str, style: str) -> str:  # noqa: ARG001 - the same form as _painted
    return text


def _painted(text: str, style: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"

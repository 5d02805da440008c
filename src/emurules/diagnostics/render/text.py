"""A diagnostic as people read it on a terminal.

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

Guarantees: every word is in the diagnostic's language; marks stand under what they mean (lines), and marks
that overlap below each other; with a width, nothing but a word that is longer is broken by the terminal. Left
out: where it is written, and whether in colours (cli).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from emurules.diagnostics.catalogue.kind import Text
from emurules.diagnostics.diagnostic import Diagnostic
from emurules.diagnostics.render.lines import Line, Mark, marked_lines
from emurules.diagnostics.render.widths import visible, width, wrapped

SEVERITIES = {"error": Text("error", "lỗi"), "warning": Text("warning", "cảnh báo")}
HELP = Text("help", "gợi ý")

# Lines of a source are no wider than this where nobody knows how wide the paper is.
_WIDEST = 160
# A terminal may say that it has no columns at all.
_NARROWEST = 40
_FAR = 1_000_000

_STYLES = {"error": "1;31", "warning": "1;33", "mark": "1;31", "other": "1;34", "frame": "34", "strong": "1"}
Paint = Callable[[str, str], str]


def as_text(found: Diagnostic, *, colour: bool = False, place: str = "", columns: int | None = None) -> str:
    """A diagnostic with the source lines that it is about, without a line end after it.

    Args:
        found: what to show, in its own language.
        colour: whether to use the terminal's colours.
        place: more words about the place, for example the cell of a spreadsheet.
        columns: how wide the terminal is; without it, messages go on one line each.
    """
    paint = _painted if colour else _plain
    paper = _FAR if columns is None else max(columns, _NARROWEST)
    shown, gutter = _source(found, min(paper, _WIDEST))
    frame = " " * gutter
    lines = list(_head(found, paint, paper))
    where = ", ".join(visible(part) for part in (_where(found), place) if part)
    if where:
        lines.append(f"{frame} {paint('-->', 'frame')} {where}")
    lines.extend(_framed(shown, gutter, paint, paper))
    lines.extend(_help(found, frame, paint, paper))
    return "\n".join(lines)


def _head(found: Diagnostic, paint: Paint, paper: int) -> Iterator[str]:
    """The severity, the slug and the message; further lines of it are indented."""
    name = f"{SEVERITIES[found.severity].filled(found.language, {})}[{found.slug}]"
    first, *rest = wrapped(visible(found.message), paper - 4, width(name) - 2)
    yield f"{paint(name, found.severity)}{paint(f': {first}', 'strong')}"
    yield from (f"    {paint(line, 'strong')}" for line in rest)


def _help(found: Diagnostic, frame: str, paint: Paint, paper: int) -> Iterator[str]:
    if not found.help:
        return
    word = f"{HELP.filled(found.language, {})}:"
    before = len(frame) + 3 + width(word) + 1
    first, *rest = wrapped(visible(found.help), paper - before)
    yield f"{frame} {paint('=', 'frame')} {paint(word, 'strong')} {first}"
    yield from (" " * before + line for line in rest)


def _where(found: Diagnostic) -> str:
    """File, line and column; nothing for a file as a whole that the message names."""
    if found.line is None and f"`{found.file}`" in found.message:
        return ""
    return ":".join(str(part) for part in (found.file, found.line, found.column) if part is not None)


def _source(found: Diagnostic, paper: int) -> tuple[list[Line], int]:
    """The lines to show, and how wide their numbers are."""
    source = found.source
    last = max((source.position(one.span.end)[0] for one in found.labels), default=1) if source else 1
    shown = marked_lines(found, paper - len(str(last)) - 3)
    return shown, max((len(str(line.number)) for line in shown), default=1)


def _framed(shown: list[Line], gutter: int, paint: Paint, paper: int) -> Iterator[str]:
    bar = paint("|", "frame")
    if shown:
        yield f"{' ' * gutter} {bar}"
    before: int | None = None
    for line in shown:
        if before is not None and line.number > before + 1:
            yield paint("...", "frame")
        before = line.number
        yield f"{paint(str(line.number).rjust(gutter), 'frame')} {bar} {line.text}".rstrip()
        for row in _rows(line.marks):
            for drawn in _drawn(row, paint, paper - gutter - 3):
                yield f"{' ' * gutter} {bar} {drawn}"


# ---------------------------------------------------------------- marks


def _rows(marks: tuple[Mark, ...]) -> list[list[Mark]]:
    """Marks that can be told apart side by side go in one row, from left to right."""
    rows: list[list[Mark]] = []
    for mark in marks:
        row = next((row for row in rows if row[-1].end < mark.start), None)
        if row is None:
            rows.append([mark])
        else:
            row.append(mark)
    return rows


def _drawn(row: list[Mark], paint: Paint, room: int) -> Iterator[str]:
    """The signs of a row with the words of its last mark; the words of the others under their marks."""
    last = row[-1]
    beside = bool(last.text) and last.end + 1 + width(visible(last.text)) <= room
    signs, at = "", 0
    for mark in row:
        words = f" {visible(mark.text)}" if mark is last and beside else ""
        signs += " " * (mark.start - at) + _signed(mark, paint, words)
        at = mark.end
    yield signs
    below = [mark for mark in (row[:-1] if beside else row) if mark.text]
    while below:
        mark = below.pop()
        line, at = "", 0
        for waiting in below:
            line += " " * (waiting.start - at) + paint("|", _style(waiting))
            at = waiting.start + 1
        words = visible(mark.text)
        start = mark.start if below else max(min(mark.start, room - width(words)), 0)
        yield line + " " * (start - at) + paint(words, _style(mark))


def _signed(mark: Mark, paint: Paint, words: str) -> str:
    return paint(("^" if mark.primary else "-") * (mark.end - mark.start) + words, _style(mark))


def _style(mark: Mark) -> str:
    return "mark" if mark.primary else "other"


def _plain(text: str, style: str) -> str:  # noqa: ARG001 - the same form as _painted
    return text


def _painted(text: str, style: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"

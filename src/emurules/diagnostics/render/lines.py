"""The lines of a source that a diagnostic points at, as wide as the paper, with the columns to mark.

Guarantees: a mark covers the columns of the characters that it means, whatever their width; a place of
several lines is marked on each, or on the first ones and the last if they are many; a line that is too long
is shown around its marks, several times if they stand far apart. Left out: how they are drawn (text).
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from emurules.diagnostics.diagnostic import Diagnostic
from emurules.diagnostics.render.widths import columns, laid_out, width
from emurules.source import Source, Span

_ELLIPSIS = "…"
# Of a place with more lines than this, all but the last are left out after some.
_MOST_LINES = 4


@frozen
class Mark:
    """Columns of a line to underline, from 0 of the terminal, and the words behind."""

    start: int
    end: int
    text: str
    primary: bool


@frozen
class Line:
    """A line of the source as printed, and its marks from left to right."""

    number: int
    text: str
    marks: tuple[Mark, ...]


@frozen
class _Piece:
    """The part of a label that stands on one line, as offsets into it."""

    number: int
    start: int
    end: int
    text: str
    primary: bool


def marked_lines(found: Diagnostic, room: int) -> list[Line]:
    """The lines that the labels stand on, in order, none of them wider than `room`."""
    source = found.source
    if source is None:
        return []
    by_line: dict[int, list[_Piece]] = {}
    for index, label in enumerate(found.labels):
        for piece in _pieces(source, label.span, found.label_text(label), primary=index == 0):
            by_line.setdefault(piece.number, []).append(piece)
    return [line for number in sorted(by_line) for line in _lines(source.line(number), by_line[number], room)]


def _pieces(source: Source, span: Span, text: str, *, primary: bool) -> Iterator[_Piece]:
    """The parts of a label by line; its words stand with the last one."""
    first, start = source.position(span.start)
    last, end = source.position(span.end)
    if last > first and end == 1:  # it ends with the end of a line
        last, end = last - 1, len(source.line(last - 1)) + 1
    numbers = [one for one in _some(first, last) if one == first or source.line(one).strip()]
    for number in numbers:
        line = source.line(number)
        left = start - 1 if number == first else len(line) - len(line.lstrip())
        right = end - 1 if number == last else len(line.rstrip())
        left = min(left, len(line))
        words = text if number == numbers[-1] else ""
        yield _Piece(number, left, max(min(right, len(line)), left), words, primary)


def _some(first: int, last: int) -> list[int]:
    """The numbers from first to last, without those in the middle if they are many."""
    if last - first < _MOST_LINES:
        return list(range(first, last + 1))
    return [*range(first, first + _MOST_LINES - 1), last]


def _lines(line: str, pieces: list[_Piece], room: int) -> Iterator[Line]:
    """A line with its marks; one that is too long once for every group of marks that fit together."""
    text, starts = laid_out(line)
    marks = sorted(
        (
            Mark(starts[one.start], max(starts[one.end], starts[one.start] + 1), one.text, one.primary)
            for one in pieces
        ),
        key=lambda mark: (mark.start, not mark.primary),
    )
    number = pieces[0].number
    if width(text) <= room:
        yield Line(number, text, tuple(marks))
        return
    group: list[Mark] = []
    for mark in marks:
        if group and max(mark.end, *(one.end for one in group)) - group[0].start > room // 2:
            yield _cut(number, text, group, room)
            group = []
        group.append(mark)
    yield _cut(number, text, group, room)


def _cut(number: int, text: str, marks: list[Mark], room: int) -> Line:
    """The part of a long line around marks; a third of what is free goes before them."""
    left, right = marks[0].start, max(mark.end for mark in marks)
    # Two columns are for the signs that something is left out.
    inner = room - 2
    first = max(left - max(inner - (right - left), 0) // 3, 0)
    kept: list[str] = []
    begin = end = at = 0
    for character in text:
        wide = columns(character)
        if at >= first and at + wide <= first + inner and (kept or wide):
            begin = begin if kept else at
            kept.append(character)
            end = at + wide
        at += wide
    before, after = _ELLIPSIS if begin else "", _ELLIPSIS if end < at else ""
    shift, most = len(before) - begin, len(before) + end - begin
    moved = (
        evolve(
            mark,
            start=min(mark.start + shift, most),
            end=max(min(mark.end + shift, most), min(mark.start + shift, most) + 1),
        )
        for mark in marks
    )
    return Line(number, f"{before}{''.join(kept)}{after}", tuple(moved))

"""Edits of a text: what stands where instead, several at once, and where they went.

Guarantees: edits are given by places of one text and put into it together; a fix is put in whole or not at
all.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from emurules.diagnostics import Diagnostic
from emurules.source import Span


@frozen
class Edit:
    """A text that stands instead of a stretch; an empty stretch is a place to insert it."""

    span: Span
    text: str


@frozen
class Fix:
    """The edits that mend a finding."""

    finding: Diagnostic
    edits: tuple[Edit, ...]


def together(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """Those that can be put in at once, the earlier ones first; others wait for another round."""
    taken: list[Span] = []
    chosen: list[Fix] = []
    for fix in fixes:
        spans = [edit.span for edit in fix.edits]
        if not any(_meet(one, other) for one in spans for other in taken):
            taken += spans
            chosen.append(fix)
    return tuple(chosen)


def _meet(one: Span, other: Span) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def put_in(text: str, fixes: Iterable[Fix]) -> tuple[str, tuple[Span, ...]]:
    """The text with fixes that don't overlap, and the places of what they wrote."""
    pieces: list[str] = []
    places: list[Span] = []
    done = length = 0
    for edit in sorted((edit for fix in fixes for edit in fix.edits), key=lambda one: one.span):
        kept = text[done : edit.span.start]
        length += len(kept)
        places.append(Span(length, length + len(edit.text)))
        pieces += (kept, edit.text)
        length += len(edit.text)
        done = edit.span.end
    return "".join([*pieces, text[done:]]), tuple(places)


# ---------------------------------------------------------------- lines


def line_start(text: str, place: int) -> int:
    """Where the line of a place starts."""
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def line_end(text: str, place: int) -> int:
    """Where the line of a place ends, before what ends it."""
    ends = (text.find(sign, place) for sign in "\r\n")
    return min((end for end in ends if end >= 0), default=len(text))


def after_line(text: str, place: int) -> int:
    """Where the line after the one of a place starts."""
    end = line_end(text, place)
    return end + (2 if text.startswith("\r\n", end) else 1 if end < len(text) else 0)


def removal(text: str, span: Span) -> Edit:
    """What removes a stretch, with its lines if nothing else stands there but a comment behind it."""
    start, end = line_start(text, span.start), line_end(text, span.end)
    behind = text[span.end : end].strip()
    if text[start : span.start].strip() or (behind and not behind.startswith("#")):
        while span.start > start and text[span.start - 1].isspace():
            span = Span(span.start - 1, span.end)
        return Edit(span, "")
    end = after_line(text, span.end)
    above = text[line_start(text, max(start - 1, 0)) : start]
    if not above.strip() and not text[end : line_end(text, end)].strip():
        end = after_line(text, end)  # of two empty lines that meet, one goes
    return Edit(Span(start, end), "")

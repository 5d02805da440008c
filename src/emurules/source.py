"""Source texts and places in them.

What lives here: `Source`, a named text as its author sees it, and `Span`, a stretch of it.
Guarantees: offsets count code points of the text as it was read, before any normalisation, so a
span always covers what the user sees. Left out: reading files (driver) and lexing (syntax).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from attrs import field, frozen


@frozen(order=True)
class Span:
    """The code points from `start` up to, not including, `end` of a source's text."""

    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The stretch from the start of this span to the end of the other."""
        return Span(min(self.start, other.start), max(self.end, other.end))


NOWHERE = Span(0, 0)


@frozen
class Source:
    """A text and the name it goes by in messages, usually the file's path."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(end.end() for end in re.finditer(r"\r\n|\n|\r", self.text)))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end; empty past the last line."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def slice(self, span: Span) -> str:
        """The text that a span covers, as written."""
        return self.text[span.start : span.end]

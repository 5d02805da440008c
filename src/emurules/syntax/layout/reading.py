"""A valid ruleset as the formatter reads it: its tokens, its tree and its comments, and where they stand.

Guarantees: all places count in the text in NFC; the tokens are those of the parser, each of them, so that
what is written anew from them says the same. Left out: what is wrong with any other text (parse).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from emurules.source import Source
from emurules.syntax import nodes
from emurules.syntax.dialects import Dialect
from emurules.syntax.drive import Stop, drive
from emurules.syntax.opening import opening
from emurules.syntax.text import hidden, normalised
from emurules.syntax.trivia import comments

if TYPE_CHECKING:
    from lark import Token

_LINE_END = re.compile(r"\r\n|\n|\r")
_MARGIN = re.compile(r"[^\S\r\n]*")


@frozen(eq=False)
class Reading:
    """A ruleset's text in NFC and what stands in it, in its order."""

    text: str
    dialect: Dialect
    head: nodes.Head
    declarations: tuple[nodes.Declaration, ...]
    tokens: tuple[Token, ...]
    comments: tuple[nodes.Comment, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each token starts."""
        return tuple(token.start_pos or 0 for token in self.tokens)

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        return (0, *(found.end() for found in _LINE_END.finditer(self.text)))

    def after(self, place: int) -> int:
        """The start of the first token that starts at a place or after it."""
        return self.starts[bisect_left(self.starts, place)]

    def before(self, place: int) -> int:
        """The start of the last token that starts before a place."""
        return self.starts[bisect_left(self.starts, place) - 1]

    def line(self, place: int) -> int:
        """The number of the line of a place, from 1."""
        return bisect_right(self._lines, place)

    @cached_property
    def _margins(self) -> tuple[int, ...]:
        return tuple(len(_MARGIN.match(self.text, start)[0]) for start in self._lines)  # type: ignore[index]

    def margin(self, place: int) -> int:
        """How far in the line of a place starts."""
        return self._margins[self.line(place) - 1]


def read(source: Source) -> Reading | None:
    """The reading of a text; None if anything is wrong with it."""
    text, unseen = hidden(source.text)
    if unseen:
        return None
    text = normalised(text).text
    start = opening(text)
    if start.dialect is None or start.finding is not None:
        return None
    kept: list[Token] = []
    tree = drive(start.dialect.name, text, start.rule, start.start, kept)
    if isinstance(tree, Stop):
        return None
    head, declarations = tree
    return Reading(text, start.dialect, head, declarations, tuple(kept), comments(text))

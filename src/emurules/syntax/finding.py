"""What the makers of messages share: the case before them, and what they find in it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from emurules.source import Span
from emurules.syntax import drive
from emurules.syntax.dialects import Dialect

if TYPE_CHECKING:
    from lark import Token

# What a reader sees as one thing: a string, a name in backquotes, a number with its marks, a word, a sign.
_THING = re.compile(
    r'"(?:\\[^\r\n]|[^"\\\r\n])*"|`[^`\r\n]*`|[0-9](?:\w|[.,/](?=[0-9]))*%?|\w+|[<>=!]=|\S', re.DOTALL
)
_LENGTH = 40


@frozen
class Finding:
    """A diagnostic to be, with places in the text that the parser reads."""

    slug: str
    span: Span
    variant: str = ""
    help: str | None = ""
    params: dict[str, str] = field(factory=dict)
    opened: Span | None = None


@frozen(eq=False)
class Case:
    """A text in a dialect, and the place where reading it stopped."""

    dialect: Dialect
    text: str
    stop: drive.Stop

    @property
    def at(self) -> int:
        """The start of what does not fit."""
        return self.stop.at

    @property
    def last(self) -> Token | None:
        """The last token that fits."""
        return self.stop.last

    @cached_property
    def found(self) -> Span:
        """What does not fit: a whole keyword, string, number or word; nothing at the end of the text."""
        keyword = self.dialect.keyword_at(self.text, self.at)
        if keyword is not None:
            return Span(self.at, keyword[1])
        return thing_at(self.text, self.at)

    @cached_property
    def _checkpoints(self) -> tuple[drive.Checkpoint, ...]:
        return drive.checkpoints(self.dialect.name, self.text, self.stop)

    @cached_property
    def expected(self) -> frozenset[str]:
        """The terminals that could have stood there."""
        return drive.expected(self.dialect.name, self.text, self.stop, self._checkpoints[-1])

    def on_one_line(self, start: int, end: int) -> bool:
        """Whether no line ends between two places."""
        return not re.compile(r"[\r\n]").search(self.text, start, end)

    def shown(self, span: Span) -> str:
        """A stretch of the text as a message quotes it."""
        return shown(self.text, span)

    def goes_on(self, replaced: Span, replacement: str) -> bool:
        """Whether reading would go on if this stood there instead."""
        start = next((one for one in reversed(self._checkpoints) if one.place <= replaced.start), None)
        if start is None:
            return False
        return drive.goes_on(self.dialect.name, self.text, self.stop, start, replaced, replacement)

    def word(self, terminal: str) -> str:
        """The dialect's usual spelling of a keyword."""
        return self.dialect.keywords[terminal][0].removesuffix("(")


def thing_at(text: str, place: int) -> Span:
    """The string, name, number, word or sign that stands at a place; nothing at the end of the text."""
    thing = _THING.match(text, place)
    return Span(place, thing.end() if thing else place)


def shown(text: str, span: Span) -> str:
    """A stretch of a text as a message quotes it: on one line, cut where it is long."""
    words = " ".join(text[span.start : span.end].split())
    return words if len(words) <= _LENGTH else words[: _LENGTH - 1] + "…"

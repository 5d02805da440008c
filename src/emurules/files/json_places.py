"""Where in a JSON text each unit and each of its keys stands.

The standard reader keeps no places, and facts that are right need none: so a text is gone over again, once,
when the first message about it needs a place. Guarantees: linear in the text; right for any text that is
JSON.
"""

from __future__ import annotations

import json
import re
from functools import cached_property

from attrs import field, frozen

from emurules.files.names import Facts
from emurules.source import Source, Span

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


@frozen
class Entry:
    """A unit, or what stands in its place: its span, and its keys with the spans of key and value."""

    span: Span
    keys: tuple[tuple[str, Span, Span], ...] = ()


@frozen
class JsonText:
    """A JSON text that knows its places when asked."""

    source: Source
    known: Facts = field(repr=False)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The elements of the list, or the one object."""
        return _entries(self.source.text)


@frozen
class JsonPlaces:
    """The unit with this number (from 0) in a JSON text."""

    whole: JsonText = field(repr=False)
    index: int

    @property
    def text(self) -> Source:
        """The text that the spans point into."""
        return self.whole.source

    def of(self, fact: str | None) -> Span:
        """The value of a fact; where it isn't given, the opening of the unit."""
        entry = self.whole.entries[self.index]
        for key, _, value in entry.keys:
            if self.whole.known.named(key) == fact:
                return value
        return Span(entry.span.start, min(entry.span.start + 1, entry.span.end))

    def keys(self, key: str) -> tuple[Span, ...]:
        """Every place at which a key (in its one form, or the title for it) stands in the unit."""
        known = self.whole.known
        return tuple(
            span for name, span, _ in self.whole.entries[self.index].keys if known.named(name) == key
        )


def _entries(text: str) -> tuple[Entry, ...]:
    unit_depth = 1 if text.lstrip()[:1] == "[" else 0
    found: list[Entry] = []
    keys: list[tuple[str, Span, Span]] = []
    depth = start = 0
    key: tuple[str, Span] | None = None
    value_start: int | None = None
    for token in _TOKEN.finditer(text):
        word = token.group()
        if word in "{[":
            if depth == unit_depth:
                start, keys, key = token.start(), [], None
            elif depth == unit_depth + 1 and value_start is None:
                value_start = token.start()
            depth += 1
        elif word in "}]":
            depth -= 1
            if depth == unit_depth:
                found.append(Entry(Span(start, token.end()), tuple(keys)))
            elif depth == unit_depth + 1 and key and value_start is not None:
                keys.append((*key, Span(value_start, token.end())))
                key = value_start = None
        elif word in ",:":
            continue
        elif depth == unit_depth:
            found.append(Entry(Span(token.start(), token.end())))
        elif depth == unit_depth + 1 and key is None:
            key = (json.loads(word) if word[0] == '"' else word, Span(token.start(), token.end()))
        elif depth == unit_depth + 1 and key:
            keys.append((*key, Span(token.start(), token.end())))
            key = None
    return tuple(found)

"""Collecting what a pass finds: a list of diagnostics about one source, in one language.

Guarantees: what a message quotes stands on one line, without comments, and is not long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from string import Formatter
from typing import Protocol, TypeVar

from attrs import Factory, field, frozen

from emurules.diagnostics import CATALOGUE, Diagnostic, Label, Language, diagnostic
from emurules.model.spelling import nearest
from emurules.model.wording import without_comments
from emurules.source import Source, Span
from emurules.syntax.dialects import Dialect

_LONGEST = 60
_SHORT = 30
_LINE_END = re.compile(r"[\r\n]")
# A proposal is slow to find, and nobody reads more of them.
_MOST_PROPOSALS = 20


class _Placed(Protocol):
    """What stands at a place."""

    @property
    def span(self) -> Span: ...


Stated = TypeVar("Stated", bound=_Placed)


@cache
def _terminals(slug: str) -> tuple[str, ...]:
    """The places in the texts of a kind that are named as terminals are, in capitals."""
    kind = CATALOGUE[slug]
    texts = [*kind.messages.values(), *kind.helps.values(), *kind.labels.values()]
    parts = [part for text in texts for written in (text.en, text.vi) for part in Formatter().parse(written)]
    names = (name for _, name, _, _ in parts if name is not None and name.isupper())
    return tuple(dict.fromkeys(names))


@frozen
class Report:
    """The diagnostics of one file as they are found; `add` is the only way in."""

    source: Source
    language: Language
    dialect: Dialect
    found: list[Diagnostic] = field(default=Factory(list))

    def add(
        self,
        slug: str,
        span: Span,
        *,
        variant: str = "",
        help: str | None = "",
        also: tuple[Label, ...] = (),
        more: Mapping[str, str] | None = None,
        **params: str,
    ) -> None:
        """Report a finding at a place; `params` and `more` fill its texts, and words of the dialect."""
        filled = self._keywords(slug) | params | dict(more or {})
        self.found.append(
            diagnostic(
                slug, self.source, span, self.language, variant=variant, help=help, also=also, **filled
            )
        )

    def once(self, found: Sequence[Stated]) -> Stated | None:
        """What may be said once, if it is said; every further one is reported."""
        for double in found[1:]:
            also = (Label(found[0].span, "first"),)
            self.add("statement-twice", double.span, also=also, text=self.first_words(double.span))
        return found[0] if found else None

    def _keywords(self, slug: str) -> dict[str, str]:
        """The spellings of the terminals that the texts of a kind mention."""
        return {name: self.dialect.keywords[name][0] for name in _terminals(slug)}

    def near(self, word: str, known: Iterable[str]) -> str | None:
        """The known word that somebody may have meant, or None."""
        return nearest(word, known) if len(self.found) < _MOST_PROPOSALS else None

    def near_id(self, id: str, known: Iterable[str]) -> str | None:
        """The known id that somebody may have meant: ids are short, so the beginning must be right."""
        return self.near(id, [one for one in known if one[:1] == id[:1]])

    def meant_id(self, id: str, known: Iterable[str]) -> str | None:
        """The known id that somebody may have meant where one is used: printed tables say `3` for `II.3`."""
        if len(self.found) >= _MOST_PROPOSALS:
            return None
        alike = [one for one in known if one.endswith(f".{id}") or id.endswith(f".{one}")]
        return alike[0] if len(alike) == 1 else self.near_id(id, known)

    def words(self, span: Span) -> str:
        """What stands at a place, on one line; long texts are cut."""
        text = self._line(span)
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"

    def first_words(self, span: Span) -> str:
        """The beginning of what stands at a place, enough to know it by."""
        text = self.words(Span(span.start, min(span.end, self._end_of_line(span.start))))
        if len(text) <= _SHORT:
            return text
        return f"{text[:_SHORT].rpartition(' ')[0] or text[:_SHORT]} …"

    def _end_of_line(self, offset: int) -> int:
        found = _LINE_END.search(self.source.text, offset)
        return found.start() if found else len(self.source.text)

    def _line(self, span: Span) -> str:
        # A stretch much longer than what is shown need not be read to its end.
        written = self.source.text[span.start : min(span.end, span.start + 20 * _LONGEST)]
        return " ".join(without_comments(written).split())

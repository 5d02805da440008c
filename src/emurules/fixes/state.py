"""A text and what is found in it, and whether another one is worse.

Guarantees: a text is worse if fewer passes get through it, if an error stands where something was written, if
a finding that was to go is still there, or if the checks find more errors. Errors that only show because
reading or resolving gets further make no text worse: they were in it before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, TypeVar

from attrs import fields, frozen, has

from emurules import driver
from emurules.diagnostics import Diagnostic, Language
from emurules.silencing import Silencing, silencings
from emurules.source import Source, Span
from emurules.syntax import nodes, parse
from emurules.syntax.dialects import Dialect, dialect_of
from emurules.syntax.text import normalised

_Node = TypeVar("_Node")


@frozen(slots=False)
class State:
    """A text, and what the passes make of it."""

    source: Source
    language: Language | None

    @property
    def text(self) -> str:
        """What is written."""
        return self.source.text

    @cached_property
    def _read(self) -> tuple[nodes.File | None, tuple[Diagnostic, ...]]:
        return parse(self.source, self.language)

    @cached_property
    def _checked(self) -> driver.Checked:
        return driver.compile_source(self.source, self.language)

    @property
    def tree(self) -> nodes.File | None:
        """Its tree; None if it cannot be read."""
        return self._read[0]

    @cached_property
    def bands(self) -> tuple[nodes.Bands, ...]:
        """All bands of the tree."""
        return tuple(each(self.tree, nodes.Bands))

    @cached_property
    def rows(self) -> dict[int, nodes.Row | nodes.GradeRow]:
        """All rows of the tree, by where they start."""
        found: dict[int, nodes.Row | nodes.GradeRow] = {
            one.span.start: one for one in each(self.tree, nodes.Row)
        }
        return found | {one.span.start: one for one in each(self.tree, nodes.GradeRow)}

    @cached_property
    def silencings(self) -> tuple[Silencing, ...]:
        """The comments that silence something."""
        return silencings(self.source)

    @cached_property
    def found(self) -> tuple[Diagnostic, ...]:
        """Every finding."""
        if self.tree is None:
            return self._read[1]
        return driver.check_compiled(self._checked, self.source, self.language)

    @property
    def digest(self) -> str | None:
        """What the ruleset means, in short; None if nothing."""
        ruleset = self._checked.ruleset
        return None if ruleset is None else ruleset.digest

    @cached_property
    def dialect(self) -> Dialect | None:
        """The words that it is written in."""
        return dialect_of(normalised(self.text).text)

    @property
    def stage(self) -> int:
        """How many passes get through: none, reading, resolving."""
        return 0 if self.tree is None else 1 if self._checked.ruleset is None else 2

    @cached_property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that are errors."""
        return tuple(one for one in self.found if one.severity == "error")

    @cached_property
    def told(self) -> Counter[tuple[str, str]]:
        """How often each finding is there."""
        return Counter(key(one) for one in self.found)


def each(part: Any, kind: type[_Node]) -> Iterator[_Node]:
    """Every node of a class, in the order of the text; no deeper than the parser lets a tree be."""
    if isinstance(part, kind):
        yield part
    if isinstance(part, tuple):
        for one in part:
            yield from each(one, kind)
    elif has(type(part)):
        for one in fields(type(part)):
            yield from each(getattr(part, one.name), kind)


def key(finding: Diagnostic) -> tuple[str, str]:
    """What makes a finding the same in a changed text."""
    return finding.slug, finding.message


def worse(after: State, before: State, written: Iterable[Span], gone: Iterable[Diagnostic] = ()) -> bool:
    """Whether a text is worse than the one before it, of which these findings were to go."""
    if after.stage != before.stage:
        return after.stage < before.stage
    if after.stage != 1 and len(after.errors) > len(before.errors):
        return True
    places = tuple(written)
    if any(_within(one, place) for one in after.errors for place in places):
        return True
    wanted = Counter(key(one) for one in gone)
    # One mistake hides the next in what is read as one declaration, which may be just like it.
    return after.stage > 0 and any(
        after.told[finding] > before.told[finding] - min(1, often) for finding, often in wanted.items()
    )


def _within(error: Diagnostic, place: Span) -> bool:
    start = error.labels[0].span.start if error.labels else -1
    return place.start <= start < place.end

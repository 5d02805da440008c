"""Removals: a row that takes nothing, a fact that nothing uses, a comment that silences nothing.

Guarantees: what stood on lines of its own leaves no empty line; a comment behind it goes with it, comments
above it stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emurules.diagnostics import Diagnostic
from emurules.fixes.edits import Edit, line_end, line_start, removal
from emurules.fixes.state import State
from emurules.silencing import Named, Silencing
from emurules.source import Span
from emurules.syntax import nodes

_SEMICOLON = re.compile(r"\s*;")


def without_row(finding: Diagnostic, state: State) -> tuple[Edit, ...]:
    """The removal of a row by its head."""
    span = finding.labels[0].span
    row = state.rows.get(span.start)
    return () if row is None else (removal(state.text, row.span),)


# ---------------------------------------------------------------- facts


def without_fact(finding: Diagnostic, state: State) -> tuple[Edit, ...]:
    """The removal of a declaration, and of its value in each example; what uses it has to go first."""
    if state.tree is None or finding.variant != "":
        return ()
    place = finding.labels[0].span.start
    declared = state.tree.declarations
    fact = next(
        (one for one in declared if isinstance(one, nodes.Fact) and one.span.start <= place < one.span.end),
        None,
    )
    if fact is None:
        return ()
    examples = (one for one in declared if isinstance(one, nodes.Example))
    return removal(state.text, fact.span), *(
        edit for one in examples for edit in _without_value(fact.name.text, one, state)
    )


def _without_value(name: str, example: nodes.Example, state: State) -> Iterator[Edit]:
    given, text = example.given, state.text
    for number, one in enumerate(given):
        if one.fact.text != name:
            continue
        if len(given) == 1:
            yield from _without_given(one, state)
            continue
        semicolon = _SEMICOLON.match(text, one.span.end)
        own = Span(one.span.start, semicolon.end() if semicolon else one.span.end)
        alone = not text[line_start(text, own.start) : own.start].strip()
        behind = text[own.end : line_end(text, own.end)].strip()
        if alone and (not behind or behind.startswith("#")):
            yield removal(text, own)
        elif number:
            yield Edit(Span(given[number - 1].span.end, one.span.end), "")
        else:
            yield Edit(Span(one.span.start, given[1].span.start), "")


def _without_given(only: nodes.Assignment, state: State) -> Iterator[Edit]:
    """The removal of the word before it as well, since no other value follows."""
    before = state.text[: only.span.start].rstrip()
    words = state.dialect.keywords["_GIVEN"] if state.dialect else ()
    word = next((one for one in words if before.casefold().endswith(one)), None)
    if word is not None:
        yield removal(state.text, Span(len(before) - len(word), only.span.end))


# ---------------------------------------------------------------- comments


def without_silencing(finding: Diagnostic, state: State) -> tuple[Edit, ...]:
    """The removal of a name from a comment, and of all of it if no other name is left."""
    place = finding.labels[0].span
    for one in state.silencings:
        for number, named in enumerate(one.named):
            if named.span == place:
                return (_without(one, number, named, state.text),)
    return ()


def _without(one: Silencing, number: int, named: Named, text: str) -> Edit:
    if number:
        return Edit(Span(one.named[number - 1].span.end, named.span.end), "")
    if len(one.named) > 1:
        return Edit(Span(named.span.start, one.named[1].span.start), "")
    if one.part.start > one.comment.start:  # words stand before it, and perhaps behind it
        return removal(text, one.part)
    if one.part.end == len(text[: one.comment.end].rstrip()):
        return removal(text, one.comment)
    rest = Span(one.part.start, line_end(text, one.part.end))
    behind = text[one.part.end : rest.end].lstrip()
    return Edit(rest, behind)

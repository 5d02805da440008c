"""What is remarked of a text that reads well: ambiguous numbers, hidden characters, names that look the same.

Here stands what the model no longer shows: how a thing was written. Guarantees: time linear in the text; only
warnings. Left out: what keeps a text from being read at all (parse).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from attrs import fields, has

from emurules.diagnostics import Diagnostic, Language, diagnostic
from emurules.source import Source, Span
from emurules.syntax import nodes
from emurules.syntax.dialects import dialect
from emurules.syntax.lookalikes import lookalikes
from emurules.syntax.text import bidi, invisible
from emurules.syntax.trivia import literals


def remarks(file: nodes.File, language: Language | None = None) -> tuple[Diagnostic, ...]:
    """Every remark on a text, in no order; `language` is that of the messages, by default the dialect's."""
    spoken = language or dialect(file.language).language
    return (*_ambiguous(file, spoken), *_hidden(file.source, spoken), *_confusable(file, spoken))


# ---------------------------------------------------------------- numbers

# As in a group of thousands: no 0 in front, and three digits behind the mark.
_GROUPED = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")


def _ambiguous(file: nodes.File, language: Language) -> Iterator[Diagnostic]:
    if not _GROUPED.search(file.source.text):
        return  # most texts have no such number, and walking the tree takes longer than reading them
    for one in _numbers(file.declarations):
        found = _GROUPED.fullmatch(one.spelling)
        if found is None:
            continue
        mark = one.spelling[-4]
        small = one.spelling.rstrip("0").rstrip(mark)
        # A digit more or less, and nobody takes it for thousands.
        plain = small if small != one.spelling else f"{small}0"
        yield diagnostic(
            "ambiguous-number-mark",
            file.source,
            one.span,
            language,
            text=one.spelling,
            small=small,
            large=found[1] + found[2],
            plain=plain,
        )


def _numbers(part: Any) -> Iterator[nodes.Number]:
    """The plain numbers in a part of the tree."""
    waiting = [part]
    while waiting:
        one = waiting.pop()
        if isinstance(one, nodes.Number):
            yield one
        elif isinstance(one, tuple):
            waiting.extend(one)
        elif has(type(one)) and not isinstance(one, (Span, Source)):
            waiting.extend(getattr(one, field.name) for field in fields(type(one)) if field.name != "span")


# ---------------------------------------------------------------- characters

_JOINERS = "\u200c\u200d"


def _hidden(source: Source, language: Language) -> Iterator[Diagnostic]:
    """Each character that nobody sees, once a string or name; those in comments change nothing."""
    text = source.text
    if text.isascii():
        return
    suspects = [(match.start(), kind) for pattern, kind in _HIDDEN for match in pattern.finditer(text)]
    if not suspects:
        return
    stretches = _stretches(text)
    told: set[tuple[int, str]] = set()
    for at, kind in sorted(suspects):
        start, is_comment = stretches.get(at, (_line_start(text, at), False))
        if at == 0 or is_comment or _joins(text, at) or (start, text[at]) in told:
            continue
        told.add((start, text[at]))
        code = f"U+{ord(text[at]):04X}"
        yield diagnostic("hidden-character", source, Span(at, at + 1), language, variant=kind, code=code)


_HIDDEN = ((bidi, "bidi"), (invisible, "invisible"))


def _stretches(text: str) -> dict[int, tuple[int, bool]]:
    """For each suspect in a string, name or comment: where that starts, and whether it is a comment."""
    return {
        match.start(): (start, kind == "comment")
        for start, end, kind in literals(text)
        for pattern, _ in _HIDDEN
        for match in pattern.finditer(text, start, end)
    }


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _joins(text: str, at: int) -> bool:
    """Whether a joiner does its work: between the parts of an emoji, or letters of a script that needs it."""
    if text[at] not in _JOINERS or not 0 < at < len(text) - 1:
        return False
    return all(not _stands_alone(text[one]) for one in (at - 1, at + 1))


def _stands_alone(letter: str) -> bool:
    """Whether a character needs no joiner, as those of the scripts of this project's languages."""
    if letter.isascii() or letter.isspace():
        return True
    return unicodedata.name(letter, "").startswith(("LATIN", "GREEK", "CYRILLIC", "COMBINING"))


# ---------------------------------------------------------------- names


def _confusable(file: nodes.File, language: Language) -> Iterator[Diagnostic]:
    for found in lookalikes(file):
        here, there = found.letters
        yield diagnostic(
            "confusable-name",
            file.source,
            found.name.span,
            language,
            variant=found.how,
            also=found.labels,
            name=found.name.text,
            other=found.other.text,
            letter=here,
            code=f"U+{ord(here):04X}",
            other_code=f"U+{ord(there):04X}",
        )

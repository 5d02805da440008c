"""Frames: what makes a part of a ruleset a whole one, so that it can be tried.

A frame is the head of a ruleset and some declarations, a paragraph each, shown on the page. A fragment stands
below it. What the fragment declares itself is left out of the frame; statements get a criterion around
them; a section is added where there is none, and a criterion that fills it.
"""

from __future__ import annotations

import re
from textwrap import indent

from emurules.syntax.dialects import DECLARATIONS, Dialect, dialect, spelling_pattern

WORTH = 10


def framed(fragment: str, frame: str, name: str) -> tuple[str, int]:
    """A whole ruleset around a fragment, and how many lines stand above it."""
    words = dialect(name)
    body = (
        fragment
        if _starts(fragment, words, DECLARATIONS | {"TOTAL", "RULESET"})
        else _in_criterion(fragment, words)
    )
    above = _frame_without(frame, body)
    if not _declares(body, words, "SECTION"):
        section = f'{_first(words, "SECTION")} S "…"\n\n'
        if _declares(body, words, "CRITERION"):
            above += section
        else:
            filler = _in_criterion(f"{_first(words, 'AWARD')} {WORTH}\n", words)
            return above + body + "\n" + section + filler, above.count("\n")
    at = body.index(fragment) if fragment in body else body.index("\n") + 1
    return above + body, above.count("\n") + body[:at].count("\n")


def _in_criterion(statements: str, words: Dialect) -> str:
    head = f'{_first(words, "CRITERION")} C "…" {_first(words, "WORTH")} {WORTH}'
    return f"{head}\n{indent(statements, '    ')}"


def _frame_without(frame: str, body: str) -> str:
    """The paragraphs of a frame whose names a text does not declare itself."""
    kept = []
    for number, paragraph in enumerate(frame.strip().split("\n\n")):
        declared = re.split(r'[":=]', paragraph, maxsplit=1)[0].split("\n")[0].strip()
        if number == 0 or not re.search(rf"^{re.escape(declared)}(?!\w)", body, re.MULTILINE):
            kept.append(paragraph)
    return "\n\n".join(kept) + "\n\n"


def _starts(text: str, words: Dialect, terminals: frozenset[str]) -> bool:
    """Whether a text starts with one of these words, comments left out; the longest word there counts."""
    bare = re.sub(r"\A(?:\s*#[^\n]*\n)*\s*", "", text)
    found = [
        (len(spelling), terminal)
        for terminal, spellings in words.keywords.items()
        for spelling in spellings
        if re.match(spelling_pattern(spelling), bare, re.IGNORECASE)
    ]
    return bool(found) and max(found)[1] in terminals


def _declares(text: str, words: Dialect, terminal: str) -> bool:
    spellings = "|".join(spelling_pattern(one) for one in words.keywords[terminal])
    return re.search(rf"^(?:{spellings})", text, re.MULTILINE) is not None


def _first(words: Dialect, terminal: str) -> str:
    return words.keywords[terminal][0]

"""How a text opens: the dialect that its first word tells, or what to say if it tells none.

Guarantees: a misspelt first word still tells the dialect, so that the rest of the file is read in the same
run.
"""

from __future__ import annotations

from attrs import frozen

from emurules.source import NOWHERE, Span
from emurules.syntax import dialects
from emurules.syntax.dialects import Dialect
from emurules.syntax.finding import Finding, shown, thing_at
from emurules.syntax.grammar import REST, WHOLE
from emurules.syntax.recover import resumption
from emurules.syntax.spelling import allowed, distance, plain


@frozen(eq=False)
class Opening:
    """Where to start reading, in which dialect, with which rule; without a dialect nothing more is read."""

    dialect: Dialect | None
    rule: str = WHOLE
    start: int = 0
    finding: Finding | None = None


def opening(text: str) -> Opening:
    """How a text opens."""
    spoken = dialects.dialect_of(text)
    if spoken is not None:
        return Opening(spoken)
    start = dialects.start_of(text)
    every = [dialects.dialect(name) for name in dialects.names()]
    starts = "` / `".join(one.keywords["RULESET"][0] for one in every)
    if start >= len(text):
        return Opening(None, finding=Finding("empty-ruleset", NOWHERE, params={"starts": starts}))
    meant, span = _misspelt(text, start, every)
    if meant is not None:
        params = {"found": shown(text, span), "near": meant.keywords["RULESET"][0]}
        finding = Finding("unknown-dialect", span, help="near", params=params)
    else:
        meant = next((one for one in every if one.keyword_at(text, start)), None)
        keyword = None if meant is None else meant.keyword_at(text, start)
        span = thing_at(text, start) if keyword is None else Span(start, keyword[1])
        finding = Finding("unknown-dialect", span, params={"found": shown(text, span), "starts": starts})
    place = None if meant is None else resumption(meant.name, text, start)
    return Opening(None if place is None else meant, REST, place or 0, finding)


def _misspelt(text: str, start: int, every: list[Dialect]) -> tuple[Dialect | None, Span]:
    """The dialect whose first word is nearly what stands there, and the place of it."""
    from emurules.syntax.words import line_of_words  # most texts start right

    found: list[tuple[int, Dialect, Span]] = []
    words = line_of_words(text, start)
    for one in every:
        for spelling in one.keywords["RULESET"]:
            size = len(spelling.split())
            if size > len(words):
                continue
            span = Span(start, words[size - 1].end)
            most = allowed(len(spelling))
            off = distance(plain(shown(text, span)), plain(spelling), most)
            if off <= most:
                found.append((off, one, span))
    if not found:
        return None, NOWHERE
    _, dialect, span = min(found, key=lambda each: each[0])
    return dialect, span

"""Advice: which row of bands would have been better, where somebody could have got there.

What lives here: `advised`, the only place of an explanation that says what would have been better.
Guarantees: where more is worse, better is fewer points; nothing is advised where all facts behind a value are
fixed, nor that a fact should rise of which more is worse. Whether a computed value that such a fact goes into
could be moved otherwise, a trace does not tell: there nothing is advised.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from emurules.evaluation.explain.voice import Voice
from emurules.evaluation.trace import BandsStep, HeadShown, RowShown, Term


def advised(voice: Voice, step: BandsStep) -> Iterator[str]:
    """What it takes for the next better points; nothing where that is no advice."""
    better = _better(voice, step)
    if better is None or better.points is None:
        return
    points = better.points
    head = voice.head(better.head, step.subject is not None and step.subject.type == "percent")
    words = voice.phrases
    if step.more_is_worse:
        form = words.better_fewer if points >= 0 else words.better_more_off
    elif step.gain >= 0 or points > 0:
        form = words.better
    else:
        form = words.better_nothing_off if points == 0 else words.better_less_off
    yield form.format(points=voice.points(abs(points)), head=head)


def _better(voice: Voice, step: BandsStep) -> RowShown | None:
    """The next better row that only another value of the subject was needed for."""
    sides = _sides(voice, step.subject)
    sign = -1 if step.more_is_worse else 1
    more = [
        row
        for row in step.rows
        if row.why in sides
        and row.points is not None
        and sign * row.points > sign * step.gain
        and not _empty(row.head)
        and (row.guard is None or row.guard.holds is True)
    ]
    return min(more, key=lambda row: sign * (row.points or Fraction(0)), default=None)


def _empty(head: HeadShown) -> bool:
    """Whether a row takes nothing: a threshold that is never the best."""
    return head.kind == "interval" and head.lower == head.upper and (head.lower_open or head.upper_open)


def _sides(voice: Voice, subject: Term | None) -> tuple[str, ...]:
    """On which sides of a row the value may lie, for somebody to be sent there."""
    if subject is None:
        return ("below", "above")
    facts = [voice.facts[name] for name in _facts_behind(voice, subject)]
    if facts and all(fact.fixed for fact in facts):
        return ()
    if not any(fact.more_is_worse for fact in facts):
        return ("below", "above")
    return ("above",) if _is_fact(voice, subject) else ()


def _facts_behind(voice: Voice, subject: Term) -> frozenset[str]:
    """The names of the facts that a value is computed from, not counting those that nodes use."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [subject]
    while waiting:
        term = waiting.pop()
        name = term.name or ""
        if term.kind == "fact" and name in voice.facts:
            found.add(name)
        waiting.extend(term.inputs)
        if term.kind in ("rate", "let") and name in voice.derived and name not in seen:
            seen.add(name)
            waiting.append(voice.derived[name])
    return frozenset(found)


def _is_fact(voice: Voice, subject: Term) -> bool:
    """Whether a value is a fact's own, by its name or by that of a let that says no more than that name."""
    while subject.kind == "let":
        let = voice.derived.get(subject.name or "")
        if let is None or len(let.inputs) != 1 or let.inputs[0].text != let.text:
            return False
        subject = let.inputs[0]
    return subject.kind == "fact"

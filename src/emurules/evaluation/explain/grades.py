"""Grades in words: which one, why, what lowered it, and which better one was missed.

What lives here: `grade_lines`. Guarantees: all is read off the gradings of the trace.
"""

from __future__ import annotations

from collections.abc import Iterator

from emurules.evaluation.explain.document import Line
from emurules.evaluation.explain.reasons import reason
from emurules.evaluation.explain.steps import row_reason, with_reason
from emurules.evaluation.explain.voice import Voice, flat
from emurules.evaluation.trace import GradingTrace, RowShown, Trace


def grade_lines(voice: Voice, trace: Trace) -> Iterator[Line]:
    """A line for each grading."""
    for grading in trace.gradings:
        lead = flat(grading.title or grading.name or "") or voice.phrases.grade
        yield Line(voice.phrases.joined.join(_grade(voice, trace, grading)), lead)


def _grade(voice: Voice, trace: Trace, grading: GradingTrace) -> Iterator[str]:
    words = voice.phrases
    if grading.label is None:
        if trace.disqualified:
            yield words.grade_none_disqualified
        elif grading.by.state == "exempt":
            yield words.grade_none_exempt.format(quantity=voice.name(grading.by))
        else:
            yield words.grade_none
        return
    yield _given(voice, grading, flat(grading.label))
    missed = _missed(grading)
    if missed is not None and missed.label:
        why = _why_missed(voice, grading, missed)
        yield words.grade_missed.format(label=voice.quoted(missed.label), why=why)


def _given(voice: Voice, grading: GradingTrace, label: str) -> str:
    """The grade and why; where something lowered it, from which one."""
    taken = next((row for row in grading.rows if row.why == "taken"), None)
    if taken is None:
        return label
    why = row_reason(voice, grading.by, taken)
    if grading.best is None or grading.best == grading.label:
        return voice.phrases.grade_is.format(label=label, why=why)
    reasons = voice.phrases.joined.join(_lowering(voice, grading))
    best = voice.quoted(grading.best)
    return voice.phrases.grade_lowered.format(label=label, best=best, why=why, reasons=reasons)


def _lowering(voice: Voice, grading: GradingTrace) -> Iterator[str]:
    """What lowered the grade: steps down, then caps; not a cap without which it would be the same."""
    for one in grading.lowered:
        if one.condition.holds:
            yield with_reason(voice, one.label, one.condition)
    for cap in grading.caps:
        if cap.changed:
            why = with_reason(voice, cap.label, cap.condition)
            yield voice.phrases.grade_cap.format(grade=voice.quoted(cap.grade), why=why)


def _missed(grading: GradingTrace) -> RowShown | None:
    """The grade next above the one taken, where the rows run from best to worst."""
    if not grading.best_that_holds:
        return None
    before: RowShown | None = None
    for row in grading.rows:
        if row.why == "taken":
            return before
        before = row
    return None


def _why_missed(voice: Voice, grading: GradingTrace, row: RowShown) -> str:
    if row.why == "guard" and row.guard is not None:
        return reason(voice, row.guard) or voice.quoted(row.text)
    return voice.phrases.grade_missed_row.format(head=voice.head(row.head, grading.by.type == "percent"))

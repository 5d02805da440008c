"""Grades and disqualifications: read off the points, after them.

Guarantees: a disqualified unit has no grade and keeps its points; an exempt quantity gives no grade; a
condition that nobody can answer is an error, which the compiler excludes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from emurules.evaluation.expressions import look, operand, shown, the_one, weighed
from emurules.evaluation.needs import answer, unanswered, undefined
from emurules.evaluation.rows import choose, choose_best
from emurules.evaluation.scope import Scope, words
from emurules.evaluation.statements import rows_shown
from emurules.evaluation.trace import CapShown, DisqualificationShown, GradingTrace, LoweredShown
from emurules.model.ruleset import Disqualification, Grading
from emurules.model.values import Exempt, Undefined


def disqualification(one: Disqualification, scope: Scope) -> DisqualificationShown:
    """Whether a `disqualify when` holds."""
    _, finding = answer(one.condition, scope)
    line, text = scope.ruleset.line(one.span), scope.text(one.span)
    return DisqualificationShown(line=line, text=text, reason=one.reason, condition=finding)


def grade(grading: Grading, *, disqualified: bool, scope: Scope) -> GradingTrace:
    """How a grading comes out."""
    by = grading.by
    outcome = look(by, scope)
    value = operand(by, outcome, scope)
    if isinstance(value, Undefined):
        raise undefined(value, by.span, scope)
    shape = GradingTrace(
        name=grading.name,
        title=grading.title,
        line=scope.ruleset.line(grading.span),
        by=shown(by, outcome, scope),
        rows=(),
        best=None,
        label=None,
        best_that_holds=grading.best_that_holds,
    )
    if isinstance(value, Exempt):
        return shape
    rows = choose_best if grading.best_that_holds else choose
    choice = rows(grading.partition, value, lambda guard: weighed(guard, scope))
    if isinstance(choice.unsure, Exempt):
        raise unanswered(choice.unsure, grading.span, scope)
    row = choice.unsure or the_one(choice, scope.text(by.span), words(value, by.type, scope), scope)
    if isinstance(row, Undefined):
        raise undefined(row, by.span, scope)
    lowered = tuple(_lowered(grading, scope))
    labels = tuple(one.label for one in grading.partition.rows)
    stepped = grading.partition.rows.index(row) + sum(one.condition.holds is True for one in lowered)
    place = min(stepped, len(labels) - 1)
    caps, place = _capped(grading, labels, place, scope)
    return evolve(
        shape,
        rows=rows_shown(choice, None, by.type, scope),
        best=row.label,
        lowered=lowered,
        caps=caps,
        label=None if disqualified else labels[place],
    )


def _lowered(grading: Grading, scope: Scope) -> Iterator[LoweredShown]:
    for one in grading.lowered:
        _, finding = answer(one.condition, scope)
        yield LoweredShown(**scope.place(one.span, one.reason), condition=finding)


def _capped(
    grading: Grading, labels: Sequence[str | None], place: int, scope: Scope
) -> tuple[tuple[CapShown, ...], int]:
    """The caps, and the row that is left: none above the first with the grade of a cap that holds."""
    findings = [answer(one.condition, scope)[1] for one in grading.caps]
    places = [labels.index(one.label) for one in grading.caps]
    holding = (at for at, finding in zip(places, findings, strict=True) if finding.holds is True)
    last = max(holding, default=place)
    caps = tuple(
        CapShown(
            **scope.place(one.span, one.reason),
            grade=one.label,
            condition=finding,
            changed=finding.holds is True and at == last > place,
        )
        for one, at, finding in zip(grading.caps, places, findings, strict=True)
    )
    return caps, max(place, last)

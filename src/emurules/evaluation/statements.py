"""The statements that make a criterion's points: awards, deductions, bands and reductions.

Guarantees: each statement is one step of the trace, in the order written, and adds nothing that the step
does not show. Left out: the order of the steps within a node, limits and rounding (nodes).
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Literal, TypedDict, assert_never

from attrs import frozen

from emurules.evaluation.calculation import together
from emurules.evaluation.expressions import look, option_title, row_for, shown
from emurules.evaluation.needs import condition, exempt_step, number, undefined
from emurules.evaluation.rows import Choice, Verdict
from emurules.evaluation.scope import Course, Scope, refusal, words
from emurules.evaluation.trace import (
    AwardStep,
    BandsStep,
    Finding,
    HeadShown,
    ReduceStep,
    RowShown,
    Step,
    Term,
)
from emurules.model.domain import Domain
from emurules.model.expression import Constant, Expression, Negative
from emurules.model.partition import Among, Head, NotThere, Rest, Within
from emurules.model.ruleset import Award, Bands, Node, Per, Reduce
from emurules.model.values import Exempt, Type, Undefined
from emurules.source import Span

ZERO, ONE = Fraction(0), Fraction(1)


class Made(TypedDict):
    """What an amount was made of, as the steps of awards and of reductions show it."""

    when: Finding | None
    per: Term | None
    size: Fraction | None
    started: bool
    groups: Fraction | None
    at_most: Term | None
    capped: bool


@frozen
class Amount:
    """`P per Q when C at most M`: the amount, P (None where C does not hold), and what else made it up."""

    amount: Fraction
    given: Term | None
    made: Made


def awarded(node: Node, scope: Scope) -> Course:
    """The points that awards, deductions and bands of a node give together."""
    worse = node.more_is_worse
    gains = [
        _bands(one, scope, worse=worse) if isinstance(one, Bands) else _award(one, scope)
        for one in node.awards
    ]
    points = [one.points for one in gains if one.points is not None]
    steps = tuple(step for one in gains for step in one.steps)
    return Course(steps, sum(points, ZERO) if len(points) == len(gains) else None)


def _exempt(exempt: Exempt, span: Span, scope: Scope, label: str | None = None) -> Course:
    return Course((exempt_step(exempt, span, scope, label),), None)


def _award(award: Award, scope: Scope) -> Course:
    found = _amount(award, award.points, scope)
    if isinstance(found, Exempt):
        return _exempt(found, award.span, scope, award.label)
    points = -found.amount if award.deduct else found.amount
    place = scope.place(award.span, award.label)
    kind: Literal["award", "deduct"] = "deduct" if award.deduct else "award"
    step = AwardStep(**place, **found.made, kind=kind, points=found.given, gain=points)
    return Course((step,), points)


def _amount(statement: Award | Reduce, given: Expression, scope: Scope) -> Amount | Exempt:
    """What a statement gives or takes: `given`, as often as `per` says, if `when` holds, up to `at_most`."""
    per = statement.per
    holds, when = (True, None) if statement.when is None else condition(statement.when, scope)
    if isinstance(holds, Exempt):
        return holds
    if not holds:
        made = Made(when=when, per=None, size=None, started=False, groups=None, at_most=None, capped=False)
        known = shown(given, look(given, scope), scope) if isinstance(given, Constant) else None
        return Amount(ZERO, known, made)
    amount, term = number(given, scope)
    groups, counted = (ONE, None) if per is None else _groups(per, scope)
    limit, at_most = (None, None) if statement.at_most is None else number(statement.at_most, scope)
    if isinstance(amount, Exempt) or isinstance(groups, Exempt) or isinstance(limit, Exempt):
        return together(one for one in (amount, groups, limit) if isinstance(one, Exempt))
    full = amount * groups
    capped = limit is not None and full > limit
    made = Made(
        when=when,
        per=counted,
        size=per.size if per else None,
        started=per.started if per else False,
        groups=groups if per else None,
        at_most=at_most,
        capped=capped,
    )
    return Amount(limit if limit is not None and capped else full, term, made)


def _groups(per: Per, scope: Scope) -> tuple[Fraction | Exempt, Term]:
    """How often something is given: once for each, or for each group, full or started."""
    quantity, term = number(per.quantity, scope)
    if per.size is None or isinstance(quantity, Exempt):
        return quantity, term
    if quantity < 0:
        value = words(quantity, Type.NUMBER, scope)
        raise refusal("groups-below-zero", per.quantity.span, scope, subject=term.text, value=value)
    groups = quantity / per.size
    return Fraction(ceil(groups) if per.started else floor(groups)), term


# ---------------------------------------------------------------- bands


def _bands(bands: Bands, scope: Scope, *, worse: bool) -> Course:
    # The words before the rows, which are shown one by one.
    span = Span(bands.span.start, bands.partition.rows[0].span.start)
    kind: Literal["bands", "deduct bands"] = "deduct bands" if bands.deduct else "bands"
    holds, when = (True, None) if bands.when is None else condition(bands.when, scope)
    if isinstance(holds, Exempt):
        return _exempt(holds, span, scope)
    if not holds:
        step = BandsStep(**scope.place(span), kind=kind, when=when, gain=ZERO, more_is_worse=worse)
        return Course((step,), ZERO)
    outcome = look(bands.subject, scope)
    choice, row = row_for(bands.subject, outcome.value, bands.partition, scope)
    if isinstance(row, Undefined):
        raise undefined(row, bands.subject.span, scope)
    if isinstance(row, Exempt):
        return _exempt(row, span, scope)
    assert row.points is not None
    points, term = number(row.points, scope)
    if isinstance(points, Exempt):
        return _exempt(points, span, scope)
    step = BandsStep(
        **scope.place(span),
        kind=kind,
        when=when,
        subject=shown(bands.subject, outcome, scope),
        rows=rows_shown(choice, bands.partition.domain, bands.subject.type, scope),
        points=term,
        gain=-points if bands.deduct else points,
        more_is_worse=worse,
    )
    return Course((step,), step.gain)


def rows_shown(choice: Choice, domain: Domain | None, type: Type, scope: Scope) -> tuple[RowShown, ...]:
    """All rows of a choice with the reasons why they were taken or not."""
    return tuple(
        RowShown(
            **scope.place(one.row.span, one.row.label),
            head=_head_shown(one.row.head, domain, type),
            guard=one.guard,
            why=one.why,
            points=_constant(one),
        )
        for one in choice.verdicts
    )


def _constant(verdict: Verdict) -> Fraction | None:
    """What a row gives if its head takes the value, where no other value decides that unseen."""
    if verdict.row.guard is not None and verdict.guard is None:
        return None
    match verdict.row.points:
        case Constant(value=Fraction() as value):
            return value
        case Negative(operand=Constant(value=Fraction() as value)):
            return -value
    return None


def _head_shown(head: Head, domain: Domain | None, type: Type) -> HeadShown:
    match head:
        case Within(interval=interval):
            return HeadShown(
                kind="interval",
                lower=_end(interval.lower, type),
                upper=_end(interval.upper, type),
                lower_open=interval.lower_open,
                upper_open=interval.upper_open,
            )
        case Among(values=values):
            titles = tuple(option_title(domain, value) or value for value in values if isinstance(value, str))
            return HeadShown(kind="values", values=values, titles=titles)
        case NotThere():
            return HeadShown(kind="missing")
        case Rest():
            return HeadShown(kind="otherwise")
        case never:
            assert_never(never)


def _end(number: Fraction | None, type: Type) -> Fraction | date | None:
    return number if number is None or type is not Type.DATE else date.fromordinal(int(number))


# ---------------------------------------------------------------- reductions


def reduced(reductions: tuple[Reduce, ...], points: Fraction, scope: Scope) -> Course:
    """The points less the shares of all reductions, which add up and are taken off what was there first."""
    steps: list[Step] = []
    shares, after, exempt = ZERO, points, False
    for one in reductions:
        found = _amount(one, one.share, scope)
        if isinstance(found, Exempt):
            steps.append(exempt_step(found, one.span, scope, one.label))
            exempt = True
            continue
        taken, before = found.amount, after
        if taken < 0:
            subject, value = scope.text(one.share.span), words(taken, Type.PERCENT, scope)
            raise refusal("share-below-zero", one.share.span, scope, subject=subject, value=value)
        shares += taken
        after = points * max(ZERO, 1 - shares) if points > 0 else points
        place = scope.place(one.span, one.label)
        steps.append(
            ReduceStep(**place, **found.made, share=found.given, taken=taken, before=before, after=after)
        )
    return Course(tuple(steps), None if exempt else after)

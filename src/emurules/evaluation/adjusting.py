"""What is done to points once they are made: zero, limits, rescaling, rounding; of nodes and of the total.

Guarantees: every change is a step, and so is every written rule that changes nothing. An exempt zero or
limit exempts a node; of the total it does not hold. Left out: the order of the steps (nodes, total).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from attrs import frozen

from emurules.evaluation import calculation
from emurules.evaluation.expressions import weighed
from emurules.evaluation.needs import exempt_step, undefined, whole_number
from emurules.evaluation.scope import Course, Scope, refusal, words
from emurules.evaluation.trace import (
    ExemptValueStep,
    LimitStep,
    RescaleStep,
    RoundStep,
    Step,
    Term,
    Worth,
    ZeroStep,
)
from emurules.model.ruleset import Limit, Node, Zero
from emurules.model.values import Exempt, Type, Undefined
from emurules.source import Span

ZERO = Fraction(0)


@frozen
class Zeroed:
    """Whether a `zero when` holds; if none does, `exempt` are those of which nobody can say."""

    steps: tuple[ZeroStep, ...]
    holds: bool
    exempt: tuple[ExemptValueStep, ...] = ()


def zeroed(zeros: tuple[Zero, ...], points: Fraction | None, scope: Scope) -> Zeroed:
    """Sets points to 0 where one condition holds, whatever the others come to."""
    outcomes = [weighed(one.condition, scope) for one in zeros]
    holds = any(outcome.value is True for outcome in outcomes)
    steps: list[ZeroStep] = []
    exempt: list[ExemptValueStep] = []
    for zero, outcome in zip(zeros, outcomes, strict=True):
        if isinstance(outcome.value, Undefined) and not holds:
            raise undefined(outcome.value, zero.condition.span, scope)
        if isinstance(outcome.value, Exempt) and not holds:
            exempt.append(exempt_step(outcome.value, zero.span, scope, zero.reason))
        if outcome.finding is None:
            continue
        after = ZERO if outcome.value is True else points
        place = scope.place(zero.span, zero.reason)
        steps.append(ZeroStep(**place, condition=outcome.finding, before=points, after=after))
        points = after
    return Zeroed(tuple(steps), holds, tuple(exempt))


# ---------------------------------------------------------------- limits


@frozen
class Bound:
    """One limit of a node, written or its default."""

    kind: Literal["at most", "at least"]
    value: Fraction | Exempt
    term: Term
    span: Span
    written: bool


def limited(node: Node, points: Fraction, scope: Scope) -> Course:
    """The points within the limits of a node: those written, else 0 and its worth, but for the total."""
    lowest, highest = _reach(node, scope.worths[node.id])
    upper = _bound("at most", node.at_most, highest, node, scope)
    lower = _bound("at least", node.at_least, lowest, node, scope)
    bounds = [one for one in (upper, lower) if one is not None]
    exempt = [(one.value, one.span) for one in bounds if isinstance(one.value, Exempt)]
    if exempt and node.form != "total":
        return Course(tuple(exempt_step(*one, scope) for one in exempt), None)
    _check(upper, lower, highest, node, scope)
    steps: list[Step] = []
    for bound in bounds:
        cut = min if bound.kind == "at most" else max
        after = points if isinstance(bound.value, Exempt) else cut(points, bound.value)
        if bound.written or after != points:
            place, term = scope.place(bound.span), bound.term
            kind, written = bound.kind, bound.written
            steps.append(
                LimitStep(**place, kind=kind, written=written, limit=term, before=points, after=after)
            )
        points = after
    return Course(tuple(steps), points)


def _reach(node: Node, worth: Worth) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that a node can give by its worth, None for no limit."""
    if node.form == "total":
        return None, None
    most = None if worth == "unlimited" else worth
    if node.kind == "penalty":
        return None if most is None else -most, ZERO
    return ZERO, most


def _bound(
    kind: Literal["at most", "at least"],
    written: Limit | None,
    default: Fraction | None,
    node: Node,
    scope: Scope,
) -> Bound | None:
    if written is not None:
        value, term = whole_number(written.points, scope)
        return Bound(kind, value, term, written.span, written=True)
    if default is None:
        return None
    text = words(default, Type.NUMBER, scope)
    if default == 0:
        term = Term(text=text, kind="constant", type="number", value=default)
    else:
        term = Term(text=text, kind="worth", name=node.id, title=node.title, type="number", value=default)
    return Bound(kind, default, term, node.head_span, written=False)


def _check(upper: Bound | None, lower: Bound | None, most: Fraction | None, node: Node, scope: Scope) -> None:
    """Refuses limits that contradict each other or the worth."""
    if upper is None or isinstance(upper.value, Exempt):
        return
    limit = words(upper.value, Type.NUMBER, scope)
    if most is not None and upper.value > most:
        shown = words(most, Type.NUMBER, scope)
        raise refusal(
            "unit-limits-crossed",
            upper.span,
            scope,
            variant="worth",
            help="worth",
            upper=limit,
            id=node.id,
            most=shown,
        )
    if lower is not None and isinstance(lower.value, Fraction) and lower.value > upper.value:
        place = lower if lower.written else upper
        least = words(lower.value, Type.NUMBER, scope)
        raise refusal("unit-limits-crossed", place.span, scope, lower=least, upper=limit)


# ---------------------------------------------------------------- rescaling and rounding


def rescaled(node: Node, points: Fraction, attainable: Worth, scope: Scope) -> Course:
    """Points times worth over attainable, where the node says so; exempt where nothing is attainable."""
    worth, span = scope.worths[node.id], node.head_span
    if not node.rescaled:
        return Course((), points)
    if worth == "unlimited" or attainable == "unlimited":
        raise refusal("unlimited-figure", span, scope, subject=node.id or node.title)
    if attainable == 0:
        return Course((exempt_step(Exempt(()), span, scope),), None)
    after = points * worth / attainable
    step = RescaleStep(**scope.place(span), worth=worth, attainable=attainable, before=points, after=after)
    return Course((step,), after)


def rounded(node: Node, points: Fraction, scope: Scope) -> Course:
    """The rounding of a node, if it has one."""
    if node.rounding is None:
        return Course((), points)
    place, step, mode = scope.place(node.rounding.span), node.rounding.step, node.rounding.mode
    after = calculation.rounded(points, step, mode)
    return Course((RoundStep(**place, mode=mode, step=step, before=points, after=after),), after)

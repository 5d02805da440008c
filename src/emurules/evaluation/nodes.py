"""A section or criterion: from its statements or parts to its points, its worth and what is attainable.

Guarantees: the steps of every node are, in whatever order they are written: exempt, awards (or the sum of the
parts), reduce, zero, limits, rescale, rounding. Parts come before the whole (the order of the ruleset).
Left out: single statements (statements), zero, limits and rounding (adjusting), the total (total).
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import evolve, frozen

from emurules.evaluation.adjusting import limited, rescaled, rounded, zeroed
from emurules.evaluation.expressions import weighed
from emurules.evaluation.needs import exempt_step, number, undefined
from emurules.evaluation.scope import Course, Scope
from emurules.evaluation.statements import awarded, reduced
from emurules.evaluation.trace import (
    CitationShown,
    ExemptStep,
    NodeTrace,
    ReadingShown,
    Step,
    SumStep,
    Worth,
)
from emurules.model.ruleset import Node
from emurules.model.values import Exempt, Undefined, Unlimited

ZERO = Fraction(0)


# ---------------------------------------------------------------- worth and what is attainable


def worth_of(node: Node, scope: Scope) -> Worth:
    """The worth of a node: its own, or the sum (or best) of its parts'."""
    if isinstance(node.worth, Unlimited):
        return "unlimited"
    if node.worth is None:
        return _joined((scope.worths[part.id] for part in parts_of(node, scope)), best=node.best_of_parts)
    worth, _ = number(node.worth, scope)
    assert isinstance(worth, Fraction)
    return worth


def attainable_of(node: Node, scope: Scope) -> Worth:
    """What is attainable of a node that is assessed, before any rescaling."""
    worth = scope.worths[node.id]
    if node.kind == "penalty":
        return ZERO
    if node.form != "total" and not node.children:
        return worth
    below = _joined((_counted(part, scope) for part in parts_of(node, scope)), best=node.best_of_parts)
    return below if worth == "unlimited" else worth if below == "unlimited" else min(worth, below)


def undeclared(node: Node, scope: Scope) -> Fraction:
    """What the parts of a node lack to its worth; 0 where rescaling or a written limit accounts for it."""
    worth, parts = scope.worths[node.id], parts_of(node, scope)
    if (
        not parts
        or node.best_of_parts
        or node.rescaled
        or node.at_most is not None
        or node.at_least is not None
    ):
        return ZERO
    declared = _joined((scope.worths[part.id] for part in parts), best=False)
    return ZERO if worth == "unlimited" or declared == "unlimited" else max(worth - declared, ZERO)


def parts_of(node: Node, scope: Scope) -> tuple[Node, ...]:
    """The nodes whose worth makes up that of a node: its children, or the scale's sections for the total."""
    if node.form == "total":
        return tuple(section for section in scope.ruleset.sections if section.kind == "main")
    return node.children


def _counted(part: Node, scope: Scope) -> Worth:
    """What a part counts in what is attainable of the whole: its full worth if it is rescaled."""
    trace = scope.nodes[part.id]
    return trace.worth if part.rescaled and trace.points is not None else trace.attainable


def _joined(worths: Iterable[Worth], *, best: bool) -> Worth:
    known: list[Fraction] = []
    for worth in worths:
        if worth == "unlimited":
            return "unlimited"
        known.append(worth)
    return max(known, default=ZERO) if best else sum(known, ZERO)


# ---------------------------------------------------------------- a node


@frozen
class Result:
    """What a node comes to: its steps, and its figures; without points it is exempt."""

    steps: tuple[Step, ...]
    points: Fraction | None = None
    unscaled: Fraction | None = None
    attainable: Worth = ZERO


def assess(node: Node, scope: Scope) -> NodeTrace:
    """What a section or criterion comes to."""
    assert node.form != "total"
    result = _result(node, scope)
    docs = node.docs
    criteria = tuple(scope.nodes[child.id] for child in node.children)
    return NodeTrace(
        id=node.id,
        title=node.title,
        form=node.form,
        kind=node.kind,
        line=scope.ruleset.line(node.span),
        status="exempt" if result.points is None else "assessed",
        points=result.points,
        unscaled=result.unscaled,
        worth=scope.worths[node.id],
        attainable=result.attainable,
        undeclared=undeclared(node, scope),
        steps=result.steps,
        wording=docs.wording,
        evidence=docs.evidence,
        citations=tuple(CitationShown(text=one.text, dated=one.dated) for one in docs.sources),
        notes=docs.notes,
        readings=tuple(ReadingShown(text=one.text, rejected=one.rejected) for one in docs.readings),
        criteria=tuple(one for one in criteria if isinstance(one, NodeTrace)),
    )


def _result(node: Node, scope: Scope) -> Result:
    written = _exemptions(node, scope)
    if written.exempt:
        return Result(written.steps)
    if written.scoring is not None:
        attainable = ZERO if node.kind == "penalty" else scope.worths[node.id]
        return _finished(node, Course(written.steps, written.scoring), attainable, scope)
    nothing = _nothing_assessed(node, scope)
    if nothing is not None:
        return Result((*written.steps, exempt_step(nothing, node.head_span, scope)))
    made = _made(node, scope)
    zero = zeroed(node.zeros, made.points, scope)
    steps = (*written.steps, *made.steps, *zero.steps)
    if zero.holds:
        return Result(steps, ZERO, ZERO, attainable_of(node, scope))
    points = None if zero.exempt else made.points
    return _finished(node, Course((*steps, *zero.exempt), points), attainable_of(node, scope), scope)


def _finished(node: Node, course: Course, attainable: Worth, scope: Scope) -> Result:
    """The rest of a course: limits, rescaling, rounding, each unless the node is exempt by then."""
    steps, points = course.steps, course.points
    if points is None:
        return Result(steps)
    within = limited(node, points, scope)
    if within.points is None:
        return Result((*steps, *within.steps))
    scaled = rescaled(node, within.points, attainable, scope)
    steps = (*steps, *within.steps, *scaled.steps)
    if scaled.points is None:
        return Result(steps)
    last = rounded(node, scaled.points, scope)
    unscaled = within.points if node.rescaled else last.points
    return Result((*steps, *last.steps), last.points, unscaled, attainable)


# ---------------------------------------------------------------- exemptions


@frozen
class Written:
    """What the `exempt when` of a node come to: exempt, or assessed as `scoring`, or neither."""

    steps: tuple[Step, ...]
    exempt: bool
    scoring: Fraction | None = None


def _exemptions(node: Node, scope: Scope) -> Written:
    """Of several that hold a plain one wins, then the first; one that is exempt counts as plain.

    The steps show those that do not hold and the one that decides.
    """
    written = node.exemptions
    outcomes = [weighed(one.condition, scope) for one in written]
    values = [outcome.value for outcome in outcomes]
    if not any(value is True and one.scoring is None for one, value in zip(written, values, strict=True)):
        for one, value in zip(written, values, strict=True):
            if isinstance(value, Undefined):
                raise undefined(value, one.condition.span, scope)
    holding = [place for place, value in enumerate(values) if value is True or isinstance(value, Exempt)]
    plain = [place for place in holding if written[place].scoring is None or values[place] is not True]
    deciding = next(iter(plain or holding), None)
    scoring: Fraction | Exempt | None = None
    if deciding is not None and not plain:
        points = written[deciding].scoring
        assert points is not None
        scoring, _ = number(points, scope)
    steps: list[Step] = []
    for place, (one, outcome) in enumerate(zip(written, outcomes, strict=True)):
        if outcome.finding is not None and (place == deciding or outcome.value is False):
            scored = scoring if place == deciding and isinstance(scoring, Fraction) else None
            shown = scope.place(one.span, one.reason)
            steps.append(ExemptStep(**shown, condition=outcome.finding, scoring=scored))
    if isinstance(scoring, Exempt):
        return Written((*steps, exempt_step(scoring, node.head_span, scope)), exempt=True)
    return Written(tuple(steps), exempt=bool(plain), scoring=scoring)


def _nothing_assessed(node: Node, scope: Scope) -> Exempt | None:
    """Why a node is exempt, whatever its `zero` says: all its parts are, or nothing of it can be rescaled."""
    exempt = [child.id for child in node.children if scope.nodes[child.id].points is None]
    if node.children and len(exempt) == len(node.children):
        return Exempt(tuple(("node", id) for id in exempt))
    if node.rescaled and attainable_of(node, scope) == 0:
        return Exempt(())
    return None


# ---------------------------------------------------------------- points


def _made(node: Node, scope: Scope) -> Course:
    """The points before zero and limits: awards or parts, less reductions."""
    course = _parts(node, scope) if node.children else awarded(node, scope)
    if course.points is None:
        return course
    less = reduced(node.reductions, course.points, scope)
    return Course((*course.steps, *less.steps), less.points)


def _parts(node: Node, scope: Scope) -> Course:
    step = sum_step(node, node.children, ZERO, scope)
    if node.best_of_parts:
        step = evolve(step, kind="best", after=max(points for _, points in step.parts if points is not None))
    return Course((step,), step.after)


def sum_step(node: Node, parts: tuple[Node, ...], before: Fraction, scope: Scope) -> SumStep:
    """The step that adds the points of parts to what was there before."""
    points = tuple((part.id, scope.nodes[part.id].points) for part in parts)
    return SumStep(
        **scope.place(node.head_span),
        kind="sum",
        parts=points,
        before=before,
        after=sum((one for _, one in points if one is not None), before),
    )

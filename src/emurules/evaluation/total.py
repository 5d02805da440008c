"""The total: the scale's sections, rescaled if it says so, then bonus and penalty, zero, limits, rounding.

Guarantees: the total always has points: a zero condition or limit that is exempt does not hold, and where
nothing is attainable nothing is rescaled.
"""

from __future__ import annotations

from fractions import Fraction

from emurules.evaluation.adjusting import limited, rescaled, rounded, zeroed
from emurules.evaluation.nodes import attainable_of, parts_of, sum_step
from emurules.evaluation.scope import Scope, Total
from emurules.evaluation.trace import Step, Worth

ZERO = Fraction(0)


def total(scope: Scope) -> Total:
    """What a unit comes to."""
    node, worth = scope.ruleset.total, scope.worths[""]
    attainable = attainable_of(node, scope)
    steps, points, unscaled = _sections(attainable, scope)
    zero = zeroed(node.zeros, points, scope)
    steps = (*steps, *zero.steps)
    if zero.holds:
        return Total(ZERO, ZERO, worth, attainable, steps)
    within = limited(node, points, scope)
    assert within.points is not None
    last = rounded(node, within.points, scope)
    assert last.points is not None
    steps = (*steps, *within.steps, *last.steps)
    return Total(last.points, unscaled if node.rescaled else last.points, worth, attainable, steps)


def _sections(attainable: Worth, scope: Scope) -> tuple[tuple[Step, ...], Fraction, Fraction]:
    """The steps to the sum of all sections, that sum, and what it would be without rescaling."""
    node, sections = scope.ruleset.total, scope.ruleset.sections
    if not node.rescaled:
        step = sum_step(node, sections, ZERO, scope)
        return (step,), step.after, step.after
    main = sum_step(node, parts_of(node, scope), ZERO, scope)
    steps: tuple[Step, ...] = (main,)
    points = main.after
    if attainable != 0:
        scaled = rescaled(node, points, attainable, scope)
        assert scaled.points is not None
        steps, points = (*steps, *scaled.steps), scaled.points
    others = tuple(section for section in sections if section.kind != "main")
    added = sum_step(node, others, points, scope)
    unscaled = main.after + added.after - points
    return (*steps, added) if others else steps, added.after, unscaled

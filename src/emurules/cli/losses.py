"""Why points were lost: the criteria that cost a unit points, how many, and the sentences that say why.

Guarantees: points are read off the trace. A criterion lost what it lacks to what it could attain; a penalty,
what it took; whatever has parts, what a limit, a reduction or a rounding of its own took from their sum. A
bonus that was not given is no loss. Where more points are worse, they are what counts against the unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from emurules.diagnostics import Language
from emurules.evaluation.explain import reasons
from emurules.evaluation.steps import LimitStep, ReduceStep, RescaleStep, RoundStep, Step, SumStep, ZeroStep
from emurules.evaluation.trace import NodeTrace, Trace


@frozen
class Loss:
    """Points that a node cost, and why; the total has the id ""."""

    id: str
    title: str
    points: Fraction
    why: str


def losses(trace: Trace, language: Language, *, more_is_worse: bool) -> Iterator[Loss]:
    """What a unit lost, in the order of the ruleset, and then by the steps of the total."""
    told = reasons(trace, language)
    for node in _decisive(trace.sections):
        lost = _lost(node, more_is_worse=more_is_worse)
        if lost > 0:
            yield Loss(node.id, node.title, lost, " ".join(told[node.id]))
    lost = _taken(trace.total_steps, more_is_worse=more_is_worse)
    if lost > 0:
        yield Loss("", "", lost, " ".join(told[""]))


def _decisive(sections: tuple[NodeTrace, ...]) -> Iterator[NodeTrace]:
    """The nodes that can cost points, in the order printed; parts of which the best counts are no loss."""
    waiting = list(reversed(sections))
    while waiting:
        node = waiting.pop()
        yield node
        if not _is_best_of(node):
            waiting.extend(reversed(node.criteria))


def _is_best_of(node: NodeTrace) -> bool:
    return any(isinstance(step, SumStep) and step.kind == "best" for step in node.steps)


def _lost(node: NodeTrace, *, more_is_worse: bool) -> Fraction:
    if node.points is None:
        return Fraction(0)
    if node.criteria and not _is_best_of(node):
        return _taken(node.steps, more_is_worse=more_is_worse)
    if more_is_worse:
        return node.points
    if node.kind == "penalty":
        return -node.points
    if node.kind == "bonus":
        return Fraction(0)
    rescaled = any(isinstance(step, RescaleStep) for step in node.steps)
    full = node.worth if rescaled else node.attainable
    return Fraction(0) if full == "unlimited" else full - node.points


def _taken(steps: tuple[Step, ...], *, more_is_worse: bool) -> Fraction:
    """What the steps after the sum of the parts took from it."""
    sign = -1 if more_is_worse else 1
    taken = Fraction(0)
    for step in steps:
        if not isinstance(step, ReduceStep | ZeroStep | LimitStep | RoundStep):
            continue
        if step.before is not None and step.after is not None:
            taken += max(sign * (step.before - step.after), Fraction(0))
    return taken

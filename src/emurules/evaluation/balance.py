"""The sum proved: what the steps of a trace come to, read from the steps alone.

Guarantees: for every trace that the evaluator makes, `unbalanced` is empty; so a trace whose points were
changed
afterwards, and not its steps, is found out. Left out: whether the steps follow from the facts, which is
evaluating.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from emurules.evaluation.trace import (
    AwardStep,
    BandsStep,
    ExemptStep,
    ExemptValueStep,
    LimitStep,
    NodeTrace,
    ReduceStep,
    RescaleStep,
    RoundStep,
    Step,
    SumStep,
    Trace,
    ZeroStep,
)


def told(steps: tuple[Step, ...]) -> Fraction | None:
    """What the steps of a node come to; None for exempt."""
    points: Fraction | None = Fraction(0)
    for step in steps:
        match step:
            case ExemptStep():
                if step.condition.holds is not False:
                    points = step.scoring
            case ExemptValueStep():
                points = None
            case AwardStep() | BandsStep():
                points = None if points is None else points + step.gain
            case ZeroStep():
                points = step.after if step.condition.holds else points
            case SumStep() | ReduceStep() | LimitStep() | RescaleStep() | RoundStep():
                points = step.after
            case never:
                assert_never(never)
    return points


def unbalanced(trace: Trace) -> Iterator[tuple[str, Fraction | None, Fraction | None]]:
    """Every id ("" for the total) whose points are not what its steps come to, with both."""
    for node in trace.nodes():
        if node.points != told(node.steps):
            yield node.id, node.points, told(node.steps)
        yield from _parts(node.id, node.steps, node.criteria)
    of_total = tuple(step for step in trace.total_steps if not isinstance(step, ExemptValueStep))
    if trace.total != told(of_total):
        yield "", trace.total, told(of_total)
    yield from _parts("", trace.total_steps, trace.sections)


def _parts(
    id: str, steps: tuple[Step, ...], parts: tuple[NodeTrace, ...]
) -> Iterator[tuple[str, Fraction | None, Fraction | None]]:
    """Parts whose points a sum does not say as they are, and sums that do not add up."""
    points = {part.id: part.points for part in parts}
    for step in steps:
        if not isinstance(step, SumStep):
            continue
        for part, said in step.parts:
            if part not in points or points[part] != said:
                yield part, points.get(part), said
        known = [said for _, said in step.parts if said is not None]
        after = max(known) if step.kind == "best" and known else sum(known, step.before)
        if after != step.after:
            yield id, step.after, after

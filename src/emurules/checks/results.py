"""Grades over points whose cells are too many: what the list of all results says of a doubt.

Guarantees: a doubt is dropped only if no result lies there, and confirmed only by a unit that the reference
evaluator was asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from emurules.analysis.regions import Stand
from emurules.analysis.results import Outcome
from emurules.analysis.units import unit
from emurules.checks.places import Shown, cell_of_subject
from emurules.checks.questions import Asked, holding
from emurules.model.expression import Quantity
from emurules.model.interval import Interval
from emurules.model.partition import Within

# So many results are tried that lie in a gap or in two rows.
_MOST_TRIED = 50
So = Callable[[tuple[int, ...]], bool]


def of_a_gap(found: Shown, asked: Asked, so: So, *, whole: bool) -> Shown | None:
    """A gap without a unit once more; `whole` if it has one cell of the subject only."""
    cell = cell_of_subject(found, asked)
    interval = None if cell is None else cell[0].interval
    return found if interval is None else _looked_up(found, (interval,), asked, so, whole=whole)


def of_an_overlap(found: Shown, pair: tuple[int, int], asked: Asked, so: So) -> Shown | None:
    """An overlap of two rows without a unit once more."""
    heads = [asked.question.partition.rows[number].head for number in pair]
    intervals = [head.interval for head in heads if isinstance(head, Within)]
    return found if len(intervals) < len(heads) else _looked_up(found, intervals, asked, so, whole=True)


def _looked_up(
    found: Shown, intervals: Sequence[Interval], asked: Asked, so: So, *, whole: bool
) -> Shown | None:
    outcomes = _results(asked)
    if outcomes is None:
        return found
    there = [
        outcome
        for value, outcome in outcomes
        if value is not None and all(value in interval for interval in intervals)
    ]
    if not there and whole:
        return None
    reaches, question = asked.analysis.reaches, asked.question
    assert isinstance(question.subject, Quantity)  # or else there are no results
    results = reaches.results(question.subject.id or "")
    for outcome in there[:_MOST_TRIED]:
        way = results.way(outcome)
        facts = None if way is None else unit(way, reaches.space())
        if way is None or facts is None:
            continue
        rows = holding(question, facts, None, reaches.ruleset)
        if rows is not None and so(rows):
            return Shown(found.path, Stand(way, exact=False), facts)
    return found


def _results(asked: Asked) -> list[tuple[Fraction | None, Outcome]] | None:
    """Every result that a unit can have, by what the subject comes to; None where they are not listed."""
    subject, reaches = asked.question.subject, asked.analysis.reaches
    if not isinstance(subject, Quantity) or subject.kind not in ("points", "share"):
        return None
    id = subject.id or ""
    node = reaches.ruleset.node_by_id[id] if id else reaches.ruleset.total
    share = subject.kind == "share"
    if share and (node.rescaled or id not in reaches.tracked):
        return None
    outcomes = reaches.results(id).outcomes
    if outcomes is None:
        return None
    ordered = sorted((one for one in outcomes if one[0] is not None), key=lambda it: (it[0] or 0, it[1]))
    return [(_share(one) if share else one[0], one) for one in ordered]


def _share(outcome: Outcome) -> Fraction | None:
    points, attainable = outcome
    return None if points is None or attainable == 0 else points / attainable

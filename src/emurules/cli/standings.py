"""What the table of results says of each unit, and the ranking.

Guarantees: nothing is computed but ranks: all numbers are read off the traces. Ranks go by total, or by grade
and then by total; equal units share one (1, 2, 2, 4); disqualified units come last, without one.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from emurules.evaluation.trace import NodeTrace, Trace, Worth
from emurules.model.partition import Head, Rest, Within
from emurules.model.ruleset import Grading


@frozen(kw_only=True)
class Standing:
    """One unit's line: its total decides the rank, None for disqualified units."""

    unit: str | None
    sections: tuple[Fraction | None, ...]
    total: Fraction
    attainable: Worth
    exempt: tuple[str, ...]
    grades: tuple[str | None, ...]
    disqualified: tuple[str, ...]
    undeclared: tuple[tuple[str, Fraction], ...] = ()


def standing(trace: Trace) -> Standing:
    """The line of a trace."""
    return Standing(
        unit=trace.unit,
        sections=tuple(section.points for section in trace.sections),
        total=trace.total,
        attainable=trace.attainable,
        exempt=tuple(id_ for section in trace.sections for id_ in _exempt(section)),
        grades=tuple(grading.label for grading in trace.gradings),
        disqualified=trace.disqualified,
        undeclared=_undeclared(trace),
    )


def _undeclared(trace: Trace) -> tuple[tuple[str, Fraction], ...]:
    """Where parts lack something to the worth of the whole; the total has the id ""."""
    nodes = (("", trace.undeclared), *((node.id, node.undeclared) for node in trace.nodes()))
    return tuple((id_, points) for id_, points in nodes if points)


def _exempt(node: NodeTrace) -> list[str]:
    """What is exempt, by the highest node: under an exempt one all is."""
    if node.status == "exempt":
        return [node.id]
    return [id_ for child in node.criteria for id_ in _exempt(child)]


@frozen
class Ranking:
    """What a ranking goes by: the total, or before it the first grading, by its `grades` from the best on.

    With `lowest` the lowest total is the best.
    """

    grades: tuple[str, ...] | None = None
    lowest: bool = False


def ranked(standings: list[Standing], ranking: Ranking) -> list[tuple[int | None, Standing]]:
    """Standings from the best on, each with its rank; among equals the order stays."""

    def worth(one: Standing) -> tuple[int, Fraction]:
        place = 0 if ranking.grades is None else _place(one.grades[0], ranking.grades)
        return place, one.total if ranking.lowest else -one.total

    ordered = sorted(standings, key=lambda one: (bool(one.disqualified), worth(one)))
    ranks: list[tuple[int | None, Standing]] = []
    rank, before = 0, None
    for place, one in enumerate(ordered, 1):
        if worth(one) != before:
            rank, before = place, worth(one)
        ranks.append((None if one.disqualified else rank, one))
    return ranks


def _place(label: str | None, grades: tuple[str, ...]) -> int:
    """The place of a grade, from the best; no grade comes last."""
    return len(grades) if label is None else grades.index(label)


def grades_in_order(grading: Grading, *, lowest: bool = False) -> tuple[str, ...] | None:
    """The labels of a grading from the best to the worst; None where its rows have no such order.

    They have one where the best that holds is taken, and where each takes an interval of its own: the
    highest is the best, with `lowest` the lowest.
    """
    rows = grading.partition.rows
    if not grading.best_that_holds:
        heads = [row.head for row in rows if not isinstance(row.head, Rest)]
        if any(row.guard is not None for row in rows) or not all(isinstance(one, Within) for one in heads):
            return None
        rows = tuple(sorted(rows, key=lambda row: _lower_end(row.head), reverse=not lowest))
    return tuple(dict.fromkeys(row.label for row in rows if row.label is not None))


def _lower_end(head: Head) -> tuple[int, Fraction, bool]:
    """Where a row begins, so that rows can be sorted; `otherwise` takes what is left, below all others."""
    if not isinstance(head, Within):
        return -1, Fraction(0), False
    lower = head.interval.lower
    return (0, Fraction(0), False) if lower is None else (1, lower, head.interval.lower_open)

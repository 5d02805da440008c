"""What the table of results says of each unit, and the ranking.

Guarantees: nothing is computed but ranks: all numbers are read off the traces. Ranks go by total, units
with equal totals share one (1, 2, 2, 4); disqualified units come last, without one.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from emurules.evaluation.trace import NodeTrace, Trace, Worth


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


def ranked(standings: list[Standing]) -> list[tuple[int | None, Standing]]:
    """Standings from the best on, each with its rank; among equals the order stays."""
    ordered = sorted(standings, key=lambda one: (bool(one.disqualified), -one.total))
    ranks: list[tuple[int | None, Standing]] = []
    rank, before = 0, None
    for place, one in enumerate(ordered, 1):
        if one.total != before:
            rank, before = place, one.total
        ranks.append((None if one.disqualified else rank, one))
    return ranks

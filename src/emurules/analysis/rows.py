"""Rows as functions of where the lines of a question are cut: which one holds, and what a table gives.

Guarantees: as the reference evaluator chooses: `otherwise` where no other row does, exempt where a guard that
is asked has no answer. Left out: the points of bands (gains).
"""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from emurules.analysis.diagrams import Diagram
from emurules.analysis.lowering import NUMBERS, Env, condition, value
from emurules.analysis.space import Space
from emurules.analysis.values import Mark, Value
from emurules.model import expression as model
from emurules.model.partition import Among, NotThere, Partition, Rest, Row, Within, fit
from emurules.model.values import MISSING

ZERO = Fraction(0)
Outcome = int | tuple[int, ...] | None | Mark
"""One row, several that hold at once, none, or exempt."""
# Of rows that hold at once, so many are told apart.
_MOST_TOLD = 8


def table(one: model.TableUse, space: Space, env: Env) -> Diagram[Value]:
    """What a table gives for its argument."""
    rows = space.ruleset.table_by_name[one.name].partition
    argument = space.diagrams.each(
        lambda it: ZERO if it is Mark.EXEMPT_POINTS else it, value(one.argument, space, env)
    )
    chosen = row_of(rows, argument, space, argument)
    points = [
        space.leaf(ZERO) if row.points is None else value(row.points, space, argument) for row in rows.rows
    ]

    def pick(row: int | Value, *given: Value) -> Value:
        if not isinstance(row, int) or isinstance(row, bool):
            return row
        return ZERO if given[row] is Mark.EXEMPT_POINTS else given[row]

    return space.diagrams.each(pick, chosen, *points)


def row_of(
    partition: Partition, subject: Diagram[Value], space: Space, env: Env = None
) -> Diagram[int | Value]:
    """The number of the one row that holds; exempt where nobody can say, never where there is no such row."""

    def only(found: Outcome) -> int | Value:
        return found if isinstance(found, (int, Mark)) else Mark.NEVER

    return space.diagrams.each(only, outcomes(partition, subject, space, env))


def heads(partition: Partition, subject: Diagram[Value], space: Space) -> list[Diagram[Value]]:
    """Where the head of each row takes the subject; everywhere for `otherwise`, but for missing."""
    return [
        space.diagrams.bind(lambda it, row=row: _taken(row, it, space), subject) for row in partition.rows
    ]


def _taken(row: Row, subject: Value, space: Space) -> Diagram[Value]:
    if isinstance(subject, Mark):
        return space.leaf(Mark.EXEMPT if subject in (Mark.EXEMPT, Mark.EXEMPT_POINTS) else Mark.NEVER)
    match row.head:
        case NotThere():
            return space.leaf(subject is MISSING)
        case Rest():
            return space.leaf(subject is not MISSING)
        case Among():
            return space.leaf(isinstance(subject, (bool, str)) and fit(row.head, subject) == "in")
        case Within(interval=interval):
            if isinstance(subject, NUMBERS):
                return cast("Diagram[Value]", space.within(subject, interval))
            return space.leaf(False)


def conditions(
    partition: Partition, subject: Diagram[Value], space: Space, env: Env = None
) -> list[Diagram[Value]]:
    """Where each row holds by its own head and guard."""

    def guarded(taken: Value, guard: Value) -> Value:
        return guard if taken is True else taken

    return [
        taken if row.guard is None else space.diagrams.each(guarded, taken, condition(row.guard, space, env))
        for row, taken in zip(partition.rows, heads(partition, subject, space), strict=True)
    ]


def outcomes(
    partition: Partition, subject: Diagram[Value], space: Space, env: Env = None
) -> Diagram[Outcome]:
    """Which rows hold everywhere; `otherwise` only where no other row does."""
    holding = conditions(partition, subject, space, env)
    named = [
        space.diagrams.each(lambda it, number=number: outcome(it, number), one)
        for number, (one, row) in enumerate(zip(holding, partition.rows, strict=True))
        if not isinstance(row.head, Rest)
    ]
    rest = [
        space.diagrams.each(lambda it, number=number: outcome(it, number), one)
        for number, (one, row) in enumerate(zip(holding, partition.rows, strict=True))
        if isinstance(row.head, Rest)
    ]
    first = balanced(named, space)
    return (
        space.diagrams.each(lambda a, b: b if a is None else a, first, balanced(rest, space))
        if rest
        else first
    )


def outcome(holds: Value, number: int) -> Outcome:
    """What one row says: itself, nothing, or exempt."""
    return number if holds is True else None if holds is False else cast("Mark", holds)


def balanced(rows: list[Diagram[Outcome]], space: Space) -> Diagram[Outcome]:
    """What some rows say together."""
    if not rows:
        return space.diagrams.leaf(None)
    if len(rows) == 1:
        return rows[0]
    half = len(rows) // 2
    return space.diagrams.each(_together, balanced(rows[:half], space), balanced(rows[half:], space))


def _together(a: Outcome, b: Outcome) -> Outcome:
    for one in (a, b):
        if isinstance(one, Mark):
            return one
    if a is None or b is None:
        return b if a is None else a
    rows = (*(a if isinstance(a, tuple) else (a,)), *(b if isinstance(b, tuple) else (b,)))
    return tuple(sorted(rows))[:_MOST_TOLD]

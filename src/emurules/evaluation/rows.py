"""Which row of bands, a table or a grading holds for a value.

Guarantees: exactly one row, or the reason why there is none. INVARIANT: which values a head takes is
decided in model.partition and nowhere else. Left out: points of rows (statements, expressions).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from attrs import frozen

from emurules.evaluation.calculation import lacking
from emurules.evaluation.scope import Outcome
from emurules.evaluation.trace import Finding
from emurules.model.expression import Expression
from emurules.model.partition import NotThere, Partition, Rest, Row, fit
from emurules.model.values import MISSING, Exempt, Known, Missing, Undefined

Why = Literal["taken", "below", "above", "other", "guard", "not needed", "later"]
Guard = Callable[[Expression], Outcome]


@frozen
class Verdict:
    """Why a row is taken or not; `unsure` where its head takes the value and its guard has no answer."""

    row: Row
    why: Why
    guard: Finding | None = None
    unsure: Exempt | Undefined | None = None


@frozen
class Choice:
    """The verdicts on all rows in the order written, and the rows that hold."""

    verdicts: tuple[Verdict, ...]

    @property
    def holding(self) -> tuple[Row, ...]:
        """The rows that hold: one, where the rows are exclusive and exhaustive."""
        return tuple(one.row for one in self.verdicts if one.why == "taken")

    @property
    def unsure(self) -> Exempt | Undefined | None:
        """Why nobody can say which row holds, if that is so."""
        return lacking(tuple(one.unsure for one in self.verdicts if one.unsure is not None))


def choose(partition: Partition, value: Known | Missing, guard: Guard) -> Choice:
    """The row whose head takes a value and whose guard holds; `otherwise` is for what no named row takes."""
    named = {
        number: _verdict(row, value, guard)
        for number, row in enumerate(partition.rows)
        if not isinstance(row.head, Rest)
    }
    needed = value is not MISSING and not any(one.why == "taken" or one.unsure for one in named.values())
    verdicts = (
        named[number]
        if number in named
        else _verdict(row, value, guard)
        if needed
        else Verdict(row, "not needed")
        for number, row in enumerate(partition.rows)
    )
    return Choice(tuple(verdicts))


def choose_best(partition: Partition, value: Known | Missing, guard: Guard) -> Choice:
    """The first row, from best to worst, whose head takes a value and whose guard holds, then `otherwise`."""
    verdicts: dict[int, Verdict] = {}
    found = False
    last = sorted(
        range(len(partition.rows)), key=lambda number: isinstance(partition.rows[number].head, Rest)
    )
    for number in last:
        row = partition.rows[number]
        verdict = Verdict(row, "later") if found else _verdict(row, value, guard)
        found = found or verdict.why == "taken" or verdict.unsure is not None
        verdicts[number] = verdict
    return Choice(tuple(verdicts[number] for number in range(len(partition.rows))))


def _verdict(row: Row, value: Known | Missing, guard: Guard) -> Verdict:
    side = fit(row.head, value)
    if row.guard is None:
        return Verdict(row, "taken" if side == "in" else side)
    outcome = guard(row.guard)
    if side != "in":  # the guard decides nothing here, but tells whether another value could take this row
        return Verdict(row, side, None if isinstance(outcome.value, Undefined) else outcome.finding)
    if isinstance(outcome.value, (Exempt, Undefined)):
        return Verdict(row, "guard", outcome.finding, outcome.value)
    return Verdict(row, "taken" if outcome.value is True else "guard", outcome.finding)


def takes_missing(partition: Partition) -> bool:
    """Whether there is a row for a value that is missing."""
    return any(isinstance(row.head, NotThere) for row in partition.rows)

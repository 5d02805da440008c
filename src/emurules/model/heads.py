"""What is known where a row of bands, a table or a grading takes a value.

Guarantees: as in known. Left out: which value a head takes (partition), and whether rows leave gaps (check).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from emurules.model import expression as model
from emurules.model.expression import Expression
from emurules.model.known import NOTHING, Known, both
from emurules.model.linear import MEASURED
from emurules.model.partition import Among, NotThere, Partition, Rest, Row, Within
from emurules.model.values import Type
from emurules.source import NOWHERE, Span

if TYPE_CHECKING:
    from emurules.model.ranges import Ranges

# A head of more options than these says nothing here.
_MOST_OPTIONS = 20


def known_in_rows(
    partition: Partition, subject: Expression, known: Known, ranges: Ranges
) -> Iterator[tuple[Row, Known]]:
    """Each row with what is known where its head takes the subject; guards are not counted in."""
    told = ranges.spelled(subject)
    others = NOTHING
    for row in partition.rows:
        taken = _condition(row, told)
        if taken is not None and row.guard is None:
            others = both(others, ranges.assumed(taken, holds=False))
    for row in partition.rows:
        yield row, both(known, _in_row(row, told, others, ranges))


def _in_row(row: Row, subject: Expression, others: Known, ranges: Ranges) -> Known:
    """What is known where a head takes a subject; `others` where no row without a guard does."""
    found: Known = NOTHING
    if isinstance(subject, model.FactUse) and ranges.ruleset.fact_by_name[subject.name].may_be_missing:
        missing: Expression = model.IsMissing(subject.name, span=row.head_span)
        found = ranges.assumed(missing, isinstance(row.head, NotThere))
    taken = _condition(row, subject)
    if taken is not None:
        return both(found, ranges.assumed(taken))
    return both(found, others) if isinstance(row.head, Rest) else found


def _condition(row: Row, subject: Expression) -> Expression | None:
    """The condition that a head is, None for `missing`, `otherwise` and a head of very many options."""
    parts: list[Expression] = []
    span = row.head_span
    match row.head:
        case Within(interval=ends) if subject.type in MEASURED:
            if ends.single is not None:
                return compared("=", subject, ends.single, span)
            if ends.lower is not None:
                parts.append(compared(">" if ends.lower_open else ">=", subject, ends.lower, span))
            if ends.upper is not None:
                parts.append(compared("<" if ends.upper_open else "<=", subject, ends.upper, span))
            return _all(parts)
        case Among(values=values) if len(values) <= _MOST_OPTIONS:
            constants = (model.Constant(one, subject.type) for one in values)
            parts.extend(model.Compare("!=", subject, one, span=span) for one in constants)
            return model.Not(_all(parts), span=span)
        case _:
            return None


def _all(parts: list[Expression]) -> Expression:
    whole = parts[0]
    for one in parts[1:]:
        whole = model.And(whole, one, span=one.span)
    return whole


def compared(
    relation: model.Relation, subject: Expression, value: Fraction, span: Span = NOWHERE
) -> model.Compare:
    """The comparison of a subject with a number, or with the day of that number."""
    of_type = date.fromordinal(int(value)) if subject.type is Type.DATE else value
    return model.Compare(relation, subject, model.Constant(of_type, subject.type, span=span), span=span)

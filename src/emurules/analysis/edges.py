"""Edges: the values at which the rows and comparisons that a law depends on change.

Guarantees: complete but for what is worked out from facts alone. Left out: what stands beside them (search).
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from attrs import frozen

from emurules.model import expression as model
from emurules.model.expression import Expression
from emurules.model.partition import Partition, Within
from emurules.model.ruleset import Bands, Ruleset
from emurules.model.uses import expressions, keys, steps_for
from emurules.model.values import Known, Unlimited


@frozen
class Edges:
    """The numbers, percents and days at which a law's rows and comparisons change."""

    numbers: tuple[Fraction, ...]
    percents: tuple[Fraction, ...]
    days: tuple[date, ...]


def edges(expression: Expression, ruleset: Ruleset) -> Edges:
    """Every number, percent and day that an expression depends on, in rows and comparisons."""
    waiting: list[Expression] = [expression]
    partitions: list[Partition] = []
    for kind, name in steps_for(keys(expression), ruleset):
        match kind:
            case "let":
                waiting.append(ruleset.let_by_name[name].value)
            case "table":
                partitions.append(ruleset.table_by_name[name].partition)
            case "node" | "worth":
                node = ruleset.node_by_id[name] if name else ruleset.total
                waiting += expressions(node)
                if node.worth is not None and not isinstance(node.worth, Unlimited):
                    waiting.append(node.worth)
                partitions += [one.partition for one in node.awards if isinstance(one, Bands)]
    waiting += [one.condition for one in ruleset.requirements]
    rows = [row for one in partitions for row in one.rows]
    waiting += [one for row in rows for one in (row.guard, row.points) if one is not None]
    found: dict[Known, None] = {}
    while waiting:
        one = waiting.pop()
        if isinstance(one, model.Constant):
            found[one.value] = None
        waiting += model.parts(one)
    ends = [row.head.interval for row in rows if isinstance(row.head, Within)]
    numbers = {it for it in found if isinstance(it, Fraction)}
    numbers |= {end for it in ends for end in (it.lower, it.upper) if end is not None}
    return Edges(
        numbers=tuple(sorted(numbers)),
        percents=tuple(sorted(it for it in numbers if 0 <= it <= 1)),
        days=tuple(sorted({it for it in found if isinstance(it, date)} | _days(numbers))),
    )


def _days(numbers: set[Fraction]) -> set[date]:
    """Ends of rows of dates, which are counted in days."""
    found = (int(one) for one in numbers if one.denominator == 1 and 1 <= one <= date.max.toordinal())
    return {date.fromordinal(one) for one in found}

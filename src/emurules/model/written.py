"""What is written where: every expression of a ruleset by the thing that it stands in, and its words.

Guarantees: each expression comes once, outermost first. Left out: heads of rows, which hold constants only.
"""

from __future__ import annotations

from collections.abc import Iterator

from emurules.model import expression as model
from emurules.model.expression import Expression
from emurules.model.partition import Partition
from emurules.model.ruleset import Award, Bands, Node, Per, Ruleset
from emurules.model.values import Unlimited
from emurules.source import Span

_LONGEST = 60


def in_node(node: Node) -> Iterator[Expression]:
    """The expressions of a section, a criterion or the total, without those of its children."""
    if node.worth is not None and not isinstance(node.worth, Unlimited):
        yield node.worth
    for exemption in node.exemptions:
        yield exemption.condition
        if exemption.scoring is not None:
            yield exemption.scoring
    for one in node.awards:
        yield from _award(one) if isinstance(one, Award) else _bands(one)
    for reduction in node.reductions:
        yield reduction.share
        yield from _modifiers(reduction.per, reduction.when, reduction.at_most)
    for zero in node.zeros:
        yield zero.condition
    for limit in (node.at_most, node.at_least):
        if limit is not None:
            yield limit.points


def _award(one: Award) -> Iterator[Expression]:
    yield one.points
    yield from _modifiers(one.per, one.when, one.at_most)


def _bands(one: Bands) -> Iterator[Expression]:
    yield one.subject
    if one.when is not None:
        yield one.when
    yield from in_rows(one.partition)


def _modifiers(per: Per | None, when: Expression | None, at_most: Expression | None) -> Iterator[Expression]:
    parts = (None if per is None else per.quantity, when, at_most)
    yield from (one for one in parts if one is not None)


def in_rows(partition: Partition) -> Iterator[Expression]:
    """The guards and points of rows."""
    for row in partition.rows:
        yield from (one for one in (row.guard, row.points) if one is not None)


def in_points(ruleset: Ruleset) -> Iterator[Expression]:
    """The expressions of the whole tree of points and of what is decided by it: grades, disqualification."""
    for section in ruleset.sections:
        for node in section.walk():
            yield from in_node(node)
    yield from in_node(ruleset.total)
    for grading in ruleset.gradings:
        yield grading.by
        yield from in_rows(grading.partition)
        yield from grading.conditions
    yield from (one.condition for one in ruleset.disqualifications)


def inside(expression: Expression) -> Iterator[Expression]:
    """An expression and all that it is made of, in the order written."""
    waiting = [expression]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(model.parts(one)))


def words(ruleset: Ruleset, span: Span) -> str:
    """What stands at a place, on one line; long texts are cut."""
    text = " ".join(ruleset.text.slice(Span(span.start, min(span.end, span.start + 20 * _LONGEST))).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"

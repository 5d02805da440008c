"""The order of evaluation: everything after what it needs; circles are reported on their first name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from attrs import frozen

from emurules.model import ruleset as meant
from emurules.model.uses import expressions, keys, keys_of_rows, needs_of_node, needs_of_worth, uses
from emurules.resolve.graph import report_circles, sorted_with_circles
from emurules.resolve.report import Report
from emurules.resolve.scope import Scope
from emurules.source import Span
from emurules.syntax import nodes

Key = meant.Step


@frozen
class Plan:
    """What needs what, and the steps of an evaluation in order; `circular` are those that need themselves."""

    needs: Mapping[Key, tuple[Key, ...]]
    steps: tuple[Key, ...]
    circular: frozenset[Key]

    def without(self, doubtful: Collection[Key]) -> tuple[Key, ...]:
        """The steps that need, directly or not, nothing doubtful and nothing circular."""
        spoiled = {*doubtful, *self.circular}
        kept: list[Key] = []
        for step in self.steps:
            if step in spoiled or any(need in spoiled for need in self.needs[step]):
                spoiled.add(step)
            else:
                kept.append(step)
        return tuple(kept)


def plan(
    rates: Iterable[meant.Rate],
    lets: Iterable[meant.Let],
    tables: Iterable[meant.Table],
    sections: tuple[meant.Node, ...],
    total: meant.Node,
    scope: Scope,
    report: Report,
) -> Plan:
    """The plan of an evaluation; circles are reported."""
    needs: dict[Key, tuple[Key, ...]] = {}
    for rate in rates:
        needs["rate", rate.name] = keys(rate.part, rate.whole)
    for let in lets:
        needs["let", let.name] = keys(let.value)
    for table in tables:
        needs["table", table.name] = keys_of_rows(table.partition)
    for section in sections:
        for node in section.walk():
            needs["worth", node.id] = needs_of_worth(node, node.children)
            needs["node", node.id] = needs_of_node(node, node.children)
    needs["worth", ""] = needs_of_worth(total, sections)
    needs["node", ""] = needs_of_node(total, sections)
    ordered, circles = sorted_with_circles(needs)
    circular = report_circles(
        circles, needs, lambda key: _place(key, scope), lambda key: _called(key, report), report
    )
    return Plan(needs, tuple(ordered), circular)


def steps_with(facts: Collection[str], ruleset: meant.Ruleset) -> Iterator[Key]:
    """The steps that use one of some facts directly."""
    if not facts:
        return
    for rate in ruleset.rates:
        if uses(facts, rate.part, rate.whole):
            yield "rate", rate.name
    for let in ruleset.lets:
        if uses(facts, let.value):
            yield "let", let.name
    for table in ruleset.tables:
        rows = table.partition.rows
        if uses(facts, *(one for row in rows for one in (row.guard, row.points) if one is not None)):
            yield "table", table.name
    for node in [*ruleset.node_by_id.values(), ruleset.total]:
        if uses(facts, *expressions(node)):
            yield "node", node.id


def _place(key: Key, scope: Scope) -> Span | None:
    kind, name = key
    if kind in ("node", "worth"):
        if name in scope.pointed:
            return scope.pointed[name].id.span
        return scope.total.span if scope.total else None
    declared = scope.names.get(name)
    return declared.name.span if isinstance(declared, (nodes.Rate, nodes.Let, nodes.Table)) else None


def _called(key: Key, report: Report) -> str:
    return key[1] or {"en": "total", "vi": "tổng điểm"}[report.language]

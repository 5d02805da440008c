"""The order of evaluation: everything after what it needs; circles are reported on their first name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from attrs import frozen

from emurules.model import expression as model
from emurules.model import ruleset as meant
from emurules.model.partition import Partition
from emurules.model.values import Unlimited
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
        needs["table", table.name] = _of_rows(table.partition)
    for section in sections:
        for node in section.walk():
            _add_node(node, node.children, needs)
    _add_node(total, sections, needs)
    ordered, circles = sorted_with_circles(needs)
    circular = report_circles(
        circles, needs, lambda key: _place(key, scope), lambda key: _called(key, report), report
    )
    return Plan(needs, tuple(ordered), circular)


def _add_node(node: meant.Node, children: tuple[meant.Node, ...], needs: dict[Key, tuple[Key, ...]]) -> None:
    below: tuple[Key, ...] = tuple(("worth", child.id) for child in children)
    if node.worth is None:
        needs["worth", node.id] = below
    else:
        needs["worth", node.id] = () if isinstance(node.worth, Unlimited) else keys(node.worth)
    # INVARIANT: what a node's own expressions need stands before its children: a circle is told by those.
    own = keys(*expressions(node))
    needs["node", node.id] = (*own, ("worth", node.id), *(("node", child.id) for child in children))


def expressions(node: meant.Node) -> tuple[model.Expression, ...]:
    """Every expression of a node but its worth, in the order of evaluation."""
    found: list[model.Expression | None] = []
    for exemption in node.exemptions:
        found += [exemption.condition, exemption.scoring]
    for award in node.awards:
        if isinstance(award, meant.Bands):
            found += [award.when, award.subject]
            for row in award.partition.rows:
                found += [row.guard, row.points]
        else:
            found += [award.when, award.points, award.per.quantity if award.per else None, award.at_most]
    for reduce in node.reductions:
        found += [reduce.when, reduce.share, reduce.per.quantity if reduce.per else None, reduce.at_most]
    found += [zero.condition for zero in node.zeros]
    found += [limit.points for limit in (node.at_most, node.at_least) if limit]
    return tuple(one for one in found if one is not None)


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


def uses(facts: Collection[str], *expressions_: model.Expression) -> bool:
    """Whether one of some expressions uses one of some facts."""
    found = (one for expression in expressions_ for one in model.references(expression))
    return any(isinstance(one, model.FactUse) and one.name in facts for one in found)


def _of_rows(partition: Partition) -> tuple[Key, ...]:
    found = [one for row in partition.rows for one in (row.guard, row.points) if one is not None]
    return keys(*found)


def keys(*wanted: model.Expression) -> tuple[Key, ...]:
    """What expressions need, in the order written."""
    found: dict[Key, None] = {}
    for expression in wanted:
        for one in model.references(expression):
            match one:
                case model.RateUse(name=name):
                    found["rate", name] = None
                case model.LetUse(name=name):
                    found["let", name] = None
                case model.TableUse(name=name):
                    found["table", name] = None
                case model.Quantity(kind="worth", id=id):
                    found["worth", id or ""] = None
                case model.Quantity(id=id):
                    found["node", id or ""] = None
                case model.IsExempt(id=id):
                    found["node", id] = None
    return tuple(found)


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

"""What expressions, derived values and nodes use: the steps that must come before them.

Guarantees: complete: a step that is missing here is needed by nothing. Left out: an order of all steps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from emurules.model import expression as model
from emurules.model.partition import Partition
from emurules.model.ruleset import Bands, Node, Ruleset, Step
from emurules.model.values import Unlimited


def keys(*wanted: model.Expression) -> tuple[Step, ...]:
    """What expressions need, in the order written."""
    found: dict[Step, None] = {}
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


def keys_of_rows(partition: Partition) -> tuple[Step, ...]:
    """What the guards and points of rows need, in the order written."""
    found = [one for row in partition.rows for one in (row.guard, row.points) if one is not None]
    return keys(*found)


def expressions(node: Node) -> tuple[model.Expression, ...]:
    """Every expression of a node but its worth, in the order of evaluation."""
    found: list[model.Expression | None] = []
    for exemption in node.exemptions:
        found += [exemption.condition, exemption.scoring]
    for award in node.awards:
        if isinstance(award, Bands):
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


def uses(facts: Collection[str], *expressions_: model.Expression) -> bool:
    """Whether one of some expressions uses one of some facts."""
    found = (one for expression in expressions_ for one in model.references(expression))
    return any(isinstance(one, model.FactUse) and one.name in facts for one in found)


def facts_in(expressions_: Iterable[model.Expression]) -> set[str]:
    """The facts that expressions name themselves."""
    found: set[str] = set()
    for one in expressions_:
        for use in model.references(one):
            if isinstance(use, model.FactUse):
                found.add(use.name)
            elif isinstance(use, model.IsMissing):
                found.add(use.fact)
    return found


def facts_of(expressions_: Iterable[model.Expression], ruleset: Ruleset) -> frozenset[str]:
    """The facts that expressions depend on, through rates, lets and tables too."""
    found: set[str] = set()
    seen: set[Step] = set()
    waiting = list(expressions_)
    while waiting:
        one = waiting.pop()
        found |= facts_in([one])
        for kind, name in keys(one):
            if (kind, name) in seen:
                continue
            seen.add((kind, name))
            if kind == "rate":
                rate = ruleset.rate_by_name[name]
                waiting += [rate.part, rate.whole]
            elif kind == "let":
                waiting.append(ruleset.let_by_name[name].value)
            elif kind == "table":
                rows = ruleset.table_by_name[name].partition.rows
                waiting += [one for row in rows for one in (row.guard, row.points) if one is not None]
    return frozenset(found)


def needs_of(step: Step, ruleset: Ruleset) -> tuple[Step, ...]:
    """What a step needs directly."""
    kind, name = step
    match kind:
        case "rate":
            rate = ruleset.rate_by_name[name]
            return keys(rate.part, rate.whole)
        case "let":
            return keys(ruleset.let_by_name[name].value)
        case "table":
            return keys_of_rows(ruleset.table_by_name[name].partition)
    node = ruleset.node_by_id[name] if name else ruleset.total
    children = node.children if name else ruleset.sections
    return needs_of_worth(node, children) if kind == "worth" else needs_of_node(node, children)


def needs_of_worth(node: Node, children: Iterable[Node]) -> tuple[Step, ...]:
    """What the worth of a node needs."""
    if node.worth is None:
        return tuple(("worth", child.id) for child in children)
    return () if isinstance(node.worth, Unlimited) else keys(node.worth)


def needs_of_node(node: Node, children: Iterable[Node]) -> tuple[Step, ...]:
    """What the points of a node need.

    INVARIANT: what a node's own expressions need stands before its children: a circle is told by those.
    """
    parts: list[Step] = [("node", child.id) for child in children]
    return (*keys(*expressions(node)), ("worth", node.id), *parts)


def steps_for(wanted: Iterable[Step], ruleset: Ruleset) -> tuple[Step, ...]:
    """Some steps and all that they need, in the order of the ruleset."""
    needed = set(wanted)
    waiting = list(needed)
    while waiting:
        for one in needs_of(waiting.pop(), ruleset):
            if one not in needed:
                needed.add(one)
                waiting.append(one)
    return tuple(step for step in ruleset.order if step in needed)

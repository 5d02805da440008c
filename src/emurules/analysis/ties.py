"""Ties: which nodes have facts in common, or facts that are tied to each other by what units must satisfy.

Guarantees: what two nodes of different groups give is independent: every combination can be had.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from attrs import field, frozen

from emurules.model.domain import Choice, YesNo
from emurules.model.expression import Expression
from emurules.model.ruleset import Fact, Node, Ruleset, Step
from emurules.model.uses import expressions, facts_in, facts_of, needs_of
from emurules.model.values import Known, Missing, Unlimited

Fixed = tuple[tuple[str, Known | Missing], ...]
"""Answers that are taken for given."""


@frozen(slots=False)
class Ties:
    """What facts of a ruleset have to do with each other."""

    ruleset: Ruleset
    below: dict[Step, frozenset[str]] = field(factory=dict, repr=False)
    _near: dict[str, frozenset[str]] = field(factory=dict, repr=False, init=False)

    @cached_property
    def tied(self) -> Mapping[str, tuple[frozenset[str], ...]]:
        """For each fact the sets of facts that one condition, or `up to`, ties it to."""
        sets = [frozenset((one.name, one.up_to)) for one in self.ruleset.facts if one.up_to is not None]
        sets += [
            facts_of([one.only_when], self.ruleset) | {one.name}
            for one in self.ruleset.facts
            if one.only_when is not None
        ]
        sets += [facts_of([one.condition], self.ruleset) for one in self.ruleset.requirements]
        found: dict[str, tuple[frozenset[str], ...]] = {}
        for one in sets:
            for name in one:
                found[name] = (*found.get(name, ()), one)
        return found

    def facts_below(self, id: str) -> frozenset[str]:
        """The facts that the points of a node depend on, through everything that it uses."""
        return self._below(("node", id))

    def _below(self, step: Step) -> frozenset[str]:
        waiting = [step]
        while waiting:
            one = waiting[-1]
            needed = needs_of(one, self.ruleset) if one not in self.below else ()
            missing = [it for it in needed if it not in self.below]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            if one not in self.below:
                own = _direct(one, self.ruleset)
                self.below[one] = own.union(*(self.below[it] for it in needed))
        return self.below[step]

    def near(self, id: str) -> frozenset[str]:
        """The facts that a node depends on, and all that those are tied to."""
        found = self._near.get(id)
        if found is None:
            found = self._near[id] = self._closed(self.facts_below(id), frozenset())
        return found

    def _closed(self, names: Iterable[str], given: Collection[str]) -> frozenset[str]:
        found: set[str] = set()
        waiting = [name for name in names if name not in given]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += [it for one in self.tied.get(name, ()) for it in one if it not in given]
        return frozenset(found)

    def groups(self, nodes: Sequence[Node], fixed: Fixed) -> list[tuple[Node, ...]]:
        """Nodes in groups that are independent of each other where some answers are given."""
        given = dict(fixed)
        owner: dict[str, int] = {}
        leader = list(range(len(nodes)))

        def top(place: int) -> int:
            while leader[place] != place:
                leader[place] = leader[leader[place]]
                place = leader[place]
            return place

        for place, node in enumerate(nodes):
            waiting = [name for name in self.facts_below(node.id) if name not in given]
            while waiting:
                name = waiting.pop()
                if name in owner:
                    leader[top(owner[name])] = top(place)
                    continue
                owner[name] = place
                waiting += [it for one in self.tied.get(name, ()) for it in one if it not in given]
        found: dict[int, list[Node]] = {}
        for place, node in enumerate(nodes):
            found.setdefault(top(place), []).append(node)
        return [tuple(group) for group in found.values()]

    def shared(self, nodes: Sequence[Node], fixed: Fixed) -> tuple[Fact, ...]:
        """Facts with a few answers that two of some nodes, or what they are tied to, have in common."""
        given = dict(fixed)
        count: dict[str, int] = {}
        for node in nodes:
            for name in self.near(node.id):
                count[name] = count.get(name, 0) + 1
        there = self.ruleset.facts
        return tuple(
            one
            for one in sorted(there, key=lambda it: -count.get(it.name, 0))
            if count.get(one.name, 0) > 1
            and one.name not in given
            and isinstance(one.domain, (YesNo, Choice))
            and not one.may_be_missing
        )


def _direct(step: Step, ruleset: Ruleset) -> frozenset[str]:
    """The facts that a step uses itself."""
    kind, name = step
    found: list[Expression] = []
    match kind:
        case "rate":
            rate = ruleset.rate_by_name[name]
            found = [rate.part, rate.whole]
        case "let":
            found = [ruleset.let_by_name[name].value]
        case "table":
            rows = ruleset.table_by_name[name].partition.rows
            found = [one for row in rows for one in (row.guard, row.points) if one is not None]
        case "worth":
            worth = (ruleset.node_by_id[name] if name else ruleset.total).worth
            found = [] if worth is None or isinstance(worth, Unlimited) else [worth]
        case "node":
            found = list(expressions(ruleset.node_by_id[name] if name else ruleset.total))
    return frozenset(facts_in(found))

"""Reach: the least and the most that each node and the total can come to, and how many results there are.

What lives here: `Reaches` over a ruleset. Guarantees: no admitted unit lies outside; an end that is called
attained is reached by a unit. Parts that have no facts in common are looked at by themselves; parts that have
some, for each answer that they share, or together. Where that is too much they are taken for independent, and
an end is attained only if the reference evaluator confirms a unit there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve, field, frozen

from emurules.analysis.adjusted import adjusted, plain
from emurules.analysis.answers import answers, cases, points_of, with_facts
from emurules.analysis.diagrams import Diagram, Diagrams, TooLarge
from emurules.analysis.nodes import Figures, attainable_in, best_of, figures, summed
from emurules.analysis.outcomes import Leaf, everywhere, explored, sought, within
from emurules.analysis.results import (
    EXEMPT,
    End,
    Outcome,
    Results,
    Way,
    best,
    either,
    loosened,
    narrowed,
    spanned,
)
from emurules.analysis.solve import Verdict
from emurules.analysis.space import Space
from emurules.analysis.summing import summed as sums
from emurules.analysis.ties import Fixed, Ties
from emurules.analysis.units import admissible, unit
from emurules.analysis.values import Mark, Value
from emurules.model.expression import FactUse
from emurules.model.facts import Facts
from emurules.model.interval import Interval
from emurules.model.ranges import Ranges
from emurules.model.ruleset import Fact, Node, Ruleset
from emurules.model.uses import expressions, keys, steps_for

ZERO = Fraction(0)
# Of a group of nodes so many combinations of shared answers are told apart.
_MOST_ANSWERS = 64
# Diagrams over several nodes that grow beyond this are left alone.
_MOST_NODES = 8_000
_MOST_TOGETHER = 40
_FEW = 8
# So often combinations of cells are looked at, and so often more for each node.
_LOOKS, _LOOKS_EACH = 500, 30
_MOST_CASES = 2_000


@frozen
class Reach:
    """How far a node or the total reaches; points of units for which it is exempt do not count.

    Attributes:
        least, most: the ends, None where there is none, or where the node is exempt for every unit.
        least_attained, most_attained: whether some unit reaches the end.
        distinct: how many different results there are; None where nobody can count them.
        counted: whether each of these is the result of some unit, else they are the most that there can be.
        exempt, assessed: whether it can be exempt, and assessed.
    """

    least: Fraction | None
    most: Fraction | None
    least_attained: bool
    most_attained: bool
    distinct: int | None
    counted: bool
    exempt: bool
    assessed: bool

    @property
    def exact(self) -> bool:
        """Whether both ends are reached."""
        return self.least_attained and self.most_attained


@frozen
class Reaches:
    """The reach of everything in a ruleset; what was found once is kept."""

    ruleset: Ruleset
    ranges: Ranges
    ties: Ties
    tracked: frozenset[str]
    pool: list[int]
    steps: list[int]
    known: dict[tuple[str, Fixed], Results] = field(factory=dict, repr=False)
    sums: dict[tuple[tuple[str, ...], Fixed], Results] = field(factory=dict, repr=False)
    last: dict[str, tuple[Space, Figures]] = field(factory=dict, repr=False)
    large: set[str] = field(factory=set, repr=False)
    units: dict[tuple[str, End], Facts | None] = field(factory=dict, repr=False)

    def of(self, id: str) -> Reach:
        """The reach of a node, "" for the total."""
        found = self.results(id)
        points = found.points
        if points is None:
            return Reach(None, None, False, False, 0, found.sure, found.exempt, assessed=False)
        return Reach(
            points.lower,
            points.upper,
            points.lower is not None and self._attained(id, "least", found),
            points.upper is not None and self._attained(id, "most", found),
            found.distinct,
            found.sure and found.distinct is not None,
            found.exempt,
            assessed=True,
        )

    def _attained(self, id: str, end: End, found: Results) -> bool:
        way = found.way(end)
        return way is not None and (found.sure or self.unit(id, end) is not None)

    def unit(self, id: str, end: End) -> Facts | None:
        """A unit that reaches an end, as the reference evaluator confirms; None where none is known."""
        key = (id, end)
        if key not in self.units:
            self.units[key] = self._unit(id, end)
        return self.units[key]

    def _unit(self, id: str, end: End) -> Facts | None:
        found = self.results(id)
        way = found.way(end)
        if way is None or found.points is None:
            return None
        wanted = found.points.lower if end == "least" else found.points.upper
        facts = unit(way, self.space())
        return facts if facts is not None and points_of(id, facts, self.ruleset) == wanted else None

    def matters(self, id: str, end: End) -> frozenset[str]:
        """The facts that were chosen to reach an end."""
        return frozenset(self.results(id).way(end) or ())

    def space(self) -> Space:
        """A space for one question."""
        diagrams = Diagrams(most=_MOST_NODES, work=self.ranges.work)
        return Space(self.ruleset, self.ranges, diagrams, steps=self.steps)

    def figured(self, id: str) -> tuple[Space, Figures]:
        """The figures of a node in a space of their own; only the last ones are kept.

        Raises:
            TooLarge: they depend on too much.
        """
        if id in self.large:
            raise TooLarge
        if id not in self.last:
            self.last.clear()
            space = self.space()
            try:
                self.last[id] = space, figures(id, space)
            except TooLarge:
                self.large.add(id)
                raise
        return self.last[id]

    # ------------------------------------------------------------ one node

    def results(self, id: str, fixed: Fixed = ()) -> Results:
        """What a node can give, where some answers are given."""
        if fixed:
            near = self.ties.near(id)
            fixed = tuple(one for one in fixed if one[0] in near)
        key = (id, fixed)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._results(self._node(id), fixed)
        return found

    def made(self, id: str) -> Results:
        """What the parts of a node come to, before its own limits."""
        node = self._node(id)
        return self._combined(node.children, (), node.best_of_parts)

    def loosely(self, id: str) -> Results:
        """The same as if no two parts had anything in common: never less, and quickly found."""
        node = self._node(id)
        found = [loosened(self.results(part.id)) for part in node.children]
        return best(found) if node.best_of_parts else sums(found)

    def _node(self, id: str) -> Node:
        return self.ruleset.node_by_id[id] if id else self.ruleset.total

    def _results(self, node: Node, fixed: Fixed) -> Results:
        parts = self.ruleset.sections if node.form == "total" else node.children
        if parts and plain(node, self.ranges):
            return self._from_parts(node, parts, fixed)
        if not parts or sum(1 for part in parts for _ in part.walk()) <= _MOST_TOGETHER:
            found = self._tried((node,), fixed, best_of=False)
            if found is not None:
                known = self.ranges.points[node.id]
                return narrowed(found, known)
        return self._from_parts(node, parts, fixed) if parts else self._unknown(node)

    def _unknown(self, node: Node) -> Results:
        """What is known of a criterion that cannot be looked into."""
        whole = self.ranges.worths[node.id]
        most = whole.hull(Interval(ZERO, ZERO)) if node.id in self.tracked else Interval(ZERO, ZERO)
        exempt: dict[Outcome | End, Way | None] = {EXEMPT: None} if self._may_be_exempt(node) else {}
        return spanned(self.ranges.points[node.id], most, exempt, sure=False)

    def _may_be_exempt(self, node: Node) -> bool:
        """Whether a criterion can be exempt, as far as its text goes: by itself, or for want of a value."""
        needed = steps_for(keys(*expressions(node)), self.ruleset)
        return bool(node.exemptions) or any(kind in ("rate", "node") for kind, _ in needed)

    def _from_parts(self, node: Node, parts: Sequence[Node], fixed: Fixed) -> Results:
        if node.form == "total" and node.rescaled:
            return self._total(node, fixed)
        made = self._combined(parts, fixed, node.best_of_parts)
        return adjusted(node, made, self.ranges, tracked=node.id in self.tracked)

    def _total(self, node: Node, fixed: Fixed) -> Results:
        """A total whose main part is rescaled before the others are added."""
        main = tuple(part for part in self.ruleset.sections if part.kind == "main")
        others = tuple(part for part in self.ruleset.sections if part.kind != "main")
        bare = evolve(node, at_most=None, at_least=None, rounding=None, zeros=())
        found = adjusted(bare, self._combined(main, fixed, best_of=False), self.ranges, tracked=False)
        if others:
            found = sums([found, self._combined(others, fixed, best_of=False)])
            if len(self.ties.groups((*main, *others), fixed)) < len(self.ties.groups(main, fixed)) + len(
                self.ties.groups(others, fixed)
            ):
                found = loosened(found)
        return adjusted(evolve(node, rescaled=False), found, self.ranges, tracked=False)

    # ------------------------------------------------------------ several nodes

    def _combined(self, parts: Sequence[Node], fixed: Fixed, best_of: bool) -> Results:
        key = (tuple(part.id for part in parts), fixed)
        found = self.sums.get(key)
        if found is None:
            groups = self.ties.groups(parts, fixed)
            each = [self._group(group, fixed, best_of) for group in groups]
            found = self.sums[key] = best(each) if best_of else sums(each)
        return found

    def _group(self, group: tuple[Node, ...], fixed: Fixed, best_of: bool) -> Results:
        """Nodes that have facts in common: for each answer to those, or together, or as if they had none."""
        if len(group) == 1:
            return self.results(group[0].id, fixed)
        size = sum(1 for node in group for _ in node.walk())
        if size <= _FEW and (found := self._tried(group, fixed, best_of)) is not None:
            return found
        taken = self._told_apart(group, fixed)
        if taken:
            every = [(*fixed, *case) for case in cases(taken)]
            possible = [case for case in every if self._possible(case) is not Verdict.IMPOSSIBLE]
            return either([self._given(group, case, best_of) for case in possible])
        if _FEW < size <= _MOST_TOGETHER and (found := self._tried(group, fixed, best_of)) is not None:
            return found
        parts = [loosened(self.results(node.id, fixed)) for node in group]
        return best(parts) if best_of else sums(parts)

    def _tried(self, group: tuple[Node, ...], fixed: Fixed, best_of: bool) -> Results | None:
        try:
            return self._together(group, fixed, best_of)
        except TooLarge:
            return None

    def _told_apart(self, group: tuple[Node, ...], fixed: Fixed) -> list[Fact]:
        """Shared facts each of whose answers is looked at by itself."""
        ways = 1
        for name, _ in fixed:
            ways *= len(answers(self.ruleset.fact_by_name[name]))
        most = max(4, min(_MOST_ANSWERS, _MOST_CASES // len(group)))
        taken: list[Fact] = []
        for fact in self.ties.shared(group, fixed):
            if ways * len(answers(fact)) <= most:
                ways *= len(answers(fact))
                taken.append(fact)
        return taken

    def _given(self, group: tuple[Node, ...], case: Fixed, best_of: bool) -> Results:
        found = self._combined(group, case, best_of)
        return with_facts(found, dict(case))

    def _possible(self, fixed: Fixed) -> Way | Verdict:
        """Whether a unit can give some answers at all."""
        space = self.space()
        try:
            there = admissible(frozenset(name for name, _ in fixed), space)
            return sought(everywhere([there, *self._answered(fixed, space)], space), space)
        except TooLarge:
            return Verdict.UNDECIDED

    def _answered(self, fixed: Fixed, space: Space) -> Iterator[Diagram[bool]]:
        for name, answer in fixed:
            use = FactUse(name, self.ruleset.fact_by_name[name].domain.type)
            yield space.diagrams.each(lambda it, answer=answer: it == answer, space.answer(use, None))

    def _together(self, group: tuple[Node, ...], fixed: Fixed, best: bool) -> Results:
        """What nodes make together, as one function over the cells of all their facts.

        Raises:
            TooLarge: there are too many of these.
        """
        space = self.figured(group[0].id)[0] if len(group) == 1 and not fixed else self.space()
        given = everywhere(self._answered(fixed, space), space)
        leaf = self._leaf(group, best, space)
        there: Diagram[Leaf | None] = space.diagrams.each(lambda it, ok: it if ok else None, leaf, given)
        return explored(within(there, space), space, self.pool)

    def _leaf(self, group: tuple[Node, ...], best: bool, space: Space) -> Diagram[Leaf]:
        each = space.diagrams.each
        parts = [figures(node.id, space).points for node in group]
        if len(group) == 1:
            points = parts[0]
        else:
            points = best_of(parts, space) if best else summed(parts, space)
            exempt: Diagram[Value] = space.leaf(True)
            for part in parts:
                exempt = each(lambda so, it: so is True and it is Mark.EXEMPT, exempt, part)
            points = each(lambda so, it: Mark.EXEMPT if so is True else it, exempt, points)
        attainable = space.leaf(ZERO)
        if group[0].id in self.tracked:
            attainable = attainable_in(group, best, space)
        return each(lambda it, most: (it, ZERO if it is Mark.EXEMPT else most), points, attainable)


def reaches(ruleset: Ruleset, ranges: Ranges, steps: list[int]) -> Reaches:
    """The reach of everything in a ruleset, each found when it is first asked for."""
    pool = _LOOKS + _LOOKS_EACH * len(ruleset.node_by_id)
    return Reaches(ruleset, ranges, Ties(ruleset), frozenset(_tracked(ruleset)), [pool], steps)


def _tracked(ruleset: Ruleset) -> Iterator[str]:
    """The nodes of which something above, or a grading by its share, asks what is attainable."""
    shares = {one.by.id or "" for one in ruleset.gradings if one.by.kind == "share"}
    if "" in shares:
        yield ""
    total = ruleset.total.rescaled or "" in shares
    waiting = [(one, total and one.kind == "main") for one in ruleset.sections]
    while waiting:
        node, asked = waiting.pop()
        asked = asked or node.id in shares
        if asked:
            yield node.id
        waiting += [(child, asked or node.rescaled) for child in node.children]

"""Pairs: a ruleset for two units at once that differ in one fact, and where such a pair breaks a law.

What lives here: `doubled`, which adds the second unit's value of the fact, and of every rate that depends on
it, under names of their own; `Pairs`, the two units over the same lines. Guarantees: exact, as one unit is;
a law that is broken nowhere in `broken` is proven. Cells that contradict what is known of directions are left
out, so that a law that holds is mostly seen to hold without a look into any cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TypeVar, cast

import attrs
from attrs import evolve, frozen

from emurules.analysis.diagrams import Diagram, Diagrams, Split
from emurules.analysis.directions import Direction, direction, together, turned
from emurules.analysis.lines import Cut
from emurules.analysis.lowering import NUMBERS, value
from emurules.analysis.nodes import figures
from emurules.analysis.space import Space
from emurules.analysis.units import admissible, facts_on
from emurules.analysis.values import Form, Mark, Number, Terms, Value, plus, scaled
from emurules.model import expression as model
from emurules.model.domain import YesNo
from emurules.model.expression import Expression
from emurules.model.ranges import Ranges, ranges
from emurules.model.ruleset import Fact, Monotone, Rate, Ruleset, Step
from emurules.model.uses import facts_of, keys, steps_for

SECOND = "\x01"
"""What follows a name that is the second unit's; no name has it, and names sort as they did."""

ZERO = Fraction(0)
# Two units have more cells than one, and parts of a node are looked at by themselves before the whole is.
_MOST_NODES = 20_000
T = TypeVar("T")


class NotDoubled(Exception):  # noqa: N818 (no error: the law is then searched)
    """A rate depends on the fact in a way that cannot be told apart by names."""


@frozen
class Doubled:
    """The facts of two units: `first` reads those of the first, `second` those of the second.

    `names` maps the fact, and each rate that depends on it, to its second name.
    """

    first: Ruleset
    second: Ruleset
    names: Mapping[tuple[str, str], str]


def doubled(ruleset: Ruleset, fact: str, ranges: Ranges) -> Doubled:
    """A ruleset for two units that differ in one fact.

    Raises:
        NotDoubled: a rate depends on the fact through a table or points of nodes.
    """
    names: dict[tuple[str, str], str] = {("fact", fact): fact + SECOND}
    rates: list[Rate] = []
    for rate in ruleset.rates:
        if fact in facts_of([rate.part, rate.whole], ruleset):
            names["rate", rate.name] = rate.name + SECOND
            rates.append(rate)
    copies = [evolve(_copy(_spelled(one, ranges), names), name=one.name + SECOND) for one in rates]
    first = evolve(
        ruleset,
        facts=tuple(_with_second(ruleset, fact)),
        rates=(*ruleset.rates, *copies),
        requirements=tuple(dict.fromkeys((*ruleset.requirements, *_copy(ruleset.requirements, names)))),
        order=tuple(_order(ruleset, names)),
    )
    second = evolve(
        first,
        facts=tuple(
            one if one.name in (fact, fact + SECOND) else evolve(one, only_when=_copy(one.only_when, names))
            for one in first.facts
        ),
        lets=_copy(ruleset.lets, names),
        tables=_copy(ruleset.tables, names),
        sections=_copy(ruleset.sections, names),
        total=_copy(ruleset.total, names),
    )
    return Doubled(first, second, names)


def _with_second(ruleset: Ruleset, fact: str) -> Iterator[Fact]:
    for one in ruleset.facts:
        yield one
        if one.name == fact:
            yield evolve(one, name=fact + SECOND)


def _order(ruleset: Ruleset, names: Mapping[tuple[str, str], str]) -> Iterator[Step]:
    for step in ruleset.order:
        yield step
        if step in names:
            yield ("rate", names[step])


def _spelled(rate: Rate, ranges: Ranges) -> Rate:
    """A rate with its lets as their text: they stand for the first unit wherever they are named."""
    found = evolve(rate, part=ranges.spelled(rate.part), whole=ranges.spelled(rate.whole))
    if any(kind != "rate" for kind, _ in keys(found.part, found.whole)):
        raise NotDoubled
    return found


def _copy(one: T, names: Mapping[tuple[str, str], str]) -> T:
    """A part of the model with the second unit's names; what names none of them stays the same object."""
    found: object = one
    match one:
        case model.FactUse(name=name) if ("fact", name) in names:
            found = evolve(one, name=names["fact", name])
        case model.IsMissing(fact=name) if ("fact", name) in names:
            found = evolve(one, fact=names["fact", name])
        case model.RateUse(name=name) if ("rate", name) in names:
            found = evolve(one, name=names["rate", name])
        case tuple():
            parts = tuple(_copy(part, names) for part in one)
            found = one if all(a is b for a, b in zip(one, parts, strict=True)) else parts
        case _ if attrs.has(type(one)):
            changes: dict[str, object] = {}
            for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(one))):
                before = getattr(one, field.name)
                after = _copy(before, names) if field.eq else before
                if after is not before:
                    changes[field.name] = after
            found = evolve(one, **changes) if changes else one  # type: ignore[misc]
    return cast("T", found)


# ---------------------------------------------------------------- the two units over the same lines


@frozen(slots=False)
class Pairs:
    """Two admitted units of which the second has a higher value of a fact, and all else is the same."""

    claim: Monotone
    ruleset: Ruleset
    doubled: Doubled
    ranges: Ranges

    @cached_property
    def first(self) -> Space:
        """The lines as the first unit has them, and all facts of both."""
        return Space(
            self.doubled.first, self.ranges, diagrams=Diagrams(most=_MOST_NODES, work=self.ranges.work)
        )

    @cached_property
    def second(self) -> Space:
        """The same lines as the second unit has them."""
        return evolve(self.first, ruleset=self.doubled.second, memo={}, figures={}, ready=set())

    @cached_property
    def there(self) -> Diagram[bool]:
        """Where both are admitted and have the quantity, the second is higher, and no exemption differs.

        Raises:
            TooLarge: that is more than can be told.
        """
        both = self.first.diagrams.each
        self._side_by_side()
        found = both(lambda it: it is True, self._rises())
        facts = frozenset((self.claim.fact, self.claim.fact + SECOND, *self._asked_by_fact()))
        for id in self._nodes():
            one, other = (figures(id, space).points for space in (self.first, self.second))
            if one is not other:
                same = both(lambda a, b: (a is Mark.EXEMPT) == (b is Mark.EXEMPT), one, other)
                facts |= facts_on(same, self.first)
                found = both(lambda a, b: a and b, found, same)
        for space in (self.first, self.second):
            side = value(self.claim.quantity, space)
            facts |= facts_on(side, space)
            found = both(
                lambda a, it: a and (isinstance(it, NUMBERS) or it is Mark.EXEMPT_POINTS), found, side
            )
        for space in (self.first, self.second):
            found = both(lambda a, b: a and b, found, admissible(facts, space))
        return found

    @cached_property
    def broken(self) -> Diagram[bool]:
        """Where the law is broken.

        Raises:
            TooLarge: that is more than can be told.
        """
        relation: model.Relation = ">" if self.claim.falls else "<"

        each = self.first.diagrams.each

        def worse(before: Value | None, after: Value | None) -> Diagram[bool]:
            if not isinstance(before, NUMBERS) or not isinstance(after, NUMBERS):
                return self.first.diagrams.leaf(False)
            if self._never(plus(after, before, Fraction(-1))):
                return self.first.diagrams.leaf(False)
            return self.first.compared(relation, before, after)

        sides = [value(self.claim.quantity, space) for space in (self.first, self.second)]
        there = each(lambda a, b: a and b, self.there, self._known(sides))
        # Where there is no pair both are None: what is gone through stays small.
        before, after = (each(lambda ok, it: it if ok else None, there, side) for side in sides)
        found = self.first.diagrams.bind(worse, before, after)
        return each(lambda a, b: a and b, found, self._known([found]))

    # ------------------------------------------------------------ parts

    def _nodes(self) -> tuple[str, ...]:
        """The nodes on which the quantity depends."""
        steps = steps_for(keys(self.claim.quantity), self.ruleset)
        return tuple(name for kind, name in steps if kind == "node" and name)

    def _asked_by_fact(self) -> Iterator[str]:
        """Facts that a unit has or lacks by the fact: all other facts stay, so there may be no such pair."""
        for one in self.ruleset.facts:
            if one.only_when is not None and self.claim.fact in facts_of([one.only_when], self.ruleset):
                yield one.name

    def _side_by_side(self) -> None:
        """The lines of the fact and of its rates first, each beside its second one: that keeps all small."""
        for kind, name in self.doubled.names:
            for space, here in ((self.first, name), (self.second, name + SECOND)):
                domain = self.doubled.first.fact_by_name[self.claim.fact].domain
                use = model.RateUse(here) if kind == "rate" else model.FactUse(here, domain.type)
                found = value(use, space)
                if not isinstance(found, Split):
                    space.atom(use)

    def _rises(self) -> Diagram[Value]:
        domain = self.ruleset.fact_by_name[self.claim.fact].domain
        before = model.FactUse(self.claim.fact, domain.type)
        after = evolve(before, name=before.name + SECOND)
        if isinstance(domain, YesNo):
            return value(model.And(model.Not(before), after), self.first)
        return value(model.Compare("<", before, after), self.first)

    # ------------------------------------------------------------ what is known of lines

    def _known(self, found: Iterable[Diagram[object]]) -> Diagram[bool]:
        """Where a pair can be, as far as directions tell of the lines that some functions look at."""
        known = self.first.diagrams.leaf(True)
        cuts = _cuts(found)
        for number in sorted(cuts):
            key = self.first.keys[number]
            other = self._other(key) if isinstance(key, tuple) else None
            if not isinstance(key, tuple) or other is None:
                continue
            moves = self._direction(key)
            if moves is not None:
                here = self._beside(number, other, moves, cuts[number] | cuts.get(other, frozenset()))
                known = self.first.diagrams.each(lambda a, b: a and b, known, here)
        return known

    def _direction(self, key: Terms) -> Direction | None:
        if any(self._is_second(atom) for atom, _ in key):
            return None
        return together(turned(direction(atom, self.claim.fact, self.ranges), factor) for atom, factor in key)

    def _is_second(self, atom: Expression) -> bool:
        seconds = set(self.doubled.names.values())
        used = model.references(atom)
        return any(getattr(one, "name", getattr(one, "fact", None)) in seconds for one in used)

    def _other(self, key: Terms) -> int | None:
        """The same line of the second unit."""
        copy = _copy(key, self.doubled.names)
        terms, factor = scaled(Form(copy))
        return self.first.diagrams.numbers.get(terms) if copy != key and factor > 0 else None

    def _beside(self, first: int, second: int, moves: Direction, cuts: frozenset[Cut]) -> Diagram[bool]:
        """Of two lines that move alike: no cut lies between them the wrong way round."""
        each = self.first.diagrams.each
        found = self.first.diagrams.leaf(True)
        for cut in sorted(cuts):
            if cut[0] > 0:
                continue
            low, high = (self._side(line, cut) for line in (first, second))
            if moves >= 0:
                here = each(lambda a, b: not (a == "above" and b == "below"), low, high)
                found = each(lambda a, b: a and b, found, here)
            if moves <= 0:
                here = each(lambda a, b: not (a == "below" and b == "above"), low, high)
                found = each(lambda a, b: a and b, found, here)
        return found

    def _never(self, more: Number) -> bool:
        """Whether what the second unit has more than the first surely has the sign that the law wants."""
        if isinstance(more, Fraction):
            return more >= 0 if self.claim.falls else more <= 0
        if more.constant * (1 if self.claim.falls else -1) < 0:
            return False
        factors = dict(more.terms)
        moves: list[Direction | None] = []
        for atom, factor in more.terms:
            copy = _copy(atom, self.doubled.names)
            if copy is atom:
                continue
            if factors.pop(copy, None) != -factor:
                return False
            del factors[atom]
            moves.append(turned(direction(atom, self.claim.fact, self.ranges), -factor))
        moved = together(moves)
        return not factors and moved is not None and moved != (-1 if self.claim.falls else 1)

    def _side(self, line: int, cut: Cut) -> Diagram[str]:
        """On which side of a cut a number lies; on none if there is no number."""
        end = self.first.line(line).end()
        cuts = (cut,) if end is None else (cut, end)
        sides = ("below", "above", "none")[: len(cuts) + 1]
        return self.first.diagrams.split(line, cuts, [self.first.diagrams.leaf(side) for side in sides])


def pairs(claim: Monotone, ruleset: Ruleset, known: Ranges) -> Pairs:
    """The two units of a law.

    Raises:
        NotDoubled: the second unit cannot be told apart by names.
    """
    both = doubled(ruleset, claim.fact, known)
    return Pairs(claim, ruleset, both, evolve(ranges(both.first), work=known.work))


def _cuts(diagrams: Iterable[Diagram[object]]) -> dict[int, frozenset[Cut]]:
    """Where each line is cut."""
    found: dict[int, frozenset[Cut]] = {}
    waiting = list(diagrams)
    seen = set(map(id, waiting))
    while waiting:
        one = waiting.pop()
        if not isinstance(one, Split):
            continue
        found[one.line] = found.get(one.line, frozenset()) | frozenset(one.cuts)
        for part in one.parts:
            if id(part) not in seen:
                seen.add(id(part))
                waiting.append(part)
    return found

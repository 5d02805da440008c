"""What a set of rows depends on: facts, a table's parameter, rates, with all that is known of their values.

Facts that belong together (`up to`, `only when`, requirements) come together. A rate of facts that play no
other part counts as one value. Where that would not be exact, `LeftOut` is raised.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import combinations
from math import ceil, floor
from typing import Literal

from attrs import field, frozen
from tests.truth.evaluating import MISSING, NONE, LeftOut, Names, Value, value, walk

from emurules.syntax import nodes

Kind = Literal["number", "percent", "date", "option", "truth"]


@frozen
class Variable:
    """A fact, a table's parameter or a rate, and all that is known of its values.

    `step` is None where values are dense; `signs` are what it may be instead of a value.
    """

    name: str
    kind: Kind
    lower: Fraction | None = None
    upper: Fraction | None = None
    step: Fraction | None = None
    options: tuple[Value, ...] = ()
    signs: tuple[Value, ...] = ()
    only_when: nodes.Expression | None = None
    optional: bool = False
    base: str | None = None

    def on_grid(self, bound: Fraction) -> list[Fraction]:
        """A bound, or what a grid has on both sides of it."""
        if self.step is None:
            return [bound]
        steps = (bound - (self.lower or 0)) / self.step
        return [(self.lower or 0) + around * self.step for around in (floor(steps), ceil(steps))]

    def takes(self, number: Fraction) -> bool:
        above = self.lower is None or number >= self.lower
        return above and (self.upper is None or number <= self.upper)


@frozen
class Room:
    """The variables that a set of rows depends on, and what must hold of them together."""

    variables: tuple[Variable, ...]
    requires: tuple[nodes.Require, ...]
    read: tuple[object, ...] = field(repr=False)


def room_of(read: Iterable[object], names: Names, local: Variable | None = None) -> Room:
    """What the expressions (and heads of rows) that are read depend on."""
    read = list(read)
    hidden = {local.name} if local else set()
    facts, rates = used_in(read, names, hidden)
    requires: list[nodes.Require] = []
    while True:
        before = (len(facts), len(rates), len(requires))
        for require in names.requires:
            bound, _ = used_in([require.condition], names, set())
            if require not in requires and bound & facts:
                requires.append(require)
                read.append(require.condition)
        for rate in sorted(rates):
            parts = facts_of(names.rates[rate], names)
            if parts & facts or _bounded_whole(names.rates[rate], names):
                rates.discard(rate)
                read += [names.rates[rate].part, names.rates[rate].whole]
        for fact in sorted(facts):
            read += [one.condition for one in names.facts[fact].items if isinstance(one, nodes.OnlyWhen)]
        read = list(dict.fromkeys(read))
        facts, more = used_in(read, names, hidden)
        rates |= {rate for rate in more if not facts_of(names.rates[rate], names) & facts}
        if before == (len(facts), len(rates), len(requires)):
            break
    for one, other in combinations(sorted(rates), 2):
        if facts_of(names.rates[one], names) & facts_of(names.rates[other], names):
            raise LeftOut("two rates of the same facts")
    found = [_rate(names.rates[rate], names) for rate in sorted(rates)]
    found += [_fact(names.facts[fact], names) for fact in sorted(facts)]
    return Room((*found, *([local] if local else [])), tuple(requires), tuple(read))


def used_in(read: Iterable[object], names: Names, hidden: set[str]) -> tuple[set[str], set[str]]:
    """The facts and the rates that are named, through lets."""
    facts: set[str] = set()
    rates: set[str] = set()
    pending = [one for node in read for one in walk(node)]
    while pending:
        match pending.pop():
            case nodes.NameUse(name=name) if name not in hidden:
                if name in names.facts:
                    facts.add(name)
                elif name in names.rates:
                    rates.add(name)
                elif name in names.lets:
                    pending += walk(names.lets[name].value)
    return facts, rates


def facts_of(rate: nodes.Rate, names: Names) -> set[str]:
    return used_in([rate.part, rate.whole], names, set())[0]


def _bounded_whole(rate: nodes.Rate, names: Names) -> bool:
    """Whether the counts are few, so that not every ratio can be."""
    return all(_fact(names.facts[fact], names).upper is not None for fact in facts_of(rate, names))


def _rate(rate: nodes.Rate, names: Names) -> Variable:
    within = isinstance(rate.part, nodes.NameUse) and _up_to(names.facts[rate.part.name]) == rate.whole
    own = facts_of(rate, names)
    if any(_fact(names.facts[one], names).signs for one in own):
        raise LeftOut("a rate of facts that can be missing")
    for one in names.requires:
        match one.condition:
            case nodes.Comparison(operator="<=", left=rate.part, right=rate.whole):
                within = True
            case nodes.Comparison(operator="<=", left=left) if not used_in([left], names, set())[0] & own:
                pass
            case _ if used_in([one.condition], names, set())[0] & own:
                raise LeftOut("a requirement of a rate's facts")
    signs = (NONE,) if rate.if_none is None else ()
    return Variable(
        rate.name.text, "percent", Fraction(0), Fraction(1) if within else None, None, signs=signs
    )


def _up_to(fact: nodes.Fact) -> object:
    return fact.type.limit if isinstance(fact.type, nodes.CountType) else None


def _fact(fact: nodes.Fact, names: Names) -> Variable:
    conditions = [one.condition for one in fact.items if isinstance(one, nodes.OnlyWhen)]
    default = any(isinstance(one, nodes.Default) for one in fact.items)
    if default and fact.optional:
        raise LeftOut("an optional fact with a default")
    signs = (MISSING,) if fact.optional or conditions else ()
    limit = _up_to(fact)
    base = limit.name if isinstance(limit, nodes.NameUse) else None
    only = conditions[0] if conditions else None
    return _typed(fact.name.text, fact.type, names, signs, only, fact.optional, base)


def parameter(table: nodes.Table, names: Names) -> Variable:
    """A table's parameter as a variable."""
    return _typed(table.parameter.text, table.type, names, (), None, False, None)


def _typed(
    name: str,
    type: nodes.Type,
    names: Names,
    signs: tuple[Value, ...],
    only: nodes.Expression | None,
    optional: bool,
    base: str | None,
) -> Variable:
    def made(kind: Kind, *domain: Fraction | None, options: tuple[Value, ...] = ()) -> Variable:
        lower, upper, step = domain or (None, None, None)
        return Variable(name, kind, lower, upper, step, options, signs, only, optional, base)

    match type:
        case nodes.SameType(fact=other):
            return _typed(name, names.facts[other.text].type, names, signs, only, optional, base)
        case nodes.YesNoType():
            return made("truth", options=(False, True))
        case nodes.ChoiceType(options=options):
            return made("option", options=tuple(one.name.text for one in options))
        case nodes.CountType(lowest=lowest, limit=limit):
            upper = _count_limit(limit, names)
            return made("number", Fraction(0) if lowest is None else constant(lowest), upper, Fraction(1))
        case nodes.NumberType(bounds=bounds, step=step):
            lower, upper = _bounds(bounds)
            return made("number", lower, upper, None if step is None else constant(step))
        case nodes.PercentType(bounds=bounds, step=step):
            lower, upper = (Fraction(0), Fraction(1)) if bounds is None else _bounds(bounds)
            return made("percent", lower, upper, None if step is None else constant(step))
        case nodes.DateType(bounds=bounds):
            lower, upper = _bounds(bounds)
            first, last = Fraction(date.min.toordinal()), Fraction(date.max.toordinal())
            return made(
                "date", first if lower is None else lower, last if upper is None else upper, Fraction(1)
            )
    raise LeftOut("a type that is planned")


def _count_limit(limit: nodes.Expression | None, names: Names) -> Fraction | None:
    """The least number on the chain of `up to`."""
    match limit:
        case nodes.Number(value=number):
            return number
        case nodes.NameUse(name=name):
            return _fact(names.facts[name], names).upper
    return None


def _bounds(bounds: nodes.Bounds | None) -> tuple[Fraction | None, Fraction | None]:
    if bounds is None:
        return None, None
    return tuple(None if one is None else constant(one) for one in (bounds.lower, bounds.upper))  # type: ignore[return-value]


def constant(node: object) -> Fraction:
    """A bound as a number; a date as its day."""
    found = value(node, {}, Names({}, {}, {}, ()))
    if not isinstance(found, Fraction):
        raise LeftOut("a bound that is no number")
    return found

"""The search for units that break a law which could not be proven, by Hypothesis.

Guarantees: the same units in each run, on each machine; nothing is kept between runs; the count is that of
the admitted units (or pairs of units) of which the reference evaluator was asked. Left out: proofs (laws).

Every choice is drawn as a row of yes/no: into all other draws Hypothesis mixes constants of the caller's own
modules, which it stores in the caller's folder, and which would make results depend on who asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from fractions import Fraction
from math import ceil, floor

from attrs import field, frozen

from emurules.analysis.edges import Edges, edges
from emurules.analysis.space import Space
from emurules.analysis.trying import Pair, above, broken, holds, needed, raised, simple, whole
from emurules.evaluation import admit
from emurules.model.domain import Choice, Dates, Domain, Numbers, YesNo, admits
from emurules.model.expression import Expression
from emurules.model.facts import Facts, as_given
from emurules.model.ranges import Ranges
from emurules.model.ruleset import Fact, Monotone, Ruleset
from emurules.model.uses import facts_of
from emurules.model.values import MISSING, Known, Missing, Type

MOST_UNITS = 1000
"""So many units are tried for a law."""

# So many bits are drawn for a number, fewer where there are many: the more are drawn the longer that takes.
_MOST_BITS, _FEWEST_BITS, _ALL_BITS = 8, 5, 120
# So often something else is drawn in place of what is no admitted unit.
_MOST_DRAWN = 1200
# What is not asked for of a unit is left out, and that again may leave something out.
_MOST_ADMITTED = 4
_ONE = Fraction(1)


@frozen
class Searched:
    """A unit, or two, that break a law, if any were found; how many were asked about."""

    units: int
    first: Facts | None = None
    second: Facts | None = None


class Useless(Exception):  # noqa: N818 (no error: something else is drawn)
    """What was drawn is no admitted unit, or one that was asked about before."""


@frozen
class _Asked:
    """What was asked of, and the last that broke the law, which Hypothesis makes ever simpler."""

    calls: list[int] = field(factory=lambda: [0])
    units: set[tuple[Facts, Facts | None]] = field(factory=set)
    last: list[tuple[Facts, Facts | None]] = field(factory=list)


def search(claim: Expression | Monotone, ruleset: Ruleset, ranges: Ranges) -> Searched:
    """Units that break a law, looked for on and beside the edges that it depends on."""
    quantity = claim.quantity if isinstance(claim, Monotone) else claim
    names = needed(quantity, ruleset) | ({claim.fact} if isinstance(claim, Monotone) else frozenset())
    some = whole({}, Space(ruleset, ranges))
    names = _tied(names, ruleset) if some is not None else frozenset(ruleset.fact_by_name)
    others = {} if some is None else {name: it for name, it in some.values if not isinstance(it, Missing)}
    facts = tuple(_order(ruleset, names))
    widths = _widths(facts) if isinstance(claim, Monotone) else _widths(facts)[:-1]
    near = edges(quantity, ruleset)
    plain = {one.name: _plain(one, near) for one in facts}
    draws = _Draws(ruleset, facts, near, others, widths, plain)
    asked = _Asked()

    def breaks(bits: Sequence[bool]) -> bool:
        found = draws.asked(bits, claim)
        asked.calls[0] += 1
        if (found is None or found in asked.units) and asked.calls[0] < _MOST_DRAWN and not asked.last:
            raise Useless
        if found is None:
            return False
        asked.units.add(found)
        first, second = found
        if isinstance(claim, Monotone):
            shows = second is not None and broken(claim, Pair(first, second), ruleset)
        else:
            shows = holds(claim, first, ruleset) is False
        if shows:
            asked.last[:] = [found]
        return shows

    _run(breaks, draws.bits)
    first, second = asked.last[0] if asked.last else (None, None)
    return Searched(len(asked.units), first, second)


def _run(breaks: Callable[[Sequence[bool]], bool], bits: int) -> None:
    """Ask Hypothesis, in a thread of its own: it refuses to be asked from within one of its own tests."""

    def asking() -> None:
        import hypothesis
        from hypothesis import strategies
        from hypothesis.errors import NoSuchExample, Unsatisfiable

        def fruitful(bits: Sequence[bool]) -> bool:
            try:
                return breaks(bits)
            except Useless:
                hypothesis.reject()

        given = strategies.tuples(*[strategies.booleans()] * bits)
        how = hypothesis.settings(
            max_examples=MOST_UNITS,
            derandomize=True,
            database=None,
            deadline=None,
            print_blob=False,
            phases=(hypothesis.Phase.generate,),
            verbosity=hypothesis.Verbosity.quiet,
        )
        with suppress(NoSuchExample, Unsatisfiable):
            hypothesis.find(given, fruitful, settings=how)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asking).result()


# ---------------------------------------------------------------- units from bits


@frozen
class _Draws:
    """Units from rows of yes/no: `widths` of them for each fact that matters, the last for how far one rises.

    `others` are the values of all other facts.
    """

    ruleset: Ruleset
    facts: tuple[Fact, ...]
    edges: Edges
    others: Mapping[str, Known]
    widths: tuple[int, ...]
    plain: Mapping[str, tuple[Known | Missing, ...]]

    @property
    def bits(self) -> int:
        """How many are drawn."""
        return sum(self.widths)

    def unit(self, bits: Sequence[bool]) -> Facts | None:
        """The unit of some bits, if it is admitted."""
        known: dict[str, Known | Missing] = {}
        start = 0
        for fact, width in zip(self.facts, self.widths, strict=False):
            found = self._drawn(fact, known, _number(bits[start : start + width]), width)
            start += width
            if found is not None:
                known[fact.name] = found
        raw: dict[str, object] = {name: it for name, it in self.others.items() if name not in known}
        raw |= as_given(self.ruleset, known)
        for _ in range(_MOST_ADMITTED):
            facts, problems = admit(self.ruleset, raw, "en")
            if facts is not None:
                return facts
            idle = {one.subject for one in problems if one.slug == "fact-not-asked"} & raw.keys()
            if not idle:
                return None
            raw = {name: it for name, it in raw.items() if name not in idle}
        return None

    def _drawn(
        self, fact: Fact, known: Mapping[str, Known | Missing], place: int, width: int
    ) -> Known | Missing | None:
        """The value that a number stands for: three quarters are edges and what is beside them."""
        edges_ = 3 << (width - 2) if width > 1 else 2
        found = _anywhere(fact, known, place - edges_, (1 << width) - edges_) if place >= edges_ else None
        values = () if found is not None else self._values(fact, known)
        return values[place % len(values)] if values else found

    def asked(self, bits: Sequence[bool], claim: Expression | Monotone) -> tuple[Facts, Facts | None] | None:
        """The unit, or the two units, of some bits."""
        facts = self.unit(bits)
        if facts is None or not isinstance(claim, Monotone):
            return None if facts is None else (facts, None)
        pair = self.higher(facts, claim.fact, bits)
        return None if pair is None else (pair.first, pair.second)

    def higher(self, facts: Facts, name: str, bits: Sequence[bool]) -> Pair | None:
        """The unit with a higher value of a fact: the one that is drawn, or the next that may be."""
        fact = self.ruleset.fact_by_name[name]
        before = facts.by_name[name]
        whole = facts.by_name[fact.up_to] if fact.up_to else MISSING
        values = [
            value
            for value in (*_next(before, fact), *self._values(fact, {fact.up_to or "": whole}))
            if not isinstance(value, Missing) and above(before, value)
        ]
        higher = list(dict.fromkeys(values))
        first = _number(bits[-self.widths[-1] :]) % len(higher) if higher else 0
        found = (raised(facts, name, it, self.ruleset) for it in (*higher[first:], *higher[:first]))
        return next((one for one in found if one is not None), None)

    def _values(self, fact: Fact, known: Mapping[str, Known | Missing]) -> tuple[Known | Missing, ...]:
        """The values that are tried of a fact, the simplest first."""
        plain = self.plain[fact.name]
        whole = known.get(fact.up_to) if fact.up_to else None
        if not isinstance(whole, Fraction):
            return plain
        found = [*plain, *(one for one in _parts(whole, self.edges) if admits(fact.domain, one))]
        kept = (one for one in found if not isinstance(one, Fraction) or one <= whole)
        return tuple(dict.fromkeys(kept))


def _plain(fact: Fact, edges: Edges) -> tuple[Known | Missing, ...]:
    """Values of a fact, whatever others are: simple ones, then the edges and what stands beside them."""
    found = [one for one in (*simple(fact.domain), *_near(fact.domain, edges)) if admits(fact.domain, one)]
    first: tuple[Known | Missing, ...] = (MISSING,) if fact.may_be_missing else ()
    return tuple(dict.fromkeys((*found[:1], *first, *found[1:])))


def _widths(facts: Sequence[Fact]) -> tuple[int, ...]:
    """How many bits are drawn for each fact, and for how far one rises."""
    number = max(_FEWEST_BITS, min(_MOST_BITS, _ALL_BITS // (len(facts) + 1)))
    found: list[int] = []
    for fact in facts:
        match fact.domain:
            case YesNo():
                found.append(1 + fact.may_be_missing)
            case Choice(options=options):
                found.append((len(options) + fact.may_be_missing).bit_length())
            case Numbers() | Dates():
                found.append(number)
    return (*found, number)


def _anywhere(fact: Fact, known: Mapping[str, Known | Missing], place: int, many: int) -> Known | None:
    """A value somewhere in the domain of a fact: the first so many steps of it, or as many parts of it."""
    if not isinstance(fact.domain, Numbers):
        return None
    interval, step = fact.domain.interval, fact.domain.step
    whole = known.get(fact.up_to) if fact.up_to else None
    upper = whole if isinstance(whole, Fraction) else interval.upper
    if step is None and interval.lower is not None and upper is not None:
        found = interval.lower + (upper - interval.lower) * Fraction(place, many)
    else:
        first = fact.domain.origin if interval.lower is None else interval.lower
        steps = None if upper is None else int((upper - first) / (step or _ONE))
        found = first + (step or _ONE) * (place if steps is None or steps < 0 else place % (steps + 1))
    return found if found in fact.domain else None


def _number(bits: Sequence[bool]) -> int:
    return sum(1 << place for place, bit in enumerate(reversed(bits)) if bit)


def _next(value: Known | Missing, fact: Fact) -> Iterator[Known]:
    if value is False:
        yield True
    elif isinstance(value, Fraction) and isinstance(fact.domain, Numbers):
        yield value + (fact.domain.step or Fraction(1, 100))
    elif isinstance(value, date) and value < date.max:
        yield date.fromordinal(value.toordinal() + 1)


def _parts(whole: Fraction, edges: Edges) -> list[Fraction]:
    """Parts of a whole at which their share is on an edge, or beside it."""
    shares = (share * whole for share in (*edges.percents, Fraction(1, 2)))
    beside = {
        Fraction(end) + more for one in shares for end in (floor(one), ceil(one)) for more in (-1, 0, 1)
    }
    return [whole, whole - 1, *sorted(beside)]


def _near(domain: Domain, edges: Edges) -> list[Known]:
    """The edges in a domain, and what stands beside them."""
    match domain:
        case Dates():
            found = [one.toordinal() + more for one in edges.days for more in (-1, 0, 1)]
            return [date.fromordinal(one) for one in found if 1 <= one <= date.max.toordinal()]
        case Numbers(type=type, step=step):
            ends = edges.percents if type is Type.PERCENT else edges.numbers
            beside = step or Fraction(1, 1000 if type is Type.PERCENT else 100)
            return [one + more for one in ends for more in (Fraction(0), beside, -beside)]
        case YesNo() | Choice():
            return []


def _tied(names: frozenset[str], ruleset: Ruleset) -> frozenset[str]:
    """Some facts and those that requirements and `only when` tie to them."""
    ties = [facts_of([one.condition], ruleset) for one in ruleset.requirements]
    asked = [one for one in ruleset.facts if one.only_when is not None]
    ties += [facts_of([one.only_when], ruleset) | {one.name} for one in asked if one.only_when is not None]
    return names.union(*(one for one in ties if one & names))


def _order(ruleset: Ruleset, names: frozenset[str]) -> Iterator[Fact]:
    """Some facts and those that bound them, each after the one that bounds it."""
    done: set[str] = set()

    def with_whole(fact: Fact) -> Iterator[Fact]:
        if fact.name in done:
            return
        done.add(fact.name)
        if fact.up_to is not None:
            yield from with_whole(ruleset.fact_by_name[fact.up_to])
        yield fact

    for fact in ruleset.facts:
        if fact.name in names:
            yield from with_whole(fact)

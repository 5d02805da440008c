"""What the reference evaluator says of a law for one unit or two, and the smallest units that say so.

Guarantees: `holds` and `compared` ask the reference evaluator and nothing else; what `smaller` and `nearer`
return shows the same as what they were given. Left out: where such units come from (laws, search).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice, product

from attrs import frozen

from emurules.analysis.space import Space
from emurules.analysis.units import unit
from emurules.errors import EvaluationError
from emurules.evaluation import admit
from emurules.evaluation.evaluator import unfold
from emurules.evaluation.expressions import look, weighed
from emurules.evaluation.scope import Scope
from emurules.evaluation.trace import NodeTrace
from emurules.model.domain import Choice, Dates, Domain, Numbers, YesNo, admits
from emurules.model.expression import Expression
from emurules.model.facts import Facts, as_given
from emurules.model.ruleset import Fact, Monotone, Ruleset
from emurules.model.uses import expressions, facts_of, keys, steps_for
from emurules.model.values import MISSING, Exempt, Known, Missing, Type, Unlimited

ZERO = Fraction(0)
Simple = tuple[int | Fraction, ...]
_READABLE: Simple = (0, 1, 2, 3, 4, 5, 10, 20, 50, 100, 1000)
_PERCENTS: Simple = (
    0,
    1,
    Fraction(1, 2),
    Fraction(1, 10),
    Fraction(1, 4),
    Fraction(3, 4),
)
# Rounds of making a unit smaller, each over all facts, and of bringing two values of a fact together.
_MOST_ROUNDS = 3
_MOST_HALVES = 60
# So many values of a fact are tried together with those of others, and so many combinations.
_MOST_SIMPLE = 4
_MOST_GUESSES = 64
# Of so many facts (squared) each is changed to see what that does.
_MOST_FACTS = 20_000


def holds(claim: Expression, facts: Facts, ruleset: Ruleset) -> bool | None:
    """Whether a claim holds for a unit; None where it has no answer or the unit cannot be scored."""
    scope = scope_for(claim, facts, ruleset)
    found = None if scope is None else weighed(claim, scope).value
    return found if isinstance(found, bool) else None


def scope_for(expression: Expression, facts: Facts, ruleset: Ruleset) -> Scope | None:
    """What is known of a unit once all is worked out that an expression needs."""
    try:
        return unfold(ruleset, facts, steps_for(keys(expression), ruleset))
    except EvaluationError:
        return None


@frozen
class Pair:
    """Two units that differ in one fact, which is higher in the second."""

    first: Facts
    second: Facts


def compared(claim: Monotone, pair: Pair, ruleset: Ruleset) -> tuple[Fraction, Fraction] | None:
    """The quantity of both units; None where it has no value, or an exemption that it depends on differs."""
    scopes = [scope_for(claim.quantity, facts, ruleset) for facts in (pair.first, pair.second)]
    if scopes[0] is None or scopes[1] is None or _exempt(scopes[0]) != _exempt(scopes[1]):
        return None
    found = [look(claim.quantity, scope).value for scope in scopes if scope is not None]
    # The points of an exempt node are the same on both sides.
    first, second = (ZERO if isinstance(one, Exempt) and one.as_zero else one for one in found)
    return (first, second) if isinstance(first, Fraction) and isinstance(second, Fraction) else None


def broken(claim: Monotone, pair: Pair, ruleset: Ruleset) -> bool:
    """Whether two units break a law about what never falls, or never rises."""
    found = compared(claim, pair, ruleset)
    return found is not None and (found[0] > found[1] if claim.falls else found[0] < found[1])


def _exempt(scope: Scope) -> frozenset[str]:
    return frozenset(
        id for id, node in scope.nodes.items() if isinstance(node, NodeTrace) and node.points is None
    )


# ---------------------------------------------------------------- a unit, and units near it


def whole(known: Mapping[str, Known | Missing], space: Space) -> Facts | None:
    """An admitted unit with some facts given; a few values are tried of what requirements speak of."""
    found = unit(known, space)
    if found is not None:
        return found
    ruleset = space.ruleset
    tied = facts_of([one.condition for one in ruleset.requirements], ruleset) - known.keys()
    free = [one for one in ruleset.facts if one.name in tied and not one.may_be_missing]
    choices = [simple(one.domain)[:_MOST_SIMPLE] for one in free]
    for values in islice(product(*choices), _MOST_GUESSES):
        more = dict(zip((one.name for one in free), values, strict=True))
        found = unit({**known, **more}, space)
        if found is not None:
            return found
    return None


def changed(facts: Facts, name: str, value: Known | Missing, ruleset: Ruleset) -> Facts | None:
    """A unit with another value of one fact, if that may be; all other facts stay."""
    return _with(facts, {name: value}, ruleset)


def _with(facts: Facts, values: Mapping[str, Known | Missing], ruleset: Ruleset) -> Facts | None:
    wanted = {**facts.by_name, **values}
    found, _ = admit(ruleset, as_given(ruleset, wanted), "en")
    if found is None:
        return None
    return found if all(found.by_name[name] == it for name, it in wanted.items()) else None


def raised(facts: Facts, name: str, value: Known, ruleset: Ruleset) -> Pair | None:
    """Two units, the second with a higher value of a fact; None where that cannot be."""
    before = facts.by_name[name]
    if not above(before, value):
        return None
    after = changed(facts, name, value, ruleset)
    return None if after is None else Pair(facts, after)


def above(before: Known | Missing, after: Known) -> bool:
    """Whether a value is higher than another."""
    match before, after:
        case (bool(), bool()):
            return not before and after
        case (Fraction(), Fraction()):
            return before < after
        case (date(), date()):
            return before < after
    return False


def simple(domain: Domain) -> tuple[Known, ...]:
    """Values of a domain that are easy to read, the simplest first."""
    match domain:
        case YesNo():
            return False, True
        case Choice():
            return domain.names
        case Dates(interval=interval):
            days = [int(it) for it in (interval.lower, interval.upper) if it is not None]
            found = (date.fromordinal(it) for it in days or [date(2024, 1, 1).toordinal()])
            return tuple(found)
        case Numbers(interval=interval):
            known = _PERCENTS if domain.type is Type.PERCENT else _READABLE
            tried = [Fraction(one) for one in known]
            tried += [it for it in (interval.lower, interval.upper) if it is not None]
            return tuple(it for it in dict.fromkeys(tried) if it in domain)


def smaller(facts: Facts, names: frozenset[str], shows: Callable[[Facts], bool], ruleset: Ruleset) -> Facts:
    """A unit that shows the same with simpler values of some facts: one at a time, then counts together."""
    if _too_many(names, ruleset):
        return facts
    for _ in range(_MOST_ROUNDS):
        before = facts
        for fact in [one for one in ruleset.facts if one.name in names]:
            values = ({fact.name: it} for it in _simpler(fact, facts.by_name[fact.name]))
            facts = _better(facts, values, shows, ruleset)
        for fact in [one for one in ruleset.facts if one.name in names and one.up_to is not None]:
            facts = _better(facts, _with_whole(fact, facts), shows, ruleset)
        if facts == before:
            break
    return facts


def _better(
    facts: Facts,
    values: Iterable[Mapping[str, Known | Missing]],
    shows: Callable[[Facts], bool],
    ruleset: Ruleset,
) -> Facts:
    """The first of some changes of a unit that shows the same, or the unit itself."""
    found = (_with(facts, one, ruleset) for one in values)
    return next((one for one in found if one is not None and shows(one)), facts)


def _with_whole(fact: Fact, facts: Facts) -> Iterator[Mapping[str, Known]]:
    """Smaller values of a count together with that of its whole: as much below it, or the same share."""
    assert fact.up_to is not None
    part, whole = facts.by_name[fact.name], facts.by_name[fact.up_to]
    if isinstance(part, Fraction) and isinstance(whole, Fraction):
        for size in (1, 2, 3, 4, 5, 10, 20, 50, 100):
            new = Fraction(size)
            if new < whole:
                yield {fact.up_to: new, fact.name: new - (whole - part)}
                yield {fact.up_to: new, fact.name: Fraction(part * new // whole)}


def _simpler(fact: Fact, value: Known | Missing) -> Iterator[Known]:
    """Values of a fact that are simpler than the one it has."""
    for one in simple(fact.domain):
        if one == value:
            return
        if not isinstance(one, Fraction) or not isinstance(value, Fraction) or _size(one) < _size(value):
            yield one
    if isinstance(value, Fraction) and isinstance(fact.domain, Numbers):
        step = fact.domain.step or Fraction(1)
        for near in (value / 2, value - step, Fraction(round(value)), Fraction(round(value * 10), 10)):
            grid = fact.domain.origin + (near - fact.domain.origin) // step * step
            for one in dict.fromkeys((near, grid)):
                if _size(one) < _size(value) and admits(fact.domain, one):
                    yield one


def _size(number: Fraction) -> tuple[int, Fraction]:
    return number.denominator, abs(number)


# ---------------------------------------------------------------- two values of one fact


def nearer(pair: Pair, claim: Monotone, ruleset: Ruleset) -> Pair:
    """Two units that break the same law, with the values of the fact as near to each other as they come."""
    domain = ruleset.fact_by_name[claim.fact].domain
    for _ in range(_MOST_HALVES):
        middle = _between(pair, claim.fact, domain)
        found = None if middle is None else changed(pair.first, claim.fact, middle, ruleset)
        if found is None:
            break
        halves = (Pair(pair.first, found), Pair(found, pair.second))
        broken_half = next((half for half in halves if broken(claim, half, ruleset)), None)
        if broken_half is None:
            break
        pair = broken_half
    return pair


def _between(pair: Pair, name: str, domain: Domain) -> Known | None:
    """A value of a fact between those of two units, halfway if it can be."""
    low, high = pair.first.by_name[name], pair.second.by_name[name]
    if isinstance(low, date) and isinstance(high, date):
        return low + timedelta(days=(high - low).days // 2) if (high - low).days > 1 else None
    if not isinstance(low, Fraction) or not isinstance(high, Fraction) or not isinstance(domain, Numbers):
        return None
    if domain.step is not None:
        steps = (high - low) / domain.step
        return low + steps // 2 * domain.step if steps > 1 else None
    # Where there is no step, a hundredth is near enough.
    middle = Fraction(round((low + high) / 2 * 1000), 1000)
    return middle if low < middle < high and high - low > Fraction(1, 100) else None


def steps_up(facts: Facts, fact: Fact) -> Iterator[Known]:
    """Higher values of a fact than a unit has: the next one first, then simple ones, then the highest."""
    value = facts.by_name[fact.name]
    match value:
        case bool():
            yield from () if value else (True,)
        case date() if value < date.max:
            yield value + timedelta(days=1)
            yield from (one for one in simple(fact.domain) if isinstance(one, date) and one > value)
        case Fraction() if isinstance(fact.domain, Numbers):
            step = fact.domain.step or Fraction(1, 100 if fact.domain.type is Type.PERCENT else 1)
            yield value + step
            yield from (one for one in simple(fact.domain) if isinstance(one, Fraction) and one > value)


# ---------------------------------------------------------------- which facts matter


def needed(expression: Expression, ruleset: Ruleset) -> frozenset[str]:
    """The facts that an expression depends on, through the points of nodes too."""
    found = facts_of([expression], ruleset)
    for kind, name in steps_for(keys(expression), ruleset):
        if kind in ("node", "worth"):
            node = ruleset.node_by_id[name] if name else ruleset.total
            own = () if node.worth is None or isinstance(node.worth, Unlimited) else (node.worth,)
            found |= facts_of([*expressions(node), *own], ruleset)
    return found


def mattering(
    facts: Facts, names: frozenset[str], shows: Callable[[Facts], bool], ruleset: Ruleset
) -> tuple[str, ...]:
    """Those of some facts with another value of which a unit no longer shows it; all of them if none is."""
    known = [fact for fact in ruleset.facts if fact.name in names]
    found = () if _too_many(names, ruleset) else known
    kept = [one for one in found if any(not shows(other) for other in _others(facts, one, ruleset))]
    return tuple(one.name for one in kept or known)


def _too_many(names: frozenset[str], ruleset: Ruleset) -> bool:
    """Whether it would take long to change each of some facts: each time all of them are admitted."""
    return len(names) * len(ruleset.facts) > _MOST_FACTS


def _others(facts: Facts, fact: Fact, ruleset: Ruleset) -> Iterator[Facts]:
    values: list[Known | Missing] = [*simple(fact.domain), *steps_up(facts, fact)]
    if fact.optional:
        values.append(MISSING)
    for value in values:
        if value != facts.by_name[fact.name]:
            found = changed(facts, fact.name, value, ruleset)
            if found is not None:
                yield found

"""Units: which combinations of cells an admitted unit can have, and a whole unit from facts that matter.

Guarantees: `admissible` holds for every admitted unit; a unit that is returned has been admitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import islice, product

from attrs import evolve

from emurules.analysis.diagrams import Diagram, Step, lines_of, paths
from emurules.analysis.lowering import value
from emurules.analysis.regions import Stand, stand
from emurules.analysis.solve import Solution, Variable, solve
from emurules.analysis.space import Space
from emurules.analysis.values import Value
from emurules.evaluate import admit
from emurules.model import expression as model
from emurules.model.domain import Choice, Dates, Domain, Numbers, YesNo
from emurules.model.expression import Expression
from emurules.model.facts import Facts
from emurules.model.interval import Interval
from emurules.model.ruleset import Ruleset
from emurules.model.uses import keys
from emurules.model.values import MISSING, Known, Missing

_MOST_ROUNDS = 50
_MOST_GUESSES = 200
_TRIED = (0, 1, 2, 3, 5, 10, 100)


def facts_in(expressions: Iterable[Expression]) -> set[str]:
    """The facts that expressions name themselves."""
    found: set[str] = set()
    for one in expressions:
        for use in model.references(one):
            if isinstance(use, model.FactUse):
                found.add(use.name)
            elif isinstance(use, model.IsMissing):
                found.add(use.fact)
    return found


def facts_of(expressions: Iterable[Expression], ruleset: Ruleset) -> frozenset[str]:
    """The facts that expressions depend on, through rates, lets and tables too."""
    found: set[str] = set()
    seen: set[object] = set()
    waiting = list(expressions)
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


def facts_on(diagram: Diagram[object], space: Space) -> frozenset[str]:
    """The facts that a function depends on."""
    atoms: list[Expression] = []
    for number in lines_of(diagram):
        key = space.keys[number]
        atoms += [atom for atom, _ in key] if isinstance(key, tuple) else [key]
    return facts_of(atoms, space.ruleset)


def admissible(facts: frozenset[str], space: Space) -> Diagram[bool]:
    """Where an admitted unit can stand, as far as some facts and what they are tied to go."""
    found = space.diagrams.leaf(True)
    known: set[str] = set()
    waiting = sorted(facts)
    requirements = list(space.ruleset.requirements)
    while waiting:
        name = waiting.pop()
        if name in known:
            continue
        known.add(name)
        asked = _asked(name, space)
        if asked is not None:
            condition = space.ruleset.fact_by_name[name].only_when
            assert condition is not None
            waiting += facts_of([condition], space.ruleset)
            found = _both(found, asked, space)
        whole = space.ruleset.fact_by_name[name].up_to
        waiting += [whole] if whole is not None else []
        for one in [one for one in requirements if name in facts_of([one.condition], space.ruleset)]:
            requirements.remove(one)
            waiting += facts_of([one.condition], space.ruleset)
            kept = space.diagrams.each(lambda it: it is not False, value(one.condition, space))
            found = _both(found, kept, space)
    return found


def _both(left: Diagram[bool], right: Diagram[bool], space: Space) -> Diagram[bool]:
    return space.diagrams.each(lambda a, b: a and b, left, right)


def _asked(name: str, space: Space) -> Diagram[bool] | None:
    """Whether an `only when` fact is there when it is asked for, and else is not."""
    fact = space.ruleset.fact_by_name[name]
    if fact.only_when is None:
        return None

    def fits(holds: Value, it: Value) -> bool:
        return (it is MISSING and fact.optional) or (it is MISSING) == (holds is not True)

    use = value(model.FactUse(name, fact.domain.type), space)
    return space.diagrams.each(fits, value(fact.only_when, space), use)


# ---------------------------------------------------------------- what is known by its range only


def guesses(found: Stand, path: Iterable[Step], space: Space) -> Iterator[Stand]:
    """Facts that may stand in a region of which something was left out: a few values of each fact in that."""
    yield found
    if found.exact:
        return
    keys_ = [space.keys[number] for number, _, _ in path]
    atoms = [atom for key in keys_ for atom in ([one for one, _ in key] if isinstance(key, tuple) else [key])]
    names = sorted(facts_of(atoms, space.ruleset) - found.facts.keys())
    choices = [_few(space.ruleset.fact_by_name[name].domain) for name in names]
    for values in islice(product(*choices), _MOST_GUESSES):
        yield evolve(found, facts={**found.facts, **dict(zip(names, values, strict=True))})


def _few(domain: Domain) -> tuple[Known, ...]:
    """A few values of a domain, the least and the greatest among them."""
    match domain:
        case YesNo():
            return True, False
        case Choice():
            return domain.names[:4]
        case Dates():
            return (plain(domain),)
        case Numbers():
            ends = (domain.interval.lower, domain.interval.upper)
            tried = [*map(Fraction, _TRIED), *(end for end in ends if end is not None)]
            found = [one for one in dict.fromkeys(tried) if one in domain]
            return tuple(found) or (plain(domain),)


# ---------------------------------------------------------------- a whole unit


def unit(known: Mapping[str, Known | Missing], space: Space) -> Facts | None:
    """An admitted unit with some facts given; None where none was found."""
    ruleset = space.ruleset
    raw: dict[str, object] = {name: value for name, value in known.items() if value is not MISSING}
    for one in ruleset.facts:
        if one.name not in known and not one.optional and one.only_when is None:
            raw[one.name] = one.default if one.default is not None else plain(one.domain)
    raw.update(_required(known, space))
    for _ in range(_MOST_ROUNDS):
        facts, problems = admit(ruleset, raw, "en")
        if facts is not None:
            return facts
        before = dict(raw)
        for problem in problems:
            name = problem.subject
            if name is None or name not in ruleset.fact_by_name:
                continue
            if problem.slug in ("fact-not-given", "fact-required") and name not in known:
                raw[name] = plain(ruleset.fact_by_name[name].domain)
            elif problem.slug == "fact-not-asked" and name not in known:
                raw.pop(name, None)
            elif problem.slug == "fact-above-whole":
                whole = ruleset.fact_by_name[name].up_to
                if name not in known:
                    raw[name] = raw.get(whole or "", plain(ruleset.fact_by_name[name].domain))
                elif whole is not None and whole not in known:
                    raw[whole] = raw[name]
        if raw == before:
            return None
    return None


def _required(known: Mapping[str, Known | Missing], space: Space) -> dict[str, Known]:
    """Values for the facts of requirements that the known ones do not touch."""
    wanted = [
        one.condition
        for one in space.ruleset.requirements
        if not facts_of([one.condition], space.ruleset) & known.keys()
    ]
    if not wanted:
        return {}
    side = Space(space.ruleset, space.ranges)
    facts = facts_of(wanted, space.ruleset)
    for path, _ in paths(admissible(facts, side), bool):
        found = stand(path, side, sorted(facts))
        if isinstance(found, Stand):
            return {
                name: it
                for name, it in found.facts.items()
                if not isinstance(it, Missing) and name not in known
            }
    return {}


def plain(domain: Domain) -> Known:
    """A value of a domain for facts that do not matter: the least, or the one nearest to 0."""
    match domain:
        case YesNo():
            return True
        case Choice():
            return domain.names[0]
        case Numbers():
            lower = domain.interval.lower
            if lower is not None and lower in domain:
                return lower
            found = solve([Variable("x", domain.interval, domain.step, domain.origin)], [])
            assert isinstance(found, Solution)
            return found.values["x"]
        case Dates(interval=Interval(lower=lower, upper=upper)):
            day = lower if lower is not None else upper if upper is not None else None
            return date(2024, 1, 1) if day is None else date.fromordinal(int(day))

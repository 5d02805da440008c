"""Units: which combinations of cells an admitted unit can have, and a whole unit from facts that matter.

Guarantees: `admissible` holds for every admitted unit; a unit that is returned has been admitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import islice, product

from attrs import evolve

from emurules.analysis.diagrams import Diagram, Step, TooLarge, lines_of, paths
from emurules.analysis.listing import curved, listed
from emurules.analysis.lowering import NUMBERS, value
from emurules.analysis.regions import Stand, stand
from emurules.analysis.solve import Solution, Variable, solve
from emurules.analysis.space import Space
from emurules.analysis.values import Value
from emurules.diagnostics import Diagnostic
from emurules.evaluation import admit
from emurules.model import expression as model
from emurules.model.domain import Choice, Dates, Domain, Numbers, YesNo, admits
from emurules.model.expression import Expression
from emurules.model.facts import Facts, as_given
from emurules.model.interval import Interval, of_date
from emurules.model.ruleset import Fact, Ruleset
from emurules.model.uses import facts_of
from emurules.model.values import MISSING, Known, Missing

_MOST_ROUNDS = 50
_MOST_GUESSES = 200
_TRIED = (0, 1, 2, 3, 5, 10, 100)


def facts_on(diagram: Diagram[object], space: Space) -> frozenset[str]:
    """The facts that a function depends on."""
    atoms: list[Expression] = []
    for number in lines_of(diagram):
        key = space.keys[number]
        atoms += [atom for atom, _ in key] if isinstance(key, tuple) else [key]
    return facts_of(atoms, space.ruleset)


def admissible(facts: frozenset[str], space: Space) -> Diagram[bool]:
    """Where an admitted unit can stand, as far as some facts and what they are tied to go.

    Raises:
        TooLarge: that is more than can be told.
    """
    bonds = space.ruleset.bonds
    names = bonds.closed(facts)
    found = space.diagrams.leaf(True)
    for fact in bonds.ordered(names & bonds.asking.keys()):
        found = _both(found, _asked(fact, space), space)
    for number in sorted({number for name in names for number in bonds.requiring.get(name, ())}):
        condition = space.ruleset.requirements[number].condition
        kept = space.diagrams.each(lambda it: it is not False, value(condition, space))
        found = _both(found, kept, space)
    for group in curved(names, space.ruleset):
        found = _both(found, _one_of(group, space), space)
    return found


def _one_of(group: frozenset[str], space: Space) -> Diagram[bool]:
    """Where some facts are together what an admitted unit can have, if that was listed."""
    combinations = listed(group, space)
    if combinations is None:
        return space.diagrams.leaf(True)
    found = space.diagrams.leaf(False)
    for one in combinations:
        here = space.diagrams.leaf(True)
        for name, known in reversed(one):
            here = _both(given(space.ruleset.fact_by_name[name], known, space), here, space)
        found = space.diagrams.each(lambda a, b: a or b, found, here)
    return found


def _both(left: Diagram[bool], right: Diagram[bool], space: Space) -> Diagram[bool]:
    return space.diagrams.each(lambda a, b: a and b, left, right)


def _asked(fact: Fact, space: Space) -> Diagram[bool]:
    """Whether an `only when` fact is there when it is asked for, and else is not."""
    assert fact.only_when is not None

    def fits(holds: Value, it: Value) -> bool:
        return (it is MISSING and fact.optional) or (it is MISSING) == (holds is not True)

    use = value(model.FactUse(fact.name, fact.domain.type), space)
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
    raw = as_given(ruleset, known)
    for one in ruleset.facts:
        if one.name not in known and not one.optional and one.only_when is None:
            raw[one.name] = one.default if one.default is not None else plain(one.domain)
    required: dict[str, Known | Missing] | None = None
    for _ in range(_MOST_ROUNDS):
        facts, problems = admit(ruleset, raw, "en")
        if facts is not None:
            return facts
        before = dict(raw)
        for problem in problems:
            _mend(problem, raw, known, ruleset)
        if raw == before and required is None:
            required = _required(known, space)
            raw = {name: it for name, it in raw.items() if name not in required}
            raw |= as_given(ruleset, required)
        if raw == before:
            return None
    return None


def _mend(
    problem: Diagnostic, raw: dict[str, object], known: Mapping[str, Known | Missing], ruleset: Ruleset
) -> None:
    """Give or leave out a fact that is not known, as a unit was refused for it."""
    name = problem.subject
    if name is None or name not in ruleset.fact_by_name:
        return
    if problem.slug in ("fact-not-given", "fact-required") and name not in known:
        raw[name] = plain(ruleset.fact_by_name[name].domain)
    elif problem.slug == "fact-not-asked" and name not in known:
        raw.pop(name, None)
    elif problem.slug == "fact-above-whole":
        domain, whole = ruleset.fact_by_name[name].domain, ruleset.fact_by_name[name].up_to
        value = raw.get(whole or "")
        if name not in known and isinstance(value, Fraction) and admits(domain, value):
            raw[name] = value
        elif whole is not None and whole not in known:
            raw[whole] = raw[name]
        elif name not in known:
            raw[name] = plain(domain)


def _required(known: Mapping[str, Known | Missing], space: Space) -> dict[str, Known | Missing]:
    """Values for the facts of requirements beside those that are known, group by group of tied facts."""
    found: dict[str, Known | Missing] = {}
    bonds = space.ruleset.bonds
    done: set[str] = set()
    for names in bonds.required:
        if names and not names <= done:
            group = bonds.closed(names)
            done |= group
            found.update(_together(group, known, Space(space.ruleset, space.ranges)))
    return {name: it for name, it in found.items() if name not in known}


def _together(
    group: frozenset[str], known: Mapping[str, Known | Missing], space: Space
) -> Mapping[str, Known | Missing]:
    """Facts that requirements tie to each other, those that are known among them."""
    try:
        there = admissible(group, space)
        for fact in space.ruleset.bonds.ordered(group & known.keys()):
            there = _both(there, given(fact, known[fact.name], space), space)
    except TooLarge:
        return {}
    for path, _ in islice(paths(there, bool), _MOST_GUESSES):
        found = stand(path, space, sorted(group))
        if isinstance(found, Stand):
            return found.facts
    return {}


def given(fact: Fact, known: Known | Missing, space: Space) -> Diagram[bool]:
    """Where a fact is what it is known to be."""
    number = of_date(known) if isinstance(known, date) else known

    def same(it: Value) -> Diagram[bool]:
        if isinstance(it, NUMBERS) and isinstance(number, Fraction):
            return space.compared("=", it, number)
        return space.diagrams.leaf(it == known)

    return space.diagrams.bind(same, value(model.FactUse(fact.name, fact.domain.type), space))


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

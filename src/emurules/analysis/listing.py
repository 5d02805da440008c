"""Facts of which a requirement speaks that is not linear: what they can be together, one by one.

Of products, quotients and roundings lines know the range only. Guarantees: `listed` is complete. Left out:
facts that can be more together than anybody lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from math import prod

from attrs import evolve

from emurules.analysis.lines import line_of
from emurules.analysis.space import Space
from emurules.evaluation import admit
from emurules.model import expression as model
from emurules.model.domain import Choice, Dates, Domain, Numbers, YesNo
from emurules.model.expression import Expression
from emurules.model.facts import as_given
from emurules.model.interval import Interval
from emurules.model.ruleset import Fact, Ruleset
from emurules.model.values import MISSING, Known, Missing
from emurules.model.written import inside

Combination = tuple[tuple[str, Known | Missing], ...]
"""What some facts are together."""

_MOST_COMBINATIONS = 1_000
_MOST_ADMITTED = 300
_ROUNDING = frozenset(["round", "floor", "ceil"])


def curved(names: frozenset[str], ruleset: Ruleset) -> tuple[frozenset[str], ...]:
    """The groups of tied facts, among some, of which a requirement that is not linear speaks."""
    bonds = ruleset.bonds
    numbers = sorted({number for name in names for number in bonds.requiring.get(name, ())})
    found = (
        bonds.closed(bonds.required[number])
        for number in numbers
        if _is_curved(ruleset.requirements[number].condition)
    )
    return tuple(dict.fromkeys(found))


def _is_curved(condition: Expression) -> bool:
    for one in inside(condition):
        match one:
            case model.Arithmetic(operator="*" | "/", left=left, right=right):
                if any(model.references(left)) and any(model.references(right)):
                    return True
            case model.Call(function=function) if function in _ROUNDING:
                return True
    return False


def listed(group: frozenset[str], space: Space) -> tuple[Combination, ...] | None:
    """All admitted combinations of tied facts; None where there may be more than anybody lists."""
    known = space.ranges.listed
    if group not in known:
        known[group] = _listed(group, space.ruleset)
    return known[group]


def _listed(group: frozenset[str], ruleset: Ruleset) -> tuple[Combination, ...] | None:
    facts = ruleset.bonds.ordered(group)
    ranges = [_values(one) for one in facts]
    choices = [one for one in ranges if one is not None]
    if len(choices) < len(facts) or prod(map(len, choices)) > _MOST_COMBINATIONS:
        return None
    few = evolve(
        ruleset,
        requirements=tuple(
            one
            for one, names in zip(ruleset.requirements, ruleset.bonds.required, strict=True)
            if names <= group
        ),
    )
    found: list[Combination] = []
    for values in product(*choices):
        combination = tuple((one.name, it) for one, it in zip(facts, values, strict=True))
        _, problems = admit(few, as_given(ruleset, dict(combination)), "en")
        # Facts of other groups are not given, which is said of them.
        if not any(one.slug == "requirement-broken" or one.subject in group for one in problems):
            found.append(combination)
            if len(found) > _MOST_ADMITTED:
                return None
    return tuple(found)


def _values(fact: Fact) -> Sequence[Known | Missing] | None:
    """All values of a fact, if there are not too many."""
    found = _of_domain(fact.domain)
    return found if found is None or not fact.may_be_missing else (*found, MISSING)


def _of_domain(domain: Domain) -> Sequence[Known] | None:
    line = line_of(domain)
    if isinstance(domain, (YesNo, Choice)):
        return line.answers
    whole: Interval | None = line.cell(None, None).interval
    if whole is None or whole.lower is None or whole.upper is None or line.step is None:
        return None
    count = (whole.upper - whole.lower) / line.step
    if count > _MOST_COMBINATIONS:
        return None
    numbers: list[Fraction] = [whole.lower + line.step * place for place in range(int(count) + 1)]
    if isinstance(domain, Dates):
        return [date.fromordinal(int(one)) for one in numbers]
    assert isinstance(domain, Numbers)
    return numbers

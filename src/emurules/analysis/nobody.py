"""Requirements that no unit satisfies, alone or together, with the facts that they speak of.

Guarantees: what is called excluded is proven to be: over the cells of the facts, or by asking the reference
evaluator of every combination of their values, where these are few.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from attrs import evolve

from emurules.analysis.analysis import Analysis
from emurules.analysis.answers import answers
from emurules.analysis.diagrams import TooLarge
from emurules.analysis.outcomes import sought
from emurules.analysis.solve import Verdict
from emurules.analysis.space import Space
from emurules.analysis.trying import whole
from emurules.analysis.units import admissible, plain
from emurules.evaluate import admit
from emurules.model.domain import Choice, Numbers, YesNo
from emurules.model.ranges import ranges
from emurules.model.ruleset import Fact, Ruleset
from emurules.model.values import MISSING, Known, Missing

_MOST_LISTED = 1_000


def excluding(analysis: Analysis) -> Iterator[tuple[int, bool]]:
    """The requirements that nobody satisfies with those above, by number, and whether each does so alone."""
    ruleset = analysis.ruleset
    if not ruleset.requirements or whole({}, Space(ruleset, analysis.ranges)) is not None:
        return
    for group in _groups(ruleset):
        if not _excluded(analysis, group):
            continue
        low, high = 0, len(group) - 1
        while low < high:  # the first that leaves nobody
            middle = (low + high) // 2
            low, high = (low, middle) if _excluded(analysis, group[: middle + 1]) else (middle + 1, high)
        yield group[low], _excluded(analysis, group[low : low + 1])


def _groups(ruleset: Ruleset) -> Iterator[tuple[int, ...]]:
    """Requirements that speak of the same facts, or of such that are tied to each other."""
    bonds = ruleset.bonds
    done: set[int] = set()
    for number, names in enumerate(bonds.required):
        if number not in done:
            closed = bonds.closed(names)
            group = {other for other, it in enumerate(bonds.required) if it & closed} | {number}
            done |= group
            yield tuple(sorted(group))


def _excluded(analysis: Analysis, numbers: Sequence[int]) -> bool:
    """Whether it is certain that no unit satisfies some requirements."""
    ruleset = analysis.ruleset
    few = evolve(ruleset, requirements=tuple(ruleset.requirements[number] for number in numbers))
    space = Space(few, evolve(ranges(few), work=analysis.ranges.work))
    group = few.bonds.closed(frozenset().union(*few.bonds.required))
    try:
        found = sought(admissible(group, space), space)
    except TooLarge:
        found = Verdict.UNDECIDED
    # What a requirement says of products and the like is taken for granted by lines: so all are asked too.
    return found is Verdict.IMPOSSIBLE or _none_of_all(few, group)


def _none_of_all(ruleset: Ruleset, group: frozenset[str]) -> bool:
    """Whether no combination of the values of some facts is admitted."""
    facts = [one for one in ruleset.facts if one.name in group]
    if not all(_finite(one) for one in facts) or prod(_count(one) for one in facts) > _MOST_LISTED:
        return False
    others = {one.name: plain(one.domain) for one in ruleset.facts if one.name not in group}
    for values in product(*(tuple(_values(one)) for one in facts)):
        raw: dict[str, object] = dict(others)
        raw |= {one.name: it for one, it in zip(facts, values, strict=True) if it is not MISSING}
        _, problems = admit(ruleset, raw, "en")
        if not any(one.slug == "requirement-broken" or one.subject in group for one in problems):
            return False
    return True


def _finite(fact: Fact) -> bool:
    domain = fact.domain
    if isinstance(domain, Numbers):
        return None not in (domain.step, domain.interval.lower, domain.interval.upper)
    return isinstance(domain, (YesNo, Choice))


def _count(fact: Fact) -> int:
    if not isinstance(fact.domain, Numbers):
        return len(answers(fact)) + fact.may_be_missing
    interval, step = fact.domain.interval, fact.domain.step
    assert step is not None
    assert interval.lower is not None
    assert interval.upper is not None
    return int((interval.upper - interval.lower) / step) + 1 + fact.may_be_missing


def _values(fact: Fact) -> Iterator[Known | Missing]:
    if fact.may_be_missing:
        yield MISSING
    if not isinstance(fact.domain, Numbers):
        yield from answers(fact)
        return
    lower, step = fact.domain.interval.lower, fact.domain.step
    assert step is not None
    assert lower is not None
    many = _count(fact) - fact.may_be_missing
    yield from (one for one in (lower + step * place for place in range(many)) if one in fact.domain)

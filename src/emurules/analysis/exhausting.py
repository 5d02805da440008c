"""Laws over a few combinations of facts: the reference evaluator is asked about every one of them.

Guarantees: `Proven` means that every admitted unit was looked at, as far as the facts go on which the law
depends and those that are tied to them. Left out: laws over more than can be listed.
"""

from __future__ import annotations

from itertools import combinations

from emurules.analysis.listing import Combination, listed
from emurules.analysis.space import Space
from emurules.analysis.trying import Pair, above, broken, holds, needed, raised, whole
from emurules.analysis.verdicts import Proven
from emurules.model.expression import Expression
from emurules.model.facts import Facts
from emurules.model.ranges import Ranges
from emurules.model.ruleset import Monotone, Ruleset
from emurules.model.values import Missing

_MOST_PAIRS = 1_000


def of_all_units(claim: Expression, ruleset: Ruleset, ranges: Ranges) -> Proven | Facts | None:
    """A proof or a unit that breaks a law about one unit; None where there are too many."""
    space = Space(ruleset, ranges)
    units = listed(ruleset.bonds.closed(needed(claim, ruleset)), space)
    if units is None:
        return None
    for one in units:
        facts = whole(dict(one), space)
        if facts is None:
            return None
        if holds(claim, facts, ruleset) is False:
            return facts
    return Proven()


def of_all_pairs(claim: Monotone, ruleset: Ruleset, ranges: Ranges) -> Proven | Pair | None:
    """A proof or two units that break a law about what never falls or rises; None where they are too many."""
    space = Space(ruleset, ranges)
    names = needed(claim.quantity, ruleset) | {claim.fact}
    units = listed(ruleset.bonds.closed(names), space)
    pairs = [] if units is None else _pairs(claim, units)
    if units is None or len(pairs) > _MOST_PAIRS:
        return None
    for low, high in pairs:
        first = whole(dict(low), space)
        value = dict(high)[claim.fact]
        pair = (
            None if first is None or isinstance(value, Missing) else raised(first, claim.fact, value, ruleset)
        )
        if pair is None:
            return None
        if broken(claim, pair, ruleset):
            return pair
    return Proven()


def _pairs(claim: Monotone, units: tuple[Combination, ...]) -> list[tuple[Combination, Combination]]:
    """Every two combinations that differ in the fact only, the lower one first."""
    alike: dict[Combination, list[Combination]] = {}
    for one in units:
        alike.setdefault(tuple(it for it in one if it[0] != claim.fact), []).append(one)
    found = []
    for group in alike.values():
        for one, other in combinations(group, 2):
            a, b = dict(one)[claim.fact], dict(other)[claim.fact]
            if not isinstance(b, Missing) and above(a, b):
                found.append((one, other))
            elif not isinstance(a, Missing) and above(b, a):
                found.append((other, one))
    return found

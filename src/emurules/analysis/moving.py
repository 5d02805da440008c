"""Laws about what never falls or never rises: proven part by part or over the cells of two units, or broken.

Guarantees: those of laws. Left out: laws about one unit (claims), and the search.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from attrs import evolve

from emurules.analysis.diagrams import TooLarge
from emurules.analysis.exhausting import of_all_pairs
from emurules.analysis.pairs import SECOND, NotDoubled, pairs
from emurules.analysis.regions import Stand
from emurules.analysis.search import search
from emurules.analysis.space import Space
from emurules.analysis.trying import (
    Pair,
    broken,
    changed,
    compared,
    mattering,
    nearer,
    needed,
    raised,
    simple,
    smaller,
    steps_up,
    whole,
)
from emurules.analysis.verdicts import Empty, NotRefuted, Proven, Refuted, Unclear, Verdict, first_of
from emurules.model import expression as model
from emurules.model.expression import Expression
from emurules.model.facts import Facts
from emurules.model.ranges import Ranges
from emurules.model.ruleset import Monotone, Node, Ruleset
from emurules.model.uses import expressions
from emurules.model.values import MISSING, Missing, Type, Unlimited

# Of the values above the one that a unit has, so many are tried.
_MOST_STEPS = 20


def of_monotone(claim: Monotone, ruleset: Ruleset, ranges: Ranges) -> Verdict:
    """What is known of a law about a quantity that never falls, or never rises, when a fact rises."""
    found = _over_pairs(claim, ruleset, ranges) or of_all_pairs(claim, ruleset, ranges)
    if isinstance(found, Proven):
        return Empty() if _no_pair(claim, ruleset, ranges) else found
    pair = found
    if pair is None:
        searched = search(claim, ruleset, ranges)
        if searched.first is None or searched.second is None:
            return NotRefuted(searched.units)
        pair = Pair(searched.first, searched.second)
    return _smallest(pair, claim, ruleset)


def _smallest(pair: Pair, claim: Monotone, ruleset: Ruleset) -> Refuted:
    """The units that break a law brought near to each other, and made simpler."""
    names = needed(claim.quantity, ruleset) | {claim.fact}
    fact = ruleset.fact_by_name[claim.fact]

    def above(facts: Facts, most: int) -> Pair | None:
        steps = (raised(facts, claim.fact, it, ruleset) for it in islice(steps_up(facts, fact), most))
        return next((it for it in steps if it is not None and broken(claim, it, ruleset)), None)

    pair = nearer(pair, claim, ruleset)
    # One step of the fact if that is enough.
    most = 1 if above(pair.first, 1) is not None else _MOST_STEPS
    if above(pair.first, most) is not None:
        first = smaller(pair.first, names, lambda one: above(one, most) is not None, ruleset)
        pair = above(first, most) or pair
    others = names - {claim.fact}
    value = pair.second.by_name[claim.fact]

    def breaks(facts: Facts) -> bool:
        again = None if isinstance(value, Missing) else raised(facts, claim.fact, value, ruleset)
        return again is not None and broken(claim, again, ruleset)

    matter = mattering(pair.first, others, breaks, ruleset) if others else ()
    return Refuted(pair.first, pair.second, matter)


def _over_pairs(claim: Monotone, ruleset: Ruleset, ranges: Ranges) -> Proven | Pair | None:
    """A proof, by the parts of a node or over the cells of two units, or a pair that breaks the law."""
    node = ruleset.node_by_id[claim.quantity.id] if claim.quantity.id else ruleset.total
    hints: list[Pair] = []
    if _is_sum(claim, node, ruleset):
        proven = True
        for part in parts_of(node, ruleset):
            of_part = evolve(claim, quantity=_points(part))
            if claim.fact in needed(of_part.quantity, ruleset):
                found = _over_pairs(of_part, ruleset, ranges)
                proven = proven and isinstance(found, Proven)
                hints += [nearer(found, of_part, ruleset)] if isinstance(found, Pair) else []
        if proven:
            return Proven()
    hint = next((one for one in hints if broken(claim, one, ruleset)), None)
    return hint or _over_cells_of_two(claim, ruleset, ranges)


def _over_cells_of_two(claim: Monotone, ruleset: Ruleset, ranges: Ranges) -> Proven | Pair | None:
    try:
        both = pairs(claim, ruleset, ranges)
        found = first_of(
            both.broken, both.first, lambda one: _pair(one, claim, ruleset, ranges, broken_only=True)
        )
    except (TooLarge, NotDoubled):
        return None
    return None if isinstance(found, Unclear) else found


def _pair(
    found: Stand, claim: Monotone, ruleset: Ruleset, ranges: Ranges, *, broken_only: bool
) -> Pair | None:
    """The two units of a place, if they are admitted (and break the law)."""
    known = {name: it for name, it in found.facts.items() if not name.endswith(SECOND)}
    higher = found.facts.get(claim.fact + SECOND, MISSING)
    first = whole(known, Space(ruleset, ranges))
    if first is None or isinstance(higher, Missing):
        return None
    pair = raised(first, claim.fact, higher, ruleset)
    if pair is None or (broken_only and not broken(claim, pair, ruleset)):
        return None
    return pair if compared(claim, pair, ruleset) is not None else None


def _no_pair(claim: Monotone, ruleset: Ruleset, ranges: Ranges) -> bool:
    """Whether it is certain that there are no two units of which the law speaks."""
    fact = ruleset.fact_by_name[claim.fact]
    some = whole({}, Space(ruleset, ranges))
    if some is not None:
        for low in (some.by_name[claim.fact], *simple(fact.domain)):
            first = changed(some, claim.fact, low, ruleset)
            for high in steps_up(first, fact) if first is not None else ():
                pair = raised(first, claim.fact, high, ruleset) if first is not None else None
                if pair is not None and compared(claim, pair, ruleset) is not None:
                    return False
    try:
        both = pairs(claim, ruleset, ranges)
        found = first_of(
            both.there, both.first, lambda one: _pair(one, claim, ruleset, ranges, broken_only=False)
        )
    except (TooLarge, NotDoubled):
        return False
    return isinstance(found, Proven)


# ---------------------------------------------------------------- by parts


def _points(node: Node) -> model.Quantity:
    return model.Quantity("points", node.id, Type.NUMBER)


def parts_of(node: Node, ruleset: Ruleset) -> tuple[Node, ...]:
    """The nodes whose points make up those of a node."""
    return ruleset.sections if node.form == "total" else node.children


def _is_sum(claim: Monotone, node: Node, ruleset: Ruleset) -> bool:
    """Whether the points of a node move as those of its parts do.

    Sums, the best of parts, shares taken off, limits, rounding and rescaling by what stays the same never
    turn a rise into a fall; all that must not depend on the fact itself.
    """
    parts = parts_of(node, ruleset)
    if claim.quantity.kind != "points" or not parts:
        return False
    own = [*expressions(node), *_worths((node,))]
    if node.rescaled:
        below = [one for part in parts for one in part.walk()]
        own += _worths(below)
        # Who is scored instead of assessed counts with the full worth.
        own += [one.condition for it in below for one in it.exemptions if one.scoring is not None]
    return all(claim.fact not in needed(one, ruleset) for one in own)


def _worths(nodes: Iterable[Node]) -> list[Expression]:
    return [one.worth for one in nodes if one.worth is not None and not isinstance(one.worth, Unlimited)]

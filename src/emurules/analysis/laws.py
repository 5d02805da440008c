"""Laws: proven over the cells of their quantities, refuted by units, or searched where neither works.

What lives here: `verdict`. Guarantees: `Proven` is a proof for every admitted unit (or pair of units) that
can be scored; the units of `Refuted` have been given to the reference evaluator, which says that the law is
broken; `Empty` is a proof that the law speaks of nobody. Left out: words (check).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import islice
from typing import TypeVar

from attrs import evolve, frozen

from emurules.analysis.analysis import Analysis
from emurules.analysis.diagrams import Diagram, TooLarge, paths
from emurules.analysis.lowering import value
from emurules.analysis.pairs import SECOND, NotDoubled, pairs
from emurules.analysis.regions import Stand, stand
from emurules.analysis.search import search
from emurules.analysis.solve import Verdict as Decision
from emurules.analysis.space import Space
from emurules.analysis.trying import (
    Pair,
    broken,
    changed,
    compared,
    holds,
    mattering,
    nearer,
    needed,
    raised,
    simple,
    smaller,
    steps_up,
    whole,
)
from emurules.analysis.units import admissible, facts_on, guesses
from emurules.model import expression as model
from emurules.model.expression import Expression
from emurules.model.facts import Facts
from emurules.model.interval import Interval
from emurules.model.linear import MEASURED
from emurules.model.ranges import Ranges
from emurules.model.ruleset import Law, Monotone, Node, Ruleset
from emurules.model.uses import expressions
from emurules.model.values import MISSING, Missing, Type, Unlimited

ZERO = Fraction(0)
T = TypeVar("T")

# Of the combinations of cells where a law could be broken, so many are looked into.
_MOST_TRIED = 400
# Of the values above the one that a unit has, so many are tried.
_MOST_STEPS = 20


@frozen
class Proven:
    """The law holds for everybody."""


@frozen
class Refuted:
    """A unit, or a pair of units, that breaks the law; `matter` are the facts on which that hangs."""

    first: Facts
    second: Facts | None = None
    matter: tuple[str, ...] = ()


@frozen
class NotRefuted:
    """Neither proven nor refuted: so many units (or pairs of units) did not break the law."""

    units: int


@frozen
class Empty:
    """There is no unit, or no pair of units, of which the law speaks."""


Verdict = Proven | Refuted | NotRefuted | Empty


@frozen
class _Unclear:
    """No proof, and no unit that breaks the law."""


def verdict(law: Law, analysis: Analysis) -> Verdict:
    """What is known of a law.

    Example:
        >>> from emurules import load
        >>> ruleset = load("digital_transformation_2024")
        >>> verdict(ruleset.laws[0], Analysis(ruleset))
        Proven()
    """
    ruleset, ranges = analysis.ruleset, analysis.ranges
    if isinstance(law.claim, Monotone):
        return _of_monotone(law.claim, ruleset, ranges)
    return _of_claim(law.claim, ruleset, ranges)


# ---------------------------------------------------------------- claims about one unit


def _of_claim(claim: Expression, ruleset: Ruleset, ranges: Ranges) -> Verdict:
    if whole({}, Space(ruleset, ranges)) is None and _nobody(Space(ruleset, ranges)):
        return Empty()
    found = Proven() if bounded(claim, ranges) else _over_cells(claim, ruleset, ranges)
    if isinstance(found, Proven):
        return found
    facts = found
    if facts is None:
        searched = search(claim, ruleset, ranges)
        facts = searched.first
        if facts is None:
            return NotRefuted(searched.units)
    names = needed(claim, ruleset)

    def breaks(one: Facts) -> bool:
        return holds(claim, one, ruleset) is False

    facts = smaller(facts, names, breaks, ruleset)
    return Refuted(facts, matter=mattering(facts, names, breaks, ruleset))


def _over_cells(claim: Expression, ruleset: Ruleset, ranges: Ranges) -> Proven | Facts | None:
    """A proof or a unit that breaks a claim, over its cells; in full first, then with points as they come."""
    for shallow in (False, True):
        space = Space(ruleset, ranges, shallow=shallow)
        try:
            found = value(claim, space)
            broken_ = space.diagrams.each(lambda it: it is False, found)
            there = admissible(facts_on(broken_, space), space)
            broken_ = space.diagrams.each(lambda a, b: a and b, broken_, there)
            facts = _first(broken_, space, lambda one: _breaking(claim, one, ruleset, ranges))
        except TooLarge:
            continue
        if not isinstance(facts, _Unclear) or not shallow:
            return None if isinstance(facts, _Unclear) else facts
    return None


def _breaking(claim: Expression, found: Stand, ruleset: Ruleset, ranges: Ranges) -> Facts | None:
    facts = whole(found.facts, Space(ruleset, ranges))
    return facts if facts is not None and holds(claim, facts, ruleset) is False else None


def _first(
    diagram: Diagram[bool], space: Space, confirmed: Callable[[Stand], T | None]
) -> Proven | T | _Unclear:
    """What the first unit shows that stands where something is so; proven if none can stand there."""
    unclear = False
    for tried, (path, _) in enumerate(paths(diagram, bool)):
        found = stand(path, space) if tried < _MOST_TRIED else Decision.UNDECIDED
        if found is Decision.IMPOSSIBLE:
            continue
        for one in guesses(found, path, space) if isinstance(found, Stand) else ():
            shown = confirmed(one)
            if shown is not None:
                return shown
        unclear = True
        if tried >= _MOST_TRIED:
            break
    return _Unclear() if unclear else Proven()


def bounded(claim: Expression, ranges: Ranges) -> bool:
    """Whether a claim follows from what its quantities can be at the most and at the least."""
    match claim:
        case model.And(left=left, right=right):
            return bounded(left, ranges) and bounded(right, ranges)
        case model.Or(left=left, right=right):
            return bounded(left, ranges) or bounded(right, ranges)
        case model.Compare(left=left) if left.type in MEASURED:
            difference = ranges.of(model.Arithmetic("-", claim.left, claim.right, left.type))
            return _signed(claim.relation, difference)
        case _:
            return False


def _signed(relation: model.Relation, difference: Interval) -> bool:
    """Whether a difference has the sign that a comparison wants."""
    match relation:
        case ">=":
            return difference.not_negative
        case "<=":
            return (-difference).not_negative
        case ">" | "<":
            above = difference if relation == ">" else -difference
            return above.not_negative and ZERO not in above
        case "!=":
            return ZERO not in difference
        case "=":
            return difference.single == 0


def _nobody(space: Space) -> bool:
    """Whether it is certain that there is no admitted unit."""
    try:
        there = admissible(frozenset(space.ruleset.fact_by_name), space)
        return isinstance(_first(there, space, lambda one: whole(one.facts, space)), Proven)
    except TooLarge:
        return False


# ---------------------------------------------------------------- claims about two units


def _of_monotone(claim: Monotone, ruleset: Ruleset, ranges: Ranges) -> Verdict:
    found = _over_pairs(claim, ruleset, ranges)
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
        found = _first(
            both.broken, both.first, lambda one: _pair(one, claim, ruleset, ranges, broken_only=True)
        )
    except (TooLarge, NotDoubled):
        return None
    return None if isinstance(found, _Unclear) else found


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
        found = _first(
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

"""Laws about one unit: proven over the cells of what they compare, or broken by a unit that stands in one.

Guarantees: those of laws. Left out: laws about what rises or falls (moving), and the search.
"""

from __future__ import annotations

from fractions import Fraction

from emurules.analysis.analysis import Analysis
from emurules.analysis.diagrams import TooLarge
from emurules.analysis.exhausting import of_all_units
from emurules.analysis.lowering import value
from emurules.analysis.regions import Stand
from emurules.analysis.search import search
from emurules.analysis.space import Space
from emurules.analysis.trying import (
    holds,
    mattering,
    needed,
    smaller,
    whole,
)
from emurules.analysis.units import admissible, facts_on
from emurules.analysis.verdicts import NotRefuted, Proven, Refuted, Unclear, Verdict, first_of
from emurules.model import expression as model
from emurules.model.expression import Expression
from emurules.model.facts import Facts
from emurules.model.interval import Interval
from emurules.model.linear import MEASURED
from emurules.model.ranges import Ranges
from emurules.model.ruleset import Ruleset

ZERO = Fraction(0)


def of_claim(claim: Expression, analysis: Analysis) -> Verdict:
    """What is known of a law about one unit."""
    ruleset, ranges = analysis.ruleset, analysis.ranges
    if bounded(claim, ranges):
        return Proven()
    found = _over_cells(claim, ruleset, ranges) or _by_reach(claim, analysis)
    found = found or of_all_units(claim, ruleset, ranges)
    if isinstance(found, Proven):
        return found
    if found is None:
        searched = search(claim, ruleset, ranges)
        if searched.first is None:
            return NotRefuted(searched.units)
        found = searched.first
    names = needed(claim, ruleset)

    def breaks(one: Facts) -> bool:
        return holds(claim, one, ruleset) is False

    facts = smaller(found, names, breaks, ruleset)
    return Refuted(facts, matter=mattering(facts, names, breaks, ruleset))


def _by_reach(claim: Expression, analysis: Analysis) -> Proven | Facts | None:
    """A proof or a unit that breaks a claim about points, by the least and the most that they can be."""
    match claim:
        case model.Compare(
            left=model.Quantity(kind="points") as points, right=model.Constant(value=Fraction() as bound)
        ):
            id = points.id or ""
        case _:
            return None
    reach = analysis.reaches.of(id)
    if reach.least is None or reach.most is None:
        return None
    if _signed(claim.relation, Interval(reach.least - bound, reach.most - bound)):
        return Proven()
    units = (analysis.reaches.unit(id, "most"), analysis.reaches.unit(id, "least"))
    return next((it for it in units if it is not None and holds(claim, it, analysis.ruleset) is False), None)


def _over_cells(claim: Expression, ruleset: Ruleset, ranges: Ranges) -> Proven | Facts | None:
    """A proof or a unit that breaks a claim, over its cells; in full first, then with points as they come."""
    for shallow in (False, True):
        space = Space(ruleset, ranges, shallow=shallow)
        try:
            found = value(claim, space)
            broken_ = space.diagrams.each(lambda it: it is False, found)
            there = admissible(facts_on(broken_, space), space)
            broken_ = space.diagrams.each(lambda a, b: a and b, broken_, there)
            facts = first_of(broken_, space, lambda one: _breaking(claim, one, ruleset, ranges))
        except TooLarge:
            continue
        if not isinstance(facts, Unclear) or not shallow:
            return None if isinstance(facts, Unclear) else facts
    return None


def _breaking(claim: Expression, found: Stand, ruleset: Ruleset, ranges: Ranges) -> Facts | None:
    facts = whole(found.facts, Space(ruleset, ranges))
    return facts if facts is not None and holds(claim, facts, ruleset) is False else None


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

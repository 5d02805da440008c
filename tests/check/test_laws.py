"""Laws: what is said of each is what asking every unit says."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from hypothesis import given, settings
from tests.check.random_laws import Unit, rest_of, rises, ruleset_of, texts, units

from emurules.analysis import Analysis
from emurules.analysis.laws import Empty, NotRefuted, Proven, Refuted, Verdict, verdict
from emurules.analysis.trying import holds
from emurules.evaluate.trace import NodeTrace, Trace
from emurules.model.expression import Quantity
from emurules.model.facts import Facts
from emurules.model.ruleset import Law, Monotone, Ruleset
from emurules.model.uses import keys, steps_for


def quantity(trace: Trace, one: Quantity) -> Fraction | None:
    """A quantity read off a trace; points of an exempt node are 0."""
    node: Trace | NodeTrace = trace if one.id is None else next(it for it in trace.nodes() if it.id == one.id)
    points = node.total if isinstance(node, Trace) else node.points
    match one.kind:
        case "points":
            return points if points is not None else Fraction(0)
        case "attainable":
            return node.attainable if isinstance(node.attainable, Fraction) else None
        case "share":
            if node.unscaled is None or not isinstance(node.attainable, Fraction) or node.attainable == 0:
                return None
            return node.unscaled / node.attainable
        case "worth":
            return node.worth if isinstance(node.worth, Fraction) else None


def pairs(claim: Monotone, ruleset: Ruleset, all_units: list[Unit]) -> list[tuple[Unit, Unit]]:
    """All pairs of which a law speaks."""
    steps = steps_for(keys(claim.quantity), ruleset)
    nodes = {name for kind, name in steps if kind == "node"}
    groups: dict[object, list[Unit]] = defaultdict(list)
    for one in all_units:
        exempt = frozenset(it.id for it in one.trace.nodes() if it.id in nodes and it.points is None)
        groups[rest_of(one, claim.fact), exempt].append(one)
    return [
        (low, high)
        for group in groups.values()
        for low in group
        for high in group
        if rises(low.facts.by_name[claim.fact], high.facts.by_name[claim.fact])
        and quantity(low.trace, claim.quantity) is not None
        and quantity(high.trace, claim.quantity) is not None
    ]


def breaks(claim: Monotone, low: Unit, high: Unit) -> bool:
    before, after = (quantity(one.trace, claim.quantity) for one in (low, high))
    assert before is not None
    assert after is not None
    return before > after if claim.falls else before < after


def judge(law: Law, found: Verdict, ruleset: Ruleset, all_units: list[Unit]) -> str:
    """What asking every unit says of a verdict."""
    by_facts = {one.facts.values: one for one in all_units}
    claim = law.claim
    if isinstance(claim, Monotone):
        about = pairs(claim, ruleset, all_units)
        broken = any(breaks(claim, *one) for one in about)
    else:
        about = [(one, one) for one in all_units]
        broken = any(holds(claim, one.facts, ruleset) is False for one in all_units)
    match found:
        case Proven():
            assert not broken, law.text
            assert about, law.text
        case Empty():
            assert not about, law.text
        case NotRefuted(units=number):
            assert not broken, law.text
            assert number <= len(about), law.text
        case Refuted(first=first, second=None):
            assert not isinstance(claim, Monotone)
            assert holds(claim, by_facts[first.values].facts, ruleset) is False
        case Refuted(first=first, second=Facts() as second):
            assert isinstance(claim, Monotone)
            pair = by_facts[first.values], by_facts[second.values]
            assert pair in about
            assert breaks(claim, *pair)
    return type(found).__name__


@settings(max_examples=25)
@given(texts())
def test_verdicts_are_what_all_units_say(text: str) -> None:
    ruleset = ruleset_of(text)
    if ruleset is None:
        return
    all_units = units(ruleset)
    analysis = Analysis(ruleset)
    for law in ruleset.laws:
        judge(law, verdict(law, analysis), ruleset, all_units)

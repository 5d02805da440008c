"""What nodes can reach against their worth: worth that nobody gets, points cut without a word, odd sums.

Guarantees: what is called unreachable is proven to be; a cut is shown by a unit that the reference evaluator
was asked about, or called possible. Quiet where the author wrote a limit, and about the worth of a node whose
parts have a finding that explains it; what a limit that nobody wrote can swallow is always told.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from emurules.analysis import Analysis
from emurules.analysis.diagrams import TooLarge
from emurules.analysis.reach import Reaches
from emurules.analysis.results import Way
from emurules.analysis.solve import Verdict
from emurules.analysis.units import unit
from emurules.analysis.worths import Side, beyond, made_within, short, worth_of_parts
from emurules.checks.wording import number_words, unit_words
from emurules.diagnostics import Diagnostic, Language, diagnostic
from emurules.errors import EvaluationError
from emurules.evaluation.evaluator import unfold
from emurules.evaluation.trace import LimitStep, NodeTrace
from emurules.model.expression import Expression
from emurules.model.facts import Facts, as_written
from emurules.model.interval import Interval
from emurules.model.ruleset import Node, Ruleset
from emurules.model.uses import steps_for
from emurules.model.values import Type, Unlimited
from emurules.model.written import words
from emurules.source import Span

ZERO = Fraction(0)
_LIMITS: dict[Language, dict[Side, str]] = {
    "en": {"most": "points at most {limit}", "least": "points at least {limit}"},
    "vi": {"most": "tổng không quá {limit}", "least": "tổng không dưới {limit}"},
}


def sums(analysis: Analysis, language: Language) -> Iterator[Diagnostic]:
    """Worth that nobody reaches, points that are cut, and parts that do not add up."""
    reaches = analysis.reaches
    told: set[str] = set()
    for node in reversed(analysis.ruleset.node_by_id.values()):  # parts stand after what they are part of
        found = list(_about(node, told, reaches, language))
        below = any(child.id in told for child in node.children)
        if below or any(one.slug != "points-cut" for one in found) or _held(node, reaches):
            told.add(node.id)
        yield from found
    yield from _parts_sum(analysis.ruleset.total, reaches, language)


def _held(node: Node, reaches: Reaches) -> bool:
    """Whether a limit that is written keeps a node from its worth, as its author wants it."""
    limit = node.at_least if node.kind == "penalty" else node.at_most
    worth = reaches.ranges.worths[node.id].single
    points = None if limit is None or worth is None else reaches.results(node.id).points
    end = None if points is None else points.lower if node.kind == "penalty" else points.upper
    return end is not None and worth is not None and abs(end) < worth


def _about(node: Node, told: set[str], reaches: Reaches, language: Language) -> Iterator[Diagnostic]:
    odd = list(_parts_sum(node, reaches, language)) if node.children else []
    yield from odd
    echo = odd or any(child.id in told for child in node.children)
    if not echo and not isinstance(node.worth, Unlimited):
        yield from _unreachable(node, reaches, language)
    yield from _cut(node, bool(odd), reaches, language)


def _place(node: Node) -> Span:
    return node.worth.span if isinstance(node.worth, Expression) else node.head_span


def _words(value: Fraction, language: Language) -> str:
    return number_words(value, Type.NUMBER, language)


def _limit(value: Fraction, side: Side, ruleset: Ruleset) -> str:
    """A limit as it is written in the ruleset's own dialect."""
    return _limit_of(_words(value, ruleset.language), side, ruleset)


def _limit_of(text: str, side: Side, ruleset: Ruleset) -> str:
    return _LIMITS["vi" if ruleset.language == "vi" else "en"][side].format(limit=text)


def _shown(found: Diagnostic, facts: Facts, ruleset: Ruleset) -> Diagnostic:
    return evolve(found, witness=as_written(ruleset, facts))


def _pairs(facts: Facts, way: Way, ruleset: Ruleset, language: Language) -> str:
    # Where every unit does, any is an example.
    return unit_words(((name, it) for name, it in facts.values if name in way or not way), ruleset, language)


# ---------------------------------------------------------------- worth that nobody reaches


def _unreachable(node: Node, reaches: Reaches, language: Language) -> Iterator[Diagnostic]:
    limit = node.at_least if node.kind == "penalty" else node.at_most
    if limit is not None:
        return
    if node.children:
        yield from _unreachable_sum(node, reaches, language)
        return
    if _reaches_worth(node, reaches):
        return
    try:
        found = list(short(node, reaches))
    except TooLarge:
        return
    for one in found:
        facts = None if one.way is None else unit(one.way, reaches.space())
        way = one.way if facts is not None and one.way else None
        yield _unreached(node, one.worth, one.most, way, reaches, language)


def _reaches_worth(node: Node, reaches: Reaches) -> bool:
    """Whether a criterion that is worth the same to everybody is known to reach it."""
    worth = reaches.ranges.worths[node.id].single
    found = reaches.results(node.id)
    if worth is None or found.points is None or not found.sure:
        return False
    side: Side = "least" if node.kind == "penalty" else "most"
    end = found.points.lower if side == "least" else found.points.upper
    return end is not None and abs(end) >= worth and found.way(side) is not None


def _unreachable_sum(node: Node, reaches: Reaches, language: Language) -> Iterator[Diagnostic]:
    worth = reaches.ranges.worths[node.id].single
    if worth is None or not isinstance(node.worth, Expression) or _reached(node, worth, reaches):
        return
    found = reaches.results(node.id)
    points = found.points
    end = None if points is None else points.lower if node.kind == "penalty" else points.upper
    if points is not None and (end is None or abs(end) >= worth):
        return
    if points is None and not (found.exempt and found.sure):
        return
    yield _unreached(node, worth, end, None, reaches, language)


def _reached(node: Node, worth: Fraction, reaches: Reaches) -> bool:
    """Whether the unit that gets the most in each part reaches a worth: the shortest way to know."""
    penalty = node.kind == "penalty"
    way = reaches.loosely(node.id).way("least" if penalty else "most")
    facts = None if way is None else unit(way, reaches.space())
    points = None if facts is None else _points(node, facts, reaches.ruleset)
    return points is not None and abs(points) >= worth


def _points(node: Node, facts: Facts, ruleset: Ruleset) -> Fraction | None:
    try:
        scope = unfold(ruleset, facts, steps_for([("node", node.id)], ruleset))
    except EvaluationError:
        return None
    return scope.nodes[node.id].points


def _unreached(
    node: Node, worth: Fraction, most: Fraction | None, way: Way | None, reaches: Reaches, language: Language
) -> Diagnostic:
    ruleset = reaches.ruleset
    facts = None if way is None else unit(way, reaches.space())
    penalty = node.kind == "penalty"
    variant = "exempt" if most is None else "penalty" if penalty else "unit" if facts is not None else ""
    side: Side = "least" if penalty else "most"
    found = diagnostic(
        "unreachable-worth",
        ruleset.text,
        _place(node),
        language,
        variant=variant,
        help="exempt" if most is None else "" if most != 0 else "points",
        worth=_words(worth, language),
        most=_words(abs(most or ZERO), language),
        limit=_limit(most or ZERO, side, ruleset),
        witness="" if facts is None or way is None else _pairs(facts, way, ruleset, language),
        id=node.id,
    )
    return found if facts is None else _shown(found, facts, ruleset)


# ---------------------------------------------------------------- points that are cut


def _cut(node: Node, odd: bool, reaches: Reaches, language: Language) -> Iterator[Diagnostic]:
    """What a default limit cuts; but not by the worth where the parts are known not to add up to it."""
    penalty = node.kind == "penalty"
    by_worth: Side = "least" if penalty else "most"
    by_zero: Side = "most" if penalty else "least"
    written = {"most": node.at_most, "least": node.at_least}
    if written[by_worth] is None and not odd and not isinstance(node.worth, Unlimited):
        yield from _cut_at(node, by_worth, reaches, language)
    if written[by_zero] is None:
        yield from _cut_at(node, by_zero, reaches, language)


def _cut_at(node: Node, side: Side, reaches: Reaches, language: Language) -> Iterator[Diagnostic]:
    try:
        if node.children:
            found = _beyond_sum(node, side, reaches)
        else:
            found = beyond(node, side, reaches, lambda way: _cuts(way, node, side, reaches))
    except TooLarge:
        found = _roughly(node, side, reaches)
    if found is Verdict.IMPOSSIBLE:
        return
    ruleset = reaches.ruleset
    facts = None if isinstance(found, Verdict) else unit(found, reaches.space())
    step = None if facts is None else _step(node, side, facts, ruleset)
    if facts is None or step is None or isinstance(found, Verdict):
        limit = _default(node, side, reaches)
        if limit is not None:
            shown, written = _words(limit, language), _limit(limit, side, ruleset)
        else:
            text = words(ruleset, _place(node))
            shown, written = f"`{text}`", _limit_of(f"-({text})" if side == "least" else text, side, ruleset)
        yield diagnostic(
            "points-cut", ruleset.text, _place(node), language,
            variant="unsure" if side == "most" else "unsure least", limit=shown, written=written,
        )  # fmt: skip
        return
    told = diagnostic(
        "points-cut", ruleset.text, _place(node), language,
        variant="" if side == "most" else "least",
        value=_words(step.before, language), limit=_words(step.after, language),
        written=_limit(step.after, side, ruleset), witness=_pairs(facts, found, ruleset, language),
    )  # fmt: skip
    yield _shown(told, facts, ruleset)


def _roughly(node: Node, side: Side, reaches: Reaches) -> Verdict:
    """Whether no unit can go beyond a limit, as far as the ranges of awards tell."""
    made, worth = made_within(node, reaches.ranges), reaches.ranges.worths[node.id]
    if (side == "least") != (node.kind == "penalty"):
        worth = Interval(ZERO, ZERO)
    beyond = made - worth if side == "most" else -made - worth
    if node.children or beyond.upper is None or beyond.upper > 0:
        return Verdict.UNDECIDED
    return Verdict.IMPOSSIBLE


def _cuts(way: Way, node: Node, side: Side, reaches: Reaches) -> bool:
    """Whether points are cut for a unit with some facts."""
    facts = unit(way, reaches.space())
    return facts is not None and _step(node, side, facts, reaches.ruleset) is not None


def _default(node: Node, side: Side, reaches: Reaches) -> Fraction | None:
    if (side == "least") != (node.kind == "penalty"):
        return ZERO
    worth = reaches.ranges.worths[node.id].single
    return worth if worth is None or side == "most" else -worth


def _beyond_sum(node: Node, side: Side, reaches: Reaches) -> Way | Verdict:
    """Facts with which the sum of the parts goes beyond a limit."""
    limit = _default(node, side, reaches)
    made = reaches.loosely(node.id)
    for find in (reaches.loosely, reaches.made):
        made = find(node.id)
        if limit is None or made.points is None:
            return Verdict.IMPOSSIBLE
        end = made.points.upper if side == "most" else made.points.lower
        if end is not None and (end <= limit if side == "most" else end >= limit):
            return Verdict.IMPOSSIBLE
    return made.way(side) or Verdict.UNDECIDED


def _step(node: Node, side: Side, facts: Facts, ruleset: Ruleset) -> LimitStep | None:
    """The step with which the reference evaluator cuts the points of a unit."""
    try:
        scope = unfold(ruleset, facts, steps_for([("node", node.id)], ruleset))
    except EvaluationError:
        return None
    trace = scope.nodes[node.id]
    assert isinstance(trace, NodeTrace)
    kind = "at most" if side == "most" else "at least"
    cuts = (one for one in trace.steps if isinstance(one, LimitStep) and one.kind == kind)
    return next((one for one in cuts if not one.written and one.before != one.after), None)


# ---------------------------------------------------------------- parts that do not add up


def _parts_sum(node: Node, reaches: Reaches, language: Language) -> Iterator[Diagnostic]:
    if not isinstance(node.worth, Expression) or node.at_most is not None or node.at_least is not None:
        return
    plain = _plain_sum(node, reaches)
    own = reaches.ranges.worths[node.id].single
    if plain is not None and plain == own:
        return
    found = worth_of_parts(node, reaches)
    if found is None or not found.outcomes:
        return
    for worth in sorted({it for _, it in found.outcomes}):
        sums_ = sorted({it for it, own in found.outcomes if own == worth and it is not None})
        if sums_ and worth not in sums_:
            yield _odd(node, worth, sums_, reaches, language)


def _plain_sum(node: Node, reaches: Reaches) -> Fraction | None:
    """What the parts are worth together if nothing is exempt and nothing depends on the unit."""
    parts = node.children
    if node.form == "total":
        parts = tuple(one for one in reaches.ruleset.sections if one.kind == "main")
    worths = [reaches.ranges.worths[part.id].single for part in parts]
    known = [it for it in worths if it is not None]
    if len(known) < len(worths) or not known:
        return None
    return max(known) if node.best_of_parts else sum(known, ZERO)


def _odd(
    node: Node, worth: Fraction, sums_: list[Fraction], reaches: Reaches, language: Language
) -> Diagnostic:
    ruleset = reaches.ruleset
    plain = _plain_sum(node, reaches)
    several = "varies" if plain is None or node.best_of_parts else "exempt"
    best = "best" if node.best_of_parts else ""
    told = [_words(it, language) for it in sums_]
    between = " hoặc " if language == "vi" else " or "
    shown = between.join(told) if len(told) <= 3 else f"{told[0]} … {told[-1]}"
    side: Side = "least" if node.kind == "penalty" else "most"
    limit = -worth if node.kind == "penalty" else worth
    return diagnostic(
        "parts-sum", ruleset.text, _place(node), language,
        variant=several if len(sums_) > 1 else best,
        help="parts" if len(sums_) > 1 else "" if sums_[-1] > worth else "less",
        worth=_words(worth, language), sum=shown, limit=_limit(limit, side, ruleset),
        plain="" if plain is None else _words(plain, language),
    )  # fmt: skip

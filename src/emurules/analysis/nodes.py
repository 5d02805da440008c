"""Points, worth and what is attainable of nodes, as functions of where the lines of a question are cut.

Guarantees: step by step what the reference evaluator does (evaluate.nodes, statements, adjusting, total), in
the same order; exempt nodes are `EXEMPT_POINTS` where they are used as a quantity.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from typing import cast

from attrs import frozen

from emurules.analysis.diagrams import Diagram
from emurules.analysis.gains import added, amount, divided, of_award, of_bands, product, to_step
from emurules.analysis.lowering import NUMBERS, condition, extreme, joined, value
from emurules.analysis.order import prepare
from emurules.analysis.space import Space
from emurules.analysis.values import Mark, Number, Value, plus, times
from emurules.analysis.whole import joined_worth, parts_of, worth
from emurules.model import expression as model
from emurules.model.ruleset import Bands, Limit, Node, Rounding

ZERO, ONE = Fraction(0), Fraction(1)


@frozen
class Figures:
    """What a node comes to; without points it is exempt. `made` are the points before limits."""

    points: Diagram[Value]
    unscaled: Diagram[Value]
    attainable: Diagram[Value]
    made: Diagram[Value]


def quantity(one: model.Quantity | model.IsExempt, space: Space) -> Diagram[Value]:
    """A quantity of a node or of the total, or whether a node is exempt."""
    id = one.id or ""
    if space.shallow and not (isinstance(one, model.Quantity) and one.kind == "worth"):
        return space.unknown(one) if isinstance(one, model.IsExempt) else space.known(one, "exempt")
    if isinstance(one, model.IsExempt):
        return space.diagrams.each(lambda it: it is Mark.EXEMPT, figures(id, space).points)
    if one.kind == "worth":
        return space.diagrams.each(lambda it: Mark.NEVER if it is Mark.UNLIMITED else it, worth(id, space))
    found = figures(id, space)
    if one.kind == "points":
        return space.diagrams.each(lambda it: Mark.EXEMPT_POINTS if it is Mark.EXEMPT else it, found.points)
    if one.kind == "attainable":
        return space.diagrams.each(lambda it: Mark.NEVER if it is Mark.UNLIMITED else it, found.attainable)
    return space.diagrams.each(_share, found.unscaled, found.attainable)


def _share(unscaled: Value, attainable: Value) -> Value:
    if attainable is Mark.UNLIMITED:
        return Mark.NEVER
    if not isinstance(unscaled, NUMBERS) or attainable == 0:
        return Mark.EXEMPT
    return divided(unscaled, cast("Number", attainable))


def figures(id: str, space: Space) -> Figures:
    """The figures of a node, "" for the total."""
    if id not in space.figures:
        prepare(("node", id), space)
    found = space.figures.get(id)
    if found is None:
        node = space.ruleset.node_by_id[id] if id else space.ruleset.total
        found = space.figures[id] = _total(node, space) if node.form == "total" else _node(node, space)
    return cast("Figures", found)


# ---------------------------------------------------------------- worth and what is attainable


def attainable_of(node: Node, space: Space) -> Diagram[Value]:
    """What is attainable of a node that is assessed."""
    if node.kind == "penalty":
        return space.leaf(ZERO)
    own = worth(node.id, space)
    if node.form != "total" and not node.children:
        return own
    return _least(own, attainable_in(parts_of(node, space), node.best_of_parts, space), space)


def attainable_in(parts: Iterable[Node], best: bool, space: Space) -> Diagram[Value]:
    """What some parts count, together or the best of them, in what is attainable of the whole."""
    return joined_worth((_counted(part, space) for part in parts), best, space)


def _counted(part: Node, space: Space) -> Diagram[Value]:
    found = figures(part.id, space)
    if not part.rescaled:
        return found.attainable
    return space.diagrams.each(
        lambda points, whole, less: less if points is Mark.EXEMPT else whole,
        found.points,
        worth(part.id, space),
        found.attainable,
    )


def _least(left: Diagram[Value], right: Diagram[Value], space: Space) -> Diagram[Value]:
    def of(a: Value, b: Value) -> Diagram[Value]:
        if a is Mark.UNLIMITED or b is Mark.UNLIMITED:
            return space.leaf(b if a is Mark.UNLIMITED else a)
        return extreme(space.leaf(a), space.leaf(b), False, space)

    return space.diagrams.bind(of, left, right)


# ---------------------------------------------------------------- a node


def _node(node: Node, space: Space) -> Figures:
    each = space.diagrams.each
    attainable = attainable_of(node, space)
    exempted = _exemptions(node, space)
    made = _made(node, space)
    nothing = _nothing_assessed(node, attainable, space)
    zero = _zeroed(node, space)

    def before(exempt: Value | None, none: Value, zeroed: Value, points: Value) -> Value:
        if exempt is not None:
            return exempt
        if none is True:
            return Mark.EXEMPT
        if zeroed is True:
            return Mark.UNLIMITED  # stands for a zero that no limit lifts
        return Mark.EXEMPT if zeroed is not False or not isinstance(points, NUMBERS) else points

    points = each(before, exempted, nothing, zero, made)
    # A unit that is scored counts with its full worth.
    scored = each(lambda it: isinstance(it, NUMBERS), exempted)
    full = space.leaf(ZERO) if node.kind == "penalty" else worth(node.id, space)
    attainable = each(lambda yes, a, b: a if yes else b, scored, full, attainable)
    within = _limited(node, points, space)
    scaled = _rescaled(node, within, attainable, space)
    last = _rounded(node.rounding, scaled, space)

    def settled(first: Value, then: Value) -> Value:
        return ZERO if first is Mark.UNLIMITED else then

    final = each(settled, points, last)
    unscaled = each(settled, points, within if node.rescaled else last)
    reached = each(lambda it, most: ZERO if it is Mark.EXEMPT else most, final, attainable)
    return Figures(final, unscaled, reached, each(settled, points, points))


def _exemptions(node: Node, space: Space) -> Diagram[Value | None]:
    """Exempt, or scored as some points, or None for neither."""
    conditions = [condition(one.condition, space) for one in node.exemptions]
    scorings = [None if one.scoring is None else value(one.scoring, space) for one in node.exemptions]
    found: Diagram[Value | None] = space.diagrams.leaf(None)
    for holds, scoring in reversed(list(zip(conditions, scorings, strict=True))):
        if scoring is not None:
            found = space.diagrams.each(_scored, holds, scoring, found)
    for holds, scoring in zip(conditions, scorings, strict=True):
        plain = scoring is None
        found = space.diagrams.each(
            lambda yes, it, plain=plain: Mark.EXEMPT if not isinstance(yes, bool) or (yes and plain) else it,
            holds,
            found,
        )
    return found


def _scored(holds: Value, scoring: Value, otherwise: Value | None) -> Value | None:
    if holds is not True:
        return otherwise
    if scoring is Mark.EXEMPT_POINTS:
        return ZERO
    return scoring if isinstance(scoring, NUMBERS) else Mark.EXEMPT


def _nothing_assessed(node: Node, attainable: Diagram[Value], space: Space) -> Diagram[Value]:
    found = space.leaf(bool(node.children))
    for child in node.children:
        points = figures(child.id, space).points
        found = space.diagrams.each(lambda so, it: so is True and it is Mark.EXEMPT, found, points)
    if node.rescaled:
        found = space.diagrams.each(lambda so, most: so is True or most == 0, found, attainable)
    return found


def _zeroed(node: Node, space: Space) -> Diagram[Value]:
    """Whether a `zero when` holds; exempt where none does and one has no answer."""
    conditions = [condition(one.condition, space) for one in node.zeros]
    return joined((space.leaf(False), *conditions), True, space)


# ---------------------------------------------------------------- points


def _made(node: Node, space: Space) -> Diagram[Value]:
    if node.children:
        parts = [figures(child.id, space).points for child in node.children]
        points = best_of(parts, space) if node.best_of_parts else summed(parts, space)
    else:
        gains = [
            of_bands(one, space) if isinstance(one, Bands) else of_award(one, space) for one in node.awards
        ]
        points = reduce(lambda a, b: space.diagrams.each(added, a, b), gains, space.leaf(ZERO))
    return _reduced(node, points, space)


def summed(parts: list[Diagram[Value]], space: Space) -> Diagram[Value]:
    """The sum of the points of nodes, of which exempt ones count nothing; the last ones are added first."""

    def of(part: Value, rest: Value) -> Value:
        counted = ZERO if part is Mark.EXEMPT else part
        return (
            plus(counted, rest) if isinstance(counted, NUMBERS) and isinstance(rest, NUMBERS) else Mark.NEVER
        )

    return reduce(lambda rest, part: space.diagrams.each(of, part, rest), reversed(parts), space.leaf(ZERO))


def best_of(parts: list[Diagram[Value]], space: Space) -> Diagram[Value]:
    """The greatest of the points of nodes that are not exempt."""

    def of(a: Value, b: Value) -> Diagram[Value]:
        if a is Mark.EXEMPT or b is Mark.EXEMPT:
            return space.leaf(b if a is Mark.EXEMPT else a)
        return extreme(space.leaf(a), space.leaf(b), True, space)

    return reduce(lambda a, b: space.diagrams.bind(of, a, b), parts)


def _reduced(node: Node, points: Diagram[Value], space: Space) -> Diagram[Value]:
    if not node.reductions:
        return points
    shares = [amount(one, one.share, space) for one in node.reductions]
    share = reduce(lambda a, b: space.diagrams.each(added, a, b), shares)
    left = space.diagrams.each(lambda it: plus(ONE, it, -ONE) if isinstance(it, NUMBERS) else it, share)
    left = extreme(left, space.leaf(ZERO), True, space)
    positive = extreme(points, space.leaf(ZERO), True, space)
    negative = extreme(points, space.leaf(ZERO), False, space)
    taken = space.diagrams.each(product, positive, left)
    return space.diagrams.each(added, taken, negative)


# ---------------------------------------------------------------- limits, rescaling, rounding


def _limited(node: Node, points: Diagram[Value], space: Space) -> Diagram[Value]:
    of_worth = space.leaf(Mark.UNLIMITED) if node.form == "total" else worth(node.id, space)
    if node.kind == "penalty":
        lowest = space.diagrams.each(lambda it: times(it, -ONE) if isinstance(it, NUMBERS) else it, of_worth)
        highest = space.leaf(ZERO)
    else:
        lowest = space.leaf(Mark.UNLIMITED if node.form == "total" else ZERO)
        highest = of_worth
    for limit, default, greatest in ((node.at_most, highest, False), (node.at_least, lowest, True)):
        bound = default if limit is None else _bound(limit, node, space)
        points = space.diagrams.bind(
            lambda it, end, greatest=greatest: _cut(it, end, greatest, space), points, bound
        )
    return points


def _bound(limit: Limit, node: Node, space: Space) -> Diagram[Value]:
    def of(one: Value) -> Value:
        if isinstance(one, NUMBERS):
            return one
        # Of the total a limit that is exempt does not hold.
        return Mark.UNLIMITED if node.form == "total" else Mark.EXEMPT

    return space.diagrams.each(of, value(limit.points, space))


def _cut(points: Value, bound: Value, greatest: bool, space: Space) -> Diagram[Value]:
    if not isinstance(points, NUMBERS) or bound is Mark.UNLIMITED:
        return space.leaf(points)
    if not isinstance(bound, NUMBERS):
        return space.leaf(Mark.EXEMPT)
    return extreme(space.leaf(points), space.leaf(bound), greatest, space)


def _rescaled(node: Node, points: Diagram[Value], attainable: Diagram[Value], space: Space) -> Diagram[Value]:
    if not node.rescaled:
        return points

    def of(it: Value, whole: Value, most: Value) -> Value:
        if not isinstance(it, NUMBERS) or not isinstance(whole, NUMBERS) or not isinstance(most, NUMBERS):
            return it if not isinstance(it, NUMBERS) else Mark.NEVER
        if most == 0:
            return it if node.form == "total" else Mark.EXEMPT
        scaled = product(it, whole)
        assert isinstance(scaled, NUMBERS)
        return divided(scaled, most)

    return space.diagrams.each(of, points, worth(node.id, space), attainable)


def _rounded(rounding: Rounding | None, points: Diagram[Value], space: Space) -> Diagram[Value]:
    if rounding is None:
        return points

    def of(one: Value) -> Value:
        if not isinstance(one, NUMBERS):
            return one
        return to_step(one, rounding.step, rounding.mode, space)

    return space.diagrams.each(of, points)


# ---------------------------------------------------------------- the total


def _total(node: Node, space: Space) -> Figures:
    each = space.diagrams.each
    attainable = attainable_of(node, space)
    sections = space.ruleset.sections
    main = summed([figures(one.id, space).points for one in sections if one.kind == "main"], space)
    others = summed([figures(one.id, space).points for one in sections if one.kind != "main"], space)
    unscaled = each(added, main, others)
    made = each(added, _rescaled(node, main, attainable, space), others)
    zero = _zeroed(node, space)
    last = _rounded(node.rounding, _limited(node, made, space), space)
    final = each(lambda zeroed, it: ZERO if zeroed is True else it, zero, last)
    plain = each(lambda zeroed, it: ZERO if zeroed is True else it, zero, unscaled)
    return Figures(final, plain if node.rescaled else final, attainable, made)

"""Ranges: an interval that surely holds every value that an expression can take, where something is known.

Guarantees: conservative: every value that an admitted unit can give lies inside; not every number inside need
be given. Knows what `up to`, requirements and the conditions on the way say about sums and differences, so
that `a - b` is not negative where b is up to a. Left out: most grids, and exact reach (check).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve, field, frozen

from emurules.model import expression as model
from emurules.model.expression import Expression
from emurules.model.heads import known_in_rows
from emurules.model.interval import EVERYTHING, NOT_NEGATIVE, PERCENTS, Interval
from emurules.model.known import MOST, NOTHING, Known, assume, both, short, spelled
from emurules.model.linear import MEASURED, Claim, linear, nested
from emurules.model.reach import (
    MOST_CLAIMS,
    MOST_NESTED,
    ZERO,
    claims_in,
    greatest,
    hull,
    interval_of,
    range_of,
)
from emurules.model.ruleset import Limit, Node, Rate, Ruleset, Table
from emurules.model.values import Known as Value
from emurules.model.values import Missing, Type, Unlimited

ENDLESS = 1 << 60
"""So much work that nobody runs out of it."""


@frozen
class Ranges:
    """The ranges of everything that a ruleset names; `parameter` is that of a table, inside it.

    `texts` are the lets and worths that are short enough to be spelled out, `about` the claims that
    requirements make, by the facts that they mention. `seen` only saves work; `work` is how many steps all
    questions about the ruleset may still take together. `listed` keeps what was listed of tied facts.
    """

    ruleset: Ruleset
    rates: Mapping[str, Interval] = field(factory=dict)
    lets: Mapping[str, Interval] = field(factory=dict)
    tables: Mapping[str, Interval] = field(factory=dict)
    worths: Mapping[str, Interval] = field(factory=dict)
    points: Mapping[str, Interval] = field(factory=dict)
    texts: Mapping[Expression, Expression] = field(factory=dict)
    about: Mapping[Expression, tuple[Claim, ...]] = field(factory=dict)
    parameter: Interval = EVERYTHING
    seen: dict[tuple[Expression, Known | None], Interval] = field(factory=dict, eq=False, repr=False)
    listed: dict[frozenset[str], tuple[tuple[tuple[str, Value | Missing], ...], ...] | None] = field(
        factory=dict, eq=False, repr=False
    )
    work: list[int] = field(factory=lambda: [ENDLESS], eq=False, repr=False)

    def of(self, expression: Expression, known: Known = NOTHING) -> Interval:
        """The range of a number, percent or date (in days); everything for other types."""
        text = self.spelled(expression)
        if text.type not in MEASURED or nested(text) > MOST_NESTED:
            return EVERYTHING
        return range_of(linear(text), known, self)

    def within(self, part: Expression, whole: Expression, known: Known = NOTHING) -> bool:
        """Whether a part provably never exceeds a whole."""
        return self.of(model.Arithmetic("-", whole, part, whole.type), known).not_negative

    def spelled(self, expression: Expression) -> Expression:
        """An expression with its lets as their text, as far as that is short."""
        return spelled(expression, self.texts)

    def assumed(self, condition: Expression | None, holds: bool = True) -> Known:
        """What is known where a condition holds; nothing where there is no condition."""
        if condition is None:
            return NOTHING
        found = assume(self.spelled(condition), holds, self.ruleset.let_by_name)
        return self._with_conditions(found)

    def _with_conditions(self, known: Known) -> Known:
        """What is known, and the conditions of all `only when` facts that are known to be there."""
        waiting = [*known]
        while waiting and len(known) < MOST:
            match waiting.pop():
                case model.Not(operand=model.IsMissing(fact=name)):
                    more = self.ruleset.fact_by_name[name].only_when
                    found = NOTHING if more is None else assume(self.spelled(more), True, {}) - known
                    waiting += found
                    known |= found
        return known


def ranges(ruleset: Ruleset) -> Ranges:
    """The ranges of a ruleset whose order is known (there are no circles)."""
    rates: dict[str, Interval] = {}
    lets: dict[str, Interval] = {}
    tables: dict[str, Interval] = {}
    worths: dict[str, Interval] = {}
    points: dict[str, Interval] = {}
    texts: dict[Expression, Expression] = {}
    found = Ranges(ruleset, rates, lets, tables, worths, points, texts, _about(ruleset))
    for kind, name in ruleset.order:
        match kind:
            case "rate":
                rates[name] = _rate(ruleset.rate_by_name[name], found)
            case "let":
                let = ruleset.let_by_name[name]
                text = found.spelled(let.value)
                if short(text):
                    texts[model.LetUse(name, let.value.type)] = text
                lets[name] = found.of(text)
            case "table":
                table = ruleset.table_by_name[name]
                inside = evolve(found, parameter=interval_of(table.domain), seen={})
                tables[name] = hull(_of_rows(table, inside))
            case "worth":
                node = ruleset.node_by_id.get(name, ruleset.total)
                worths[name] = _worth(node, found)
                if node.worth is not None and not isinstance(node.worth, Unlimited) and short(node.worth):
                    use = model.Quantity("worth", name or None, Type.NUMBER)
                    texts[use] = found.spelled(node.worth)
            case "node" if name == "":
                points[name] = _total(ruleset.total, found)
            case "node":
                points[name] = _points(ruleset.node_by_id[name], found)
    return found


def _of_rows(table: Table, ranges: Ranges) -> list[Interval]:
    """The ranges of what a table's rows give."""
    subject = model.ParameterUse(table.parameter, table.domain.type)
    return [
        ranges.of(row.points, both(here, ranges.assumed(row.guard)))
        for row, here in known_in_rows(table.partition, subject, NOTHING, ranges)
        if row.points is not None
    ]


def _about(ruleset: Ruleset) -> dict[Expression, tuple[Claim, ...]]:
    """What requirements say surely, by the facts that they mention."""
    found: dict[Expression, tuple[Claim, ...]] = {}
    for requirement in ruleset.requirements:
        for claim in claims_in(assume(requirement.condition, True, {})):
            for term in claim.form.terms:
                found[term] = (*found.get(term, ()), claim)[:MOST_CLAIMS]
    return found


def _rate(one: Rate, known: Ranges) -> Interval:
    """0 to 100% only where the part is provably within the whole."""
    part, whole = known.of(one.part), known.of(one.whole)
    if whole.not_negative and known.within(one.part, one.whole):
        inside = PERCENTS if part.not_negative else Interval(None, Fraction(1))
    elif whole.not_negative and part.not_negative:
        inside = NOT_NEGATIVE
    else:
        inside = EVERYTHING
    return inside if one.if_none is None else inside.hull(Interval(one.if_none, one.if_none))


def _worth(node: Node, known: Ranges) -> Interval:
    """A node's own worth, or the sum (or best) of its children's."""
    if isinstance(node.worth, Unlimited):
        return NOT_NEGATIVE
    if node.worth is not None:
        return known.of(node.worth)
    if node.form == "total":
        below = [one for one in known.ruleset.sections if one.kind == "main"]
    else:
        below = list(node.children)
    worths = [known.worths[child.id] for child in below]
    return greatest(worths) if node.best_of_parts else sum(worths, ZERO)


def _points(node: Node, known: Ranges) -> Interval:
    """What a node can give, by its limits (and 0, which an exempt node counts)."""
    of_worth = known.worths[node.id]
    top = None if isinstance(node.worth, Unlimited) else of_worth.upper
    if node.kind == "penalty":
        lowest, highest = Interval(None if top is None else -top, Fraction(0)), ZERO
    else:
        lowest, highest = ZERO, Interval(Fraction(0), top)
    least = known.of(node.at_least.points) if node.at_least else lowest
    most = known.of(node.at_most.points) if node.at_most else highest
    reached = _limited(EVERYTHING, most, least)
    if node.rescaled:  # times worth over attainable: within the worth unless a limit says otherwise
        reached = Interval(Fraction(0), None if node.at_most else top) if least.not_negative else EVERYTHING
    return _with_step(reached, node).hull(ZERO)


def _total(node: Node, known: Ranges) -> Interval:
    """What the whole can give."""
    reached = sum((known.points[section.id] for section in known.ruleset.sections), ZERO)
    if node.rescaled:
        reached = EVERYTHING
    most, least = (known.of(one.points) if one else None for one in (node.at_most, node.at_least))
    within = _limited(reached, most, least)
    if _may_be_exempt(node.at_most) or _may_be_exempt(
        node.at_least
    ):  # of the total such a limit does not hold
        within = within.hull(reached)
    within = _with_step(within, node)
    return within.hull(ZERO) if node.zeros else within


def _limited(reached: Interval, most: Interval | None, least: Interval | None) -> Interval:
    """A range after an upper and then a lower limit."""
    if most is not None:
        reached = -greatest([-reached, -most])
    return reached if least is None else greatest([reached, least])


def _with_step(reached: Interval, node: Node) -> Interval:
    """Rounding may pass a limit, by less than a step."""
    step = node.rounding.step if node.rounding else Fraction(0)
    return reached + Interval(-step, step)


def _may_be_exempt(limit: Limit | None) -> bool:
    exempting = (model.RateUse, model.LetUse, model.TableUse, model.Quantity)
    return limit is not None and any(isinstance(one, exempting) for one in model.references(limit.points))

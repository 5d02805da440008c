"""Sizes: how long a number can be, so that no ruleset can make a machine compute for ever.

A fact has at most 40 digits above and below the line of its fraction, fewer where its domain says so. An
operation whose result could have more than 10,000 is refused. Sums of nodes are no operations of an
expression: they count where an expression uses them, and are not refused themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from math import ceil, floor, lcm, log2

from attrs import evolve, field, frozen

from emurules.model import expression as model
from emurules.model import ruleset as meant
from emurules.model.domain import Domain, Numbers
from emurules.model.facts import FACT_DIGITS
from emurules.model.notation import MOST_DIGITS
from emurules.model.uses import expressions
from emurules.model.values import Type, Unlimited
from emurules.resolve.report import Report

_MOST = floor(MOST_DIGITS * log2(10))  # bits: digits would count a sum of ten as ten times as much
_CUT = 10 * _MOST  # sizes are cut here, so that sizes of sizes stay small


@frozen
class Size:
    """The most bits of a numerator and a denominator."""

    above: int = 1
    below: int = 1

    def plus(self, other: Size) -> Size:
        """The size of a sum."""
        if REFUSED in (self, other):
            return REFUSED
        if self.below == other.below == 1:
            return Size(max(self.above, other.above) + 1, 1).cut()
        above = max(self.above + other.below, other.above + self.below) + 1
        return Size(above, self.below + other.below).cut()

    def times(self, other: Size) -> Size:
        """The size of a product."""
        if REFUSED in (self, other):
            return REFUSED
        whole = self.below == other.below == 1
        return Size(self.above + other.above, 1 if whole else self.below + other.below).cut()

    def turned(self) -> Size:
        """The size of one over it."""
        return Size(self.below, self.above)

    def cut(self) -> Size:
        """The same, with no number larger than is needed to refuse."""
        return Size(min(self.above, _CUT), min(self.below, _CUT))

    @property
    def too_long(self) -> bool:
        """Whether such a number is refused."""
        return max(self.above, self.below) > _MOST


REFUSED = Size(0, 0)  # was reported, and whatever is made of it is not reported again


def of_number(value: Fraction) -> Size:
    """The size of a number."""
    return Size(max(value.numerator.bit_length(), 1), value.denominator.bit_length())


_FACT = of_number(Fraction(10**FACT_DIGITS, 10**FACT_DIGITS - 1))
_HUNDRED = 7  # bits that a percent has more than its number
_DAY = Size(22, 1)  # of the ordinal of the last day there is
# What is looked up in a table counts as the next of these sizes: each table is measured a few times only.
_ARGUMENTS = tuple(Size(bits, bits) for bits in (256, 1024, 4096, 16_384, _CUT))
Refuse = Callable[[model.Expression], None]


@frozen
class _Sizes:
    """The sizes of everything that comes before; of a table one for each size of what is looked up."""

    ruleset: meant.Ruleset
    known: Mapping[meant.Step, Size]
    tables: Mapping[str, tuple[Size, ...]]
    refuse: Refuse | None
    parameter: Size = field(default=_FACT)


def check(ruleset: meant.Ruleset, report: Report) -> None:
    """Report every operation whose result can have too many digits."""

    def refuse(one: model.Expression) -> None:
        limit = f"{MOST_DIGITS:_}"
        report.add("value-too-long", one.span, text=report.words(one.span), limit=limit)

    known: dict[meant.Step, Size] = {}
    tables: dict[str, tuple[Size, ...]] = {}
    sizes = _Sizes(ruleset, known, tables, refuse)
    for key in ruleset.order:
        kind, name = key
        node = ruleset.node_by_id.get(name, ruleset.total)
        match kind:
            case "rate":
                rate = ruleset.rate_by_name[name]
                known[key] = _of(rate.part, sizes).times(_of(rate.whole, sizes).turned())
            case "let":
                known[key] = _of(ruleset.let_by_name[name].value, sizes)
            case "table":
                tables[name] = _table(ruleset.table_by_name[name], sizes)
            case "worth" if node.worth is None:
                known[key] = _sum(known["worth", one.id] for one in _below(node, ruleset))
            case "worth":
                written = None if isinstance(node.worth, Unlimited) else node.worth
                known[key] = Size() if written is None else _of(written, sizes)
            case "node":
                known[key] = _node(node, sizes)
    for expression in _answers(ruleset):
        _of(expression, sizes)


def _answers(ruleset: meant.Ruleset) -> Iterator[model.Expression]:
    """The conditions that nothing else depends on."""
    for fact in ruleset.facts:
        if fact.only_when is not None:
            yield fact.only_when
    yield from (one.condition for one in ruleset.requirements)
    for grading in ruleset.gradings:
        yield from (row.guard for row in grading.partition.rows if row.guard is not None)
        yield from grading.conditions
    yield from (one.condition for one in ruleset.disqualifications)
    yield from (law.claim for law in ruleset.laws if not isinstance(law.claim, meant.Monotone))


def _below(node: meant.Node, ruleset: meant.Ruleset) -> tuple[meant.Node, ...]:
    return ruleset.sections if node.form == "total" else node.children


def _sum(sizes: Iterable[Size]) -> Size:
    whole = Size()
    for one in sizes:
        whole = whole.plus(one)
    return whole


def _largest(*sizes: Size) -> Size:
    if REFUSED in sizes:
        return REFUSED
    return Size(max([one.above for one in sizes], default=1), max([one.below for one in sizes], default=1))


# ---------------------------------------------------------------- nodes and tables


def _node(node: meant.Node, sizes: _Sizes) -> Size:
    """The size of a node's points; each of its expressions is measured."""
    for one in expressions(node):
        if one.type is Type.TRUTH:
            _of(one, sizes)
    points = _sum(sizes.known["node", child.id] for child in _below(node, sizes.ruleset))
    points = points.plus(_sum(_award(one, sizes) for one in node.awards))
    shares = _sum(_amount(one.share, one.per, one.at_most, sizes) for one in node.reductions)
    if node.reductions:
        points = points.times(shares)
    scoring = [_of(one.scoring, sizes) for one in node.exemptions if one.scoring is not None]
    limits = [_of(one.points, sizes) for one in (node.at_most, node.at_least) if one is not None]
    points = _largest(points, *scoring, *limits, sizes.known.get(("worth", node.id), _FACT))
    if node.rescaled:
        attainable = _sum(sizes.known["worth", child.id] for child in _below(node, sizes.ruleset))
        worth = sizes.known["worth", node.id]
        points = points.times(worth).times(_largest(attainable, worth).turned())
    if node.rounding is not None:
        step = node.rounding.step
        below = step.denominator.bit_length()
        points = Size(max(points.above, step.numerator.bit_length()) + below + 1, below)
    return points.cut()


def _award(award: meant.Award | meant.Bands, sizes: _Sizes) -> Size:
    if isinstance(award, meant.Award):
        return _amount(award.points, award.per, award.at_most, sizes)
    _of(award.subject, sizes)
    return _largest(*(_of(row.points, sizes) for row in award.partition.rows if row.points is not None))


def _amount(
    points: model.Expression, per: meant.Per | None, at_most: model.Expression | None, sizes: _Sizes
) -> Size:
    """The size of `P per Q at most M`."""
    amount = _of(points, sizes)
    if per is not None:
        amount = _refused(amount.times(_of(per.quantity, sizes)), points, sizes)
    return amount if at_most is None else _largest(amount, _of(at_most, sizes))


def _table(table: meant.Table, sizes: _Sizes) -> tuple[Size, ...]:
    """The sizes of a table's points, for each size of what may be looked up."""
    rows = [row.points for row in table.partition.rows if row.points is not None]
    usual = evolve(sizes, parameter=of_domain(table.domain))
    for row in table.partition.rows:
        if row.guard is not None:
            _of(row.guard, usual)
    first = _largest(*(_of(row, usual) for row in rows))
    if not any(isinstance(one, model.ParameterUse) for row in rows for one in model.references(row)):
        return (first,) * len(_ARGUMENTS)
    quiet = [evolve(sizes, parameter=argument, refuse=None) for argument in _ARGUMENTS]
    return tuple(_largest(*(_of(row, one) for row in rows)) for one in quiet)


def of_domain(domain: Domain) -> Size:
    """The size of a fact's values."""
    if not isinstance(domain, Numbers):
        return _DAY
    more = _HUNDRED if domain.type is Type.PERCENT else 0
    if domain.step is None:
        return Size(_FACT.above + more, _FACT.below + more)
    below = lcm(domain.step.denominator, domain.origin.denominator)
    lower, upper = domain.interval.lower, domain.interval.upper
    if lower is None or upper is None:
        return Size(_FACT.above + more, below.bit_length())
    return Size(ceil(max(abs(lower), abs(upper)) * below).bit_length() + 1, below.bit_length())


# ---------------------------------------------------------------- expressions


def _of(expression: model.Expression, sizes: _Sizes) -> Size:
    match expression:
        case model.Constant(value=Fraction() as value):
            return of_number(value)
        case model.FactUse(name=name):
            return of_domain(sizes.ruleset.fact_by_name[name].domain)
        case model.ParameterUse():
            return sizes.parameter
        case model.RateUse(name=name):
            return sizes.known.get(("rate", name), _FACT)
        case model.LetUse(name=name):
            return sizes.known.get(("let", name), _FACT)
        case model.TableUse(name=name):
            return _looked_up(expression, sizes)
        case model.Quantity():
            return _quantity(expression, sizes)
    inside = [_of(part, sizes) for part in model.parts(expression)]
    match expression:
        case model.Arithmetic(operator="+" | "-"):
            return _refused(inside[0].plus(inside[1]), expression, sizes)
        case model.Arithmetic(operator="*"):
            return _refused(inside[0].times(inside[1]), expression, sizes)
        case model.Arithmetic():
            return _refused(inside[0].times(inside[1].turned()), expression, sizes)
        case model.Call(function="round" | "floor" | "ceil"):
            return _refused(Size(inside[0].above + inside[1].below + 1, inside[1].below), expression, sizes)
        case model.Call(function="tally"):
            return Size(len(inside).bit_length(), 1)
        case model.Choose():
            return _largest(inside[0], inside[2])
        case model.And() | model.Or() | model.Not() | model.Compare():
            return Size()
        case _:
            return _largest(*inside)


def _quantity(one: model.Quantity, sizes: _Sizes) -> Size:
    worth, points = (
        sizes.known.get(("worth", one.id or ""), _FACT),
        sizes.known.get(("node", one.id or ""), _FACT),
    )
    match one.kind:
        case "points":
            return points
        case "worth" | "attainable":
            return worth
        case "share":
            return points.times(worth.turned())


def _looked_up(use: model.TableUse, sizes: _Sizes) -> Size:
    argument = _of(use.argument, sizes)
    known = sizes.tables.get(use.name, (_FACT,) * len(_ARGUMENTS))
    for size, outcome in zip(_ARGUMENTS, known, strict=True):
        if max(argument.above, argument.below) <= size.above:
            return _refused(outcome, use, sizes)
    return _refused(known[-1], use, sizes)


def _refused(size: Size, expression: model.Expression, sizes: _Sizes) -> Size:
    """A size, unless it is too long, which is reported."""
    if sizes.refuse is None or not size.too_long:
        return size
    sizes.refuse(expression)
    return REFUSED

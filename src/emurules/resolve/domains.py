"""Domains: the types of facts and of tables' parameters.

`same as` and `up to` tie facts to each other: circles among them are reported here. Guarantees: a fact
without a domain was reported, and what is tied to it is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from emurules.diagnostics import Label
from emurules.model.domain import Choice, Dates, Domain, Numbers, Option, YesNo
from emurules.model.interval import PERCENTS, Interval, of_date
from emurules.model.values import Type
from emurules.resolve.constants import literal, number
from emurules.resolve.graph import report_circles, sorted_with_circles
from emurules.resolve.names import unknown_fact
from emurules.resolve.report import Report
from emurules.resolve.scope import Scope
from emurules.syntax import nodes

_FIRST_DAY, _LAST_DAY = of_date(date.min), of_date(date.max)


def domains(scope: Scope, report: Report) -> dict[str, Domain]:
    """The domain of every fact whose type is sound; the others are reported."""
    facts = {fact.name.text: fact for fact in scope.all(nodes.Fact)}
    needs = {name: _tied_to(fact.type) for name, fact in facts.items()}
    order, circles = sorted_with_circles(needs)
    circular = report_circles(circles, needs, lambda name: facts[name].name.span, str, report)
    found: dict[str, Domain] = {}
    for name in order:
        domain = None if name in circular else domain_of(facts[name].type, found, scope, report)
        if domain is not None:
            found[name] = domain
    return {name: found[name] for name in facts if name in found}


def _tied_to(type: nodes.Type) -> tuple[str, ...]:
    """The fact that a type is the same as, or up to."""
    match type:
        case nodes.SameType(fact=other):
            return (other.text,)
        case nodes.CountType(limit=nodes.NameUse(name=name)):
            return (name,)
        case _:
            return ()


def bounds(scope: Scope) -> dict[str, str]:
    """The fact that each bounded fact is up to, also by way of `same as`."""
    types = {fact.name.text: fact.type for fact in scope.all(nodes.Fact)}
    found: dict[str, str] = {}
    for name in sorted_with_circles({name: _tied_to(type) for name, type in types.items()})[0]:
        match types[name]:
            case nodes.CountType(limit=nodes.NameUse(name=whole)):
                found[name] = whole
            case nodes.SameType(fact=other) if other.text in found:
                found[name] = found[other.text]
    return found


def domain_of(type: nodes.Type, found: Mapping[str, Domain], scope: Scope, report: Report) -> Domain | None:
    """The domain that a type says, None if anything was reported; `found` are those of facts so far."""
    match type:
        case nodes.YesNoType():
            return YesNo()
        case nodes.CountType():
            return _count(type, found, scope, report)
        case nodes.NumberType(bounds=bounds, step=step, unit=unit):
            return _numbers(Type.NUMBER, bounds, step, unit.value if unit else None, report)
        case nodes.PercentType(bounds=bounds, step=step):
            return _numbers(Type.PERCENT, bounds, step, None, report)
        case nodes.DateType(bounds=bounds):
            return _dates(bounds, report)
        case nodes.ChoiceType(options=options):
            return _choice(options, report)
        case nodes.SameType(fact=other):
            if not isinstance(scope.names.get(other.text), nodes.Fact):
                unknown_fact(other, scope, report)
            return found.get(other.text)
        case nodes.PlannedType():
            report.add("planned-word", type.span, text=report.words(type.span))
            return None


def _count(type: nodes.CountType, found: Mapping[str, Domain], scope: Scope, report: Report) -> Domain | None:
    before = len(report.found)
    lowest = _least(type.lowest, report)
    highest = _most(type.limit, found, scope, report)
    if isinstance(type.limit, nodes.NameUse) and type.limit.name not in found:
        return None
    _check_ends(type.bounds, lowest, highest, report)
    if len(report.found) > before:
        return None
    return Numbers(Type.NUMBER, Interval(lowest, highest), Fraction(1), count=True)


def _least(node: nodes.Expression | None, report: Report) -> Fraction:
    """The least that is counted; what is below zero, or no whole number, is reported."""
    value = number(node, Type.NUMBER, report)
    if node is not None and value is not None and value.denominator != 1:
        report.add("bad-domain", node.span, variant="count", text=report.words(node.span))
    elif node is not None and value is not None and value < 0:
        report.add("bad-domain", node.span, variant="negative", help="negative", text=report.words(node.span))
    return Fraction(0) if value is None else value


def _most(
    node: nodes.Expression | None, found: Mapping[str, Domain], scope: Scope, report: Report
) -> Fraction | None:
    """The most that is counted, or that its whole can be; what bounds no count is reported."""
    match node:
        case nodes.Number(value=value):
            if value.denominator != 1:
                report.add("bad-domain", node.span, variant="count", text=report.words(node.span))
            return value
        case nodes.NameUse(name=name) if not isinstance(scope.names.get(name), nodes.Fact):
            unknown_fact(node, scope, report)
        case nodes.NameUse(name=name) if name in found:
            above = found[name]
            if isinstance(above, Numbers) and above.count:
                return above.interval.upper
            report.add("type-mismatch", node.span, variant="count", help=None, text=name)
    return None


def _numbers(
    type: Type, bounds: nodes.Bounds | None, step: nodes.Expression | None, unit: str | None, report: Report
) -> Domain | None:
    before = len(report.found)
    lower = number(bounds.lower, type, report) if bounds else None
    upper = number(bounds.upper, type, report) if bounds else None
    size = number(step, type, report)
    _check_ends(bounds, lower, upper, report)
    if step and size is not None and size <= 0:
        report.add("bad-domain", step.span, variant="step", help="step", text=report.words(step.span))
    if len(report.found) > before:
        return None
    interval = Interval(lower, upper)
    if type is Type.PERCENT and bounds is None:
        interval = PERCENTS
    elif type is Type.PERCENT and lower is None and upper is not None and upper >= 0:
        interval = Interval(Fraction(0), upper)  # `percent up to 50%`: nobody thinks of less than nothing
    return Numbers(type, interval, size, origin=interval.lower or Fraction(0), unit=unit)


def _dates(bounds: nodes.Bounds | None, report: Report) -> Domain | None:
    if bounds is None:
        return Dates(Interval(_FIRST_DAY, _LAST_DAY))
    before = len(report.found)
    lower, upper = (
        None if end is None else literal(end, Type.DATE, report) for end in (bounds.lower, bounds.upper)
    )
    first = of_date(lower) if isinstance(lower, date) else _FIRST_DAY
    last = of_date(upper) if isinstance(upper, date) else _LAST_DAY
    _check_ends(bounds, first, last, report)
    return None if len(report.found) > before else Dates(Interval(first, last))


def _check_ends(
    bounds: nodes.Bounds | None, lower: Fraction | None, upper: Fraction | None, report: Report
) -> None:
    if bounds and lower is not None and upper is not None and lower > upper:
        report.add("bad-domain", bounds.span, variant="ends", help="ends", text=report.words(bounds.span))


def _choice(options: tuple[nodes.Option, ...], report: Report) -> Domain | None:
    seen: dict[str, nodes.Option] = {}
    for one in options:
        if one.name.text in seen:
            also = (Label(seen[one.name.text].name.span, "first"),)
            report.add(
                "duplicate-name",
                one.name.span,
                variant="option",
                help="remove",
                also=also,
                name=one.name.text,
            )
        seen.setdefault(one.name.text, one)
    return Choice(tuple(Option(name, one.title.value if one.title else None) for name, one in seen.items()))

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
from emurules.model.interval import NOT_NEGATIVE, PERCENTS, Interval, of_date
from emurules.model.values import Type
from emurules.resolve.constants import literal, number
from emurules.resolve.graph import report_circles, sorted_with_circles
from emurules.resolve.names import unknown_fact
from emurules.resolve.report import Report
from emurules.resolve.scope import Scope
from emurules.syntax import nodes

_FIRST_DAY, _LAST_DAY = of_date(date.min), of_date(date.max)
_COUNTS = Numbers(Type.NUMBER, NOT_NEGATIVE, Fraction(1), count=True)


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
        case nodes.CountType(limit=limit):
            return _count(limit, found, scope, report)
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


def _count(
    limit: nodes.Number | nodes.NameUse | None, found: Mapping[str, Domain], scope: Scope, report: Report
) -> Domain | None:
    if limit is None:
        return _COUNTS
    if isinstance(limit, nodes.Number):
        if limit.value.denominator != 1:
            report.add("bad-domain", limit.span, variant="count", text=report.words(limit.span))
            return None
        return Numbers(Type.NUMBER, Interval(Fraction(0), limit.value), Fraction(1), count=True)
    if not isinstance(scope.names.get(limit.name), nodes.Fact):
        unknown_fact(limit, scope, report)
        return None
    above = found.get(limit.name)
    if above is None:
        return None
    if not isinstance(above, Numbers) or not above.count:
        report.add("type-mismatch", limit.span, variant="count", help=None, text=limit.name)
        return None
    return Numbers(Type.NUMBER, Interval(Fraction(0), above.interval.upper), Fraction(1), count=True)


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

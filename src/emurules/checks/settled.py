"""Comparisons that always come out the same, because the other side lies outside of what can be.

Looked at are comparisons of one fact or rate (or a multiple of one, plus a constant) with a constant. A fact
is taken by its domain alone, a rate by the range that it surely keeps to. Guarantees: what is reported is so
for every admitted unit for which the comparison has an answer. Left out: what requirements, `only when` and
the conditions around it add; laws, which may well claim what the domains already say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil, floor

from attrs import frozen

from emurules.analysis import Analysis
from emurules.diagnostics import Diagnostic, Language, diagnostic
from emurules.model import expression as model
from emurules.model.domain import Choice, Dates, Domain, Numbers
from emurules.model.expression import Expression
from emurules.model.interval import Interval
from emurules.model.known import CONTRARY, MIRRORED
from emurules.model.linear import MEASURED, linear
from emurules.model.notation import number_text, percent_text
from emurules.model.ranges import Ranges
from emurules.model.ruleset import Ruleset
from emurules.model.values import Type
from emurules.model.written import in_points, in_rows, inside, words


def settled(analysis: Analysis, language: Language) -> Iterator[Diagnostic]:
    """Every comparison that always or never holds, where it stands."""
    ruleset, ranges = analysis.ruleset, analysis.ranges
    for expression in _conditions(ruleset):
        for one in inside(expression):
            if isinstance(one, model.Compare):
                found = _outcome(one, ranges)
                if found is not None:
                    yield _finding(one, found, ruleset, language)


def _conditions(ruleset: Ruleset) -> Iterator[Expression]:
    """Every expression that may hold a comparison, but for laws."""
    yield from in_points(ruleset)
    for table in ruleset.tables:
        yield from in_rows(table.partition)
    yield from (let.value for let in ruleset.lets)
    for rate in ruleset.rates:
        yield from (rate.part, rate.whole)
    yield from (one.condition for one in ruleset.requirements)
    yield from (fact.only_when for fact in ruleset.facts if fact.only_when is not None)


@frozen
class _Outcome:
    """Whether a comparison always or never holds, of what, and what that can be."""

    always: bool
    name: str
    domain: Domain | Interval
    type: Type


@frozen
class _Values:
    """The numbers that something can be: those of an interval, on a grid if there is a step."""

    interval: Interval
    domain: Numbers | None = None

    def can_be(self, relation: model.Relation, bound: Fraction) -> bool:
        """Whether some value stands in a relation to a bound; where that is not sure, it can."""
        inside = bound in self.interval and (self.domain is None or self.domain.on_grid(bound))
        match relation:
            case "=":
                return inside
            case "!=":
                return not inside or self.interval.single is None
            case "<=" | "<":
                lowest = self._lowest()
                return lowest is None or lowest < bound or (relation == "<=" and inside)
            case ">=" | ">":
                highest = self._highest()
                return highest is None or highest > bound or (relation == ">=" and inside)

    def _lowest(self) -> Fraction | None:
        """The lower end, drawn in to the grid."""
        lower = self.interval.lower
        if lower is None or self.domain is None or self.domain.step is None:
            return lower
        step, origin = self.domain.step, self.domain.origin
        return origin + ceil((lower - origin) / step) * step

    def _highest(self) -> Fraction | None:
        """The upper end, drawn in to the grid."""
        upper = self.interval.upper
        if upper is None or self.domain is None or self.domain.step is None:
            return upper
        step, origin = self.domain.step, self.domain.origin
        return origin + floor((upper - origin) / step) * step


def _outcome(comparison: model.Compare, ranges: Ranges) -> _Outcome | None:
    """How a comparison always comes out; None where it is one of others, or may come out either way."""
    left, right = (ranges.spelled(side) for side in (comparison.left, comparison.right))
    if left.type is Type.CHOICE:
        return _option(comparison, left, right, ranges)
    if left.type not in MEASURED:
        return None
    form = linear(left).plus(linear(right), Fraction(-1))
    if len(form.terms) != 1:
        return None
    ((term, factor),) = form.terms.items()
    found = _values(term, ranges)
    if found is None:
        return None
    name, values, shown = found
    relation = comparison.relation if factor > 0 else MIRRORED[comparison.relation]
    bound = -form.constant / factor
    if not values.can_be(relation, bound):
        return _Outcome(False, name, shown, term.type)
    if not values.can_be(CONTRARY[relation], bound):
        return _Outcome(True, name, shown, term.type)
    return None


def _values(term: Expression, ranges: Ranges) -> tuple[str, _Values, Domain | Interval] | None:
    """The name of a fact or rate, what it can be, and how that is told."""
    match term:
        case model.FactUse(name=name):
            domain = ranges.ruleset.fact_by_name[name].domain
            if isinstance(domain, Numbers):
                return name, _Values(domain.interval, domain), domain
            if isinstance(domain, Dates):
                return name, _Values(domain.interval), domain
        case model.RateUse(name=name) if name in ranges.rates:
            return name, _Values(ranges.rates[name]), ranges.rates[name]
    return None


def _option(
    comparison: model.Compare, left: Expression, right: Expression, ranges: Ranges
) -> _Outcome | None:
    """A choice of one option is always that one."""
    if isinstance(left, model.Constant):
        left, right = right, left
    if not isinstance(left, model.FactUse) or not isinstance(right, model.Constant):
        return None
    domain = ranges.ruleset.fact_by_name[left.name].domain
    if not isinstance(domain, Choice) or len(domain.options) != 1:
        return None
    return _Outcome(comparison.relation == "=", left.name, domain, Type.CHOICE)


# ---------------------------------------------------------------- words


def _finding(
    comparison: model.Compare, outcome: _Outcome, ruleset: Ruleset, language: Language
) -> Diagnostic:
    return diagnostic(
        "settled-condition",
        ruleset.text,
        comparison.span,
        language,
        variant="always" if outcome.always else "never",
        text=words(ruleset, comparison.span),
        name=outcome.name,
        domain=_domain_words(outcome, language),
    )


def _domain_words(outcome: _Outcome, language: Language) -> str:
    vi = language == "vi"
    match outcome.domain:
        case Choice(options=(only,)):
            return f"`{only.name}`"
        case Numbers(interval=interval, step=step, count=count):
            ends = _ends(interval, outcome.type, language)
            if count or (step == 1 and outcome.domain.origin.denominator == 1):
                return f"{'số nguyên' if vi else 'a whole number'} {ends}"
            if step is None:
                return ends
            return f"{ends} {'theo bước' if vi else 'in steps of'} {_number(step, outcome.type, language)}"
        case Dates(interval=interval) | (Interval() as interval):
            return _ends(interval, outcome.type, language)
    raise AssertionError(outcome)


def _ends(interval: Interval, type: Type, language: Language) -> str:
    """An interval in words; what is reported has an end."""
    lower, upper = (
        None if end is None else _number(end, type, language) for end in (interval.lower, interval.upper)
    )
    vi = language == "vi"
    if lower is None:
        return f"{'không quá' if vi else 'at most'} {upper}"
    if upper is None:
        return f"{'từ' if vi else 'from'} {lower} {'trở lên' if vi else 'upwards'}"
    return f"từ {lower} đến {upper}" if vi else f"from {lower} to {upper}"


def _number(value: Fraction, type: Type, language: Language) -> str:
    if type is Type.DATE:
        day = date.fromordinal(int(value))
        return f"{day.day}/{day.month}/{day.year}" if language == "vi" else day.isoformat()
    text = percent_text(value) if type is Type.PERCENT else number_text(value)
    return text.replace(".", ",") if language == "vi" else text

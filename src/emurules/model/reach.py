"""How far an expression reaches: sums by their terms and what is known of them, all else by its operands.

Guarantees: as in ranges, whose `Ranges` says how far each name reaches. The work is bounded: only so many
claims are weighed, and what is nested deeper than anybody would nest is taken to reach everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING

from attrs import evolve

from emurules.model import expression as model
from emurules.model.domain import Dates, Domain, Numbers
from emurules.model.expression import Expression
from emurules.model.interval import EVERYTHING, NOT_NEGATIVE, Interval
from emurules.model.known import MOST, Known, both
from emurules.model.linear import Claim, Linear, claims_of, linear
from emurules.model.notation import MOST_DIGITS
from emurules.model.ruleset import Ruleset
from emurules.model.values import Type

if TYPE_CHECKING:
    from emurules.model.ranges import Ranges

ZERO = Interval(Fraction(0), Fraction(0))
# So many claims are weighed against a sum, and so many after one another; more would only be slower.
MOST_CLAIMS = 12
_DEEPEST = 2
# Operations other than sums, one in the other; nobody nests so many.
MOST_NESTED = 30
_MOST_BITS = 4 * MOST_DIGITS

# ---------------------------------------------------------------- sums, and what is known of them


def range_of(form: Linear, known: Known | None, ranges: Ranges) -> Interval:
    """The range of a sum: of its terms one by one, cut by all that is known of it; by nothing for None."""
    return _cut(form, known, known, ranges, _DEEPEST)


def _claims_about(form: Linear, known: Known, ranges: Ranges) -> list[Claim]:
    said = [claim for claim in claims_in(known) if any(term in form.terms for term in claim.form.terms)]
    for term in form.terms:
        said += ranges.about.get(term, ())
        if isinstance(term, model.FactUse) and len(form.terms) > 1:
            said += _up_to(term, form, ranges.ruleset)
    return list({id(claim): claim for claim in said}.values())[:MOST_CLAIMS]


@lru_cache(maxsize=512)
def claims_in(known: Known) -> tuple[Claim, ...]:
    """What atoms say, in the order in which they are written."""
    atoms = sorted(known, key=lambda one: (one.span.start, one.span.end))
    return tuple(claim for atom in atoms for claim in claims_of(atom))


def _up_to(part: model.FactUse, form: Linear, ruleset: Ruleset) -> Iterator[Claim]:
    """That a fact does not exceed those among the terms that it is `up to`, directly or through others."""
    seen = {part.name}
    above = ruleset.fact_by_name[part.name].up_to
    while above is not None and above not in seen and len(seen) <= MOST_NESTED:
        seen.add(above)
        whole = model.FactUse(above, part.type)
        if whole in form.terms:
            yield Claim(Linear({whole: Fraction(1), part: Fraction(-1)}))
        above = ruleset.fact_by_name[above].up_to


def _cut(form: Linear, known: Known | None, inside: Known | None, ranges: Ranges, depth: int) -> Interval:
    """The range of a sum by what is `known`, and of its terms by what is known `inside` them."""
    found = Interval(form.constant, form.constant)
    for term, factor in form.terms.items():
        found = found + _times(_term(term, inside, ranges), factor)
    said = _claims_about(form, known, ranges) if known is not None and depth else []
    for claim in said:
        for term, factor in claim.form.terms.items():
            if claim.apart or term not in form.terms:
                continue
            times = form.terms[term] / factor
            rest = form.plus(claim.form, -times)
            if len(rest.terms) <= len(form.terms):
                # INVARIANT: what a claim brings in is taken as it is, or two claims would ask for each other.
                beyond = _cut(rest, known, None, ranges, depth - 1)
                found = meet(found, _beyond(beyond, above=times > 0, strict=claim.strict))
    return _whole_ends(form, _apart(form, found, said), ranges.ruleset)


def _times(interval: Interval, factor: Fraction) -> Interval:
    """A multiple of an interval, its open ends kept; the factor is not 0."""
    if factor < 0:
        return _times(-interval, -factor)
    lower = None if interval.lower is None else interval.lower * factor
    upper = None if interval.upper is None else interval.upper * factor
    return Interval(lower, upper, interval.lower_open, interval.upper_open)


def _beyond(rest: Interval, *, above: bool, strict: bool) -> Interval:
    """What is known of `rest` plus something not negative (or, not `above`, minus it)."""
    if above:
        return Interval(lower=rest.lower, lower_open=rest.lower is not None and (strict or rest.lower_open))
    return Interval(upper=rest.upper, upper_open=rest.upper is not None and (strict or rest.upper_open))


def _apart(form: Linear, interval: Interval, said: list[Claim]) -> Interval:
    """An interval without the ends that claims exclude."""
    for claim in said:
        term = next((term for term in claim.form.terms if term in form.terms), None)
        if not claim.apart or term is None:
            continue
        rest = form.plus(claim.form, -form.terms[term] / claim.form.terms[term])
        if not rest.terms:
            lower_open = interval.lower_open or interval.lower == rest.constant
            upper_open = interval.upper_open or interval.upper == rest.constant
            interval = evolve(interval, lower_open=lower_open, upper_open=upper_open)
    return interval


def _whole_ends(form: Linear, interval: Interval, ruleset: Ruleset) -> Interval:
    """An interval of whole numbers, its ends drawn in to whole numbers; any other interval as it is."""
    whole = form.constant.denominator == 1 and all(
        factor.denominator == 1 and _is_whole(term, ruleset) for term, factor in form.terms.items()
    )
    if not whole:
        return interval
    lower, upper = interval.lower, interval.upper
    if lower is not None:
        lower = Fraction(floor(lower) + 1 if interval.lower_open else ceil(lower))
    if upper is not None:
        upper = Fraction(ceil(upper) - 1 if interval.upper_open else floor(upper))
    return Interval(lower, upper)


def _is_whole(term: Expression, ruleset: Ruleset) -> bool:
    if term.type is Type.DATE or (isinstance(term, model.Call) and term.function in ("tally", "days_late")):
        return True
    return isinstance(term, model.FactUse) and whole_numbers(ruleset.fact_by_name[term.name].domain)


def interval_of(domain: Domain) -> Interval:
    """The interval of a domain of numbers or dates; everything for others."""
    return domain.interval if isinstance(domain, (Numbers, Dates)) else EVERYTHING


def whole_numbers(domain: Domain | None) -> bool:
    """Whether a domain holds whole numbers only."""
    if not isinstance(domain, Numbers) or domain.step is None or domain.type is not Type.NUMBER:
        return False
    return domain.step.denominator == 1 and domain.origin.denominator == 1


def hull(intervals: list[Interval]) -> Interval:
    """The least interval that holds all of some intervals; 0 for none."""
    whole = intervals[0] if intervals else ZERO
    for one in intervals[1:]:
        whole = whole.hull(one)
    return whole


def meet(a: Interval, b: Interval) -> Interval:
    """What lies in both of two intervals."""
    lower, lower_open = a.lower, a.lower_open
    if b.lower is not None and (lower is None or b.lower >= lower):
        lower, lower_open = b.lower, b.lower_open or (lower_open and b.lower == lower)
    upper, upper_open = a.upper, a.upper_open
    if b.upper is not None and (upper is None or b.upper <= upper):
        upper, upper_open = b.upper, b.upper_open or (upper_open and b.upper == upper)
    return Interval(lower, upper, lower_open, upper_open)


# ---------------------------------------------------------------- terms of sums


def _term(one: Expression, known: Known | None, ranges: Ranges) -> Interval:
    """The range of an expression that is no sum."""
    match one:
        case model.FactUse(name=name):
            return interval_of(ranges.ruleset.fact_by_name[name].domain)
        case model.RateUse(name=name):
            return ranges.rates.get(name, EVERYTHING)
        case model.LetUse(name=name):
            return ranges.lets.get(name, EVERYTHING)
        case model.ParameterUse():
            return ranges.parameter
        case model.TableUse(name=name):
            return ranges.tables.get(name, EVERYTHING)
        case model.Quantity():
            return _quantity(one, ranges)
        case model.Arithmetic() | model.Choose() | model.Call():
            found = ranges.seen.get((one, known))
            if found is None:
                found = ranges.seen[one, known] = _composed(one, known, ranges)
            return found
        case _:
            return EVERYTHING


def _quantity(one: model.Quantity, ranges: Ranges) -> Interval:
    id = one.id or ""
    match one.kind:
        case "points":
            return ranges.points.get(id, EVERYTHING)
        case "worth":
            return ranges.worths.get(id, NOT_NEGATIVE)
        case "attainable":
            return Interval(Fraction(0), ranges.worths.get(id, NOT_NEGATIVE).upper)
        case "share":
            return EVERYTHING


_Composed = model.Arithmetic | model.Choose | model.Call


def _composed(one: _Composed, known: Known | None, ranges: Ranges) -> Interval:
    def inner(part: Expression) -> Interval:
        return range_of(linear(part), known, ranges)

    match one:
        case model.Choose():
            return _chosen(one, known, ranges)
        case model.Arithmetic(operator="/"):
            return _short(inner(one.left) * inner(one.right).inverse())
        case model.Arithmetic():
            product = _short(inner(one.left) * inner(one.right))
            return Interval(Fraction(0), product.upper) if one.left == one.right else product
        case model.Call():
            return _call(one, [inner(argument) for argument in one.arguments])


def _chosen(one: model.Choose, known: Known | None, ranges: Ranges) -> Interval:
    """Both branches, each with what is known there; one of them where the condition is known."""
    then, otherwise = linear(one.then), linear(one.otherwise)
    if known is None:
        return range_of(then, None, ranges).hull(range_of(otherwise, None, ranges))
    for branch, truth in ((then, True), (otherwise, False)):
        said = ranges.assumed(one.condition, truth)
        if said <= known and len(said) < MOST:
            return range_of(branch, known, ranges)
    there = range_of(then, both(known, ranges.assumed(one.condition)), ranges)
    return there.hull(range_of(otherwise, both(known, ranges.assumed(one.condition, holds=False)), ranges))


def _short(interval: Interval) -> Interval:
    """Without an end that is longer than any number may be: squares of squares grow without bound."""
    lower, upper = (
        None
        if end is None or max(end.numerator.bit_length(), end.denominator.bit_length()) > _MOST_BITS
        else end
        for end in (interval.lower, interval.upper)
    )
    return Interval(lower, upper)


def _call(one: model.Call, arguments: list[Interval]) -> Interval:
    match one.function:
        case "min":
            return -greatest([-each for each in arguments])
        case "max":
            return greatest(arguments)
        case "abs":
            (each,) = arguments
            if each.not_negative or each.not_positive:
                return each if each.not_negative else -each
            return Interval(Fraction(0), each.hull(-each).upper)
        case "round" | "floor" | "ceil":
            return _rounded(arguments[0], arguments[1].upper)
        case "tally":
            return Interval(Fraction(0), Fraction(len(arguments)))
        case "days":
            return arguments[1] - arguments[0]
        case "days_late":
            return greatest([ZERO, arguments[1] - arguments[0]])


def _rounded(of: Interval, step: Fraction | None) -> Interval:
    """Rounding moves a value by less than a step, and never over a multiple of the step."""
    if step is None or step <= 0:
        return EVERYTHING
    lower = None if of.lower is None else floor(of.lower / step) * step
    upper = None if of.upper is None else ceil(of.upper / step) * step
    return Interval(lower, upper)


def greatest(intervals: list[Interval]) -> Interval:
    """The range of the greatest of some values."""
    if not intervals:
        return ZERO
    lowers = [one for one in intervals if one.lower is not None]
    uppers = [one.upper for one in intervals]
    best = max(lowers, key=lambda one: (one.lower, one.lower_open), default=None)
    lower, is_open = (None, False) if best is None else (best.lower, best.lower_open)
    return Interval(lower, None if None in uppers else max(one for one in uppers if one is not None), is_open)

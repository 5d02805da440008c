"""Linear forms: sums of multiples of what is no sum itself, and claims that such a sum is not negative.

`a - b` and `-(b - a)` are one form. Guarantees: exact. Left out: what the parts can be (ranges).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from attrs import frozen

from emurules.model import expression as model
from emurules.model.expression import Expression
from emurules.model.interval import of_date
from emurules.model.values import Type

MEASURED = (Type.NUMBER, Type.PERCENT, Type.DATE)


@frozen
class Linear:
    """A sum of multiples, and a constant."""

    terms: Mapping[Expression, Fraction]
    constant: Fraction = Fraction(0)

    def plus(self, other: Linear, times: Fraction) -> Linear:
        """This form and a multiple of another one."""
        terms = dict(self.terms)
        for term, factor in other.terms.items():
            terms[term] = terms.get(term, Fraction(0)) + factor * times
        kept = {term: factor for term, factor in terms.items() if factor}
        return Linear(kept, self.constant + other.constant * times)

    def times(self, factor: Fraction) -> Linear:
        """A multiple of this form."""
        return Linear({}).plus(self, factor)


@frozen
class Claim:
    """A form that is not negative, or, where `strict`, positive; with `apart` only that it is not 0."""

    form: Linear
    strict: bool = False
    apart: bool = False


def linear(expression: Expression) -> Linear:
    """A number, percent or date as a linear form; dates are counted in days."""
    match expression:
        case model.Constant(value=Fraction() as value):
            return Linear({}, value)
        case model.Constant(value=date() as day):
            return Linear({}, of_date(day))
        case model.Negative(operand=operand):
            return linear(operand).times(Fraction(-1))
        case model.Arithmetic(operator="+"):
            return linear(expression.left).plus(linear(expression.right), Fraction(1))
        case model.Arithmetic(operator="-"):
            return linear(expression.left).plus(linear(expression.right), Fraction(-1))
        case model.Arithmetic(operator="*"):
            left, right = linear(expression.left), linear(expression.right)
            if not left.terms:
                return right.times(left.constant)
            if not right.terms:
                return left.times(right.constant)
        case model.Arithmetic(operator="/"):
            divisor = linear(expression.right)
            if not divisor.terms and divisor.constant:
                return linear(expression.left).times(1 / divisor.constant)
        case model.Call(function="days", arguments=(start, end)):
            return linear(end).plus(linear(start), Fraction(-1))
    return Linear({expression: Fraction(1)})


def claims_of(comparison: Expression) -> Iterator[Claim]:
    """What a comparison of numbers, percents or dates says; any other condition says nothing here."""
    if not isinstance(comparison, model.Compare) or comparison.left.type not in MEASURED:
        return
    left, right = linear(comparison.left), linear(comparison.right)
    rises, falls = left.plus(right, Fraction(-1)), right.plus(left, Fraction(-1))
    match comparison.relation:
        case ">=" | ">":
            yield Claim(rises, strict=comparison.relation == ">")
        case "<=" | "<":
            yield Claim(falls, strict=comparison.relation == "<")
        case "=":
            yield from (Claim(rises), Claim(falls))
        case "!=":
            yield Claim(rises, apart=True)


def nested(expression: Expression) -> int:
    """How many operations on numbers, other than sums, lie in one another, at the most."""
    deepest = 0
    waiting = [(expression, 0)]
    while waiting:
        one, depth = waiting.pop()
        sums = isinstance(one, model.Negative) or (isinstance(one, model.Arithmetic) and one.operator in "+-")
        below = depth if sums else depth + 1
        deepest = max(deepest, below)
        waiting.extend((part, below) for part in model.parts(one) if part.type in MEASURED)
    return deepest

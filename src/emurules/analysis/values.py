"""What a function has at a leaf: a constant, a linear form of what is known only by its range, or a mark.

Guarantees: exact; equal forms are equal values. Dates are counted in days. Left out: diagrams.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import frozen

from emurules.model import expression as model
from emurules.model.expression import Expression
from emurules.model.values import Missing

ZERO = Fraction(0)


class Mark(Enum):
    """A value that is no number, answer or option."""

    EXEMPT = "exempt"
    EXEMPT_POINTS = "points of an exempt node"
    NEVER = "never"
    UNLIMITED = "unlimited"


Terms = tuple[tuple[Expression, Fraction], ...]


@frozen(cache_hash=True)
class Form:
    """A sum of multiples of facts, rates and what is no sum, and a constant; there is at least one term."""

    terms: Terms
    constant: Fraction = ZERO


Number = Fraction | Form
Value = Number | bool | str | Missing | Mark


def of_atom(atom: Expression) -> Form:
    """A fact, rate or other quantity by itself."""
    return Form(((atom, Fraction(1)),))


def plus(left: Number, right: Number, times: Fraction = Fraction(1)) -> Number:
    """A number and a multiple of another one."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right * times
    terms: dict[Expression, Fraction] = dict(left.terms) if isinstance(left, Form) else {}
    constant = left.constant if isinstance(left, Form) else left
    if isinstance(right, Form):
        for atom, factor in right.terms:
            terms[atom] = terms.get(atom, ZERO) + factor * times
        constant += right.constant * times
    else:
        constant += right * times
    return form(terms, constant)


def times(number: Number, factor: Fraction) -> Number:
    """A multiple of a number."""
    return plus(ZERO, number, factor)


def form(terms: dict[Expression, Fraction], constant: Fraction) -> Number:
    """A form, or a constant if no term is left; terms stand in one order."""
    kept = [(atom, factor) for atom, factor in terms.items() if factor]
    if not kept:
        return constant
    return Form(tuple(sorted(kept, key=lambda term: _order(term[0]))), constant)


def _order(atom: Expression) -> tuple[int, str]:
    match atom:
        case model.FactUse(name=name):
            return 0, name
        case model.RateUse(name=name):
            return 1, name
        case model.ParameterUse(name=name):
            return 2, name
        case _:
            return 3, repr(atom)


def scaled(number: Form) -> tuple[Terms, Fraction]:
    """The terms with the first factor 1, and that factor: forms that differ by a factor are cut alike."""
    first = number.terms[0][1]
    return tuple((atom, factor / first) for atom, factor in number.terms), first

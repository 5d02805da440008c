"""Points that are gained: awards and bands, and calculating with points, as functions over cells.

Guarantees: as the reference evaluator does it (evaluate.statements); points of an exempt node count 0.
"""

from __future__ import annotations

from fractions import Fraction

from emurules.analysis.diagrams import Diagram
from emurules.analysis.lowering import NUMBERS, condition, extreme, lacking, spelled_number, value
from emurules.analysis.rows import row_of
from emurules.analysis.space import Rounded, Space
from emurules.analysis.values import Mark, Number, Value, of_atom, plus, times
from emurules.evaluation import calculation
from emurules.model import expression as model
from emurules.model.ruleset import Award, Bands, Mode, Reduce
from emurules.model.values import Type

ZERO, ONE = Fraction(0), Fraction(1)
_ROUNDING: dict[Mode, tuple[model.Function, Type]] = {
    # The type tells apart what is rounded in two ways to the same step.
    "half up": ("round", Type.NUMBER),
    "half even": ("round", Type.PERCENT),
    "up": ("ceil", Type.NUMBER),
    "down": ("floor", Type.NUMBER),
}


def added(left: Value, right: Value) -> Value:
    """A strict sum."""
    if isinstance(left, NUMBERS) and isinstance(right, NUMBERS):
        return plus(left, right)
    return Mark.NEVER if Mark.NEVER in (left, right) else Mark.EXEMPT


def of_award(award: Award, space: Space) -> Diagram[Value]:
    """What an award gives; less than 0 if it deducts."""
    found = amount(award, award.points, space)
    return (
        space.diagrams.each(lambda it: times(it, -ONE) if isinstance(it, NUMBERS) else it, found)
        if award.deduct
        else found
    )


def amount(one: Award | Reduce, given: model.Expression, space: Space) -> Diagram[Value]:
    """`P per Q when C at most M`: 0 where C does not hold, exempt where an operand is."""
    points = _number(value(given, space), space)
    if one.per is not None:
        groups = _number(value(one.per.quantity, space), space)
        if one.per.size is not None:
            size, started = one.per.size, one.per.started
            groups = space.diagrams.each(lambda it: _groups(it, size, started, space), groups)
        points = space.diagrams.each(product, points, groups)
    if one.at_most is not None:
        limit = _number(value(one.at_most, space), space)
        points = extreme(points, limit, False, space)
    if one.when is None:
        return points

    def if_(holds: Value, amount: Value) -> Value:
        return amount if holds is True else ZERO if holds is False else lacking(holds)

    return space.diagrams.each(if_, value(one.when, space), points)


def _number(diagram: Diagram[Value], space: Space) -> Diagram[Value]:
    def of(one: Value) -> Value:
        counted = ZERO if one is Mark.EXEMPT_POINTS else one
        return counted if isinstance(counted, NUMBERS) else lacking(counted)

    return space.diagrams.each(of, diagram)


def _groups(quantity_: Value, size: Fraction, started: bool, space: Space) -> Value:
    if not isinstance(quantity_, NUMBERS):
        return quantity_
    return to_step(times(quantity_, 1 / size), ONE, "up" if started else "down", space)


def product(left: Value, right: Value) -> Value:
    """A strict product; of two forms only its range is known."""
    if not isinstance(left, NUMBERS) or not isinstance(right, NUMBERS):
        return Mark.NEVER if Mark.NEVER in (left, right) else Mark.EXEMPT
    if isinstance(left, Fraction):
        return times(right, left)
    if isinstance(right, Fraction):
        return times(left, right)
    return of_atom(model.Arithmetic("*", spelled_number(left), spelled_number(right), Type.NUMBER))


def divided(left: Number, right: Number) -> Number:
    """A quotient; by a form only its range is known."""
    if isinstance(right, Fraction):
        return times(left, 1 / right)
    return of_atom(model.Arithmetic("/", spelled_number(left), spelled_number(right), Type.PERCENT))


def of_bands(bands: Bands, space: Space) -> Diagram[Value]:
    """What the row that holds gives; 0 where bands are not asked."""
    subject = value(bands.subject, space)
    chosen = row_of(bands.partition, subject, space)
    points = [
        space.leaf(ZERO) if row.points is None else _number(value(row.points, space), space)
        for row in bands.partition.rows
    ]

    def pick(holds: Value, row: int | Value, *given: Value) -> Value:
        if holds is False:
            return ZERO
        if holds is not True:
            return lacking(holds)
        if not isinstance(row, int) or isinstance(row, bool):
            return row
        points = given[row]
        return times(points, -ONE) if bands.deduct and isinstance(points, NUMBERS) else points

    return space.diagrams.each(pick, condition(bands.when, space), chosen, *points)


def to_step(one: Number, step: Fraction, mode: Mode, space: Space) -> Number:
    """A number rounded to a step."""
    if isinstance(one, Fraction):
        return calculation.rounded(one, step, mode)
    function, kind = _ROUNDING[mode]
    atom = model.Call(function, (spelled_number(one), model.Constant(step, kind)), Type.NUMBER)
    return of_atom(atom) if mode == "half even" else space.rounded(atom, Rounded(one, step, function))

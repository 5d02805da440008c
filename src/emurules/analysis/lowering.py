"""Expressions as functions of where the lines of a question are cut.

Guarantees: the value at a leaf is what the reference evaluator gives for every unit that stands there:
Kleene's logic, exemptions, lets and tables as their text. A product of two quantities, a rounding of one and
the like stay what they are, and are known by their range only. Left out: rows (rows), and
points of nodes (nodes).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import cast

from emurules.analysis.diagrams import Diagram
from emurules.analysis.lines import Special
from emurules.analysis.order import prepare
from emurules.analysis.space import Rounded, Space
from emurules.analysis.values import Form, Mark, Number, Value, of_atom, plus, times
from emurules.evaluation import calculation
from emurules.model import expression as model
from emurules.model.expression import Expression
from emurules.model.interval import of_date
from emurules.model.values import MISSING, Type

ZERO = Fraction(0)
Env = Diagram[Value] | None
"""What the parameter of a table stands for, inside it."""

NUMBERS = (Fraction, Form)


def value(one: Expression, space: Space, env: Env = None) -> Diagram[Value]:
    """What an expression comes to, everywhere."""
    key = (one, None if env is None else id(env))
    found = space.memo.get(key)
    if found is None:
        found = space.memo[key] = _value(one, space, env)
    return found


def condition(one: Expression | None, space: Space, env: Env = None) -> Diagram[Value]:
    """A condition, yes where there is none; a value that is needed and missing never is."""
    return space.leaf(True) if one is None else value(one, space, env)


def _value(one: Expression, space: Space, env: Env) -> Diagram[Value]:
    match one:
        case model.Constant(value=constant):
            return space.leaf(of_date(constant) if one.type is Type.DATE else constant)  # type: ignore[arg-type]
        case model.FactUse(name=name):
            lacks: Special | None = "missing" if space.ruleset.fact_by_name[name].may_be_missing else None
            measured = one.type in (Type.NUMBER, Type.PERCENT, Type.DATE)
            return space.known(one, lacks) if measured else space.answer(one, lacks)
        case model.RateUse(name=name):
            return _rate(name, space)
        case model.LetUse(name=name):
            prepare(("let", name), space)
            return value(space.ruleset.let_by_name[name].value, space)
        case model.ParameterUse():
            return _parameter(one, space) if env is None else env
        case model.TableUse():
            from emurules.analysis.rows import table

            return table(one, space, env)
        case model.Quantity() | model.IsExempt():
            from emurules.analysis.nodes import quantity

            return quantity(one, space)
        case model.IsMissing(fact=name):
            fact = space.ruleset.fact_by_name[name]
            use = value(model.FactUse(name, fact.domain.type), space)
            return space.diagrams.each(lambda it: it is MISSING, use)
        case model.Negative(operand=operand):
            return _each_number(lambda it: times(it, Fraction(-1)), (operand,), space, env)
        case model.Arithmetic():
            return _arithmetic(one, space, env)
        case model.Compare():
            return _compare(one, space, env)
        case model.And(left=left, right=right) | model.Or(left=left, right=right):
            sides = value(left, space, env), value(right, space, env)
            return joined(sides, isinstance(one, model.Or), space)
        case model.Not(operand=operand):
            return space.diagrams.each(negated, value(operand, space, env))
        case model.Choose():
            return _choose(one, space, env)
        case model.Call():
            return _call(one, space, env)


def _parameter(one: model.ParameterUse, space: Space) -> Diagram[Value]:
    return space.answer(one, None) if one.type in (Type.TRUTH, Type.CHOICE) else space.known(one, None)


def _rate(name: str, space: Space) -> Diagram[Value]:
    """A rate as one number; exempt where its whole can be 0 and it says so."""
    rate = space.ruleset.rate_by_name[name]
    whole = space.ranges.of(rate.whole)
    plain = model.RateUse(name)
    return space.known(plain, "exempt" if rate.if_none is None and ZERO in whole else None)


# ---------------------------------------------------------------- logic


def negated(one: Value) -> Value:
    """Kleene's `not`."""
    return not one if isinstance(one, bool) else lacking(one)


def lacking(*values: Value) -> Mark:
    """Why a strict operation has no value."""
    if any(one is MISSING or one is Mark.NEVER or one is Mark.UNLIMITED for one in values):
        return Mark.NEVER
    return Mark.EXEMPT


def joined(sides: tuple[Diagram[Value], ...], decisive: bool, space: Space) -> Diagram[Value]:
    """Kleene's `and` (decided by one that is false) or `or` (by one that is true)."""

    def both(left: Value, right: Value) -> Value:
        if left is decisive or right is decisive:
            return decisive
        lacks = [one for one in (left, right) if not isinstance(one, bool)]
        if not lacks:
            return not decisive
        return Mark.EXEMPT if any(one in (Mark.EXEMPT, Mark.EXEMPT_POINTS) for one in lacks) else Mark.NEVER

    return reduce(lambda left, right: space.diagrams.each(both, left, right), sides)


def _compare(one: model.Compare, space: Space, env: Env) -> Diagram[Value]:
    def compare(left: Value, right: Value) -> Diagram[Value]:
        if isinstance(left, NUMBERS) and isinstance(right, NUMBERS):
            return cast("Diagram[Value]", space.compared(one.relation, left, right))
        if isinstance(left, (bool, str)) and isinstance(right, (bool, str)):
            return space.leaf((left == right) == (one.relation == "="))
        return space.leaf(lacking(left, right))

    return space.diagrams.bind(compare, value(one.left, space, env), value(one.right, space, env))


def _choose(one: model.Choose, space: Space, env: Env) -> Diagram[Value]:
    def choose(holds: Value, then: Value, otherwise: Value) -> Value:
        if not isinstance(holds, bool):
            return lacking(holds)
        taken = then if holds else otherwise
        return ZERO if taken is Mark.EXEMPT_POINTS else taken

    parts = (value(part, space, env) for part in (one.condition, one.then, one.otherwise))
    return space.diagrams.each(choose, *parts)


# ---------------------------------------------------------------- numbers


def _each_number(
    function: Callable[..., Value | Diagram[Value]], operands: tuple[Expression, ...], space: Space, env: Env
) -> Diagram[Value]:
    """A strict operation on numbers, where the points of an exempt node count 0."""

    def of(*values: Value) -> Diagram[Value]:
        counted = [ZERO if one is Mark.EXEMPT_POINTS else one for one in values]
        if not all(isinstance(one, NUMBERS) for one in counted):
            return space.leaf(lacking(*counted))
        found = function(*counted)
        return found if not isinstance(found, (Fraction, Form, bool, str, Mark)) else space.leaf(found)  # type: ignore[return-value]

    return space.diagrams.bind(of, *(value(one, space, env) for one in operands))


def _arithmetic(one: model.Arithmetic, space: Space, env: Env) -> Diagram[Value]:
    def calculate(left: Number, right: Number) -> Value:
        match one.operator:
            case "+":
                return plus(left, right)
            case "-":
                return plus(left, right, Fraction(-1))
            case "*" if isinstance(right, Fraction):
                return times(left, right)
            case "*" if isinstance(left, Fraction):
                return times(right, left)
            case "/" if isinstance(right, Fraction):
                return Mark.NEVER if right == 0 else times(left, 1 / right)
        # Nothing but its range is known of this.
        return of_atom(model.Arithmetic(one.operator, spelled_number(left), spelled_number(right), one.type))

    return _each_number(calculate, (one.left, one.right), space, env)


def spelled_number(number: Number) -> Expression:
    """A number as an expression again."""
    if isinstance(number, Fraction):
        return model.Constant(number, Type.NUMBER)
    parts: list[Expression] = []
    for atom, factor in number.terms:
        times_ = model.Arithmetic("*", model.Constant(factor, Type.NUMBER), atom, Type.NUMBER)
        parts.append(atom if factor == 1 else times_)
    if number.constant:
        parts.append(model.Constant(number.constant, Type.NUMBER))
    return reduce(lambda left, right: model.Arithmetic("+", left, right, Type.NUMBER), parts)


def _call(one: model.Call, space: Space, env: Env) -> Diagram[Value]:
    match one.function:
        case "min" | "max":
            first, *others = one.arguments
            found = _each_number(lambda it: it, (first,), space, env)
            for other in others:
                then = _each_number(lambda it: it, (other,), space, env)
                found = extreme(found, then, one.function == "max", space)
            return found
        case "abs":
            number = _each_number(lambda it: it, one.arguments, space, env)
            less = _each_number(lambda it: times(it, Fraction(-1)), one.arguments, space, env)
            return extreme(number, less, True, space)
        case "tally":
            return _tally(one, space, env)
        case "days":
            return _each_number(lambda start, end: plus(end, start, Fraction(-1)), one.arguments, space, env)
        case "days_late":
            late = _each_number(lambda due, sent: plus(sent, due, Fraction(-1)), one.arguments, space, env)
            return extreme(late, space.leaf(ZERO), True, space)
        case "round" | "floor" | "ceil":
            return _each_number(lambda it, step: _rounded(one, it, step, space), one.arguments, space, env)


def _rounded(one: model.Call, number: Number, step: Number, space: Space) -> Value:
    if isinstance(step, Fraction):
        if step <= 0:
            return Mark.NEVER
        if isinstance(number, Fraction):
            found = calculation.called(one.function, (number, step), "")
            assert isinstance(found, Fraction)
            return found
        atom = model.Call(one.function, (spelled_number(number), spelled_number(step)), one.type)
        return space.rounded(atom, Rounded(number, step, one.function))
    return of_atom(model.Call(one.function, (spelled_number(number), spelled_number(step)), one.type))


def _tally(one: model.Call, space: Space, env: Env) -> Diagram[Value]:
    def count(so_far: Value, next_: Value) -> Value:
        if isinstance(so_far, Fraction) and isinstance(next_, bool):
            return so_far + next_
        return lacking(so_far, next_)

    found = space.leaf(ZERO)
    for argument in one.arguments:
        found = space.diagrams.each(count, found, value(argument, space, env))
    return found


def extreme(left: Diagram[Value], right: Diagram[Value], greatest: bool, space: Space) -> Diagram[Value]:
    """The greater (or the lesser) of two numbers; what is no number wins, the left one first."""

    def of(a: Value, b: Value) -> Diagram[Value]:
        if isinstance(a, NUMBERS) and isinstance(b, NUMBERS):
            first = space.compared(">=" if greatest else "<=", a, b)
            return space.diagrams.each(lambda yes: a if yes else b, first)
        return space.leaf(lacking(*(one for one in (a, b) if not isinstance(one, NUMBERS))))

    return space.diagrams.bind(of, left, right)

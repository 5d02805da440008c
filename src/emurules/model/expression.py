"""Expressions as meant: names resolved to what they name, types known.

A closed union of frozen values, no behaviour beyond `parts`. Conditions are expressions of the
type yes/no. Guarantees: lowered from a text that the resolver accepted, so operands have fitting types.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from emurules.model.values import Type
from emurules.source import NOWHERE, Span


def _span() -> Span:
    return field(eq=False, repr=False, kw_only=True, default=NOWHERE)


@frozen
class Constant:
    """A literal number, percent (as the ratio), yes or no, date, or option (by name)."""

    value: Fraction | bool | date | str
    type: Type
    span: Span = _span()


@frozen
class FactUse:
    name: str
    type: Type
    span: Span = _span()


@frozen
class RateUse:
    name: str
    type: Type = Type.PERCENT
    span: Span = _span()


@frozen
class LetUse:
    name: str
    type: Type
    span: Span = _span()


@frozen
class ParameterUse:
    """The parameter of a table, inside it."""

    name: str
    type: Type
    span: Span = _span()


@frozen
class TableUse:
    """A table's points for an argument."""

    name: str
    argument: Expression
    type: Type
    span: Span = _span()


QuantityKind = Literal["points", "worth", "attainable", "share"]


@frozen
class Quantity:
    """Points, worth, attainable or share of a node; no id means the total."""

    kind: QuantityKind
    id: str | None
    type: Type
    span: Span = _span()


@frozen
class IsExempt:
    """Whether a node is exempt."""

    id: str
    type: Type = Type.TRUTH
    span: Span = _span()


@frozen
class IsMissing:
    """Whether a fact has no value."""

    fact: str
    type: Type = Type.TRUTH
    span: Span = _span()


@frozen
class Negative:
    operand: Expression
    type: Type
    span: Span = _span()


Operator = Literal["+", "-", "*", "/"]
Relation = Literal["=", "!=", "<", "<=", ">", ">="]


@frozen
class Arithmetic:
    operator: Operator
    left: Expression
    right: Expression
    type: Type
    span: Span = _span()


@frozen
class Compare:
    relation: Relation
    left: Expression
    right: Expression
    type: Type = Type.TRUTH
    span: Span = _span()


@frozen
class And:
    left: Expression
    right: Expression
    type: Type = Type.TRUTH
    span: Span = _span()


@frozen
class Or:
    left: Expression
    right: Expression
    type: Type = Type.TRUTH
    span: Span = _span()


@frozen
class Not:
    operand: Expression
    type: Type = Type.TRUTH
    span: Span = _span()


@frozen
class Choose:
    """`(then when condition otherwise otherwise)`."""

    condition: Expression
    then: Expression
    otherwise: Expression
    type: Type
    span: Span = _span()


Function = Literal["min", "max", "abs", "round", "floor", "ceil", "tally", "days", "days_late"]


@frozen
class Call:
    function: Function
    arguments: tuple[Expression, ...]
    type: Type
    span: Span = _span()


Expression = (
    Constant
    | FactUse
    | RateUse
    | LetUse
    | ParameterUse
    | TableUse
    | Quantity
    | IsExempt
    | IsMissing
    | Negative
    | Arithmetic
    | Compare
    | And
    | Or
    | Not
    | Choose
    | Call
)
Reference = FactUse | RateUse | LetUse | ParameterUse | TableUse | Quantity | IsExempt | IsMissing


def parts(expression: Expression) -> tuple[Expression, ...]:
    """The operands of an expression, in the order in which they are written."""
    match expression:
        case TableUse(argument=argument):
            return (argument,)
        case Negative(operand=operand) | Not(operand=operand):
            return (operand,)
        case Arithmetic() | Compare() | And() | Or():
            return expression.left, expression.right
        case Choose():
            return expression.then, expression.condition, expression.otherwise
        case Call(arguments=arguments):
            return arguments
        case _:
            return ()


def references(expression: Expression) -> tuple[Reference, ...]:
    """Every use of a name or quantity in an expression, in the order in which they are written."""
    found: list[Reference] = []
    waiting: list[Expression] = [expression]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Reference):
            found.append(one)
        waiting.extend(reversed(parts(one)))
    return tuple(found)

"""Builders of expressions and literals: one function for each rule of that part of emu.lark, by its name.

Guarantees: the parser calls a builder once for each node, bottom-up, so nothing here recurses; spans count in
the text that the parser reads; parentheses belong to the span of what they hold. What is too long or too deep
raises `Refusal`. Left out: declarations (build), and whether an expression makes sense (resolve).
"""

# ruff: noqa: D103  # what a builder takes and makes, its rule in emu.lark says

from __future__ import annotations

from datetime import date as Day  # noqa: N812  # `date` is a rule here
from fractions import Fraction
from functools import lru_cache
from typing import Literal, TypeVar

from attrs import evolve
from lark import Token

from emurules.syntax import nodes
from emurules.syntax.limits import DEPTH, DIGITS, Refusal
from emurules.syntax.parts import Parts, covering, name_of, name_text, place

Composite = (
    nodes.Negative
    | nodes.Arithmetic
    | nodes.Comparison
    | nodes.Is
    | nodes.And
    | nodes.Or
    | nodes.Not
    | nodes.Choice
    | nodes.TableCall
    | nodes.FunctionCall
)
_Deep = TypeVar("_Deep", bound=Composite)


def _bounded(node: _Deep, parts: Parts) -> _Deep:
    """The node, unless it is too deep for the passes over the tree: then its last part is one too many."""
    if node.depth > DEPTH:
        raise Refusal("nesting-too-deep", covering(parts[-1:]), limit=str(DEPTH))
    return node


# ---------------------------------------------------------------- literals


@lru_cache(maxsize=4096)
def _exact(spelling: str) -> Fraction:
    whole, _, part = spelling.replace("_", "").replace(",", ".").partition(".")
    return Fraction(int(whole + part), 10 ** len(part))


def _value(token: Token, spelling: str) -> Fraction:
    # INVARIANT: the digits are counted before any of them is converted.
    if len(spelling) > DIGITS and sum(map(str.isdigit, spelling)) > DIGITS:
        raise Refusal("number-too-long", place(token), limit=str(DIGITS))
    return _exact(spelling)


def number(parts: Parts) -> nodes.Number:
    token = parts[0]
    return nodes.Number(_value(token, str(token)), spelling=str(token), span=place(token))


def percent(parts: Parts) -> nodes.Percent:
    token = parts[0]
    return nodes.Percent(_value(token, token[:-1]) / 100, spelling=str(token), span=place(token))


def date(parts: Parts) -> nodes.Date:
    token = parts[0]
    if "/" in token:
        day, month, year = map(int, token.split("/"))
    else:
        year, month, day = map(int, token.split("-"))
    try:
        return nodes.Date(Day(year, month, day), span=place(token))
    except ValueError:
        raise Refusal("bad-date", place(token), found=str(token)) from None


def name_use(parts: Parts) -> nodes.NameUse:
    return nodes.NameUse(name_text(parts[0]), span=place(parts[0]))


def yes(parts: Parts) -> nodes.Truth:
    return nodes.Truth(True, span=place(parts[0]))


def no(parts: Parts) -> nodes.Truth:
    return nodes.Truth(False, span=place(parts[0]))


def missing(parts: Parts) -> nodes.Missing:
    return nodes.Missing(span=place(parts[0]))


# ---------------------------------------------------------------- conditions


def or_(parts: Parts) -> nodes.Or:
    return _bounded(nodes.Or(parts[0], parts[1], span=covering(parts)), parts)


def and_(parts: Parts) -> nodes.And:
    return _bounded(nodes.And(parts[0], parts[1], span=covering(parts)), parts)


def not_(parts: Parts) -> nodes.Not:
    return _bounded(nodes.Not(parts[1], span=covering(parts)), parts)


def compare(parts: Parts) -> nodes.Comparison:
    return _bounded(nodes.Comparison(str(parts[1]), parts[0], parts[2], span=covering(parts)), parts)  # type: ignore[arg-type]  # COMPARE has these spellings only


def equal(parts: Parts) -> nodes.Comparison:
    return _bounded(nodes.Comparison("=", parts[0], parts[1], span=covering(parts)), parts)


def is_(parts: Parts) -> nodes.Is:
    return _bounded(nodes.Is(parts[0], parts[1], negated=False, span=covering(parts)), parts)


def is_not(parts: Parts) -> nodes.Is:
    return _bounded(nodes.Is(parts[0], parts[1], negated=True, span=covering(parts)), parts)


# ---------------------------------------------------------------- arithmetic


def _arithmetic(operator: Literal["+", "-", "*", "/"], parts: Parts) -> nodes.Arithmetic:
    return _bounded(nodes.Arithmetic(operator, parts[0], parts[-1], span=covering(parts)), parts)


def add(parts: Parts) -> nodes.Arithmetic:
    return _arithmetic("+", parts)


def subtract(parts: Parts) -> nodes.Arithmetic:
    return _arithmetic("-", parts)


def multiply(parts: Parts) -> nodes.Arithmetic:
    return _arithmetic("*", parts)


def divide(parts: Parts) -> nodes.Arithmetic:
    return _arithmetic("/", parts)


def negative(parts: Parts) -> nodes.Negative:
    return _bounded(nodes.Negative(parts[1], span=covering(parts)), parts)


def parenthesised(parts: Parts) -> nodes.Expression:
    inner: nodes.Expression = parts[1]
    return evolve(inner, span=covering(parts))


def choice(parts: Parts) -> nodes.Choice:
    _, then, _, condition, _, otherwise, _ = parts
    return _bounded(nodes.Choice(then, condition, otherwise, span=covering(parts)), parts)


# ---------------------------------------------------------------- calls and quantities


def table_call(parts: Parts) -> nodes.TableCall:
    return _bounded(nodes.TableCall(name_of(parts[0]), parts[2], span=covering(parts)), parts)


def _call(function: nodes.FunctionName, parts: Parts) -> nodes.FunctionCall:
    return _bounded(nodes.FunctionCall(function, tuple(parts[1:-1]), span=covering(parts)), parts)


def min_(parts: Parts) -> nodes.FunctionCall:
    return _call("min", parts)


def max_(parts: Parts) -> nodes.FunctionCall:
    return _call("max", parts)


def abs_(parts: Parts) -> nodes.FunctionCall:
    return _call("abs", parts)


def round_(parts: Parts) -> nodes.FunctionCall:
    return _call("round", parts)


def floor(parts: Parts) -> nodes.FunctionCall:
    return _call("floor", parts)


def ceil(parts: Parts) -> nodes.FunctionCall:
    return _call("ceil", parts)


def tally(parts: Parts) -> nodes.FunctionCall:
    return _call("tally", parts)


def days(parts: Parts) -> nodes.FunctionCall:
    return _call("days", parts)


def days_late(parts: Parts) -> nodes.FunctionCall:
    return _call("days_late", parts)


def own_worth(parts: Parts) -> nodes.OwnWorth:
    return nodes.OwnWorth(span=place(parts[0]))


def exempt_test(parts: Parts) -> nodes.ExemptTest:
    return nodes.ExemptTest(name_of(parts[1]), assessed=False, span=covering(parts))


def assessed_test(parts: Parts) -> nodes.ExemptTest:
    return nodes.ExemptTest(name_of(parts[1]), assessed=True, span=covering(parts))


def planned_value(parts: Parts) -> nodes.Planned:
    return nodes.Planned("list of", span=place(parts[0]))


def total(parts: Parts) -> nodes.Quantity:
    return nodes.Quantity("points", None, span=place(parts[0]))


def _quantity(kind: Literal["points", "worth", "attainable", "share"], parts: Parts) -> nodes.Quantity:
    node = None if parts[1].type == "TOTAL" else name_of(parts[1])
    return nodes.Quantity(kind, node, span=covering(parts))


def points_of(parts: Parts) -> nodes.Quantity:
    return _quantity("points", parts)


def worth_of(parts: Parts) -> nodes.Quantity:
    return _quantity("worth", parts)


def attainable_of(parts: Parts) -> nodes.Quantity:
    return _quantity("attainable", parts)


def share_of(parts: Parts) -> nodes.Quantity:
    return _quantity("share", parts)


BUILDERS = (
    *(number, percent, date, name_use, yes, no, missing),
    *(or_, and_, not_, compare, equal, is_, is_not),
    *(add, subtract, multiply, divide, negative, parenthesised, choice),
    *(table_call, min_, max_, abs_, round_, floor, ceil, tally, days, days_late),
    *(own_worth, exempt_test, assessed_test, planned_value),
    *(total, points_of, worth_of, attainable_of, share_of),
)

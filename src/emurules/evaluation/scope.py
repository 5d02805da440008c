"""What an expression can refer to while a ruleset is evaluated, and how a value is shown in a trace.

What lives here: `Scope`, the values known so far; `Outcome`, what an expression came to; the words of the
ruleset's text; `refusal`, the only way to an `EvaluationError`. Left out: what values mean (expressions).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, TypedDict

from attrs import evolve, frozen

from emurules.diagnostics import diagnostic
from emurules.errors import EvaluationError
from emurules.evaluation.trace import Finding, NodeTrace, Plain, Step, Term, Worth
from emurules.model.notation import value_text
from emurules.model.ruleset import Ruleset
from emurules.model.values import MISSING, Exempt, Missing, Type, Undefined, Value
from emurules.model.wording import without_comments
from emurules.source import Span


@frozen
class Outcome:
    """What an expression came to.

    `inputs` are the names and quantities that it used; a branch that is not taken uses nothing, and neither
    does a value that cannot be had. `finding` shows how a compound condition came out.
    """

    value: Value
    inputs: tuple[Term, ...] = ()
    finding: Finding | None = None


@frozen
class Derived:
    """The value of a rate or let, and how it came about."""

    value: Value
    term: Term


@frozen
class Course:
    """Some steps, and the points after them; None where a value that they need is exempt."""

    steps: tuple[Step, ...]
    points: Fraction | None


@frozen
class Total:
    """What the total came to; the same four figures as a node has."""

    points: Fraction
    unscaled: Fraction
    worth: Worth
    attainable: Worth
    steps: tuple[Step, ...]


class Place(TypedDict):
    """Where a step stands in the ruleset, its words there and its label: what all steps share."""

    line: int
    text: str
    label: str | None


@frozen
class Scope:
    """What is known so far: facts, and what the order of the ruleset has brought.

    `parameter` is the value of a table's parameter, inside it. While facts are admitted there are no
    nodes yet, and a fact that was refused is `Undefined`.
    """

    ruleset: Ruleset
    facts: Mapping[str, Value]
    rates: Mapping[str, Derived]
    lets: Mapping[str, Derived]
    worths: Mapping[str, Worth]
    nodes: Mapping[str, NodeTrace | Total]
    parameter: Value = MISSING

    def within(self, parameter: Value) -> Scope:
        """The scope inside a table."""
        return evolve(self, parameter=parameter)

    def place(self, span: Span, label: str | None = None) -> Place:
        """What every step shows of the rule that it stands for."""
        return Place(line=self.ruleset.line(span), text=self.text(span), label=label)

    def text(self, span: Span) -> str:
        """What stands at a place, on one line and without comments."""
        return " ".join(without_comments(self.ruleset.text.slice(span)).split())


def state(value: Value) -> Literal["known", "missing", "exempt"]:
    """How a term stands; a derived value that cannot be had, and that nothing needed, is missing."""
    if isinstance(value, Exempt):
        return "exempt"
    return "missing" if isinstance(value, (Missing, Undefined)) else "known"


def plain(value: Value) -> Plain | None:
    """The value of a term that is known."""
    return None if isinstance(value, (Missing, Undefined, Exempt)) else value


def words(value: Value, type: Type, scope: Scope) -> str:
    """A value for a message, in the ruleset's language."""
    known = value_text(plain(value), type)
    if known is None:
        return "missing"
    if isinstance(known, bool):
        return {"en": ("no", "yes"), "vi": ("không", "có")}[scope.ruleset.language][known]
    decimal_comma = scope.ruleset.language == "vi" and type in (Type.NUMBER, Type.PERCENT)
    return known.replace(".", ",") if decimal_comma else known


def refusal(
    slug: str, span: Span, scope: Scope, *, variant: str = "", help: str | None = "", **params: str
) -> EvaluationError:
    """The error that a unit cannot be scored, with its place in the ruleset."""
    ruleset = scope.ruleset
    found = diagnostic(
        slug, ruleset.text, span, ruleset.language, variant=variant, help=help, also=(), **params
    )
    return EvaluationError((found,))

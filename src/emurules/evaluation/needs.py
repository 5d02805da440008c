"""Values that are needed: here a value that cannot be had becomes an error.

Guarantees: what is returned is known or exempt; an `Undefined` or missing value raises `EvaluationError` with
the place that needed it. Left out: values that may yet turn out not to be needed (expressions).
"""

from __future__ import annotations

from fractions import Fraction

from emurules.errors import EvaluationError
from emurules.evaluation.calculation import as_zero
from emurules.evaluation.expressions import look, operand, shown, weighed
from emurules.evaluation.scope import Scope, refusal
from emurules.evaluation.trace import ExemptValueStep, Finding, Term
from emurules.model.expression import Expression
from emurules.model.values import Exempt, Undefined
from emurules.source import Span


def number(expression: Expression, scope: Scope) -> tuple[Fraction | Exempt, Term]:
    """A number or percent that is needed, where the points of an exempt node count 0."""
    value, term = whole_number(expression, scope)
    counted = as_zero(value)
    assert isinstance(counted, (Fraction, Exempt))
    return counted, term


def whole_number(expression: Expression, scope: Scope) -> tuple[Fraction | Exempt, Term]:
    """The same, where the points of an exempt node are exempt, as in a limit."""
    outcome = look(expression, scope)
    value = operand(expression, outcome, scope)
    if isinstance(value, Undefined):
        raise undefined(value, expression.span, scope)
    assert isinstance(value, (Fraction, Exempt))
    return value, shown(expression, outcome, scope)


def condition(expression: Expression, scope: Scope) -> tuple[bool | Exempt, Finding]:
    """The answer to a condition that is needed, exempt where nobody can say."""
    outcome = weighed(expression, scope)
    if isinstance(outcome.value, Undefined):
        raise undefined(outcome.value, expression.span, scope)
    assert isinstance(outcome.value, (bool, Exempt))
    assert outcome.finding is not None
    return outcome.value, outcome.finding


def answer(expression: Expression, scope: Scope) -> tuple[bool, Finding]:
    """The answer to a condition that must have one: of a grading or disqualification."""
    value, finding = condition(expression, scope)
    if isinstance(value, Exempt):
        raise unanswered(value, expression.span, scope)
    return value, finding


def unanswered(exempt: Exempt, span: Span, scope: Scope) -> EvaluationError:
    """The error that a condition which must have an answer is exempt."""
    subject = ", ".join(term.text for term in reasons(exempt, scope))
    return refusal("exempt-in-condition", span, scope, subject=subject)


def undefined(value: Undefined, span: Span, scope: Scope) -> EvaluationError:
    """The error that a value which is needed here cannot be had."""
    return refusal(value.cause, span, scope, subject=value.subject, **dict(value.details))


def exempt_step(exempt: Exempt, span: Span, scope: Scope, label: str | None = None) -> ExemptValueStep:
    """The step that a node is exempt because a value at this place is."""
    return ExemptValueStep(**scope.place(span, label), reasons=reasons(exempt, scope))


def reasons(exempt: Exempt, scope: Scope) -> tuple[Term, ...]:
    """The rates and nodes that an exemption comes from."""
    return tuple(
        _rate(name, scope) if kind == "rate" else _node(name, scope) for kind, name in exempt.reasons
    )


def _rate(name: str, scope: Scope) -> Term:
    term = scope.rates[name].term
    return Term(
        text=name, kind="rate", name=name, title=term.title, type=term.type, state="exempt", value=None,
        part=term.part, whole=term.whole,
    )  # fmt: skip


def _node(id: str, scope: Scope) -> Term:
    if not id:
        total = scope.ruleset.total
        return Term(
            text=total.title, kind="share", title=total.title, type="percent", state="exempt", value=None
        )
    title = scope.ruleset.node_by_id[id].title
    return Term(text=id, kind="points", name=id, title=title, type="number", state="exempt", value=None)

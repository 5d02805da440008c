"""Rates and lets: values with names, computed once each and shown in full in the trace.

Guarantees: never raises: a value that cannot be had is an error only where something needs it.
"""

from __future__ import annotations

from fractions import Fraction

from emurules.evaluation.calculation import as_zero, lacking
from emurules.evaluation.expressions import counted, inputs_of, look, operand
from emurules.evaluation.scope import Derived, Scope, plain, state
from emurules.evaluation.trace import Term
from emurules.model.ruleset import Let, Rate
from emurules.model.values import Exempt, Value


def rate(one: Rate, scope: Scope) -> Derived:
    """A part of a whole; where the whole is 0, whatever the part, what the rate says."""
    outcomes = look(one.part, scope), look(one.whole, scope)
    part = as_zero(operand(one.part, outcomes[0], scope))
    whole = as_zero(operand(one.whole, outcomes[1], scope))
    value: Value
    if whole == 0:
        value = Exempt((("rate", one.name),)) if one.if_none is None else one.if_none
    else:
        impossible = lacking((part, whole))
        if impossible is not None:
            value = impossible
        else:
            assert isinstance(part, Fraction)
            assert isinstance(whole, Fraction)
            value = part / whole
    term = Term(
        text=scope.text(one.part.span.to(one.whole.span)),
        kind="rate",
        name=one.name,
        title=one.title,
        type="percent",
        state=state(value),
        value=plain(value),
        part=part if isinstance(part, Fraction) else None,
        whole=whole if isinstance(whole, Fraction) else None,
        inputs=inputs_of(outcomes),
    )
    return Derived(value, term)


def let(one: Let, scope: Scope) -> Derived:
    """A named expression; its value passes through as it is: an exempt node's points, a rate's counts too."""
    outcome = look(one.value, scope)
    term = Term(
        text=scope.text(one.value.span),
        kind="let",
        name=one.name,
        title=one.title,
        type=one.value.type.value,
        state=state(outcome.value),
        value=plain(outcome.value),
        value_title=next((term.value_title for term in outcome.inputs if term.value == outcome.value), None),
        inputs=outcome.inputs,
    )
    return Derived(outcome.value, counted(term, one.value))

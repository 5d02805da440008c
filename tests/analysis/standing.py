"""Where a unit stands in a diagram, worked out from its facts by the reference evaluator alone."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from emurules.analysis.diagrams import Diagram, Leaf
from emurules.analysis.lines import Cut, Line
from emurules.analysis.space import Key, Space
from emurules.analysis.values import Form
from emurules.evaluation.evaluator import unfold
from emurules.evaluation.expressions import look
from emurules.evaluation.scope import Scope
from emurules.model.expression import Expression
from emurules.model.facts import Facts
from emurules.model.interval import of_date
from emurules.model.ruleset import Ruleset
from emurules.model.values import MISSING, Exempt


def scope_of(ruleset: Ruleset, facts: Facts) -> Scope:
    """What the reference evaluator knows of a unit at the end."""
    return unfold(ruleset, facts, ruleset.order)


def value_at(diagram: Diagram[Any], space: Space, scope: Scope) -> Any:
    """The value of a function for a unit; forms come as what they add up to."""
    while not isinstance(diagram, Leaf):
        place = position(space.keys[diagram.line], space.line(diagram.line), scope)
        below = sum(cut <= place for cut in diagram.cuts)
        diagram = diagram.parts[below]
    if isinstance(diagram.value, Form):
        added = (measured(atom, scope) * factor for atom, factor in diagram.value.terms)
        return sum(added, diagram.value.constant)
    return diagram.value


def position(key: Key, line: Line, scope: Scope) -> Cut:
    """Where a unit stands on a line, as the last cut that could stand in front of it."""
    if not isinstance(key, tuple):
        found = look(key, scope).value
    elif len(key) == 1:
        found = look(key[0][0], scope).value
    else:
        return (0, sum((measured(atom, scope) * factor for atom, factor in key), Fraction(0)), 0)
    if found is MISSING or isinstance(found, Exempt):
        return line.special("missing" if found is MISSING else "exempt")
    if line.answers:
        return (0, Fraction(line.answers.index(found)), 0)
    return (0, of_date(found) if isinstance(found, date) else found, 0)  # type: ignore[return-value]


def measured(atom: Expression, scope: Scope) -> Fraction:
    """A number, or a date in days."""
    found = look(atom, scope).value
    assert isinstance(found, (Fraction, date)), (atom, found)
    return of_date(found) if isinstance(found, date) else found

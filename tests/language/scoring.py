"""Small rulesets as texts, scored through the public face: what the tests of the language share."""

from __future__ import annotations

from fractions import Fraction
from textwrap import dedent

import pytest

from emurules import FactsError, NodeTrace, Trace, evaluate, loads

F = Fraction


def score(text: str, /, **facts: object) -> Trace:
    """The trace of a unit, by a ruleset whose head is left out."""
    return evaluate(loads(f'ruleset test "Test"\n{dedent(text)}'), facts)


def points(text: str, /, **facts: object) -> dict[str, Fraction | None]:
    """The points of every section and criterion."""
    return {node.id: node.points for node in score(text, **facts).nodes()}


def one(facts: str, statements: str, worth: str = "10", kind: str = "", /, **given: object) -> NodeTrace:
    """The only criterion of a ruleset, `1`, under declarations of facts and the like."""
    text = f'{dedent(facts)}\nsection I "All" {kind}\ncriterion 1 "One" worth {worth}\n{dedent(statements)}\n'
    return score(text, **given).criterion("1")


def gives(
    facts: str, statements: str, worth: str = "10", kind: str = "", /, **given: object
) -> Fraction | None:
    """The points of the only criterion; None where it is exempt."""
    return one(facts, statements, worth, kind, **given).points


def refused(text: str, /, **facts: object) -> tuple[str, ...]:
    """The slugs for which a unit's facts are refused."""
    with pytest.raises(FactsError) as caught:
        score(f'{dedent(text)}\nsection I "All"\ncriterion 1 "One" worth 1\naward 1\n', **facts)
    return tuple(found.slug for found in caught.value.diagnostics)


def accepted(text: str, /, **facts: object) -> dict[str, object]:
    """The facts of a unit as they were used."""
    return dict(
        score(f'{dedent(text)}\nsection I "All"\ncriterion 1 "One" worth 1\naward 1\n', **facts).facts
    )


def figures(*values: object) -> tuple[object, ...]:
    """Several values to compare at once with plain numbers, which equal fractions."""
    return values

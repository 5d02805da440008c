"""Answers that several nodes share, each looked at by itself; and what one unit gets.

Left out: which facts are told apart (reach).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product

from attrs import evolve

from emurules.analysis.results import Results, Way, merged
from emurules.analysis.ties import Fixed
from emurules.errors import EvaluationError
from emurules.evaluation import evaluate
from emurules.model.domain import Choice
from emurules.model.facts import Facts
from emurules.model.ruleset import Fact, Ruleset
from emurules.model.values import Known


def answers(fact: Fact) -> tuple[Known, ...]:
    """The answers of a yes/no or a choice."""
    return fact.domain.names if isinstance(fact.domain, Choice) else (False, True)


def cases(facts: Iterable[Fact]) -> Iterator[Fixed]:
    """Every combination of answers."""
    chosen = list(facts)
    for given in product(*(answers(fact) for fact in chosen)):
        yield tuple((fact.name, answer) for fact, answer in zip(chosen, given, strict=True))


def with_facts(found: Results, facts: Way) -> Results:
    """Results with some facts more on the way to each."""
    return evolve(found, way=lambda key: merged((found.way(key), facts)))


def points_of(id: str, facts: Facts, ruleset: Ruleset) -> Fraction | None:
    """What a unit gets for a node or in all, as the reference evaluator has it."""
    try:
        trace = evaluate(ruleset, facts)
    except EvaluationError:
        return None
    if not id:
        return trace.total
    return next(node.points for node in trace.nodes() if node.id == id)

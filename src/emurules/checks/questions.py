"""Questions: sets of rows and where they apply, asked of all units at once and of one unit.

What lives here: `Question`, one for each set of rows of a ruleset; `Asked`, the question over its cells; and
`holding`, what the reference evaluator says of one unit. Left out: what is found (partitions).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from emurules.analysis.analysis import Analysis
from emurules.analysis.diagrams import Diagram
from emurules.analysis.lowering import condition, value
from emurules.analysis.rows import Outcome, conditions, outcome, outcomes
from emurules.analysis.space import Space
from emurules.analysis.units import admissible, facts_on
from emurules.analysis.values import Value
from emurules.errors import EvaluationError
from emurules.evaluation.evaluator import unfold
from emurules.evaluation.expressions import look, weighed
from emurules.evaluation.rows import choose, choose_best
from emurules.evaluation.scope import Scope
from emurules.model import expression as model
from emurules.model.domain import Domain
from emurules.model.expression import Expression
from emurules.model.facts import Facts, as_written
from emurules.model.partition import Partition, Rest
from emurules.model.ruleset import Bands, Exemption, Node, Ruleset
from emurules.model.uses import keys, steps_for
from emurules.model.values import Exempt, Known, Missing, Undefined
from emurules.source import Span


@frozen
class Question:
    """A set of rows: what it divides, and the conditions under which it is asked at all.

    `parameter` is the domain of a table's parameter. With `best` the first row that holds is taken. `grades`
    are over points that other rows give.
    """

    partition: Partition
    subject: Expression
    span: Span
    when: Expression | None = None
    exemptions: tuple[Exemption, ...] = ()
    best: bool = False
    parameter: Domain | None = None
    grades: bool = False


@frozen
class Asked:
    """A question over its cells: which rows hold, and where it is asked of an admitted unit."""

    question: Question
    analysis: Analysis
    space: Space
    subject: Diagram[Value]
    rows: tuple[Diagram[Value], ...]
    outcome: Diagram[Outcome]
    asked: Diagram[bool]


def questions(ruleset: Ruleset) -> Iterator[Question]:
    """Every set of rows of a ruleset."""
    for table in ruleset.tables:
        parameter = model.ParameterUse(table.parameter, table.domain.type)
        yield Question(table.partition, parameter, table.span, parameter=table.domain)
    for node in ruleset.node_by_id.values():
        yield from _of_node(node)
    for grading in ruleset.gradings:
        best = grading.best_that_holds
        yield Question(grading.partition, grading.by, grading.span, best=best, grades=True)


def _of_node(node: Node) -> Iterator[Question]:
    for award in node.awards:
        if isinstance(award, Bands):
            yield Question(award.partition, award.subject, award.span, award.when, node.exemptions)


def ask(question: Question, analysis: Analysis, *, shallow: bool = False) -> Asked:
    """A question over its cells; `shallow` does not look into the points of nodes.

    Raises:
        TooLarge: the cells are more than can be gone through.
    """
    space = Space(
        analysis.ruleset, analysis.ranges, domain=question.parameter, shallow=shallow, steps=analysis.steps
    )
    subject = value(question.subject, space)
    rows = conditions(question.partition, subject, space)
    found = (
        _best(question.partition, rows, space)
        if question.best
        else outcomes(question.partition, subject, space)
    )
    context = condition(question.when, space)
    asked = space.diagrams.each(lambda it: it is True, context)
    for one in question.exemptions:
        exempt = condition(one.condition, space)
        asked = space.diagrams.each(lambda so_far, it: so_far and it is False, asked, exempt)
    facts = facts_on(found, space) | facts_on(asked, space) | facts_on(subject, space)
    # Cells that no admitted unit can stand in are left out of all answers.
    there = admissible(facts, space)
    asked = space.diagrams.each(lambda a, b: a and b, asked, there)
    return Asked(question, analysis, space, subject, tuple(rows), found, asked)


def _best(partition: Partition, rows: list[Diagram[Value]], space: Space) -> Diagram[Outcome]:
    """The first row that holds, `otherwise` last."""
    numbers = sorted(range(len(rows)), key=lambda number: isinstance(partition.rows[number].head, Rest))
    found: Diagram[Outcome] = space.diagrams.leaf(None)
    for number in reversed(numbers):
        row = space.diagrams.each(lambda it, number=number: outcome(it, number), rows[number])
        found = space.diagrams.each(lambda a, b: b if a is None else a, row, found)
    return found


def holding(
    question: Question, facts: Facts, parameter: Known | None, ruleset: Ruleset
) -> tuple[int, ...] | None:
    """The rows that hold for one unit, in the order written; None where the question is not asked of it."""
    scope = _scope(question, facts, parameter, ruleset)
    if scope is None or (question.when is not None and weighed(question.when, scope).value is not True):
        return None
    if any(weighed(one.condition, scope).value is not False for one in question.exemptions):
        return None
    value = look(question.subject, scope).value
    if isinstance(value, (Exempt, Undefined)):
        return None
    rows = choose_best if question.best else choose
    choice = rows(question.partition, value, lambda guard: weighed(guard, scope))
    if choice.unsure is not None:
        return None
    return tuple(number for number, one in enumerate(choice.verdicts) if one.why == "taken")


def seen(question: Question, facts: Facts, parameter: Known | None, ruleset: Ruleset) -> object:
    """What the subject comes to for one unit."""
    scope = _scope(question, facts, parameter, ruleset)
    return None if scope is None else look(question.subject, scope).value


def _scope(question: Question, facts: Facts, parameter: Known | None, ruleset: Ruleset) -> Scope | None:
    expressions = [question.subject, question.when, *(one.condition for one in question.exemptions)]
    guards = [one for row in question.partition.rows for one in (row.guard, row.points)]
    wanted = keys(*(one for one in (*expressions, *guards) if one is not None))
    try:
        scope = unfold(ruleset, facts, steps_for(wanted, ruleset))
    except EvaluationError:
        return None
    return scope if parameter is None else scope.within(parameter)


def shown(
    facts: Mapping[str, Known | Missing], whole: Facts | None
) -> tuple[tuple[str, Known | Missing], ...]:
    """The facts that matter, in the order of the ruleset, as the whole unit has them."""
    if whole is None:
        return tuple(facts.items())
    return tuple((name, it) for name, it in whole.values if name in facts)


def witness(ruleset: Ruleset, facts: Facts) -> tuple[tuple[str, str | bool | None], ...]:
    """A whole unit, as a diagnostic carries it."""
    return as_written(ruleset, facts)

"""The reference evaluator: the definition of the language.

`evaluate` folds over the ruleset's order, in which everything comes after what it depends on; then come
gradings and disqualifications. Every step returns; the points of a unit exist only in the trace.
Guarantees: ends, in time linear in the ruleset (but for the rows that each value is tried on); exact; a
refusal is an `EvaluationError`. Left out: whether the facts may be (admit), how a trace is told (explain).

Where to look: values and how they are shown in `expressions` and `calculation`, rows in `rows`, awards and
bands in `statements`, the order of the steps of a node in `nodes`, of the total in `total`, limits and
rounding in `adjusting`. `scope` is what all of them see; in `needs` what cannot be had becomes an error.
"""

from __future__ import annotations

from collections.abc import Iterable

from emurules._version import __version__
from emurules.evaluation.derived import let, rate
from emurules.evaluation.expressions import option_title
from emurules.evaluation.grading import disqualification, grade
from emurules.evaluation.nodes import assess, undeclared, worth_of
from emurules.evaluation.scope import Derived, Scope, Total, plain
from emurules.evaluation.total import total
from emurules.evaluation.trace import CitationShown, FactShown, NodeTrace, RulesetShown, Trace, Worth
from emurules.model.digest import of_json
from emurules.model.domain import Numbers
from emurules.model.facts import Facts, as_json
from emurules.model.ruleset import Fact, Ruleset, Step

ENGINE = f"emurules {__version__}"


def evaluate(ruleset: Ruleset, facts: Facts, unit: str | None = None) -> Trace:
    """The trace of one unit, whose facts have been admitted.

    Raises:
        EvaluationError: the ruleset has no answer for these facts; a checked ruleset always has.
    """
    return _trace(unfold(ruleset, facts, ruleset.order), facts, unit)


def unfold(ruleset: Ruleset, facts: Facts, steps: Iterable[Step]) -> Scope:
    """What is known of a unit after some steps, each of which comes after all that it needs."""
    rates: dict[str, Derived] = {}
    lets: dict[str, Derived] = {}
    worths: dict[str, Worth] = {}
    nodes: dict[str, NodeTrace | Total] = {}
    # INVARIANT: only this fold adds to them; a step sees what came before it and returns what it came to.
    scope = Scope(ruleset, facts.by_name, rates, lets, worths, nodes)
    for kind, name in steps:
        match kind:
            case "rate":
                rates[name] = rate(ruleset.rate_by_name[name], scope)
            case "let":
                lets[name] = let(ruleset.let_by_name[name], scope)
            case "table":
                pass  # a table has a value only where it is called
            case "worth":
                worths[name] = worth_of(ruleset.node_by_id[name] if name else ruleset.total, scope)
            case "node":
                nodes[name] = assess(ruleset.node_by_id[name], scope) if name else total(scope)
    return scope


def _trace(scope: Scope, facts: Facts, unit: str | None) -> Trace:
    ruleset = scope.ruleset
    whole = scope.nodes[""]
    assert isinstance(whole, Total)
    disqualifications = tuple(disqualification(one, scope) for one in ruleset.disqualifications)
    disqualified = any(one.condition.holds for one in disqualifications)
    return Trace(
        engine=ENGINE,
        ruleset=_shown(ruleset),
        unit=unit,
        inputs=tuple(_input(fact, facts) for fact in ruleset.facts),
        facts_digest=of_json(as_json(ruleset, facts)),
        derived=(
            *(scope.rates[one.name].term for one in ruleset.rates),
            *(scope.lets[one.name].term for one in ruleset.lets),
        ),
        sections=tuple(_section(scope.nodes[section.id]) for section in ruleset.sections),
        total=whole.points,
        unscaled=whole.unscaled,
        worth=whole.worth,
        attainable=whole.attainable,
        undeclared=undeclared(ruleset.total, scope),
        total_steps=whole.steps,
        gradings=tuple(grade(one, disqualified=disqualified, scope=scope) for one in ruleset.gradings),
        disqualifications=disqualifications,
    )


def _section(trace: NodeTrace | Total) -> NodeTrace:
    assert isinstance(trace, NodeTrace)
    return trace


def _shown(ruleset: Ruleset) -> RulesetShown:
    source = ruleset.sources[0] if ruleset.sources else None
    return RulesetShown(
        name=ruleset.name,
        title=ruleset.title,
        language=ruleset.language,
        digest=ruleset.digest,
        issuer=ruleset.issuer,
        source=source.text if source else None,
        dated=source.dated if source else None,
        further_sources=tuple(CitationShown(text=one.text, dated=one.dated) for one in ruleset.sources[1:]),
        period=ruleset.period,
    )


def _input(fact: Fact, facts: Facts) -> FactShown:
    value = facts.by_name[fact.name]
    return FactShown(
        name=fact.name,
        title=fact.title,
        type=fact.domain.type.value,
        value=plain(value),
        value_title=option_title(fact.domain, value),
        unit=fact.domain.unit if isinstance(fact.domain, Numbers) else None,
        defaulted=fact.name in facts.defaulted,
        fixed=fact.fixed,
        more_is_worse=fact.more_is_worse,
    )

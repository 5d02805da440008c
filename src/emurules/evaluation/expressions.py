"""The value of an expression, and the terms and findings that show how it came about.

Guarantees: one dispatch over the closed union, a case a kind of expression; never raises on a unit's data.
Names are looked up in the scope, which the order of the ruleset has filled. Left out: the operations
themselves (calculation), and what happens where a value is needed and cannot be had (needs).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Literal, assert_never

from attrs import evolve

from emurules.evaluation import calculation
from emurules.evaluation.calculation import Operand, as_zero
from emurules.evaluation.rows import Choice, choose, takes_missing
from emurules.evaluation.scope import Derived, Outcome, Scope, plain, state, words
from emurules.evaluation.trace import Finding, Term, TermKind
from emurules.model import expression as model
from emurules.model.domain import Choice as Options
from emurules.model.domain import Domain, Numbers
from emurules.model.partition import Partition, Row
from emurules.model.values import MISSING, Exempt, Missing, Undefined, Value
from emurules.model.wording import titled

See = Callable[[model.Expression, Scope], Outcome]


def look(expression: model.Expression, scope: Scope) -> Outcome:
    """What an expression comes to."""
    match expression:
        case model.Constant(value=constant):
            return Outcome(constant)
        case model.FactUse(name=name):
            return _fact(expression, name, scope)
        case model.RateUse(name=name):
            return _derived(expression, scope.rates[name], scope)
        case model.LetUse(name=name):
            return _derived(expression, scope.lets[name], scope)
        case model.ParameterUse(name=name):
            return _used(scope.parameter, _term(expression, "parameter", scope.parameter, scope, name=name))
        case model.TableUse():
            return _table(expression, scope)
        case model.Quantity():
            return _quantity(expression, scope)
        case model.IsExempt() | model.IsMissing():
            return _test(expression, scope)
        case model.Negative(operand=inner):
            outcomes, (value,) = _looked((inner,), scope)
            return _came(calculation.calculated("-", Fraction(0), value, ""), outcomes)
        case model.Arithmetic():
            return _arithmetic(expression, scope)
        case model.Compare():
            return _compare(expression, scope)
        case model.And() | model.Or() | model.Not():
            return _logical(expression, scope)
        case model.Choose():
            return _choose(expression, scope)
        case model.Call(function=function, arguments=arguments):
            outcomes, operands = _looked(arguments, scope)
            last = scope.text(arguments[-1].span)
            return _came(calculation.called(function, operands, last), outcomes)
        case never:
            assert_never(never)


# ---------------------------------------------------------------- how it is shown


def weighed(condition: model.Expression, scope: Scope) -> Outcome:
    """What a condition comes to, with the finding that shows it (none if it cannot be had)."""
    outcome = look(condition, scope)
    value, finding = operand(condition, outcome, scope), _finding(condition, outcome, scope)
    return evolve(outcome, value=value, finding=finding)


def shown(expression: model.Expression, outcome: Outcome, scope: Scope, domain: Domain | None = None) -> Term:
    """The term for a whole expression; `domain` is that of the other side of a comparison."""
    if isinstance(expression, model.Reference):
        return outcome.inputs[0]
    if isinstance(expression, model.Constant):
        return _term(expression, "constant", outcome.value, scope, domain=domain)
    title = titled(expression, scope.ruleset) if any(term.title for term in outcome.inputs) else None
    term = evolve(_term(expression, "expression", outcome.value, scope, title=title), inputs=outcome.inputs)
    return counted(term, expression)


def counted(term: Term, expression: model.Expression) -> Term:
    """A term with the two counts of the rate whose value it passes on: 15 of 35, where 3/7 would stand.

    Only of a rate that comes through as it is; one that is as large by chance counts something else.
    """
    passed = frozenset(_passed(expression))
    for one in term.inputs:
        if (one.kind, one.name) in passed and (one.state, one.value) == (term.state, term.value):
            return evolve(term, part=one.part, whole=one.whole)
    return term


def _passed(expression: model.Expression) -> Iterator[tuple[str, str]]:
    """The rates and lets, one of which an expression may come to without reckoning with it."""
    match expression:
        case model.RateUse(name=name):
            yield "rate", name
        case model.LetUse(name=name):
            yield "let", name
        case model.Choose(then=then, otherwise=otherwise):
            yield from (*_passed(then), *_passed(otherwise))
        case model.Call(function="min" | "max", arguments=arguments):
            for one in arguments:
                yield from _passed(one)
        case _:
            return


def operand(expression: model.Expression, outcome: Outcome, scope: Scope) -> Operand:
    """A value inside an operation, where one that is missing cannot be had."""
    if isinstance(outcome.value, Missing):
        return Undefined("value-missing", scope.text(expression.span))
    return outcome.value


def inputs_of(outcomes: Iterable[Outcome]) -> tuple[Term, ...]:
    """The names and quantities that several expressions used, each once."""
    return tuple(dict.fromkeys(term for outcome in outcomes for term in outcome.inputs))


def _finding(condition: model.Expression, outcome: Outcome, scope: Scope) -> Finding | None:
    if outcome.finding is not None or isinstance(outcome.value, (Missing, Undefined)):
        return outcome.finding
    term = shown(condition, outcome, scope)
    return Finding(text=scope.text(condition.span), kind="value", holds=_holds(outcome.value), terms=(term,))


def _holds(value: Value) -> bool | None:
    return value if isinstance(value, bool) else None


def _term(
    expression: model.Expression,
    kind: TermKind,
    value: Value,
    scope: Scope,
    *,
    name: str | None = None,
    title: str | None = None,
    domain: Domain | None = None,
) -> Term:
    return Term(
        text=scope.text(expression.span),
        kind=kind,
        name=name,
        title=title,
        type=expression.type.value,
        state=state(value),
        value=plain(value),
        value_title=option_title(domain, value),
        unit=domain.unit if isinstance(domain, Numbers) else None,
    )


def option_title(domain: Domain | None, value: Value) -> str | None:
    """The official words for an option, if there are any."""
    options = domain.options if isinstance(domain, Options) else ()
    return next((option.title for option in options if option.name == value), None)


# ---------------------------------------------------------------- names and quantities


def _used(value: Value, term: Term) -> Outcome:
    return Outcome(value, () if isinstance(value, Undefined) else (term,))


def _fact(use: model.FactUse | model.IsMissing, name: str, scope: Scope) -> Outcome:
    fact, value = scope.ruleset.fact_by_name[name], scope.facts[name]
    term = _term(use, "fact", value, scope, name=name, title=fact.title, domain=fact.domain)
    text = name if isinstance(use, model.IsMissing) else term.text
    return _used(value, evolve(term, text=text, type=fact.domain.type.value))


def _derived(use: model.RateUse | model.LetUse, derived: Derived, scope: Scope) -> Outcome:
    return _used(derived.value, evolve(derived.term, text=scope.text(use.span), inputs=()))


def _quantity(use: model.Quantity, scope: Scope) -> Outcome:
    id = use.id or ""
    node = scope.ruleset.node_by_id[id] if id else scope.ruleset.total
    value = _figure(use, id, scope)
    return _used(value, _term(use, use.kind, value, scope, name=use.id, title=node.title))


def _figure(use: model.Quantity, id: str, scope: Scope) -> Value:
    text = scope.text(use.span)
    if use.kind == "worth":
        worth = scope.worths.get(id)
        return worth if isinstance(worth, Fraction) else Undefined("unlimited-figure", text)
    node = scope.nodes.get(id)
    if node is None:  # only while facts are admitted, which come before all points
        return Undefined("value-missing", text)
    if use.kind == "points":
        return Exempt((("node", id),), as_zero=True) if node.points is None else node.points
    if not isinstance(node.attainable, Fraction):
        return Undefined("unlimited-figure", text)
    if use.kind == "attainable":
        return node.attainable
    if node.unscaled is None or node.attainable == 0:
        return Exempt((("node", id),))
    return node.unscaled / node.attainable


def _test(test: model.IsExempt | model.IsMissing, scope: Scope) -> Outcome:
    text = scope.text(test.span)
    relation: Literal["missing", "exempt"] = "missing" if isinstance(test, model.IsMissing) else "exempt"
    if isinstance(test, model.IsMissing):
        fact = _fact(test, test.fact, scope)
        if isinstance(fact.value, Undefined):
            return fact
        holds, terms = fact.value is MISSING, fact.inputs
    else:
        node = scope.nodes.get(test.id)
        if node is None:
            return Outcome(Undefined("value-missing", text))
        holds, title = node.points is None, scope.ruleset.node_by_id[test.id].title
        terms = (_term(test, "exempt", holds, scope, name=test.id, title=title),)
    finding = Finding(text=text, kind="value", holds=holds, relation=relation, terms=terms)
    return Outcome(holds, terms, finding)


# ---------------------------------------------------------------- rows


def row_for(
    subject: model.Expression, value: Value, partition: Partition, scope: Scope
) -> tuple[Choice, Row | Exempt | Undefined]:
    """The one row that holds for a subject's value, with the verdicts on all rows, or why there is none."""
    if isinstance(value, (Exempt, Undefined)):
        return Choice(()), value
    text = scope.text(subject.span)
    if value is MISSING and not takes_missing(partition):
        return Choice(()), Undefined("value-missing", text)
    choice = choose(partition, value, lambda guard: weighed(guard, scope))
    if choice.unsure is not None:
        return choice, choice.unsure
    return choice, the_one(choice, text, words(value, subject.type, scope), scope)


def the_one(choice: Choice, subject: str, value: str, scope: Scope) -> Row | Undefined:
    """The one row of a choice that holds, or that none or several do."""
    holding = choice.holding
    if len(holding) == 1:
        return holding[0]
    if not holding:
        return Undefined("no-row-holds", subject, (("value", value),))
    first, second = (scope.text(row.head_span) for row in holding[:2])
    return Undefined("several-rows-hold", subject, (("first", first), ("second", second), ("value", value)))


def _table(use: model.TableUse, scope: Scope) -> Outcome:
    table = scope.ruleset.table_by_name[use.name]
    outcome = look(use.argument, scope)
    argument = as_zero(outcome.value)
    inside = scope.within(argument)
    _, row = row_for(use.argument, argument, table.partition, inside)
    if isinstance(row, (Exempt, Undefined)):
        value: Value = row
    else:
        assert row.points is not None
        value = as_zero(look(row.points, inside).value)
    if isinstance(value, Undefined):
        return Outcome(value)
    term = _term(use, "table", value, scope, name=use.name, title=table.title)
    return Outcome(value, (evolve(term, inputs=(shown(use.argument, outcome, scope),)),))


# ---------------------------------------------------------------- operations


def _looked(
    expressions: Iterable[model.Expression], scope: Scope, see: See = look
) -> tuple[tuple[Outcome, ...], tuple[Operand, ...]]:
    """What several operands come to, and their values."""
    pairs = [(one, see(one, scope)) for one in expressions]
    return tuple(outcome for _, outcome in pairs), tuple(operand(*pair, scope) for pair in pairs)


def _came(value: Value, outcomes: Iterable[Outcome], finding: Finding | None = None) -> Outcome:
    return Outcome(value) if isinstance(value, Undefined) else Outcome(value, inputs_of(outcomes), finding)


def _arithmetic(expression: model.Arithmetic, scope: Scope) -> Outcome:
    outcomes, (left, right) = _looked((expression.left, expression.right), scope)
    divisor = scope.text(expression.right.span) if expression.operator == "/" else ""
    return _came(calculation.calculated(expression.operator, left, right, divisor), outcomes)


def _compare(expression: model.Compare, scope: Scope) -> Outcome:
    sides = expression.left, expression.right
    outcomes, (left, right) = _looked(sides, scope)
    value = calculation.compared(expression.relation, left, right)
    if isinstance(value, Undefined):
        return Outcome(value)
    others = tuple(_domain(side, scope) for side in reversed(sides))
    terms = tuple(
        shown(side, outcome, scope, other)
        for side, outcome, other in zip(sides, outcomes, others, strict=True)
    )
    finding = Finding(
        text=scope.text(expression.span),
        kind="comparison",
        holds=_holds(value),
        relation=expression.relation,
        terms=terms,
    )
    return _came(value, outcomes, finding)


def _domain(expression: model.Expression, scope: Scope) -> Domain | None:
    return (
        scope.ruleset.fact_by_name[expression.name].domain if isinstance(expression, model.FactUse) else None
    )


def _logical(expression: model.And | model.Or | model.Not, scope: Scope) -> Outcome:
    """A compound condition; `a and b and c` is one, however it is nested."""
    kind: Literal["and", "or", "not"]
    if isinstance(expression, model.Not):
        kind = "not"
        outcomes, operands = _looked((expression.operand,), scope, weighed)
        value = calculation.negated(operands[0])
    else:
        kind = "and" if isinstance(expression, model.And) else "or"
        outcomes, operands = _looked(_chain(expression), scope, weighed)
        value = calculation.joined(operands, decisive=kind == "or")
    findings = tuple(one.finding for one in outcomes if one.finding is not None)
    finding = Finding(text=scope.text(expression.span), kind=kind, holds=_holds(value), parts=findings)
    return _came(value, outcomes, finding)


def _chain(expression: model.And | model.Or) -> Iterator[model.Expression]:
    waiting: list[model.Expression] = [expression]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (model.And, model.Or)) and type(one) is type(expression):
            waiting += [one.right, one.left]
        else:
            yield one


def _choose(expression: model.Choose, scope: Scope) -> Outcome:
    (condition,), (value,) = _looked((expression.condition,), scope)
    if isinstance(value, (Exempt, Undefined)):
        return _came(value, (condition,))
    (branch,), (taken,) = _looked((expression.then if value is True else expression.otherwise,), scope)
    return _came(as_zero(taken), (condition, branch))

"""Admission: the only place where untyped data enters. Raw values in, `Facts` out, or every problem at once.

Guarantees: never raises, whatever the data holds; what is admitted satisfies domains, `up to`, `only when`
and every requirement. No echoes: what depends on a fact that was refused is not judged. Left out: the
reading of one value (model.facts), and files (files).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from fractions import Fraction
from graphlib import TopologicalSorter
from typing import Any, Literal, assert_never

from attrs import frozen

from emurules.diagnostics import Diagnostic, Language, factual
from emurules.evaluation.derived import let, rate
from emurules.evaluation.expressions import weighed
from emurules.evaluation.scope import Derived, Scope
from emurules.model.domain import Numbers
from emurules.model.expression import (
    Expression,
    FactUse,
    IsMissing,
    LetUse,
    RateUse,
    Reference,
    TableUse,
    references,
)
from emurules.model.facts import Facts, read, wanted
from emurules.model.notation import value_text
from emurules.model.ruleset import Fact, Requirement, Ruleset
from emurules.model.spelling import nearest, shown
from emurules.model.values import MISSING, Known, Missing, Undefined, Value

# A fact that was refused: nothing that depends on it is judged.
REFUSED = "fact-refused"
# So many wrong names get a proposal; it is slow to find, and nobody reads more.
# Longer keys must be NFC already: normalising takes the square of the marks on one letter.
_LONGEST_NAME = 10_000
_MOST_PROPOSALS = 20

Reading = Known | Missing | Diagnostic | None
Key = tuple[Literal["fact", "rate", "let", "table"], str]


def admit(
    ruleset: Ruleset, raw: Mapping[str, object], language: Language
) -> tuple[Facts | None, tuple[Diagnostic, ...]]:
    """The facts of one unit, or None and every problem.

    Names are normalised to NFC. None and empty text are a fact that is not given: its default returns, one
    that is optional or not asked for is missing, any other is reported. Of one that is not asked for, no and
    a count of 0 say the same.
    """
    given, problems = _named(ruleset, raw, language)
    readings = {
        fact.name: read(fact, given[fact.name], language) if fact.name in given else None
        for fact in ruleset.facts
    }
    settled, scope = _settled(ruleset, readings, language)
    for fact in ruleset.facts:
        problem = settled[fact.name].problem or _above_whole(fact, scope, language)
        problems += [problem] if problem else []
    for requirement in ruleset.requirements:
        problem = _broken(requirement, scope, language)
        problems += [problem] if problem else []
    if problems:
        return None, tuple(problems)
    values = tuple((fact.name, settled[fact.name].kept) for fact in ruleset.facts)
    return Facts(values, tuple(fact.name for fact in ruleset.facts if settled[fact.name].defaulted)), ()


# ---------------------------------------------------------------- names


def _named(
    ruleset: Ruleset, raw: Mapping[Any, object], language: Language
) -> tuple[dict[str, object], list[Diagnostic]]:
    """The values by the names of facts, and what is wrong with the names."""
    given: dict[str, object] = {}
    twice: set[str] = set()
    unknown: list[str] = []
    problems: list[Diagnostic] = []
    try:
        for key, value in raw.items():
            if not isinstance(key, str):
                problems.append(factual("fact-name", None, language, key=shown(key)))
                continue
            name = str.__str__(key)
            if len(name) <= _LONGEST_NAME:
                name = unicodedata.normalize("NFC", name)
            if name not in ruleset.fact_by_name:
                unknown.append(name)
            elif name in given:
                twice.add(name)
            else:
                given[name] = value
    except Exception:  # noqa: BLE001 (a mapping is an object of the caller's, and its methods may raise anything)
        return {}, [factual("facts-unreadable", None, language)]
    problems += [factual("fact-twice", name, language, fact=name) for name in sorted(twice)]
    problems += _unknown(unknown, given, ruleset, language)
    return given, problems


def _unknown(
    names: list[str], given: Mapping[str, object], ruleset: Ruleset, language: Language
) -> Iterator[Diagnostic]:
    """Names that no fact has; those not given yet are proposed first."""
    absent = [name for name in ruleset.fact_by_name if name not in given]
    for number, name in enumerate(names):
        near = None
        if number < _MOST_PROPOSALS:
            near = nearest(name, absent) or nearest(name, ruleset.fact_by_name)
        help, proposed = ("near", near) if near else ("", "")
        key, called = shown(name), ruleset.name
        yield factual("unknown-fact", key, language, "", help, key=key, ruleset=called, near=proposed)


# ---------------------------------------------------------------- which facts are there


@frozen
class Settled:
    """What a fact comes to, seen with the others."""

    value: Value
    defaulted: bool = False
    problem: Diagnostic | None = None

    @property
    def kept(self) -> Known | Missing:
        """The value of a fact that has no problem."""
        assert isinstance(self.value, (Known, Missing))
        return self.value


def _settled(
    ruleset: Ruleset, readings: Mapping[str, Reading], language: Language
) -> tuple[dict[str, Settled], Scope]:
    """Every fact, those that a condition uses before the facts that it asks for."""
    settled: dict[str, Settled] = {}
    values: dict[str, Value] = {}
    rates: dict[str, Derived] = {}
    lets: dict[str, Derived] = {}
    absent: set[Key] = set()
    # INVARIANT: only this fold adds to what the scope shows.
    scope = Scope(ruleset, values, rates, lets, {}, {})
    for key in _order(ruleset):
        kind, name = key
        lacks = any(use in absent for use in _uses(key, ruleset))
        absent |= {key} if lacks else set()
        match kind:
            case "rate":
                rates[name] = rate(ruleset.rate_by_name[name], scope)
            case "let":
                lets[name] = let(ruleset.let_by_name[name], scope)
            case "fact":
                fact = ruleset.fact_by_name[name]
                asked = True if fact.only_when is None else False if lacks else _holds(fact.only_when, scope)
                settled[name] = _settle(fact, readings[name], asked, scope, language)
                values[name] = settled[name].value
                absent |= set() if asked is not False else {key}
    return settled, scope


def _order(ruleset: Ruleset) -> Iterator[Key]:
    """Every fact, and what its condition uses, after all that it uses; the resolver has refused circles."""
    needs: dict[Key, list[Key]] = {}
    waiting: list[Key] = [("fact", fact.name) for fact in ruleset.facts]
    while waiting:
        key = waiting.pop()
        if key not in needs:
            tested: list[Key] = [
                ("fact", one.fact) for one in _references(key, ruleset) if isinstance(one, IsMissing)
            ]
            needs[key] = [*_uses(key, ruleset), *tested]
            waiting += needs[key]
    return iter(TopologicalSorter(needs).static_order())


def _uses(key: Key, ruleset: Ruleset) -> Iterator[Key]:
    """What a fact's condition, a rate, let or table is made of; to ask `x is missing` is no use of x."""
    for one in _references(key, ruleset):
        match one:
            case FactUse(name=name):
                yield "fact", name
            case RateUse(name=name):
                yield "rate", name
            case LetUse(name=name):
                yield "let", name
            case TableUse(name=name):
                yield "table", name


def _references(key: Key, ruleset: Ruleset) -> Iterator[Reference]:
    kind, name = key
    match kind:
        case "fact":
            found: list[Expression | None] = [ruleset.fact_by_name[name].only_when]
        case "rate":
            found = [ruleset.rate_by_name[name].part, ruleset.rate_by_name[name].whole]
        case "let":
            found = [ruleset.let_by_name[name].value]
        case "table":
            rows = ruleset.table_by_name[name].partition.rows
            found = [one for row in rows for one in (row.guard, row.points)]
        case never:
            assert_never(never)
    for expression in found:
        yield from () if expression is None else references(expression)


def _holds(condition: Expression, scope: Scope) -> bool | None:
    """Whether a fact is asked for; None if that depends on a fact that was refused."""
    value = weighed(condition, scope).value
    return None if isinstance(value, Undefined) and value.cause == REFUSED else value is True


def _settle(fact: Fact, reading: Reading, asked: bool | None, scope: Scope, language: Language) -> Settled:
    refused = Undefined(REFUSED, fact.name)
    if asked is False:
        if reading is None or reading is MISSING or _says_none(fact, reading):
            return Settled(MISSING)
        return Settled(refused, problem=_about("fact-not-asked", fact, scope, language))
    if isinstance(reading, Diagnostic):
        return Settled(refused, problem=reading)
    if asked is None:
        return Settled(refused)
    if reading is not None:
        return Settled(reading)
    if fact.default is not None:
        return Settled(fact.default, defaulted=True)
    if fact.optional:
        return Settled(MISSING)
    slug = "fact-not-given" if fact.only_when is None else "fact-required"
    return Settled(refused, problem=_about(slug, fact, scope, language))


def _says_none(fact: Fact, reading: Reading) -> bool:
    """Whether an answer that is not asked for says that there is nothing: no, or a count of 0."""
    if isinstance(reading, bool):
        return not reading
    return isinstance(fact.domain, Numbers) and fact.domain.count and reading == 0


def _about(slug: str, fact: Fact, scope: Scope, language: Language) -> Diagnostic:
    condition = "" if fact.only_when is None else scope.text(fact.only_when.span)
    want = wanted(fact, language)
    return factual(slug, fact.name, language, fact=fact.name, condition=condition, wanted=want)


# ---------------------------------------------------------------- how facts stand to each other


def _above_whole(fact: Fact, scope: Scope, language: Language) -> Diagnostic | None:
    if fact.up_to is None:
        return None
    part, whole = scope.facts[fact.name], scope.facts[fact.up_to]
    if not isinstance(part, Fraction) or not isinstance(whole, Fraction) or part <= whole:
        return None
    value, bound = (str(value_text(one, fact.domain.type)) for one in (part, whole))
    return factual(
        "fact-above-whole", fact.name, language, fact=fact.name, value=value, whole=fact.up_to, bound=bound
    )


def _broken(requirement: Requirement, scope: Scope, language: Language) -> Diagnostic | None:
    """A requirement that does not hold, or of which nobody can say."""
    outcome = weighed(requirement.condition, scope)
    condition = scope.text(requirement.condition.span)
    if isinstance(outcome.value, Undefined):
        if outcome.value.cause == REFUSED:
            return None
        return factual(
            "requirement-broken", None, language, "unknown", "unknown",
            text=requirement.text, condition=condition, lacking=outcome.value.subject,
        )  # fmt: skip
    if outcome.value is not False:
        return None
    values = ", ".join(
        f"`{term.name}` = {value_text(term.value, term.type)}" for term in outcome.inputs if term.name
    )
    return factual(
        "requirement-broken", None, language, text=requirement.text, condition=condition, values=values
    )

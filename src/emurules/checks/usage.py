"""Facts, rates, lets and tables that nothing uses: they change no points, no grade and no refusal.

What is used: whatever a section, a criterion, the total, a grade, a disqualification, a law or a requirement
mentions, and all that this needs in turn. Guarantees: time linear in the ruleset. Examples are no use: they
give a fact because it is required.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from emurules.analysis import Analysis
from emurules.diagnostics import Diagnostic, Label, Language, diagnostic
from emurules.model import expression as model
from emurules.model.domain import Domain, Numbers
from emurules.model.expression import Expression
from emurules.model.ruleset import Fact, Let, Monotone, Rate, Ruleset, Table
from emurules.model.written import in_points, in_rows

Named = Fact | Rate | Let | Table


def unused(analysis: Analysis, language: Language) -> Iterator[Diagnostic]:
    """Every fact and every derived value that nothing uses, at its name."""
    ruleset = analysis.ruleset
    declared: list[Named] = [*ruleset.facts, *ruleset.rates, *ruleset.lets, *ruleset.tables]
    named = {one.name: one for one in declared}
    needs = _needs(ruleset, named)
    used = _reached(_roots(ruleset), needs)
    users: dict[str, Named] = {}
    idle = sorted((one for name, one in named.items() if name not in used), key=lambda one: one.span.start)
    for user in idle:
        for name in needs[user.name]:
            users.setdefault(name, user)
    given = {name for example in ruleset.examples for name, _ in example.given}
    for one in idle:
        yield _finding(ruleset, one, users.get(one.name), one.name in given, language)


def _finding(
    ruleset: Ruleset, one: Named, user: Named | None, exampled: bool, language: Language
) -> Diagnostic:
    slug, variant = "unused-fact", ""
    match one:
        case Rate():
            slug, variant = "unused-name", "rate"
        case Let():
            slug, variant = "unused-name", "let"
        case Table():
            slug, variant = "unused-name", "table"
    return diagnostic(
        slug,
        ruleset.text,
        one.span,
        language,
        variant=variant if user is None else "through",
        help="examples" if exampled else "",
        also=() if user is None else (Label(user.span, "user"),),
        name=one.name,
        user="" if user is None else user.name,
    )


# ---------------------------------------------------------------- what needs what


def _roots(ruleset: Ruleset) -> Iterator[str]:
    """The names that points and decisions depend on without any other name between."""
    for expression in in_points(ruleset):
        yield from _names_in(expression)
    for requirement in ruleset.requirements:
        yield from _names_in(requirement.condition)
    for law in ruleset.laws:
        if isinstance(law.claim, Monotone):
            yield law.claim.fact
        else:
            yield from _names_in(law.claim)


def _needs(ruleset: Ruleset, named: dict[str, Named]) -> dict[str, tuple[str, ...]]:
    """The names that each name needs."""
    owners: dict[int, str] = {}
    for fact in ruleset.facts:
        if _is_own(fact.domain):
            owners.setdefault(id(fact.domain), fact.name)
    return {name: tuple(_needed(one, owners)) for name, one in named.items()}


def _needed(one: Named, owners: dict[int, str]) -> Iterator[str]:
    match one:
        case Fact():
            if one.up_to is not None:
                yield one.up_to
            if one.only_when is not None:
                yield from _names_in(one.only_when)
            yield from _same_as(one, owners)
        case Rate():
            yield from _names_in(one.part)
            yield from _names_in(one.whole)
        case Let():
            yield from _names_in(one.value)
        case Table():
            for expression in in_rows(one.partition):
                yield from _names_in(expression)
            yield from _same_as(one, owners)


def _same_as(one: Fact | Table, owners: dict[int, str]) -> Iterator[str]:
    """The fact whose type this one is said to have: `same as` shares the domain itself, no copy of it."""
    owner = owners.get(id(one.domain))
    if owner is not None and owner != one.name:
        yield owner


def _is_own(domain: Domain) -> bool:
    """Whether a domain belongs to one declaration: all counts without a limit share one."""
    return not (isinstance(domain, Numbers) and domain.count)


def _names_in(expression: Expression) -> Iterator[str]:
    for one in model.references(expression):
        match one:
            case model.FactUse() | model.RateUse() | model.LetUse() | model.TableUse():
                yield one.name
            case model.IsMissing(fact=name):
                yield name


def _reached(roots: Iterable[str], needs: dict[str, tuple[str, ...]]) -> set[str]:
    """The roots and all that they need."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(needs.get(name, ()))
    return found

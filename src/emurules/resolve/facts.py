"""Facts and requirements: what a unit's data may be, and the conditions that tie facts together."""

from __future__ import annotations

from attrs import evolve

from emurules.diagnostics import Label
from emurules.model import ruleset as meant
from emurules.model.expression import Expression
from emurules.model.values import Known
from emurules.resolve import constants
from emurules.resolve.docs import docs_of
from emurules.resolve.domains import bounds
from emurules.resolve.expressions import condition
from emurules.resolve.graph import report_circles, sorted_with_circles
from emurules.resolve.names import Allowed, Names
from emurules.resolve.references import named_in
from emurules.source import Span
from emurules.syntax import nodes

# Keys of data files that are no facts.
RESERVED = ("unit",)


def facts(names: Names) -> tuple[meant.Fact, ...]:
    """Every fact whose type is sound."""
    above = bounds(names.scope)
    found = [_fact(one, above.get(one.name.text), names) for one in names.scope.all(nodes.Fact)]
    _circles(names)
    return tuple(one for one in found if one is not None)


def _fact(node: nodes.Fact, up_to: str | None, names: Names) -> meant.Fact | None:
    report, name = names.report, node.name.text
    if name in RESERVED:
        report.add("reserved-fact-name", node.name.span, name=name)
    conditions = [one for one in node.items if isinstance(one, nodes.OnlyWhen)]
    defaults = [one for one in node.items if isinstance(one, nodes.Default)]
    worse = [one for one in node.items if isinstance(one, nodes.MoreIsWorse)]
    fixed = [one for one in node.items if isinstance(one, nodes.Fixed)]
    for same in (conditions, defaults, worse, fixed):
        for double in same[1:]:
            text = report.first_words(double.span)
            report.add("statement-twice", double.span, also=(Label(same[0].span, "first"),), text=text)
    only_when = _narrow(conditions[0].condition, names, "facts and rates") if conditions else None
    domain = names.domains.get(name)
    if domain is None:
        return None
    default: Known | None = None
    if defaults:
        default = constants.value_for(defaults[0].value, domain, report)
    return meant.Fact(
        name,
        node.title.value if node.title else None,
        domain,
        optional=node.optional,
        up_to=up_to,
        only_when=only_when,
        default=default,
        fixed=bool(fixed),
        more_is_worse=bool(worse),
        docs=docs_of(node.items),
        span=node.name.span,
    )


def _narrow(node: nodes.Expression, names: Names, allowed: Allowed) -> Expression | None:
    """A condition that may refer to some kinds of names only."""
    return condition(node, evolve(names, allowed=allowed))


def _circles(names: Names) -> None:
    """Report facts whose own condition needs them, directly or through others."""
    scope = names.scope
    needs: dict[str, tuple[str, ...]] = {}
    for name, one in scope.names.items():
        if isinstance(one, nodes.Fact):
            conditions = [item.condition for item in one.items if isinstance(item, nodes.OnlyWhen)]
            needs[name] = tuple(used for each in conditions for used in named_in(each, names.domains))
        elif isinstance(one, nodes.Rate) or one.name.text in names.lets or one.name.text in names.tables:
            needs[name] = named_in(one, names.domains)

    def place(name: str) -> Span | None:
        return scope.names[name].name.span

    facts_first = [
        circle for circle in sorted_with_circles(needs)[1]
        if any(isinstance(scope.names[name], nodes.Fact) for name in circle)
    ]  # fmt: skip
    report_circles(facts_first, needs, place, str, names.report)


def requirements(names: Names) -> tuple[meant.Requirement, ...]:
    """Every requirement whose condition is sound."""
    found: list[meant.Requirement] = []
    for one in names.scope.others(nodes.Require):
        test = _narrow(one.condition, names, "facts")
        if test is not None:
            found.append(meant.Requirement(one.text.value, test, docs_of(one.docs), span=one.span))
    return tuple(found)

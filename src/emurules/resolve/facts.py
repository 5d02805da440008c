"""Facts and requirements: what a unit's data may be, and the conditions that tie facts together."""

from __future__ import annotations

from attrs import evolve

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
    asked = report.once([one for one in node.items if isinstance(one, nodes.OnlyWhen)])
    preset = report.once([one for one in node.items if isinstance(one, nodes.Default)])
    worse = report.once([one for one in node.items if isinstance(one, nodes.MoreIsWorse)])
    fixed = report.once([one for one in node.items if isinstance(one, nodes.Fixed)])
    only_when = _narrow(asked.condition, names, "facts and rates") if asked else None
    domain = names.domains.get(name)
    if domain is None:
        return None
    default: Known | None = None
    if preset:
        default = constants.value_for(preset.value, domain, report)
    return meant.Fact(
        name,
        node.title.value if node.title else None,
        domain,
        optional=node.optional,
        up_to=up_to,
        only_when=only_when,
        default=default,
        fixed=fixed is not None,
        more_is_worse=worse is not None,
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

"""Names: what a name in an expression stands for, and what may be said at the place where it stands.

What lives here: `Names`, all that an expression may refer to, and the look-up of names, options and ids.
Guarantees: a name that was reported where it is declared is not reported where it is used. Left out: the
expressions around the names (expressions).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import islice
from typing import Literal

from attrs import frozen

from emurules.model import expression as model
from emurules.model.domain import Choice, Domain
from emurules.model.ruleset import Rate
from emurules.model.values import Type
from emurules.resolve.report import Report
from emurules.resolve.scope import Scope
from emurules.syntax import nodes

Allowed = Literal["everything", "facts", "facts and rates"]
# A message with more ids is not read to its end.
_MOST_IDS = 12
_WIDTH: dict[Allowed, int] = {"facts": 0, "facts and rates": 1, "everything": 2}


@frozen
class Names:
    """What an expression may refer to.

    `lets`, `tables` and `rates` hold what was lowered so far (all that the expression needs, since
    declarations are lowered in the order of their needs); one that was reported is absent or None, a table
    has its domain and whether its rows are sound. `settled` are the
    lets that a worth may depend on, `choices` the options of lets that are options. `own`
    is the node that the expression stands in, `parameter` the one of a table, and `options` those that a
    bare name may mean here because of the other side.
    """

    scope: Scope
    domains: Mapping[str, Domain]
    lets: Mapping[str, model.Expression | None]
    tables: Mapping[str, tuple[Domain, bool]]
    rates: Mapping[str, Rate]
    report: Report
    choices: Mapping[str, Choice]
    settled: Collection[str]
    own: str | None = None
    parameter: tuple[str, Domain] | None = None
    allowed: Allowed = "everything"
    options: Choice | None = None

    def fact(self, name: str) -> nodes.Fact | None:
        """The declaration of a fact, if the name is one's."""
        declared = self.scope.names.get(name)
        return declared if isinstance(declared, nodes.Fact) else None

    def may_be_missing(self, name: str) -> bool:
        """Whether a fact can be missing."""
        fact = self.fact(name)
        return fact is not None and (
            fact.optional or any(isinstance(item, nodes.OnlyWhen) for item in fact.items)
        )

    def told(self, expression: model.Expression) -> model.Expression:
        """An expression, or where it is nothing but the name of a let what that let is."""
        while isinstance(expression, model.LetUse):
            value = self.lets.get(expression.name)
            if value is None:
                return expression
            expression = value
        return expression


def use(node: nodes.NameUse, names: Names) -> model.Expression | None:
    """What a bare name stands for, or None if it was reported."""
    name, span = node.name, node.span
    if names.options is not None and name in names.options.names:
        return model.Constant(name, Type.CHOICE, span=span)
    if names.parameter and name == names.parameter[0]:
        return model.ParameterUse(name, names.parameter[1].type, span=span)
    match names.scope.names.get(name):
        case nodes.Fact():
            domain = names.domains.get(name)
            return None if domain is None else model.FactUse(name, domain.type, span=span)
        case nodes.Rate() if may(node, names, "facts and rates"):
            return model.RateUse(name, span=span) if name in names.rates else None
        case nodes.Let() if may(node, names, "everything"):
            value = names.lets.get(name)
            return None if value is None else model.LetUse(name, value.type, span=span)
        case nodes.Table():
            names.report.add("wrong-kind-of-name", span, variant="table", help="table", name=name)
        case None:
            _unknown(node, names)
    return None


def settles(use: model.Reference, names: Names) -> bool:
    """Whether a worth may depend on something: on yes/no and choice facts, and lets of nothing else."""
    match use:
        case model.LetUse(name=name):
            return name in names.settled
        case model.FactUse(name=name) | model.IsMissing(fact=name):
            domain = names.domains.get(name)
            return domain is not None and domain.type in (Type.TRUTH, Type.CHOICE)
        case _:
            return False


def may(node: nodes.Expression, names: Names, needed: Allowed) -> bool:
    """Whether the place allows such a reference; if not, it is reported."""
    if _WIDTH[names.allowed] >= _WIDTH[needed]:
        return True
    names.report.add("not-allowed-here", node.span, variant=names.allowed, text=names.report.words(node.span))
    return False


def is_declared(name: str, names: Names) -> bool:
    """Whether a bare name stands for something without looking at the other side."""
    return name in names.scope.names or (names.parameter is not None and names.parameter[0] == name)


def _unknown(node: nodes.NameUse, names: Names) -> None:
    """Report a name that nothing declares; an option gets a message of its own."""
    name, report = node.name, names.report
    if names.options is not None:
        from emurules.resolve.constants import option

        option(name, node, names.options, report)
        return
    owner = next(
        (one for one, domain in names.domains.items() if isinstance(domain, Choice) and name in domain.names),
        None,
    )
    if owner is not None:
        report.add("unknown-name", node.span, variant="option", help="option", name=name, fact=owner)
        return
    near = report.near(name, names.scope.names)
    report.add("unknown-name", node.span, help="near" if near else "declare", name=name, near=near or "")


def unknown_fact(place: nodes.Name | nodes.NameUse, scope: Scope, report: Report) -> None:
    """Report a name that should be a fact's and is not."""
    name = place.text if isinstance(place, nodes.Name) else place.name
    if name in scope.names:
        report.add("wrong-kind-of-name", place.span, variant="fact", help="fact", name=name)
        return
    near = report.near(name, [fact.name.text for fact in scope.all(nodes.Fact)])
    help = "near" if near else "fact"
    report.add("unknown-name", place.span, variant="fact", help=help, name=name, near=near or "")


def known_id(id: nodes.Name, names: Names) -> bool:
    """Whether a section or criterion has this id; if not, it is reported."""
    if id.text in names.scope.pointed:
        return True
    ids = names.scope.pointed
    near = names.report.meant_id(id.text, ids)
    shown = [f"`{one}`" for one in islice(ids, _MOST_IDS)] + ["…"] * (len(ids) > _MOST_IDS)
    help = "near" if near else "ids" if ids else "none"
    names.report.add("unknown-id", id.span, help=help, id=id.text, near=near or "", ids=", ".join(shown))
    return False


# ---------------------------------------------------------------- options


def choice_of(expression: model.Expression, names: Names) -> Choice | None:
    """The choice that an expression of type option takes its options from."""
    match expression:
        case model.FactUse(name=name):
            domain = names.domains.get(name)
            return domain if isinstance(domain, Choice) else None
        case model.ParameterUse():
            assert names.parameter is not None
            domain = names.parameter[1]
            return domain if isinstance(domain, Choice) else None
        case model.LetUse(name=name):
            return names.choices.get(name)
        case model.Choose():
            return choice_of(expression.then, names) or choice_of(expression.otherwise, names)
        case _:
            return None


def takes_option(node: nodes.Expression, names: Names) -> bool:
    """Whether an expression has a bare name in it, as a whole side, that can only be an option."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, nodes.NameUse) and not is_declared(one.name, names):
            return True
        if isinstance(one, nodes.Choice):
            waiting += [one.then, one.otherwise]
    return False

"""The tree of points: sections, criteria and the total, and which statements may stand where."""

from __future__ import annotations

from typing import TypeVar

from attrs import evolve

from emurules.diagnostics import Label
from emurules.model import ruleset as meant
from emurules.resolve import implied, statements
from emurules.resolve.docs import docs_of
from emurules.resolve.names import Names
from emurules.resolve.report import Report
from emurules.resolve.scope import Pointed
from emurules.syntax import nodes

Found = TypeVar("Found")
# What the total cannot say; that more is worse of it stands in the head.
_NOT_OF_TOTAL = (
    nodes.Award,
    nodes.Bands,
    nodes.Reduce,
    nodes.Exempt,
    nodes.BestOfParts,
    nodes.MoreIsWorse,
)
Once = TypeVar("Once", nodes.Limit, nodes.Rounded, nodes.BestOfParts, nodes.MoreIsWorse)


def tree(names: Names, *, worse: bool) -> tuple[meant.Node, ...]:
    """The sections at the top, each with all below it, in the order printed.

    `worse` if more is worse of the whole score, and so of all in it.
    """
    scope = names.scope
    kinds: dict[str, meant.NodeKind] = {}
    for id in scope.pointed:
        top = scope.pointed[_top(id, names)]
        kinds[id] = top.kind if isinstance(top, nodes.Section) else "main"
    return tuple(_node(id, kinds, names, worse) for id in scope.children.get("", ()))


def _top(id: str, names: Names) -> str:
    while names.scope.parents[id]:
        id = names.scope.parents[id]
    return id


def _node(id: str, kinds: dict[str, meant.NodeKind], names: Names, worse: bool) -> meant.Node:
    declared = names.scope.pointed[id]
    own, written, report = evolve(names, own=id), declared.statements, names.report
    worse = report.once(_all(nodes.MoreIsWorse, written)) is not None or worse
    children = tuple(_node(child, kinds, names, worse) for child in names.scope.children.get(id, ()))
    awards = statements.awards(written, own)
    rounded = report.once(_all(nodes.Rounded, written))
    ends = None if children or rounded or None in awards else implied.ends(_sound(awards))
    _check_form(declared, kinds[id], bool(children), ends is not None or None in awards, report)
    worth = statements.worth(declared.worth, own)
    at_least = statements.limit(report.once(_limits(written, least=True)), own)
    if declared.worth is None and ends is not None:
        worth = implied.worth(ends, kinds[id], declared.id.span)
        at_least = at_least or implied.at_least(ends, kinds[id], declared.id.span)
    return meant.Node(
        id=id,
        title=declared.title.value,
        form="section" if isinstance(declared, nodes.Section) else "criterion",
        kind=kinds[id],
        worth=worth,
        rescaled=declared.rescaled,
        exemptions=_sound(statements.exemptions(written, own)),
        awards=_sound(awards),
        reductions=_sound(statements.reductions(written, own)),
        zeros=_sound(statements.zeros(written, own)),
        at_most=statements.limit(report.once(_limits(written, least=False)), own),
        at_least=at_least,
        rounding=statements.rounding(rounded, own),
        best_of_parts=report.once(_all(nodes.BestOfParts, written)) is not None,
        more_is_worse=worse,
        children=children,
        docs=docs_of(written),
        span=declared.span,
        head_span=declared.id.span,
    )


def total(names: Names, title: str, *, worse: bool) -> meant.Node:
    """The total: as declared, or the plain sum."""
    declared = names.scope.total
    if declared is None:
        return meant.Node(id="", title=title, form="total", more_is_worse=worse)
    own, written, report = evolve(names, own=""), declared.statements, names.report
    for one in written:
        if isinstance(one, _NOT_OF_TOTAL):
            text = report.first_words(one.span)
            report.add("misplaced-statement", one.span, variant="total", help="total", text=text)
    if declared.rescaled and _has_no_worth(declared):
        report.add("rescaled-without-worth", declared.span, variant="total")
    return meant.Node(
        id="",
        title=title,
        form="total",
        worth=statements.worth(declared.worth, own),
        rescaled=declared.rescaled,
        zeros=_sound(statements.zeros(written, own)),
        at_most=statements.limit(report.once(_limits(written, least=False)), own),
        at_least=statements.limit(report.once(_limits(written, least=True)), own),
        rounding=statements.rounding(report.once(_all(nodes.Rounded, written)), own),
        more_is_worse=worse,
        docs=docs_of(written),
        span=declared.span,
        head_span=declared.span,
    )


def _check_form(
    declared: Pointed, kind: meant.NodeKind, has_children: bool, is_plain: bool, report: Report
) -> None:
    """What a leaf, a parent and a node of a penalty may and must have; plain rows tell a leaf's worth."""
    id = declared.id.text
    if not has_children and declared.worth is None and not is_plain:
        report.add("worth-missing", declared.id.span, id=id)
    if declared.rescaled and kind == "penalty":
        report.add("penalty-rescaled", declared.id.span, id=id)
    elif declared.rescaled and _has_no_worth(declared) and (has_children or is_plain or declared.worth):
        report.add("rescaled-without-worth", declared.id.span, id=id)
    for one in declared.statements:
        text = report.first_words(one.span)
        if has_children and isinstance(one, (nodes.Award, nodes.Bands)):
            also = (Label(declared.id.span, "parent"),)
            report.add("parent-with-awards", one.span, also=also, text=text, id=id)
        elif kind == "penalty" and isinstance(one, nodes.Award) and not one.deduct:
            amount = report.first_words(one.points.span)
            negative = isinstance(one.points, nodes.Negative) and isinstance(one.points.operand, nodes.Number)
            help = "positive" if negative else ""
            report.add("award-in-penalty", one.span, help=help, text=text, id=id, amount=amount.lstrip("- "))
        elif not has_children and isinstance(one, nodes.BestOfParts):
            report.add("misplaced-statement", one.span, variant="leaf", help="leaf", text=text, id=id)


def _has_no_worth(declared: Pointed | nodes.Total) -> bool:
    return declared.worth is None or isinstance(declared.worth, nodes.Unlimited)


# ---------------------------------------------------------------- statements of a kind


def _sound(found: list[Found | None]) -> tuple[Found, ...]:
    """Those that were sound; the others have been reported."""
    return tuple(one for one in found if one is not None)


def _all(kind: type[Once], written: tuple[nodes.Statement, ...]) -> list[Once]:
    return [one for one in written if isinstance(one, kind)]


def _limits(written: tuple[nodes.Statement, ...], *, least: bool) -> list[nodes.Limit]:
    return [one for one in _all(nodes.Limit, written) if one.least == least]

"""Lowering a file: every declaration to its model, then the proofs that the whole makes sense."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from emurules.model import ruleset as meant
from emurules.model.ranges import ranges
from emurules.resolve import limits, order, points, quantities, sizes, soundness, trials
from emurules.resolve.derived import derived
from emurules.resolve.docs import citation
from emurules.resolve.domains import domains
from emurules.resolve.facts import facts, requirements
from emurules.resolve.references import named_in
from emurules.resolve.report import Report
from emurules.resolve.scope import Scope
from emurules.resolve.words import date_words
from emurules.syntax import nodes


def lowered(file: nodes.File, scope: Scope, report: Report) -> meant.Ruleset | None:
    """The model of a file, or None if anything was reported."""
    found = derived(scope, domains(scope, report), report)
    names = found.names
    once = _once(file.head, report)
    sections = points.tree(names, worse=once.worse)
    total = points.total(names, file.head.title.value, worse=once.worse)
    plan = order.plan(found.rates, found.lets, found.tables, sections, total, scope, report)
    ruleset = meant.Ruleset(
        name=file.head.name.text,
        title=file.head.title.value,
        language="vi" if file.language == "vi" else "en",
        issuer=once.issuer,
        sources=tuple(citation(one) for one in file.head.items if isinstance(one, nodes.Citation)),
        period=once.period,
        notes=tuple(one.text.value for one in file.head.items if isinstance(one, nodes.Note)),
        facts=facts(names),
        requirements=requirements(names),
        rates=found.rates,
        lets=found.lets,
        tables=found.tables,
        sections=sections,
        total=total,
        gradings=trials.gradings(names),
        disqualifications=trials.disqualifications(names),
        laws=trials.laws(names),
        examples=trials.examples(names),
        order=plan.steps,
        text=file.source,
    )
    _prove(ruleset, plan, scope, report)
    return None if report.found else ruleset


def _prove(ruleset: meant.Ruleset, plan: order.Plan, scope: Scope, report: Report) -> None:
    """The checks that need the whole; what depends on something that was reported is left out of them."""
    doubtful = _doubtful_facts(ruleset, scope)
    steps = [*_doubtful(ruleset, scope), *order.steps_with(doubtful, ruleset)]
    sound = evolve(ruleset, order=plan.without(steps))
    known = ranges(sound)
    quantities.check(sound, report)
    soundness.check(sound, known, doubtful, report)
    limits.check(sound, known, report)
    sizes.check(sound, report)


def _doubtful_facts(ruleset: meant.Ruleset, scope: Scope) -> frozenset[str]:
    """The facts of requirements that were reported, of which more should be known than is."""
    written = scope.others(nodes.Require)
    kept = {one.span for one in ruleset.requirements}
    lost = [one.condition for one in written if one.span not in kept]
    return frozenset(name for one in lost for name in named_in(one, {}))


def _doubtful(ruleset: meant.Ruleset, scope: Scope) -> Iterator[order.Key]:
    """The nodes and worths of which a part was reported, so that nothing can be said of what they give."""
    for id, declared in scope.pointed.items():
        node = ruleset.node_by_id[id]
        if node.worth is None and (declared.worth is not None or not node.children):
            yield "worth", id
        if not _is_whole(node, declared.statements):
            yield "node", id
    if scope.total is not None:
        if ruleset.total.worth is None and scope.total.worth is not None:
            yield "worth", ""
        if not _is_whole(ruleset.total, scope.total.statements):
            yield "node", ""


def _is_whole(node: meant.Node, written: tuple[nodes.Statement, ...]) -> bool:
    """Whether a node has all the exemptions and limits that are written in it."""
    exemptions = sum(isinstance(one, nodes.Exempt) for one in written)
    limits_ = sum(isinstance(one, nodes.Limit) for one in written)
    return len(node.exemptions) == exemptions and limits_ == bool(node.at_most) + bool(node.at_least)


# ---------------------------------------------------------------- the head


class _Once:
    """What the head says once."""

    def __init__(
        self, issuer: nodes.Issuer | None, period: nodes.Period | None, worse: nodes.MoreIsWorse | None
    ) -> None:
        self.issuer = issuer.text.value if issuer else None
        self.period = (period.start.value, period.end.value) if period else None
        self.worse = worse is not None


def _once(head: nodes.Head, report: Report) -> _Once:
    """What the head says once; a second one is reported, and a period that ends before it begins."""
    issuer = report.once([one for one in head.items if isinstance(one, nodes.Issuer)])
    period = report.once([one for one in head.items if isinstance(one, nodes.Period)])
    worse = report.once([one for one in head.items if isinstance(one, nodes.MoreIsWorse)])
    if period is not None and period.end.value < period.start.value:
        start, end = (date_words(day.value, report.language) for day in (period.start, period.end))
        report.add("bad-period", period.start.span.to(period.end.span), start=start, end=end)
    return _Once(issuer, period, worse)

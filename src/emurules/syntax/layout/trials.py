"""The layout of disqualifications, laws and examples."""

# ruff: noqa: D103  # whose layout a function makes, its name says

from __future__ import annotations

from collections.abc import Iterator

from emurules.syntax import nodes
from emurules.syntax.layout.breaks import Break, of_expression
from emurules.syntax.layout.line import INSIDE, PARTS, STEP, WITHIN, Line, of_docs, of_label
from emurules.syntax.layout.reading import Reading


def of_disqualify(disqualify: nodes.Disqualify, at: Reading) -> Iterator[Line]:
    breaks = [*of_expression(disqualify.condition, INSIDE, at), *of_label(disqualify.reason, PARTS)]
    yield Line(disqualify.span.start, 0, tuple(breaks))
    yield from of_docs(disqualify.docs, at)


def of_law(law: nodes.Law, at: Reading) -> Iterator[Line]:
    claim = law.claim
    breaks: list[Break] = [*of_label(law.text, WITHIN), (claim.span.start, PARTS)]
    if isinstance(claim, nodes.Monotone):
        breaks.append((at.before(claim.fact.span.start), WITHIN))
    else:
        breaks += of_expression(claim, INSIDE, at)
    yield Line(law.span.start, 0, tuple(breaks))
    yield from of_docs(law.docs, at)


def of_example(example: nodes.Example, at: Reading) -> Iterator[Line]:
    breaks = [*of_label(example.title, WITHIN)]
    if example.like is not None:
        breaks.append((at.before(example.like.span.start), PARTS))
    yield Line(example.span.start, 0, tuple(breaks))
    yield from _of_given(example.given, at)
    for expectation in example.expectations:
        label = expectation.label if isinstance(expectation, nodes.ExpectGrade) else None
        yield Line(expectation.span.start, STEP, tuple(of_label(label, PARTS)))


def _of_given(given: tuple[nodes.Assignment, ...], at: Reading) -> Iterator[Line]:
    """The lines of the author stay, since they keep together what belongs together.

    A line that stands further in than the others goes on with the one above it: so the formatter writes what
    does not fit, and so it finds it again.
    """
    if not given:
        return
    yield Line(at.before(given[0].span.start), STEP, kind="given")
    groups: list[list[nodes.Assignment]] = [[]]
    leading = [one for one in given if at.line(at.before(one.span.start)) < at.line(one.span.start)]
    edge = min((at.margin(one.span.start) for one in leading), default=0)
    leads = {one.span.start for one in leading if at.margin(one.span.start) <= edge}
    for one in given:
        if one.span.start in leads and groups[-1]:
            groups.append([])
        groups[-1].append(one)
    for group in groups:
        yield Line(
            group[0].span.start,
            2 * STEP,
            tuple((one.span.start, PARTS) for one in group[1:]),
            kind="assignments",
            separated=frozenset(at.before(one.span.end) for one in group if one is not given[-1]),
        )

"""The layout of a whole ruleset: its head, and each declaration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from emurules.syntax import nodes
from emurules.syntax.layout.line import PARTS, STEP, Line, of_doc
from emurules.syntax.layout.points import of_grades, of_node
from emurules.syntax.layout.reading import Reading
from emurules.syntax.layout.trials import of_disqualify, of_example, of_law
from emurules.syntax.layout.values import of_fact, of_let, of_rate, of_require, of_table


def lines_of(at: Reading) -> tuple[Line, ...]:
    """The lines of a ruleset, in order."""
    declared = (line for one in at.declarations for line in of_declaration(one, at))
    return (*of_head(at.head, at), *declared)


def of_head(head: nodes.Head, at: Reading) -> Iterator[Line]:
    """The lines before the first declaration."""
    yield Line(head.span.start, 0, ((head.title.span.start, PARTS),))
    for item in head.items:
        match item:
            case nodes.Issuer(text):
                yield Line(item.span.start, STEP, ((text.span.start, PARTS),))
            case nodes.Period() | nodes.MoreIsWorse():
                yield Line(item.span.start, STEP)
            case nodes.Citation() | nodes.Note():
                yield from of_doc(item, STEP, at)


def of_declaration(declaration: nodes.Declaration, at: Reading) -> Iterator[Line]:
    """The lines of a declaration."""
    match declaration:
        case nodes.Fact():
            return of_fact(declaration, at)
        case nodes.Require():
            return of_require(declaration, at)
        case nodes.Rate():
            return of_rate(declaration, at)
        case nodes.Let():
            return of_let(declaration, at)
        case nodes.Table():
            return of_table(declaration, at)
        case nodes.Section() | nodes.Criterion() | nodes.Total():
            return of_node(declaration, at)
        case nodes.Grades():
            return of_grades(declaration, at)
        case nodes.Disqualify():
            return of_disqualify(declaration, at)
        case nodes.Law():
            return of_law(declaration, at)
        case nodes.Example():
            return of_example(declaration, at)
        case _:
            assert_never(declaration)

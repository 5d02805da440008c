"""The layout of the tree of points: sections, criteria and their statements, the total; and of gradings."""

# ruff: noqa: D103  # whose layout a function makes, its name says

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from emurules.syntax import nodes
from emurules.syntax.layout.breaks import Break, of_expression
from emurules.syntax.layout.line import INSIDE, PARTS, STEP, WITHIN, Line, of_doc, of_label
from emurules.syntax.layout.reading import Reading
from emurules.syntax.layout.rows import of_bands, of_row


def of_node(node: nodes.Section | nodes.Criterion | nodes.Total, at: Reading) -> Iterator[Line]:
    breaks: list[Break] = []
    if not isinstance(node, nodes.Total):
        bonus = isinstance(node, nodes.Section) and node.kind != "main"
        breaks += of_label(node.title, WITHIN)
        if bonus or node.worth is not None or node.rescaled:
            breaks.append((at.after(node.title.span.end), PARTS))
    if not isinstance(node.worth, nodes.Unlimited):
        breaks += of_expression(node.worth, INSIDE, at)
    yield Line(node.span.start, 0, tuple(breaks))
    for statement in node.statements:
        yield from _of_statement(statement, at)


def _of_statement(statement: nodes.Statement, at: Reading) -> Iterator[Line]:
    match statement:
        case nodes.Bands():
            yield from of_bands(statement, STEP, at)
        case nodes.Wording() | nodes.Evidence() | nodes.Citation() | nodes.Note() | nodes.Reading():
            yield from of_doc(statement, STEP, at)
        case _:
            yield Line(statement.span.start, STEP, tuple(_breaks(statement, at)))


_Plain = (
    nodes.Award
    | nodes.Reduce
    | nodes.Zero
    | nodes.Exempt
    | nodes.Limit
    | nodes.Rounded
    | nodes.BestOfParts
    | nodes.MoreIsWorse
)


def _breaks(statement: _Plain, at: Reading) -> Iterator[Break]:
    """The places in a statement of one line."""
    match statement:
        case nodes.Award(amount, modifiers, label) | nodes.Reduce(amount, modifiers, label):
            yield from of_expression(amount, INSIDE, at)
            for modifier in modifiers:
                yield modifier.span.start, PARTS
                yield from _of_modifier(modifier, at)
            yield from of_label(label, PARTS)
        case nodes.Zero(condition, reason):
            yield from of_expression(condition, INSIDE, at)
            yield from of_label(reason, PARTS)
        case nodes.Exempt(condition, scoring, reason):
            yield from of_expression(condition, INSIDE, at)
            if scoring is not None:
                yield at.before(scoring.span.start), PARTS
                yield from of_expression(scoring, INSIDE, at)
            yield from of_label(reason, PARTS)
        case nodes.Limit(points):
            yield from of_expression(points, INSIDE, at)
        case nodes.Rounded() | nodes.BestOfParts() | nodes.MoreIsWorse():
            return
        case _:
            assert_never(statement)


def _of_modifier(modifier: nodes.Modifier, at: Reading) -> Iterator[Break]:
    match modifier:
        case nodes.Per(quantity, size):
            if size is not None:
                yield from of_expression(size, INSIDE, at)
                yield at.before(quantity.span.start), WITHIN
            yield from of_expression(quantity, INSIDE, at)
        case nodes.When(inner) | nodes.AtMost(inner):
            yield from of_expression(inner, INSIDE, at)
        case nodes.Planned():
            return
        case _:
            assert_never(modifier)


def of_grades(grades: nodes.Grades, at: Reading) -> Iterator[Line]:
    breaks = [*of_label(grades.title, WITHIN), (at.before(grades.by.span.start), PARTS)]
    yield Line(grades.span.start, 0, tuple(breaks))
    for row in grades.rows:
        yield of_row(row, row.label, grades.span.start, STEP, at)
    for item in grades.items:
        match item:
            case nodes.OneLower(condition, reason):
                inner = [*of_expression(condition, INSIDE, at), *of_label(reason, PARTS)]
                yield Line(item.span.start, STEP, tuple(inner))
            case nodes.GradeCap(label, condition, reason):
                test = [(at.before(condition.span.start), PARTS), *of_expression(condition, INSIDE, at)]
                yield Line(item.span.start, STEP, (*of_label(label, WITHIN), *test, *of_label(reason, PARTS)))
            case _:
                yield from of_doc(item, STEP, at)

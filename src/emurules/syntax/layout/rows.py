"""The layout of bands and of the rows of gradings: one row a line, aligned at their colons."""

from __future__ import annotations

from collections.abc import Iterator

from emurules.syntax import nodes
from emurules.syntax.layout.breaks import Break, of_expression
from emurules.syntax.layout.line import INSIDE, PARTS, STEP, WITHIN, Line, of_label
from emurules.syntax.layout.reading import Reading


def of_bands(bands: nodes.Bands, indent: int, at: Reading) -> Iterator[Line]:
    """The head of bands, and a line for each row."""
    breaks = [*of_expression(bands.subject, INSIDE, at)]
    if bands.guard is not None:
        breaks += [(at.before(bands.guard.span.start), PARTS), *of_expression(bands.guard, INSIDE, at)]
    yield Line(bands.span.start, indent, tuple(breaks))
    for row in bands.rows:
        yield of_row(row, row.points, bands.span.start, indent + STEP, at)


def of_row(
    row: nodes.Row | nodes.GradeRow,
    value: nodes.Expression | nodes.Text,
    group: int,
    indent: int,
    at: Reading,
) -> Line:
    """A row; the rows of a set are aligned at their colons."""
    breaks: list[Break] = []
    if isinstance(row.head, nodes.Among):
        breaks += [(one.span.start, INSIDE) for one in row.head.options[1:]]
    if row.guard is not None:
        breaks += [(at.before(row.guard.span.start), WITHIN), *of_expression(row.guard, INSIDE, at)]
    breaks.append((value.span.start, PARTS))
    if isinstance(row, nodes.Row):
        breaks += [*of_expression(row.points, INSIDE, at), *of_label(row.label, PARTS)]
    stop = at.before(value.span.start)
    return Line(row.span.start, indent, tuple(breaks), kind="row", group=group, stop=stop)

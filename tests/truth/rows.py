"""Sets of rows as they are written, and what holds of them at points: bands, tables and gradings.

Brute force: `faults_of` tries every row at every point of `samples` and says whether there is a gap (no row
holds), an overlap (two hold), a row that never holds, an `otherwise` that is never needed. It knows nothing
of the model, its partition or the analysis. Left out: what points can be reached (totals).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

from attrs import field, frozen
from tests.truth.evaluating import MISSING, Names, Point, Sign, Value, names_of, value
from tests.truth.samples import points_of
from tests.truth.variables import Variable, constant, parameter, room_of

from emurules.syntax import nodes

GAP, OVERLAP, UNREACHABLE, REDUNDANT = "gap", "overlap", "unreachable-row", "redundant-otherwise"
SLUGS = frozenset({GAP, OVERLAP, UNREACHABLE, REDUNDANT})

Finding = tuple[str, int]
"""A slug and the line that it stands on."""
Fault = tuple[str, int | None]
"""A slug and the number of the row, None for the whole set."""


@frozen
class Rows:
    """A set of rows as written; `exempts` are the node's own conditions, `local` a table's parameter."""

    subject: nodes.Expression
    guard: nodes.Expression | None
    rows: tuple[nodes.Row | nodes.GradeRow, ...]
    best: bool
    exempts: tuple[nodes.Expression, ...]
    local: Variable | None
    start: int = field(eq=False)


def sets_of_rows(tree: nodes.File, names: Names) -> Iterator[Rows]:
    """The bands, tables and gradings of a ruleset in their order."""
    for one in tree.declarations:
        match one:
            case nodes.Section() | nodes.Criterion():
                yield from bands_of(one)
            case nodes.Table(bands=bands):
                yield Rows(
                    bands.subject,
                    bands.guard,
                    bands.rows,
                    bands.best_that_holds,
                    (),
                    parameter(one, names),
                    bands.span.start,
                )
            case nodes.Grades():
                yield Rows(one.by, None, one.rows, one.best_that_holds, (), None, one.span.start)


def bands_of(node: nodes.Section | nodes.Criterion) -> Iterator[Rows]:
    exempts = tuple(one.condition for one in node.statements if isinstance(one, nodes.Exempt))
    for bands in node.statements:
        if isinstance(bands, nodes.Bands):
            best = bands.best_that_holds
            yield Rows(bands.subject, bands.guard, bands.rows, best, exempts, None, bands.span.start)


# ---------------------------------------------------------------- one set of rows


DECLARED = nodes.Fact | nodes.Rate | nodes.Let | nodes.Require


@lru_cache(maxsize=20_000)
def faults_of(rows: Rows, declared: tuple[object, ...]) -> tuple[frozenset[Fault], frozenset[Fault]]:
    """Of rows over facts; they are kept, since a mutant changes one set of rows and leaves the others."""
    names = _names(declared)
    guards = [row.guard for row in rows.rows if row.guard is not None]
    own = [rows.guard] if rows.guard is not None else []
    heads = [row.head for row in rows.rows]
    room = room_of([rows.subject, *heads, *guards, *own, *rows.exempts], names, rows.local)
    assessed = Tally(rows)
    wide = Tally(rows)
    for point in points_of(room, names):
        if rows.guard is not None and value(rows.guard, point, names) is not True:
            continue
        found = value(rows.subject, point, names)
        if found is Sign.NONE:
            continue
        held = holding(rows, found, point, names)
        if held is None:
            continue
        exempt = any(value(one, point, names) is not False for one in rows.exempts)
        if not exempt:
            assessed.add(held)
        if not exempt or MISSING not in point.values():
            wide.add(held)
    sure, other = assessed.faults(), wide.faults()
    return sure & other, sure ^ other


@lru_cache(maxsize=64)
def _names(declared: tuple[object, ...]) -> Names:
    return names_of(declared)


class Tally:
    """Which rows held at the points so far."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.gap = False
        self.overlaps: set[int] = set()
        self.reached: set[int] = set()

    def add(self, held: list[int]) -> None:
        self.gap = self.gap or not held
        self.overlaps |= set(held[1:])
        self.reached |= set(held)

    def faults(self) -> frozenset[Fault]:
        found: set[Fault] = {(OVERLAP, row) for row in self.overlaps}
        if self.gap:
            found.add((GAP, None))
        for number, row in enumerate(self.rows.rows):
            if number not in self.reached:
                found.add((REDUNDANT if isinstance(row.head, nodes.Otherwise) else UNREACHABLE, number))
        return frozenset(found)


def holding(rows: Rows, found: Value, point: Point, names: Names) -> list[int] | None:
    """The rows that hold; None if a guard that is asked has no answer.

    Of `best that holds` one: of grades the first, of bands the one with the most points.
    """
    named: list[int] = []
    rest: list[int] = []
    for number, row in enumerate(rows.rows):
        if not isinstance(row.head, nodes.Otherwise) and not takes(row.head, found):
            continue
        guard = True if row.guard is None else value(row.guard, point, names)
        if isinstance(row.head, nodes.Otherwise):
            if guard is True and found is not MISSING:
                rest.append(number)
        elif isinstance(guard, Sign):
            return None
        elif guard:
            named.append(number)
            if rows.best and isinstance(row, nodes.GradeRow):
                return named
    if rows.best and named:
        return [max(named, key=lambda number: _points(rows.rows[number]))]
    return named or (rest[:1] if rows.best else rest)


def _points(row: nodes.Row | nodes.GradeRow) -> Fraction:
    assert isinstance(row, nodes.Row)
    return constant(row.points)


def takes(head: nodes.RowHead, found: Value) -> bool:
    """Whether a value falls in a head, as the head says it."""
    match head:
        case nodes.Exactly(value=nodes.Missing()):
            return found is MISSING
        case nodes.Exactly(value=nodes.Truth(value=truth)):
            return found is truth
        case nodes.Exactly(value=wanted):
            return isinstance(found, Fraction) and found == constant(wanted)
        case nodes.Among(options=options):
            return found in {one.text for one in options}
        case nodes.Range() if isinstance(found, Fraction):
            return _in_range(head, found)
    return False


def _in_range(head: nodes.Range, found: Fraction) -> bool:
    if head.lower is not None:
        lower = constant(head.lower)
        if found < lower or (head.lower_open and found == lower):
            return False
    if head.upper is not None:
        upper = constant(head.upper)
        if found > upper or (head.upper_open and found == upper):
            return False
    return True


def faults_over(
    rows: Rows, cases: Iterable[tuple[Value, Point]], names: Names
) -> tuple[frozenset[Fault], set[int]]:
    """The faults over values that are given, each with the facts of the guards; and the rows that held."""
    tally = Tally(rows)
    for found, point in cases:
        held = holding(rows, found, point, names)
        if held is not None:
            tally.add(held)
    return tally.faults(), tally.reached

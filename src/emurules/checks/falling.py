"""Bands that go down where more is better, or up where less is.

More of a fact is better if a law says that some points never fall when it rises. Looked at are bands and
tables whose subject is the fact, or rises or falls with it for sure: a sum of multiples, a rate of which it
is a part. Guarantees: what is reported does go the wrong way: rows are compared only under one guard, and
only by points that lie apart whatever the unit. Left out: where laws about one fact disagree and none of them
is about the place, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from emurules.analysis import Analysis
from emurules.diagnostics import Diagnostic, Label, Language, diagnostic
from emurules.model import expression as model
from emurules.model.expression import Expression
from emurules.model.interval import Interval
from emurules.model.linear import MEASURED, Linear, linear
from emurules.model.partition import Among, Partition, Row, Within
from emurules.model.ranges import Ranges
from emurules.model.ruleset import Award, Bands, Law, Monotone, Node, Ruleset
from emurules.model.written import words


def falling(analysis: Analysis, language: Language) -> Iterator[Diagnostic]:
    """Every set of rows that goes against what a law says of a fact, at the first row that does."""
    ruleset, ranges = analysis.ruleset, analysis.ranges
    better = _better(ruleset)
    if not better:
        return
    told: set[int] = set()
    for section in ruleset.sections:
        for node, path in _with_path(section, ()):
            for rows in _divided(node, ranges):
                found = _against(rows, path, better, ranges)
                if found is not None and found.row.span.start not in told:
                    told.add(found.row.span.start)  # a table may be used in many places
                    yield _finding(found, rows.deduct, ruleset, language)


def _with_path(node: Node, above: tuple[str, ...]) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Each node with its id and the ids above it."""
    path = (*above, node.id)
    yield node, path
    for child in node.children:
        yield from _with_path(child, path)


# ---------------------------------------------------------------- what laws say


@frozen
class _Better:
    """That a fact's rise is better (`more`) or worse for the points of a node, None for the total."""

    more: bool
    id: str | None
    law: Law


def _better(ruleset: Ruleset) -> dict[str, list[_Better]]:
    """What the laws say of each fact."""
    found: dict[str, list[_Better]] = {}
    for law in ruleset.laws:
        claim = law.claim
        if isinstance(claim, Monotone) and claim.quantity.kind in ("points", "share"):
            found.setdefault(claim.fact, []).append(_Better(claim.falls, claim.quantity.id, law))
    return found


def _said(laws: Iterable[_Better], path: tuple[str, ...]) -> _Better | None:
    """What laws say at a place: those about it, if there are any; None where they disagree."""
    near = [one for one in laws if one.id is None or one.id in path]
    those = near or list(laws)
    return those[0] if len({one.more for one in those}) == 1 else None


# ---------------------------------------------------------------- rows and their subjects


@frozen
class _Rows:
    """Rows that give points for a subject; `deduct` if these are taken."""

    partition: Partition
    subject: Expression
    deduct: bool


def _divided(node: Node, ranges: Ranges) -> Iterator[_Rows]:
    """The bands of a node, and the tables that its awards look up."""
    for one in node.awards:
        if isinstance(one, Bands):
            yield _Rows(one.partition, ranges.spelled(one.subject), one.deduct)
        elif isinstance(one, Award):
            for term, factor in linear(ranges.spelled(one.points)).terms.items():
                if isinstance(term, model.TableUse):
                    table = ranges.ruleset.table_by_name[term.name]
                    yield _Rows(table.partition, term.argument, one.deduct != (factor < 0))


@frozen
class _Step:
    """A row whose points lie on the wrong side of those of the row `before` it."""

    fact: str
    law: Law
    more: bool
    before: Row
    row: Row


def _against(
    rows: _Rows, path: tuple[str, ...], better: dict[str, list[_Better]], ranges: Ranges
) -> _Step | None:
    """The first step of rows that goes against a law."""
    for fact, direction in _directions(rows.subject, ranges).items():
        said = _said(better.get(fact, ()), path)
        if said is None:
            continue
        rising = said.more == (direction > 0)  # whether points should rise with the subject
        step = _wrong_step(rows.partition, rising != rows.deduct, ranges)
        if step is not None:
            before, row = step if direction > 0 else step[::-1]
            return _Step(fact, said.law, said.more, before, row)
    return None


def _directions(subject: Expression, ranges: Ranges) -> dict[str, int]:
    """The facts with which a subject surely rises (1) or falls (-1)."""
    if isinstance(subject, model.FactUse):
        return {subject.name: 1}
    if subject.type not in MEASURED:
        return {}
    found: dict[str, int] = {}
    mixed: set[str] = set()
    for term, factor in linear(subject).terms.items():
        inner = _of_term(term, ranges)
        for use in model.references(term):
            if isinstance(use, model.FactUse) and use.name not in inner:
                mixed.add(use.name)
        for name, direction in inner.items():
            turned = direction if factor > 0 else -direction
            if found.setdefault(name, turned) != turned:
                mixed.add(name)
    return {name: direction for name, direction in found.items() if name not in mixed}


def _of_term(term: Expression, ranges: Ranges) -> dict[str, int]:
    match term:
        case model.FactUse(name=name):
            return {name: 1}
        case model.RateUse(name=name):
            rate = ranges.ruleset.rate_by_name[name]
            part, whole = (linear(ranges.spelled(one)) for one in (rate.part, rate.whole))
            if not ranges.of(rate.part).not_negative:
                return {}
            within = ranges.within(rate.part, rate.whole)
            facts = {use.name for use in (*part.terms, *whole.terms) if isinstance(use, model.FactUse)}
            directions = {fact: _of_rate(fact, part, whole, within) for fact in facts}
            return {fact: direction for fact, direction in directions.items() if direction}
        case _:
            return {}


def _of_rate(name: str, part: Linear, whole: Linear, within: bool) -> int:
    """Whether a rate rises or falls with a fact, 0 where that is not sure; its part is not negative."""
    above, below = _factor(name, part), _factor(name, whole)
    if above is None or below is None:
        return 0
    if above >= 0 >= below:
        return 1
    if above <= 0 <= below:
        return -1
    # One more in the part and in the whole lifts a share that is no more than 1.
    return 1 if within and above >= below > 0 else 0


def _factor(name: str, form: Linear) -> Fraction | None:
    """How often a fact counts in a sum; None where it stands in something that is no sum, too."""
    found = Fraction(0)
    for term, factor in form.terms.items():
        if isinstance(term, model.FactUse) and term.name == name:
            found = factor
        elif any(isinstance(use, model.FactUse) and use.name == name for use in model.references(term)):
            return None
    return found


# ---------------------------------------------------------------- steps


def _wrong_step(partition: Partition, rising: bool, ranges: Ranges) -> tuple[Row, Row] | None:
    """Two neighbours under one guard of which the one with greater values lies on the wrong side."""
    under: dict[Expression | None, list[tuple[Fraction, Row]]] = {}
    for row in partition.rows:
        place = _place(row)
        if place is not None and row.points is not None:
            under.setdefault(row.guard, []).append((place, row))
    wrong = []
    for rows in under.values():
        ordered = [row for _, row in sorted(rows, key=lambda one: one[0])]
        for low, high in pairwise(ordered):
            if _is_wrong(_points(low, ranges), _points(high, ranges), rising):
                wrong.append((low, high))
    return min(wrong, key=lambda pair: pair[1].span.start, default=None)


def _place(row: Row) -> Fraction | None:
    """Where a row stands among the values: the middle of it, or beyond its only end; None for no place."""
    match row.head:
        case Among(values=(bool() as value,)):
            return Fraction(value)
        case Within(interval=Interval(lower=None, upper=None)):
            return None
        case Within(interval=ends):
            lower = ends.upper - 1 if ends.lower is None and ends.upper is not None else ends.lower
            upper = ends.lower + 1 if ends.upper is None and ends.lower is not None else ends.upper
            assert lower is not None
            assert upper is not None
            return (lower + upper) / 2
        case _:
            return None


def _points(row: Row, ranges: Ranges) -> Interval:
    assert row.points is not None
    return ranges.of(row.points)


def _is_wrong(low: Interval, high: Interval, rising: bool) -> bool:
    """Whether the points of neighbours surely go the other way."""
    if not rising:
        low, high = high, low
    return low.lower is not None and high.upper is not None and high.upper < low.lower


def _finding(step: _Step, deduct: bool, ruleset: Ruleset, language: Language) -> Diagnostic:
    assert step.row.points is not None
    assert step.before.points is not None
    variant = ("deduct" if step.more else "deduct less") if deduct else ("" if step.more else "rise")
    return diagnostic(
        "bands-fall",
        ruleset.text,
        step.row.points.span,
        language,
        variant=variant,
        also=(Label(step.before.points.span, "other"),),
        points=words(ruleset, step.row.points.span),
        other=words(ruleset, step.before.points.span),
        fact=step.fact,
        law=step.law.text,
    )

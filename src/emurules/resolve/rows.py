"""Rows of bands, tables and gradings: heads become intervals or sets, and fit what they divide."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from attrs import frozen

from emurules.diagnostics import Label
from emurules.model import expression as model
from emurules.model.domain import Choice, Domain
from emurules.model.interval import Interval, of_date
from emurules.model.partition import Among, Head, NotThere, Partition, Rest, Row, Within, exactly
from emurules.model.values import Known, Type
from emurules.resolve import constants
from emurules.resolve.expressions import condition, typed
from emurules.resolve.names import Names, choice_of
from emurules.resolve.words import type_words
from emurules.syntax import nodes


@frozen
class Subject:
    """What a set of rows divides: its type, its domain where it is known, whether it can be missing."""

    type: Type
    domain: Domain | None
    may_be_missing: bool
    words: str
    is_fact: bool = False


def subject_of(expression: model.Expression, names: Names) -> Subject:
    """The subject that an expression is; a let that is nothing but a fact is that fact."""
    told = names.told(expression)
    domain: Domain | None = choice_of(told, names)
    may_be_missing = False
    if isinstance(told, model.FactUse):
        domain = names.domains.get(told.name)
        may_be_missing = names.may_be_missing(told.name)
    elif isinstance(told, model.ParameterUse) and names.parameter:
        domain = names.parameter[1]
    is_fact = isinstance(told, model.FactUse)
    return Subject(expression.type, domain, may_be_missing, names.report.words(expression.span), is_fact)


def partition(
    rows: tuple[nodes.Row, ...] | tuple[nodes.GradeRow, ...], subject: Subject, names: Names
) -> Partition | None:
    """The rows over a subject. None if anything was reported."""
    lowered = [_row(row, subject, names) for row in rows]
    known = tuple(row for row in lowered if row is not None)
    if len(known) < len(lowered):
        return None
    return Partition(known, subject.domain, subject.may_be_missing)


def _row(row: nodes.Row | nodes.GradeRow, subject: Subject, names: Names) -> Row | None:
    head = _head(row.head, subject, names)
    guard = None if row.guard is None else condition(row.guard, names)
    points = typed(row.points, Type.NUMBER, names) if isinstance(row, nodes.Row) else None
    guarded = row.guard is None or guard is not None
    worth_points = points is not None or isinstance(row, nodes.GradeRow)
    if head is None or not guarded or not worth_points:
        return None
    label = row.label.value if row.label else None
    return Row(head, guard, points, label, span=row.span, head_span=row.head.span)


# ---------------------------------------------------------------- heads


def _head(head: nodes.RowHead, subject: Subject, names: Names) -> Head | None:
    match head:
        case nodes.Otherwise():
            return Rest()
        case nodes.Exactly(value=nodes.Missing()):
            if subject.may_be_missing:
                return NotThere()
            help = "never row" if subject.is_fact else "row"
            names.report.add("misplaced-missing", head.span, variant="never", help=help, name=subject.words)
            return None
        case nodes.Exactly(value=value):
            return _exactly(value, subject, names)
        case nodes.Among(options=options):
            return _among(head, options, subject, names)
        case nodes.Range():
            return _range(head, subject, names)


def _bound(node: nodes.Expression, subject: Subject, names: Names) -> Known | None:
    """The constant of a head, of the subject's type; any other is reported."""
    found = constants.constant(node)
    if found is not None and found[1] is subject.type:
        return found[0]
    report = names.report
    if constants.by_zero(node, report):
        return None
    text = report.words(node.span)
    if found is not None and {found[1], subject.type} == {Type.NUMBER, Type.PERCENT}:
        help, params = constants.spelling(node, subject.type, report)
        report.add(
            "percent-number", node.span, variant="row", help=help, text=text, other=subject.words, more=params
        )
    else:
        _misfit(node, subject, names)
    return None


def _misfit(place: nodes.Expression | nodes.RowHead, subject: Subject, names: Names) -> None:
    report = names.report
    wanted = type_words(subject.type, report.language)
    report.add(
        "type-mismatch", place.span, variant="row", help=None,
        text=report.words(place.span), subject=subject.words, wanted=wanted,
    )  # fmt: skip


def _exactly(value: nodes.Expression, subject: Subject, names: Names) -> Head | None:
    known = _bound(value, subject, names)
    if known is None:
        return None
    if subject.domain is not None and not constants.inside(known, value, subject.domain, names.report):
        return None
    return exactly(known)


def _among(head: nodes.Among, options: tuple[nodes.Name, ...], subject: Subject, names: Names) -> Head | None:
    if not isinstance(subject.domain, Choice):
        _misfit(head, subject, names)
        return None
    found: dict[str, nodes.Name] = {}
    sound = True
    for one in options:
        sound = constants.option(one.text, one, subject.domain, names.report) is not None and sound
        if one.text in found:
            also = (Label(found[one.text].span, "first"),)
            names.report.add(
                "duplicate-name", one.span, variant="option", help="remove", also=also, name=one.text
            )
            sound = False
        found.setdefault(one.text, one)
    return Among(tuple(found)) if sound else None


def _range(head: nodes.Range, subject: Subject, names: Names) -> Head | None:
    if subject.type in (Type.TRUTH, Type.CHOICE):
        _misfit(head, subject, names)
        return None
    ends: list[Fraction | None] = []
    for end in (head.lower, head.upper):
        value = None if end is None else _bound(end, subject, names)
        if end is not None and value is None:
            return None
        if isinstance(value, date):
            value = of_date(value)
        ends.append(value if isinstance(value, Fraction) else None)
    lower, upper = ends
    interval = Interval(lower, upper, head.lower_open, head.upper_open)
    if interval.empty:
        help = "turn" if lower is not None and upper is not None and lower > upper else ""
        names.report.add("empty-row", head.span, help=help, text=names.report.words(head.span))
        return None
    return Within(interval)

"""What is decided beside the points: grades, disqualification, laws and examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from emurules.diagnostics import Label
from emurules.model import expression as model
from emurules.model import ruleset as meant
from emurules.model.domain import Domain
from emurules.model.values import MISSING, Known, Missing, Type
from emurules.resolve import constants
from emurules.resolve.docs import docs_of
from emurules.resolve.expressions import condition, lower
from emurules.resolve.graph import report_circles, sorted_with_circles
from emurules.resolve.names import Names, known_id, unknown_fact
from emurules.resolve.rows import Subject, partition
from emurules.source import Span
from emurules.syntax import nodes

# A message with more names is not read to its end.
_MOST_NAMES = 5


def gradings(names: Names) -> tuple[meant.Grading, ...]:
    """Every grading whose rows and quantity are sound."""
    found = [_grading(one, names) for one in names.scope.gradings.values()]
    return tuple(one for one in found if one is not None)


def _grading(node: nodes.Grades, names: Names) -> meant.Grading | None:
    by = lower(node.by, names)
    lowered = tuple(one for item in node.items if (one := _one_lower(item, node, names)) is not None)
    caps = tuple(cap for item in node.items if (cap := _grade_cap(item, node, names)) is not None)
    type = Type.PERCENT if node.by.kind == "share" else Type.NUMBER
    rows = partition(node.rows, Subject(type, None, False, names.report.words(node.by.span)), names)
    if by is None or rows is None:
        return None
    assert isinstance(by, model.Quantity)
    return meant.Grading(
        node.name.text if node.name else None,
        node.title.value if node.title else None,
        by,
        rows,
        node.best_that_holds,
        lowered,
        caps,
        docs_of(node.items),
        span=node.span,
    )


def _one_lower(item: object, grading: nodes.Grades, names: Names) -> meant.OneLower | None:
    if not isinstance(item, nodes.OneLower):
        return None
    _must_be_ordered(item, grading, names)
    test = condition(item.condition, names)
    reason = item.reason.value if item.reason else None
    return None if test is None else meant.OneLower(test, reason, span=item.span)


def _grade_cap(item: object, grading: nodes.Grades, names: Names) -> meant.GradeCap | None:
    if not isinstance(item, nodes.GradeCap):
        return None
    _must_be_ordered(item, grading, names)
    label = item.label.value
    labels = list(dict.fromkeys(row.label.value for row in grading.rows))
    if label not in labels:
        _unknown("grade", label, item.label.span, labels, names)
    test = condition(item.condition, names)
    if test is None or label not in labels:
        return None
    reason = item.reason.value if item.reason else None
    return meant.GradeCap(label, test, reason, span=item.span)


def _must_be_ordered(item: nodes.OneLower | nodes.GradeCap, grading: nodes.Grades, names: Names) -> None:
    """Which grade is lower is known only where the rows run from best to worst."""
    if not grading.best_that_holds:
        text = names.report.first_words(item.span)
        names.report.add("misplaced-statement", item.span, variant="lower", help="lower", text=text)


def disqualifications(names: Names) -> tuple[meant.Disqualification, ...]:
    """Every disqualification whose condition is sound."""
    found: list[meant.Disqualification] = []
    for one in names.scope.others(nodes.Disqualify):
        test = condition(one.condition, names)
        if test is not None:
            found.append(meant.Disqualification(test, one.reason.value, docs_of(one.docs), span=one.span))
    return tuple(found)


def laws(names: Names) -> tuple[meant.Law, ...]:
    """Every law whose claim is sound."""
    found: list[meant.Law] = []
    for one in names.scope.others(nodes.Law):
        claim: model.Expression | meant.Monotone | None
        if isinstance(one.claim, nodes.Monotone):
            claim = _monotone(one.claim, names)
        else:
            claim = condition(one.claim, names)
        if claim is not None:
            found.append(meant.Law(one.text.value, claim, docs_of(one.docs), span=one.span))
    return tuple(found)


def _monotone(node: nodes.Monotone, names: Names) -> meant.Monotone | None:
    quantity = lower(node.quantity, names)
    domain = _domain(node.fact, names)
    if quantity is None or domain is None:
        return None
    assert isinstance(quantity, model.Quantity)
    if domain.type is Type.CHOICE:
        names.report.add("type-mismatch", node.fact.span, variant="rises", help=None, text=node.fact.text)
        return None
    return meant.Monotone(quantity, node.fact.text, node.falls)


def _domain(name: nodes.Name, names: Names) -> Domain | None:
    """The domain of a fact that must be one; None if that was reported, here or where it is declared."""
    if names.fact(name.text) is None:
        unknown_fact(name, names.scope, names.report)
        return None
    return names.domains.get(name.text)


# ---------------------------------------------------------------- examples


def examples(names: Names) -> tuple[meant.Example, ...]:
    """Every example whose facts and expectations are sound, with what it takes from others."""
    declared = names.scope.examples
    needs = {title: (one.like.value,) if one.like else () for title, one in declared.items()}
    order, circles = sorted_with_circles(needs)

    def place(title: str) -> Span:
        return declared[title].title.span

    report_circles(circles, needs, place, str, names.report)
    units: dict[str, _Unit | None] = {}
    for title in order:  # what one in a circle is like is not there yet, so it has no unit
        units[title] = _unit(declared[title], units, names)
    found: list[meant.Example] = []
    for title, one in declared.items():
        unit = units[title]
        expectations = [_expectation(each, names) for each in one.expectations]
        if unit is not None and all(each is not None for each in expectations):
            sound = tuple(each for each in expectations if each is not None)
            found.append(meant.Example(title, tuple(unit.values()), sound, span=one.title.span))
    return tuple(found)


_Unit = dict[str, tuple[str, Known]]


def _unit(node: nodes.Example, units: Mapping[str, _Unit | None], names: Names) -> _Unit | None:
    """The facts that an example gives, on top of those of the one it is like."""
    unit: _Unit | None = {}
    if node.like is not None:
        start = units.get(node.like.value)
        unit = None if start is None else dict(start)
        if node.like.value not in names.scope.examples:
            others = [one for one in names.scope.examples if one != node.title.value]
            _unknown("example", node.like.value, node.like.span, others, names)
    seen: dict[str, nodes.Assignment] = {}
    for one in node.given:
        fact = one.fact.text
        if fact in seen:
            also = (Label(seen[fact].fact.span, "first"),)
            names.report.add(
                "duplicate-name", one.fact.span, variant="given", help="remove", also=also, name=fact
            )
        seen.setdefault(fact, one)
        value = _given(one, names)
        if value is None:
            unit = None
        elif unit is not None:
            unit.pop(fact, None)
            if value is not MISSING:  # `x = missing` takes a fact back
                unit[fact] = (fact, value)
    return unit


def _unknown(variant: str, name: str, place: Span, known: Sequence[str], names: Names) -> None:
    near = names.report.near(name, known)
    help = "near" if near else "known" if known else None
    shown = ", ".join([*(f"`{one}`" for one in known[:_MOST_NAMES]), *["…"] * (len(known) > _MOST_NAMES)])
    names.report.add(
        "unknown-name", place, variant=variant, help=help, name=name, near=near or "", names=shown
    )


def _given(node: nodes.Assignment, names: Names) -> Known | Missing | None:
    domain = _domain(node.fact, names)
    if domain is None:
        return None
    if isinstance(node.value, nodes.Missing):
        return MISSING
    return constants.value_for(node.value, domain, names.report)


def _expectation(node: nodes.Expectation, names: Names) -> meant.Expectation | None:
    match node:
        case nodes.ExpectValue():
            return _expected_value(node, names)
        case nodes.ExpectExempt():
            if not known_id(node.node, names):
                return None
            return meant.ExpectExempt(node.node.text, node.exempt, span=node.span)
        case nodes.ExpectGrade():
            return _expected_grade(node, names)
        case nodes.ExpectDisqualified():
            return meant.ExpectDisqualified(node.disqualified, span=node.span)


def _expected_value(node: nodes.ExpectValue, names: Names) -> meant.ExpectValue | None:
    quantity = lower(node.quantity, names)
    if quantity is None:
        return None
    assert isinstance(quantity, model.Quantity)
    if node.value is None:
        return meant.ExpectValue(quantity, None, span=node.span)
    value = constants.number(node.value, quantity.type, names.report)
    return None if value is None else meant.ExpectValue(quantity, value, span=node.span)


def _expected_grade(node: nodes.ExpectGrade, names: Names) -> meant.ExpectGrade | None:
    key = node.grading.text if node.grading else None
    grading = names.scope.gradings.get(key)
    if grading is None:
        known = [name for name in names.scope.gradings if name is not None]
        if node.grading is not None:
            _unknown("grading", node.grading.text, node.grading.span, known, names)
        else:
            help = "gradings" if known else None
            shown = ", ".join(f"`{name}`" for name in known[:_MOST_NAMES])
            names.report.add("unknown-name", node.span, variant="no grading", help=help, names=shown)
        return None
    labels = [row.label.value for row in grading.rows]
    if node.label is not None and node.label.value not in labels:
        _unknown("grade", node.label.value, node.label.span, labels, names)
        return None
    return meant.ExpectGrade(key, node.label.value if node.label else None, node.to_fill, span=node.span)

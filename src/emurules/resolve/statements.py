"""The statements of a section, criterion or total, each kind in the order written.

Guarantees: a statement that was reported is None among those of its kind.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve

from emurules.diagnostics import Label
from emurules.model import expression as model
from emurules.model import ruleset as meant
from emurules.model.values import UNLIMITED, Type, Unlimited
from emurules.resolve import constants
from emurules.resolve.expressions import condition, lower, typed
from emurules.resolve.names import Names, settles
from emurules.resolve.rows import subject_of
from emurules.resolve.thresholds import rows_of_bands
from emurules.syntax import nodes


def worth(
    node: nodes.Expression | nodes.Unlimited | None, names: Names
) -> model.Expression | Unlimited | None:
    """A worth as written: it may depend on yes/no and choice facts only; a let counts as its text."""
    if node is None:
        return None
    if isinstance(node, nodes.Unlimited):
        return UNLIMITED
    lowered = typed(node, Type.NUMBER, evolve(names, own=None))
    wrong = None if lowered is None else _unsettled(lowered, names)
    if wrong is None:
        return lowered
    names.report.add("worth-depends", wrong.span, text=names.report.words(wrong.span))
    return None


def _unsettled(expression: model.Expression, names: Names) -> model.Expression | None:
    """The first thing that a worth depends on and may not; a let that does is shown by its own name."""
    return next((one for one in model.references(expression) if not settles(one, names)), None)


def exemptions(statements: tuple[nodes.Statement, ...], names: Names) -> list[meant.Exemption | None]:
    """Every `exempt when`."""
    found: list[meant.Exemption | None] = []
    for one in statements:
        if not isinstance(one, nodes.Exempt):
            continue
        test = condition(one.condition, names)
        scoring = None if one.scoring is None else typed(one.scoring, Type.NUMBER, names)
        if test is None or (one.scoring is not None and scoring is None):
            found.append(None)
            continue
        reason = one.reason.value if one.reason else None
        found.append(meant.Exemption(test, scoring, reason, span=one.span))
    return found


# ---------------------------------------------------------------- points


def awards(statements: tuple[nodes.Statement, ...], names: Names) -> list[meant.Award | meant.Bands | None]:
    """Every `award`, `deduct` and `bands`."""
    found: list[meant.Award | meant.Bands | None] = []
    for one in statements:
        if isinstance(one, nodes.Bands):
            found.append(_bands(one, names))
        elif isinstance(one, nodes.Award):
            points = typed(one.points, Type.NUMBER, names)
            modifiers = _modifiers(one.modifiers, Type.NUMBER, names)
            if points is None or modifiers is None:
                found.append(None)
                continue
            label = one.label.value if one.label else None
            found.append(meant.Award(points, *modifiers, label, one.deduct, span=one.span))
    return found


def _bands(node: nodes.Bands, names: Names) -> meant.Bands | None:
    subject = lower(node.subject, names)
    when = None if node.guard is None else condition(node.guard, names)
    if subject is None:
        return None
    rows = rows_of_bands(node, subject_of(subject, names), names)
    if rows is None or (node.guard is not None and when is None):
        return None
    return meant.Bands(subject, rows, when, node.deduct, span=node.span)


def reductions(statements: tuple[nodes.Statement, ...], names: Names) -> list[meant.Reduce | None]:
    """Every `reduce by`."""
    found: list[meant.Reduce | None] = []
    for one in statements:
        if isinstance(one, nodes.Reduce):
            share = typed(one.share, Type.PERCENT, names)
            modifiers = _modifiers(one.modifiers, Type.PERCENT, names)
            if share is None or modifiers is None:
                found.append(None)
                continue
            label = one.label.value if one.label else None
            found.append(meant.Reduce(share, *modifiers, label, span=one.span))
    return found


_Modifiers = tuple[meant.Per | None, model.Expression | None, model.Expression | None]


def _modifiers(modifiers: tuple[nodes.Modifier, ...], type: Type, names: Names) -> _Modifiers | None:
    """`per`, `when` and `at most`, each once; None if one of them cannot be used."""
    report = names.report
    first: dict[object, nodes.Modifier] = {}
    sound = True
    for one in modifiers:
        if one.__class__ in first:
            also = (Label(first[one.__class__].span, "first"),)
            report.add("statement-twice", one.span, also=also, text=report.first_words(one.span))
            sound = False
        first.setdefault(one.__class__, one)
    per: meant.Per | None = None
    when: model.Expression | None = None
    at_most: model.Expression | None = None
    for one in first.values():
        match one:
            case nodes.Per():
                per = _per(one, names)
                sound = sound and per is not None
            case nodes.When():
                when = condition(one.condition, names)
                sound = sound and when is not None
            case nodes.AtMost():
                at_most = typed(one.limit, type, names)
                sound = sound and at_most is not None
            case nodes.Planned():
                report.add("planned-word", one.span, text=report.words(one.span))
                sound = False
    return (per, when, at_most) if sound else None


def _per(node: nodes.Per, names: Names) -> meant.Per | None:
    quantity = typed(node.quantity, Type.NUMBER, names)
    if node.size is None:
        return None if quantity is None else meant.Per(quantity)
    size = _positive(node.size, "group", names)
    return None if quantity is None or size is None else meant.Per(quantity, size, node.started)


def _positive(node: nodes.Expression, variant: str, names: Names) -> Fraction | None:
    """A positive constant; anything else is reported."""
    lowered = typed(node, Type.NUMBER, names)
    if lowered is None:
        return None
    value = constants.folded(lowered)
    if value is not None and value > 0:
        return value
    names.report.add("step-not-positive", node.span, variant=variant, text=names.report.words(node.span))
    return None


# ---------------------------------------------------------------- what is done to points


def zeros(statements: tuple[nodes.Statement, ...], names: Names) -> list[meant.Zero | None]:
    """Every `zero when`."""
    found: list[meant.Zero | None] = []
    for one in statements:
        if isinstance(one, nodes.Zero):
            test = condition(one.condition, names)
            reason = one.reason.value if one.reason else None
            found.append(None if test is None else meant.Zero(test, reason, span=one.span))
    return found


def limit(node: nodes.Limit | None, names: Names) -> meant.Limit | None:
    """An upper or lower limit."""
    if node is None:
        return None
    points = typed(node.points, Type.NUMBER, names)
    return None if points is None else meant.Limit(points, span=node.span)


def rounding(node: nodes.Rounded | None, names: Names) -> meant.Rounding | None:
    """The rounding, to a positive step."""
    if node is None:
        return None
    step = _positive(node.step, "", names)
    return None if step is None else meant.Rounding(step, node.mode, span=node.span)

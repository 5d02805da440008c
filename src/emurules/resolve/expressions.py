"""Expressions: operands lowered and their types checked.

`lower` gives the model of an expression, or None if anything in it was reported: a None never
leads to a second report. The types' rules are those of language.md, chapter 3, Expressions.
"""

from __future__ import annotations

from attrs import evolve

from emurules.model import expression as model
from emurules.model.domain import Choice
from emurules.model.values import Type
from emurules.resolve import calls, constants
from emurules.resolve.names import Names, choice_of, known_id, may, takes_option, use
from emurules.resolve.words import example_words, type_words
from emurules.syntax import nodes

_PERCENT, _NUMBER = Type.PERCENT, Type.NUMBER


def lower(node: nodes.Expression, names: Names) -> model.Expression | None:
    """The model of an expression, or None if something in it was reported."""
    match node:
        case nodes.Number() | nodes.Percent() | nodes.Date() | nodes.Truth():
            found = constants.constant(node)
            assert found is not None
            return model.Constant(*found, span=node.span)
        case nodes.NameUse():
            return use(node, names)
        case nodes.Choice():
            return _choice(node, names)
    # Options are meant by whole sides only.
    inside = names if names.options is None else evolve(names, options=None)
    match node:
        case nodes.Negative() | nodes.Arithmetic():
            return _arithmetic(node, inside)
        case nodes.Comparison():
            return _comparison(node, inside)
        case nodes.Is():
            return _is(node, inside)
        case nodes.And() | nodes.Or():
            left, right = condition(node.left, inside), condition(node.right, inside)
            if left is None or right is None:
                return None
            both = model.And if isinstance(node, nodes.And) else model.Or
            return both(left, right, span=node.span)
        case nodes.Not():
            operand = condition(node.operand, inside)
            return None if operand is None else model.Not(operand, span=node.span)
        case nodes.OwnWorth() | nodes.Quantity() | nodes.ExemptTest():
            return _quantity(node, inside)
        case nodes.TableCall():
            return calls.table(node, inside)
        case nodes.FunctionCall():
            return calls.function(node, inside)
        case nodes.Missing():
            text = names.report.words(node.span)
            names.report.add("misplaced-missing", node.span, variant="no fact", help=None, text=text)
        case nodes.Planned():
            names.report.add("planned-word", node.span, text=names.report.words(node.span))
    return None


def condition(node: nodes.Expression, names: Names) -> model.Expression | None:
    """The model of a condition; an expression of another type is reported."""
    return typed(node, Type.TRUTH, names)


def typed(node: nodes.Expression, wanted: Type, names: Names) -> model.Expression | None:
    """The model of an expression of a wanted type; one of another type is reported."""
    lowered = lower(node, names)
    if lowered is None or lowered.type is wanted:
        return lowered
    if {lowered.type, wanted} == {_NUMBER, _PERCENT}:
        constants.percent_number(node, wanted, names.report)
        return None
    help = "days" if lowered.type is Type.DATE and wanted in (_NUMBER, _PERCENT) else None
    if wanted is Type.TRUTH:
        help = "compare option" if lowered.type is Type.CHOICE else "compare"
    elif lowered.type is Type.TRUTH and wanted in (_NUMBER, _PERCENT):
        help = "choice"
    mismatched(node, lowered.type, wanted, names, help)
    return None


def numeric(node: nodes.Expression, names: Names) -> model.Expression | None:
    """The model of a number or percent; anything else is reported."""
    return _numeric(node, lower(node, names), names)


def _numeric(
    node: nodes.Expression, lowered: model.Expression | None, names: Names
) -> model.Expression | None:
    if lowered is None or lowered.type in (_NUMBER, _PERCENT):
        return lowered
    help = {Type.DATE: "days", Type.TRUTH: "choice"}.get(lowered.type)
    mismatched(node, lowered.type, _NUMBER, names, help)
    return None


def mismatched(
    node: nodes.Expression, found: Type, wanted: Type, names: Names, help: str | None = None
) -> None:
    """Report an expression of another type than is needed."""
    report = names.report
    report.add(
        "type-mismatch", node.span, help=help, text=report.words(node.span),
        found=type_words(found, report.language), wanted=type_words(wanted, report.language),
        example=example_words(found, report.language), otherwise=report.dialect.keywords["OTHERWISE"][-1],
    )  # fmt: skip


# ---------------------------------------------------------------- two sides of one type


def _sides(
    a: nodes.Expression, b: nodes.Expression, names: Names
) -> tuple[model.Expression | None, model.Expression | None]:
    """Two sides; which option a bare name means follows from the other side."""
    if takes_option(a, names) and not takes_option(b, names):
        right, left = _sides(b, a, names)
        return left, right
    left = lower(a, names)
    if left is None and takes_option(b, names):
        return None, None  # which options there are is not known
    choice = choice_of(left, names) if left is not None and left.type is Type.CHOICE else None
    return left, lower(b, names if choice is None else evolve(names, options=choice))


def _agree(
    nodes_: tuple[nodes.Expression, nodes.Expression],
    sides: tuple[model.Expression, model.Expression],
    names: Names,
) -> bool:
    """Whether two sides are of one type, and two choices of the same options; if not, it is reported."""
    left, right = sides
    if {left.type, right.type} == {_NUMBER, _PERCENT}:
        percent_against_number(nodes_, sides, names)
        return False
    if left.type is not right.type:
        mismatched(nodes_[1], right.type, left.type, names)
        return False
    if left.type is Type.CHOICE and not same_options(left, right, names):
        report = names.report
        text, other = (report.words(one.span) for one in reversed(nodes_))
        report.add("type-mismatch", nodes_[1].span, variant="options", help=None, text=text, subject=other)
        return False
    return True


def same_options(left: model.Expression, right: model.Expression, names: Names) -> bool:
    """Whether two expressions take their options from choices of the same options."""
    one, other = choice_of(left, names), choice_of(right, names)
    return one is None or other is None or set(one.names) == set(other.names)


def percent_against_number(
    nodes_: tuple[nodes.Expression, nodes.Expression],
    sides: tuple[model.Expression, model.Expression],
    names: Names,
) -> None:
    """Report a plain number that meets a percent, on the one of the two that is a literal."""
    report = names.report
    at = 0 if sides[0].type is _NUMBER else 1
    help, params = constants.spelling(nodes_[at], _PERCENT, report)
    variant = ""
    if help is None:
        help, params = constants.spelling(nodes_[1 - at], _NUMBER, report)
        at, variant = (1 - at, "percent first") if help else (at, "")
    text, other = report.words(nodes_[at].span), report.words(nodes_[1 - at].span)
    report.add(
        "percent-number", nodes_[at].span, variant=variant, help=help, text=text, other=other, more=params
    )


def _comparison(node: nodes.Comparison, names: Names) -> model.Expression | None:
    left, right = _sides(node.left, node.right, names)
    if left is None or right is None or not _agree((node.left, node.right), (left, right), names):
        return None
    if left.type in (Type.TRUTH, Type.CHOICE) and node.operator not in ("=", "!="):
        text = names.report.words(node.span)
        names.report.add("type-mismatch", node.span, variant="order", help="order", text=text)
        return None
    return model.Compare(node.operator, left, right, span=node.span)


def _choice(node: nodes.Choice, names: Names) -> model.Expression | None:
    test = condition(node.condition, names if names.options is None else evolve(names, options=None))
    if names.options is not None:
        then, otherwise = lower(node.then, names), lower(node.otherwise, names)
    else:
        then, otherwise = _sides(node.then, node.otherwise, names)
    if test is None or then is None or otherwise is None:
        return None
    if not _agree((node.then, node.otherwise), (then, otherwise), names):
        return None
    return model.Choose(test, then, otherwise, then.type, span=node.span)


# ---------------------------------------------------------------- is


def _is(node: nodes.Is, names: Names) -> model.Expression | None:
    """`x is value`: the value is an option of x, yes, no or missing."""
    if isinstance(node.value, nodes.Missing):
        return _is_missing(node, names)
    report = names.report
    subject = lower(node.subject, names)
    if subject is None:
        return None
    value: model.Expression | None = None
    choice = choice_of(subject, names)
    if isinstance(node.value, nodes.NameUse) and choice is not None:
        return _is_option(node, node.value, subject, choice, names)
    if isinstance(node.value, nodes.Truth) and subject.type is Type.TRUTH:
        value = model.Constant(node.value.value, Type.TRUTH, span=node.value.span)
    if value is None:
        text, other = report.words(node.value.span), report.words(node.subject.span)
        report.add("type-mismatch", node.value.span, variant="is", help="is", text=text, subject=other)
        return None
    return model.Compare("!=" if node.negated else "=", subject, value, span=node.span)


def _is_option(
    node: nodes.Is, value: nodes.NameUse, subject: model.Expression, choice: Choice, names: Names
) -> model.Expression | None:
    report = names.report
    if value.name not in choice.names and names.fact(value.name) is not None:
        text, other = value.name, report.words(node.subject.span)
        report.add("type-mismatch", value.span, variant="is", help="is fact", text=text, subject=other)
        return None
    name = constants.option(value.name, value, choice, report)
    if name is None:
        return None
    constant = model.Constant(name, Type.CHOICE, span=value.span)
    return model.Compare("!=" if node.negated else "=", subject, constant, span=node.span)


def _is_missing(node: nodes.Is, names: Names) -> model.Expression | None:
    """`x is missing`, where x is a fact that can be missing, or a let that is nothing but one."""
    subject = lower(node.subject, names)
    if subject is None:
        return None
    told = names.told(subject)
    text = names.report.words(node.subject.span)
    if not isinstance(told, model.FactUse):
        names.report.add("misplaced-missing", node.subject.span, variant="no fact", help=None, text=text)
        return None
    if not names.may_be_missing(told.name):
        names.report.add("misplaced-missing", node.span, variant="never", help="never", name=text)
        return None
    test = model.IsMissing(told.name, span=node.span)
    return model.Not(test, span=node.span) if node.negated else test


# ---------------------------------------------------------------- arithmetic, quantities

_PRODUCTS = {
    (_NUMBER, _NUMBER): _NUMBER,
    (_PERCENT, _PERCENT): _PERCENT,
    (_PERCENT, _NUMBER): _NUMBER,
    (_NUMBER, _PERCENT): _NUMBER,
}
_QUOTIENTS = {
    (_NUMBER, _NUMBER): _NUMBER,
    (_PERCENT, _PERCENT): _NUMBER,
    (_NUMBER, _PERCENT): _NUMBER,
    (_PERCENT, _NUMBER): _PERCENT,
}


def _arithmetic(node: nodes.Negative | nodes.Arithmetic, names: Names) -> model.Expression | None:
    if isinstance(node, nodes.Negative):
        operand = numeric(node.operand, names)
        return None if operand is None else model.Negative(operand, operand.type, span=node.span)
    left, right = lower(node.left, names), lower(node.right, names)
    if left is not None and right is not None and left.type is right.type is Type.DATE:
        report = names.report
        start, end = (report.words(one.span) for one in (node.right, node.left))
        text = report.words(node.span)
        report.add(
            "type-mismatch", node.span, variant="dates", help="days of", text=text, start=start, end=end
        )
        return None
    left, right = _numeric(node.left, left, names), _numeric(node.right, right, names)
    if left is None or right is None:
        return None
    if node.operator in ("+", "-"):
        if left.type is not right.type:
            percent_against_number((node.left, node.right), (left, right), names)
            return None
        type = left.type
    else:
        type = (_PRODUCTS if node.operator == "*" else _QUOTIENTS)[left.type, right.type]
    return model.Arithmetic(node.operator, left, right, type, span=node.span)


def _quantity(
    node: nodes.OwnWorth | nodes.Quantity | nodes.ExemptTest, names: Names
) -> model.Expression | None:
    if not may(node, names, "everything"):
        return None
    if isinstance(node, nodes.OwnWorth):
        if names.own is None:
            names.report.add("misplaced-worth", node.span)
            return None
        return model.Quantity("worth", names.own or None, Type.NUMBER, span=node.span)
    if node.node is not None and not known_id(node.node, names):
        return None
    if isinstance(node, nodes.ExemptTest):
        test = model.IsExempt(node.node.text, span=node.span)
        return model.Not(test, span=node.span) if node.assessed else test
    type = _PERCENT if node.kind == "share" else _NUMBER
    return model.Quantity(node.kind, node.node.text if node.node else None, type, span=node.span)

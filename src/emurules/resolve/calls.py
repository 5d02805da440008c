"""Calls of tables and functions: how many values they take, and of which types.

Their arguments are expressions, so this module and expressions use each other.
"""

from __future__ import annotations

from attrs import evolve

from emurules.model import expression as model
from emurules.model.domain import Choice, Domain
from emurules.model.values import Type
from emurules.resolve import constants, expressions
from emurules.resolve.names import Names, choice_of, may
from emurules.syntax import nodes

_ARITY: dict[nodes.FunctionName, tuple[int, int | None]] = {
    "min": (1, None), "max": (1, None), "abs": (1, 1), "round": (2, 2), "floor": (2, 2), "ceil": (2, 2),
    "tally": (1, None), "days": (2, 2), "days_late": (2, 2),
}  # fmt: skip
_STEPPED = ("round", "floor", "ceil")


# ---------------------------------------------------------------- tables


def table(node: nodes.TableCall, names: Names) -> model.Expression | None:
    """The look-up of a value in a table."""
    name, report = node.table.text, names.report
    declared = names.scope.names.get(name)
    if not isinstance(declared, nodes.Table):
        if declared is not None:
            report.add("wrong-kind-of-name", node.table.span, name=name)
        else:
            near = report.near(name, [one.name.text for one in names.scope.all(nodes.Table)])
            help = "near" if near else "table"
            report.add(
                "unknown-name", node.table.span, variant="table", help=help, name=name, near=near or ""
            )
        expressions.lower(node.argument, names)
        return None
    if not may(node, names, "everything"):
        return None
    if name not in names.tables:
        return None
    domain, sound = names.tables[name]
    options = domain if isinstance(domain, Choice) else None
    argument = expressions.lower(node.argument, evolve(names, options=options))
    if argument is None or not _fits(node, argument, domain, names) or not sound:
        return None
    return model.TableUse(name, argument, Type.NUMBER, span=node.span)


def _fits(node: nodes.TableCall, argument: model.Expression, domain: Domain, names: Names) -> bool:
    """Whether a value can be looked up in a table; if not, it is reported."""
    report = names.report
    if {argument.type, domain.type} == {Type.NUMBER, Type.PERCENT}:
        constants.percent_number(node.argument, domain.type, report)
        return False
    if argument.type is not domain.type:
        expressions.mismatched(node.argument, argument.type, domain.type, names)
        return False
    value = argument.value if isinstance(argument, model.Constant) else constants.folded(argument)
    if value is not None and not isinstance(domain, Choice):
        return constants.inside(value, node.argument, domain, report)
    choice = choice_of(argument, names)
    if isinstance(domain, Choice) and choice is not None and not set(choice.names) <= set(domain.names):
        text = report.words(node.argument.span)
        report.add(
            "type-mismatch", node.argument.span, variant="options", help=None,
            text=text, subject=node.table.text,
        )  # fmt: skip
        return False
    return True


# ---------------------------------------------------------------- functions


def function(node: nodes.FunctionCall, names: Names) -> model.Expression | None:
    """The call of a function."""
    least, most = _ARITY[node.function]
    count = len(node.arguments)
    if count < least or (most is not None and count > most):
        word = names.report.first_words(node.span).split("(")[0].strip()
        variant = "one" if least == 1 else ""
        names.report.add(
            "wrong-arguments", node.span, variant=variant, function=word, least=str(least), found=str(count)
        )
        return None
    lowered = [_argument(one, node.function, names) for one in node.arguments]
    known = tuple(one for one in lowered if one is not None)
    if len(known) < len(lowered):
        return None
    if node.function in ("tally", "days", "days_late"):
        return model.Call(node.function, known, Type.NUMBER, span=node.span)
    if not _of_one_type(node, known, names):
        return None
    if node.function in _STEPPED and not _is_step(node.arguments[1], known[1], names):
        return None
    return model.Call(node.function, known, known[0].type, span=node.span)


def _argument(node: nodes.Expression, function: nodes.FunctionName, names: Names) -> model.Expression | None:
    if function == "tally":
        return expressions.condition(node, names)
    if function in ("days", "days_late"):
        return expressions.typed(node, Type.DATE, names)
    return expressions.numeric(node, names)


def _of_one_type(node: nodes.FunctionCall, arguments: tuple[model.Expression, ...], names: Names) -> bool:
    """Whether all arguments are numbers or all percents; the first that differs is reported."""
    for one, argument in zip(node.arguments, arguments, strict=True):
        if argument.type is not arguments[0].type:
            pair = (node.arguments[0], one)
            expressions.percent_against_number(pair, (arguments[0], argument), names)
            return False
    return True


def _is_step(node: nodes.Expression, step: model.Expression, names: Names) -> bool:
    """Whether a step is a positive constant, so that no unit can make it 0; if not, it is reported."""
    value = constants.folded(step)
    if value is not None and value > 0:
        return True
    names.report.add("step-not-positive", node.span, text=names.report.words(node.span))
    return False

"""Constants: literals and the little arithmetic that bounds, steps and defaults may hold.

Guarantees: what is no constant of the wanted type is reported where it is read, with None as the answer.
"""

from __future__ import annotations

from fractions import Fraction

from emurules.model import expression as model
from emurules.model.domain import Choice, Domain, admits
from emurules.model.values import Known, Type
from emurules.resolve.report import Report
from emurules.resolve.words import domain_words, number_words, option_words, type_words
from emurules.syntax import nodes


def constant(node: nodes.Expression) -> tuple[Known, Type] | None:
    """The value and type of a bound or literal; None for an option's name, `missing` and all else."""
    match node:
        case nodes.Number():
            return node.value, Type.NUMBER
        case nodes.Percent():
            return node.value, Type.PERCENT
        case nodes.Date():
            return node.value, Type.DATE
        case nodes.Truth():
            return node.value, Type.TRUTH
        case nodes.Negative():
            inner = constant(node.operand)
            if inner is not None and isinstance(inner[0], Fraction):
                return -inner[0], inner[1]
        case nodes.Arithmetic(operator="/"):
            return _quotient(constant(node.left), constant(node.right))
    return None


def _quotient(
    above: tuple[Known, Type] | None, below: tuple[Known, Type] | None
) -> tuple[Fraction, Type] | None:
    """A fraction; a percent over a number is a percent, all else a number."""
    if above is None or below is None:
        return None
    (top, of_top), (bottom, of_bottom) = above, below
    if not isinstance(top, Fraction) or not isinstance(bottom, Fraction) or not bottom:
        return None
    return top / bottom, of_top if of_bottom is Type.NUMBER else Type.NUMBER


def literal(node: nodes.Expression, wanted: Type, report: Report) -> Known | None:
    """The value of a literal of a wanted type; anything else is reported and None."""
    found = constant(node)
    if found is not None and found[1] is wanted:
        return found[0]
    if not by_zero(node, report):
        mismatch(node, found[1] if found else None, wanted, report)
    return None


def number(node: nodes.Expression | None, wanted: Type, report: Report) -> Fraction | None:
    """The number of a bound or step of a wanted type; a wrong one is reported and None."""
    value = None if node is None else literal(node, wanted, report)
    return value if isinstance(value, Fraction) else None


def by_zero(node: nodes.Expression, report: Report) -> bool:
    """Whether a literal divides by 0; if so, it is reported."""
    if not isinstance(node, nodes.Arithmetic):
        return False
    below = constant(node.right)
    if below is None or below[0] != 0:
        return False
    text = report.words(node.right.span)
    report.add("division-by-zero", node.right.span, variant="constant", help=None, text=text)
    return True


def mismatch(node: nodes.Expression, found: Type | None, wanted: Type, report: Report) -> None:
    """Report a constant of another type than wanted."""
    text = report.words(node.span)
    if {found, wanted} == {Type.NUMBER, Type.PERCENT}:
        percent_number(node, wanted, report)
        return
    want = type_words(wanted, report.language)
    report.add("type-mismatch", node.span, variant="constant", help=None, text=text, wanted=want)


def percent_number(node: nodes.Expression, wanted: Type, report: Report) -> None:
    """Report a number where a percent is wanted, or the other way round, with the right spelling."""
    variant = "wanted percent" if wanted is Type.PERCENT else "wanted number"
    help, params = spelling(node, wanted, report)
    if help is None and wanted is Type.NUMBER and constant(node) is None:
        help = "times worth"
    report.add(
        "percent-number", node.span, variant=variant, help=help, text=report.words(node.span), more=params
    )


def spelling(node: nodes.Expression, wanted: Type, report: Report) -> tuple[str | None, dict[str, str]]:
    """The help that spells a literal number as a percent, or a percent as a number, and what fills it."""
    bare = node.operand if isinstance(node, nodes.Negative) else node
    text = report.words(node.span)
    if wanted is Type.NUMBER and isinstance(bare, nodes.Percent):
        return "number", {"plain": text.strip("()").removesuffix("%")}
    if wanted is Type.PERCENT and isinstance(bare, nodes.Number):
        plain = text.strip("()")
        if not 0 < bare.value <= 1:
            return "percent", {"plain": plain}
        hundredfold = number_words(bare.value * 100, report.language)
        return "percent or ratio", {"plain": plain, "hundredfold": hundredfold}
    return None, {}


def value_for(node: nodes.Expression, domain: Domain, report: Report) -> Known | None:
    """A literal as a value of a domain; one of another type or outside is reported and None."""
    if isinstance(domain, Choice) and isinstance(node, nodes.NameUse):
        return option(node.name, node, domain, report)
    value = literal(node, domain.type, report)
    return value if value is None or inside(value, node, domain, report) else None


def inside(value: Known, node: nodes.Expression, domain: Domain, report: Report) -> bool:
    """Whether a value lies in a domain; if not, it is reported."""
    if admits(domain, value):
        return True
    text, words = report.words(node.span), domain_words(domain, report.language)
    report.add("value-outside-domain", node.span, text=text, domain=words)
    return False


def option(name: str, node: nodes.Expression | nodes.Name, domain: Choice, report: Report) -> str | None:
    """An option's name, if the choice has it; else it is reported."""
    if name in domain.names:
        return name
    near = report.near(name, domain.names)
    options = option_words(domain)
    report.add(
        "unknown-option", node.span, help="near" if near else "options",
        name=name, near=near or "", options=options,
    )  # fmt: skip
    return None


def folded(expression: model.Expression) -> Fraction | None:
    """The number of an expression that is made of constants only, else None."""
    match expression:
        case model.Constant(value=Fraction() as value):
            return value
        case model.Negative(operand=operand):
            inner = folded(operand)
            return None if inner is None else -inner
        case model.Arithmetic(operator=operator, left=one, right=other):
            left, right = folded(one), folded(other)
            if left is None or right is None:
                return None
            match operator:
                case "+":
                    return left + right
                case "-":
                    return left - right
                case "*":
                    return left * right
                case "/":
                    return left / right if right else None
    return None

"""Quantities that do not exist: what is attainable of something unlimited, the share of a penalty."""

from __future__ import annotations

from emurules.model import expression as model
from emurules.model import ruleset as meant
from emurules.model.values import Unlimited
from emurules.resolve.report import Report
from emurules.resolve.soundness import every_expression


def check(ruleset: meant.Ruleset, report: Report) -> None:
    """Report every quantity that its node does not have."""
    unlimited = _unlimited(ruleset)
    scale = [node for node in ruleset.node_by_id.values() if node.kind == "main"]
    tops = {node.id for node in ruleset.sections}
    rescaled = any(node.rescaled and (node.form == "section" or node.id in tops) for node in scale)
    for expression in every_expression(ruleset):
        for one in model.references(expression):
            if isinstance(one, model.Quantity):
                _quantity(one, unlimited, rescaled, ruleset, report)
    for grading in ruleset.gradings:
        _quantity(grading.by, unlimited, rescaled, ruleset, report)
    for law in ruleset.laws:
        if isinstance(law.claim, meant.Monotone):
            _quantity(law.claim.quantity, unlimited, rescaled, ruleset, report)
    for example in ruleset.examples:
        for expectation in example.expectations:
            if isinstance(expectation, meant.ExpectValue):
                _quantity(expectation.quantity, unlimited, rescaled, ruleset, report)


def _unlimited(ruleset: meant.Ruleset) -> frozenset[str]:
    """The nodes without a worth: their own is unlimited, or a part's is and they set none."""
    found: set[str] = set()
    nodes = list(ruleset.node_by_id.values())
    for node in reversed(nodes):  # parts come after their wholes
        if isinstance(node.worth, Unlimited) or (
            node.worth is None and any(child.id in found for child in node.children)
        ):
            found.add(node.id)
    total = ruleset.total
    below = any(section.id in found for section in ruleset.sections if section.kind == "main")
    if isinstance(total.worth, Unlimited) or (total.worth is None and below):
        found.add("")
    return frozenset(found)


def _quantity(
    one: model.Quantity, unlimited: frozenset[str], rescaled: bool, ruleset: meant.Ruleset, report: Report
) -> None:
    text = report.words(one.span)
    node = ruleset.total if one.id is None else ruleset.node_by_id[one.id]
    if one.kind == "share" and node.kind == "penalty":
        report.add("no-such-quantity", one.span, variant="penalty", text=text)
    elif one.kind != "points" and node.id in unlimited:
        report.add("no-such-quantity", one.span, variant="unlimited", help="unlimited", text=text)
    elif one.kind == "share" and one.id is None and rescaled:
        report.add("no-such-quantity", one.span, variant="rescaled", help="rescaled", text=text)

"""The names that stand in a tree, found without looking them up.

They say in which order declarations are lowered, before any type is known. Guarantees: every name that the
lowered declaration will refer to is found; what is plainly an option or a table's own parameter is not, so
that `let commune = unit_kind is commune` does not need itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from emurules.model.domain import Choice, Domain
from emurules.syntax import nodes


def named_in(node: object, domains: Mapping[str, Domain]) -> tuple[str, ...]:
    """Every name used in an expression or declaration, in the order written: facts, rates, lets, tables."""
    found: dict[str, None] = {}
    waiting: list[Any] = [node]
    while waiting:
        one = waiting.pop()
        match one:
            case nodes.NameUse():
                found[one.name] = None
            case nodes.Is():
                waiting.append(one.subject)
            case nodes.Comparison():
                waiting += _sides(one, domains)
            case tuple():
                waiting += reversed(one)
            case _ if attrs.has(type(one)):
                if isinstance(one, nodes.TableCall):
                    found[one.table.text] = None
                fields = [field.name for field in attrs.fields(type(one)) if field.eq]
                waiting += reversed([getattr(one, name) for name in fields])
    if isinstance(node, nodes.Table):
        found.pop(node.parameter.text, None)
    return tuple(found)


def _sides(node: nodes.Comparison, domains: Mapping[str, Domain]) -> list[nodes.Expression]:
    """The sides of a comparison, but for an option of the fact on the other side."""
    return [
        side for side, other in ((node.right, node.left), (node.left, node.right))
        if not _is_option(side, other, domains)
    ]  # fmt: skip


def _is_option(side: nodes.Expression, other: nodes.Expression, domains: Mapping[str, Domain]) -> bool:
    if not isinstance(side, nodes.NameUse) or not isinstance(other, nodes.NameUse):
        return False
    domain = domains.get(other.name)
    return isinstance(domain, Choice) and side.name in domain.names and side.name not in domains

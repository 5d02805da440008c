"""Worth of nodes, as functions over cells.

Guarantees: as the reference evaluator has it: a node's own worth, or else the sum or the best of its parts'.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from emurules.analysis.diagrams import Diagram
from emurules.analysis.lowering import NUMBERS, extreme, value
from emurules.analysis.order import prepare
from emurules.analysis.space import Space
from emurules.analysis.values import Mark, Value, plus
from emurules.model.ruleset import Node
from emurules.model.values import Unlimited

ZERO = Fraction(0)


def worth(id: str, space: Space) -> Diagram[Value]:
    """The worth of a node, its own or its parts'."""
    key = "worth", id
    if key not in space.memo:
        prepare(("worth", id), space)
    if key not in space.memo:
        space.memo[key] = _worth(id, space)
    return space.memo[key]


def _worth(id: str, space: Space) -> Diagram[Value]:
    node = space.ruleset.node_by_id[id] if id else space.ruleset.total
    if isinstance(node.worth, Unlimited):
        return space.leaf(Mark.UNLIMITED)
    if node.worth is not None:
        return value(node.worth, space)
    return joined_worth((worth(part.id, space) for part in parts_of(node, space)), node.best_of_parts, space)


def parts_of(node: Node, space: Space) -> tuple[Node, ...]:
    """The nodes whose worth makes up that of a node."""
    if node.form == "total":
        return tuple(section for section in space.ruleset.sections if section.kind == "main")
    return node.children


def joined_worth(worths: Iterable[Diagram[Value]], best: bool, space: Space) -> Diagram[Value]:
    """The sum of what parts are worth, or the best of it."""
    found: Diagram[Value] | None = None
    for one in worths:
        if found is None:
            found = one
        elif best:
            found = _most(found, one, space)
        else:
            found = space.diagrams.each(_added, found, one)
    return space.leaf(ZERO) if found is None else found


def _added(left: Value, right: Value) -> Value:
    if isinstance(left, NUMBERS) and isinstance(right, NUMBERS):
        return plus(left, right)
    return Mark.UNLIMITED if Mark.UNLIMITED in (left, right) else Mark.NEVER


def _most(left: Diagram[Value], right: Diagram[Value], space: Space) -> Diagram[Value]:
    def of(a: Value, b: Value) -> Value | None:
        return Mark.UNLIMITED if Mark.UNLIMITED in (a, b) else None

    marks = space.diagrams.each(of, left, right)
    most = extreme(left, right, True, space)
    return space.diagrams.each(lambda mark, it: it if mark is None else mark, marks, most)

"""Texts for people, gathered from under whatever they explain."""

from __future__ import annotations

from collections.abc import Sequence

from emurules.model.ruleset import Citation, Docs, Reading
from emurules.syntax import nodes


def docs_of(items: Sequence[object]) -> Docs:
    """The texts among the items of a declaration, each kind in the order written."""
    return Docs(
        wording=tuple(one.text.value for one in items if isinstance(one, nodes.Wording)),
        evidence=tuple(one.text.value for one in items if isinstance(one, nodes.Evidence)),
        sources=tuple(citation(one) for one in items if isinstance(one, nodes.Citation)),
        notes=tuple(one.text.value for one in items if isinstance(one, nodes.Note)),
        readings=tuple(
            Reading(one.text.value, tuple(other.value for other in one.rejected))
            for one in items
            if isinstance(one, nodes.Reading)
        ),
    )


def citation(node: nodes.Citation) -> Citation:
    """A citation with the date of its document."""
    return Citation(node.text.value, node.dated.value if node.dated else None)

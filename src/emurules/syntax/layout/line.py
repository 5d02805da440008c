"""A line of a ruleset's layout, and what most of them share.

Lives here: `Line`; the lines of texts for people. Guarantees: the lines of a ruleset come in the order of its
text, and together they hold all of its tokens: a line ends where the next one starts. Left out: comments and
blank lines (remarks).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from emurules.syntax import nodes
from emurules.syntax.layout.breaks import Break
from emurules.syntax.layout.reading import Reading

STEP = 4
# The levels of places to break: between the parts of a statement, within a part, within an expression.
PARTS, WITHIN, INSIDE = 0, 1, 2

Kind = Literal["", "row", "option", "rate", "given", "assignments"]


@frozen
class Line:
    """A stretch of tokens that stands on a line of its own.

    Attributes:
        start: of its first token.
        indent: how far in it stands; what does not fit stands further in, on lines below it.
        breaks: where it may be broken.
        kind: what is special about it.
        group, stop: the lines of a group (any number) are aligned at the token that starts at `stop`.
        separated: the starts of tokens that a semicolon comes after.
    """

    start: int
    indent: int
    breaks: tuple[Break, ...] = ()
    kind: Kind = ""
    group: int = -1
    stop: int = -1
    separated: frozenset[int] = frozenset()


def of_doc(doc: nodes.Doc, indent: int, at: Reading) -> Iterator[Line]:
    """A text for people; each reading that was not taken has a line of its own."""
    breaks: tuple[Break, ...] = ((doc.text.span.start, PARTS),)
    if isinstance(doc, nodes.Citation) and doc.dated is not None:
        breaks = (*breaks, (at.before(doc.dated.span.start), PARTS))
    yield Line(doc.span.start, indent, breaks)
    if isinstance(doc, nodes.Reading):
        for text in doc.rejected:
            yield Line(at.before(text.span.start), indent + STEP, ((text.span.start, PARTS),))


def of_label(label: nodes.Text | None, level: int) -> Iterator[Break]:
    """The place before a text that may be absent."""
    if label is not None:
        yield label.span.start, level


def of_docs(docs: tuple[nodes.Doc, ...], at: Reading) -> Iterator[Line]:
    """Texts for people below what they explain."""
    for doc in docs:
        yield from of_doc(doc, STEP, at)

"""What the tree does not hold: comments, and where text is quoted, in strings and names in backquotes.

Guarantees: one pass over the text. A string that is not closed ends with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from emurules.source import Span
from emurules.syntax import nodes

_LITERAL = re.compile(r'"(?:\\[^\r\n]|[^"\\\r\n])*"?|`[^`\r\n]*`?|#[^\r\n]*')
_KINDS: dict[str, Literal["string", "name", "comment"]] = {'"': "string", "`": "name", "#": "comment"}


def literals(text: str) -> Iterator[tuple[int, int, Literal["string", "name", "comment"]]]:
    """Every string, name in backquotes and comment: where it starts and ends, and which of them it is."""
    for found in _LITERAL.finditer(text):
        yield found.start(), found.end(), _KINDS[found[0][0]]


def comments(text: str) -> tuple[nodes.Comment, ...]:
    """The comments in their order."""
    found = []
    done = 0
    for start, end, kind in literals(text):
        if kind == "comment":
            before = text[done:start]
            _, broken, line = before.replace("\r", "\n").rpartition("\n")
            alone = not line.strip() and (done == 0 or broken != "")
            found.append(nodes.Comment(text[start:end], alone, span=Span(start, end)))
        done = end
    return tuple(found)

"""The same ruleset in the other dialect, on the same lines: the formatter's words without its layout.

Names, ids, strings, comments and layout stay, so that both texts mean the same and what is expected of a line
is expected of the same line. A name that is a word of the other dialect gets backquotes.
"""

from __future__ import annotations

from emurules.source import Source
from emurules.syntax.dialects import dialect
from emurules.syntax.layout import read
from emurules.syntax.layout.words import spelt

OTHER = {"en": "vi", "vi": "en"}


def swapped(text: str) -> str:
    """A valid ruleset's text in the other dialect."""
    at = read(Source("", text))
    assert at is not None, "no valid ruleset"
    pieces = []
    done = 0
    words = spelt(at.tokens, at.dialect, dialect(OTHER[at.dialect.name]))
    for token, word in zip(at.tokens, words, strict=True):
        # A line end between two words of a phrase stays, so that no line changes its number.
        ends = "\n" * token.count("\n") if token.type in at.dialect.keywords else ""
        # 26/3/2024 is two divisions in one dialect, and a date in the other.
        space = " " * (word == "/")
        pieces += [at.text[done : token.start_pos], space + word + space + ends]
        done = token.end_pos or 0
    return "".join([*pieces, at.text[done:]])

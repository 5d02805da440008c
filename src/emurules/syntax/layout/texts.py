"""Long texts in pieces: adjacent strings, each on a line of its own.

Guarantees: the pieces joined are the text, escapes and all; a piece ends behind a space or a line end of the
text. A word that is longer than a line stays whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_LINE = re.compile(r"(?:\\[^n]|[^\\])*(?:\\n)?")
_WORD = re.compile(r"[^ ]* +|[^ ]+")


def joined(strings: Sequence[str]) -> str | None:
    """Adjacent strings as one, as it is written between quotes; None if they do not join as they are."""
    whole = "".join(one[1:-1] for one in strings)
    # A letter and a mark, from two strings, would become one letter, and a mark must not join an escape.
    return whole if unicodedata.is_normalized("NFC", whole) and not _joins(strings) else None


def _joins(strings: Sequence[str]) -> bool:
    return any(len(one) > 2 and unicodedata.combining(one[1]) for one in strings[1:])


def pieces(text: str, width: int) -> Iterator[str]:
    """The strings of a text, each no wider than `width` if its words allow it."""
    for line in _LINE.findall(text):
        piece = ""
        for word in _WORD.findall(line):
            if piece and len(piece) + len(word) + 2 > width:
                yield f'"{piece}"'
                piece = ""
            piece += word
        if piece:
            yield f'"{piece}"'

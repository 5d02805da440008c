"""The formatter: from the text of a valid ruleset to the same ruleset in the one canonical layout.

Guarantees: what is given back says what the text said: its tree is the same, and so are its comments, in
their order; laid out again it stays as it is. Line ends are LF, there is no byte order mark, the text is in
NFC. Time is linear in the text. Left out: files (driver).
"""

from __future__ import annotations

from emurules.source import Source
from emurules.syntax.dialects import dialect
from emurules.syntax.layout.reading import Reading, read
from emurules.syntax.layout.write import written

__all__ = ["Reading", "laid_out", "read", "stands_in_the_way"]


def laid_out(at: Reading, language: str | None = None) -> str | None:
    """A reading in the canonical layout, in this dialect or its own; None if that would not say the same.

    Every ruleset can be laid out in its own dialect, or this is wrong. In another one it cannot be written
    where an id is a word of it.
    """
    text = written(at, at.dialect if language is None else dialect(language))
    return text if _say_the_same(at, read(Source("", text))) else None


def _say_the_same(one: Reading, other: Reading | None) -> bool:
    return (
        other is not None
        and other.head == one.head
        and other.declarations == one.declarations
        and [each.text.rstrip() for each in other.comments] == [each.text.rstrip() for each in one.comments]
    )


def stands_in_the_way(at: Reading, language: str) -> str | None:
    """An id that is a word of another dialect, in which it cannot be written; None if there is none."""
    words = dialect(language).reserved
    return next((str(one) for one in at.tokens if one.type == "ID" and one.lower() in words), None)

"""How large a text and its parts may be, and how a builder refuses what it reads.

The bounds keep a ruleset from a stranger safe to read: parsing stays linear, and passes over the tree may
recurse, three frames a level, without coming near the interpreter's own limit.
"""

from __future__ import annotations

from typing import Final

from emurules.source import Span

BYTES: Final = 4_194_304
DIGITS: Final = 40
DEPTH: Final = 100
ERRORS: Final = 100
MARKS: Final = 30  # on one letter, as in Unicode's stream-safe text


class Refusal(Exception):  # noqa: N818  # not an error of the program: caught in parse, never seen outside
    """What a builder raises when the parts fit the grammar and cannot stand all the same.

    Attributes:
        slug, variant, params: of the diagnostic to report.
        span: the place, in the text that the parser reads.
    """

    def __init__(self, slug: str, span: Span, variant: str = "", **params: str) -> None:
        self.slug = slug
        self.span = span
        self.variant = variant
        self.params = params
        super().__init__(slug)

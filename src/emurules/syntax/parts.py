"""What every builder uses: the parts that the parser hands over, their places and names.

A part is a token that the grammar keeps, a node, a tuple of nodes, or None for an optional part that is
absent.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from lark import Token

from emurules.source import Span
from emurules.syntax import nodes
from emurules.syntax.limits import Refusal

Parts = list[Any]


def covering(parts: Parts) -> Span:
    """From the first part to the last one that is there."""
    first, last = parts[0], parts[-1]
    if not last:
        last = next(part for part in reversed(parts) if part)
    if type(last) is tuple:
        last = last[-1]
    start = (first.start_pos or 0) if type(first) is Token else first.span.start
    return Span(start, (last.end_pos or 0) if type(last) is Token else last.span.end)


def place(token: Token) -> Span:
    """Where a token stands."""
    return Span(token.start_pos or 0, token.end_pos or 0)


def _is_foreign(letter: str) -> bool:
    if letter.isascii():
        return False
    return letter.isdecimal() or not f"_{letter}".isidentifier()


def name_text(token: Token) -> str:
    """A name or an id without its backquotes; without them it holds letters, digits and `_` only."""
    if token[0] == "`":
        return unicodedata.normalize("NFC", token[1:-1])
    # Regular expressions take ½, ² and the digits of other scripts for letters and digits.
    if not token.isascii():
        for at, letter in enumerate(token):
            if _is_foreign(letter):
                start = (token.start_pos or 0) + at
                raise Refusal("syntax", Span(start, start + 1), "foreign", found=letter)
    return str(token)


def name_of(token: Token) -> nodes.Name:
    """A declared name, or an id."""
    return nodes.Name(name_text(token), span=place(token))

"""The same ruleset in the other dialect: its keywords, number marks and dates swapped, token by token.

Names, ids, strings, comments and layout stay, so both texts mean the same and stand on the same lines. A name
that is a word of the other dialect gets backquotes. The words are those of grammar/words, the tokens those of
the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lark import Token

from emurules.syntax.dialects import Dialect, dialect, dialect_of
from emurules.syntax.grammar import WHOLE, parser
from emurules.syntax.text import normalised

OTHER = {"en": "vi", "vi": "en"}
_MARKS = str.maketrans(".,", ",.")


def swapped(text: str) -> str:
    """A valid ruleset's text in the other dialect."""
    text = normalised(text).text
    written = dialect_of(text)
    assert written is not None, "no ruleset"
    into = dialect(OTHER[written.name])
    pieces = []
    done = 0
    for token in tokens(written.name, text):
        start, end = token.start_pos or 0, token.end_pos or 0
        pieces += [text[done:start], _token(token, written, into)]
        done = end
    return "".join([*pieces, text[done:]])


def tokens(name: str, text: str) -> Iterator[Token]:
    """The tokens of a valid text, as the parser of its dialect tells them apart."""
    yield from parser(name).parse_interactive(text, start=WHOLE).iter_parse()


def _token(token: Token, written: Dialect, into: Dialect) -> str:
    if token.type in written.keywords:
        return _keyword(token, written, into)
    rewrite: dict[str, Callable[[str, Dialect], str]] = {
        "NUMBER": _number,
        "PERCENT": _number,
        "DATE": _date,
        "NAME": _name,
        "ID": _id,
    }
    return rewrite[token.type](str(token), into) if token.type in rewrite else str(token)


def _keyword(token: Token, written: Dialect, into: Dialect) -> str:
    """The spelling that stands in the same place of the other list of words, else the first one.

    A line end between two words of a phrase stays, so that no line changes its number.
    """
    found = re.sub(r"\s*([/(])\s*", r"\1", " ".join(str(token).lower().split()))
    spellings = written.keywords[token.type]
    others = into.keywords[token.type]
    place = spellings.index(found)
    spelling = others[place] if place < len(others) else others[0]
    return spelling + "\n" * str(token).count("\n")


def _number(text: str, _: Dialect) -> str:
    return text.translate(_MARKS)


def _date(text: str, into: Dialect) -> str:
    """As the dialect writes dates; every dialect takes ISO."""
    if into.name == "vi":
        year, month, day = text.split("-")
        return f"{int(day)}/{int(month)}/{year}"
    if "/" not in text:
        return text
    day, month, year = text.split("/")
    return f"{year}-{int(month):02}-{int(day):02}"


def _name(text: str, into: Dialect) -> str:
    return f"`{text}`" if text.lower() in into.reserved else text


def _id(text: str, into: Dialect) -> str:
    assert text.lower() not in into.reserved, f"the other dialect has the word `{text}`"
    return text

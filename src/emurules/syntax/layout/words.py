"""How each token is written: in the canonical spelling of its dialect, or in another dialect.

Guarantees: names, ids and strings say what they said; a name gets backquotes where it needs them and loses
them where it doesn't; numbers and percents keep their digits; a date stays as it is written if the dialect
takes it. Of several spellings of a keyword the one found is kept, unless it differs in nothing but
orthography (`tỉ lệ`, `Tỷ lệ`). Left out: where the tokens stand.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from emurules.syntax.dialects import Dialect
from emurules.syntax.spelling import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lark import Token

_NAME = re.compile(r"[^\W\d_]\w*")
_LONGEST_PHRASE = 6
_NUMBERS = frozenset(["COUNT", "NUMBER_TYPE", "PERCENT_TYPE"])
# Where a dialect has several words for what is one word elsewhere: the spelling for a sense. A dialect that
# has no such spelling writes its first one.
_SENSES = {
    ("OTHERWISE", "value"): "nếu không",
    ("ABOVE", "to"): "từ trên",
    ("_OF", "group"): "trong",
    ("FACT", "other"): "thông tin",
    ("BEST_THAT_HOLDS", "bands"): "lấy mức cao nhất",
}


def spelt(tokens: Sequence[Token], written: Dialect, into: Dialect) -> tuple[str, ...]:
    """The text of each token of a ruleset, in order."""
    texts = [_one(tokens, at, written, into) for at in range(len(tokens))]
    phrases = _words_of_phrases(into)
    for at, token in enumerate(tokens):
        if token.type == "NAME":
            texts[at] = _name(texts, at, into, phrases)
    return tuple(texts)


def _one(tokens: Sequence[Token], at: int, written: Dialect, into: Dialect) -> str:
    token = tokens[at]
    if token.type in written.keywords:
        return _keyword(tokens, at, written, into)
    match token.type:
        case "NUMBER" | "PERCENT":
            return token.replace(written.decimal_mark, into.decimal_mark)
        case "DATE":
            return str(token) if into is written else _date(str(token), into)
        case "NAME" if token[0] == "`" and _is_bare(token[1:-1]):
            return token[1:-1]
        case _:
            return str(token)


# ---------------------------------------------------------------- keywords


def _keyword(tokens: Sequence[Token], at: int, written: Dialect, into: Dialect) -> str:
    token = tokens[at]
    found = re.sub(r"\s*([/(])\s*", r"\1", " ".join(token.lower().split()))
    spellings = into.keywords[token.type]
    if into is written:
        return next((one for one in spellings if _same_but_for_orthography(one, found)), spellings[0])
    meant = _SENSES.get((token.type, _sense(tokens, at)))
    return meant if meant in spellings else spellings[0]


@cache
def _same_but_for_orthography(one: str, other: str) -> bool:
    """`y` and `i` are two ways to write one sound."""
    return plain(one).replace("y", "i") == plain(other).replace("y", "i")


def _sense(tokens: Sequence[Token], at: int) -> str:
    """What a keyword means in its place, where some dialect has a word of its own for it."""
    match tokens[at].type:
        case "OTHERWISE":
            return "row" if tokens[at + 1].type in ("_COLON", "WHEN") else "value"
        case "ABOVE":
            return "to" if any(one.type == "_TO" for one in _up_to_colon(tokens, at)) else "alone"
        case "_OF":
            start = at
            while tokens[start].type not in ("RATE", "PER_FULL", "PER_STARTED"):
                start -= 1
            return "rate" if tokens[start].type == "RATE" else "group"
        case "BEST_THAT_HOLDS":
            heads = (one.type for one in reversed(tokens[:at]) if one.type in ("BANDS", "GRADES"))
            return next(heads).lower()
        case "FACT":
            colon = next(n for n in range(at, len(tokens)) if tokens[n].type == "_COLON")
            kind = tokens[colon + 1 + (tokens[colon + 1].type == "OPTIONAL")].type
            return "number" if kind in _NUMBERS else "other"
        case _:
            return ""


def _up_to_colon(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """The tokens of a row's head."""
    end = at
    while tokens[end].type not in ("_COLON", "WHEN"):
        end += 1
    return tokens[at:end]


# ---------------------------------------------------------------- dates and names


def _date(text: str, into: Dialect) -> str:
    """A date as the dialect writes it: in ISO, or with slashes as in official letters (05/02, 05/3)."""
    if "/" in text:
        day, month, year = map(int, text.split("/"))
    else:
        year, month, day = map(int, text.split("-"))
    if _takes_slashes(into):
        return f"{day:02}/{month:02}/{year}" if month < 3 else f"{day:02}/{month}/{year}"
    return f"{year:04}-{month:02}-{day:02}"


@cache
def _takes_slashes(into: Dialect) -> bool:
    date = next(pattern for pattern in into.patterns if pattern.startswith("DATE"))
    return re.fullmatch(date[date.index("/") + 1 : -1].replace(r"\/", "/"), "26/3/2024") is not None


def _is_bare(name: str) -> bool:
    """Whether a name has the form of one without backquotes."""
    if _NAME.fullmatch(name) is None:
        return False
    return all(one.isascii() or (f"_{one}".isidentifier() and not one.isdecimal()) for one in name)


@cache
def _words_of_phrases(dialect: Dialect) -> frozenset[str]:
    """Every word of a keyword of several words."""
    every = (spelling.lower() for spellings in dialect.keywords.values() for spelling in spellings)
    words = (re.split(r"[\s/(]+", spelling) for spelling in every if not spelling.isalpha())
    return frozenset(word for phrase in words for word in phrase if word)


def _name(texts: Sequence[str], at: int, into: Dialect, phrases: frozenset[str]) -> str:
    """A name, in backquotes if it would be read as a keyword, or as a part of one."""
    name = texts[at]
    word = name.lower()
    if name[0] == "`" or (word not in into.reserved and word not in phrases):
        return name
    if word in into.reserved or into.keyword_at(" ".join(texts[at : at + _LONGEST_PHRASE]), 0):
        return f"`{name}`"
    for start in range(max(0, at - _LONGEST_PHRASE), at):
        before = " ".join(texts[start:at])
        found = into.keyword_at(f"{before} {' '.join(texts[at : at + _LONGEST_PHRASE])}", 0)
        if found is not None and found[1] > len(before):
            return f"`{name}`"
    return name

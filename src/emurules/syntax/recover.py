"""Where reading goes on after an error: at the next declaration that starts a line.

Guarantees: always further on in the text, so that a whole file is read in one run, and nothing of the damaged
declaration is read again, so that one mistake is one error. A declaration that does not start its line is
passed over with the damaged one before it, since its word may as well be part of that one.
"""

from __future__ import annotations

import re
from functools import cache

from emurules.syntax.dialects import DECLARATIONS, dialect, spelling_pattern
from emurules.syntax.spelling import plain

_LINE_START = r"(?<![^\r\n])[^\S\r\n]*"
# `total` is a value too; before these it is the declaration.
_AFTER_TOTAL = [
    "WORTH",
    "WORTH_UNLIMITED",
    "AT_MOST",
    "RESCALED",
    "ZERO_WHEN",
    "POINTS_AT_MOST",
    "POINTS_AT_LEAST",
    "ROUNDED_TO",
    "ROUNDED_UP_TO",
    "ROUNDED_DOWN_TO",
    "ROUNDED_HALF_EVEN_TO",
]


def resumption(name: str, text: str, after: int) -> int | None:
    """The start of the first declaration at or after a place; None if there is none."""
    line = text.rfind("\n", 0, after) + 1
    line = text.rfind("\r", line, after) + 1 or line
    for found in _start(name).finditer(text, line):
        if found.start("declaration") >= after:
            return found.start("declaration")
        if found.start("misspelt") > after:  # at `after` it is what the error was about
            return found.start("misspelt")
    return None


@cache
def _start(name: str) -> re.Pattern[str]:
    """A line that starts with a declaration's word, and not with a longer one that only begins like it."""
    words = dialect(name).keywords
    starting = tuple(spelling for terminal in DECLARATIONS for spelling in words[terminal])
    longer = tuple(
        spelling
        for spellings in words.values()
        for spelling in spellings
        if spelling.startswith(tuple(f"{start} " for start in starting))
    )
    # `tieu chi 6` starts a declaration too, if a damaged one. One word would not do: it may be a name.
    phrases = tuple(spelling for spelling in starting if " " in spelling and not spelling.isascii())
    misspelt = (
        "|".join(r"\s+".join(map(_plain, spelling.split())) + r"(?!\w)" for spelling in phrases) or "(?!)"
    )
    after_total = _any(tuple(one for terminal in _AFTER_TOTAL for one in words[terminal]))
    return re.compile(
        f"{_LINE_START}(?!{_any(longer)})"
        f"(?:(?P<declaration>{_any(starting)}|{_any(words['TOTAL'])}(?=\\s+{after_total}))"
        f"|(?P<misspelt>{misspelt}))",
        re.IGNORECASE,
    )


def _any(spellings: tuple[str, ...]) -> str:
    # `(?!)` matches nothing, where there is no spelling.
    return f"(?:{'|'.join(map(spelling_pattern, spellings)) or '(?!)'})"


def _plain(word: str) -> str:
    """A regular expression for a word with any diacritics or none."""
    return "".join(f"[{''.join(_letters()[plain(letter)])}]" for letter in word)


@cache
def _letters() -> dict[str, list[str]]:
    """The small letters of Latin writing by their plain form."""
    letters: dict[str, list[str]] = {}
    for letter in (
        *map(chr, range(0x61, 0x7B)),
        *map(chr, range(0xC0, 0x250)),
        *map(chr, range(0x1E00, 0x1F00)),
    ):
        if letter.islower():
            letters.setdefault(plain(letter), []).append(letter)
    return letters

"""Words of people in messages: the known word that one may have meant, and any value made short.

Guarantees: never raises, whatever the object, and never works long.
"""

from __future__ import annotations

import reprlib
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import islice
from numbers import Number

# Longer words are no slips of somebody's fingers, and nobody reads through more of them.
_LONGEST, _MOST = 60, 2_000
_SHOWN = 40


def folded(word: str) -> str:
    """A word without diacritics and case, spaces and hyphens as underscores, to compare spellings."""
    plain = unicodedata.normalize("NFD", word.casefold().replace("đ", "d"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return "_".join(letters.replace("-", " ").split())


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word nearest to a word, None if none is near."""
    from difflib import get_close_matches

    if len(word) > _LONGEST:
        return None
    alike = (one for one in known if abs(len(one) - len(word)) <= max(len(word), 3))
    by_folded: dict[str, str] = {}
    for one in islice(alike, _MOST):
        by_folded.setdefault(folded(one), one)
    near = get_close_matches(folded(word), list(by_folded), n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None


def shown(value: object) -> str:
    """A person's value for a message: short, on one line, without backquotes."""
    try:
        text = _text(value)
        short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        line = " ".join(short.split()).replace("`", "'")
        return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)
    except Exception:  # noqa: BLE001 (a unit's data may hold any object, and showing it may raise anything)
        return "…"


def _text(value: object) -> str:
    if isinstance(value, str):
        return str.__str__(value)[: 10 * _SHOWN].strip()
    if isinstance(value, (Number, Decimal, date)):
        return str(value)
    return reprlib.repr(value)

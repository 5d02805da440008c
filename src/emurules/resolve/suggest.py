"""Which known word somebody may have meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import islice


def folded(word: str) -> str:
    """A word without diacritics and in lower case, for comparing spellings."""
    plain = unicodedata.normalize("NFD", word.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


# Nobody mistypes longer words, or reads through more of them.
LONGEST = 60
MOST = 2000


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word nearest to a word, or None if nothing is near; never works long."""
    from difflib import get_close_matches

    if len(word) > LONGEST:
        return None
    alike = (one for one in known if abs(len(one) - len(word)) <= max(len(word), 3))
    by_folded = {folded(one): one for one in islice(alike, MOST)}
    near = get_close_matches(folded(word), list(by_folded), n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None

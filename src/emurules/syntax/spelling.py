"""How near two spellings are: words without their diacritics, their distance, and what is near enough."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """A text without diacritics and capitals, as someone types it on a foreign keyboard."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def distance(one: str, other: str, most: int) -> int:
    """How many letters to insert, delete, replace or swap; `most + 1` for anything above `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def allowed(length: int) -> int:
    """How many letters of a word of this length may be wrong for it to be that word still."""
    return 0 if length < 3 else 1 if length < 6 else 2 if length < 12 else 3

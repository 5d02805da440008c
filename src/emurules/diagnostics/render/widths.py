"""How wide a text stands on a terminal, and what of it may go there.

Guarantees: combining marks take no column, East Asian wide letters two, a tab reaches the next stop; nothing
in a text reaches the terminal as a command, or unseen. Left out: what the text is about.
"""

from __future__ import annotations

import unicodedata

_TAB = 4


def width(text: str) -> int:
    """How many columns of a terminal a text takes; it has no tabs or line ends."""
    if text.isascii():
        return len(text)
    return sum(columns(character) for character in text)


def columns(character: str) -> int:
    """How many columns of a terminal a character takes: 0, 1 or 2."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def visible(text: str) -> str:
    """A text without anything that a terminal obeys or hides: such characters are written as `<U+202E>`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def laid_out(line: str) -> tuple[str, list[int]]:
    """A line as printed, and the column at which each of its characters begins, with the end of the last."""
    pieces: list[str] = []
    starts = [0]
    for character in line:
        at = starts[-1]
        piece = " " * (_TAB - at % _TAB) if character == "\t" else _shown(character)
        pieces.append(piece)
        starts.append(at + width(piece))
    return "".join(pieces), starts


def wrapped(text: str, columns: int, first: int = 0) -> list[str]:
    """A text broken between words so that its lines fit; the first begins in column `first`.

    A word that is too long stands on a line of its own, whole: it can be copied.
    """
    if width(text) <= columns - first:
        return [text]
    lines: list[list[str]] = [[]]
    room = columns - first
    for word in text.split(" "):
        room -= width(word) + bool(lines[-1])
        if room < 0 and lines[-1]:
            lines.append([])
            room = columns - width(word)
        lines[-1].append(word)
    return [" ".join(words) for words in lines]


def _shown(character: str) -> str:
    # Controls, formats (bidi, zero width), surrogates, line and paragraph separators.
    if character == "\n":
        return " "
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return f"<U+{ord(character):04X}>"
    return character

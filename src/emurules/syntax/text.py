"""A text made ready for the parser, and the way back to the text as its author sees it.

What lives here: normalisation to NFC with the places of what it moved, the byte order mark, and the search
for characters that nobody sees. Guarantees: a place in the text that the parser reads is led back to the same
place of the original; each character that is refused is blanked, so that it is reported once and disturbs
nothing. Line ends need no care: the grammar takes CRLF and a no-break space for space. Left out: decoding of
bytes (driver).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from attrs import frozen

from emurules.source import Span
from emurules.syntax.limits import MARKS
from emurules.syntax.trivia import literals

# Nobody types these: control characters, separators that end no line here, halves of surrogate pairs.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
# They change the order in which the text around them is shown.
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# They are not shown at all.
_INVISIBLE = "\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff"
_SUSPECT = re.compile(f"[{_CONTROL}{_BIDI}{_INVISIBLE}]")
_EVERYWHERE = re.compile(f"[{_CONTROL}]")
_OUTSIDE_STRINGS = re.compile(f"[{_BIDI}]")
# What may stand in a string or a name and is worth a remark there; more than what is refused elsewhere.
bidi = re.compile(f"[{_BIDI}]")
invisible = re.compile(
    f"[{_INVISIBLE}\u034f\u115f\u1160\u2065\u206a-\u206f\u3164\uffa0\U000e0001-\U000e007f]"
)

Hidden = Literal["control", "bidi", "invisible", "marks"]


@frozen(eq=False)
class Normal:
    """A text in NFC; `here` and `there` are where each stretch that differs starts and ends in both."""

    text: str
    here: tuple[int, ...] = ()
    there: tuple[int, ...] = ()

    def original(self, offset: int) -> int:
        """The place in the original of a place in this text."""
        at = bisect_right(self.here, offset) - 1
        if at < 0:
            return offset
        if at % 2 or offset == self.here[at]:
            return self.there[at] + offset - self.here[at]
        # Inside a changed stretch: letters join from its start, so what is left over is counted from its end.
        return max(self.there[at], self.there[at + 1] - self.here[at + 1] + offset)

    def span(self, span: Span) -> Span:
        """The stretch of the original that a stretch of this text stands for."""
        return Span(self.original(span.start), self.original(span.end)) if self.here else span


def normalised(text: str) -> Normal:
    """The text in NFC, without its byte order mark."""
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    if unicodedata.is_normalized("NFC", text):
        return Normal(text)
    pieces: list[str] = []
    here: list[int] = []
    there: list[int] = []
    done = length = 0
    for start, end in _changed(text):
        kept, piece = text[done:start], unicodedata.normalize("NFC", text[start:end])
        pieces += (kept, piece)
        length += len(kept)
        here += (length, length + len(piece))
        there += (start, end)
        length += len(piece)
        done = end
    return Normal("".join([*pieces, text[done:]]), tuple(here), tuple(there))


def _changed(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that NFC changes, each as short as can be."""
    for stretch in re.finditer(r"[\x00-\x7f]?[^\x00-\x7f]+", text):
        if unicodedata.is_normalized("NFC", stretch[0]):
            continue
        starts = [at for at in range(stretch.start() + 1, stretch.end()) if not _joins(text[at])]
        clusters = list(pairwise([stretch.start(), *starts, stretch.end()]))
        if "".join(unicodedata.normalize("NFC", text[a:b]) for a, b in clusters) != unicodedata.normalize(
            "NFC", stretch[0]
        ):
            clusters = [stretch.span()]  # a letter that joins the one before it, unlike any we know
        yield from ((a, b) for a, b in clusters if not unicodedata.is_normalized("NFC", text[a:b]))


def _joins(letter: str) -> bool:
    """Whether a letter may become one with the one before it: marks, and later parts of Hangul syllables."""
    return unicodedata.category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff"


# ---------------------------------------------------------------- characters that nobody sees


def hidden(text: str) -> tuple[str, tuple[tuple[int, Hidden], ...]]:
    """The text with its hidden characters blanked, and the first place of each of them.

    Control characters are refused everywhere, bidirectional ones outside strings, invisible ones outside
    strings and comments (the parts of some emoji are joined by them), heaps of marks everywhere.
    """
    body = 1 if text.startswith("\ufeff") else 0
    heaps = tuple(_heaps(text))
    if not heaps and not _SUSPECT.search(text, body):
        return text, ()
    quoted = {at: kind for start, end, kind in literals(text) for at in _suspects(text, start, end)}
    letters = list(text)
    found: dict[str, tuple[int, Hidden]] = {}
    for at in _suspects(text, body, len(text)):
        kind = _kind(letters[at])
        where = quoted.get(at)
        if kind == "control" or where is None or (kind == "bidi" and where != "string"):
            found.setdefault(letters[at], (at, kind))
            letters[at] = " "
    for start, end in heaps:
        found.setdefault("", (start, "marks"))
        letters[start:end] = " " * (end - start)
    return "".join(letters), tuple(found.values())


def _suspects(text: str, start: int, end: int) -> list[int]:
    return [match.start() for match in _SUSPECT.finditer(text, start, end)]


def _kind(letter: str) -> Hidden:
    if _EVERYWHERE.match(letter):
        return "control"
    return "bidi" if _OUTSIDE_STRINGS.match(letter) else "invisible"


def _heaps(text: str) -> Iterator[tuple[int, int]]:
    """Runs of more marks than any writing has: normalising them would take time with their square."""
    for stretch in re.finditer(f"[^\x00-\u02ff]{{{MARKS + 1},}}", text):
        start = stretch.start()
        for at in range(stretch.start(), stretch.end() + 1):
            if at == stretch.end() or not unicodedata.combining(text[at]):
                if at - start > MARKS:
                    yield start, at
                start = at + 1

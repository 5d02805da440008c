"""The parts of a line that are never broken, the space before each, and where the line may be.

Guarantees: the atoms of a line hold its tokens in their order, adjacent strings joined. In what is given of
an example, each assignment but the last ends with one semicolon. Left out: where the line is broken (fill).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import evolve, frozen

from emurules.syntax import nodes
from emurules.syntax.layout.line import Line
from emurules.syntax.layout.reading import Reading
from emurules.syntax.layout.texts import joined

_GLUED = frozenset(["_COLON", "_SEMICOLON", "RPAR"])
_OPENING = frozenset(["LPAR", "MIN", "MAX", "ABS", "ROUND", "FLOOR", "CEIL", "TALLY", "DAYS", "DAYS_LATE"])
_OPERANDS = frozenset(
    ["NUMBER", "PERCENT", "DATE", "NAME", "ID", "RPAR", "YES", "NO", "MISSING", "TOTAL", "WORTH", "LIST_OF"]
)
_LITERALS = frozenset(["NUMBER", "PERCENT"])


@frozen
class Atom:
    """A word, a sign or a text, and what stands around it.

    Attributes:
        text: as it stands on one line.
        space: how many spaces come before it on its line.
        level: of the place to break before it; None if there is none.
        raw: what stands between the quotes, of a text that may be wrapped.
        comments: those that come after it, before the next atom.
        aligned: whether it stands below those of the lines of its group.
    """

    text: str
    space: int = 1
    level: int | None = None
    raw: str | None = None
    comments: tuple[nodes.Comment, ...] = ()
    aligned: bool = False

    @property
    def width(self) -> int:
        """How wide it is on one line, with the space before it."""
        return self.space + len(self.text)


def atoms_of(
    line: Line,
    first: int,
    end: int,
    texts: Sequence[str],
    remarks: Sequence[tuple[nodes.Comment, ...]],
    at: Reading,
) -> tuple[Atom, ...]:
    """The atoms of the tokens from number `first` to `end`; `remarks` are the comments after each token."""
    levels = dict(line.breaks)
    given = line.kind == "assignments"
    found: list[Atom] = []
    for (_, string), run in groupby(_runs(first, end, remarks, at), key=lambda each: each[1]):
        numbers = [number for number, _ in run]
        start, last = numbers[0], numbers[-1]
        after = () if last == end - 1 else remarks[last]
        if given and at.tokens[start].type == "_SEMICOLON":
            found[-1] = evolve(found[-1], comments=(*found[-1].comments, *after))
            continue
        place = at.starts[start]
        level, aligned = levels.get(place), place == line.stop
        if string:
            first_of_text, *others = _strings(texts[start : last + 1], level, after)
            found += (evolve(first_of_text, aligned=aligned), *others)
            continue
        ending = ";" if place in line.separated else ""
        found.append(Atom(texts[start] + ending, _space(at, start), level, None, after, aligned))
    return tuple(found)


def _runs(
    first: int, end: int, remarks: Sequence[tuple[nodes.Comment, ...]], at: Reading
) -> Iterator[tuple[int, tuple[int, bool]]]:
    """The number of each token with a key that strings share if nothing stands between them."""
    key = (0, False)
    for number in range(first, end):
        string = at.tokens[number].type == "STRING"
        if not (string and key[1]) or (number > first and remarks[number - 1]):
            key = (key[0] + 1, string)
        yield number, key


def _space(at: Reading, number: int) -> int:
    """How many spaces come before a token."""
    before, kind = at.tokens[number - 1].type if number else "", at.tokens[number].type
    if kind in _GLUED or before in _OPENING:
        return 0
    if before == "MINUS":
        return 1 if at.tokens[number - 2].type in _OPERANDS else 0
    if kind == "LPAR":
        return 0 if before == "NAME" else 1
    if kind == "_SLASH":
        return 0 if _is_fraction(at, number) else 1
    if before == "_SLASH":
        return 0 if _is_fraction(at, number - 1) else 1
    return 1


def _is_fraction(at: Reading, slash: int) -> bool:
    """Whether a sign of division makes a number of two, as in 1/3; in 1 / 2 / 3 and 2 * 1 / 3 it doesn't."""
    before, one, other = (at.tokens[slash + off].type for off in (-2, -1, 1))
    return one in _LITERALS and other in _LITERALS and before not in ("_SLASH", "_STAR")


def _strings(strings: Sequence[str], level: int | None, after: tuple[nodes.Comment, ...]) -> Iterator[Atom]:
    """A text as one atom; or as it is written, if its strings do not join."""
    raw = joined(strings)
    if raw is not None:
        yield Atom(f'"{raw}"', 1, level, raw, after)
        return
    for number, one in enumerate(strings):
        yield Atom(one, 1, level, one[1:-1], after if number == len(strings) - 1 else ())

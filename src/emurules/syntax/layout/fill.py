"""Atoms on lines: as many on a line as fit, broken where the level of a place is lowest.

Guarantees: what fits on one line stands on one; a line goes on one step further in, and what is inside a part
that does not fit on a line of its own, one more. A comment ends its line. Time is linear in the atoms for
each level, and there are few levels. Left out: what the lines are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from emurules.syntax.layout.atoms import Atom
from emurules.syntax.layout.line import STEP
from emurules.syntax.layout.texts import pieces

WIDTH = 100


def flat_width(atoms: Sequence[Atom]) -> int:
    """How wide atoms are on one line, without the space before the first."""
    return sum(atom.width for atom in atoms) - atoms[0].space


def fits(atoms: Sequence[Atom], indent: int) -> bool:
    """Whether atoms stand on one line: they are narrow enough, and no comment comes between them."""
    return indent + flat_width(atoms) <= WIDTH and not any(atom.comments for atom in atoms[:-1])


def laid(atoms: Sequence[Atom], indent: int, *, stacked: bool = False) -> list[str]:
    """The lines of atoms; `stacked` breaks them at each place of the lowest level, fit or not."""
    lines = [" " * indent]
    for number, segment in enumerate(_segments(atoms)):
        if number:
            lines.append(" " * (indent + STEP))
        if stacked and not number:
            _fill(segment, lines, indent + STEP, stacked=True)
        else:
            _put(segment, lines, indent + STEP)
        for before, comment in enumerate(segment[-1].comments):
            if comment.alone or before:
                lines.append(f"{' ' * (indent + STEP)}{comment.text.rstrip()}")
            else:
                lines[-1] += f"  {comment.text.rstrip()}"
    return lines


def _segments(atoms: Sequence[Atom]) -> Iterator[Sequence[Atom]]:
    """What stands between two comments."""
    start = 0
    for end, atom in enumerate(atoms, 1):
        if atom.comments or end == len(atoms):
            yield atoms[start:end]
            start = end


def _put(atoms: Sequence[Atom], lines: list[str], indent: int) -> None:
    """Add atoms to the last of the lines, on the same line if they fit there."""
    room = WIDTH - len(lines[-1])
    space = 0 if _is_blank(lines[-1]) else atoms[0].space
    if space + flat_width(atoms) <= room:
        _add(atoms, lines)
    else:
        _fill(atoms, lines, indent)


def _fill(atoms: Sequence[Atom], lines: list[str], indent: int, *, stacked: bool = False) -> None:
    levels = [atom.level for atom in atoms[1:] if atom.level is not None]
    if not levels:
        _add_wrapped(atoms, lines, indent)
        return
    before = ""
    for number, chunk in enumerate(_chunks(atoms, min(levels))):
        space = 0 if _is_blank(lines[-1]) else chunk[0].space
        narrow = len(lines[-1]) + space + flat_width(chunk) <= WIDTH
        if number and (stacked or not narrow):
            lines.append(" " * indent)
        # What stands behind a colon goes on below itself, not further in.
        inner = indent if _is_blank(lines[-1]) and before in (":", "=") else indent + STEP
        _put(chunk, lines, inner if _breaks(chunk) else indent)
        before = chunk[-1].text


def _chunks(atoms: Sequence[Atom], level: int) -> Iterator[Sequence[Atom]]:
    start = 0
    for end in range(1, len(atoms) + 1):
        if end == len(atoms) or atoms[end].level == level:
            yield atoms[start:end]
            start = end


def _breaks(atoms: Sequence[Atom]) -> bool:
    return any(atom.level is not None for atom in atoms[1:])


def _add(atoms: Sequence[Atom], lines: list[str]) -> None:
    """Add atoms to the last line as they are."""
    first = atoms[0].text if _is_blank(lines[-1]) else " " * atoms[0].space + atoms[0].text
    lines[-1] += first + "".join(" " * atom.space + atom.text for atom in atoms[1:])


def _add_wrapped(atoms: Sequence[Atom], lines: list[str], indent: int) -> None:
    """Add atoms that have no place to break; a long text among them is wrapped."""
    for number, atom in enumerate(atoms):
        space = 0 if _is_blank(lines[-1]) else atom.space
        glued = 0
        for after in atoms[number + 1 :]:
            if after.space:
                break
            glued += after.width
        if atom.raw is None or len(lines[-1]) + space + len(atom.text) + glued <= WIDTH:
            _add([atom], lines)
            continue
        if not _is_blank(lines[-1]):
            lines.append(" " * indent)
        margin = " " * len(lines[-1])
        first, *others = pieces(atom.raw, WIDTH - len(margin) - glued) if atom.raw else ['""']
        lines[-1] += first
        lines += [margin + other for other in others]


def _is_blank(line: str) -> bool:
    return not line or line.isspace()

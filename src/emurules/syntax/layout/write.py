"""A reading written anew: every line of the layout with what stands before it.

Guarantees: the text depends on the tokens, the comments, blank lines and the lines of what is given, and on
no other space, so that what it writes it writes again. Left out: whether it still says the same (the verb).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from emurules.syntax.dialects import Dialect
from emurules.syntax.layout.atoms import Atom, atoms_of
from emurules.syntax.layout.declarations import lines_of
from emurules.syntax.layout.fill import fits, flat_width, laid
from emurules.syntax.layout.line import Line
from emurules.syntax.layout.reading import Reading
from emurules.syntax.layout.remarks import Remark, after_tokens, remarks_before
from emurules.syntax.layout.words import spelt

# Beside a longer head the others are not aligned; they would stand far from their points.
_LONGEST_HEAD = 72


@frozen
class _Block:
    """A line, its atoms, and the comments and blank lines before it."""

    line: Line
    atoms: tuple[Atom, ...]
    before: tuple[Remark, ...]
    stacked: bool = False


def written(at: Reading, into: Dialect) -> str:
    """The text of a reading in the canonical layout, in a dialect."""
    blocks, last = _blocks(at, into)
    aligned = _aligned(_stacked(_with_given(blocks)))
    body = [line for block in aligned for line in _lines(block)]
    return "\n".join([*body, *(line for remark in last[:-1] for line in _comment(remark)), ""])


def _blocks(at: Reading, into: Dialect) -> tuple[list[_Block], tuple[Remark, ...]]:
    """The lines with what stands before each, and what stands after them."""
    texts = spelt(at.tokens, at.dialect, into)
    lines = lines_of(at)
    leading, *comments = after_tokens(at)
    number = {start: number for number, start in enumerate(at.starts)}
    bounds = [*(number[line.start] for line in lines), len(at.tokens)]
    ends, behind, made = [0], [leading], []
    for line, first, end in zip(lines, bounds, bounds[1:], strict=False):
        last = _last(line, end, at)
        atoms = atoms_of(line, first, last + 1, texts, comments, at)
        after = tuple(one for found in comments[last:end] for one in found)
        place = at.tokens[last].end_pos or 0
        if after and not after[0].alone:
            atoms = (*atoms[:-1], evolve(atoms[-1], comments=(*atoms[-1].comments, after[0])))
            after, place = after[1:], after[0].span.end
        made.append(atoms)
        ends.append(place)
        behind.append(after)
    before = list(remarks_before(lines, ends, behind, at))
    blocks = [_Block(*each) for each in zip(lines, made, before, strict=False)]
    return blocks, before[-1]


def _last(line: Line, end: int, at: Reading) -> int:
    """The number of a line's last token; what is given ends with its last value, and no semicolon."""
    last = end - 1
    while line.kind == "assignments" and at.tokens[last].type == "_SEMICOLON":
        last -= 1
    return last


def _lines(block: _Block) -> Iterator[str]:
    *comments, gap = block.before
    for remark in comments:
        yield from _comment(remark)
    if gap.blank:
        yield ""
    yield from laid(block.atoms, block.line.indent, stacked=block.stacked)


def _comment(remark: Remark) -> Iterator[str]:
    if remark.blank:
        yield ""
    yield " " * remark.indent + remark.text


# ---------------------------------------------------------------- lines that depend on their neighbours


def _with_given(blocks: Sequence[_Block]) -> Iterator[_Block]:
    """What is given on one line joins the word before it, if there is room."""
    number = 0
    while number < len(blocks):
        block = blocks[number]
        number += 1
        if block.line.kind == "given" and _is_last_of_given(blocks, number):
            more = blocks[number]
            atoms = (*block.atoms, *more.atoms)
            if len(more.before) == 1 and fits(atoms, block.line.indent):
                yield evolve(block, atoms=atoms)
                number += 1
                continue
        yield block


def _is_last_of_given(blocks: Sequence[_Block], number: int) -> bool:
    return number + 1 == len(blocks) or blocks[number + 1].line.kind != "assignments"


def _stacked(blocks: Iterable[_Block]) -> Iterator[_Block]:
    """Rates below each other are all broken behind their colons if one of them has to be."""
    run: list[_Block] = []
    for block in blocks:
        apart = len(block.before) > 1 or block.before[0].blank
        if apart or (block.line.indent == 0 and block.line.kind != "rate"):
            yield from _one_run(run)
            run = []
        run.append(block)
    yield from _one_run(run)


def _one_run(run: Sequence[_Block]) -> Iterator[_Block]:
    wide = any(block.line.kind == "rate" and not fits(block.atoms, 0) for block in run)
    for block in run:
        yield evolve(block, stacked=True) if wide and block.line.kind == "rate" else block


def _aligned(blocks: Iterable[_Block]) -> Iterator[_Block]:
    """Rows stand with their colons below each other, options with their titles."""
    blocks = list(blocks)
    widest: dict[int, int] = defaultdict(int)
    heads = [_head(block) for block in blocks]
    for block, head in zip(blocks, heads, strict=True):
        if head and fits(head, 0) and flat_width(head) <= _LONGEST_HEAD:
            widest[block.line.group] = max(widest[block.line.group], flat_width(head))
    for block, head in zip(blocks, heads, strict=True):
        if not head:
            yield block
            continue
        stop = block.atoms[len(head)]
        alone = any(atom.comments for atom in head)
        space = 1 if alone else max(1, widest[block.line.group] - flat_width(head) + 1)
        yield evolve(block, atoms=(*head, evolve(stop, space=space), *block.atoms[len(head) + 1 :]))


def _head(block: _Block) -> tuple[Atom, ...]:
    """What stands before the place at which a line is aligned; nothing if there is no such place."""
    stop = next((number for number, atom in enumerate(block.atoms) if atom.aligned), 0)
    return block.atoms[:stop]

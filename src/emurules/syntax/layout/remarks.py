"""Comments and blank lines: which line of the layout they belong to.

Guarantees: every comment of the text has one place, and they keep their order. A comment on a line of its own
belongs to what comes after it, unless it stands further in than that: then it belongs to what comes before.
One blank line is kept where there were some, none at the start of the lines that belong to a line above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from emurules.syntax import nodes
from emurules.syntax.layout.line import Line
from emurules.syntax.layout.reading import Reading

_LINE_END = re.compile(r"\r\n|\n|\r")


@frozen
class Remark:
    """A comment on a line of its own, or with an empty text the line of the ruleset that comes next."""

    text: str
    indent: int
    blank: bool


def after_tokens(at: Reading) -> tuple[tuple[nodes.Comment, ...], ...]:
    """The comments behind each token and before the next one; first those before all tokens."""
    found: list[tuple[nodes.Comment, ...]] = []
    number = 0
    for start in (*at.starts, len(at.text) + 1):
        first = number
        while number < len(at.comments) and at.comments[number].span.start < start:
            number += 1
        found.append(at.comments[first:number])
    return tuple(found)


def remarks_before(
    lines: Sequence[Line], ends: Sequence[int], behind: Sequence[Sequence[nodes.Comment]], at: Reading
) -> Iterator[tuple[Remark, ...]]:
    """What stands before each line, and what stands after the last one.

    Args:
        lines: of the layout.
        ends: where what stands before each of them ends in the text, comments on its own line included, and
            where the last of them ends.
        behind: the comments on lines of their own before each line, and after the last one.
        at: the text.
    """
    enclosing: list[tuple[int, int]] = []
    last = -1  # how far in the line above stands
    for number, alone in enumerate(behind):
        line = lines[number] if number < len(lines) else None
        indent, start = (line.indent, line.start) if line else (0, len(at.text))
        edge = at.margin(start) if line else 0
        places = [ends[number], *(one.span.end for one in alone)]
        found = []
        for place, one in zip(places, alone, strict=False):
            margin = at.margin(one.span.start)
            inner = indent if margin <= edge else _indent(margin, indent, enclosing)
            blank = last >= inner and _is_blank(at.text[place : one.span.start])
            found.append(Remark(one.text.rstrip(), inner, blank))
            last = inner
        found.append(Remark("", indent, last >= indent and _is_blank(at.text[places[-1] : start])))
        yield tuple(found)
        if line:
            while enclosing and enclosing[-1][1] >= line.indent:
                enclosing.pop()
            enclosing.append((at.margin(line.start), line.indent))
            last = line.indent


def _indent(margin: int, next_indent: int, enclosing: Sequence[tuple[int, int]]) -> int:
    """How far in a comment stands."""
    for found, indent in reversed(enclosing):
        if indent <= next_indent:
            break
        if found <= margin:
            return indent
    return next_indent


def _is_blank(gap: str) -> bool:
    """Whether there is an empty line in what stands between two things."""
    ends = [found.end() for found in _LINE_END.finditer(gap)]
    return any(not gap[one:other].strip() for one, other in pairwise(ends))

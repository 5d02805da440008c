"""Decision diagrams: functions of where some lines are cut, each kept once.

A diagram is a leaf, or a split of a line into cells with a diagram for each. Guarantees: lines come in the
order of their numbers, no two neighbouring cells lead to the same diagram, and equal diagrams of one
`Diagrams` are the same object: two functions are equal if and only if their diagrams are one. `TooLarge` is
raised before a diagram grows beyond what can be told in reasonable time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from attrs import field, frozen

from emurules.analysis.lines import Cut, Line
from emurules.model.ranges import ENDLESS

Value_co = TypeVar("Value_co", covariant=True)
A = TypeVar("A")
B = TypeVar("B")

_LAST = 1 << 60
MOST_NODES = 10_000
"""More nodes than these are too many for one question."""
MOST_LINES = 300
"""A diagram over more lines would be too deep."""


class TooLarge(Exception):  # noqa: N818 (no error: the question is then answered less exactly)
    """A diagram has grown too large."""


@frozen(eq=False)
class Leaf(Generic[Value_co]):
    """The value of a function that depends on nothing more."""

    value: Value_co


@frozen(eq=False)
class Split(Generic[Value_co]):
    """What a function is in each cell of a line: `parts` has one more than `cuts`."""

    line: int
    cuts: tuple[Cut, ...]
    parts: tuple[Diagram[Value_co], ...]


Diagram = Leaf[Value_co] | Split[Value_co]

Step = tuple[int, Cut | None, Cut | None]
"""A line and the cuts between which a path runs."""


@frozen
class Diagrams:
    """The diagrams over some lines. `lines` grows as lines are named; `seen` keeps each diagram once.

    `work` is what may still be done; others may draw on it too.
    """

    lines: list[Line] = field(factory=list)
    numbers: dict[object, int] = field(factory=dict)
    seen: dict[object, Diagram[object]] = field(factory=dict, repr=False)
    most: int = MOST_NODES
    work: list[int] = field(factory=lambda: [ENDLESS], repr=False)

    def number(self, key: object, make: Callable[[], Line]) -> int:
        """The number of the line that a key stands for."""
        if key not in self.numbers:
            if len(self.lines) >= MOST_LINES:
                raise TooLarge
            self.numbers[key] = len(self.lines)
            self.lines.append(make())
        return self.numbers[key]

    def leaf(self, value: A) -> Diagram[A]:
        """A function that is the same everywhere."""
        key = (type(value), value)
        found = self.seen.get(key)
        if found is None:
            found = self.seen[key] = Leaf(value)
        return found  # type: ignore[return-value]

    def split(self, line: int, cuts: Sequence[Cut], parts: Sequence[Diagram[A]]) -> Diagram[A]:
        """A function by the cells of a line; all lines of the parts come later."""
        kept_cuts: list[Cut] = []
        kept = [parts[0]]
        for cut, part in zip(cuts, parts[1:], strict=True):
            if part is not kept[-1]:
                kept_cuts.append(cut)
                kept.append(part)
        if not kept_cuts:
            return kept[0]
        key = (line, tuple(kept_cuts), tuple(map(id, kept)))
        found = self.seen.get(key)
        if found is None:
            if len(self.seen) >= self.most:
                raise TooLarge
            found = self.seen[key] = Split(line, tuple(kept_cuts), tuple(kept))
        return found  # type: ignore[return-value]

    def bind(self, function: Callable[..., Diagram[B]], *diagrams: Diagram[object]) -> Diagram[B]:
        """The function of what some functions are, everywhere; it may look at more lines itself."""
        if self.work[0] <= 0:
            raise TooLarge
        if len(diagrams) == 1:
            return self._bind_one(function, diagrams[0])
        memo: dict[tuple[int, ...], Diagram[B]] = {}

        def bound(*ones: Diagram[object]) -> Diagram[B]:
            key = tuple(map(id, ones))
            found = memo.get(key)
            if found is not None:
                return found
            top = min(one.line if isinstance(one, Split) else _LAST for one in ones)
            if top == _LAST:
                found = function(*(one.value for one in ones))  # type: ignore[union-attr]
            else:
                if len(memo) >= self.most:
                    raise TooLarge
                self.work[0] -= 1
                cuts = _merged([one for one in ones if isinstance(one, Split) and one.line == top])
                cells = [None, *cuts]
                parts = [bound(*(_at(one, top, cut) for one in ones)) for cut in cells]
                found = self.under(top, cuts, parts)
            memo[key] = found
            return found

        return bound(*diagrams)

    def _bind_one(self, function: Callable[[object], Diagram[B]], diagram: Diagram[object]) -> Diagram[B]:
        """The same for one function, whose cells are taken as they are."""
        memo: dict[int, Diagram[B]] = {}

        def bound(one: Diagram[object]) -> Diagram[B]:
            found = memo.get(id(one))
            if found is None:
                if isinstance(one, Leaf):
                    found = function(one.value)
                elif len(memo) >= self.most:
                    raise TooLarge
                else:
                    self.work[0] -= 1
                    found = self.under(one.line, one.cuts, [bound(part) for part in one.parts])
                memo[id(one)] = found
            return found

        return bound(diagram)

    def each(self, function: Callable[..., B], *diagrams: Diagram[object]) -> Diagram[B]:
        """The same for a function that gives values."""
        return self.bind(lambda *values: self.leaf(function(*values)), *diagrams)

    def under(self, line: int, cuts: Sequence[Cut], parts: Sequence[Diagram[A]]) -> Diagram[A]:
        """A function by the cells of a line, whatever lines the parts look at."""
        if all(not isinstance(one, Split) or one.line > line for one in parts):
            return self.split(line, cuts, parts)
        if all(not isinstance(one, Split) or one.line >= line for one in parts):
            return self._flat(line, cuts, parts)
        selector = self.split(line, cuts, [self.leaf(number) for number in range(len(parts))])
        return self.bind(lambda number, *values: self.leaf(values[number]), selector, *parts)

    def _flat(self, line: int, cuts: Sequence[Cut], parts: Sequence[Diagram[A]]) -> Diagram[A]:
        """Parts that split the same line again, each only between its own cuts."""
        all_cuts: list[Cut] = []
        all_parts: list[Diagram[A]] = []
        ends: list[Cut | None] = [None, *cuts, None]
        for part, lower, upper in zip(parts, ends[:-1], ends[1:], strict=True):
            if lower is not None:
                all_cuts.append(lower)
            if not isinstance(part, Split) or part.line != line:
                all_parts.append(part)
                continue
            all_parts.append(part.parts[0] if lower is None else part.parts[bisect_right(part.cuts, lower)])
            for cut, inner in zip(part.cuts, part.parts[1:], strict=True):
                if (lower is None or cut > lower) and (upper is None or cut < upper):
                    all_cuts.append(cut)
                    all_parts.append(inner)
        return self.split(line, all_cuts, all_parts)


def _merged(splits: Sequence[Split[object]]) -> tuple[Cut, ...]:
    if len(splits) == 1:
        return splits[0].cuts
    return tuple(sorted({cut for one in splits for cut in one.cuts}))


def _at(diagram: Diagram[A], line: int, cut: Cut | None) -> Diagram[A]:
    """What a diagram is in the cell of a line that begins at a cut, None for the first cell."""
    if not isinstance(diagram, Split) or diagram.line != line:
        return diagram
    return diagram.parts[0] if cut is None else diagram.parts[bisect_right(diagram.cuts, cut)]


def leaves(diagram: Diagram[A]) -> Iterator[A]:
    """Every value that a function has somewhere, each once."""
    waiting, seen = [diagram], {id(diagram)}
    while waiting:
        one = waiting.pop()
        if isinstance(one, Leaf):
            yield one.value
            continue
        for part in reversed(one.parts):
            if id(part) not in seen:
                seen.add(id(part))
                waiting.append(part)


def paths(diagram: Diagram[A], wanted: Callable[[A], bool]) -> Iterator[tuple[tuple[Step, ...], A]]:
    """The combinations of cells in which a function has a wanted value, with that value."""
    reaches: dict[int, bool] = {}

    def reach(one: Diagram[A]) -> bool:
        found = reaches.get(id(one))
        if found is None:
            found = wanted(one.value) if isinstance(one, Leaf) else any(reach(part) for part in one.parts)
            reaches[id(one)] = found
        return found

    def walk(one: Diagram[A], before: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], A]]:
        if isinstance(one, Leaf):
            yield before, one.value
            return
        ends: list[Cut | None] = [None, *one.cuts, None]
        for part, lower, upper in zip(one.parts, ends[:-1], ends[1:], strict=True):
            if reach(part):
                yield from walk(part, (*before, (one.line, lower, upper)))

    if reach(diagram):
        yield from walk(diagram, ())


def lines_of(diagram: Diagram[object]) -> frozenset[int]:
    """The lines that a function looks at."""
    waiting, seen, found = [diagram], {id(diagram)}, set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, Split):
            found.add(one.line)
            for part in one.parts:
                if id(part) not in seen:
                    seen.add(id(part))
                    waiting.append(part)
    return frozenset(found)

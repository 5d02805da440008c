"""Dependencies: an order in which everything comes after what it needs, and the circles that forbid one.

Tarjan's algorithm, without recursion, in time linear in the edges. Guarantees: every key of a knot of circles
lies on one that is reported, on the name that is written first, with a shortest way round.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import TypeVar

from emurules.diagnostics import Label
from emurules.resolve.report import Report
from emurules.source import Span

Key = TypeVar("Key", bound=Hashable)
# Of a long way round no more is shown.
_MOST_NAMES = 12
_MOST_LABELS = 5
# Of a knot of many circles so many keys are looked at.
_MOST_CIRCLES = 50


def sorted_with_circles(needs: Mapping[Key, Sequence[Key]]) -> tuple[list[Key], list[list[Key]]]:
    """The keys in an order of evaluation, and every knot of circles (its keys in the order of `needs`).

    `needs` maps each key to those that it needs; needs that are no keys are passed over.
    """
    index: dict[Key, int] = {}
    low: dict[Key, int] = {}
    stack: list[Key] = []
    on_stack: set[Key] = set()
    order: list[Key] = []
    circles: list[list[Key]] = []
    for root in needs:
        if root in index:
            continue
        work: list[tuple[Key, int]] = [(root, 0)]
        while work:
            key, position = work.pop()
            if position == 0:
                index[key] = low[key] = len(index)
                stack.append(key)
                on_stack.add(key)
            targets = needs[key]
            descended = False
            for next_position in range(position, len(targets)):
                target = targets[next_position]
                if target not in needs:
                    continue
                if target not in index:
                    work += [(key, next_position + 1), (target, 0)]
                    descended = True
                    break
                if target in on_stack:
                    low[key] = min(low[key], index[target])
            if descended:
                continue
            if low[key] == index[key]:
                group = _popped(stack, on_stack, key)
                if len(group) > 1 or key in targets:
                    circles.append(group)
                order.extend(group)
            if work:
                parent = work[-1][0]
                low[parent] = min(low[parent], low[key])
    rank = {key: number for number, key in enumerate(needs)}
    return order, [sorted(circle, key=rank.__getitem__) for circle in circles]


def _popped(stack: list[Key], on_stack: set[Key], key: Key) -> list[Key]:
    group: list[Key] = []
    while True:
        one = stack.pop()
        on_stack.discard(one)
        group.append(one)
        if one == key:
            return group


def report_circles(
    circles: list[list[Key]],
    needs: Mapping[Key, Sequence[Key]],
    place: Callable[[Key], Span | None],
    called: Callable[[Key], str],
    report: Report,
) -> frozenset[Key]:
    """Report the circles of each knot, and give back all keys that lie in one.

    A key without a place is shown only. Each key of a knot is on one of the circles that are reported.
    """
    for circle in circles:
        places = {key: span for key in circle if (span := place(key)) is not None}
        told: set[Key] = set()
        for start in sorted(places, key=lambda key: places[key].start)[:_MOST_CIRCLES]:
            if start not in told:
                path = _way_round(start, frozenset(circle), needs)
                told.update(path)
                _report_circle(path, places, called, report)
    return frozenset(key for circle in circles for key in circle)


def _report_circle(
    path: list[Key], places: Mapping[Key, Span], called: Callable[[Key], str], report: Report
) -> None:
    start = path[0]
    words = [called(key) for key in path]
    kept = [word for number, word in enumerate(words) if number == 0 or words[number - 1] != word]
    if len(kept) > _MOST_NAMES:
        kept = [*kept[: _MOST_NAMES - 1], "…"]
    others = dict.fromkeys(places[key] for key in path if key in places)
    also = tuple(Label(span, "circle") for span in others if span != places[start])[:_MOST_LABELS]
    shown = " → ".join([*kept, kept[0]])
    report.add("circular", places[start], also=also, name=called(start), path=shown)


def _way_round(start: Key, inside: Collection[Key], needs: Mapping[Key, Sequence[Key]]) -> list[Key]:
    """A shortest way from a key back to itself within a knot."""
    came: dict[Key, Key] = {}
    waiting = deque([start])
    while waiting:
        key = waiting.popleft()
        for target in needs[key]:
            if target == start:
                path = [key]
                while path[-1] != start:
                    path.append(came[path[-1]])
                return path[::-1]
            if target in inside and target not in came:
                came[target] = key
                waiting.append(target)
    return [start]

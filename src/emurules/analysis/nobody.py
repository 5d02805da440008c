"""Requirements that no unit satisfies, alone or together, with the facts that they speak of.

Guarantees: what is called excluded is proven to be: over the cells of the facts, or by asking the reference
evaluator of every combination of their values, where these are few.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from emurules.analysis.analysis import Analysis
from emurules.analysis.diagrams import TooLarge
from emurules.analysis.outcomes import sought
from emurules.analysis.solve import Verdict
from emurules.analysis.space import Space
from emurules.analysis.trying import whole
from emurules.analysis.units import admissible
from emurules.model.ranges import ranges
from emurules.model.ruleset import Ruleset

_MOST_LISTED = 1_000


def excluding(analysis: Analysis) -> Iterator[tuple[int, bool]]:
    """The requirements that nobody satisfies with those above, by number, and whether each does so alone."""
    ruleset = analysis.ruleset
    if not ruleset.requirements or whole({}, Space(ruleset, analysis.ranges)) is not None:
        return
    for group in _groups(ruleset):
        if not _excluded(analysis, group):
            continue
        low, high = 0, len(group) - 1
        while low < high:  # the first that leaves nobody
            middle = (low + high) // 2
            low, high = (low, middle) if _excluded(analysis, group[: middle + 1]) else (middle + 1, high)
        yield group[low], _excluded(analysis, group[low : low + 1])


def _groups(ruleset: Ruleset) -> Iterator[tuple[int, ...]]:
    """Requirements that speak of the same facts, or of such that are tied to each other."""
    bonds = ruleset.bonds
    done: set[int] = set()
    for number, names in enumerate(bonds.required):
        if number not in done:
            closed = bonds.closed(names)
            group = {other for other, it in enumerate(bonds.required) if it & closed} | {number}
            done |= group
            yield tuple(sorted(group))


def _excluded(analysis: Analysis, numbers: Sequence[int]) -> bool:
    """Whether it is certain that no unit satisfies some requirements."""
    ruleset = analysis.ruleset
    few = evolve(ruleset, requirements=tuple(ruleset.requirements[number] for number in numbers))
    space = Space(few, evolve(ranges(few), work=analysis.ranges.work))
    group = few.bonds.closed(frozenset().union(*few.bonds.required))
    try:
        found = sought(admissible(group, space), space)
    except TooLarge:
        found = Verdict.UNDECIDED
    return found is Verdict.IMPOSSIBLE

"""What can be known of a law, and the walk through cells in which it could be broken.

Guarantees: `Proven` from `first_of` is a proof: no admitted unit can stand in any of the cells. Left out:
which cells these are (claims, moving).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from attrs import frozen

from emurules.analysis.diagrams import Diagram, paths
from emurules.analysis.regions import Stand, stand
from emurules.analysis.solve import Verdict as Decision
from emurules.analysis.space import Space
from emurules.analysis.units import guesses
from emurules.model.facts import Facts

T = TypeVar("T")

# Of the combinations of cells where a law could be broken, so many are looked into.
MOST_TRIED = 400
# So many units are asked about, each of which takes about as long as so many steps through a diagram.
_MOST_CONFIRMED, _EACH_CONFIRMED = 500, 100


@frozen
class Proven:
    """The law holds for everybody."""


@frozen
class Refuted:
    """A unit, or a pair of units, that breaks the law; `matter` are the facts on which that hangs."""

    first: Facts
    second: Facts | None = None
    matter: tuple[str, ...] = ()


@frozen
class NotRefuted:
    """Neither proven nor refuted: so many units (or pairs of units) did not break the law."""

    units: int


@frozen
class Empty:
    """There is no unit, or no pair of units, of which the law speaks."""


Verdict = Proven | Refuted | NotRefuted | Empty


@frozen
class Unclear:
    """No proof, and no unit that breaks the law."""


def first_of(
    diagram: Diagram[bool], space: Space, confirmed: Callable[[Stand], T | None]
) -> Proven | T | Unclear:
    """What the first unit shows that stands where something is so; proven if none can stand there."""
    unclear = False
    left = _MOST_CONFIRMED
    for tried, (path, _) in enumerate(paths(diagram, bool)):
        found = stand(path, space) if tried < MOST_TRIED else Decision.UNDECIDED
        if found is Decision.IMPOSSIBLE:
            continue
        for one in guesses(found, path, space) if isinstance(found, Stand) else ():
            if not left or space.ranges.work[0] <= 0:
                return Unclear()
            left -= 1
            space.ranges.work[0] -= _EACH_CONFIRMED
            shown = confirmed(one)
            if shown is not None:
                return shown
        unclear = True
        if tried >= MOST_TRIED:
            break
    return Unclear() if unclear else Proven()

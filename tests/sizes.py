"""How much the tests try: some of everything in the gate, all of it and more in the nightly run.

The gate (`make test`) has to say yes or no in minutes, so it takes few examples of each property and a fixed
part of what can be counted through. `make nightly` sets EMURULES_FUZZ: properties then get at least what
stands here as `nightly`, in proportion to that number, and lists are gone through whole.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import settings

T = TypeVar("T")

USUAL = 100
"""The examples of a property for which no `nightly` is given, and what EMURULES_FUZZ is measured by."""

FEW = 20
"""The examples of a property for which no `gate` is given."""

FUZZ = int(os.environ.get("EMURULES_FUZZ") or 0)


def number(gate: int, nightly: int, fuzz: int = FUZZ) -> int:
    """How many to try: so many in the gate; at night `nightly` for each hundred that are asked for."""
    return max(nightly, nightly * fuzz // USUAL) if fuzz else gate


def examples(gate: int = FEW, nightly: int = USUAL) -> settings:
    """The settings of a property that is not tried as often as others."""
    return settings(max_examples=number(gate, nightly))


def one_in(gate: int, nightly: int, fuzz: int = FUZZ) -> int:
    """Of a long list, the step from one that is taken to the next; from 1000 on the list is taken whole."""
    return gate if not fuzz else nightly if fuzz < 10 * USUAL else 1


def part(every: Sequence[T], gate: int, fuzz: int = FUZZ) -> Sequence[T]:
    """All of it at night; in the gate so many, spread evenly, with the first and the last."""
    if fuzz or len(every) <= gate:
        return every
    return [every[place * (len(every) - 1) // (gate - 1)] for place in range(gate)]

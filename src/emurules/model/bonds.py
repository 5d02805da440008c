"""Bonds: which facts have to do with each other because of what an admitted unit satisfies.

`up to`, `only when` and requirements tie facts. A part can be nothing, and a fact that hangs from another can
be anything, so these say something of what stands above them only where a requirement speaks of them.
Guarantees: what `closed` leaves out says nothing of the facts that it was asked for: whatever these are, some
unit has them and is admitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from emurules.model.uses import facts_of

if TYPE_CHECKING:
    from emurules.model.ruleset import Fact, Ruleset


@frozen(slots=False)
class Bonds:
    """What ties the facts of a ruleset."""

    ruleset: Ruleset

    @cached_property
    def required(self) -> tuple[frozenset[str], ...]:
        """The facts that each requirement speaks of, in the order written."""
        return tuple(facts_of([one.condition], self.ruleset) for one in self.ruleset.requirements)

    @cached_property
    def asking(self) -> Mapping[str, frozenset[str]]:
        """The facts on which it hangs whether each `only when` fact is asked for."""
        return {
            one.name: facts_of([one.only_when], self.ruleset)
            for one in self.ruleset.facts
            if one.only_when is not None
        }

    @cached_property
    def requiring(self) -> Mapping[str, tuple[int, ...]]:
        """The requirements that speak of each fact, by their numbers."""
        found: dict[str, tuple[int, ...]] = {}
        for number, names in enumerate(self.required):
            for name in names:
                found[name] = (*found.get(name, ()), number)
        return found

    @cached_property
    def hanging(self) -> Mapping[str, tuple[str, ...]]:
        """The facts below each that say something of it, as requirements speak of them."""
        telling = [name for name in self.ruleset.fact_by_name if name in self.requiring]
        found: dict[str, list[str]] = {}
        seen = set(telling)
        while telling:
            name = telling.pop()
            for above in sorted(self.above(name)):
                found.setdefault(above, []).append(name)
                if above not in seen:
                    seen.add(above)
                    telling.append(above)
        return {name: tuple(below) for name, below in found.items()}

    def above(self, name: str) -> frozenset[str]:
        """The facts that one hangs from: its whole, and those of its `only when`."""
        whole = self.ruleset.fact_by_name[name].up_to
        return self.asking.get(name, frozenset()) | (frozenset() if whole is None else {whole})

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {one.name: place for place, one in enumerate(self.ruleset.facts)}

    def ordered(self, names: Iterable[str]) -> list[Fact]:
        """Some facts in the order declared."""
        return [self.ruleset.facts[place] for place in sorted(map(self._places.__getitem__, names))]

    def closed(self, facts: Iterable[str]) -> frozenset[str]:
        """Some facts and all that say something of them."""
        found: set[str] = set()
        waiting = list(facts)
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            waiting += self.above(name)
            waiting += self.hanging.get(name, ())
            for number in self.requiring.get(name, ()):
                waiting += self.required[number]
        return frozenset(found)

"""The analysis of one ruleset: what the checks share, each part made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from emurules.model.ranges import Ranges, ranges
from emurules.model.ruleset import Ruleset

if TYPE_CHECKING:
    from emurules.analysis.laws import Verdict
    from emurules.analysis.reach import Reaches

# So many steps through diagrams take about ten seconds; so many more for each derived value and node.
_MOST_WORK, _WORK_EACH = 1_000_000, 500


@frozen(slots=False)
class Analysis:
    """A resolved ruleset, and what follows from it for every admitted unit."""

    ruleset: Ruleset

    @cached_property
    def ranges(self) -> Ranges:
        """A range for every value; with it goes the work that all questions may take together."""
        return evolve(ranges(self.ruleset), work=[_MOST_WORK + _WORK_EACH * len(self.ruleset.order)])

    @cached_property
    def steps(self) -> list[int]:
        """How many steps all checks may still take together: five times what there is, and some."""
        from emurules.analysis.space import MOST_STEPS

        return [MOST_STEPS + 5 * len(self.ruleset.order)]

    @cached_property
    def reaches(self) -> Reaches:
        """What each node and the total can come to."""
        from emurules.analysis.reach import reaches

        return reaches(self.ruleset, self.ranges, self.steps)

    @cached_property
    def laws(self) -> tuple[Verdict, ...]:
        """What is known of each law, in the order written."""
        from emurules.analysis.laws import verdict

        return tuple(verdict(law, self) for law in self.ruleset.laws)

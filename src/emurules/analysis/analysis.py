"""The analysis of one ruleset: what the checks share, each part made when it is first asked for."""

from __future__ import annotations

from functools import cached_property

from attrs import frozen

from emurules.model.ranges import Ranges, ranges
from emurules.model.ruleset import Ruleset


@frozen(slots=False)
class Analysis:
    """A resolved ruleset, and what follows from it for every admitted unit."""

    ruleset: Ruleset

    @cached_property
    def ranges(self) -> Ranges:
        """A range for every value."""
        return ranges(self.ruleset)

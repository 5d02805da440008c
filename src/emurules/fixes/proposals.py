"""Which findings have a mechanical fix, and what makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from emurules.diagnostics import Diagnostic
from emurules.fixes.edits import Edit, Fix
from emurules.fixes.removals import without_fact, without_row, without_silencing
from emurules.fixes.rows import row_for_the_rest
from emurules.fixes.spellings import in_backquotes, percent_sign, typed, written_right
from emurules.fixes.state import State

Proposal = Callable[[Diagnostic, State], tuple[Edit, ...]]

PROPOSALS: dict[str, Proposal] = {
    "decimal-mark": written_right,
    "spaced-percent": written_right,
    "unit-after-points": written_right,
    "keyword-without-diacritics": written_right,
    "percent-number": percent_sign,
    "pasted-character": typed,
    "reserved-name": in_backquotes,
    "gap": row_for_the_rest,
    "redundant-otherwise": without_row,
    "unused-fact": without_fact,
    "unused-silencing": without_silencing,
}
"""A function for each slug; it gives no edits where a person has to decide."""

SAME_MEANING = frozenset(["unused-silencing"])
"""Fixes after which the ruleset must mean what it meant."""


def proposals(state: State) -> Iterator[Fix]:
    """The fixes of what is found in a text, in source order."""
    for finding in state.found:
        make = PROPOSALS.get(finding.slug)
        edits = make(finding, state) if make is not None and finding.labels else ()
        if edits:
            yield Fix(finding, edits)

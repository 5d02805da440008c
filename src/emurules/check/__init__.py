"""Checks of a resolved ruleset, a module a family; each finds and reports, none changes anything.

Guarantees: `PROOFS` find what makes a ruleset unfit to be loaded, `CHECKS` all that there is to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from emurules.analysis import Analysis
from emurules.check.documents import documents
from emurules.check.examples import examples
from emurules.check.falling import falling
from emurules.check.laws import laws
from emurules.check.partitions import partitions, proofs
from emurules.check.settled import settled
from emurules.check.sums import sums
from emurules.check.unfilled import unfilled
from emurules.check.usage import unused
from emurules.diagnostics import Diagnostic, Language, sorted_in_source
from emurules.model.ruleset import Ruleset

__all__ = ["CHECKS", "PROOFS", "Check", "found"]

Check = Callable[[Analysis, Language], Iterable[Diagnostic]]

PROOFS: tuple[Check, ...] = (proofs,)
"""What `load` demands: no gap and no overlap."""

CHECKS: tuple[Check, ...] = (partitions, sums, examples, unfilled, unused, documents, falling, settled, laws)
"""Every family, in no order that matters: findings are sorted by their place."""


_OF_POINTS: tuple[Check, ...] = (sums, examples, unfilled, laws)


def found(ruleset: Ruleset, language: Language, checks: tuple[Check, ...] = CHECKS) -> tuple[Diagnostic, ...]:
    """What some checks find, in source order; nothing is said of points where rows leave gaps or overlap."""
    analysis = Analysis(ruleset)
    findings: list[Diagnostic] = []
    sound = True
    for check in checks:
        if sound or check not in _OF_POINTS:
            findings += check(analysis, language)
        if check in (partitions, proofs):
            sound = all(one.severity != "error" for one in findings)
    return sorted_in_source(findings)

"""Checks of a resolved ruleset, a module a family; each finds and reports, none changes anything.

Guarantees: `PROOFS` find what makes a ruleset unfit to be loaded, `CHECKS` all that there is to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from emurules.analysis import Analysis
from emurules.checks.documents import documents, gathered
from emurules.checks.examples import examples
from emurules.checks.falling import falling
from emurules.checks.laws import laws
from emurules.checks.partitions import partitions, proofs
from emurules.checks.required import required
from emurules.checks.settled import settled
from emurules.checks.sums import sums
from emurules.checks.unfilled import unfilled
from emurules.checks.usage import unused
from emurules.diagnostics import Diagnostic, Language, sorted_in_source
from emurules.model.ruleset import Ruleset

__all__ = ["CHECKS", "PROOFS", "Check", "found", "gathered"]

Check = Callable[[Analysis, Language], Iterable[Diagnostic]]

PROOFS: tuple[Check, ...] = (required, proofs)
"""What `load` demands: some unit is admitted, and there is no gap and no overlap."""

CHECKS: tuple[Check, ...] = (
    required,
    partitions,
    sums,
    examples,
    unfilled,
    unused,
    documents,
    falling,
    settled,
    laws,
)
"""Every family: nobody, rows and then points, as what is wrong with one says nothing of the next."""

_OF_ROWS: tuple[Check, ...] = (partitions, proofs)
_OF_POINTS: tuple[Check, ...] = (sums, examples, unfilled, laws)


def found(ruleset: Ruleset, language: Language, checks: tuple[Check, ...] = CHECKS) -> tuple[Diagnostic, ...]:
    """What some checks find, in source order.

    Nothing is said of rows where no unit is admitted, and nothing of points where rows leave gaps or overlap.
    """
    analysis = Analysis(ruleset)
    findings: list[Diagnostic] = []
    skipped: tuple[Check, ...] = ()
    for check in checks:
        if check in skipped:
            continue
        findings += check(analysis, language)
        wrong = any(one.severity == "error" for one in findings)
        if check is required and wrong:
            skipped = (*_OF_ROWS, *_OF_POINTS, settled)
        elif check in _OF_ROWS and wrong:
            skipped = _OF_POINTS
    return sorted_in_source(findings)

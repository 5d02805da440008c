"""The checker held to the truth: what a mutant plants against what is reported, and the counts."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import Literal

from attrs import frozen
from tests.truth.mutants import KINDS, Mutant, changes, mutant
from tests.truth.rows import GAP, OVERLAP, SLUGS, Finding
from tests.truth.witnesses import unreal

from emurules.checks import found
from emurules.checks.partitions import partitions
from emurules.diagnostics import Diagnostic
from emurules.driver import compile_source
from emurules.source import Source

POSSIBLE = {"possible-gap", "possible-overlap"}

Outcome = Literal[
    "refused",
    "left out",
    "harmless",
    "found",
    "only possible",
    "missed",
    "false alarm",
    "false witness",
    "raised",
]
"""Refused: another error comes first. Left out: brute force does not reach the rows that were changed."""


@frozen
class Compared:
    """One mutant with what came out.

    `missing` and `extra` are findings that should and should not be there, `witnesses` what is wrong with the
    units of those that should; `shown` counts the units that were right.
    """

    mutant: Mutant
    outcome: Outcome
    missing: frozenset[Finding] = frozenset()
    extra: frozenset[Finding] = frozenset()
    witnesses: tuple[str, ...] = ()
    shown: int = 0


def said_of_rows(text: str) -> tuple[Diagnostic, ...]:
    """What `check_text` says, without the families of checks that are not about rows: they take longer."""
    checked = compile_source(Source("<mutant>", text))
    if checked.ruleset is None:
        return checked.diagnostics
    return found(checked.ruleset, checked.ruleset.language, (partitions,))


def compared(mutant: Mutant) -> Compared:
    """What the checker says about a mutant, against the truth."""
    try:
        said = said_of_rows(mutant.text)
    except Exception as error:  # noqa: BLE001  (it never raises, and one mutant must not hide the others)
        return Compared(mutant, "raised", witnesses=(repr(error),))
    if any(one.severity == "error" and one.slug not in SLUGS for one in said):
        return Compared(mutant, "refused")
    truth = mutant.truth
    if truth is None:
        return Compared(mutant, "left out")
    unknown = {line for lines, _ in truth.unknown for line in lines}
    told = {(one.slug, one.line or 0) for one in said}
    named = {one for one in told if one[0] in SLUGS and one[1] not in unknown}
    perhaps = {one for one in told if one[0] in POSSIBLE and one[1] not in unknown}
    missing = truth.must - named
    extra = (named | perhaps) - truth.must - truth.may
    if missing:
        weakly = {(f"possible-{slug}", line) for slug, line in missing} <= told
        return Compared(mutant, "only possible" if weakly else "missed", missing, frozenset(extra))
    if extra:
        return Compared(mutant, "false alarm", extra=frozenset(extra))
    if truth.must:
        shown = [one for one in said if one.slug in {GAP, OVERLAP}]
        wrong = tuple(f"line {one.line}: {one}: {why}" for one in shown if (why := unreal(one, mutant.text)))
        return Compared(
            mutant, "false witness" if wrong else "found", witnesses=wrong, shown=len(shown) - len(wrong)
        )
    return Compared(mutant, "left out" if unknown else "harmless")


def disagree(one: Compared) -> bool:
    return one.outcome in {"only possible", "missed", "false alarm", "false witness", "raised"}


@frozen
class Counts:
    """How many mutants of each kind came out how; and how many units showed their finding."""

    outcomes: Counter[tuple[str, Outcome]]
    shown: int

    @property
    def total(self) -> int:
        return self.outcomes.total()

    @property
    def planted(self) -> int:
        """Mutants with something to find that the checker got to see."""
        return sum(self.of(kind, *COLUMNS["planted"]) for kind in KINDS)

    @property
    def found(self) -> int:
        return sum(self.of(kind, "found") for kind in KINDS)

    def of(self, kind: str, *outcomes: Outcome) -> int:
        return sum(self.outcomes[kind, one] for one in outcomes)


def counted(every: Iterable[Compared]) -> Counts:
    every = list(every)
    outcomes = Counter((one.mutant.kind, one.outcome) for one in every)
    return Counts(outcomes, sum(one.shown for one in every))


COLUMNS: dict[str, tuple[Outcome, ...]] = {
    "planted": ("found", "only possible", "missed", "false witness", "raised"),
    "found": ("found",),
    "possible": ("only possible",),
    "missed": ("missed",),
    "bad unit": ("false witness",),
    "false": ("false alarm",),
    "raised": ("raised",),
    "harmless": ("harmless",),
    "refused": ("refused",),
    "left out": ("left out",),
}


def as_table(counts: Counts) -> str:
    """Planted and found, by kind."""
    lines = ["".join([f"{'kind':<16}", *(f"{column:>9}" for column in COLUMNS)])]
    for kind in KINDS:
        cells = (counts.of(kind, *outcomes) for outcomes in COLUMNS.values())
        lines.append("".join([f"{kind:<16}", *(f"{cell:>9}" for cell in cells)]))
    sums = (sum(counts.of(kind, *outcomes) for kind in KINDS) for outcomes in COLUMNS.values())
    lines.append("".join([f"{'all':<16}", *(f"{cell:>9}" for cell in sums)]))
    lines.append(f"{counts.total} mutants; {counts.shown} units evaluated that show their finding")
    return "\n".join(lines)


def as_words(one: Compared) -> str:
    """A disagreement, with the lines in question."""
    lines = one.mutant.text.split("\n")
    told = [f"{one.outcome}: {one.mutant.kind} in {one.mutant.base}"]
    for word, findings in (("not found", one.missing), ("too much", one.extra)):
        told += [
            f"  {word}: {slug} at line {line}: {lines[line - 1].strip()}" for slug, line in sorted(findings)
        ]
    return "\n".join([*told, *(f"  unit: {one}" for one in one.witnesses)])


def compared_at(number: int) -> Compared:
    """The mutant of a number, compared."""
    return compared(mutant(*changes()[number]))


def main() -> None:
    """Compare every mutant, or one in as many as the argument says; print what disagrees, and the table."""
    one_in = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    numbers = range(0, len(changes()), one_in)
    every = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for one in pool.map(compared_at, numbers, chunksize=20):
            every.append(one)
            if disagree(one):
                sys.stdout.write(f"{as_words(one)}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{as_table(counted(every))}\n")

"""The ground truth about a ruleset's text: where the checker must, may and must not find something.

Guarantees: what must be found is so by brute force over the bounds that the text names; sets of rows that
brute force does not reach are listed, with the reason.
"""

from __future__ import annotations

from attrs import frozen
from tests.truth.evaluating import LeftOut, Names, names_of
from tests.truth.rows import DECLARED, Fault, Finding, Rows, faults_of, sets_of_rows
from tests.truth.totals import quantity_faults

from emurules.source import Source
from emurules.syntax import nodes, parse


@frozen
class Truth:
    """What must be found, what may be, and which sets of rows nothing is known of (their lines, and why)."""

    must: frozenset[Finding]
    may: frozenset[Finding]
    unknown: tuple[tuple[range, str], ...]


def truth_of(text: str) -> Truth:
    """What brute force says about every set of rows in a ruleset."""
    source = Source("<truth>", text)
    tree, _ = parse(source)
    if tree is None:
        raise LeftOut("no ruleset")
    names = names_of(tree.declarations)
    must: set[Finding] = set()
    may: set[Finding] = set()
    unknown: list[tuple[range, str]] = []
    for one in sets_of_rows(tree, names):
        lines = [source.position(row.span.start)[0] for row in one.rows]
        start = source.position(one.start)[0]
        try:
            sure, possible = _judged(one, tree, names)
        except LeftOut as reason:
            unknown.append((range(start, lines[-1] + 1), str(reason)))
            continue
        must |= {(slug, start if row is None else lines[row]) for slug, row in sure}
        may |= {(slug, start if row is None else lines[row]) for slug, row in possible}
    return Truth(frozenset(must), frozenset(may), tuple(unknown))


def _judged(rows: Rows, tree: nodes.File, names: Names) -> tuple[frozenset[Fault], frozenset[Fault]]:
    """What must and what may be found in a set of rows."""
    if isinstance(rows.subject, nodes.Quantity):
        return quantity_faults(rows, tree, names)
    return faults_of(rows, tuple(one for one in tree.declarations if isinstance(one, DECLARED)))

"""Grades over the points of many criteria: holes and overlaps that only the list of all results shows."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from tests.properties import units

from emurules import RulesetError, evaluate, loads
from emurules.analysis import Analysis
from emurules.checks import found
from emurules.checks.partitions import partitions
from emurules.diagnostics import Diagnostic
from emurules.driver import compile_source
from emurules.source import Source

pytestmark = pytest.mark.unmeasured

MANY = 14


def text(by: str, *rows: str) -> str:
    """Criteria with 0, 0.5, 1 or 2 points each, the last one exempt where there is nothing to do."""
    facts, criteria = [], []
    for n in range(1, MANY + 1):
        facts.append(f"fact a{n}: count\nfact b{n}: count up to a{n}\nrate r{n}: b{n} of a{n} if none 100%\n")
        criteria.append(
            f'criterion {n} "C" worth 2\n    bands r{n}\n        100%: 2\n'
            "        from 80% to below 100%: 1\n        from 50% to below 80%: 0.5\n        below 50%: 0\n"
        )
    last = f'criterion {MANY + 1} "C" worth 2\n    exempt when a1 = 0\n    award 2 when b1 > 5\n'
    grades = "".join(f"    {row}\n" for row in rows)
    return f'ruleset r "R"\n{"".join(facts)}section I "S"\n{"".join(criteria)}{last}grades by {by}\n{grades}'


def said(source: str) -> tuple[Diagnostic, ...]:
    ruleset = compile_source(Source("t", source)).ruleset
    if ruleset is None:
        with pytest.raises(RulesetError) as refused:
            loads(source)
        return tuple(one for one in refused.value.diagnostics if one.severity == "error")
    return found(ruleset, "en", (partitions,))


@pytest.mark.parametrize(
    ("by", "rows", "slugs"),
    [
        ("total", ("from 20: 'A'", "from 10 to 19: 'B'", "below 10: 'C'"), ["gap"]),
        ("total", ("from 20: 'A'", "from 10 to 19.5: 'B'", "below 10: 'C'"), []),
        ("total", ("from 20: 'A'", "from 10 to 20: 'B'", "below 10: 'C'"), ["overlap"]),
        ("points of I", ("from 20.3: 'A'", "up to 20.2: 'B'"), []),
        ("share of total", ("from 80%: 'A'", "up to 78%: 'B'"), ["gap"]),
        ("share of total", ("from 80%: 'A'", "up to 79%: 'B'"), []),
        ("share of total", ("from 80.1%: 'A'", "up to 80.01%: 'B'"), []),
        ("share of total", ("from 80%: 'A'", "up to 80%: 'B'"), ["overlap"]),
    ],
)
def test_a_hole_is_shown_or_ruled_out(by: str, rows: tuple[str, ...], slugs: list[str]) -> None:
    # Totals are halves, of 28 or 30: 22 of 28 lies between 78% and 80%, and nothing between 79% and 80%.
    found_ = said(text(by, *rows).replace("'", '"'))
    assert [one.slug for one in found_] == slugs
    assert all(one.witness for one in found_)


def test_what_units_get_is_among_the_results_with_what_is_attainable() -> None:
    ruleset = loads(text("share of total", "from 80%: 'A'", "below 80%: 'B'").replace("'", '"'))
    outcomes = Analysis(ruleset).reaches.results("").outcomes
    assert outcomes is not None
    edges = units.edges_of(ruleset)
    attainable = set()
    for seed in range(40):
        facts = units.unit(ruleset, edges, Random(seed))  # noqa: S311 (a unit to try)
        assert facts is not None
        trace = evaluate(ruleset, facts)
        assert (trace.total, trace.attainable) in outcomes
        attainable.add(trace.attainable)
    assert attainable == {Fraction(28), Fraction(30)}

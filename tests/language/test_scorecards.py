"""Scorecards: criteria that say no worth, with points below zero and for what is missing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language.scoring import F, figures, points, score

from emurules import RulesetError, Trace

CARD = """
    fact age: count from 18 to 99
    fact income: optional number from 0
    fact defaults: count
    criterion 1 "Age"
        bands age
            from 18 to 25 : -10
            from 26 to 40 : 5
            from 41 : 20
    criterion 2 "Income"
        bands income
            missing : -5
            below 1000 : 0
            from 1000 : 2 * 12 + 1/2
    criterion 3 "Defaults"
        award 10 when defaults = 0
        award -40 when defaults > 2
"""


def test_a_worth_that_is_not_written_is_what_the_rows_give_at_most() -> None:
    trace = score(CARD, age=41, income=3000, defaults=0)
    assert [one.worth for one in trace.sections] == [20, F(49, 2), 10]
    assert figures(trace.total, trace.worth, trace.attainable) == (F(109, 2), F(109, 2), F(109, 2))


def test_points_below_zero_are_not_cut() -> None:
    trace = score(CARD, age=18, defaults=3)
    assert {one.id: one.points for one in trace.sections} == {"1": -10, "2": -5, "3": -40}
    assert trace.total == -55
    assert Trace.from_json(trace.to_json()) == trace


def test_written_limits_stay() -> None:
    text = 'fact n: count\ncriterion 1 "C"\nbands n\nexactly 0 : -9\nfrom 1 : 4\n'
    text += "points at least -3\npoints at most 2"
    assert points(text, n=0) == {"1": -3}
    assert points(text, n=1) == {"1": 2}


def test_what_a_penalty_takes_at_most() -> None:
    text = """
        fact n: count
        criterion 1 "C" worth 9
            award 9
        section P "P" penalty
        criterion P1 "Late"
            deduct bands n
                0 : 0
                from 1 to 4 : 1
                from 5 : 3
        criterion P2 "Never"
            deduct 2 when n > 7
    """
    trace = score(text, n=8)
    assert figures(trace.section("P").worth, trace.criterion("P1").worth, trace.total) == (5, 3, 4)


@pytest.mark.parametrize(
    "statements",
    [
        "award n",
        "award 1 per n",
        "bands n\n 0 : 1\n from 1 : n",
        "award 1\n rounded up to 5",
        "award worth",
        "",
    ],
)
def test_what_is_no_plain_figure_needs_a_worth(statements: str) -> None:
    with pytest.raises(RulesetError, match="worth"):
        score(f'fact n: count\ncriterion 1 "C"\n{statements}', n=1)


figure = st.integers(-40, 40).map(lambda it: Fraction(it, 2))


@given(
    st.lists(st.tuples(figure, figure, figure, st.booleans(), st.booleans()), min_size=1, max_size=4),
    st.integers(0, 9),
)
def test_the_total_is_the_sum_of_the_printed_figures(
    characteristics: list[tuple[Fraction, Fraction, Fraction, bool, bool]], n: int
) -> None:
    """Whatever the signs of rows and awards, guarded or taken off, no figure is cut."""
    lines = ["fact n: count"]
    expected = Fraction(0)
    for number, (low, high, extra, guarded, taken) in enumerate(characteristics):
        sign = -1 if taken else 1
        lines += [f'criterion {number} "C"', "deduct bands n" if taken else "bands n"]
        if guarded:
            lines[-1] += " when n < 8"
        none, some = (abs(low), abs(high)) if taken else (low, high)
        lines += [f"exactly 0 : ({none})", f"from 1 : ({some})", f"award ({extra}) when n > 5"]
        expected += sign * (none if n == 0 else some) * (n < 8 or not guarded) + extra * (n > 5)
    assert score("\n".join(lines), n=n).total == expected

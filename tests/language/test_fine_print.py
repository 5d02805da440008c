"""Chapter 6 of the specification, sentence by sentence: decided cases, each with a table and its points.

Every expected value was worked out by hand. The sentence that a test stands for is its docstring.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.language.scoring import F, accepted, figures, gives, one, points, refused, score

RATE = "fact done: count up to all\nfact all: count\nrate done_rate: done of all if none exempt\n"
NONE = {"done": 0, "all": 0}
HALF = {"done": 5, "all": 10}

# ---------------------------------------------------------------- facts


@pytest.mark.parametrize("given", ["90%", F(9, 10), " 90% ", "90.0%"])
def test_a_percent_is_text_with_its_sign_or_the_ratio(given: object) -> None:
    """A percent fact takes text that ends in `%` or a `Fraction` that is the ratio."""
    assert accepted("fact p: percent", p=given) == {"p": F(9, 10)}


@pytest.mark.parametrize("given", [90, 0.9, "90", "0.9", 1])
def test_a_plain_number_is_no_percent(given: object) -> None:
    """Any other number is refused."""
    assert refused("fact p: percent", p=given) == ("fact-type",)


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_an_empty_cell_is_not_given(empty: object) -> None:
    """An empty cell, `null` or `None` is *not given* (a default returns, a required fact is reported)."""
    assert accepted("fact n: count default 3", n=empty) == {"n": 3}
    assert accepted("fact n: optional count", n=empty) == {"n": None}
    assert refused("fact n: count", n=empty) == ("fact-not-given",)


def test_the_text_missing_is_missing() -> None:
    """The text `missing` is missing, and refused unless the fact is optional."""
    assert accepted("fact n: optional count default 3", n="missing") == {"n": None}
    assert refused("fact n: count", n="missing") == ("fact-missing",)
    assert refused("fact n: count default 3", n="missing") == ("fact-missing",)


def test_a_failing_condition_overrides_a_default() -> None:
    """A failing `only when` overrides a default."""
    fact = "fact married: yes/no\nfact children: count only when married default 2"
    assert accepted(fact, married="yes") == {"married": True, "children": 2}
    assert accepted(fact, married="no") == {"married": False, "children": None}


def test_conditions_use_rates() -> None:
    """`only when` conditions use facts and rates only."""
    fact = RATE + 'fact why: one of late "Late"\n slow "Slow"\n only when done_rate < 80%'
    assert accepted(fact, why="late", **HALF)["why"] == "late"
    assert refused(fact, **HALF) == ("fact-required",)
    assert refused(fact, why="late", done=10, all=10) == ("fact-not-asked",)


def test_conditions_include_the_conditions_of_the_facts_they_use() -> None:
    """`only when` conditions include the conditions of the facts they use."""
    facts = """
        fact married: yes/no
        fact degree: count only when married
        fact grant: count only when degree > 3 or degree < 100
        fact other: count only when degree > 3 or not married
    """
    assert accepted(facts, married="no") == {"married": False, "degree": None, "grant": None, "other": None}
    assert accepted(facts, married="yes", degree=1, grant=5)["grant"] == 5
    assert refused(facts, married="no", other=1) == ("fact-not-asked",)


def test_a_condition_may_ask_whether_a_fact_is_missing() -> None:
    """To ask whether a fact is there is no use of its value, so that one fact can stand in for another."""
    facts = """
        fact big: yes/no
        fact measured: count only when big
        fact guessed: count only when measured is missing
    """
    assert accepted(facts, big="no", guessed=4) == {"big": False, "measured": None, "guessed": 4}
    assert refused(facts, big="yes", measured=1, guessed=4) == ("fact-not-asked",)


def test_off_the_grid_is_outside() -> None:
    """Off the grid of `in steps of` is outside the domain."""
    fact = "fact t: number from 20 to 45 in steps of 0.1"
    assert accepted(fact, t="36.6") == {"t": F(183, 5)}
    assert refused(fact, t="36.65") == ("fact-domain",)


def test_ends_of_ranges_may_lie_outside() -> None:
    """`exactly` outside the domain is an error; ends of ranges may lie outside."""
    bands = "bands n\n from -5 to 3: 1\n from 4 to 99: 2"
    assert gives("fact n: count up to 10", bands, n=0) == 1
    assert gives("fact n: count up to 10", bands, n=10) == 2


def test_a_rate_may_exceed_one() -> None:
    """A rate is 0–100% only where the part is provably within the whole, else its bands must cover
    every value.
    """
    facts = "fact got: count\nfact planned: count\nrate ratio: got of planned if none 0%"
    bands = "bands ratio\n below 100%: 0\n from 100% to 200%: 1\n above 200%: 2"
    assert [gives(facts, bands, got=got, planned=10) for got in (9, 10, 20, 21)] == [0, 1, 1, 2]


def test_if_none_tests_the_denominator_alone() -> None:
    """`if none` tests the denominator alone."""
    facts = "fact got: count\nfact planned: count\nrate ratio: got of planned if none 100%"
    bands = "bands ratio\n below 100%: 0\n from 100%: 1"
    assert gives(facts, bands, got=7, planned=0) == 1
    assert gives(facts, bands, got=0, planned=7) == 0


# ---------------------------------------------------------------- exempt


@pytest.mark.parametrize(
    "award",
    [
        "award 2 + done_rate * 0",
        "award (-done_rate) * 0",
        "award max(done_rate; 50%) * 2",
        "award round(done_rate; 10%) * 2",
        "award tally(done_rate > 50%; yes)",
        "award (2 when done_rate > 50% otherwise 2)",
        "award 2 at most done_rate * 2",
        "award 2 per done_rate * 2",
        "award 1 when done_rate > 50%",
        "award 1 when not done_rate > 50%",
        "award done_rate * worth",
    ],
)
def test_strict_places(award: str) -> None:
    """Arithmetic, functions, `tally` and a choice whose condition is exempt are strict."""
    assert gives(RATE, award, **NONE) is None


@pytest.mark.parametrize(
    ("award", "expected"),
    [
        ("award 1 when no and done_rate > 50%", 0),
        ("award 1 when done_rate > 50% and no", 0),
        ("award 1 when yes or done_rate > 50%", 1),
        ("award 1 when done_rate > 50% or yes", 1),
        ("award (2 when yes otherwise done_rate * 2)", 2),
        ("award (done_rate * 2 when no otherwise 2)", 2),
        ("award done_rate * 2 when all > 0", 0),
        ("bands all\n 0: 3\n from 1: done_rate * 2", 3),
        ("bands all when all > 0\n 0: done_rate * 2\n from 1: done_rate * 2", 0),
        ("bands all\n 0: 4\n from 1 when done_rate > 50%: 1\n from 1 when done_rate <= 50%: 2", 4),
    ],
)
def test_what_forgives(award: str, expected: int) -> None:
    """Only `and`, `or` and untaken branches forgive."""
    assert gives(RATE, award, **NONE) == expected


@pytest.mark.parametrize(
    "award", ["award 1 when yes and done_rate > 50%", "award 1 when no or done_rate > 50%"]
)
def test_what_does_not_forgive(award: str) -> None:
    """Otherwise the exemption goes on, up to the criterion, with that rate as the reason."""
    node = one(RATE, award, **NONE)
    assert node.points is None
    assert node.status == "exempt"
    assert [
        reason.name for step in node.steps if step.kind == "exempt by value" for reason in step.reasons
    ] == ["done_rate"]


@pytest.mark.parametrize("guard", ["all > 0", "all >= 1", "all != 0"])
def test_guards_of_a_rate(guard: str) -> None:
    """`D > 0`, `D >= 1`, `D != 0` guard a rate over D."""
    text = (
        RATE
        + f"""
        section I "All"
        criterion 1 "One" worth 1
            award 1
        disqualify when {guard} and done_rate < 50% "too few"
    """
    )
    assert score(text, **NONE).disqualified == ()
    assert score(text, done=4, all=10).disqualified == ("too few",)


def test_an_exempt_condition_of_exempt_when() -> None:
    """`exempt when C` with C exempt counts as a plain exemption."""
    assert gives(RATE, "exempt when done_rate < 10%\naward 1", **NONE) is None
    assert gives(RATE, "exempt when done_rate < 10%\naward 1", **HALF) == 1
    both = "exempt when yes scoring 5\nexempt when done_rate < 10% scoring 3\naward 1"
    assert gives(RATE, both, **NONE) is None
    assert gives(RATE, both, **HALF) == 5


def test_zero_wins_over_an_exempt_value() -> None:
    """A `zero when` that holds wins over an exemption that arises from a value."""
    assert gives(RATE, "award done_rate * 2\nzero when all = 0", **NONE) == 0
    assert gives(RATE, "award done_rate * 2\nzero when no", **NONE) is None


def test_a_written_exemption_wins_over_both() -> None:
    """A written `exempt when` wins over both."""
    assert gives(RATE, "exempt when all = 0\naward done_rate * 2\nzero when all = 0", **NONE) is None
    assert gives(RATE, "exempt when all = 0 scoring 4\naward done_rate * 2\nzero when all = 0", **NONE) == 4


EXEMPT_ONE = """
    fact skip: yes/no
    fact n: count up to 9
    section I "All"
    criterion 1 "One" worth 2
        exempt when skip
        award 1
    criterion 2 "Two" worth 9
        {award}
"""


@pytest.mark.parametrize(
    ("award", "skipped", "counted"),
    [
        ("award points of 1 + 1", 1, 2),
        ("award max(points of 1; 0)", 0, 1),
        ("award points of 1", 0, 1),
        ("award 3 per points of 1", 0, 3),
        ("award (points of 1 when yes otherwise 5)", 0, 1),
        ("award 1 when points of 1 = 0", None, 0),
        ("award 1 when points of 1 >= 0", None, 1),
        ("award 1 when (points of 1) >= 0", None, 1),
        ("award 1 when points of 1 + 0 >= 0", 1, 1),
        ("bands points of 1\n 0: 5\n above 0: 6\n below 0: 7", None, 6),
        ("bands (points of 1)\n 0: 5\n above 0: 6\n below 0: 7", None, 6),
        ("bands points of 1 * 1\n 0: 5\n above 0: 6\n below 0: 7", 5, 6),
        ("bands n\n from 0: points of 1", 0, 1),
        ("award 9\npoints at most points of 1", None, 1),
        ("award 9\npoints at most points of 1 * 1", 0, 1),
        ("exempt when skip scoring points of 1\naward 7", 0, 7),
    ],
)
def test_points_of_an_exempt_node(award: str, skipped: int | None, counted: int) -> None:
    """Points of an exempt node: 0 inside arithmetic or a function, exempt as a whole side of a
    comparison or a head.
    """
    text = EXEMPT_ONE.format(award=award)
    assert points(text, skip="yes", n=1)["2"] == skipped
    assert points(text, skip="no", n=1)["2"] == counted


def test_lets_are_transparent() -> None:
    """Parentheses and lets are transparent."""
    text = """
        let plain = points of 1
        let again = (plain)
        let counted = points of 1 + 1
    """ + EXEMPT_ONE.format(
        award='award 1 when again >= 0\ncriterion 3 "Three" worth 9\n award 1 when counted >= 0'
    )
    assert points(text, skip="yes", n=1)["2"] is None
    assert points(text, skip="yes", n=1)["3"] == 1


def test_table_arguments_count_zero() -> None:
    """A table is a function: the points of an exempt node are 0 in its argument."""
    table = "table double for x: number from 0 to 10\n bands x\n 0: 7\n above 0: 8\n"
    text = table + EXEMPT_ONE.format(award="award double(points of 1)")
    assert points(text, skip="yes", n=1)["2"] == 7
    assert points(text, skip="no", n=1)["2"] == 8


def test_a_node_is_exempt_if_all_its_children_are() -> None:
    """A node is exempt if all its children are, whatever its `zero` says."""
    text = """
        fact skip: yes/no
        section I "All"
            zero when yes
        criterion 1 "One" worth 2
            exempt when skip
            award 1
        criterion 2 "Two" worth 2
            exempt when skip
            award 1
    """
    trace = score(text, skip="yes")
    assert trace.section("I").points is None
    assert figures(trace.section("I").attainable, trace.total, trace.attainable) == (0, 0, 0)
    assert score(text, skip="no").section("I").points == 0


def test_scoring_of_a_parent_wins_over_its_exempt_children() -> None:
    """A written `exempt when … scoring` is written: it wins."""
    text = """
        section I "All" worth 4
            exempt when yes scoring 3
        criterion 1 "One" worth 2
            exempt when yes
            award 1
    """
    assert points(text) == {"I": 3, "1": None}
    assert score(text).attainable == 4


def test_attainable_with_scoring_is_the_worth() -> None:
    """With `scoring P` what is attainable of it is its worth."""
    node = one("", "exempt when yes scoring 3\naward 1", "8")
    assert figures(node.points, node.attainable, node.status) == (3, 8, "assessed")


def test_worth_0_is_assessed() -> None:
    """`worth 0` is assessed."""
    node = one("", "award 0", "0")
    assert figures(node.points, node.attainable, node.status) == (0, 0, "assessed")


def test_attainable_of_an_exempt_node_is_0() -> None:
    """`attainable of` an exempt node is 0."""
    text = EXEMPT_ONE.format(award="award attainable of 1 + worth of 1 * 2")
    assert points(text, skip="yes", n=1)["2"] == 4
    assert points(text, skip="no", n=1)["2"] == 6


def test_share_is_exempt_where_nothing_is_attainable() -> None:
    """`share` is exempt where attainable is 0."""
    text = """
        section I "All"
        criterion 1 "One" worth 0
            award 0
        criterion 2 "Two" worth 1
            award 1 when share of 1 >= 0%
        criterion 3 "Three" worth 1
            award 1 when share of 2 >= 0%
    """
    assert points(text) == {"I": 0, "1": 0, "2": None, "3": None}


def test_share_of_total_counts_bonus_and_penalty() -> None:
    """`share of total` counts bonus and penalty points over the scale, so it may leave 0–100%."""
    text = """
        fact extra: count up to 9
        fact minus: count up to 9
        section I "All"
        criterion 1 "One" worth 4
            award 4
        section II "More" bonus
        criterion II.1 "Bonus" worth 9
            award 1 per extra
        section III "Less" penalty
        criterion III.1 "Penalty" worth 9
            deduct 1 per minus
        grades by share of total
            below 0%: "under"
            from 0% to 100%: "in"
            above 100%: "over"
    """
    assert score(text, extra=0, minus=0).grade == "in"
    assert score(text, extra=1, minus=0).grade == "over"
    assert score(text, extra=0, minus=5).grade == "under"
    assert score(text, extra=2, minus=5).total == 1


def test_total_is_never_exempt() -> None:
    """`total` is never exempt."""
    text = (
        RATE
        + """
        section I "All"
        criterion 1 "One" worth 4
            award done_rate * 4
        total
            zero when done_rate < 10%
            points at most done_rate * 3
    """
    )
    assert score(text, **NONE).total == 0
    assert score(text, **HALF).total == F(3, 2)
    assert [step.kind for step in score(text, **NONE).total_steps] == ["sum", "zero", "at most"]


# ---------------------------------------------------------------- total, limits, penalty


def test_a_total_has_no_default_limits() -> None:
    """A declared `total` has no default limits (a bonus may lift it above its worth)."""
    text = """
        section I "All"
        criterion 1 "One" worth 4
            award 4
        section II "More" bonus
        criterion II.1 "Bonus" worth 2
            award 2
        section III "Less" penalty
        criterion III.1 "Penalty" worth 99
            deduct {less}
        total worth 4 {limit}
    """
    assert score(text.format(less=0, limit="")).total == 6
    assert score(text.format(less=10, limit="")).total == -4
    assert score(text.format(less=0, limit="points at most 5")).total == 5
    assert score(text.format(less=10, limit="points at least 0")).total == 0


def test_share_of_total_counts_before_rescaling() -> None:
    """`share of` it counts before rescaling."""
    text = """
        fact skip: yes/no
        section I "All"
        criterion 1 "One" worth 5
            exempt when skip
            award 5
        criterion 2 "Two" worth 5
            award 2
        total worth 10 rescaled
        grades by share of total
            from 50%: "half"
            below 50%: "less"
    """
    trace = score(text, skip="yes")
    assert figures(trace.total, trace.unscaled, trace.attainable, trace.grade) == (4, 2, 5, "less")
    trace = score(text, skip="no")
    assert figures(trace.total, trace.unscaled, trace.attainable, trace.grade) == (7, 7, 10, "half")


def test_written_limits_replace_the_default_ones() -> None:
    """Written limits replace the default ones."""
    assert gives("", "award 12") == 10
    assert gives("", "award 12\npoints at most 7") == 7
    assert gives("", "deduct 3") == 0
    assert gives("", "deduct 3\npoints at least -2") == -2
    assert gives("", "award 12\npoints at least -2") == 10


def test_limits_are_before_rescaling() -> None:
    """They are on the scale before rescaling."""
    text = """
        section I "All" worth 100 rescaled
            points at most 6
        criterion 1 "One" worth 10
            award 8
    """
    assert points(text) == {"I": 60, "1": 8}


def test_zero_is_final() -> None:
    """`zero` is final: a lower limit does not lift it."""
    assert gives("fact bad: yes/no", "award 5\nzero when bad\npoints at least 2", bad="yes") == 0
    assert gives("fact bad: yes/no", "award 1\nzero when bad\npoints at least 2", bad="no") == 2


def test_a_penalty() -> None:
    """A penalty has nothing attainable; its points are from its worth below 0 up to 0."""
    assert gives("", "deduct 3", "5", "penalty") == -3
    assert gives("", "deduct 9", "5", "penalty") == -5
    assert gives("", "deduct 9\npoints at least -2", "5", "penalty") == -2
    assert one("", "deduct 3", "5", "penalty").attainable == 0


def test_best_of_parts_of_a_penalty() -> None:
    """`best of parts` is the numerically greatest among those that are not exempt."""
    text = """
        fact skip: yes/no
        section I "Less" penalty
            best of parts
        criterion 1 "One" worth 5
            exempt when skip
            deduct 1
        criterion 2 "Two" worth 5
            deduct 3
    """
    assert points(text, skip="no")["I"] == -1
    assert points(text, skip="yes")["I"] == -3


# ---------------------------------------------------------------- rescaled, groups


def test_a_rescaled_section_counts_with_its_full_worth() -> None:
    """Total's attainable counts a rescaled section with its full worth; the section itself shows
    what was before.
    """
    text = """
        fact skip: yes/no
        section I "All" worth 10 rescaled
        criterion 1 "One" worth 5
            exempt when skip
            award 5
        criterion 2 "Two" worth 5
            award 4
        section II "Rest"
        criterion II.1 "Three" worth 2
            award 1
    """
    trace = score(text, skip="yes")
    assert figures(trace.section("I").points, trace.section("I").unscaled, trace.section("I").attainable) == (
        8,
        4,
        5,
    )
    assert figures(trace.total, trace.attainable, trace.worth) == (9, 12, 12)


def test_nothing_attainable_means_exempt() -> None:
    """Nothing attainable means exempt."""
    text = """
        section I "All" worth 10 rescaled
            zero when yes
        criterion 1 "One" worth 0
            award 0
        section II "Rest"
        criterion II.1 "Two" worth 2
            award 1
    """
    assert points(text) == {"I": None, "1": 0, "II": 1, "II.1": 1}
    assert score(text).attainable == 2


@pytest.mark.parametrize(
    ("quantity", "full", "started"), [(0, 0, 0), (1, 0, 1), (4, 0, 1), (5, 1, 1), (6, 1, 2), (10, 2, 2)]
)
def test_groups(quantity: int, full: int, started: int) -> None:
    """The size in `per full N of Q` is a positive constant; Q must not be negative."""
    assert gives("fact n: count", "award 1 per full 5 of n", n=quantity) == full
    assert gives("fact n: count", "award 1 per started 5 of n", n=quantity) == started
    assert gives("fact n: number from 0", "award 1 per full 2.5 of n", n=Fraction(quantity, 2)) == full

"""Chapter 3 of the specification, sentence by sentence: sections, criteria, their statements, the total.

Every expected value was worked out by hand. The sentence that a test stands for is its docstring.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.language.scoring import F, figures, gives, one, points, score

from emurules import RulesetError, Trace

N = "fact n: count\nfact c: yes/no default yes\n"


# ---------------------------------------------------------------- the tree


TREE = """
    fact skip: yes/no default no
    section I "Main" {section}
    criterion 4 "Four" {four}
    criterion 4.1 "Four one" worth 2
        exempt when skip
        award 2
    criterion 4.2 "Four two" worth 3
        award 1
    criterion 5 "Five" worth 1.5
        award 1
"""


def test_points_of_a_parent() -> None:
    """A node with children has no award of its own: its points are the sum of theirs."""
    text = TREE.format(section="", four="")
    assert points(text) == {"I": 4, "4": 3, "4.1": 2, "4.2": 1, "5": 1}
    assert points(text, skip="yes") == {"I": 2, "4": 1, "4.1": None, "4.2": 1, "5": 1}


FLAT = """
    fact share: percent default 100%
    fact fights: count default 0
    criterion 1 "Roads" worth 2
        bands share
            from 50% : 2
            below 50% : 0.5
    criterion 2 "Schools" {rescaled}
    criterion 2.1 "Built" worth 3
        exempt when fights = 7
        award 1
    criterion 2.2 "Mended" worth 1
        award 1
    section P "Penalty" penalty at most 3
    criterion P1 "Fights" at most 3
        deduct 1 per fights at most 3
    grades by share of total
        from 60% : "good"
        otherwise : "poor"
"""


def test_a_table_without_sections() -> None:
    """Its criteria stand straight under the total, and a bonus or penalty section may follow them."""
    trace = score(FLAT.format(rescaled=""), share="49%", fights=2)
    assert [(one.id, one.form, one.points) for one in trace.sections] == [
        ("1", "criterion", F(1, 2)),
        ("2", "criterion", 2),
        ("P", "section", -2),
    ]
    assert figures(trace.total, trace.worth, trace.attainable, trace.grade) == (F(1, 2), 6, 6, "poor")
    trace = score(FLAT.format(rescaled=""), share="50%", fights=7)
    assert figures(trace.total, trace.attainable, trace.grade) == (0, 3, "poor")
    trace = score(FLAT.format(rescaled=""), share="50%")
    assert figures(trace.total, trace.attainable, trace.grade) == (4, 6, "good")
    assert Trace.from_json(trace.to_json()) == trace
    with pytest.raises(RulesetError, match="no-such-quantity"):
        score(FLAT.format(rescaled="worth 4 rescaled"))


def test_best_of_parts() -> None:
    """… or `best of parts`."""
    text = TREE.format(section="", four="best of parts")
    assert points(text)["4"] == 2
    assert points(text, skip="yes")["4"] == 1
    node = score(text).criterion("4")
    assert figures(node.worth, node.attainable) == (3, 3)
    assert [(step.kind, step.parts) for step in node.steps if step.kind == "best"] == [
        ("best", (("4.1", F(2)), ("4.2", F(1))))
    ]


def test_worth_left_out() -> None:
    """It may leave its `worth` out, which is then its children's sum (or best)."""
    trace = score(TREE.format(section="", four=""))
    assert figures(trace.section("I").worth, trace.criterion("4").worth, trace.worth) == (
        F(13, 2),
        5,
        F(13, 2),
    )
    trace = score(TREE.format(section="best of parts", four="best of parts"))
    assert figures(trace.section("I").worth, trace.criterion("4").worth) == (3, 3)


def test_worth_is_the_most() -> None:
    """`worth` is the most a node can give (in a `penalty` section, the most it can take)."""
    assert points(TREE.format(section="worth 2.5", four="worth 2.5")) == {
        "I": F(5, 2), "4": F(5, 2), "4.1": 2, "4.2": 1, "5": 1
    }  # fmt: skip
    assert gives("", "award 12") == 10
    assert gives("", "deduct 12", "10", "penalty") == -10


def test_worth_depends_on_facts() -> None:
    """It may depend on yes/no and choice facts: `worth (100 when has_spouse otherwise 110)`."""
    worth = "(4 when c otherwise 5)"
    assert one(N, "award n", worth, n=9, c="yes").points == 4
    node = one(N, "award n", worth, n=9, c="no")
    assert figures(node.points, node.worth, node.attainable) == (5, 5, 5)


def test_worth_unlimited() -> None:
    """`worth unlimited` means no upper limit; what is attainable of it, and above it, is then unlimited."""
    trace = score(
        """
        fact n: count
        section I "All"
        criterion 1 "One" worth unlimited
            award n
        section II "Some" worth 5
        criterion II.1 "Two" worth unlimited
            award n
        """,
        n=1000,
    )
    assert trace.criterion("1").points == 1000
    assert trace.criterion("1").attainable == trace.section("I").attainable == "unlimited"
    assert figures(trace.section("II").points, trace.section("II").attainable) == (5, 5)
    assert trace.attainable == "unlimited"
    assert one(N, "deduct n", "unlimited", "penalty", n=1000).points == -1000
    assert one(N, "award n\npoints at most 7", "unlimited", n=1000).points == 7


def test_bonus_and_penalty() -> None:
    """`bonus` and `penalty` sections do not count into the scale."""
    trace = score(
        """
        section I "Main"
        criterion 1 "One" worth 10
            award 8
        section II "More" bonus worth 2
        criterion II.1 "Two" worth 3
            award 3
        section III "Less" penalty worth 5
        criterion III.1 "Three" worth 9
            deduct 7
        """
    )
    assert [section.points for section in trace.sections] == [8, 2, -5]
    assert figures(trace.total, trace.worth, trace.attainable) == (5, 10, 10)
    assert [section.attainable for section in trace.sections] == [10, 2, 0]


# ---------------------------------------------------------------- awards


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("award 2", 2),
        ("award 2 when c", 2),
        ("award 2 when not c", 0),
        ("award 2 per n", 6),
        ("award 2 per n at most 5", 5),
        ("award 2 at most 5 per n when c", 5),
        ("award 2 per n at most 7", 6),
        ("award 0.5 per full 2 of n", F(1, 2)),
        ("award 0.5 per started 2 of n", 1),
        ("award 1\naward 2 when c\naward 0.5", F(7, 2)),
        ("award 5\ndeduct 2", 3),
        ("award 5\ndeduct 2 per n", 0),
        ("award 5\ndeduct 2 per n at most 3", 2),
        ("award 5\ndeduct 2 when not c", 5),
        ("deduct 2\naward 5", 3),
        ("award worth / 4", F(5, 2)),
        ("award 1/3 * worth", F(10, 3)),
    ],
)
def test_awards(statements: str, expected: Fraction) -> None:
    """`award P [per Q] [when C] [at most M]` adds P (times Q) if C holds, no more than M; awards add up."""
    assert gives(N, statements, n=3) == expected


def test_own_worth() -> None:
    """`worth` alone in an expression is the node's own worth (`award on_time * worth`)."""
    rate = "fact a: count up to b\nfact b: count\nrate r: a of b if none 0%\n"
    assert gives(rate, "award r * worth", "1.5", a=2, b=3) == 1


def test_deduct_bands() -> None:
    """`deduct bands X` has rows as printed, with positive numbers."""
    statements = "award 5\ndeduct bands n\n 0: 0\n from 1 to 3: 2\n from 4: 4"
    assert [gives(N, statements, n=n) for n in (0, 3, 4)] == [5, 3, 1]


def test_bands_add_up() -> None:
    """Adds the points of the one row that X falls in (nothing if C fails); several are allowed."""
    statements = """
        bands n when c
            below 3: 1
            from 3 upwards: 2
        bands n * 2 + 1
            up to 7: 4
            above 7: 5
    """
    assert [gives(N, statements, n=n) for n in (2, 3, 4)] == [5, 6, 7]
    assert [gives(N, statements, n=n, c="no") for n in (3, 4)] == [4, 5]


# ---------------------------------------------------------------- reduce, zero, exempt


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("award 8\nreduce by 25%", 6),
        ("award 8\nreduce by 25% per n", 2),
        ("award 8\nreduce by 25% per n at most 60%", F(16, 5)),
        ("award 8\nreduce by 25% when not c", 8),
        ("award 8\nreduce by 25%\nreduce by 50%", 2),
        ("award 8\nreduce by 50% per n", 0),
        ("award 8\nreduce by 60%\nreduce by 60%", 0),
        ("award 8\nreduce by 60% at most 50%\nreduce by 60% at most 25%", 2),
        ("award 2\ndeduct 4\nreduce by 50%\npoints at least -9", -2),
        ("reduce by 50%\naward 2\naward 2", 2),
        ("award 8\nreduce by 25% per full 2 of n", 6),
        ("award 8\nreduce by 25% per started 2 of n", 4),
    ],
)
def test_reduce(statements: str, expected: Fraction) -> None:
    """Takes that share off the points so far (repeats add, never below zero; negative points stay as
    they are).
    """
    assert gives(N, statements, n=3) == expected


def test_reduce_shows_its_steps() -> None:
    """M is a percent that caps this share."""
    node = one(N, "award 8\nreduce by 10% per n at most 25%\nreduce by 50%", n=3)
    steps = [step for step in node.steps if step.kind == "reduce"]
    assert [figures(step.taken, step.capped, step.before, step.after) for step in steps] == [
        (F(1, 4), True, 8, 6),
        (F(1, 2), False, 6, 2),
    ]


def test_zero() -> None:
    """`zero when C` sets the points to 0."""
    node = one(N, 'award 8\nzero when n > 2 "too many"\nzero when not c', n=3)
    assert node.points == 0
    assert [
        figures(step.label, step.condition.holds, step.before, step.after)
        for step in node.steps
        if step.kind == "zero"
    ] == [
        ("too many", True, 8, 0),
        (None, False, 0, 0),
    ]
    assert gives(N, "award 8\nzero when n > 2", n=2) == 8


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("exempt when c", None),
        ("exempt when not c", 8),
        ("exempt when c scoring 3", 3),
        ("exempt when c scoring 3\nexempt when c", None),
        ("exempt when c scoring 3\nexempt when c scoring 4", 3),
        ("exempt when not c scoring 3\nexempt when c scoring 4", 4),
        ("exempt when c scoring 12", 10),
        ("exempt when c scoring 3\npoints at least 5", 5),
        ("exempt when c scoring 3.3\nrounded to 0.5", F(7, 2)),
        ("exempt when c scoring 3\nreduce by 50%\nzero when yes", 3),
        ("exempt when c\nzero when yes", None),
    ],
)
def test_exempt_when(statements: str, expected: Fraction | None) -> None:
    """Not assessed; with `scoring P`, assessed as P; of several that hold, a plain one wins, then
    the first.
    """
    assert gives(N, f"award 8\n{statements}", n=0) == expected


def test_an_exempt_worth_leaves_what_is_attainable() -> None:
    """No points, and its worth leaves what is attainable."""
    trace = score(TREE.format(section="", four=""), skip="yes")
    assert figures(trace.criterion("4.1").attainable, trace.criterion("4").attainable, trace.attainable) == (
        0,
        3,
        F(9, 2),
    )
    assert trace.worth == F(13, 2)


def test_an_exempt_parent() -> None:
    """Children are evaluated on their own even if their parent is exempt, which gives nothing."""
    trace = score(TREE.format(section="", four="exempt when skip"), skip="yes")
    assert figures(trace.criterion("4").points, trace.criterion("4.2").points) == (None, 1)
    assert figures(trace.total, trace.attainable) == (1, F(3, 2))


def test_an_exempt_value_in_a_parents_limit_or_zero() -> None:
    """An exempt value in a parent's limit or `zero` exempts the parent."""
    rate = "fact a: count up to b\nfact b: count\nrate r: a of b if none exempt\n"
    for statement in ("points at most r * 1", "points at least r * 0", "zero when r < 50%"):
        text = f'{rate}section I "All"\n{statement}\ncriterion 1 "One" worth 2\naward 1\n'
        assert points(text, a=0, b=0) == {"I": None, "1": 1}
        assert points(text, a=4, b=4) == {"I": 1, "1": 1}


# ---------------------------------------------------------------- limits, rounding


@pytest.mark.parametrize(
    ("award", "rounding", "expected"),
    [
        ("1.25", "rounded to 0.5", "1.5"),
        ("-1.25", "rounded to 0.5", "-1.5"),
        ("1.24", "rounded to 0.5", "1"),
        ("1.25", "rounded half even to 0.5", "1"),
        ("1.75", "rounded half even to 0.5", "2"),
        ("-1.25", "rounded half even to 0.5", "-1"),
        ("1.01", "rounded up to 0.5", "1.5"),
        ("-1.49", "rounded up to 0.5", "-1"),
        ("1.49", "rounded down to 0.5", "1"),
        ("-1.01", "rounded down to 0.5", "-1.5"),
        ("0.5", "rounded to 1/3", "2/3"),
        ("0.4", "rounded to 1/3", "1/3"),
    ],
)
def test_rounding(award: str, rounding: str, expected: str) -> None:
    """Half up (by magnitude: −1.25 to 0.5 is −1.5) unless said; `up` and `down` go toward plus and
    minus infinity.
    """
    assert gives("", f"award {award}\n{rounding}\npoints at least -9") == F(expected)


def test_nothing_is_rounded_unless_it_says_so() -> None:
    """The only rounding there is; a ratio stays a pair of counts: 9,999 of 10,000 is not 100%."""
    rate = "fact a: count up to b\nfact b: count\nrate r: a of b if none 0%\n"
    assert gives(rate, "bands r\n 100%: 1\n below 100%: 0", a=9_999, b=10_000) == 0
    assert gives(rate, "award r * 1", a=1, b=3) == F(1, 3)


def test_the_order_inside_a_node() -> None:
    """Order inside a node, whatever order it is written in: … reduce → zero → limits → rescale → rounding."""
    node = score(
        """
        section I "All" worth 100 rescaled
            rounded to 0.5
            points at most 7
            zero when no
            reduce by 10%
        criterion 1 "One" worth 9
            exempt when no
            award 8.5
        """
    ).section("I")
    assert [step.kind for step in node.steps] == ["sum", "reduce", "zero", "at most", "rescale", "round"]
    # 8.5, less a tenth 7.65, at most 7, times 100/9 = 77.77…, to a half
    assert figures(node.points, node.unscaled) == (78, 7)


def test_written_limits_are_steps_and_default_ones_where_they_cut() -> None:
    """A limit that swallows points is a trace step, never a quiet 0."""
    kinds = [
        figures(step.kind, step.written, step.before, step.after)
        for step in one("", "deduct 3").steps
        if step.kind == "at least"
    ]
    assert kinds == [("at least", False, -3, 0)]
    assert [step.kind for step in one("", "award 3").steps] == ["award"]
    assert [step.kind for step in one("", "award 3\npoints at most 5\npoints at least 1").steps] == [
        "award", "at most", "at least",
    ]  # fmt: skip


# ---------------------------------------------------------------- rescaled, the total


def test_rescaled() -> None:
    """Points are multiplied by worth / attainable, so that exempt criteria do not count against the unit."""
    text = """
        fact skip: yes/no
        section I "All" worth 100 rescaled
        criterion 1 "One" worth 5
            exempt when skip
            award 5
        criterion 2 "Two" worth 15
            award 9
    """
    assert points(text, skip="no")["I"] == 70
    assert points(text, skip="yes")["I"] == 60


def test_attainable_of_a_parent() -> None:
    """The lesser of its worth and the sum (or best) of its children's, before any rescaling; limits
    don't change it.
    """
    text = """
        section I "All" worth 4
            points at most 2
        criterion 1 "One" worth 3
            award 3
            points at most 1
        criterion 2 "Two" worth 3
            award 3
    """
    trace = score(text)
    assert figures(
        trace.criterion("1").attainable, trace.section("I").attainable, trace.section("I").points
    ) == (
        3,
        4,
        2,
    )
    assert trace.attainable == 4


def test_the_total_as_a_node() -> None:
    """The scale's sections are rescaled, bonus and penalty are added, then zero, limits, rounding."""
    text = """
        fact skip: yes/no
        fact false_data: yes/no
        section I "Main"
        criterion 1 "One" worth 6
            exempt when skip
            award 6
        criterion 2 "Two" worth 3
            award 2
        section II "More" bonus
        criterion II.1 "Three" worth 2
            award 2
        section III "Less" penalty
        criterion III.1 "Four" worth 5
            deduct 1
        total worth 9 rescaled
            zero when false_data "khai khống số liệu"
            points at most 9.5
            rounded to 0.5
    """
    trace = score(text, skip="yes", false_data="no")
    assert [step.kind for step in trace.total_steps] == ["sum", "rescale", "sum", "zero", "at most", "round"]
    assert figures(trace.total, trace.unscaled, trace.attainable) == (7, 3, 3)  # 2 * 9/3 + 2 - 1
    assert score(text, skip="no", false_data="no").total == 9
    assert score(text, skip="no", false_data="yes").total == 0


def test_a_rescaled_total_with_nothing_attainable() -> None:
    """Nothing attainable: no rescaling, and bonus points still count."""
    text = """
        section I "Main"
        criterion 1 "One" worth 6
            exempt when yes
            award 6
        section II "More" bonus
        criterion II.1 "Three" worth 2
            award 2
        total worth 6 rescaled
    """
    trace = score(text)
    assert figures(trace.total, trace.attainable) == (2, 0)


def test_without_a_total_it_is_the_plain_sum() -> None:
    """Without it the total is the plain sum."""
    trace = score(TREE.format(section="", four=""))
    assert trace.total == 4
    assert [(step.kind, step.parts) for step in trace.total_steps if step.kind == "sum"] == [
        ("sum", (("I", F(4)),))
    ]

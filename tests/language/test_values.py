"""Chapter 3 of the specification, sentence by sentence: facts, derived values, expressions, bands and grades.

Every expected value was worked out by hand. The sentence that a test stands for is its docstring.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.language.scoring import F, accepted, figures, gives, one, points, refused, score

RATE = "fact a: count up to b\nfact b: count\nrate r: a of b if none exempt\n"
N = "fact n: count\nfact m: count\nfact c: yes/no default yes\n"


# ---------------------------------------------------------------- facts


@pytest.mark.parametrize(
    ("fact", "good", "value", "bad"),
    [
        ("yes/no", "yes", True, 1),
        ("count", 4, 4, -1),
        ("count", "50.0", 50, "0.5"),
        ("count up to 50", 50, 50, 51),
        ("count from 3 to 15", 3, 3, 2),
        ("count from 3 to 15", 15, 15, 16),
        ("count from 1", 1, 1, 0),
        ("number", "-1/3", F(-1, 3), "one third"),
        ("number from 20 to 45", 20, 20, "19.9"),
        ("number from 20 to 45 in steps of 0.5", "20.5", F(41, 2), "20.4"),
        ("number from 1 to 10 in steps of 3", 7, 7, 6),
        ("number in steps of 3", -6, -6, 7),
        ("percent", "100%", 1, "100.1%"),
        ("percent from 50% to 200%", "150%", F(3, 2), "49%"),
        ("date", "2024-02-29", date(2024, 2, 29), "2023-02-29"),
        ("date from 2024-01-01 to 2024-12-31", date(2024, 12, 31), date(2024, 12, 31), "2025-01-01"),
        ('one of\n high "High"\n low "Low"', "low", "low", "lower"),
    ],
)
def test_the_type_is_the_domain(fact: str, good: object, value: object, bad: object) -> None:
    """**The type is the domain**: bounds, steps from the lower bound or 0, `percent` 0 to 100%
    unless bounds are given.
    """
    assert accepted(f"fact x: {fact}", x=good) == {"x": value}
    assert refused(f"fact x: {fact}", x=bad)[0] in ("fact-type", "fact-domain")


def test_same_as() -> None:
    """`same as` another fact."""
    facts = 'fact mine: one of\n master "Master"\n none "None"\nfact other: same as mine'
    assert accepted(facts, mine="none", other="master") == {"mine": "none", "other": "master"}
    assert refused(facts, mine="none", other="phd") == ("fact-domain",)


def test_up_to_another_count() -> None:
    """`up to` another count."""
    assert accepted("fact a: count up to b\nfact b: count", a=5, b=5) == {"a": 5, "b": 5}
    assert refused("fact a: count up to b\nfact b: count", a=6, b=5) == ("fact-above-whole",)
    assert accepted("fact a: count from 1 to b\nfact b: count", a=5, b=5) == {"a": 5, "b": 5}
    assert refused("fact a: count from 1 to b\nfact b: count", a=0, b=5) == ("fact-domain",)
    assert refused("fact a: count from 1 to b\nfact b: count", a=6, b=5) == ("fact-above-whole",)


def test_only_when() -> None:
    """A fact `only when C` is required when C holds and refused when it does not."""
    facts = "fact married: yes/no\nfact age: count only when married"
    assert accepted(facts, married="yes", age=30)["age"] == 30
    assert accepted(facts, married="no")["age"] is None
    assert refused(facts, married="yes") == ("fact-required",)
    assert refused(facts, married="no", age=30) == ("fact-not-asked",)


def test_a_default_is_shown() -> None:
    """A `default` is used, and shown in the trace, when the fact is not given."""
    text = 'fact n: count default 3\nsection I "All"\ncriterion 1 "One" worth 9\naward n\n'
    trace = score(text)
    assert figures(trace.total, trace.defaults, trace.facts) == (3, ("n",), {"n": 3})
    trace = score(text, n=3)
    assert figures(trace.total, trace.defaults) == (3, ())


def test_requirements() -> None:
    """A unit that breaks one is refused, with the text."""
    facts = 'fact a: count\nfact b: count\nfact all: count\nrequire "not above the whole": a + b <= all'
    assert accepted(facts, a=1, b=2, all=3)["all"] == 3
    assert refused(facts, a=2, b=2, all=3) == ("requirement-broken",)


def test_an_exempt_condition_does_not_hold() -> None:
    """An `only when` condition that is exempt does not hold."""
    facts = RATE + "fact why: count only when r < 50%"
    assert accepted(facts, a=0, b=0)["why"] is None
    assert refused(facts, a=0, b=0, why=1) == ("fact-not-asked",)


# ---------------------------------------------------------------- derived values


def test_if_none() -> None:
    """A `rate` must say what it is when the denominator is zero: a percent, or `exempt`."""
    bands = "bands x\n 100%: 3\n below 100%: 1"
    for none, expected in (("100%", 3), ("0%", 1), ("exempt", None)):
        facts = f"""
            fact p: count
            fact q: count
            fact all: count
            require "within": p + q <= all
            rate x: p + q of all if none {none}
        """
        assert gives(facts, bands, p=0, q=0, all=0) == expected
        assert gives(facts, bands, p=1, q=2, all=3) == 3


def test_a_rate_shows_its_counts() -> None:
    """`on_time = 45/50 = 90%`."""
    trace = score(RATE + 'section I "All"\ncriterion 1 "One" worth 9\naward r * 1\n', a=45, b=50)
    (term,) = trace.derived
    assert figures(term.name, term.part, term.whole, term.value) == ("r", 45, 50, F(9, 10))
    assert [fact.name for fact in term.inputs] == ["a", "b"]


def test_lets() -> None:
    """`let` may hold a condition and may use quantities."""
    text = """
        fact n: count
        let few = n < 3 and not n = 0
        let half = points of 1 / 2
        section I "All"
        criterion 1 "One" worth 9
            award 4 when few
        criterion 2 "Two" worth 9
            award half
    """
    assert points(text, n=2) == {"I": 6, "1": 4, "2": 2}
    assert points(text, n=0) == {"I": 0, "1": 0, "2": 0}


def test_tables() -> None:
    """A `table` is a reusable set of bands, used as `clb_points(speaking)`."""
    text = """
        fact speaking: count up to 12
        fact reading: count up to 12
        fact has_spouse: yes/no
        table clb_points for level: count
            bands level
                below 4     : 0
                from 4 to 5 : 6
                6           : (8 when has_spouse otherwise 9)
                from 7      : 17
        section I "All"
        criterion 1 "One" worth 99
            award clb_points(speaking) + clb_points(reading + 1)
    """
    assert points(text, speaking=3, reading=3, has_spouse="no")["1"] == 6
    assert points(text, speaking=6, reading=6, has_spouse="no")["1"] == 26
    assert points(text, speaking=6, reading=5, has_spouse="yes")["1"] == 16


# ---------------------------------------------------------------- values that are not there


OPTIONAL = "fact x: optional count up to 99\n"


@pytest.mark.parametrize(
    ("statements", "missing", "five"),
    [
        ("award 1 when x is missing", 1, 0),
        ("award 1 when x is not missing", 0, 1),
        ("award 1 when x is not missing and x > 3", 0, 1),
        ("award 1 when x > 3 and x is not missing", 0, 1),
        ("award 1 when x is missing or x > 7", 1, 0),
        ("award x when x is not missing", 0, 5),
        ("award (x when x is not missing otherwise 2)", 2, 5),
        ("exempt when x is missing\naward x", None, 5),
        ("exempt when x is missing scoring 4\naward x", 4, 5),
        ("bands x\n missing: 3\n below 5: 1\n from 5: 2", 3, 2),
        ("bands x\n missing: 3\n otherwise: 2", 3, 2),
    ],
)
def test_guarded_uses_of_an_optional_fact(statements: str, missing: int | None, five: int) -> None:
    """An optional fact may be used only where it is known to be there."""
    assert gives(OPTIONAL, statements) == missing
    assert gives(OPTIONAL, statements, x=5) == five


def test_a_let_counts_as_its_text() -> None:
    """… or through a `let`, which counts as its text."""
    facts = OPTIONAL + "let double = x * 2\nlet known = x is not missing\n"
    for statements in ("award double when x is not missing", "award double when known"):
        assert gives(facts, statements) == 0
        assert gives(facts, statements, x=2) == 4


# ---------------------------------------------------------------- expressions


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("n + m * 2", 11),
        ("(n + m) * 2", 14),
        ("n - m", -1),
        ("-n + 1", -2),
        ("n / 4", F(3, 4)),
        ("1 / 3 + 1 / 6", F(1, 2)),
        ("50% * 8", 4),
        ("8 * 50%", 4),
        ("(50% * 50%) * 8", 2),
        ("(10% + 40%) * 8", 4),
        ("(60% / 30%)", 2),
        ("(50% / 2) * 8", 2),
        ("1 / 50%", 2),
        ("min(n; m; 2)", 2),
        ("max(n; m; 2)", 4),
        ("abs(n - m)", 1),
        ("round(2.5; 1)", 3),
        ("round(-2.5; 1)", -3),
        ("round(1.125; 0.25)", F(5, 4)),
        ("floor(-2.5; 1)", -3),
        ("ceil(-2.5; 1)", -2),
        ("ceil(2.1; 0.5)", F(5, 2)),
        ("tally(n > 1; m > 9; c; not c; yes)", 3),
        ("days(2024-02-28; 2024-03-01)", 2),
        ("days(2024-03-01; 2024-02-28)", -2),
        ("days_late(2024-02-28; 2024-03-01)", 2),
        ("days_late(2024-03-01; 2024-02-28)", 0),
        ("(n when n > m otherwise m)", 4),
        ("(1 when c is yes otherwise 2)", 1),
        ("(1 when c is not yes otherwise 2)", 2),
        ("(1 when c = no otherwise 2)", 2),
        ("(1 when n != 3 otherwise 2)", 2),
        ("(1 when n < 3 otherwise 2)", 2),
        ("(1 when n <= 3 otherwise 2)", 1),
        ("(1 when n >= 3 otherwise 2)", 1),
        ("(1 when not c or n = 3 and m = 5 otherwise 2)", 2),
        ("(1 when 2024-01-01 < 2024-01-02 otherwise 2)", 1),
    ],
)
def test_expressions(expression: str, expected: Fraction) -> None:
    """`+ - * /`, comparison, `is`, `and or not`, choice, functions; exact, and percents are ratios."""
    assert gives(N, f"award {expression}\npoints at least -9", "99", n=3, m=4) == expected


def test_quantities() -> None:
    """The quantities `total`, `points of`, `worth of`, `attainable of`, `share of`."""
    text = """
        fact skip: yes/no default no
        section I "Main"
        criterion 1 "One" worth 4
            award 3
        criterion 2 "Two" worth 6
            exempt when skip
            award 6
        section II "Other" bonus
        criterion II.1 "points" worth 99
            award points of 1 + points of I
        criterion II.2 "worth" worth 99
            award worth of 1 + worth of I
        criterion II.3 "attainable" worth 99
            award attainable of I
        criterion II.4 "share" worth 99
            award share of 1 * 8
        criterion II.5 "exempt" worth 99
            award tally(exempt 2; assessed 2; assessed 1)
        disqualify when total > 40 "high"
        disqualify when attainable of total = 4 "little"
        disqualify when share of total > 100% "much"
    """
    trace = score(text)
    assert [trace.criterion(f"II.{n}").points for n in range(1, 6)] == [12, 14, 10, 6, 2]
    assert trace.disqualified == ("high", "much")  # 9 + 12 + 14 + 10 + 6 + 2 = 53
    trace = score(text, skip="yes")
    assert [trace.criterion(f"II.{n}").points for n in range(1, 6)] == [6, 14, 4, 6, 2]
    assert trace.disqualified == ("little", "much")  # 3 + 6 + 14 + 4 + 6 + 2 = 35


# ---------------------------------------------------------------- bands


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        ("below 3: 1\n exactly 3: 2\n above 3: 3", {2: 1, 3: 2, 4: 3}),
        ("below 3: 1\n from 3 upwards: 2", {2: 1, 3: 2}),
        ("from 3 downwards: 1\n above 3: 2", {3: 1, 4: 2}),
        ("up to 3: 1\n from 4 to 6: 2\n above 6: 3", {3: 1, 4: 2, 6: 2, 7: 3}),
        ("below 3: 1\n from 3 to below 6: 2\n from 6: 3", {2: 1, 3: 2, 5: 2, 6: 3}),
        ("up to 3: 1\n above 3 to 6: 2\n above 6: 3", {3: 1, 4: 2, 6: 2, 7: 3}),
        ("up to 3: 1\n above 3 to below 6: 2\n from 6: 3", {3: 1, 4: 2, 5: 2, 6: 3}),
        ("5: 1\n otherwise: 2", {5: 1, 4: 2, 6: 2}),
        ("below 3: 0\n from 3 when c: 1\n from 3 when not c: 2", {2: 0, 3: 1}),
        ("from 3 when c: 1\n otherwise: 2", {2: 2, 3: 1}),
    ],
)
def test_row_heads(rows: str, values: dict[int, int]) -> None:
    """Row heads; a row may carry a guard; `otherwise` takes the rest."""
    for value, expected in values.items():
        assert gives(N, f"bands n\n {rows}", n=value, m=0) == expected


def test_rows_of_options_and_of_yes_no() -> None:
    """Options, `yes`, `no`."""
    facts = 'fact d: one of\n phd "P"\n master "M"\n none "N"\nfact c: yes/no\n'
    bands = "bands d\n master; phd: 2\n none: 1\nbands c\n yes: 4\n no: 0"
    assert [gives(facts, bands, d=d, c=c) for d, c in (("phd", "yes"), ("none", "no"))] == [6, 1]


def test_rows_of_dates() -> None:
    """A date is in the bands of its day."""
    facts = "fact sent: date\n"
    bands = "bands sent\n up to 2024-12-15: 2\n above 2024-12-15 to 2024-12-31: 1\n above 2024-12-31: 0"
    sent = ["2024-12-15", "2024-12-16", "2024-12-31", "2025-01-01"]
    assert [gives(facts, bands, sent=one) for one in sent] == [2, 1, 1, 0]
    step = one(facts, bands, sent="2024-12-16").steps[0]
    assert step.kind == "bands"
    assert [(row.why, row.head.lower, row.head.upper) for row in step.rows] == [
        ("above", None, date(2024, 12, 15)),
        ("taken", date(2024, 12, 15), date(2024, 12, 31)),
        ("below", date(2024, 12, 31), None),
    ]


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        ("from 1: 1\n from 5: 2\n from 25: 3\n otherwise: 0", {0: 0, 1: 1, 4: 1, 5: 2, 24: 2, 25: 3}),
        ("from 25: 3\n otherwise: 0\n above 1: 1\n from 5: 2", {1: 0, 2: 1, 5: 2, 24: 2, 25: 3}),
        ("up to 9: 1\n below 5: 2\n up to 2: 3\n otherwise: 0", {0: 3, 2: 3, 3: 2, 5: 1, 9: 1, 10: 0}),
        ("from 0: 1\n from 5: 0\n from 7: 1", {4: 1, 5: 1, 7: 1}),
        ("from 1: 1 - 3\n from 5: -3\n otherwise: -4", {0: -4, 1: -2, 9: -2}),
    ],
)
def test_the_best_row_that_holds(rows: str, values: dict[int, int]) -> None:
    """Of thresholds that hold the one with the most points counts, in whatever order they are written."""
    for value, expected in values.items():
        assert gives(N, f"points at least -9 bands n best that holds\n {rows}", n=value, m=0) == expected


def test_the_best_row_that_holds_takes_most_of_a_deduction() -> None:
    """Of `deduct bands` the row with the most points is the one that takes most; `when` comes behind."""
    bands = "award 9 deduct bands n best that holds when c from 2: 1 from 4: 3 otherwise: 0"
    assert [gives(N, bands, n=n, m=0) for n in (1, 2, 4)] == [9, 8, 6]
    assert gives(N, bands, n=4, m=0, c="no") == 9


def test_thresholds_say_why() -> None:
    """What is shown of a threshold is what the better ones leave of it, with its own words and label."""
    bands = 'bands n best that holds\n from 5: 2 "many"\n from 1: 1 "some"\n otherwise: 0'
    step = one(N, bands, n=3, m=0).steps[0]
    assert step.kind == "bands"
    assert [(row.text, row.label, row.why, row.head.lower, row.head.upper) for row in step.rows] == [
        ('from 5: 2 "many"', "many", "below", 5, None),
        ('from 1: 1 "some"', "some", "taken", 1, 5),
        ("otherwise: 0", None, "not needed", None, None),
    ]


def test_a_table_of_thresholds() -> None:
    """A table takes the best row that holds, too."""
    table = "table t for x: count bands x best that holds from 2: 1 from 4: 2 otherwise: 0\n"
    assert [gives(N + table, "award t(n)", n=n, m=0) for n in (1, 3, 4)] == [0, 1, 2]


def test_rows_say_why() -> None:
    """For bands also the rows that did not hold and why."""
    bands = "bands n\n below 3: 0\n from 3 to 5 when c: 1\n from 3 to 5 when not c: 2\n otherwise: 3"
    step = one(N, bands, n=4, m=0).steps[0]
    assert step.kind == "bands"
    assert [(row.why, row.guard and row.guard.holds) for row in step.rows] == [
        ("above", None), ("taken", True), ("guard", False), ("not needed", None),
    ]  # fmt: skip


# ---------------------------------------------------------------- grades


GRADES = """
    fact n: count up to 20
    fact late: count default 0
    fact bad: yes/no default no
    section I "All"
    criterion 1 "One" worth 20
        award n
    grades by total
        from 9: "good"
        from 7 to below 9: "fair"
        below 7: "poor"
    grades rank "Rank" by share of total best that holds
        from 90% when late = 0: "A"
        from 50%: "B"
        from 20%: "C"
        otherwise: "D"
        one lower when late > 2 "late"
        one lower when late > 4
    disqualify when bad "did wrong"
    disqualify when n = 13 "thirteen"
"""


@pytest.mark.parametrize(
    ("facts", "grade", "rank"),
    [
        ({"n": 9}, "good", "C"),
        ({"n": 8}, "fair", "C"),
        ({"n": 6}, "poor", "C"),
        ({"n": 18}, "good", "A"),
        ({"n": 18, "late": 1}, "good", "B"),
        ({"n": 18, "late": 3}, "good", "C"),
        ({"n": 18, "late": 5}, "good", "D"),
        ({"n": 4, "late": 5}, "poor", "D"),
        ({"n": 3, "late": 5}, "poor", "D"),
        ({"n": 10}, "good", "B"),
    ],
)
def test_grades(facts: dict[str, object], grade: str, rank: str) -> None:
    """With `best that holds` the first row that holds is taken; each `one lower when` moves one
    down, not past the last.
    """
    trace = score(GRADES, **facts)
    assert (trace.grade, trace.grades["rank"]) == (grade, rank)


def test_grades_say_why() -> None:
    """All rows of a grading are shown."""
    trace = score(GRADES, n=18, late=3)
    unnamed, rank = trace.gradings
    assert [row.why for row in unnamed.rows] == ["taken", "above", "above"]
    assert [row.why for row in rank.rows] == ["guard", "taken", "later", "later"]
    assert (rank.best, rank.label, rank.best_that_holds) == ("B", "C", True)
    assert [(one.label, one.condition.holds) for one in rank.lowered] == [("late", True), (None, False)]


CAPS = """
    fact n: count up to 20
    fact late: count default 0
    fact reprimands: count default 0
    fact bad: yes/no default no
    section I "All"
    criterion 1 "One" worth 20
        award n
    grades by total best that holds
        at_most_rows
        one lower when late > 0 "late"
        at most "C" when reprimands > 1 "reprimanded"
        at most "B" when reprimands > 0
    disqualify when bad "did wrong"
""".replace("at_most_rows", 'from 18: "A" from 10: "B" from 5: "C" otherwise: "D"')


@pytest.mark.parametrize(
    ("facts", "grade", "changed"),
    [
        ({"n": 18}, "A", [False, False]),
        ({"n": 18, "reprimands": 1}, "B", [False, True]),
        ({"n": 10, "reprimands": 1}, "B", [False, False]),
        ({"n": 5, "reprimands": 1}, "C", [False, False]),
        ({"n": 18, "reprimands": 2}, "C", [True, False]),
        ({"n": 5, "reprimands": 2}, "C", [False, False]),
        ({"n": 4, "reprimands": 2}, "D", [False, False]),
        # First the step down, then the cap: A, B and no further; B, C; C, D.
        ({"n": 18, "late": 1, "reprimands": 1}, "B", [False, False]),
        ({"n": 10, "late": 1, "reprimands": 1}, "C", [False, False]),
        ({"n": 18, "late": 1, "reprimands": 2}, "C", [True, False]),
        ({"n": 5, "late": 1, "reprimands": 2}, "D", [False, False]),
    ],
)
def test_caps_of_a_grade(facts: dict[str, object], grade: str, changed: list[bool]) -> None:
    """The grade by points, one lower for each step that holds; then never better than a cap that holds."""
    (grading,) = score(CAPS, **facts).gradings
    assert grading.label == grade
    assert [one.changed for one in grading.caps] == changed


def test_a_cap_ends_at_the_first_row_of_its_grade() -> None:
    """Where several rows give the grade of a cap, none of them is better than the cap."""
    rows = 'from 18: "A" from 10 when late = 0: "B" from 5: "B" otherwise: "C"'
    text = CAPS.replace('from 18: "A" from 10: "B" from 5: "C" otherwise: "D"', rows)
    (grading,) = score(text, n=18, reprimands=1).gradings
    assert (grading.best, grading.label) == ("A", "B")
    (grading,) = score(text, n=5, reprimands=1).gradings
    assert (grading.best, grading.label, [one.changed for one in grading.caps]) == ("B", "B", [False, False])


def test_a_cap_gives_the_disqualified_no_grade() -> None:
    """A disqualified unit has no grade."""
    (grading,) = score(CAPS, n=18, reprimands=1, bad="yes").gradings
    assert (grading.best, grading.label) == ("A", None)


def test_disqualified() -> None:
    """A disqualified unit keeps its points in the trace, has no grade."""
    trace = score(GRADES, n=13, bad="yes")
    assert figures(trace.total, trace.disqualified) == (13, ("did wrong", "thirteen"))
    assert (trace.grade, trace.grades) == (None, {"rank": None})
    assert [one.condition.holds for one in score(GRADES, n=12).disqualifications] == [False, False]


def test_an_exempt_quantity_gives_no_grade() -> None:
    """A grading whose own quantity is exempt gives no grade."""
    text = """
        fact skip: yes/no
        section I "All"
        criterion 1 "One" worth 4
            exempt when skip
            award 3
        grades by points of 1
            from 3: "good"
            below 3: "poor"
        grades rank by share of total
            from 50%: "A"
            below 50%: "B"
    """
    assert score(text, skip="no").grades == {"rank": "A"}
    trace = score(text, skip="yes")
    assert figures(trace.grade, trace.grades["rank"], trace.total) == (None, None, 0)
    assert [one.by.state for one in trace.gradings] == ["exempt", "exempt"]

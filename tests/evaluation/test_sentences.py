"""What the steps of a criterion say, step by step, in both languages."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from tests.evaluation import traces as made
from tests.evaluation.traces import F

from emurules.evaluation import trace as shapes
from emurules.evaluation.explain import explain
from emurules.model.notation import number_text

AWARD: dict[str, Any] = {"kind": "award", "line": 1, "text": "award"}
DEDUCT: dict[str, Any] = {"kind": "deduct", "line": 1, "text": "deduct"}
BANDS: dict[str, Any] = {"kind": "bands", "line": 1, "text": "bands"}
LINE: dict[str, Any] = {"line": 1, "text": "rule"}
PLAN = made.truth(made.fact("plan", True))
NO_PLAN = made.truth(made.fact("plan", False))
HALF = made.constant(F(1, 2))
ONE = made.constant(F(1))


def told(*steps: shapes.Step, language: Any = "en") -> list[str]:
    """The sentences about the steps of a criterion, unwrapped."""
    text = explain(made.with_step(*steps), language, "markdown")
    below = text.split("### ")[1].split("## ")[0].splitlines()[1:]
    return [line.removeprefix("- ").replace("\\", "") for line in below if line]


class TestBands:
    def test_brief(self) -> None:
        assert told(made.on_time_bands()) == [
            "1 point given, because On time: 45/50 = 90%, from 80% to below 100%.",
            "For 1.5 points it takes 100%.",
        ]
        assert told(made.on_time_bands(), language="vi") == [
            "Được 1 điểm, vì On time: 45/50 = 90%, từ 80% đến dưới 100%.",
            "Để được 1,5 điểm cần 100%.",
        ]

    @pytest.mark.parametrize(
        ("head", "en", "vi"),
        [
            (made.interval(F(80), F(90), "[]"), "from 80 to 90", "từ 80 đến 90"),
            (made.interval(F(80), F(90), "[)"), "from 80 to below 90", "từ 80 đến dưới 90"),
            (made.interval(F(80), F(90), "(]"), "above 80 to 90", "trên 80 đến 90"),
            (made.interval(F(80), F(90), "()"), "above 80 to below 90", "trên 80 đến dưới 90"),
            (made.interval(F(80)), "80 or more", "từ 80 trở lên"),
            (made.interval(F(80), None, "()"), "above 80", "trên 80"),
            (made.interval(None, F(80)), "below 80", "dưới 80"),
            (made.interval(None, F(80), "[]"), "80 or less", "không quá 80"),
            (made.interval(), "any value", "mọi giá trị"),
            (shapes.HeadShown(kind="otherwise"), "one of the others", "thuộc mức còn lại"),
        ],
    )
    def test_intervals(self, head: shapes.HeadShown, en: str, vi: str) -> None:
        step = shapes.BandsStep(
            **BANDS,
            subject=made.fact("age", F(5, 2), title="Age"),
            rows=(made.row(head, "taken"),),
            points=ONE,
            gain=F(1),
        )
        assert told(step) == [f"1 point given, because Age: 2.5, {en}."]
        assert told(step, language="vi") == [f"Được 1 điểm, vì Age: 2,5, {vi}."]

    def test_dates(self) -> None:
        head = made.interval(date(2024, 10, 1), None)
        step = shapes.BandsStep(
            **BANDS,
            subject=made.fact("sent", date(2024, 11, 5)),
            rows=(made.row(head, "taken"),),
            points=ONE,
            gain=F(1),
        )
        assert told(step) == ["1 point given, because Sent: 5 November 2024, 1 October 2024 or later."]
        assert told(step, language="vi") == ["Được 1 điểm, vì Sent: 5/11/2024, từ 1/10/2024 trở đi."]

    @pytest.mark.parametrize(
        ("subject", "head"),
        [
            (
                made.fact("kind", "phd", value_title="Doctorate"),
                shapes.HeadShown(kind="values", values=("master", "phd")),
            ),
            (made.fact("kind", None, type="choice"), shapes.HeadShown(kind="missing")),
            (made.fact("kind", F(3)), made.interval(F(3), F(3), "[]")),
        ],
    )
    def test_a_value_that_says_its_row(self, subject: shapes.Term, head: shapes.HeadShown) -> None:
        step = shapes.BandsStep(
            **BANDS, subject=subject, rows=(made.row(head, "taken"),), points=ONE, gain=F(1)
        )
        (said,) = told(step)
        assert said in (
            "1 point given, because Kind: Doctorate.",
            "1 point given, because Kind: missing.",
            "1 point given, because Kind: 3.",
        )

    def test_guard(self) -> None:
        kind = made.fact("kind", "commune", value_title="Commune")
        guard = made.compare(kind, "=", made.constant("commune"), True)
        step = shapes.BandsStep(
            **BANDS,
            subject=made.rate(2, 3),
            rows=(made.row(made.interval(F(13, 20)), "taken", guard=guard),),
            points=ONE,
            gain=F(1),
        )
        assert told(step) == [
            "1 point given, because On time: 2/3 ≈ 66.67%, 65% or more, where Kind: Commune."
        ]

    def test_what_more_takes(self) -> None:
        """The next better row, if only the value kept the unit from it, and the trace knows its points."""
        failing = made.compare(made.fact("kind", "office"), "=", made.constant("commune"), False)
        rows = (
            made.row(made.interval(F(95)), "below", points=F(3)),
            made.row(made.interval(F(80), F(95)), "below", points=F(2)),
            made.row(made.interval(F(50), F(80)), "below", points=F(2), guard=failing),
            made.row(made.interval(F(20), F(80)), "below"),
            made.row(made.interval(None, F(20)), "taken", points=F(0)),
            made.row(shapes.HeadShown(kind="otherwise"), "not needed", points=F(9)),
        )
        step = shapes.BandsStep(**BANDS, subject=made.fact("age", F(3)), rows=rows, points=ONE, gain=F(0))
        assert told(step)[1:] == ["For 2 points it takes from 80 to below 95."]

    def test_points_below_nothing_are_taken_off(self) -> None:
        """In the words of a penalty, and without an arithmetic that is only a sign."""
        rows = (
            made.row(made.interval(None, F(3)), "above", points=F(0)),
            made.row(made.interval(F(3), F(5)), "taken", points=F(-6)),
        )
        minus_six = shapes.Term(text="-6", kind="expression", type="number", value=F(-6))
        step = shapes.BandsStep(
            **BANDS, subject=made.fact("late", F(4)), rows=rows, points=minus_six, gain=F(-6)
        )
        assert told(step) == [
            "6 points taken off, because Late: 4, from 3 to below 5.",
            "For nothing to be taken off it takes below 3.",
        ]
        less = evolve(step, rows=(evolve(rows[0], points=F(-2)), rows[1]))
        assert told(less)[1] == "For only 2 points taken off it takes below 3."
        assert told(less, language="vi") == [
            "Bị trừ 6 điểm, vì Late: 4, từ 3 đến dưới 5.",
            "Để chỉ bị trừ 2 điểm cần dưới 3.",
        ]

    def test_left_out(self) -> None:
        step = shapes.BandsStep(**BANDS, when=NO_PLAN, gain=F(0))
        assert told(step) == ["These bands are left out, because Plan: no."]

    def test_taken_off(self) -> None:
        step = shapes.BandsStep(
            kind="deduct bands",
            line=1,
            text="deduct bands",
            subject=made.fact("late", F(2)),
            rows=(made.row(made.interval(F(1), F(2), "[]"), "taken", points=F(1)),),
            points=ONE,
            gain=F(-1),
        )
        assert told(step) == ["1 point taken off, because Late: 2, from 1 to 2."]


class TestAwards:
    def test_given(self) -> None:
        step = shapes.AwardStep(**AWARD, label="a plan", when=PLAN, points=HALF, gain=F(1, 2))
        assert told(step) == ["0.5 points given (a plan), because Plan: yes."]
        assert told(step, language="vi") == ["Được 0,5 điểm (a plan), vì Plan: có."]

    def test_not_given(self) -> None:
        step = shapes.AwardStep(**AWARD, label="a plan", when=NO_PLAN, gain=F(0))
        assert told(step) == ["No points (a plan), because Plan: no."]
        assert told(evolve(step, points=HALF)) == ["0.5 points not given (a plan), because Plan: no."]

    def test_per(self) -> None:
        ideas = made.fact("ideas", F(7))
        step = shapes.AwardStep(**AWARD, points=HALF, per=ideas, groups=F(7), gain=F(7, 2))
        assert told(step) == ["3.5 points given: 7 × 0.5 points (Ideas: 7)."]
        capped = evolve(step, at_most=made.constant(F(3)), capped=True, gain=F(3))
        assert told(capped) == ["3 points given: 7 × 0.5 points (Ideas: 7), at most 3 points."]
        full = evolve(step, size=F(5), groups=F(1), gain=F(1, 2))
        assert told(full) == ["0.5 points given: 1 × 0.5 points, once for each full 5 (Ideas: 7)."]
        started = evolve(full, started=True, groups=F(2), gain=F(1))
        assert told(started, language="vi") == [
            "Được 1 điểm: 2 × 0,5 điểm, cứ 5, kể cả phần lẻ, tính một lần (Ideas: 7)."
        ]

    def test_computed(self) -> None:
        points = made.compound("on_time * worth", F(9, 7), made.rate(9, 14), ONE)
        assert told(shapes.AwardStep(**AWARD, points=points, gain=F(9, 7))) == [
            "9/7 points (≈ 1.29) given, computed as “on_time * worth” (On time: 9/14 ≈ 64.29%)."
        ]

    def test_from_a_table(self) -> None:
        points = shapes.Term(
            text="t(h)", kind="table", name="t", title="Points for hours", type="number", value=F(2),
            inputs=(made.fact("h", F(45), title="Hours"),),
        )  # fmt: skip
        assert told(shapes.AwardStep(**AWARD, points=points, gain=F(2))) == [
            "2 points given, by Points for hours: 2 (Hours: 45)."
        ]

    def test_taken_off(self) -> None:
        late = made.fact("late", F(3))
        step = shapes.AwardStep(**DEDUCT, points=HALF, per=late, groups=F(3), gain=F(-3, 2))
        assert told(step) == ["1.5 points taken off: 3 × 0.5 points (Late: 3)."]
        spared = shapes.AwardStep(**DEDUCT, when=NO_PLAN, gain=F(0))
        assert told(spared, language="vi") == ["Không bị trừ điểm, vì Plan: không."]
        never = evolve(step, per=made.fact("late", F(0)), groups=F(0), gain=F(0))
        assert told(never) == ["Nothing taken off: 0 × 0.5 points (Late: 0)."]


class TestConditions:
    @pytest.mark.parametrize(
        ("relation", "holds", "en", "vi"),
        [
            ("=", True, "Late: 2", "Late: 2"),
            ("=", False, "Late: 2, not equal to 3", "Late: 2, khác 3"),
            ("!=", True, "Late: 2, not equal to 3", "Late: 2, khác 3"),
            ("!=", False, "Late: 2", "Late: 2"),
            ("<", True, "Late: 2, below 3", "Late: 2, dưới 3"),
            ("<", False, "Late: 2, not below 3", "Late: 2, không dưới 3"),
            ("<=", True, "Late: 2, not above 3", "Late: 2, không quá 3"),
            ("<=", False, "Late: 2, above 3", "Late: 2, trên 3"),
            (">", True, "Late: 2, above 3", "Late: 2, trên 3"),
            (">", False, "Late: 2, not above 3", "Late: 2, không trên 3"),
            (">=", True, "Late: 2, not below 3", "Late: 2, từ 3 trở lên"),
            (">=", False, "Late: 2, below 3", "Late: 2, dưới 3"),
        ],
    )
    def test_relations(self, relation: str, holds: bool, en: str, vi: str) -> None:
        finding = made.compare(made.fact("late", F(2)), relation, made.constant(F(3)), holds)
        step = shapes.AwardStep(**AWARD, when=finding, points=ONE if holds else None, gain=F(holds))
        assert told(step)[0].endswith(f", because {en}.")
        assert told(step, language="vi")[0].endswith(f", vì {vi}.")

    def test_two_facts(self) -> None:
        finding = made.compare(made.fact("went", F(4)), "=", made.fact("courses", F(5)), False)
        step = shapes.AwardStep(**AWARD, when=finding, gain=F(0))
        assert told(step) == ["No points, because Went: 4, not equal to Courses (5)."]

    def test_constant_on_the_left(self) -> None:
        finding = made.compare(made.percent(F(4, 5)), "<", made.rate(9, 10), True)
        step = shapes.AwardStep(**AWARD, when=finding, points=ONE, gain=F(1))
        assert told(step) == ["1 point given, because On time: 9/10 = 90%, above 80%."]

    def test_choice_and_date(self) -> None:
        kind = made.fact("kind", "office", value_title="Office")
        finding = made.compare(kind, "=", made.constant("commune", value_title="Commune"), False)
        assert told(shapes.AwardStep(**AWARD, when=finding, gain=F(0)), language="vi") == [
            "Không được cộng điểm, vì Kind: Office, không phải Commune."
        ]
        sent = made.fact("sent", date(2024, 12, 2))
        finding = made.compare(sent, "<=", made.constant(date(2024, 11, 30)), False)
        assert told(shapes.AwardStep(**AWARD, when=finding, gain=F(0)), language="vi") == [
            "Không được cộng điểm, vì Sent: 2/12/2024, sau ngày 30/11/2024."
        ]

    def test_only_what_decides(self) -> None:
        late = made.compare(made.fact("late", F(2)), ">", made.constant(F(3)), False)
        both = made.joined("and", False, PLAN, late)
        assert told(shapes.AwardStep(**AWARD, when=both, gain=F(0))) == [
            "No points, because Late: 2, not above 3."
        ]
        either = made.joined("or", True, PLAN, late)
        step = shapes.AwardStep(**AWARD, when=either, points=ONE, gain=F(1))
        assert told(step) == ["1 point given, because Plan: yes."]
        neither = made.joined("or", False, NO_PLAN, late)
        assert told(shapes.AwardStep(**AWARD, when=neither, gain=F(0))) == [
            "No points, because Plan: no; Late: 2, not above 3."
        ]
        turned = made.joined("not", True, either)
        assert told(evolve(step, when=turned)) == ["1 point given, because Plan: yes."]

    def test_missing_and_exempt_tests(self) -> None:
        term = made.fact("satisfaction", None, type="percent")
        finding = shapes.Finding(text="x", kind="value", holds=True, relation="missing", terms=(term,))
        step = shapes.AwardStep(**AWARD, when=finding, points=ONE, gain=F(1))
        assert told(step) == ["1 point given, because Satisfaction: missing."]
        exempt = shapes.Term(text="exempt 6", kind="exempt", name="6", type="yes/no", value=True)
        finding = shapes.Finding(text="x", kind="value", holds=True, relation="exempt", terms=(exempt,))
        assert told(evolve(step, when=finding), language="vi") == [
            "Được 1 điểm, vì tiêu chí 6 không áp dụng."
        ]
        assert told(evolve(step, when=evolve(finding, holds=False))) == [
            "1 point not given, because criterion 6 is assessed."
        ]

    def test_let_with_what_it_is_made_of(self) -> None:
        busy = shapes.Term(
            text="busy", kind="let", name="busy", title="Busy", type="yes/no", value=True,
            inputs=(made.fact("cases", F(120)),),
        )  # fmt: skip
        used = evolve(busy, inputs=())
        step = shapes.AwardStep(**AWARD, when=made.truth(used), points=ONE, gain=F(1))
        assert "because Busy: yes (Cases: 120)." in explain(made.with_step(step, derived=(busy,)))

    def test_quantities(self) -> None:
        points = shapes.Term(text="points of 6", kind="points", name="6", type="number", value=F(1))
        total = shapes.Term(text="share of total", kind="share", type="percent", value=F(9, 10))
        finding = made.joined(
            "and", True,
            made.compare(points, ">", made.constant(F(0)), True),
            made.compare(total, ">=", made.percent(F(9, 10)), True),
        )  # fmt: skip
        step = shapes.AwardStep(**AWARD, when=finding, points=ONE, gain=F(1))
        assert told(step, language="vi") == [
            "Được 1 điểm, vì điểm của tiêu chí 6: 1, trên 0; tỷ lệ điểm đạt được: 90%, từ 90% trở lên."
        ]


class TestOtherSteps:
    def test_exempt(self) -> None:
        courses = made.fact("courses", F(0))
        finding = made.compare(courses, "=", made.constant(F(0)), True)
        step = shapes.ExemptStep(**LINE, label="no course was held", condition=finding)
        assert told(step) == ["Not applicable, because no course was held (Courses: 0)."]
        assert told(evolve(step, label=None), language="vi") == ["Không áp dụng, vì Courses: 0."]
        assert told(evolve(step, scoring=F(1, 2))) == [
            "Not judged but counted as 0.5 points, because no course was held (Courses: 0)."
        ]
        assert told(evolve(step, condition=evolve(finding, holds=False))) == []

    def test_exempt_by_value(self) -> None:
        other = shapes.Term(text="7", kind="points", name="6", type="number", state="exempt", value=None)
        step = shapes.ExemptValueStep(**LINE, reasons=(made.rate(0, 0, "Tỷ lệ đúng hạn"), other))
        assert told(step, language="vi") == [
            "Không áp dụng, vì Tỷ lệ đúng hạn: 0/0, không phát sinh; tiêu chí 6 không áp dụng."
        ]
        assert told(shapes.ExemptValueStep(**LINE, reasons=())) == ["Not applicable."]

    def test_rate_with_a_value_for_nothing(self) -> None:
        step = shapes.AwardStep(**AWARD, points=made.rate(0, 0, if_none=F(1)), gain=F(1))
        assert told(step) == ["1 point given, by On time: 0/0, nothing to count, taken as 100%."]

    def test_sum(self) -> None:
        step = shapes.SumStep(
            **LINE, kind="sum", parts=(("1", F(1)), ("2", F(-1, 2)), ("6", None)), after=F(1, 2)
        )
        assert told(step) == ["Sum: 1 + (-0.5) = 0.5 points; criterion 6 not applicable and left out."]
        added = shapes.SumStep(**LINE, kind="sum", parts=(("2", F(1)),), before=F(50), after=F(51))
        assert told(added, language="vi") == ["Cộng lại: 50 + 1 = 51 điểm."]
        assert told(shapes.SumStep(**LINE, kind="sum", parts=(("1", F(1)),), after=F(1))) == []
        assert told(evolve(step, kind="best", after=F(1))) == [
            "The best part counts, 1 point: 1 has 1 point; 2 has -0.5 points."
        ]

    def test_reduce(self) -> None:
        step = shapes.ReduceStep(
            **LINE,
            label="late",
            when=PLAN,
            share=made.percent(F(1, 4)),
            taken=F(1, 4),
            before=F(2),
            after=F(3, 2),
        )
        assert told(step) == ["Reduced by 25% (late), from 2 points to 1.5 points, because Plan: yes."]
        assert told(evolve(step, when=NO_PLAN, taken=F(0), after=F(2))) == []

    def test_zero(self) -> None:
        step = shapes.ZeroStep(**LINE, label="falsified", condition=PLAN, before=F(2), after=F(0))
        assert told(step) == ["0 points instead of 2 points, because falsified (Plan: yes)."]
        assert told(evolve(step, before=None), language="vi") == ["Chấm 0 điểm, vì falsified (Plan: có)."]
        assert told(evolve(step, condition=NO_PLAN, after=F(2))) == []

    def test_limits(self) -> None:
        step = shapes.LimitStep(
            **LINE, kind="at most", written=True, limit=made.constant(F(3)), before=F(4), after=F(3)
        )
        assert told(step) == ["At most 3 points: from 4 points down to 3 points."]
        assert told(evolve(step, before=F(3))) == []
        low = evolve(step, kind="at least", limit=made.constant(F(0)), before=F(-1), after=F(0))
        assert told(low, language="vi") == ["Tính tối thiểu 0 điểm: từ -1 điểm thành 0 điểm."]

    def test_rescale(self) -> None:
        step = shapes.RescaleStep(**LINE, worth=F(100), attainable=F(90), before=F(45), after=F(50))
        assert told(step) == ["Rescaled to 100: 45 × 100/90 = 50 points."]

    @pytest.mark.parametrize("mode", ["half up", "up", "down", "half even"])
    def test_round(self, mode: Any) -> None:
        step = shapes.RoundStep(**LINE, mode=mode, step=F(1, 100), before=F(1, 3), after=F(33, 100))
        (said,) = told(step)
        assert said.startswith("Rounded")
        assert said.endswith("to 0.01: from 1/3 points (≈ 0.33) to 0.33 points.")


class TestNumbers:
    @pytest.mark.parametrize(
        ("part", "whole", "en", "vi"),
        [
            (45, 50, "45/50 = 90%", "45/50 = 90%"),
            (1, 8, "1/8 = 12.5%", "1/8 = 12,5%"),
            (1, 3, "1/3 ≈ 33.33%", "1/3 ≈ 33,33%"),
            (9_999, 10_000, "9,999/10,000 = 99.99%", "9.999/10.000 = 99,99%"),
            (999_999, 999_998, "999,999/999,998 ≈ 100.0001%", "999.999/999.998 ≈ 100,0001%"),
            (2_999_999, 3_000_000, "2,999,999/3,000,000 ≈ 99.99997%", "2.999.999/3.000.000 ≈ 99,99997%"),
        ],
    )  # fmt: skip
    def test_rates(self, part: int, whole: int, en: str, vi: str) -> None:
        """What is near is marked, and never rounder than the number is."""
        step = shapes.AwardStep(**AWARD, points=made.rate(part, whole), gain=F(1))
        assert told(step) == [f"1 point given, by On time: {en}."]
        assert told(step, language="vi") == [f"Được 1 điểm, theo On time: {vi}."]

    @pytest.mark.parametrize(
        ("points", "en", "vi"),
        [
            (F(0), "0 points", "0 điểm"), (F(1), "1 point", "1 điểm"),
            (F(3, 2), "1.5 points", "1,5 điểm"), (F(1, 3), "1/3 points (≈ 0.33)", "1/3 điểm (≈ 0,33)"),
            (F(12345, 10), "1,234.5 points", "1.234,5 điểm"), (F(1, 64), "0.015625 points", "0,015625 điểm"),
        ],
    )  # fmt: skip
    def test_points(self, points: Fraction, en: str, vi: str) -> None:
        step = shapes.AwardStep(**AWARD, points=ONE, gain=points)
        assert told(step) == [f"{en} given."]
        assert told(step, language="vi") == [f"Được {vi}."]

    def test_points_below_nothing(self) -> None:
        step = shapes.AwardStep(**AWARD, points=ONE, gain=F(-1))
        assert told(step) == ["1 point taken off."]
        assert told(step, language="vi") == ["Bị trừ 1 điểm."]

    @pytest.mark.parametrize("points", [F(10**40 + 1), F(10**9_000 + 1), F(10**40 + 1, 10**30)])
    def test_no_digit_is_lost(self, points: Fraction) -> None:
        (said,) = told(shapes.AwardStep(**AWARD, points=ONE, gain=points))
        assert said.replace(",", "") == f"{number_text(points)} points given."

    def test_fraction_that_is_too_long_to_read(self) -> None:
        step = shapes.AwardStep(**AWARD, points=ONE, gain=F(10**50, 3**70))
        (said,) = told(step)
        assert said.startswith("≈ ")

    def test_units_of_measure(self) -> None:
        term = made.fact("temperature", F(75, 2), unit="°C")
        assert told(shapes.AwardStep(**AWARD, points=term, gain=F(1)), language="vi") == [
            "Được 1 điểm, theo Temperature: 37,5 °C."
        ]

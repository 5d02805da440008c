"""What the evaluator puts into a trace: terms, findings, words of the ruleset, figures of the whole."""

from __future__ import annotations

import pickle
import time
from datetime import date
from fractions import Fraction

from tests.language.scoring import F, figures, one, score

from emurules import __version__, evaluate, loads
from emurules.evaluation.trace import AwardStep, BandsStep, Finding, Term

TABLE = """
ruleset demo "Demo table"
    issuer "UBND thị xã"
    source "Kế hoạch số 1420/KH-UBND" dated 2024-03-26
    period 2024-01-01 to 2024-12-31
fact kind "Loại đơn vị": one of
    department "Phòng, ban"
    commune    "Xã, phường"
fact temperature "Nhiệt độ": number from 20 to 45 in steps of 0.1 measured in "°C"
fact done: count up to all
fact all: count
fact `số văn bản`: count default 2
fact age: optional count
rate on_time "Tỷ lệ đúng hạn": done of all if none exempt
let mine "Loại" = kind
let warm = temperature > 37 and not (age is missing)
section I "Main"
    text "NỘI DUNG CHÍNH"
criterion 1 "One" worth 9
    text "official words"
    evidence "papers"
    source "Bảng số 3, mục I.1" dated 2024-03-26
    note "a remark"
    read as "so" rather than "or so" rather than "not"
    award 1   # a comment with "quotes"
        when kind is commune   # another
            and warm "hot # not a comment"
    award `số văn bản` * 2 when temperature >= 36.6 or mine is department
criterion 2 "Two" worth 1.5
    bands on_time
        100%                   : 1.5
        from 80% to below 100% : on_time * 1
        below 80%              : 0.5
"""
FACTS: dict[str, object] = {"kind": "commune", "temperature": 38, "done": 45, "all": 50, "age": 3}


def award(number: int) -> AwardStep:
    step = evaluate(loads(TABLE), FACTS).criterion("1").steps[number]
    assert isinstance(step, AwardStep)
    return step


def line_of(words: str) -> int:
    return TABLE[: TABLE.index(words)].count("\n") + 1


# ---------------------------------------------------------------- words


def test_words_are_as_written_without_comments_and_line_ends() -> None:
    step = award(0)
    assert step.text == 'award 1 when kind is commune and warm "hot # not a comment"'
    assert (step.line, step.label) == (line_of("award 1 "), "hot # not a comment")
    assert step.when is not None
    assert step.when.text == "kind is commune and warm"


def test_documents_of_a_node() -> None:
    trace = evaluate(loads(TABLE), FACTS)
    node = trace.criterion("1")
    assert (node.line, node.title, node.wording, node.evidence, node.notes) == (
        line_of("criterion 1"), "One", ("official words",), ("papers",), ("a remark",),
    )  # fmt: skip
    assert [(one.text, one.dated) for one in node.citations] == [("Bảng số 3, mục I.1", date(2024, 3, 26))]
    assert [(one.text, one.rejected) for one in node.readings] == [("so", ("or so", "not"))]
    assert trace.section("I").wording == ("NỘI DUNG CHÍNH",)


def test_the_ruleset_and_the_facts() -> None:
    ruleset = loads(TABLE)
    trace = evaluate(ruleset, FACTS, unit="Xã A")
    shown = trace.ruleset
    assert (shown.name, shown.title, shown.issuer, shown.language) == (
        "demo",
        "Demo table",
        "UBND thị xã",
        "en",
    )
    assert (shown.source, shown.dated) == ("Kế hoạch số 1420/KH-UBND", date(2024, 3, 26))
    assert (shown.digest, shown.period) == (ruleset.digest, (date(2024, 1, 1), date(2024, 12, 31)))
    assert (trace.unit, trace.engine, trace.schema) == ("Xã A", f"emurules {__version__}", 1)
    assert trace.facts_digest.startswith("sha256:")
    kind, temperature, _, _, documents, age = trace.inputs
    assert (kind.value, kind.value_title, kind.type) == ("commune", "Xã, phường", "choice")
    assert (temperature.value, temperature.unit) == (38, "°C")
    assert (documents.value, documents.defaulted, age.defaulted) == (2, True, False)


def test_a_trace_pickles() -> None:
    trace = evaluate(loads(TABLE), FACTS)
    assert pickle.loads(pickle.dumps(trace)) == trace  # noqa: S301 (made here)
    assert hash(trace) == hash(evaluate(loads(TABLE), FACTS))


# ---------------------------------------------------------------- terms and findings


def test_terms_of_a_comparison() -> None:
    finding = award(0).when
    assert finding is not None
    assert (finding.kind, finding.holds) == ("and", True)
    comparison, let = finding.parts
    assert (comparison.kind, comparison.relation, comparison.holds) == ("comparison", "=", True)
    fact, option = comparison.terms
    assert (fact.kind, fact.name, fact.title, fact.value) == ("fact", "kind", "Loại đơn vị", "commune")
    assert fact.value_title == option.value_title == "Xã, phường"
    assert (option.kind, option.text, option.type) == ("constant", "commune", "choice")
    assert (let.kind, let.terms[0].kind, let.terms[0].value, let.terms[0].inputs) == (
        "value",
        "let",
        True,
        (),
    )


def test_terms_of_an_expression() -> None:
    step = award(1)
    assert step.points is not None
    assert (step.points.kind, step.points.text, step.points.value) == ("expression", "`số văn bản` * 2", 4)
    assert [(term.kind, term.text, term.name, term.value) for term in step.points.inputs] == [
        ("fact", "`số văn bản`", "số văn bản", 2)
    ]
    assert step.when is not None
    first, second = step.when.parts
    assert (step.when.kind, first.holds, second.holds) == ("or", True, False)
    assert (first.terms[0].unit, first.terms[0].value) == ("°C", 38)
    assert (second.terms[0].kind, second.terms[0].name, second.terms[0].value_title) == (
        "let",
        "mine",
        "Xã, phường",
    )


def test_derived_values_show_their_inputs() -> None:
    on_time, mine, warm = evaluate(loads(TABLE), FACTS).derived
    assert figures(on_time.text, on_time.title, on_time.part, on_time.whole) == (
        "done of all",
        "Tỷ lệ đúng hạn",
        45,
        50,
    )
    assert [term.name for term in on_time.inputs] == ["done", "all"]
    assert (mine.text, mine.value, mine.value_title) == ("kind", "commune", "Xã, phường")
    assert (warm.text, warm.value) == ("temperature > 37 and not (age is missing)", True)
    assert [term.name for term in warm.inputs] == ["temperature", "age"]


def test_tests_for_missing_and_exempt() -> None:
    text = """
        fact age: optional count
        fact skip: yes/no
        section I "All"
        criterion 1 "One" worth 1
            exempt when skip
            award 1
        criterion 2 "Two" worth 9
            award 1 when age is missing
            award 2 when age is not missing
            award 4 when assessed 1
    """
    node = score(text, age=3, skip="yes").criterion("2")
    missing, there, assessed = (step.when for step in node.steps if isinstance(step, AwardStep))
    assert isinstance(missing, Finding)
    assert (missing.kind, missing.relation, missing.holds) == ("value", "missing", False)
    assert [(term.kind, term.text, term.value, term.type) for term in missing.terms] == [
        ("fact", "age", 3, "number")
    ]
    assert isinstance(there, Finding)
    assert (there.kind, there.holds, there.parts[0].relation) == ("not", True, "missing")
    assert isinstance(assessed, Finding)
    (tested,) = assessed.parts
    assert (assessed.holds, tested.relation, tested.holds) == (False, "exempt", True)
    assert [(term.kind, term.name, term.title, term.value) for term in tested.terms] == [
        ("exempt", "1", "One", True)
    ]
    first = score(text, skip="no").criterion("2").steps[0]
    assert isinstance(first, AwardStep)
    assert first.when is not None
    assert [(term.state, term.value) for term in first.when.terms] == [("missing", None)]


def test_branches_that_are_not_taken_show_nothing() -> None:
    facts = "fact n: count\nfact x: optional count\n"
    step = one(facts, "award (x when x is not missing otherwise n)", n=4).steps[0]
    assert isinstance(step, AwardStep)
    assert step.points is not None
    assert [(term.name, term.state) for term in step.points.inputs] == [("x", "missing"), ("n", "known")]
    step = one(facts, "award n when x is not missing and x > 3", n=4).steps[0]
    assert isinstance(step, AwardStep)
    assert step.when is not None
    assert [part.text for part in step.when.parts] == ["x is not missing"]
    assert figures(step.points, step.gain) == (None, 0)


def test_tables_and_quantities_in_terms() -> None:
    text = """
        fact n: count up to 9
        table double "Twice" for x: count
            bands x
                0: 0
                from 1: 2 * x
        section I "All"
        criterion 1 "One" worth 20
            award double(n + 1)
        criterion 2 "Two" worth 99
            award points of 1 + worth of 1 + attainable of 1 + share of 1 * 10
    """
    trace = score(text, n=3)
    first, second = trace.criterion("1").steps[0], trace.criterion("2").steps[0]
    assert isinstance(first, AwardStep)
    assert isinstance(second, AwardStep)
    called = first.points
    assert called is not None
    assert (called.kind, called.name, called.title, called.value, called.text) == (
        "table", "double", "Twice", 8, "double(n + 1)",
    )  # fmt: skip
    (argument,) = called.inputs
    assert (argument.kind, argument.value, [term.name for term in argument.inputs]) == (
        "expression",
        4,
        ["n"],
    )
    assert second.points is not None
    assert [(term.kind, term.name, term.value, term.type) for term in second.points.inputs] == [
        ("points", "1", 8, "number"),
        ("worth", "1", 20, "number"),
        ("attainable", "1", 20, "number"),
        ("share", "1", F(2, 5), "percent"),
    ]


def test_an_exempt_node_in_terms() -> None:
    text = """
        section I "All"
        criterion 1 "One" worth 1
            exempt when yes
            award 1
        criterion 2 "Two" worth 9
            award points of 1 + 2
    """
    step = score(text).criterion("2").steps[0]
    assert isinstance(step, AwardStep)
    assert step.points is not None
    assert (step.points.state, step.points.value) == ("known", 2)
    assert [(term.state, term.value) for term in step.points.inputs] == [("exempt", None)]


# ---------------------------------------------------------------- rows


def test_rows_of_bands() -> None:
    step = evaluate(loads(TABLE), FACTS).criterion("2").steps[0]
    assert isinstance(step, BandsStep)
    assert (step.text, step.line, step.gain) == ("bands on_time", line_of("bands on_time"), F(9, 10))
    assert step.subject is not None
    assert figures(step.subject.name, step.subject.part, step.subject.whole) == ("on_time", 45, 50)
    assert [(row.text, row.line, row.why, row.points) for row in step.rows] == [
        ("100% : 1.5", line_of("100%   "), "below", F(3, 2)),
        ("from 80% to below 100% : on_time * 1", line_of("from 80%"), "taken", None),
        ("below 80% : 0.5", line_of("below 80%"), "above", F(1, 2)),
    ]
    head = step.rows[1].head
    assert figures(head.lower, head.upper, head.lower_open, head.upper_open) == (F(4, 5), 1, False, True)


def test_rows_of_options() -> None:
    facts = 'fact d: one of\n phd "Doctor"\n master\n none "None"\n'
    step = one(facts, "bands d\n phd; master: 2\n otherwise: 0", d="none").steps[0]
    assert isinstance(step, BandsStep)
    assert [(row.why, row.head.kind, row.head.values, row.head.titles) for row in step.rows] == [
        ("other", "values", ("phd", "master"), ("Doctor", "master")),
        ("taken", "otherwise", (), ()),
    ]


# ---------------------------------------------------------------- size


def chain(length: int) -> str:
    """A ruleset in which every let uses the one before twice."""
    lets = "".join(f"let l{number} = l{number - 1} + l{number - 1} * 0\n" for number in range(1, length))
    awards = "".join(f'criterion {number} "C" worth 9\n award l{number}\n' for number in range(1, length))
    return f'ruleset long "Long"\nfact n: count up to 9\nlet l0 = n\n{lets}section I "All"\n{awards}'


def terms(trace: object) -> int:
    return repr(trace).count("Term(")


def test_the_size_of_a_trace_is_linear() -> None:
    small, large = (evaluate(loads(chain(length)), {"n": 1}) for length in (40, 80))
    assert large.total == 79
    assert terms(large) < 2.2 * terms(small)


def test_many_conditions_side_by_side_and_many_rows() -> None:
    condition = " or ".join(f"n = {number}" for number in range(60))
    rows = "\n".join(f"{number}: {number}" for number in range(300))
    began = time.perf_counter()
    node = one("fact n: count up to 299\n", f"award 1 when {condition}\nbands n\n {rows}", "300", n=59)
    assert time.perf_counter() - began < 20
    assert node.points == Fraction(60)
    step = node.steps[0]
    assert isinstance(step, AwardStep)
    assert step.when is not None
    assert len(step.when.parts) == 60


def test_a_term_is_hashable() -> None:
    assert hash(Term(text="n", kind="fact", type="number", value=F(1)))

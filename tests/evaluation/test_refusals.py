"""What a ruleset that was never checked does where it has no answer: an error that names the place.

The compiler refuses most of these texts, so each model is a sound one with one piece put in by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from emurules import EvaluationError, Ruleset, loads
from emurules.evaluation import admit, evaluate
from emurules.model import expression as model
from emurules.model.interval import Interval
from emurules.model.partition import Among, Partition, Rest, Row, Within
from emurules.model.ruleset import Award, Bands, Exemption, Grading, Limit, Node, Per, Reduce, Zero
from emurules.model.values import UNLIMITED, Type

F = Fraction
TEXT = """ruleset sound "Sound"
fact n: number
fact x: optional number
fact part: count up to whole
fact whole: count
rate share: part of whole if none exempt
let twice = (x * 2 when x is not missing otherwise 0)
section I "All"
criterion 1 "One" worth 10
    award n
criterion 2 "Two" worth 10
    award share * 1
grades by total
    from 5: "good"
    below 5: "poor"
disqualify when n = 99 "ninety-nine"
"""
PLACE = model.FactUse("n", Type.NUMBER)


def span_of(words: str) -> Any:
    from emurules.source import Span

    start = TEXT.index(words)
    return Span(start, start + len(words))


N = model.FactUse("n", Type.NUMBER, span=span_of("n: number"))
X = model.FactUse("x", Type.NUMBER, span=span_of("x: optional"))
SHARE = model.RateUse("share", span=span_of("share * 1"))
ZERO = model.Constant(F(0), Type.NUMBER)


def constant(number: int | Fraction) -> model.Constant:
    return model.Constant(F(number), Type.NUMBER, span=span_of("10"))


def above(expression: model.Expression, number: int, type: Type = Type.NUMBER) -> model.Compare:
    return model.Compare(">", expression, model.Constant(F(number), type), span=span_of("award n"))


def with_node(**changes: Any) -> Ruleset:
    """The sound ruleset with another criterion 1."""
    ruleset = loads(TEXT)
    section = ruleset.sections[0]
    changed: tuple[Node, ...] = (evolve(section.children[0], **changes), section.children[1])
    return evolve(ruleset, sections=(evolve(section, children=changed),))


def refusal(ruleset: Ruleset, **facts: object) -> tuple[str, str]:
    """The slug and the message of the refusal."""
    given = {"n": 0, "part": 1, "whole": 1, **facts}
    admitted, problems = admit(ruleset, given, "en")
    assert admitted is not None, problems
    with pytest.raises(EvaluationError) as caught:
        evaluate(ruleset, admitted, "Xã A")
    (found,) = caught.value.diagnostics
    assert found.line is not None
    assert found.within("vi").message != found.message
    assert found.help is None or found.within("vi").help
    return found.slug, found.message


def rows(*heads: Any, guards: tuple[model.Expression | None, ...] = ()) -> Partition:
    padded = (*guards, *[None] * len(heads))
    places = ("from 5", "below 5", "award n")
    return Partition(
        tuple(
            Row(head, guard, constant(1), None, span=span_of(place), head_span=span_of(place))
            for head, guard, place in zip(heads, padded, places, strict=False)
        )
    )


def bands(partition: Partition, subject: model.Expression = N) -> Ruleset:
    return with_node(awards=(Bands(subject, partition, span=span_of("award n")),))


POSITIVE, NEGATIVE = Within(Interval(F(0), None, True)), Within(Interval(None, F(0), False, True))


def test_no_row_holds() -> None:
    ruleset = bands(rows(POSITIVE, NEGATIVE))
    assert refusal(ruleset, n=0) == ("no-row-holds", "`n: number` = 0 falls in no row")
    assert refusal(bands(rows(POSITIVE, Rest(), guards=(None, above(N, 3)))), n="-1/3") == (
        "no-row-holds",
        "`n: number` = -1/3 falls in no row",
    )


def test_several_rows_hold() -> None:
    ruleset = bands(rows(POSITIVE, Within(Interval(F(5)))))
    assert refusal(ruleset, n=7) == (
        "several-rows-hold",
        "`n: number` = 7 falls in two rows, `from 5` and `below 5`",
    )
    assert refusal(bands(rows(Rest(), Rest())), n=7)[0] == "several-rows-hold"


def test_rows_of_a_grading() -> None:
    ruleset = loads(TEXT)
    grading: Grading = ruleset.gradings[0]
    short = evolve(ruleset, gradings=(evolve(grading, partition=Partition(grading.partition.rows[:1])),))
    assert refusal(short, n=1) == ("no-row-holds", "`total` = 2 falls in no row")
    guarded = evolve(grading.partition.rows[0], guard=above(SHARE, 0, Type.PERCENT))
    exempt = evolve(grading, partition=Partition((guarded, grading.partition.rows[1])))
    found = refusal(evolve(ruleset, gradings=(exempt,)), n=9, part=0, whole=0)
    assert found == (
        "exempt-in-condition",
        "`share` is exempt for this unit, so that nobody can say whether this holds",
    )


def test_a_disqualification_needs_an_answer() -> None:
    ruleset = loads(TEXT)
    condition = above(SHARE, 0, Type.PERCENT)
    changed = evolve(ruleset.disqualifications[0], condition=condition)
    assert refusal(evolve(ruleset, disqualifications=(changed,)), part=0, whole=0)[0] == "exempt-in-condition"


MISSING: dict[str, Callable[[], Ruleset]] = {
    "award": lambda: with_node(awards=(Award(X),)),
    "award of a sum": lambda: with_node(awards=(Award(model.Arithmetic("+", N, X, Type.NUMBER)),)),
    "per": lambda: with_node(awards=(Award(N, per=Per(X)),)),
    "at most": lambda: with_node(awards=(Award(N, at_most=X),)),
    "when": lambda: with_node(awards=(Award(N, when=above(X, 1)),)),
    "and": lambda: with_node(awards=(Award(N, when=model.And(above(N, -1), above(X, 1))),)),
    "exempt and missing": lambda: with_node(
        awards=(Award(model.Arithmetic("+", SHARE, X, Type.NUMBER)),)
    ),
    "an exempt award and a missing one": lambda: with_node(awards=(Award(SHARE), Award(X))),
    "choice": lambda: with_node(awards=(Award(model.Choose(above(X, 1), N, N, Type.NUMBER)),)),
    "branch": lambda: with_node(awards=(Award(model.Choose(above(N, -1), X, N, Type.NUMBER)),)),
    "bands": lambda: bands(rows(POSITIVE, Rest()), X),
    "guard": lambda: bands(rows(Rest(), guards=(above(X, 1),))),
    "reduce": lambda: with_node(reductions=(Reduce(X),)),
    "zero": lambda: with_node(zeros=(Zero(above(X, 1)),)),
    "exempt when": lambda: with_node(exemptions=(Exemption(above(X, 1)),)),
    "scoring": lambda: with_node(exemptions=(Exemption(above(N, -1), X),)),
    "limit": lambda: with_node(at_most=Limit(X)),
    "worth": lambda: with_node(worth=X),
}  # fmt: skip


@pytest.mark.parametrize("place", MISSING)
def test_a_missing_value_that_is_needed(place: str) -> None:
    slug, message = refusal(MISSING[place](), part=0, whole=0)
    assert (slug, message) == ("value-missing", "`x: optional` is missing, and is needed here")


FORGIVEN: dict[str, Callable[[], Ruleset]] = {
    "false when": lambda: with_node(awards=(Award(X, when=above(N, 5)),)),
    "decided and": lambda: with_node(awards=(Award(N, when=model.And(above(X, 1), above(N, 5))),)),
    "decided or": lambda: with_node(awards=(Award(N, when=model.Or(above(X, 1), above(N, -1))),)),
    "branch": lambda: with_node(awards=(Award(model.Choose(above(N, 5), X, N, Type.NUMBER)),)),
    "row": lambda: bands(rows(POSITIVE, Rest(), guards=(above(X, 1), None))),
    "another zero": lambda: with_node(zeros=(Zero(above(X, 1)), Zero(above(N, -1)))),
    "another exemption": lambda: with_node(exemptions=(Exemption(above(X, 1)), Exemption(above(N, -1)))),
    "exempt node": lambda: with_node(awards=(Award(X),), exemptions=(Exemption(above(N, -1)),)),
}


@pytest.mark.parametrize("place", FORGIVEN)
def test_a_missing_value_that_is_not_needed(place: str) -> None:
    ruleset = FORGIVEN[place]()
    admitted, _ = admit(ruleset, {"n": 0, "part": 1, "whole": 1}, "en")
    assert admitted is not None
    assert evaluate(ruleset, admitted, "Xã A").unit == "Xã A"


def test_a_let_that_nothing_needs_is_no_error() -> None:
    ruleset = loads(TEXT)
    let = evolve(ruleset.lets[0], value=model.Arithmetic("/", N, ZERO, Type.NUMBER))
    admitted, _ = admit(ruleset, {"n": 0, "part": 1, "whole": 1}, "en")
    assert admitted is not None
    trace = evaluate(evolve(ruleset, lets=(let,)), admitted, None)
    assert [(term.name, term.state, term.value) for term in trace.derived] == [
        ("share", "known", 1),
        ("twice", "missing", None),
    ]
    used = evolve(with_node(awards=(Award(model.LetUse("twice", Type.NUMBER)),)), lets=(let,))
    assert refusal(used)[0] == "divided-by-zero"


def test_division_by_zero() -> None:
    quotient = model.Arithmetic("/", constant(1), N, Type.NUMBER, span=span_of("award n"))
    assert refusal(with_node(awards=(Award(quotient),))) == (
        "divided-by-zero",
        "`n: number` is 0, and is divided by here",
    )


def test_a_step_that_is_not_above_zero() -> None:
    call = model.Call("round", (constant(1), N), Type.NUMBER)
    assert refusal(with_node(awards=(Award(call),)))[0] == "step-not-above-zero"


def test_groups_below_zero() -> None:
    ruleset = with_node(awards=(Award(constant(1), per=Per(N, F(5))),))
    assert refusal(ruleset, n=-1) == (
        "groups-below-zero",
        "`n: number` = -1, and groups of it cannot be counted",
    )


def test_a_share_below_zero() -> None:
    ruleset = with_node(
        awards=(Award(constant(1)),), reductions=(Reduce(model.Negative(SHARE, Type.PERCENT)),)
    )
    slug, message = refusal(ruleset)
    assert (slug, message.partition("=")[2]) == (
        "share-below-zero",
        " -100%, and no share below 0 can be taken off",
    )


def test_limits_that_contradict_each_other() -> None:
    assert refusal(with_node(at_most=Limit(N)), n=11) == (
        "unit-limits-crossed",
        "the upper limit 11 lies above the most that `1` can give, 10",
    )
    assert refusal(with_node(at_least=Limit(N)), n=11) == (
        "unit-limits-crossed",
        "the lower limit 11 lies above the upper one, 10",
    )
    assert refusal(with_node(at_most=Limit(N), awards=()), n=-1) == (
        "unit-limits-crossed",
        "the lower limit 0 lies above the upper one, -1",
    )


def test_an_upper_limit_of_a_penalty_is_at_most_0() -> None:
    penalty = with_node(kind="penalty", at_most=Limit(N), awards=())
    assert refusal(penalty, n=1)[1] == "the upper limit 1 lies above the most that `1` can give, 0"


@pytest.mark.parametrize("kind", ["worth", "attainable", "share"])
def test_what_is_unlimited(kind: Any) -> None:
    ruleset = with_node(worth=UNLIMITED)
    quantity = model.Quantity(kind, "1", Type.NUMBER, span=span_of("share * 1"))
    section = ruleset.sections[0]
    second = evolve(section.children[1], awards=(Award(quantity),))
    changed = evolve(ruleset, sections=(evolve(section, children=(section.children[0], second)),))
    assert refusal(changed) == ("unlimited-figure", "`share * 1` is unlimited, and a number is needed here")


def test_an_option_that_no_row_takes() -> None:
    truth = above(N, 0)
    assert refusal(bands(rows(Among((True,))), truth)) == ("no-row-holds", "`award n` = no falls in no row")


def test_in_vietnamese_numbers_have_a_comma() -> None:
    ruleset = evolve(bands(rows(POSITIVE, Within(Interval(None, F(-9))))), language="vi")
    assert refusal_in_vietnamese(ruleset, n="-1.5") == "`n: number` = -1,5 không rơi vào dòng nào"


def refusal_in_vietnamese(ruleset: Ruleset, **facts: object) -> str:
    admitted, _ = admit(ruleset, {"part": 1, "whole": 1, **facts}, "vi")
    assert admitted is not None
    with pytest.raises(EvaluationError) as caught:
        evaluate(ruleset, admitted, None)
    return caught.value.diagnostics[0].message

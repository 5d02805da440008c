"""The types of language.md, chapter 3, Expressions, rule by rule."""

# ruff: noqa: E501  # a ruleset stands in one row with what is told of it

from __future__ import annotations

import pytest
from tests.resolve.rulesets import (
    HEAD,
    accepted,
    condition,
    criterion,
    resolved,
    slugs,
    told,
    value,
    with_facts,
)

from emurules.diagnostics import LANGUAGES
from emurules.model import expression as model
from emurules.model.values import Type

NUMBER, PERCENT, TRUTH, DATE, CHOICE = Type.NUMBER, Type.PERCENT, Type.TRUTH, Type.DATE, Type.CHOICE

TYPES = [
    # literals, facts, derived values
    ("1", NUMBER), ("1.5", NUMBER), ("95%", PERCENT), ("2024-03-26", DATE), ("yes", TRUTH), ("no", TRUTH),
    ("n", NUMBER), ("x", NUMBER), ("p", PERCENT), ("d", DATE), ("q", TRUTH), ("k", CHOICE), ("r", PERCENT),
    ("t(n)", NUMBER), ("t(3)", NUMBER), ("(n)", NUMBER), ("-n", NUMBER), ("-p", PERCENT), ("- -1", NUMBER),
    # percent +- percent is percent; count behaves as number
    ("p + r", PERCENT), ("p - 5%", PERCENT), ("n + 1.5", NUMBER), ("n - x", NUMBER),
    # percent x percent is percent, percent x number is number
    ("p * r", PERCENT), ("50% * 50%", PERCENT), ("p * n", NUMBER), ("x * r", NUMBER), ("n * m", NUMBER),
    # percent / number is percent; percent / percent, number / percent and number / number are number
    ("p / 2", PERCENT), ("p / 50%", NUMBER), ("n / 50%", NUMBER), ("n / 3", NUMBER), ("1 / 3", NUMBER),
    # comparisons and conditions
    ("n = 1", TRUTH), ("p >= 80%", TRUTH), ("d < e", TRUTH), ("d = 2024-01-01", TRUTH), ("q = z", TRUTH),
    ("k = l", TRUTH), ("k != red", TRUTH), ("red = k", TRUTH), ("k is red", TRUTH), ("k is not blue", TRUTH),
    ("q is yes", TRUTH), ("q is not no", TRUTH), ("o is missing", TRUTH), ("w is not missing", TRUTH),
    ("q and z or not q", TRUTH), ("exempt 1", TRUTH), ("assessed I", TRUTH),
    ("r > 50% and n > 1", TRUTH), ("n / 2 > x", TRUTH), ("p * n > 3", TRUTH), ("p / 10% > 3", TRUTH),
    # choices
    ("(n when q otherwise 1)", NUMBER), ("(p when q otherwise 5%)", PERCENT), ("(d when q otherwise e)", DATE),
    ("(red when q otherwise k)", CHOICE), ("(k when q otherwise l)", CHOICE), ("(z when q otherwise no)", TRUTH),
    ("(1 when k is red otherwise (2 when k is blue otherwise 3))", NUMBER),
    ("k = (red when q otherwise blue)", TRUTH), ("(k when q otherwise (red when z otherwise l)) is blue", TRUTH),
    # functions
    ("min(n; 3)", NUMBER), ("max(p; 5%; r)", PERCENT), ("abs(x)", NUMBER), ("abs(g)", PERCENT), ("min(n)", NUMBER),
    ("round(x; 0.5)", NUMBER), ("floor(p; 1%)", PERCENT), ("ceil(x; 1/3)", NUMBER), ("round(r; 10% / 4)", PERCENT),
    ("tally(q; n > 3; k is red)", NUMBER), ("days(d; e)", NUMBER), ("days_late(2024-01-01; d)", NUMBER),
    # quantities
    ("total", NUMBER), ("points of 1", NUMBER), ("worth of I", NUMBER), ("attainable of 1", NUMBER),
    ("attainable of total", NUMBER), ("share of 1", PERCENT), ("share of total", PERCENT),
    ("share of 1 * worth of 1", NUMBER), ("points of 1 / worth of 1", NUMBER),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "type"), TYPES)
def test_an_expression_has_a_type(expression: str, type: Type) -> None:
    (*_, it) = accepted(value(expression)).lets
    assert it.value.type is type


WRONG = [
    # a percent and a plain number are not compared or added
    ("p + 1", "percent-number 1"), ("n - 5%", "percent-number 5%"), ("n + p", "percent-number n"),
    ("p > 80", "percent-number 80"), ("80 < p", "percent-number 80"), ("n = 50%", "percent-number 50%"),
    ("p = n", "percent-number n"), ("share of 1 >= 90", "percent-number 90"), ("r != 0.5", "percent-number 0.5"),
    ("min(p; 5)", "percent-number 5"), ("max(3; p)", "percent-number 3"), ("round(p; 1)", "percent-number 1"),
    ("round(n; 1%)", "percent-number 1%"), ("(p when q otherwise 0)", "percent-number 0"),
    ("p / 50% > 3%", "percent-number 3%"), ("p * 2 > 50%", "percent-number 50%"), ("p * p > 3", "percent-number 3"),
    # arithmetic takes numbers and percents
    ("n + q", "type-mismatch q"), ("d - e", "type-mismatch d - e"), ("d + 1", "type-mismatch d"), ("k * 2", "type-mismatch k"),
    ("-d", "type-mismatch d"), ("n / (n > 1)", "type-mismatch (n > 1)"), ("abs(q)", "type-mismatch q"),
    ("min(n; d)", "type-mismatch d"), ("yes + 1", "type-mismatch yes"),
    # conditions take conditions
    ("n and q", "type-mismatch n"), ("q or p", "type-mismatch p"), ("not n", "type-mismatch n"),
    ("(1 when n otherwise 2)", "type-mismatch n"), ("tally(n)", "type-mismatch n"), ("not k", "type-mismatch k"),
    # both sides of a comparison are of one type, and only numbers, percents and dates have an order
    ("n = q", "type-mismatch q"), ("d > 5", "type-mismatch 5"), ("k = n", "type-mismatch n"),
    ("q < z", "type-mismatch q < z"), ("k >= red", "type-mismatch k >= red"), ("2024-01-01 < n", "type-mismatch n"),
    ("(n when q otherwise d)", "type-mismatch d"), ("(k when q otherwise n)", "type-mismatch n"),
    # is takes an option, yes, no or missing
    ("n is yes", "type-mismatch yes"), ("q is red", "type-mismatch red"), ("k is yes", "type-mismatch yes"),
    ("k is l", "type-mismatch l"), ("k is purple", "unknown-option purple"), ("k = purple", "unknown-option purple"),
    ("red is k", "unknown-name red"), ("red = blue", "unknown-name red"),
    # missing is asked of facts that can be missing
    ("n is missing", "misplaced-missing n is missing"), ("total is missing", "misplaced-missing total"),
    ("(o + 1) is missing", "misplaced-missing (o + 1)"), ("r is not missing", "misplaced-missing r"),
    # functions and tables
    ("abs(n; 1)", "wrong-arguments abs(n; 1)"), ("round(n)", "wrong-arguments round(n)"),
    ("days(d)", "wrong-arguments days(d)"), ("days(n; d)", "type-mismatch n"), ("days_late(d; 5)", "type-mismatch 5"),
    ("round(n; 0)", "step-not-positive 0"), ("floor(x; n)", "step-not-positive n"), ("ceil(x; -1)", "step-not-positive -1"),
    ("t(p)", "percent-number p"), ("t(d)", "type-mismatch d"), ("t(-1)", "value-outside-domain -1"),
    ("t", "wrong-kind-of-name t"), ("n(1)", "wrong-kind-of-name n"), ("u(1)", "unknown-name u"),
    # names and ids
    ("nn", "unknown-name nn"), ("points of 7", "unknown-id 7"), ("exempt X", "unknown-id X"),
    ("worth", "misplaced-worth worth"), ("list of", "planned-word list of"),
    # division by something that can be zero
    ("1 / n", "division-by-zero n"), ("p / r", "division-by-zero r"), ("n / (x - 1)", "division-by-zero (x - 1)"),
    ("n / points of 1", "division-by-zero points of 1"),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "wrong"), WRONG)
def test_one_mistake_is_told_once(expression: str, wrong: str) -> None:
    assert told(value(expression)) == [wrong]


@pytest.mark.parametrize(
    "expression",
    [
        "nn + 1 > 3 and q",
        "min(nn; 1) * 2",
        "t(nn)",
        "(nn when q otherwise 5%)",
        "k = nnn",
        "round(nn; 1)",
        "-nn + p",
    ],
)
def test_what_was_told_is_not_told_again_of_what_it_is_part_of(expression: str) -> None:
    assert len(slugs(value(expression))) == 1


def test_what_was_told_of_a_let_is_not_told_where_it_is_used() -> None:
    text = with_facts(
        "let a = nn + 1", "let b = a + 1", "rate c: a of b if none 0%", "table f for v: count bands v otherwise: b",
        "fact y: count only when c > 5%", 'section X "X" worth 5\ncriterion 10 "X" worth 5',
        "award a per f(b) when c > 5% and y > 3", "exempt when b > 3", 'grades by total from 1 when b > 2: "a" otherwise: "b"',
    )  # fmt: skip
    assert told(text) == ["unknown-name nn"]


def test_which_option_a_bare_name_means_follows_from_the_other_side() -> None:
    text = HEAD + (
        "fact k: one of red green\nfact l: one of red blue\nlet red = k is red\nlet green = k = green\n"
        'section I "S" worth 2\ncriterion 1 "C" worth 2\naward 1 when red\naward 1 when l = red and green\n'
    )
    ruleset = accepted(text)
    red, green = ruleset.lets
    assert isinstance(green.value, model.Compare)
    assert isinstance(red.value, model.Compare)
    assert red.value.right == model.Constant("red", CHOICE)
    (node,) = ruleset.sections[0].children
    when = [award.when for award in node.awards]
    assert when[0] == model.LetUse("red", TRUTH)
    assert isinstance(when[1], model.And)
    assert isinstance(when[1].left, model.Compare)
    assert when[1].left.right == model.Constant("red", CHOICE)


def test_choices_are_compared_if_they_have_the_same_options() -> None:
    text = (
        "fact a: one of x y\nfact b: one of y x\nfact c: one of x y z\nfact h: one of x y\n{}\n"
        'section I "S" worth 1\ncriterion 1 "C" worth 1\naward 1'
    )
    assert slugs(HEAD + text.format("let it = a = b and b != h")) == []
    assert told(HEAD + text.format("let it = a = c")) == ["type-mismatch c"]
    assert told(HEAD + text.format("let it = (a when a = b otherwise c)")) == ["type-mismatch c"]


def test_a_table_takes_some_of_its_options() -> None:
    text = (
        "fact a: one of x y\nfact b: one of x y z\ntable f for v: one of x y bands v x: 1 y: 0\n"
        'section I "S" worth 1\ncriterion 1 "C" worth 1\naward f({})'
    )
    assert slugs(HEAD + text.format("a")) == slugs(HEAD + text.format("x")) == []
    assert told(HEAD + text.format("b")) == ["type-mismatch b"]
    assert told(HEAD + text.format("z")) == ["unknown-option z"]


def test_worth_alone_is_the_worth_of_the_node() -> None:
    ruleset = accepted(
        criterion("award p * worth", worth="(10 when q otherwise 5)") + "\ntotal worth 1 points at most worth"
    )
    award = ruleset.node_by_id["9"].awards[0]
    assert model.Quantity("worth", "9", NUMBER) in model.references(award.points)  # type: ignore[union-attr]
    assert ruleset.total.at_most is not None
    assert ruleset.total.at_most.points == model.Quantity("worth", None, NUMBER)


def test_a_let_of_a_fact_is_that_fact() -> None:
    text = criterion(
        "award 1 when same is not missing and same > 3",
        "bands again missing: 0 otherwise: 0",
        facts="let same = o\nlet again = same",
    )
    assert slugs(text) == []
    assert told(condition("it is missing") + "\nlet it = n") == ["misplaced-missing it is missing"]


@pytest.mark.parametrize("text", ["k is red and l is purple or kk is red", "nn > 1 or pp > 5"])
def test_all_mistakes_of_an_expression_are_told(text: str) -> None:
    assert len(slugs(condition(text))) == 2


def test_messages_are_in_the_language_asked_for() -> None:
    for language in LANGUAGES:
        _, found = resolved(value("p > 80"), language)
        assert [one.language for one in found] == [language]
    vietnamese = 'bảng điểm r "R"\nsố liệu p: phần trăm\nđặt a = p > 0,8\nphần I "P" điểm chuẩn 1\ntiêu chí 1 "T" điểm chuẩn 1 cộng 1'
    (_, (one,)), (_, (other,)) = resolved(vietnamese), resolved(vietnamese, "en")
    assert one.message == "`0,8` là số thường còn `p` là phần trăm"
    assert (other.message, other.help) == (
        "`0,8` is a plain number and `p` is a percent",
        "write `80%`, or `0,8%` if that is meant",
    )


def test_words_of_the_dialect_stand_in_messages_of_any_language() -> None:
    text = 'bảng điểm r "R"\nphần I "P" điểm trừ điểm chuẩn 1\ntiêu chí 1 "T" điểm chuẩn 1 cộng 1'
    _, (one,) = resolved(text, "en")
    assert (one.message, one.help) == ("`cộng 1` adds points in a penalty section", "write `trừ`")

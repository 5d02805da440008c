"""Gradings, laws and examples: what is made of them, and what is wrong with them."""

# ruff: noqa: E501  # a ruleset stands in one row with what is told of it

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.resolve.rulesets import HEAD, accepted, resolved, slugs, told, with_facts

from emurules.analysis import Analysis
from emurules.checks.examples import examples
from emurules.diagnostics import LANGUAGES
from emurules.model import ruleset as meant
from emurules.model.partition import Rest, Within
from emurules.model.values import Type


def test_a_grading() -> None:
    text = with_facts(
        'grades rank "Rank" by share of I best that holds',
        'from 90% when q: "A"', 'from 1/2%: "B"'.replace("1/2%", "0.5%"), 'otherwise: "C"', 'one lower when n > 3 "late"', 'note "why"',
    )  # fmt: skip
    (grading,) = accepted(text).gradings
    assert (grading.name, grading.title, grading.best_that_holds) == ("rank", "Rank", True)
    assert (grading.by.kind, grading.by.id, grading.by.type) == ("share", "I", Type.PERCENT)
    assert [row.label for row in grading.partition.rows] == ["A", "B", "C"]
    assert [type(row.head) for row in grading.partition.rows] == [Within, Within, Rest]
    assert [one.reason for one in grading.lowered] == ["late"]
    assert grading.docs.notes == ("why",)


def test_rows_of_a_grading_fit_its_quantity() -> None:
    assert told(with_facts('grades by share of I from 90: "a" otherwise: "b"')) == ["percent-number 90"]
    assert told(with_facts('grades by total from 90%: "a" otherwise: "b"')) == ["percent-number 90%"]
    assert told(with_facts('grades by total yes: "a" red: "c" otherwise: "b"')) == [
        "type-mismatch yes",
        "type-mismatch red",
    ]
    assert told(with_facts('grades by points of 99 from 90%: "a" otherwise: "b"')) == [
        "unknown-id 99",
        "percent-number 90%",
    ]


def test_laws() -> None:
    one, other, third = accepted(with_facts(
        'law "up": points of 1 never falls when n rises', 'law "down": total never rises when q rises', 'law "max": total <= 1_000 note "n"'
    )).laws  # fmt: skip
    assert isinstance(one.claim, meant.Monotone)
    assert isinstance(other.claim, meant.Monotone)
    assert (one.claim.fact, one.claim.falls, other.claim.fact, other.claim.falls) == ("n", True, "q", False)
    assert (third.text, third.docs.notes) == ("max", ("n",))


@pytest.mark.parametrize(
    ("law", "wrong"),
    [
        ("points of 9 never falls when n rises", ["unknown-id 9"]),
        ("total never falls when nn rises", ["unknown-name nn"]),
        ("total never falls when r rises", ["wrong-kind-of-name r"]),
        ("total never rises when k rises", ["type-mismatch k"]),
        ("share of total > 5", ["percent-number 5"]),
        ("total", ["type-mismatch total"]),
        ("share of 4 never falls when n rises", ["no-such-quantity share of 4"]),
    ],
)
def test_laws_that_mean_nothing(law: str, wrong: list[str]) -> None:
    assert told(with_facts(f'law "l": {law}')) == wrong


# ---------------------------------------------------------------- examples


def test_an_example_takes_from_those_it_is_like() -> None:
    text = with_facts(
        'example "c" like "b" given q = missing; x = -1/2',
        'example "b" like "a" given n = 4; m = missing; p = 12.5%',
        'example "a" given n = 3; m = 1; q = yes; k = green; d = 2024-02-29; o = missing expect total = ? expect grade g = ?',
        'grades g by total otherwise: "a"',
    )  # fmt: skip
    c, b, a = accepted(text).examples
    assert dict(a.given)["k"] == "green"
    assert "o" not in dict(a.given)
    assert "m" not in dict(b.given)
    assert dict(b.given)["p"] == Fraction(1, 8)
    assert "q" not in dict(c.given)
    assert dict(c.given)["x"] == Fraction(-1, 2)
    assert [type(one) for one in a.expectations] == [meant.ExpectValue, meant.ExpectGrade]


@pytest.mark.parametrize(
    ("example", "wrong"),
    [
        ("given n = 1.5", ["value-outside-domain 1.5"]),
        ("given n = yes", ["type-mismatch yes"]),
        ("given n = red", ["type-mismatch red"]),
        ("given k = 1", ["type-mismatch 1"]),
        ("given k = redd", ["unknown-option redd"]),
        ("given p = 5", ["percent-number 5"]),
        ("given x = 1/0", ["division-by-zero 0"]),
        ("given r = 5%", ["wrong-kind-of-name r"]),
        ("given nn = 5", ["unknown-name nn"]),
        ("given n = 1; n = 1", ["duplicate-name n"]),
        ("expect total = 50%", ["percent-number 50%"]),
        ("expect share of I = 1/2", ["percent-number 1/2"]),
        ("expect total = red", ["type-mismatch red"]),
        ("expect points of 99 = 1", ["unknown-id 99"]),
        ("expect exempt 99", ["unknown-id 99"]),
        ('expect grade = "a"', ['unknown-name expect grade = "a"']),
        ('expect grade g = "b"', ['unknown-name "b"']),
        ("expect no grade h", ["unknown-name h"]),
        ('like "none"', ['unknown-name "none"']),
    ],
)
def test_what_an_example_cannot_say(example: str, wrong: list[str]) -> None:
    assert told(with_facts('grades g by total otherwise: "a"', f'example "e" {example}')) == wrong


def test_circles_of_examples() -> None:
    text = with_facts(
        'example "a" like "c"',
        'example "b" like "a"',
        'example "c" like "b" given nn = 1',
        'example "d" like "b"',
    )
    assert told(text) == ['circular "a"', "unknown-name nn"]


def test_a_long_chain_of_examples() -> None:
    chain = (f'example "e{n}" like "e{n - 1}"' for n in range(1, 3_000))
    assert slugs(with_facts('example "e0" given q = yes', *chain)) == []


def test_a_failing_example_that_is_refused() -> None:
    """An example whose unit falls into a gap cannot be scored: before gaps are looked for, it says so itself."""
    text = (
        HEAD
        + 'fact n: count\nsection I "S" worth 1\ncriterion 1 "C" worth 1 bands n 0: 1\nexample "two" given n = 2'
    )
    ruleset, found = resolved(text)
    assert found == ()
    assert ruleset is not None
    for language in LANGUAGES:
        (one,) = examples(Analysis(ruleset), language)
        assert (one.slug, one.variant) == ("failing-example", "refused")
        assert "two" in one.message

"""One mistake is told once, whatever depends on it, and what does not depend on it is told as well."""

# ruff: noqa: E501  # a ruleset stands in one row with what is told of it

from __future__ import annotations

import pytest
from tests.resolve.rulesets import HEAD, told, with_facts

# Everything that a ruleset can do with the names a (a fact), b (a rate), c (a let), f (a table) and criterion 9.
USES = """
let uses = a + c + f(a)
rate of_it: a of a + 1 if none exempt
fact part: count up to a
fact same: same as a
fact asked: count only when a > 3 and b > 5%
require "more": a >= 0
table again for v: count
    bands v
        otherwise: f(v) + c
section IX "Last" worth 90
    points at most points of 9 + 80
criterion 10 "X" worth 9
    exempt when a > 3 scoring c
    award c per full 5 of a when b > 5% and points of 9 > 1 at most 5
    bands a
        from 3: 1
        otherwise: 0
    bands b
        from 3%: 1
        otherwise: 0
    reduce by b when of_it > 3% at most 5%
    zero when uses > 3 or again(3) > 1
    points at most min(f(3); 9)
criterion 11 "Y" worth 9
    award part + same when asked is missing at most 3
grades by share of 9
    from 50% when points of 9 > 3: "a"
    otherwise: "b"
disqualify when c > 5 or exempt 9 "c"
law "more": points of 9 never falls when a rises
law "most": f(a) <= 100
example "e"
    given a = 3
    expect points of 9 = 1
"""
SOUND = {
    "a": "fact a: count",
    "b": "rate b: a of a + 1 if none 0%",
    "c": "let c = a / 2",
    "f": "table f for v: count bands v otherwise: 1",
    "9": 'section VIII "More" worth 9\ncriterion 9 "C" worth 9 award min(a; 9)',
}

MISTAKES = [
    ("a", "fact a: count up to 2.5", "bad-domain 2.5"),
    ("a", "fact a: count up to nothing", "unknown-name nothing"),
    ("a", "fact a: count default yes", "type-mismatch yes"),
    ("a", "fact a: count only when zzz > 3", "unknown-name zzz"),
    ("a", "fact a: count up to a", "circular a"),
    ("a", "fact a: list of", "planned-word list of"),
    ("b", "rate b: zzz of a + 1 if none 0%", "unknown-name zzz"),
    ("b", "rate b: a / 2 of a + 1 if none 0%", "rate-of-counts a / 2"),
    ("c", "let c = zzz", "unknown-name zzz"),
    ("c", "let c = a + 5%", "percent-number 5%"),
    ("c", "let c = c", "circular c"),
    ("c", "let c = a / 0", "division-by-zero c"),
    ("f", "table f for v: count bands v otherwise: zzz", "unknown-name zzz"),
    ("f", "table f for v: count up to 2.5 bands v otherwise: 1", "bad-domain 2.5"),
    ("f", "table f for v: count bands a otherwise: 1", "table-subject a"),
    ("9", 'section VIII "More" worth 9\ncriterion 9 "C" award min(a; 9)', "worth-missing 9"),
    (
        "9",
        'section VIII "More" worth 9\ncriterion 9 "C" worth (9 when a > 3 otherwise 3) award 9',
        "worth-depends a",
    ),
    (
        "9",
        'section VIII "More" worth 9\ncriterion 9 "C" worth 9 award 9 exempt when zzz > 3',
        "unknown-name zzz",
    ),
    (
        "9",
        'section VIII "More" worth 9\ncriterion 9 "C" worth 9 award 9 points at most zzz',
        "unknown-name zzz",
    ),
    ("9", 'section VIII "More" worth 9\ncriterion 9 "C" worth 9 award zzz reduce by 5%', "unknown-name zzz"),
    ("9", 'section VIII "More" worth 9\ncriterion 9 "C" worth 9 award points of VIII', "circular VIII"),
    (
        "9",
        'section VIII "More" worth 9\ncriterion VII.9 "C" worth 9 award 9\ncriterion 9 "D" worth 9 award 9',
        "undeclared-prefix VII.9",
    ),
]


def ruleset(**changed: str) -> str:
    """A ruleset in which everything depends on everything, with some declarations changed."""
    return "\n".join([HEAD, *(SOUND | changed).values(), USES])


def test_nothing_is_wrong_at_first() -> None:
    assert told(ruleset()) == []


@pytest.mark.parametrize(("name", "mistake", "wrong"), MISTAKES, ids=[mistake for _, mistake, _ in MISTAKES])
def test_one_mistake_is_told_once(name: str, mistake: str, wrong: str) -> None:
    assert told(ruleset(**{name: mistake})) == [wrong]


@pytest.mark.parametrize(
    ("name", "mistake", "wrong"), MISTAKES[:-1], ids=[mistake for _, mistake, _ in MISTAKES[:-1]]
)
def test_another_mistake_is_told_in_the_same_run(name: str, mistake: str, wrong: str) -> None:
    other = 'fact n: count\nsection X "X" worth 9\ncriterion 99 "Z" worth 9\naward 1 / n\naward 5%'
    assert told(ruleset(**{name: mistake}) + other) == [wrong, "division-by-zero n", "percent-number 5%"]


def test_a_name_that_nothing_declares_is_told_at_each_use() -> None:
    text = with_facts(
        'section X "X" worth 5', 'criterion 10 "X" worth 5', "award nn", "award 1 when nn > 3 and nnn"
    )
    assert told(text) == ["unknown-name nn", "unknown-name nn", "unknown-name nnn"]


def test_a_fact_that_a_statement_needs_is_told_once_for_it() -> None:
    text = with_facts(
        'section X "X" worth 5',
        'criterion 10 "X" worth 5',
        "award o per o when o > 3 or o < 1 at most 3",
        "award o + 1",
    )
    assert told(text) == ["maybe-missing o", "maybe-missing o"]


def test_what_a_let_lacks_is_told_on_the_first_use_that_nothing_guards() -> None:
    text = with_facts(
        "let ratio = m / n", "let more = ratio + o", 'section X "X" worth 5', 'criterion 10 "X" worth 5',
        "award ratio when n > 0 at most 1", "award more when o is not missing at most 1", "award ratio at most 1", "award more at most 1",
    )  # fmt: skip
    assert told(text) == ["division-by-zero more", "maybe-missing more"]

"""Circles, wherever they lead through, and the order of evaluation where there is none."""

# ruff: noqa: E501  # a ruleset stands in one row with what is told of it

from __future__ import annotations

import pytest
from tests.resolve.rulesets import HEAD, accepted, resolved, told, with_facts

NODE = 'section I "S" worth 9\ncriterion 1 "C" worth 1 {}\ncriterion 2 "D" worth 1 {}\n'


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("award points of 2", "award points of 1"),
        ("award 1 when points of 2 > 0", "award 1 per points of 1"),
        ("award 1 at most points of 2", "deduct points of 1"),
        ("bands points of 2 otherwise: 1", "bands points of 1 otherwise: 1"),
        ("bands n otherwise: points of 2", "bands n from 0 when points of 1 > 0: 1 otherwise: 0"),
        ("award 1 reduce by 5% when exempt 2", "award 1 reduce by share of 1"),
        ("award 1 zero when exempt 2", "award 1 exempt when points of 1 = 0"),
        ("award 1 exempt when n = 0 scoring points of 2", "award 1 points at most attainable of 1"),
        ("award through", "award f(1)"),
        ("award 1 when r * 2 > points of 2", "award 1 when asked"),
        ("award 1 points at least points of 2", "award (1 when q otherwise points of 1)"),
    ],
)
def test_circles_through_every_place(one: str, other: str) -> None:
    declarations = (
        "fact n: count", "fact q: yes/no", "rate r: n of n if none 0%", "let through = points of 2 + 1", "let asked = assessed 1",
        "table f for v: count bands v otherwise: points of 1",
    )  # fmt: skip
    text = HEAD + NODE.format(one, other) + "\n".join(declarations)
    assert told(text) == ["circular 1"]


@pytest.mark.parametrize(
    "statement",
    [
        "award points of I",
        "award share of I * worth",
        "award 1 when total > 0",
        "award 1 when exempt I",
        "award 1 when share of total > 5%",
    ],
)
def test_a_part_cannot_look_at_its_whole(statement: str) -> None:
    assert told(HEAD + NODE.format(statement, "award 1")) == ["circular I"]


def test_a_part_can_look_at_worths_and_at_other_sections() -> None:
    statement = "award worth of I when worth of II > 3 and points of II > 1 at most 1"
    text = (
        HEAD
        + NODE.format(statement, "award 1")
        + 'section II "T" worth 5 criterion 3 "E" worth 5 award 5\ntotal worth 14'
    )
    order = accepted(text).order
    assert (
        order.index(("node", "II"))
        < order.index(("node", "1"))
        < order.index(("node", "I"))
        < order.index(("node", ""))
    )
    assert order.index(("worth", "2")) < order.index(("node", "2"))


def test_everything_comes_after_what_it_needs() -> None:
    ruleset = accepted(with_facts(
        "let a = b + points of 1", "let b = f(n)", "table f for v: count bands v otherwise: (1 when r > 5% otherwise 0)",
        'section X "X" worth 5', 'criterion 10 "X" worth 5 award min(a; 5)',
    ))  # fmt: skip
    place = {step: number for number, step in enumerate(ruleset.order)}
    chain = [
        ("rate", "r"),
        ("table", "f"),
        ("let", "b"),
        ("let", "a"),
        ("node", "10"),
        ("node", "X"),
        ("node", ""),
    ]
    assert [place[step] for step in chain] == sorted(place[step] for step in chain)  # type: ignore[index]


def test_every_circle_is_told_once_on_the_name_that_is_written_first() -> None:
    text = with_facts("let a = b", "let b = c", "let c = a", "let h = h", "let f = i + a", "let i = f")
    assert told(text) == ["circular a", "circular h", "circular f"]


def test_two_circles_that_share_a_name() -> None:
    text = with_facts("let a = b + c", "let b = a", "let c = a")
    _, found = resolved(text)
    assert [one.message for one in found] == ["`a` needs itself: a → b → a", "`c` needs itself: c → a → c"]


def test_the_way_round_is_a_shortest_one_and_short_enough_to_read() -> None:
    _, (one,) = resolved(with_facts(*(f"let a{n} = a{(n + 1) % 500}" for n in range(500))))
    assert one.message.startswith("`a0` needs itself: a0 → a1 → a2 → ")
    assert one.message.endswith("… → a0")
    assert len(one.message) < 200
    assert len(one.labels) <= 6


def test_what_lies_in_a_circle_is_told_no_more() -> None:
    text = with_facts(
        "let a = b / n", "let b = a + nn", 'section X "X" worth 5', 'criterion 10 "X" worth 5 award a per full 5 of b',
        'disqualify when a > 3 "a"',
    )  # fmt: skip
    assert told(text) == ["circular a"]


def test_what_lies_beside_a_circle_is_told_as_well() -> None:
    text = with_facts(
        "let a = b", "let b = a", 'section X "X" worth 5', 'criterion 10 "X" worth 5 award m / n'
    )
    assert told(text) == ["circular a", "division-by-zero n"]


@pytest.mark.unmeasured
def test_long_chains() -> None:
    lets = [f"let a{n} = a{n + 1} + 1" for n in range(5_000)]
    ruleset = accepted(with_facts(*lets, "let a5000 = n", 'disqualify when a0 > 9 "a"'))
    assert [name for kind, name in ruleset.order if kind == "let"][:2] == ["a5000", "a4999"]
    nodes = [f'criterion C{n} "C" worth 1 award points of C{n + 1}' for n in range(3_000)]
    assert told(HEAD + 'section I "S"\n' + "\n".join(nodes) + '\ncriterion C3000 "C" worth 1 award 1') == []
    facts = ["fact f0: yes/no", *(f"fact f{n}: yes/no only when f{n - 1}" for n in range(1, 3_000))]
    assert told(HEAD + "\n".join(facts) + '\nsection I "S" worth 1 award 1 when f2999 and f2998') == [
        "maybe-missing f2998"
    ]

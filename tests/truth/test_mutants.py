"""Every gap and overlap that a mutation plants in a clean ruleset is found, and nothing else is.

The truth is brute force over the bounds read from the text (rows, samples, totals); the gate takes a fixed
part of the mutants, the nightly run a larger one. `python -m tests.truth.mutants` compares all of them and
prints a table by kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest
from attrs import evolve
from tests.sizes import one_in
from tests.truth import comparing
from tests.truth.comparing import POSSIBLE, as_words, compared, compared_at, counted, disagree, said_of_rows
from tests.truth.mutants import KINDS, bases, changes, mutant
from tests.truth.rows import SLUGS
from tests.truth.truth import truth_of

from emurules import check_text

ONE_IN = one_in(gate=73, nightly=13)
"""Of each kind; a prime, so that the part does not keep step with the rows of a table."""


def numbers_of(base: str) -> list[int]:
    return [number for number, one in enumerate(changes()) if one[1] == base]


@cache
def chosen() -> tuple[int, ...]:
    """One in so many of each kind, begun at another place for each, and the first mutant of each ruleset."""
    found = {numbers_of(base)[0] for base in bases()}
    for place, kind in enumerate(KINDS):
        own = [number for number, one in enumerate(changes()) if one[0] == kind]
        found.update(own[place % ONE_IN :: ONE_IN])
    return tuple(sorted(found))


@pytest.mark.parametrize("base", bases())
def test_the_rulesets_are_clean_to_begin_with(base: str) -> None:
    truth = truth_of(bases()[base])
    assert not truth.must
    assert all(reason == "a total with rules of its own" for _, reason in truth.unknown)


def test_there_are_thousands_of_mutants_of_every_kind() -> None:
    kinds = Counter(kind for kind, _, _ in changes())
    assert kinds.keys() == KINDS.keys()
    assert kinds.total() > 8000
    assert min(kinds.values()) >= 18


def test_the_part_holds_every_kind_and_every_ruleset() -> None:
    assert {changes()[number][0] for number in chosen()} == KINDS.keys()
    assert {changes()[number][1] for number in chosen()} == bases().keys()
    assert len(chosen()) >= len(changes()) // ONE_IN
    assert ONE_IN == 1 or all(ONE_IN % divisor for divisor in range(2, ONE_IN))


@pytest.mark.slow
@pytest.mark.fuzz
@pytest.mark.parametrize("base", bases())
def test_what_a_mutation_plants_is_found_and_nothing_else(
    base: str, record_property: Callable[[str, object], None]
) -> None:
    every = [compared_at(number) for number in chosen() if changes()[number][1] == base]
    record_property("mutants", len(every))
    wrong = [one for one in every if disagree(one)]
    assert not wrong, "\n".join(map(as_words, wrong[:10]))
    assert counted(every).planted > 0


@pytest.mark.unmeasured
@pytest.mark.parametrize("base", list(bases())[::2])
def test_a_check_of_the_whole_says_the_same_of_rows(base: str) -> None:
    text = changes()[numbers_of(base)[0]][2]
    slugs = SLUGS | POSSIBLE
    said = [str(one) for one in check_text(text, "<mutant>") if one.slug in slugs]
    assert said == [str(one) for one in said_of_rows(text) if one.slug in slugs]
    assert said


def test_a_checker_that_finds_nothing_or_too_much_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (bases()["counts"]).replace("above 5      : 0", "above 6      : 0")
    gap = mutant("move bound", "counts", text)
    clean = mutant("move bound", "counts", bases()["counts"])
    assert (compared(gap).outcome, compared(clean).outcome) == ("found", "harmless")
    said = comparing.said_of_rows(text)
    monkeypatch.setattr(comparing, "said_of_rows", lambda _: said)
    assert compared(clean).outcome == "false alarm"
    other = tuple(evolve(one, witness=(("late", "7"), *one.witness[1:])) for one in said)
    monkeypatch.setattr(comparing, "said_of_rows", lambda _: other)
    assert compared(gap).outcome == "false witness"
    monkeypatch.setattr(comparing, "said_of_rows", lambda _: ())
    assert compared(gap).outcome == "missed"


# ---------------------------------------------------------------- the truth, on texts worked out by hand

REST, NEVER = "redundant-otherwise", "unreachable-row"
HEAD = 'ruleset r "R"\n{facts}\nsection I "S" worth 9\ncriterion 1 "C" worth 9\n{rows}\n'


def judged(facts: str, *rows: str) -> set[tuple[str, int]]:
    """Findings by the number of the row; 0 is the line of `bands`."""
    text = HEAD.format(facts=facts, rows="\n".join(rows))
    truth = truth_of(text)
    assert not truth.unknown
    assert not truth.may
    return {(slug, line - 5) for slug, line in truth.must}


@pytest.mark.parametrize(
    ("facts", "rows", "found"),
    [
        ("fact n: count", ["bands n", "up to 4: 0", "from 5: 1"], set()),
        ("fact n: number", ["bands n", "up to 4: 0", "from 5: 1"], {("gap", 0)}),
        ("fact n: number in steps of 1", ["bands n", "up to 4: 0", "from 5: 1"], set()),
        ("fact n: number in steps of 0.5", ["bands n", "up to 4: 0", "from 5: 1"], {("gap", 0)}),
        ("fact n: count", ["bands n", "up to 5: 0", "from 5: 1"], {("overlap", 2)}),
        ("fact n: count", ["bands n", "up to 5: 0", "above 5.5: 1"], set()),
        ("fact n: count up to 5", ["bands n", "up to 5: 0", "above 5: 1"], {("unreachable-row", 2)}),
        ("fact n: count", ["bands n", "up to 5: 0", "from 6: 1", "otherwise: 2"], {(REST, 3)}),
        ("fact p: percent", ["bands p", "below 80%: 0", "from 81%: 1"], {("gap", 0)}),
        ("fact p: percent", ["bands p", "below 80%: 0", "above 80%: 1"], {("gap", 0)}),
        ("fact p: percent", ["bands p", "up to 80%: 0", "from 80%: 1"], {("overlap", 2)}),
        ("fact d: date", ["bands d", "up to 2024-02-28: 0", "from 2024-03-01: 1"], {("gap", 0)}),
        ("fact d: date", ["bands d", "up to 2023-02-28: 0", "from 2023-03-01: 1"], set()),
        ("fact y: yes/no", ["bands y", "yes: 0"], {("gap", 0)}),
        ("fact y: optional yes/no", ["bands y", "yes: 0", "otherwise: 1"], {("gap", 0)}),
        ("fact o: one of a b c", ["bands o", "a; b: 0", "b; c: 1"], {("overlap", 2)}),
        ("fact o: one of a b c", ["bands o", "a; b: 0", "otherwise: 1"], set()),
        (
            "fact n: count\nfact y: yes/no".replace("\n", " "),
            ["bands n", "below 3 when y: 1", "from 3 when y: 2", "below 3: 3"],
            {("gap", 0), ("overlap", 3)},
        ),
        (
            "fact n: count fact y: yes/no",
            ["bands n when y", "below 3 when y: 1", "below 3 when not y: 1", "from 3: 3"],
            {("unreachable-row", 2)},
        ),
        (
            "fact w: count fact p: count up to w rate r: p of w if none exempt",
            ["bands r", "below 1/3: 0", "from 1/3 to below 100%: 1", "100%: 2"],
            set(),
        ),
        (
            "fact w: count up to 4 fact p: count up to w rate r: p of w if none exempt",
            ["bands r", "below 60%: 0", "from 66% to below 75%: 1", "from 75%: 2"],
            set(),
        ),
        (
            "fact w: count fact p: count rate r: p of w if none exempt",
            ["bands r", "below 100%: 0", "100%: 2"],
            {("gap", 0)},
        ),
        (
            "fact y: yes/no fact n: count only when y",
            ["bands n when y", "below 3: 1"],
            {("gap", 0)},
        ),
        (
            'fact a: count fact b: count up to a fact y: yes/no require "r": a >= 3',
            ["bands a", "from 3: 1", "below 3: 0"],
            {("unreachable-row", 2)},
        ),
    ],
)  # fmt: skip
def test_the_truth_of_small_texts(facts: str, rows: list[str], found: set[tuple[str, int]]) -> None:
    assert judged(facts, *rows) == found


POINTS = """ruleset r "R"
fact a: one of low high
fact b: count up to 3
fact y: yes/no
section I "S" worth 7
criterion 1 "A" worth 4
bands a
low: 1
high: 4
criterion 2 "B" worth 3
award 1 per b
"""


@pytest.mark.parametrize(
    ("grades", "found"),
    [
        (("by total", "up to 3: 'x'", "from 4: 'y'"), set()),
        (("by total", "up to 3: 'x'", "from 5: 'y'"), {("gap", 0)}),
        (("by total", "up to 4: 'x'", "from 4: 'y'"), {("overlap", 2)}),
        (("by points of 1", "below 2: 'x'", "above 3: 'y'"), set()),  # nobody has 2 or 3
        (("by points of 1", "below 2: 'x'", "above 4: 'y'"), {("gap", 0), ("unreachable-row", 2)}),
        (("by share of total", "below 50%: 'x'", "above 50%: 'y'"), set()),
        (("by share of I", "below 1%: 'x'", "from 1%: 'y'"), {("unreachable-row", 1)}),
        (("by total", "up to 3 when y: 'x'", "from 4: 'y'", "below 4 when not y: 'z'"), set()),
        (("by total best that holds", "from 5: 'x'", "from 3: 'y'", "from 2: 'z'"), {("gap", 0)}),
        (("by total best that holds", "from 3: 'x'", "from 5: 'y'", "otherwise: 'z'"), {(NEVER, 2)}),
        (("by total best that holds", "from 3: 'x'", "from 1: 'y'", "otherwise: 'z'"), {(REST, 3)}),
    ],
)  # fmt: skip
def test_the_truth_of_gradings(grades: tuple[str, ...], found: set[tuple[str, int]]) -> None:
    truth = truth_of(f"{POINTS}grades " + "\n".join(grades).replace("'", '"') + "\n")
    assert not truth.unknown
    assert {(slug, line - 12) for slug, line in truth.must} == found

"""The checks of habit against brute force; which messages come where, the case files say."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import emurules
from emurules.diagnostics import Diagnostic
from emurules.diagnostics.catalogue.habits import KINDS
from emurules.driver import shipped

ROOT = Path(__file__).parents[2]
# Errors that keep no check from running.
PROVEN_LATER = {"refuted-law", "gap", "overlap", "failing-example"}
SLUGS = {kind.slug for kind in KINDS}
RELATIONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge
}  # fmt: skip


def of(text: str, *slugs: str) -> list[Diagnostic]:
    found = emurules.check_text(text)
    errors = {one.slug for one in found if one.severity == "error"}
    assert errors <= PROVEN_LATER, [str(one) for one in found]
    return [one for one in found if one.slug in slugs]


def covered(found: Diagnostic) -> str:
    assert found.source is not None
    return found.source.slice(found.labels[0].span)


# ---------------------------------------------------------------- what is shown as good has no finding

GOOD = [*(ROOT / "tests" / "corpus").glob("*/ruleset.emu"), *(ROOT / "src/emurules/cli/starters").iterdir()]


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", shipped())
def test_shipped_rulesets_have_no_bad_habits(name: str) -> None:
    assert [str(one) for one in emurules.check(name) if one.slug in SLUGS] == []


@pytest.mark.unmeasured
@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_corpus_and_starters_have_no_bad_habits(path: Path) -> None:
    assert of(path.read_text(encoding="utf-8"), *SLUGS) == []


# ---------------------------------------------------------------- unused

uses = st.lists(st.lists(st.integers(0, 30), max_size=3), min_size=1, max_size=12)


@given(uses, st.sets(st.integers(0, 12), max_size=3), st.booleans())
def test_unused_is_what_no_criterion_reaches(links: list[list[int]], roots: set[int], reverse: bool) -> None:
    names = [f"x{number}" for number in range(len(links))]
    needed = {number: {at % number for at in some} if number else set() for number, some in enumerate(links)}
    sums = {number: " + ".join(["1", *(names[at] for at in sorted(some))]) for number, some in needed.items()}
    lines = ["fact x0: count", *(f"let {names[number]} = {sums[number]}" for number in list(sums)[1:])]
    used = {at for at in roots if at < len(links)}
    award = " + ".join(["1", *(names[at] for at in sorted(used))])
    for number in reversed(range(len(links))):
        used |= needed[number] if number in used else set()
    body = "\n".join(reversed(lines) if reverse else lines)
    text = f'ruleset r "R"\n{body}\nsection I "S" worth 9 award {award} at most 9'
    found = of(text, "unused-fact", "unused-name")
    assert {covered(one) for one in found} == {
        names[number] for number in range(len(links)) if number not in used
    }
    assert len({covered(one) for one in found}) == len(found)
    for one in found:
        by_unused = any(names.index(covered(one)) in needed[at] for at in needed if at not in used)
        assert (one.variant == "through") == by_unused


# ---------------------------------------------------------------- settled comparisons


@given(
    st.integers(-3, 3),
    st.integers(0, 8),
    st.sampled_from(["1", "2", "3", "0.5"]),
    st.sampled_from(sorted(RELATIONS)),
    st.integers(-12, 24),
    st.sampled_from([1, 2, -1, -3]),
    st.booleans(),
)
def test_a_comparison_is_settled_if_all_values_agree(
    low: int, length: int, step: str, relation: str, halves: int, factor: int, mirrored: bool
) -> None:
    bound, size = Fraction(halves, 2), Fraction(step)
    values = [low + size * number for number in range(int(length / size) + 1)]
    outcomes = {RELATIONS[relation](factor * value, bound) for value in values}
    sides = [f"{factor} * n", f"{halves}/2"]
    turned = relation.translate(str.maketrans("<>", "><"))
    written = f"{sides[1]} {turned} {sides[0]}" if mirrored else f"{sides[0]} {relation} {sides[1]}"
    text = (
        f'ruleset r "R"\nfact n: number from {low} to {low + length} in steps of {step}\n'
        f'section I "S" worth 9\n    award 1 when {written}'
    )
    found = of(text, "settled-condition")
    assert [one.variant for one in found] == (
        [{True: "always", False: "never"}[outcomes.pop()]] if len(outcomes) == 1 else []
    )


# ---------------------------------------------------------------- bands that fall


@given(
    st.lists(st.integers(0, 5), min_size=2, max_size=5),
    st.permutations(range(5)),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["n", "2 * n - 3", "7 - n", "share", "lack"]),
)
def test_bands_fall_if_some_unit_gets_less_for_more(
    points: list[int], order: list[int], deduct: bool, more: bool, subject: str
) -> None:
    of_rate = subject in ("share", "lack")
    edges = [f"{20 * at}%" if of_rate else str(2 * at) for at in range(1, len(points))]
    rows = [f"below {edges[0]}: {points[0]}"]
    rows += [
        f"from {a} to below {b}: {p}" for a, b, p in zip(edges[:-1], edges[1:], points[1:-1], strict=True)
    ]
    rows.append(f"from {edges[-1]}: {points[-1]}")
    written = "\n".join(rows[at] for at in order if at < len(rows))
    rises = subject not in ("7 - n", "lack")
    signed = [-one if deduct else one for one in (points if rises else points[::-1])]
    wrong = any((a > b) == more and a != b for a, b in pairwise(signed))
    text = (
        f'ruleset r "R"\nfact n: count up to all\nfact all: count\n'
        "rate share: n of all if none exempt\nrate lack: all - n of all if none exempt\n"
        f'section I "S" worth 9\n    {"deduct " if deduct else ""}bands {subject}\n{written}\n'
        f'law "l": total never {"falls" if more else "rises"} when n rises'
    )
    assert bool(of(text, "bands-fall")) == wrong


# ---------------------------------------------------------------- sources


@given(st.lists(st.tuples(st.sampled_from(["section", "criterion", "part"]), st.booleans()), max_size=12))
def test_every_criterion_without_a_source_is_told_of_in_one_finding(nodes: list[tuple[str, bool]]) -> None:
    lines, parents, sourced = (
        ['ruleset r "R"', 'section S "S" worth 1'],
        {"S": ""},
        {"S": False},
    )
    section, criterion = "S", ""
    for number, (form, has_source) in enumerate(nodes):
        if form == "section":
            id, section, criterion, parent = f"S{number}", f"S{number}", "", ""
        elif form == "part" and criterion:
            id, parent = f"{criterion}.{number}", criterion
        else:
            id = criterion = f"c{number}"
            parent = section
        word = "section" if form == "section" else "criterion"
        parents[id], sourced[id] = parent, has_source
        lines.append(f'{word} {id} "T" worth 1' + (' source "s"' if has_source else ""))

    def lacks(id: str) -> bool:
        return id == "" or (not sourced[id] and lacks(parents[id]))

    def above(id: str, top: str) -> bool:
        return id == top or (id != "" and above(parents[id], top))

    inner = set(parents.values())
    wanted = {id for id in parents if lacks(id) and (id.startswith("c") or id not in inner)}
    found = of("\n".join(lines), "no-source")
    assert [int(dict(one.params)["count"]) for one in found] == ([len(wanted)] if wanted else [])
    for one in found:
        tops = re.findall("`(.+?)`", dict(one.params).get("ids", f"`{covered(one)}`"))
        assert covered(one) == tops[0]
        assert len(tops) == 12 or all(any(above(id, top) for top in tops) for id in wanted)
        assert all(any(above(id, top) for id in wanted) for top in tops)
    head = of("\n".join([f'{lines[0]} source "Decision 1"', *lines[1:]]), "no-source")
    assert head == []


def test_a_comment_takes_its_criterion_out_of_what_is_told_together() -> None:
    text = 'ruleset r "R"\n' + "".join(f'criterion {it} "C" award 1{{{it}}}\n' for it in "abc")
    silent = "  # allow no-source, no-evidence: of old"
    for slug in ("no-source", "no-evidence"):
        one = of(text.format(a="", b="", c=""), slug)
        assert [dict(it.params)["ids"] for it in one] == ["`a`, `b`, `c`"]
        one = of(text.format(a=silent, b="", c=""), slug)
        assert [dict(it.params)["ids"] for it in one] == ["`b`, `c`"]
        assert [covered(it) for it in of(text.format(a=silent, b=silent, c=""), slug)] == ["c"]
        assert of(text.format(a=silent, b=silent, c=silent), slug, "unused-silencing") == []


# ---------------------------------------------------------------- names


@given(st.lists(st.from_regex(r"[a-eO0lI1][a-e_O0lI1]{0,3}", fullmatch=True), max_size=20, unique=True))
def test_a_name_is_told_of_once_if_it_looks_like_one_before_it(drawn: list[str]) -> None:
    names = [name for name in drawn if name[0].isalpha()]
    text = 'ruleset r "R"\n' + "".join(f"fact {name}: count\n" for name in names)
    found = [covered(one) for one in of(text + 'section I "S" worth 1 award 1', "confusable-name")]
    assert len(found) == len(set(found))
    shapes = [name.translate(str.maketrans("lIO", "110")) for name in names]
    alike = {name for at, name in enumerate(names) if shapes[at] in shapes[:at]}
    assert alike <= set(found)
    plain = [name for name in names if name.islower() and "_" not in name and "l" not in name]
    assert found == [] or plain != names

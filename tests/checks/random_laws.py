"""Small rulesets with laws, over so few units that each can be asked about."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from attrs import frozen
from hypothesis import strategies as st

from emurules.driver import compile_source
from emurules.errors import EvaluationError
from emurules.evaluation import admit, evaluate
from emurules.evaluation.trace import Trace
from emurules.model.facts import Facts
from emurules.model.ruleset import Ruleset
from emurules.model.values import MISSING
from emurules.source import Source

HEAD = """ruleset r "R"
fact a: count up to 3
fact b: count up to a
fact n: number from -0.5 to 0.5 in steps of 0.5
fact q: yes/no
fact k: one of
    x
    y
fact o: optional count up to 1
fact c: count up to 1 only when q
rate part: b of a if none {none}
rate rest: a - b of a if none {none}
let some = {number}
"""
VALUES: dict[str, list[object]] = {
    "a": [0, 1, 2, 3],
    "b": [0, 1, 2, 3],
    "n": [Fraction(one, 2) for one in (-1, 0, 1)],
    "q": [False, True],
    "k": ["x", "y"],
    "o": [None, 0, 1],
    "c": [None, 0, 1],
}
WORDS = {
    "none": ["exempt", "0%", "100%", "50%"],
    "number": ["a", "b", "n", "a - b", "b + n", "2 * n - a", "b * n", "max(a; 2 * n)", "round(n; 1)"],
    "require": ["n >= 0", "a >= 1", "b + n <= 2", "q or a = 3", "k is x", "not q or b >= 1", "n * n <= 0.2"],
    "condition": [
        "q",
        "k is x",
        "a > 1",
        "b = a",
        "n >= 0",
        "a > 0 and part >= 50%",
        "some > 1",
        "tally(q; k is x; a = 2) = 2",
        "o is missing",
        "not q or c = 1",
        "a > 0 and rest > 30%",
    ],
    "award": [
        "award 1 when {condition}",
        "award 0.5 per b",
        "award part",
        "award rest * 2",
        "award 1 per full 2 of a",
        "deduct 0.5 when {condition}",
        "award max(some; 0) at most 2",
        "award 0.25 + n * n",
        "award (b when q otherwise 1)",
        "bands part\n        from 50%: 2\n        below 50%: {low}",
        "bands a\n        from 2: {low}\n        below 2: 1",
        "bands n\n        from 0 when q: 1\n        otherwise: {low}",
        "award 1 when b >= 1 and k is y",
        "bands o\n        0: 0\n        1: {low}\n        missing: 1",
        "award points of 1 when q",
    ],
    "low": ["0", "0.5", "1", "3"],
    "more": [
        "",
        "exempt when {condition}",
        "exempt when {condition} scoring 1",
        "zero when {condition}",
        "rounded to 0.5",
        "reduce by 50% when {condition}",
        "points at most 1.5",
        "points at least 0.5",
        "rounded down to 1",
    ],
    "over": [
        "",
        "best of parts",
        "zero when {condition}",
        "exempt when {condition}",
        "points at most 2",
        "reduce by 10% per a",
    ],
    "worth": ["worth 6", "worth 6 rescaled", ""],
    "quantity": [
        "points of 1",
        "points of 2",
        "points of 3",
        "points of I",
        "total",
        "share of I",
        "attainable of I",
        "points of II",
    ],
    "fact": ["a", "b", "n", "q", "c", "o"],
    "moves": ["never falls", "never rises"],
    "relation": ["<=", ">=", "<", "!="],
    "claim": [
        "total {relation} {bound}",
        "total {relation} points of I",
        "{condition} or total {relation} {bound}",
        "attainable of I {relation} {bound}",
        "not ({condition}) or total >= {bound}",
    ],
    "bound": ["-1", "0", "1", "1.5", "3", "5", "6"],
}


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A ruleset of three criteria, a penalty and some laws."""

    def filled(template: str) -> str:
        while "{" in template:
            start, end = template.index("{"), template.index("}")
            word = draw(st.sampled_from(WORDS[template[start + 1 : end]]))
            template = template[:start] + word + template[end + 1 :]
        return template

    lines = [filled(HEAD)]
    if draw(st.booleans()):
        lines.append(filled('require "r": {require}'))
    lines += ['section I "I" ' + filled("{worth}"), *(f"    {one}" for one in [filled("{over}")] if one)]
    for id in ("1", "2", "3"):
        lines.append(f'criterion {id} "C" worth 2')
        award = filled("{award}")
        while id == "1" and "points of 1" in award:
            award = filled("{award}")
        lines += [f"    {one}" for one in (award, filled("{more}")) if one]
    lines += [
        'section II "II" penalty worth 2',
        'criterion 4 "C" worth 2',
        filled("    deduct 1 when {condition}"),
    ]
    for number in range(draw(st.integers(2, 4))):
        lines.append(filled(f'law "m{number}": {{quantity}} {{moves}} when {{fact}} rises'))
    for number in range(draw(st.integers(1, 2))):
        lines.append(filled(f'law "p{number}": {{claim}}'))
    return "\n".join(lines) + "\n"


def ruleset_of(text: str) -> Ruleset | None:
    return compile_source(Source("x", text)).ruleset


@frozen
class Unit:
    facts: Facts
    trace: Trace


def units(ruleset: Ruleset) -> list[Unit]:
    """Every admissible unit that can be scored."""
    found = []
    for values in product(*VALUES.values()):
        raw = {name: it for name, it in zip(VALUES, values, strict=True) if it is not None}
        facts, _ = admit(ruleset, raw, "en")
        if facts is None:
            continue
        try:
            found.append(Unit(facts, evaluate(ruleset, facts)))
        except EvaluationError:
            continue
    return found


def rest_of(unit: Unit, fact: str) -> tuple[object, ...]:
    return tuple(value for name, value in unit.facts.values if name != fact)


def rises(low: object, high: object) -> bool:
    return low is not MISSING and high is not MISSING and low < high  # type: ignore[operator]

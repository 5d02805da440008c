"""Short rulesets for the tests of the resolver, and what is found in them."""

# a ruleset stands in one row with what is told of it

from __future__ import annotations

from emurules.diagnostics import Diagnostic, Language
from emurules.model.ruleset import Ruleset
from emurules.resolve import resolve
from emurules.source import Source
from emurules.syntax import parse

HEAD = 'ruleset r "R"\n'
# One fact of each type, which stand in the way of nothing.
FACTS = """
fact n: count
fact m: count up to n
fact x: number
fact p: percent
fact g: percent from -100% to 200%
fact d: date
fact e: date
fact q: yes/no
fact z: yes/no
fact k: one of red green blue
fact l: same as k
fact o: optional count
fact oq: optional yes/no
fact w: count only when q
rate r: m of n if none 0%
rate s: m of n if none exempt
table t for v: count
    bands v
        otherwise: 1
section I "S" worth 100
criterion 1 "C" worth 10
    award 1
criterion 2 "D" worth 10
    exempt when q
    award 1
section II "B" bonus worth 5
criterion 3 "E" worth 5
    award 1
section III "P" penalty worth 5
criterion 4 "F" worth 5
    deduct 1
"""


def resolved(text: str, language: Language | None = None) -> tuple[Ruleset | None, tuple[Diagnostic, ...]]:
    """The model of a text that the syntax accepts, and what is found in it."""
    tree, problems = parse(Source("test.emu", text))
    assert tree is not None, [str(one) for one in problems]
    return resolve(tree, language)


def accepted(text: str) -> Ruleset:
    """The model of a text in which nothing is wrong."""
    ruleset, found = resolved(text)
    assert not found, [str(one) for one in found]
    assert ruleset is not None
    return ruleset


def told(text: str) -> list[str]:
    """What is found in a text: each slug with the words that it is about."""
    ruleset, found = resolved(text)
    assert (ruleset is None) == bool(found)
    return [f"{one.slug} {one.source.slice(one.labels[0].span)}" for one in found if one.source]


def slugs(text: str) -> list[str]:
    """The slugs of what is found in a text, in its order."""
    return [one.partition(" ")[0] for one in told(text)]


def with_facts(*declarations: str) -> str:
    """A ruleset with the usual facts and tree, and more declarations."""
    return "\n".join([HEAD, FACTS, *declarations])


def criterion(*statements: str, worth: str = "1_000", facts: str = "") -> str:
    """A ruleset whose last criterion, 9, has some statements."""
    return "\n".join(
        [HEAD, facts, FACTS, f'section IX "Last" worth 1_000\ncriterion 9 "X" worth {worth}', *statements]
    )


def value(expression: str) -> str:
    """A ruleset that has an expression in a let which nothing else uses."""
    return with_facts(f"let it = {expression}")


def condition(expression: str) -> str:
    """A ruleset that asks a condition of every unit."""
    return criterion(f"award 1 when {expression}")

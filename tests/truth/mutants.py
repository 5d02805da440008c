"""Mutants of clean rulesets: a change at one place of one set of rows, and what brute force says about it.

`mutants_of` changes the text at the places of its tree, so that comments and layout stay and lines are real.
Which kinds there are, `KINDS` says. The corpus is every shipped ruleset and every one of the tests' tables,
in both dialects, without laws and examples (which say nothing about rows).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

from attrs import frozen
from tests.dialects import swapped
from tests.truth.evaluating import LeftOut, Names, names_of, walk
from tests.truth.rows import Rows, sets_of_rows
from tests.truth.truth import Truth, truth_of
from tests.truth.variables import constant

from emurules.source import Source, Span
from emurules.syntax import nodes, parse

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]

KINDS = {
    "move bound": "a bound moved by a step: 1, the grid's step, a percent, a day",
    "nudge bound": "a bound moved by less than a step",
    "open end": "an end opened: `from 5` becomes `above 5`",
    "close end": "an end closed: `below 5` becomes `up to 5`",
    "widen": "an end taken away: `from 5 to 9` becomes `from 5`",
    "drop row": "a row left out",
    "drop otherwise": "`otherwise` left out",
    "double row": "a row written twice, the second time with the points of another",
    "add otherwise": "`otherwise` where nothing is left",
    "drop guard": "a row's condition left out",
    "negate guard": "a row's condition turned round",
    "move guard": "a number or a comparison in a row's condition changed",
    "swap option": "another option, yes for no",
    "drop option": "one option of several left out",
}
WORDS = {
    "en": {
        "from": "from", "to": "to", "above": "above", "below": "below", "up to": "up to", "not": "not",
        "otherwise": "otherwise", "yes": "yes", "no": "no",
    },
    "vi": {
        "from": "từ", "to": "đến", "above": "trên", "below": "dưới", "up to": "không quá",
        "not": "không phải", "otherwise": "còn lại", "yes": "có", "no": "không",
    },
}  # fmt: skip

Row = nodes.Row | nodes.GradeRow
Edit = tuple[str, int, int, str]
"""A kind, where the text is cut out, and what comes in its place."""


@frozen
class Mutant:
    """A changed text; `truth` is None, with the reason, where brute force does not reach the change."""

    kind: str
    base: str
    text: str
    truth: Truth | None
    reason: str = ""


@cache
def bases() -> dict[str, str]:
    """The clean rulesets by name and dialect."""
    files = [*CHECKOUT.glob("rulesets/*.emu"), *CHECKOUT.glob("tests/corpus/*/ruleset.emu")]
    found = {}
    for file in sorted([*files, *HERE.glob("tables/*.emu")]):
        name = file.parent.name if file.name == "ruleset.emu" else file.stem
        text = re.split(
            r"^(?:# ---- Laws|law|nguyên tắc|example|ví dụ)", file.read_text("utf-8"), flags=re.MULTILINE
        )[0]
        found[name] = text
        found[f"{name}, swapped"] = swapped(text)
    return found


@cache
def changes() -> tuple[tuple[str, str, str], ...]:
    """All of them as kind, base and text, in a fixed order, no text twice."""
    found: dict[str, tuple[str, str, str]] = {}
    for base, text in bases().items():
        for kind, changed in mutants_of(text):
            found.setdefault(changed, (kind, base, changed))
    return tuple(found.values())


def mutant(kind: str, base: str, text: str) -> Mutant:
    """A changed text with what brute force says about it."""
    try:
        return Mutant(kind, base, text, truth_of(text))
    except LeftOut as reason:
        return Mutant(kind, base, text, None, str(reason))


def mutants_of(text: str) -> Iterator[tuple[str, str]]:
    """Every change of every set of rows: its kind and the text that comes out."""
    source = Source("<clean>", text)
    tree, problems = parse(source)
    assert tree is not None, problems
    names = names_of(tree.declarations)
    for rows in sets_of_rows(tree, names):
        for kind, start, end, piece in _edits(rows, source, tree.language, names):
            yield kind, text[:start] + piece + text[end:]


def _edits(rows: Rows, source: Source, language: str, names: Names) -> Iterator[Edit]:
    step = _step(rows, names)
    options = _options(rows, names)
    for number, row in enumerate(rows.rows):
        yield from _of_row(rows, number, source)
        match row.head:
            case nodes.Range() as head:
                yield from _of_range(head, step, language)
            case nodes.Exactly(value=bound) if _is_bound(bound):
                yield from _moved(bound, step, language)
            case nodes.Exactly(value=nodes.Truth(value=truth, span=span)):
                yield "swap option", span.start, span.end, WORDS[language]["no" if truth else "yes"]
            case nodes.Among(options=among):
                yield from _of_options(among, options)
        if row.guard is not None:
            yield from _of_guard(row, source, language, names)
    if not any(isinstance(row.head, nodes.Otherwise) for row in rows.rows):
        last = rows.rows[-1]
        indent = "\n" + " " * (source.position(last.span.start)[1] - 1)
        added = f"{indent}{WORDS[language]['otherwise']}: {_points(last, source)}"
        yield "add otherwise", last.span.end, last.span.end, added


# ---------------------------------------------------------------- rows


def _of_row(rows: Rows, number: int, source: Source) -> Iterator[Edit]:
    row = rows.rows[number]
    start, end = row.span.start, row.span.end
    kind = "drop otherwise" if isinstance(row.head, nodes.Otherwise) else "drop row"
    line = source.text.rfind("\n", 0, start)
    yield kind, (line if source.text[line:start].isspace() else start), end, ""
    other = rows.rows[number - 1]
    points = row.points if isinstance(row, nodes.Row) else row.label
    again = source.text[start : points.span.start] + _points(other, source)
    indent = "\n" + " " * (source.position(start)[1] - 1)
    yield "double row", end, end, indent + again
    last = rows.rows[-1].span.end
    if last != end:
        yield "double row", last, last, indent + again


def _points(row: Row, source: Source) -> str:
    return source.slice((row.points if isinstance(row, nodes.Row) else row.label).span)


# ---------------------------------------------------------------- bounds


def _step(rows: Rows, names: Names) -> Fraction | None:
    """The grid of the subject, if it is a fact or a parameter with one."""
    name = rows.subject.name if isinstance(rows.subject, nodes.NameUse) else ""
    fact = names.facts.get(name)
    if rows.local is not None and rows.local.name == name:
        return rows.local.step
    match fact and fact.type:
        case nodes.CountType():
            return Fraction(1)
        case nodes.NumberType(step=step) | nodes.PercentType(step=step) if step is not None:
            return constant(step)
    return None


def _is_bound(node: object) -> bool:
    return all(
        isinstance(one, nodes.Number | nodes.Percent | nodes.Date | nodes.Negative | nodes.Arithmetic)
        for one in walk(node)
    )


def _moved(bound: nodes.Expression, step: Fraction | None, language: str) -> Iterator[Edit]:
    place = bound.span
    if isinstance(bound, nodes.Date):
        for days in (1, -1):
            written = type(bound.value).fromordinal(bound.value.toordinal() + days).isoformat()
            yield "move bound", place.start, place.end, written
        return
    percent = any(isinstance(one, nodes.Percent) for one in walk(bound))
    wide = step or (Fraction(1, 100) if percent else Fraction(1, 10))
    small = wide / 2 if step else wide / 100
    number = constant(bound)
    for kind, change in (("move bound", wide), ("nudge bound", small)):
        for moved in (number + change, number - change):
            yield kind, place.start, place.end, written_number(moved, percent, language)


def written_number(number: Fraction, percent: bool, language: str) -> str:
    """A number as the dialect writes it."""
    shown = number * 100 if percent else number
    sign, shown = ("-" if shown < 0 else ""), abs(shown)
    for places in range(12):
        if (shown * 10**places).denominator == 1:
            digits = str(int(shown * 10**places)).rjust(places + 1, "0")
            whole, part = (digits[:-places], digits[-places:]) if places else (digits, "")
            mark = "," if language == "vi" else "."
            return f"{sign}{whole}{mark + part if part else ''}{'%' if percent else ''}"
    assert not percent
    return f"{sign}{shown.numerator}/{shown.denominator}"


def _of_range(head: nodes.Range, step: Fraction | None, language: str) -> Iterator[Edit]:
    for bound in (head.lower, head.upper):
        if bound is not None:
            yield from _moved(bound, step, language)
    place = head.span
    shapes: list[tuple[str, nodes.Expression | None, nodes.Expression | None, bool, bool]] = []
    if head.lower is not None:
        kind = "close end" if head.lower_open else "open end"
        shapes.append((kind, head.lower, head.upper, not head.lower_open, head.upper_open))
    if head.upper is not None:
        kind = "close end" if head.upper_open else "open end"
        shapes.append((kind, head.lower, head.upper, head.lower_open, not head.upper_open))
    if head.lower is not None and head.upper is not None:
        shapes.append(("widen", head.lower, None, head.lower_open, False))
        shapes.append(("widen", None, head.upper, False, head.upper_open))
    for kind, lower, upper, lower_open, upper_open in shapes:
        yield (
            kind,
            place.start,
            place.end,
            written_range(_bound(lower, language), _bound(upper, language), lower_open, upper_open, language),
        )


def _bound(node: nodes.Expression | None, language: str) -> str | None:
    if node is None or isinstance(node, nodes.Date):
        return None if node is None else node.value.isoformat()
    percent = any(isinstance(one, nodes.Percent) for one in walk(node))
    return written_number(constant(node), percent, language)


def written_range(
    lower: str | None, upper: str | None, lower_open: bool, upper_open: bool, language: str
) -> str:
    """A head of a row in a dialect."""
    words = WORDS[language]
    if lower is None:
        return f"{words['below' if upper_open else 'up to']} {upper}"
    start = f"{words['above' if lower_open else 'from']} {lower}"
    if upper is None:
        return start
    return f"{start} {words['to']} {words['below'] + ' ' if upper_open else ''}{upper}"


# ---------------------------------------------------------------- options and guards


def _options(rows: Rows, names: Names) -> list[str]:
    if rows.local is not None:
        return [str(one) for one in rows.local.options]
    return _options_of(rows.subject.name if isinstance(rows.subject, nodes.NameUse) else "", names)


def _options_of(name: str, names: Names) -> list[str]:
    fact = names.facts.get(name)
    match fact and fact.type:
        case nodes.SameType(fact=other):
            return _options_of(other.text, names)
        case nodes.ChoiceType(options=options):
            return [one.name.text for one in options]
    return []


def _of_options(among: tuple[nodes.Name, ...], options: list[str]) -> Iterator[Edit]:
    taken = {one.text for one in among}
    for one in among:
        for other in options:
            if other not in taken:
                yield "swap option", one.span.start, one.span.end, other
    for one, after in pairwise(among):
        yield "drop option", one.span.start, after.span.start, ""
        yield "drop option", one.span.end, after.span.end, ""


def _of_guard(row: Row, source: Source, language: str, names: Names) -> Iterator[Edit]:
    guard = row.guard
    assert guard is not None
    yield "drop guard", row.head.span.end, guard.span.end, ""
    negated = f"{WORDS[language]['not']} ({source.slice(guard.span)})"
    yield "negate guard", guard.span.start, guard.span.end, negated
    for node in walk(guard):
        match node:
            case nodes.Is(subject=nodes.NameUse(name=name), value=nodes.NameUse(name=option, span=span)):
                for other in _options_of(name, names):
                    if other != option:
                        yield "swap option", span.start, span.end, other
            case nodes.Comparison(operator=sign, left=left, right=right) if sign in FLIPPED:
                between = Span(left.span.end, right.span.start)
                flipped = source.slice(between).replace(sign, FLIPPED[sign])
                yield "move guard", between.start, between.end, flipped
                if isinstance(right, nodes.Number | nodes.Percent | nodes.Date):
                    for _, start, end, piece in _moved(
                        right, Fraction(1, 100) if isinstance(right, nodes.Percent) else Fraction(1), language
                    ):
                        yield "move guard", start, end, piece


FLIPPED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}


if __name__ == "__main__":
    from tests.truth.comparing import main

    main()

"""The layout of facts, requirements and derived values."""

# ruff: noqa: D103  # whose layout a function makes, its name says

from __future__ import annotations

from collections.abc import Iterator

from emurules.syntax import nodes
from emurules.syntax.layout.breaks import Break, of_expression
from emurules.syntax.layout.line import INSIDE, PARTS, STEP, WITHIN, Line, of_doc, of_docs, of_label
from emurules.syntax.layout.reading import Reading
from emurules.syntax.layout.rows import of_bands


def of_fact(fact: nodes.Fact, at: Reading) -> Iterator[Line]:
    """A fact: what says when and by default goes on its line, texts and options go below it."""
    colon = at.after((fact.title or fact.name).span.end)
    beside = () if isinstance(fact.type, nodes.ChoiceType) else _modifiers(fact)
    breaks = [*of_label(fact.title, WITHIN), (at.after(colon + 1), PARTS), *_of_type(fact.type, at)]
    for modifier in beside:
        breaks += [(modifier.span.start, PARTS), *_of_modifier(modifier, at)]
    yield Line(fact.span.start, 0, tuple(breaks))
    yield from _of_options(fact.type, STEP)
    for item in fact.items[len(beside) :]:
        match item:
            case nodes.Default() | nodes.OnlyWhen() | nodes.Fixed() | nodes.MoreIsWorse():
                yield Line(item.span.start, STEP, tuple(_of_modifier(item, at)))
            case _:
                yield from of_doc(item, STEP, at)


_Modifier = nodes.Default | nodes.OnlyWhen | nodes.Fixed | nodes.MoreIsWorse


def _modifiers(fact: nodes.Fact) -> tuple[_Modifier, ...]:
    """What follows the type before any text."""
    found: list[_Modifier] = []
    for item in fact.items:
        if not isinstance(item, _Modifier):
            break
        found.append(item)
    return tuple(found)


def _of_modifier(item: _Modifier, at: Reading) -> Iterator[Break]:
    if isinstance(item, nodes.OnlyWhen):
        yield from of_expression(item.condition, INSIDE, at)


def _of_type(kind: nodes.Type, at: Reading) -> Iterator[Break]:
    if isinstance(kind, nodes.NumberType) and kind.unit is not None:
        yield at.before(kind.unit.span.start), WITHIN


def _of_options(kind: nodes.Type, indent: int) -> Iterator[Line]:
    """Options stand below each other, and so do their titles."""
    if not isinstance(kind, nodes.ChoiceType):
        return
    for option in kind.options:
        stop = -1 if option.title is None else option.title.span.start
        yield Line(
            option.span.start,
            indent,
            tuple(of_label(option.title, PARTS)),
            kind="option",
            group=kind.span.start,
            stop=stop,
        )


def of_require(require: nodes.Require, at: Reading) -> Iterator[Line]:
    breaks = [*of_label(require.text, WITHIN), (require.condition.span.start, PARTS)]
    yield Line(require.span.start, 0, (*breaks, *of_expression(require.condition, INSIDE, at)))
    yield from of_docs(require.docs, at)


def of_rate(rate: nodes.Rate, at: Reading) -> Iterator[Line]:
    none = at.after(rate.whole.span.end)
    breaks = [
        *of_label(rate.title, WITHIN),
        (rate.part.span.start, PARTS),
        *of_expression(rate.part, INSIDE, at),
        (at.before(rate.whole.span.start), WITHIN),
        *of_expression(rate.whole, INSIDE, at),
        (none, WITHIN),
    ]
    yield Line(rate.span.start, 0, tuple(breaks), kind="rate")
    yield from of_docs(rate.docs, at)


def of_let(let: nodes.Let, at: Reading) -> Iterator[Line]:
    breaks = [*of_label(let.title, WITHIN), (let.value.span.start, PARTS)]
    yield Line(let.span.start, 0, (*breaks, *of_expression(let.value, INSIDE, at)))
    yield from of_docs(let.docs, at)


def of_table(table: nodes.Table, at: Reading) -> Iterator[Line]:
    yield Line(
        table.span.start,
        0,
        (*of_label(table.title, WITHIN), (at.before(table.parameter.span.start), PARTS)),
    )
    yield from _of_options(table.type, 2 * STEP)
    for part in sorted((*table.docs, table.bands), key=_start):
        match part:
            case nodes.Bands():
                yield from of_bands(part, STEP, at)
            case _:
                yield from of_doc(part, STEP, at)


def _start(node: nodes.Doc | nodes.Bands) -> int:
    return node.span.start

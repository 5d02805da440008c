"""Builders of texts, the head, facts and derived values: a function for each such rule of emu.lark.

Guarantees: the parser calls a builder once for each node, bottom-up, with the kept parts of the rule and a
None for each optional part that is absent; nothing here looks at the text or keeps anything from one call to
the next. Left out: expressions (expressions) and the tree of points (points).
"""

# ruff: noqa: D103  # what a builder takes and makes, its rule in emu.lark says

from __future__ import annotations

import re
import unicodedata

from lark import Token

from emurules.syntax import nodes
from emurules.syntax.parts import Parts, covering, name_of

_ESCAPE = re.compile(r"\\(.)")


# ---------------------------------------------------------------- texts for people


def text(parts: Parts) -> nodes.Text:
    value = "".join(part[1:-1] for part in parts)
    if "\\" in value:
        value = _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], value)
    return nodes.Text(unicodedata.normalize("NFC", value), span=covering(parts))


def absent(_parts: Parts) -> None:
    return None


def wording(parts: Parts) -> nodes.Wording:
    return nodes.Wording(parts[1], span=covering(parts))


def evidence(parts: Parts) -> nodes.Evidence:
    return nodes.Evidence(parts[1], span=covering(parts))


def reading(parts: Parts) -> nodes.Reading:
    return nodes.Reading(parts[1], tuple(parts[2:]), span=covering(parts))


def citation(parts: Parts) -> nodes.Citation:
    return nodes.Citation(parts[1], parts[2], span=covering(parts))


def note(parts: Parts) -> nodes.Note:
    return nodes.Note(parts[1], span=covering(parts))


# ---------------------------------------------------------------- the file and its head


def file(parts: Parts) -> tuple[nodes.Head, tuple[nodes.Declaration, ...]]:
    return parts[0], tuple(parts[1:])


def rest(parts: Parts) -> tuple[nodes.Declaration, ...]:
    return tuple(parts)


def head(parts: Parts) -> nodes.Head:
    _, name, title, *items = parts
    return nodes.Head(name_of(name), title, tuple(items), span=covering(parts))


def issuer(parts: Parts) -> nodes.Issuer:
    return nodes.Issuer(parts[1], span=covering(parts))


def period(parts: Parts) -> nodes.Period:
    return nodes.Period(parts[1], parts[2], span=covering(parts))


def more_is_worse(parts: Parts) -> nodes.MoreIsWorse:
    return nodes.MoreIsWorse(span=covering(parts))


# ---------------------------------------------------------------- facts and their types


def fact(parts: Parts) -> nodes.Fact:
    _, name, title, optional, type_, *items = parts
    return nodes.Fact(name_of(name), title, optional is not None, type_, tuple(items), span=covering(parts))


def default(parts: Parts) -> nodes.Default:
    return nodes.Default(parts[1], span=covering(parts))


def only_when(parts: Parts) -> nodes.OnlyWhen:
    return nodes.OnlyWhen(parts[1], span=covering(parts))


def fixed(parts: Parts) -> nodes.Fixed:
    return nodes.Fixed(span=covering(parts))


def yes_no_type(parts: Parts) -> nodes.YesNoType:
    return nodes.YesNoType(span=covering(parts))


def count_type(parts: Parts) -> nodes.CountType:
    return nodes.CountType(parts[1], span=covering(parts))


def number_type(parts: Parts) -> nodes.NumberType:
    _, bounds, step, unit = parts
    return nodes.NumberType(bounds, step, unit, span=covering(parts))


def percent_type(parts: Parts) -> nodes.PercentType:
    _, bounds, step = parts
    return nodes.PercentType(bounds, step, span=covering(parts))


def date_type(parts: Parts) -> nodes.DateType:
    return nodes.DateType(parts[1], span=covering(parts))


def choice_type(parts: Parts) -> nodes.ChoiceType:
    return nodes.ChoiceType(tuple(parts[1:]), span=covering(parts))


def same_type(parts: Parts) -> nodes.SameType:
    return nodes.SameType(name_of(parts[1]), span=covering(parts))


def planned_type(parts: Parts) -> nodes.PlannedType:
    return nodes.PlannedType(span=covering(parts))


def range_(parts: Parts) -> nodes.Bounds:
    return nodes.Bounds(parts[1], parts[2], span=covering(parts))


def upper_bound(parts: Parts) -> nodes.Bounds:
    return nodes.Bounds(None, parts[1], span=covering(parts))


def option(parts: Parts) -> nodes.Option:
    return nodes.Option(name_of(parts[0]), parts[1], span=covering(parts))


# ---------------------------------------------------------------- requirements and derived values


def require(parts: Parts) -> nodes.Require:
    return nodes.Require(parts[1], parts[2], tuple(parts[3:]), span=covering(parts))


def rate(parts: Parts) -> nodes.Rate:
    _, name, title, part, whole, none, *docs = parts
    if_none = None if isinstance(none, Token) else none
    return nodes.Rate(name_of(name), title, part, whole, if_none, tuple(docs), span=covering(parts))


def let(parts: Parts) -> nodes.Let:
    _, name, title, value, *docs = parts
    return nodes.Let(name_of(name), title, value, tuple(docs), span=covering(parts))


def table(parts: Parts) -> nodes.Table:
    _, name, title, parameter, type_, *rest_ = parts
    (rows,) = (one for one in rest_ if isinstance(one, nodes.Bands))
    docs = tuple(one for one in rest_ if one is not rows)
    return nodes.Table(name_of(name), title, name_of(parameter), type_, rows, docs, span=covering(parts))


BUILDERS = (
    *(text, absent, wording, evidence, reading, citation, note),
    *(file, rest, head, issuer, period, more_is_worse),
    *(fact, default, only_when, fixed),
    *(yes_no_type, count_type, number_type, percent_type, date_type, choice_type, same_type, planned_type),
    *(range_, upper_bound, option),
    *(require, rate, let, table),
)

"""Trees as short texts, so that a test shows what it expects: `(Award 1 [(When y)] "label")`.

A node is its class and its fields in order; what is absent, empty or false is left out, what is true is the
field's name. Names, numbers, dates and answers stand bare, texts in quotes, ranges as `[1,2)`.
"""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import fields, frozen

from emurules.source import Source
from emurules.syntax import nodes, parse

HEADS = {"en": 'ruleset a "A"\n', "vi": 'bảng điểm a "A"\n'}


def shape(part: Any) -> str:
    """A node, or a part of one, as a short text."""
    match part:
        case nodes.Name(text=text) | nodes.NameUse(name=text):
            return text
        case nodes.Number(value=value):
            return str(value)
        case nodes.Percent(value=value):
            return f"{value * 100}%"
        case nodes.Text(value=text):
            return '"' + text.replace("\n", "\\n") + '"'
        case nodes.Truth(value=value):
            return "yes" if value else "no"
        case nodes.Missing():
            return "missing"
        case str() | Fraction():
            return str(part)
        case nodes.Date(value=day):
            return shape(day)
        case date():
            return part.isoformat()
        case nodes.Bounds(lower=lower, upper=upper):
            return shape(nodes.Range(lower, upper, span=part.span))
        case nodes.Range(lower=lower, upper=upper):
            left = "(" if lower is None or part.lower_open else "["
            right = ")" if upper is None or part.upper_open else "]"
            return f"{left}{shape_of_field('', lower)},{shape_of_field('', upper)}{right}"
        case tuple():
            return f"[{' '.join(map(shape, part))}]"
    shown = [shape_of_field(one.name, getattr(part, one.name)) for one in fields(type(part)) if one.eq]
    return f"({' '.join([type(part).__name__, *filter(None, shown)])})"


def shape_of_field(name: str, value: Any) -> str:
    """A field of a node, or nothing if it is absent."""
    if value is True:
        return name
    return "" if value is None or value is False or value == () else shape(value)


def tree(text: str) -> nodes.File:
    """The tree of a valid text."""
    file, diagnostics = parse(Source("test.emu", text))
    assert file is not None, "\n".join(map(str, diagnostics))
    return file


def declarations(language: str, text: str) -> str:
    """The shape of what follows a head in one of the dialects."""
    return " ".join(map(shape, tree(HEADS[language] + text).declarations))


@frozen
class Form:
    """A text in one or both dialects, by its name, and the shape of its tree."""

    title: str
    texts: dict[str, str]
    tree: str


def forms(file: str) -> list[Form]:
    """The forms of a file beside this one: `---- title`, then `en`, `vi`, `tree` with indented lines."""
    content = (Path(__file__).parent / file).read_text("utf-8")
    found = []
    for block in re.split(r"^---- ", content, flags=re.MULTILINE)[1:]:
        title, _, body = block.partition("\n")
        parts = {
            name: "\n".join(line.strip() for line in lines.splitlines())
            for name, lines in re.findall(r"^(\w+)\n((?:    .*\n)+)", body, re.MULTILINE)
        }
        found.append(Form(title, parts, parts.pop("tree").replace("\n", " ")))
    return found

"""Spans: each covers exactly its own text in the source as its author sees it, however that was saved."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from attrs import fields, has
from tests.syntax.shapes import HEADS, forms, tree

from emurules.source import Source, Span
from emurules.syntax import nodes, parse
from emurules.syntax.text import normalised

RULESETS = sorted((Path(__file__).parents[2] / "rulesets").glob("*.emu"))
FORMS = [
    (form.title, HEADS[language] + text)
    for file in ("forms.txt", "boundaries.txt")
    for form in forms(file)
    for language, text in form.texts.items()
]
TEXTS = [*FORMS, *((path.stem, path.read_text("utf-8")) for path in RULESETS)]


def walk(part: Any) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Every node of a tree with the nodes that it is made of, in their order in the text."""
    if isinstance(part, nodes.File):
        children = (part.head, *part.declarations)
    else:
        values = [getattr(part, one.name) for one in fields(type(part))]
        flat = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
        children = tuple(sorted((one for one in flat if _is_node(one)), key=lambda one: one.span))
    yield part, children
    for child in children:
        yield from walk(child)


def _is_node(part: Any) -> bool:
    return has(type(part)) and not isinstance(part, Span)


@pytest.mark.parametrize(("title", "text"), TEXTS, ids=[title for title, _ in TEXTS])
def test_nodes_cover_their_parts_and_no_space(title: str, text: str) -> None:
    file = tree(text)
    for node, children in walk(file):
        for before, after in pairwise(children):
            assert before.span.end <= after.span.start, title
        if node is file:
            continue
        covered = file.source.slice(node.span)
        assert covered == covered.strip() != ""
        assert all(node.span.start <= one.span.start and one.span.end <= node.span.end for one in children)


VARIANTS: dict[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "BOM": lambda text: "\ufeff" + text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "tabs": lambda text: text.replace("    ", "\t"),
    "no-break spaces": lambda text: text.replace("    ", "\u00a0\u00a0\u00a0\u00a0"),
    "emoji": lambda text: "# 👩‍💻 🇻🇳 e\u0301\n" + text,
    "all at once": lambda text: "\ufeff" + unicodedata.normalize("NFD", text).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.stem)
def test_spans_point_into_the_text_as_saved(path: Path, variant: str) -> None:
    text = path.read_text("utf-8")
    plain, saved = tree(text), tree(VARIANTS[variant](text))
    assert saved.declarations == plain.declarations
    for (one, _), (other, _) in zip(walk(plain), walk(saved), strict=True):
        if isinstance(one, nodes.File):
            continue
        seen = unicodedata.normalize("NFC", saved.source.slice(other.span))
        assert seen.split() == plain.source.slice(one.span).split()
    comments = [unicodedata.normalize("NFC", saved.source.slice(one.span)) for one in saved.comments]
    assert comments[-len(plain.comments) :] == [one.text for one in plain.comments]


SLICES = """
ruleset `bảng số` "A" "B"
    # Name `bảng số` | Text "A" "B"
let a = (1 + x) * -2
    # Arithmetic (1 + x) * -2 | Negative -2 | Arithmetic (1 + x)
let b = not (y is not yes)
    # Not not (y is not yes) | Is (y is not yes) | Truth yes
let c = min(x; (2 when y otherwise 3))
    # FunctionCall min(x; (2 when y otherwise 3)) | Choice (2 when y otherwise 3)
criterion 4.1 "c" worth 1.5
    # Name 4.1 | Number 1.5 | Criterion criterion 4.1 "c" worth 1.5
fact e: count up to 5_000
    # CountType count up to 5_000 | Number 5_000
fact f: date from 2024-03-26
    # Bounds from 2024-03-26 | Date 2024-03-26
grades by share of total otherwise: "g"
    # Quantity share of total | GradeRow otherwise: "g" | Otherwise otherwise
"""


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_slices(form: Literal["NFC", "NFD"]) -> None:
    file = tree(unicodedata.normalize(form, SLICES))
    covered = {
        f"{type(node).__name__} {unicodedata.normalize('NFC', file.source.slice(node.span))}"
        for node, _ in walk(file)
        if node is not file
    }
    for line in re.findall("# (.*)", SLICES):
        assert set(line.split(" | ")) <= covered


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("abc", [0, 1, 2, 3]),
        ("e\u0323\u0302x", [0, 3, 4]),
        ("ae\u0301\u0301b", [0, 1, 3, 4, 5]),
        ("\u1112\u1161\u11ab.", [0, 3, 4]),
        ("\u0958x", [0, 0, 1, 2]),
        ("\ufeffe\u0301", [0, 1, 3]),
    ],
)
def test_places_lead_back(written: str, places: list[int]) -> None:
    normal = normalised(written)
    assert [normal.original(at) for at in range(len(normal.text) + 1)] == places


def test_diagnostics_point_into_the_text_as_saved() -> None:
    text = '\ufeff# e\u0323\u0302\r\nbảng điểm a "Tie\u0302\u0301ng"\r\nso\u0302\u0301 lie\u0323\u0302u y: 1'
    source = Source("a", text)
    (found,) = parse(source)[1]
    assert (found.line, found.column) == (3, text.split("\r\n")[2].index("1") + 1)
    assert source.slice(found.labels[0].span) == "1"

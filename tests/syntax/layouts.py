"""Rulesets of every form in any layout: the same tokens, with any space, comments and line ends between them.

`rulesets()` draws declarations from the forms of the language and fills more with random expressions;
`shaken()` lays a text out as nobody would: strings split, names in backquotes, keywords in capitals.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

from hypothesis import strategies as st
from tests.cases import load_cases
from tests.syntax.shapes import HEADS, forms

from emurules.source import Source
from emurules.syntax import parse
from emurules.syntax.layout.reading import Reading, read

TESTS = Path(__file__).parents[1]
STARTERS = TESTS.parent / "src" / "emurules" / "cli" / "starters"
_ESCAPED = re.compile(r"\\.|[^\\]")


def reading(text: str) -> Reading:
    """The reading of a valid text."""
    found = read(Source("test.emu", text))
    assert found is not None, [str(one) for one in parse(Source("test.emu", text))[1]]
    return found


@cache
def texts() -> dict[str, str]:
    """Every valid ruleset of the project by its place: shipped ones, the corpus, starters, cases, forms."""
    files = [
        *(TESTS.parent / "rulesets").glob("*.emu"),
        *TESTS.glob("corpus/*/ruleset.emu"),
        *TESTS.glob("properties/*.emu"),
        *TESTS.glob("cli/*.emu"),
        *STARTERS.glob("*.emu"),
    ]
    found = {str(file.relative_to(TESTS.parent)): file.read_text("utf-8") for file in files}
    for file in sorted((TESTS / "cases").glob("*.emu")):
        found |= {f"{file.name}: {one.start}: {one.title}": one.text for one in load_cases(file)}
    for name in ("forms.txt", "boundaries.txt"):
        for form in forms(name):
            found |= {
                f"{name}: {form.title}: {language}": HEADS[language] + text
                for language, text in form.texts.items()
            }
    return {name: text for name, text in found.items() if parse(Source(name, text))[0] is not None}


def kept() -> list[Path]:
    """The rulesets that are kept in the canonical layout: shipped ones, starters, the corpus, examples."""
    root = TESTS.parent
    places = ("rulesets/*.emu", "examples/*.emu", "tests/corpus/*/ruleset.emu")
    return sorted([file for place in places for file in root.glob(place)] + [*STARTERS.glob("*.emu")])


# ---------------------------------------------------------------- random rulesets


@cache
def _forms(language: str) -> tuple[str, ...]:
    every = [*forms("forms.txt"), *forms("boundaries.txt")]
    found = [form.texts[language] for form in every if language in form.texts]
    return tuple(one for one in found if parse(Source("", HEADS[language] + one))[0] is not None)


_ATOMS = ("a", "total", "points of 4.1", "12.5", "95%", "1/3", "yes", "worth", "exempt 6", "share of total")
_WORDS = ("điểm", "the unit", "has more than", "one", "report,", 'and \\"that\\"', "is\\nlate;", "#", "100%")


def expressions() -> st.SearchStrategy[str]:
    """Conditions and values as deep as they come; whether they make sense is not asked."""

    def deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        two = st.tuples(inner, inner)
        return st.one_of(
            st.tuples(st.sampled_from("+-*/"), two).map(
                lambda each: f"({each[1][0]} {each[0]} {each[1][1]})"
            ),
            st.tuples(st.sampled_from(["and", "or"]), two).map(
                lambda each: f"({each[1][0]} {each[0]} {each[1][1]})"
            ),
            st.lists(inner, min_size=2, max_size=8).map(lambda each: f"({' and '.join(each)})"),
            st.lists(inner, min_size=2, max_size=8).map(" + ".join).map("({})".format),
            st.tuples(inner, inner, inner).map("({0[0]} when {0[1]} otherwise {0[2]})".format),
            st.lists(inner, min_size=1, max_size=5).map(lambda each: f"max({'; '.join(each)})"),
            two.map("({0[0]} >= {0[1]})".format),
            inner.map("(not {})".format),
            inner.map("-{}".format),
            inner.map("points_of_table({})".format),
        )

    return st.recursive(st.sampled_from(_ATOMS), deeper, max_leaves=25)


def labels() -> st.SearchStrategy[str]:
    """Texts of any length."""
    return st.lists(st.sampled_from(_WORDS), min_size=1, max_size=30).map(
        lambda words: f'"{" ".join(words)}"'
    )


_TEMPLATES = (
    "require {text}: {value}",
    "let x {text} = {value}",
    "rate r {text}: (0 + {value}) of {value} if none exempt note {text}",
    "criterion 1 {text} worth 2 award {value} per full 2 of {value} when {value} at most {value} {text}",
    "criterion 2 {text} bands {value} when {value} 1 when {value}: {value} {text} otherwise: {value}",
    "criterion 3 {text} exempt when {value} scoring {value} {text} read as {text} rather than {text}",
    "grades g {text} by total from 2: {text} otherwise when {value}: {text} one lower when {value} {text}",
    "grades g by total from 2: {text} otherwise: {text} at most {text} when {value} {text}",
    "law {text}: {value} source {text} dated 2024-03-26",
    "example {text} like {text} given a = 1; b = 2 c = 1/3;; d = missing; expect grade g = {text}",
    "fact f {text}: number from 0 measured in {text} only when {value} default 1 only when {value}",
    "table t {text} for k: one of a {text} b c {text} bands k a; b: {value} otherwise: 2 {text} note {text}",
)


@st.composite
def rulesets(draw: st.DrawFn) -> str:
    """A ruleset that the syntax accepts, of either dialect."""
    if draw(st.booleans()):
        language = draw(st.sampled_from(["en", "vi"]))
        return HEADS[language] + "\n".join(draw(st.lists(st.sampled_from(_forms(language)), max_size=6)))
    text = HEADS["en"]
    for template in draw(st.lists(st.sampled_from(_TEMPLATES), min_size=1, max_size=3)):
        for piece in re.split(r"(\{\w+\})", template):
            text += draw({"{text}": labels(), "{value}": expressions()}.get(piece, st.just(piece)))
        text += "\n"
    return text


# ---------------------------------------------------------------- any layout

_SPACES = (" ", "  ", "\n", "\n   ", "\t", "\r\n")
_GAPS = (
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\n    ",
    "\t",
    "\n\n\n  ",
    "\r\n",
    "  {0}\n",
    "\n{0}\n",
    "\n      {0}\n\n",
)


@st.composite
def shaken(draw: st.DrawFn, text: str, *, comments: bool = True) -> str:
    """A text in a layout that nobody would choose; each comment is another one."""
    at = reading(text)
    random = Random(draw(st.integers(0, 1 << 32)))  # noqa: S311
    remarks = count(1)

    def gap() -> str:
        return random.choice(_GAPS if comments else _SPACES).format(f"# {next(remarks)}  ")

    pieces = [random.choice(["", "\n", gap()])]
    ends = [0, *(token.end_pos or 0 for token in at.tokens)]
    for end, token in zip(ends, at.tokens, strict=False):
        apart = (token.start_pos or 0) > end or random.random() < 0.1
        pieces.append(gap() if apart and len(pieces) > 1 else "")
        written = str(token)
        if token.type == "STRING":
            written = gap().join(_split(written, random.randrange(1, 4)))
        elif token.type in at.dialect.keywords and random.random() < 0.2:
            written = written.upper() if random.random() < 0.5 else "\n ".join(written.split(" "))
        elif token.type == "NAME" and written[0] != "`" and random.random() < 0.1:
            written = f"`{written}`"
        pieces.append(written)
    return "".join([*pieces, random.choice(["", "\n", "\n\n", gap()])])


def _split(string: str, parts: int) -> list[str]:
    letters = _ESCAPED.findall(string[1:-1])
    size = len(letters) // parts + 1
    return [f'"{"".join(letters[at : at + size])}"' for at in range(0, max(1, len(letters)), size)]

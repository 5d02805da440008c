"""Robustness: whatever the text, reading ends with a tree or with diagnostics that point into it."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.cases import FOLDER

from emurules.diagnostics import LANGUAGES
from emurules.source import Source
from emurules.syntax import dialects, parse

PIECE = re.compile(r'"(?:\\.|[^"\\\n])*"|`[^`\n]*`|#[^\n]*|[^\W\d]\w*|[0-9][\w.,%-]*|\s+|.', re.DOTALL)
TEXTS = [
    *(path.read_text("utf-8") for path in sorted((Path(__file__).parents[2] / "rulesets").glob("*.emu"))),
    *(path.read_text("utf-8") for path in sorted(FOLDER.glob("*.emu"))),
]
PIECES = [PIECE.findall(text) for text in TEXTS]
WORDS = sorted(
    {
        word
        for name in dialects.names()
        for spellings in dialects.dialect(name).keywords.values()
        for word in spellings
    }
)
SIGNS = [
    *'"`#\\()%:;=<>+-*/?!,._&|',
    *(
        "==",
        "<=",
        "<>",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\u00a0",
        "\u2028",
        "\0",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\ud800",
    ),
    *("e\u0301", "\u0301" * 40, "“", "–", "≤", "½", "²", "１", "ſ", "İ", "K", "ß", "👩‍💻"),
    *("0", "1,5", "1.500", "1.500.000,5", "5_00", "1e9", "1e999999", "95 %", "9" * 41, "-5", "1/0"),
    *("2024-02-30", "26/3/2024", "x", "số", "điểm", "không", "no ", "not ", "min(", "(1 when y otherwise "),
]


def read(text: str) -> None:
    source = Source("any.emu", text)
    file, diagnostics = parse(source)
    assert (file is None) == bool(diagnostics)
    assert [one.line or 0 for one in diagnostics] == sorted(one.line or 0 for one in diagnostics)
    for one in diagnostics:
        for label in one.labels:
            assert 0 <= label.span.start <= label.span.end <= len(text)
        for language in LANGUAGES:
            said = one.within(language)
            assert said.message
            assert said.help is None or said.help


@given(st.lists(st.sampled_from([*WORDS, *SIGNS, "a", "1", '"t"']), max_size=60), st.sampled_from(["", " "]))
def test_soup_of_tokens(pieces: list[str], between: str) -> None:
    read(between.join(pieces))
    read(between.join(['ruleset a "A"\n', *pieces]))
    read(between.join(['bảng điểm a "A"\n', *pieces]))


@given(st.data())
def test_changed_texts(data: st.DataObject) -> None:
    pieces = list(data.draw(st.sampled_from(PIECES)))
    start = data.draw(st.integers(0, max(0, len(pieces) - 200)))
    pieces = pieces[:20] + pieces[start : start + 200]
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(pieces) - 1))
        match data.draw(st.integers(0, 3)):
            case 0:
                del pieces[at]
            case 1:
                pieces.insert(at, data.draw(st.sampled_from(SIGNS + WORDS)))
            case 2:
                pieces[at] = data.draw(st.sampled_from(SIGNS + WORDS))
            case _:
                pieces[at:] = [*pieces[at + 1 :], pieces[at]]
    read("".join(pieces))


@given(st.text(max_size=80))
def test_any_characters(text: str) -> None:
    read(text)
    read(f'ruleset a "A"\nfact x{text}: count\nfact y: count "{text}"')

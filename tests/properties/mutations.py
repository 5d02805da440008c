"""How the fuzzer takes rulesets apart: texts as lists of pieces, and changes to them.

A change is a function of the pieces and two numbers, which say where it happens and what it takes, so that
Hypothesis can draw, repeat and shrink it. `ROUGH` changes make anything of a text; `LIKELY` ones mostly keep
it a ruleset, so that the passes behind the parser see something new too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from emurules.resources import find

HERE = Path(__file__).parent

Pieces: TypeAlias = list[str]
Change: TypeAlias = Callable[[Pieces, int, int], None]

_PIECE = re.compile(
    r'"(?:\\.|[^"\\\n])*"|`[^`\n]*`|#[^\n]*|[^\W\d]\w*|[0-9][0-9._,%]*|\n[ \t]*|[ \t]+|.', re.DOTALL
)

NUMBERS = (
    "0", "1", "2", "-1", "0.1", "0,1", "1/3", "3/0", "100%", "0%", "-5%", "250%", "33.3%", "12,5%", "1_000",
    "1.500", "1,500", "9" * 20, "9" * 40, "9" * 41, "0." + "3" * 60, "1e9", "1e999999", "٣", "½", "00012",
    "2024-02-30", "2024-03-26", "26/3/2024", "31/2/2024", "0001-01-01", "9999-12-31", "1.1.1.1", "5a",
)  # fmt: skip
NASTY = (
    '"', "`", "``", "#", "\\", '\\"', "\0", "\x1b[2J", "\x7f", "\u200b", "\u202e", "\u2066", "\ufeff",
    "\u00a0", "\u2028", "\r", "\r\n", "\ud800", "\U0001f469\u200d\U0001f4bb", "e\u0301", "\u0301" * 40, "ệ",
    "e\u0323\u0302", "“x”", "–", "≤", "≥", "(", ")", "((((", "))))", ";", ":", "::", "=", "==", "<", "<=",
    "%", "?", "+", "-", "--", "*", "/", "//", "_", "not ", "- ", "min(", "(1 when yes otherwise 2)", "exempt",
    "worth", "total", "missing", "list of", "for each", "điểm", "không", "có", "nếu không", "khi", "từ",
    "hoà", "İ", "ſ", "ß", "\u212a", "．", "１",
)  # fmt: skip
KIN = tuple(
    tuple(words.split("|"))
    for words in (
        "award|deduct|reduce by|zero when|exempt when|points at most|points at least",
        "and|or",
        "=|!=|<|<=|>|>=|is|is not",
        "+|-|*|/",
        "from|above|up to|below|exactly",
        "min(|max(|abs(|tally(|round(|floor(|ceil(|days(|days_late(",
        "rounded to|rounded up to|rounded down to|rounded half even to",
        "points of|worth of|attainable of|share of|exempt|assessed",
        "never falls|never rises",
        "bonus|penalty|rescaled|worth unlimited",
        "per|per full 2 of|per started 3 of|when|at most",
        "yes/no|count|number|percent|date|optional percent|optional number|count up to 5",
        "number from -5 to 5 in steps of 0.5|percent from -5% to 5%|date from 2024-01-01",
        "expect exempt|expect not exempt",
        "expect disqualified|expect not disqualified|expect no grade",
        "only when|default",
        "yes|no|missing|otherwise",
    )
)


def taken_apart(text: str) -> Pieces:
    """Strings, names, numbers, words, signs and the space between them; joined they are the text."""
    return _PIECE.findall(text)


@cache
def seeds() -> tuple[str, ...]:
    """The rulesets to start from, small ones first."""
    corpus = [one.read_text("utf-8") for one in HERE.parent.glob("corpus/*/ruleset.emu")]
    shipped = [one.read_text("utf-8") for one in find("rulesets").iterdir() if one.name.endswith(".emu")]
    everything = (HERE / "everything.emu").read_text("utf-8")
    return (everything, *sorted([*corpus, *map(_without_examples, shipped)], key=len))


@cache
def lines() -> tuple[str, ...]:
    """Every line of a seed that is not only text for people."""
    found = chain.from_iterable(text.splitlines() for text in seeds())
    return tuple(
        dict.fromkeys(line for line in found if line.strip() and not line.strip().startswith(('"', "#")))
    )


def _without_examples(text: str) -> str:
    """The table itself; the many examples of the shipped rulesets are much alike, and slow to read."""
    return re.split(r"^(?:# ---- Laws|law|nguyên tắc|example|ví dụ)", text, maxsplit=1, flags=re.MULTILINE)[0]


# ---------------------------------------------------------------- changes


def _delete(pieces: Pieces, at: int, _: int) -> None:
    del pieces[at]


def _double(pieces: Pieces, at: int, spare: int) -> None:
    pieces[at:at] = [pieces[at]] * (spare % 3 + 1)


def _swap(pieces: Pieces, at: int, spare: int) -> None:
    other = spare % len(pieces)
    pieces[at], pieces[other] = pieces[other], pieces[at]


def _replace(pieces: Pieces, at: int, spare: int) -> None:
    pieces[at] = pieces[spare % len(pieces)]


def _insert(pieces: Pieces, at: int, spare: int) -> None:
    pieces[at:at] = [NASTY[spare % len(NASTY)]]


def _inside(pieces: Pieces, at: int, spare: int) -> None:
    middle = len(pieces[at]) // 2
    pieces[at] = pieces[at][:middle] + NASTY[spare % len(NASTY)] + pieces[at][middle:]


def _cut(pieces: Pieces, at: int, spare: int) -> None:
    if spare % 2:
        del pieces[at:]
    else:
        del pieces[:at]


def _cut_out(pieces: Pieces, at: int, spare: int) -> None:
    del pieces[at : at + spare % 40 + 1]


def _nest(pieces: Pieces, at: int, spare: int) -> None:
    opening, closing = (
        ("(", ")"),
        ("not ", ""),
        ("-", ""),
        ("min(1; ", ")"),
        ("(1 when yes otherwise ", ")"),
    )[spare % 5]
    times = (1, 2, 98, 105, 400)[spare % 7 % 5]
    pieces[at] = opening * times + pieces[at] + closing * times


def _repeat(pieces: Pieces, at: int, spare: int) -> None:
    pieces[at:at] = pieces[at : at + spare % 50] * (spare % 30)


def _recase(pieces: Pieces, at: int, spare: int) -> None:
    change = (str.upper, str.title, str.swapcase, _decomposed)[spare % 4]
    pieces[at] = change(pieces[at])


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _number(pieces: Pieces, at: int, spare: int) -> None:
    _at_next(pieces, at, str.isdigit, NUMBERS[spare % len(NUMBERS)])


def _name(pieces: Pieces, at: int, spare: int) -> None:
    """Puts a word of the text in the place of another."""
    words = [piece for piece in pieces if piece[0].isalpha()]
    if words:
        _at_next(pieces, at, str.isalpha, words[spare % len(words)])


def _at_next(pieces: Pieces, at: int, wanted: Callable[[str], bool], replacement: str) -> None:
    """Replaces the first piece from a place on that starts with a letter of a kind."""
    places = [*range(at, len(pieces)), *range(at)]
    found = next((place for place in places if wanted(pieces[place][0])), None)
    if found is not None:
        pieces[found] = replacement


def _kin(pieces: Pieces, at: int, spare: int) -> None:
    """Puts a word of the same part of speech in the place of one."""
    text = "".join(pieces)
    places = [
        (found.start(), word, kin)
        for kin in KIN
        for word in kin
        for found in re.finditer(
            rf"(?<!\w){re.escape(word)}(?!\w)" if word[-1].isalpha() else re.escape(word), text
        )
    ]
    if places:
        start, word, kin = places[at % len(places)]
        pieces[:] = taken_apart(text[:start] + kin[spare % len(kin)] + text[start + len(word) :])


def _line_out(pieces: Pieces, at: int, _: int) -> None:
    rows = _rows(pieces)
    del rows[at % len(rows)]
    pieces[:] = taken_apart("\n".join(rows))


def _line_moved(pieces: Pieces, at: int, spare: int) -> None:
    rows = _rows(pieces)
    rows.insert(spare % len(rows), rows.pop(at % len(rows)))
    pieces[:] = taken_apart("\n".join(rows))


def _line_doubled(pieces: Pieces, at: int, spare: int) -> None:
    rows = _rows(pieces)
    rows.insert(spare % len(rows), rows[at % len(rows)])
    pieces[:] = taken_apart("\n".join(rows))


def _line_from_elsewhere(pieces: Pieces, at: int, spare: int) -> None:
    rows = _rows(pieces)
    rows.insert(at % (len(rows) + 1), lines()[spare % len(lines())])
    pieces[:] = taken_apart("\n".join(rows))


def _rows(pieces: Pieces) -> list[str]:
    return "".join(pieces).split("\n")


LIKELY: tuple[Change, ...] = (
    _number, _name, _kin, _line_out, _line_moved, _line_doubled, _line_from_elsewhere,
)  # fmt: skip
ROUGH: tuple[Change, ...] = (
    _delete, _double, _swap, _replace, _insert, _inside, _cut, _cut_out, _nest, _repeat, _recase, *LIKELY,
)  # fmt: skip


def changed(text: str, changes: Sequence[tuple[Change, int, int]]) -> str:
    """A text after some changes."""
    pieces = taken_apart(text)
    for change, at, spare in changes:
        if pieces:
            change(pieces, at % len(pieces), spare)
    return "".join(pieces)

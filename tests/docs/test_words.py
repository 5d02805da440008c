"""The table of words says what the word lists say. With EMURULES_ACCEPT=1 it is made anew."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT, between

from emurules.resources import find
from emurules.syntax.dialects import dialect, names

PAGE = ROOT / "docs" / "words.md"
_TITLES = {"en": "English", "vi": "Tiếng Việt"}


def groups() -> list[tuple[str, list[str]]]:
    """The headings of the English word list, and the terminals below each."""
    found: list[tuple[str, list[str]]] = []
    words = dialect("en").keywords
    for line in (find("grammar") / "words" / "en.lark").read_text("utf-8").splitlines():
        if line.startswith("// "):
            found.append((line.removeprefix("// "), []))
        elif (terminal := re.match(r"_?[A-Z_]+(?=: )", line)) and terminal[0] in words:
            found[-1][1].append(terminal[0])
    return [(title, terminals) for title, terminals in found if terminals]


def table(terminals: list[str]) -> str:
    """A row for each terminal, a column for each dialect."""
    dialects = [name for name in _TITLES if name in names()]
    rows = [[_TITLES[name] for name in dialects], ["---"] * len(dialects)]
    rows += [
        [", ".join(f"`{one}`" for one in dialect(name).keywords[terminal]) for name in dialects]
        for terminal in terminals
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def test_the_table_of_words() -> None:
    made = "\n\n".join(
        f"## {title[0].upper()}{title[1:]}\n\n{table(terminals)}" for title, terminals in groups()
    )
    assert between(PAGE, "words", made), "run with EMURULES_ACCEPT=1"


def test_every_dialect_and_every_word_is_there() -> None:
    assert set(names()) == set(_TITLES)
    listed = {terminal for _, terminals in groups() for terminal in terminals}
    for name in names():
        assert listed == set(dialect(name).keywords)

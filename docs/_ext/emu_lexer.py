"""Colours for these pages: of Emu, made from the word lists, and of commands with their output.

A new word or dialect needs no change here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pygments.lexer import RegexLexer, bygroups
from pygments.lexers.special import TextLexer
from pygments.token import (
    Comment,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
)

from emurules.syntax.dialects import DECLARATIONS, dialect, names, spelling_pattern

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# What kind of word a terminal is; all others are statements and the small words within them.
_KINDS = {
    Keyword.Declaration: DECLARATIONS | {"RULESET", "TOTAL"},
    Keyword.Type: {
        "YES_NO", "COUNT", "NUMBER_TYPE", "PERCENT_TYPE", "DATE_TYPE", "ONE_OF", "SAME_AS", "OPTIONAL",
    },
    Keyword.Constant: {"YES", "NO", "MISSING", "OTHERWISE"},
    Operator.Word: {"_OR", "_AND", "NOT", "_IS", "_IS_NOT"},
}  # fmt: skip


def _words() -> list[tuple[str, Any]]:
    """A pattern and a colour for every spelling of every dialect, the longest first."""
    found: dict[str, tuple[int, Any]] = {}
    for name in names():
        for terminal, spellings in dialect(name).keywords.items():
            kind = next((kind for kind, terminals in _KINDS.items() if terminal in terminals), Keyword)
            for spelling in spellings:
                token = Name.Builtin if spelling.endswith("(") else kind
                pattern = spelling_pattern(spelling.removesuffix("(")) + (
                    r"(?=\s*\()" if spelling.endswith("(") else ""
                )
                found.setdefault(pattern, (len(spelling), token))
    longest_first = sorted(found.items(), key=lambda item: -item[1][0])
    return [(rf"(?<!\w){pattern}", token) for pattern, (_, token) in longest_first]


class EmuLexer(RegexLexer):
    """Emu, in every dialect at once: a word that is a name in one of them is rarely a keyword of another."""

    name = "Emu"
    aliases = ("emu",)
    filenames = ("*.emu",)
    flags = re.MULTILINE | re.IGNORECASE

    tokens = {  # noqa: RUF012 - what Pygments asks for
        "root": [
            (r"\s+", Text),
            (r"#.*$", Comment.Single),
            (r'"(?:\\.|[^"\\\n])*"', String),
            (r"`[^`\n]+`", Name),
            (r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}", Literal.Date),
            (r"[\d_]+(?:[.,]\d+)?%?(?!\w)", Number),
            *_words(),
            (r"(?<=\w)\.(?=\w)", Name),  # within an id, as II.1
            (r"\w+", Name),
            (r"!=|<=|>=|[<>=+\-*/]", Operator),
            (r"[:;()?…]", Punctuation),
            (r".", Text),  # what the language refuses, as the pages of diagnostics show it
        ]
    }


class CommandsLexer(RegexLexer):
    """Commands behind a `$`, and what they print; unlike Pygments' own, it takes no output for a shell's."""

    name = "Commands"
    aliases = ("console",)

    tokens = {  # noqa: RUF012 - what Pygments asks for
        "root": [(r"^(\$ )(.*\n)", bygroups(Generic.Prompt, Generic.Strong)), (r".*\n", Generic.Output)]
    }


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx."""
    app.add_lexer("emu", EmuLexer)
    app.add_lexer("console", CommandsLexer)
    app.add_lexer("csv", TextLexer)
    return {"parallel_read_safe": True}

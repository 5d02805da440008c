"""The dialects: which there are, and the words of each.

What lives here: the reading of grammar/words/<dialect>.lark, and which dialect a text is written in.
Guarantees: a dialect is nothing but its file of words; no dialect is named here. Left out: the grammar
made from the words (grammar) and what is said about a wrong one (mistakes).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, cached_property

from attrs import frozen

from emurules.diagnostics import LANGUAGES, Language
from emurules.resources import find

# The terminals that start a declaration and stand nowhere else; a quantity starts like the total.
DECLARATIONS = frozenset(
    [
        "FACT",
        "REQUIRE",
        "RATE",
        "LET",
        "TABLE",
        "SECTION",
        "CRITERION",
        "GRADES",
        "DISQUALIFY_WHEN",
        "LAW",
        "EXAMPLE",
    ]
)
_KEYWORD = re.compile(r'^(_?[A-Z_]+): (".*)$', re.MULTILINE)
_PATTERN = re.compile(r"^[A-Z]+(?:\.[0-9]+)?: /.*$", re.MULTILINE)
_BEFORE_THE_FIRST_WORD = re.compile(r"(?:\s+|#[^\r\n]*)*")


@frozen(eq=False)
class Dialect:
    """One language to write rulesets in.

    Attributes:
        name: the stem of its file, for example `vi`.
        keywords: each terminal's spellings, the formatter's first; `min(` takes its parenthesis along.
        patterns: its own lines of the grammar: how numbers, percents and dates are written.
    """

    name: str
    keywords: Mapping[str, tuple[str, ...]]
    patterns: tuple[str, ...]

    @property
    def language(self) -> Language:
        """The language of messages about a text: the dialect's own, or English where it has none."""
        return next((language for language in LANGUAGES if language == self.name), "en")

    @cached_property
    def decimal_mark(self) -> str:
        """What stands before the decimals of a number: the dialect's pattern of a number tells."""
        number = next(pattern for pattern in self.patterns if pattern.startswith("NUMBER"))
        return "," if re.fullmatch(number[number.index("/") + 1 : -1], "1,5") else "."

    @cached_property
    def reserved(self) -> frozenset[str]:
        """The keywords of one word, which are never names or ids."""
        return frozenset(
            spelling for spellings in self.keywords.values() for spelling in spellings if spelling.isalpha()
        )

    @cached_property
    def first_word(self) -> re.Pattern[str]:
        """What a ruleset in this dialect starts with."""
        return re.compile("|".join(map(spelling_pattern, self.keywords["RULESET"])), re.IGNORECASE)

    @cached_property
    def _terminals(self) -> dict[str, str]:
        """The terminal of each spelling."""
        return {
            spelling.lower(): terminal
            for terminal, spellings in self.keywords.items()
            for spelling in spellings
        }

    @cached_property
    def _keyword(self) -> re.Pattern[str]:
        """Any keyword, the longest one that stands there."""
        longest_first = sorted(self._terminals, key=lambda spelling: (-len(spelling.split()), -len(spelling)))
        return re.compile("|".join(map(spelling_pattern, longest_first)), re.IGNORECASE)

    def keyword_at(self, text: str, place: int) -> tuple[str, int] | None:
        """The terminal and the end of the keyword that stands at a place; None if there is none."""
        found = self._keyword.match(text, place)
        if found is None:
            return None
        spelling = re.sub(r"\s*([/(])\s*", r"\1", " ".join(found[0].split())).lower()
        terminal = self._terminals.get(spelling)  # none for `ruleſet`, which lower() leaves as it is
        return None if terminal is None else (terminal, found.end())


def spelling_pattern(spelling: str) -> str:
    """A regular expression for a spelling: any space between its words, and no more of a word after it."""
    words = spelling.removesuffix("(").split()
    body = r"\s+".join(re.escape(word) for word in words).replace("/", r"\s*/\s*")
    return body + (r"\s*\(" if spelling.endswith("(") else r"(?!\w)")


@cache
def names() -> tuple[str, ...]:
    """The dialects that have a file of words, in alphabetical order."""
    files = (find("grammar") / "words").iterdir()
    return tuple(sorted(file.name.removesuffix(".lark") for file in files if file.name.endswith(".lark")))


@cache
def dialect(name: str) -> Dialect:
    """The dialect of this name."""
    text = unicodedata.normalize("NFC", (find("grammar") / "words" / f"{name}.lark").read_text("utf-8"))
    keywords = {
        terminal: tuple(re.findall(r'"([^"]+)"', spellings)) for terminal, spellings in _KEYWORD.findall(text)
    }
    return Dialect(name, keywords, tuple(_PATTERN.findall(text)))


def start_of(text: str) -> int:
    """The place of the first word, after space and comments."""
    found = _BEFORE_THE_FIRST_WORD.match(text)
    return found.end() if found else 0


def dialect_of(text: str) -> Dialect | None:
    """The dialect whose first word stands first in a text; None if there is none."""
    start = start_of(text)
    return next((one for one in map(dialect, names()) if one.first_word.match(text, start)), None)

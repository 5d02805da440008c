"""Names in files of facts: their one form, and which fact a wrong one may have meant.

Guarantees: two spellings that look alike (NFC or NFD, spaces around) are one name. Left out: values.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cached_property, lru_cache

from attrs import frozen

from emurules.model.ruleset import Ruleset

# The key and column that holds the unit's name.
UNIT = "unit"
# A key, or a row's first cell, that is this sign or begins with it and a space is a remark.
REMARK = "#"

_NAME_NEAR = 0.75  # `dosiers` for `dossiers`, and `dossiers_late` for neither `dossiers` nor `applications`
_TITLE_NEAR = 0.9  # titles are long, and in a table many are built alike
# Longer names are no slips, and comparing them takes long.
_LONGEST = 200
_REMEMBERED = 1024
# So many unknown names are compared with the facts, which is slow.
_MOST_COMPARED = 200
_UNIT_WORDS = frozenset({"donvi", "tendonvi", "ten", "name", "unitname", "tencoquan", "coquan"})


def one_form(name: str) -> str:
    """A name as facts have it: NFC, no space around, one space inside."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def is_remark(text: str) -> bool:
    """Whether a key or a row's first cell marks a remark. `#1` is a name, `# 1` is none."""
    return text == REMARK or text.startswith(f"{REMARK} ")


def folded(name: str) -> str:
    """A name without diacritics, case, spaces and underscores, to compare spellings."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if letter.isalnum())


def looked_at(name: str) -> str:
    """A unit's name without what a reader may miss: case, width, and characters that are not seen."""
    seen = "".join(one for one in unicodedata.normalize("NFKC", name) if unicodedata.category(one) != "Cf")
    return one_form(seen.casefold())


def names_the_unit(column: str) -> bool:
    """Whether a column seems to hold the units' names under another word."""
    return folded(column) in _UNIT_WORDS


@frozen
class Facts:
    """The names that a file may use for a ruleset: its facts and `unit`."""

    names: tuple[str, ...]
    titles: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, ruleset: Ruleset) -> Facts:
        """The names of a ruleset's facts."""
        titles = tuple((fact.title, fact.name) for fact in ruleset.facts if fact.title)
        return cls((*(fact.name for fact in ruleset.facts), UNIT), titles)

    def named(self, text: str) -> str:
        """What a column or key names: a fact (or `unit`) by its name or by its title; else what it says."""
        name = one_form(text)
        if name in self.names:
            return name
        return self._by_title.get(name.casefold()) or name

    @cached_property
    def _by_title(self) -> dict[str, str]:
        """The fact that a title names, without regard to case; "" for several."""
        found: dict[str, str] = {}
        for title, fact in self.titles:
            key = one_form(title).casefold()
            found[key] = "" if key in found else fact
        return found

    def resembling(self, name: str) -> tuple[str, ...]:
        """The facts (or `unit`) that a name resembles, the most alike first; by title too."""
        by_title = dict(self.titles)
        titled = [by_title[title] for title in _near(name, tuple(by_title), _TITLE_NEAR)]
        return tuple(dict.fromkeys((*_near(name, self.names, _NAME_NEAR), *titled)))

    def meant_by(self, name: str) -> tuple[str, ...]:
        """The facts (without `unit`) that a name is, or resembles."""
        if name in self.names:
            return (name,) if name != UNIT else ()
        return tuple(near for near in self.resembling(name) if near != UNIT)

    def name_a_fact(self, names: Iterable[str]) -> bool:
        """Whether one of a file's names is a fact, or may be meant for one.

        Where none is, the file is for something else, and defaults alone would score its units.
        """
        given = [name for name in names if not is_remark(name)]
        facts = frozenset(self.names) - {UNIT}
        return any(name in facts for name in given) or any(map(self.meant_by, given[:_MOST_COMPARED]))


@lru_cache(_REMEMBERED)
def _near(name: str, known: tuple[str, ...], cutoff: float) -> tuple[str, ...]:
    from difflib import get_close_matches

    if len(name) > _LONGEST:
        return ()
    by_folded: dict[str, str] = {}
    for one in known:
        by_folded.setdefault(folded(one), one)
    return tuple(
        by_folded[near] for near in get_close_matches(folded(name), list(by_folded), n=3, cutoff=cutoff)
    )

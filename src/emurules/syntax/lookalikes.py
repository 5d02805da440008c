"""Names that look the same: two spellings of one word, capitals, letters of another script.

Every name gets a few keys, and names with an equal key look the same. `hoà` and `hòa`, `tỷ` and `tỉ` share
the key of their spelling, `So_ho` and `soho` that of their case, `l1` and `ll` that of their letters, as a
Latin `a` and a Cyrillic one. Guarantees: time linear in the names; names that are equal never look the same;
each name is reported once at most. Left out: ids of sections and criteria are told apart by their place in
the numbering, so `I`, `1` and `i` are three ids, and only letters of another script make two of them alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from emurules.diagnostics import Label
from emurules.syntax import nodes

How = Literal["spelling", "case", "letters"]

# Letters that look like one of ours, by their places in Cyrillic, Greek and elsewhere.
_CYRILLIC = dict(zip("аеорсухіјѕԛԝһӏАВЕКМНОРСТУХІЈЅԌӀ", "aeopcyxijsqwhlABEKMHOPCTYXIJSGI", strict=True))
_GREEK = dict(zip("ονρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovpABEZHIKMNOPTYX", strict=True))
_LATIN = dict(zip("ðÐƉıɑɡ", "đĐĐiag", strict=True))
_ALIKE = str.maketrans(_CYRILLIC | _GREEK | _LATIN)
# Alike in many typefaces, though every keyboard has them.
_SHAPES = str.maketrans({"l": "1", "I": "1", "O": "0"})

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
# A syllable that ends in `i` or `y` right after a consonant is written either way: `tỷ lệ`, `tỉ lệ`.
_EITHER = re.compile("(h|k|l|m|s|t|v|qu)y", re.IGNORECASE)
_LOOSE_UNDERSCORE = re.compile(r"(?<![0-9])_+|_+(?![0-9])")


@frozen
class Lookalike:
    """A name that looks like another one, written before it; `letters` are the first two that differ."""

    name: nodes.Name
    other: nodes.Name
    how: How
    letters: tuple[str, str]

    @property
    def labels(self) -> tuple[Label, ...]:
        """The other place."""
        return (Label(self.other.span, "first"),)


def lookalikes(file: nodes.File) -> Iterator[Lookalike]:
    """Every name that looks like one before it: of facts and all derived, of options, of ids."""
    yield from _pairs(_names(file), of_ids=False)
    yield from _pairs(_ids(file), of_ids=True)


def _names(file: nodes.File) -> Iterator[nodes.Name]:
    """The names that are declared, of options too."""
    for one in file.declarations:
        match one:
            case nodes.Fact():
                yield one.name
                yield from _options(one.type)
            case nodes.Table():
                yield one.name
                yield one.parameter
                yield from _options(one.type)
            case nodes.Rate() | nodes.Let():
                yield one.name
            case nodes.Grades(name=nodes.Name() as name):
                yield name


def _options(type: nodes.Type) -> Iterator[nodes.Name]:
    if isinstance(type, nodes.ChoiceType):
        yield from (one.name for one in type.options)


def _ids(file: nodes.File) -> Iterator[nodes.Name]:
    for one in file.declarations:
        if isinstance(one, (nodes.Section, nodes.Criterion)):
            yield one.id


def _pairs(names: Iterator[nodes.Name], *, of_ids: bool) -> Iterator[Lookalike]:
    seen: dict[tuple[str, str], nodes.Name] = {}
    texts: set[str] = set()
    for name in names:
        if name.text in texts:
            continue  # options of two facts may well have one name
        texts.add(name.text)
        keys = _keys(name.text, of_ids=of_ids)
        alike = next((key for key in keys if key in seen), None)
        if alike is not None:
            other = seen[alike]
            yield Lookalike(name, other, _how(name.text, other.text), _apart(name.text, other.text))
        for key in keys:
            seen.setdefault(key, name)


def _keys(name: str, *, of_ids: bool) -> list[tuple[str, str]]:
    plain = name.translate(_ALIKE)
    if of_ids:
        return [("spelling", _spelt(plain))]
    return [
        ("shapes", plain.translate(_SHAPES)),
        ("spelling", _spelt(plain)),
        ("case", _uncased(plain)),
    ]


def _spelt(name: str) -> str:
    """A name with each syllable's tone behind it, and `i` for a `y` that may be either."""
    return _SYLLABLE.sub(_one_spelling, unicodedata.normalize("NFD", name))


def _one_spelling(syllable: re.Match[str]) -> str:
    letters = "".join(letter for letter in syllable[0] if letter not in _TONES)
    tones = "".join(letter for letter in syllable[0] if letter in _TONES)
    either = _EITHER.fullmatch(letters)
    return (f"{either[1]}i" if either else letters) + tones


def _uncased(name: str) -> str:
    """A name without capitals and underscores; between digits one counts: `q1_11` is not `q11_1`."""
    return _spelt(_LOOSE_UNDERSCORE.sub("", re.sub("_+", "_", name.casefold())))


def _how(name: str, other: str) -> How:
    """What tells two names apart that look the same."""
    if _spelt(name) == _spelt(other):
        return "spelling"
    return "case" if _uncased(name) == _uncased(other) else "letters"


def _apart(name: str, other: str) -> tuple[str, str]:
    """The first letters that differ; the last ones where one name goes on after the other."""
    pairs = zip(name, other, strict=False)
    return next(((a, b) for a, b in pairs if a != b), (name[-1], other[-1]))

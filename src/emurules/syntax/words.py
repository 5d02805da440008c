"""Mistakes in words: misspelt, without diacritics, reserved, of another dialect, run together.

Guarantees: a proposal has been tried (`Case.goes_on`); where two would do, the nearer one is taken, then the
longer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emurules.source import Span
from emurules.syntax import dialects
from emurules.syntax.dialects import DECLARATIONS
from emurules.syntax.finding import Case, Finding
from emurules.syntax.spelling import allowed, distance, plain

# The words that a line starts with when what stands before it has come to its end, or should have.
_STARTING = DECLARATIONS | {"AWARD", "DEDUCT", "BANDS", "EXEMPT", "WORDING", "EVIDENCE", "SOURCE", "NOTE"}
_WORD = re.compile(r"\w+")
_RUN = re.compile(r"\w+(?:[.,]\w+)*(?:%\w*)?")
_EDGE = re.compile(r"(?<=[^\W\d])(?=\d)|(?<=[\d%])(?=[^\W\d])")
_LONGEST = 60  # no word or phrase is longer
_LINE = re.compile(r"[^\r\n]{0,100}")
_GAP = re.compile(r"[^\S\r\n]+")


# ---------------------------------------------------------------- words that resemble a keyword


def word_without_diacritics(case: Case) -> Finding | None:
    """`tu 80% den 100%` for `từ 80% đến 100%`."""
    matches = [one for one in _resembling(case) if one[0] == 0]
    trusted = [one for one in matches if case.goes_on(one[2], one[1])]
    longest = max((trusted or _plain_enough(matches)), key=lambda one: len(one[1]), default=None)
    if longest is None:
        return None
    _, write, span = longest
    found = case.shown(span)
    return Finding("keyword-without-diacritics", span, params={"found": found, "write": write})


def _plain_enough(matches: list[tuple[int, str, Span]]) -> list[tuple[int, str, Span]]:
    """Of what does not read well either, what is no accident: phrases, and long words."""
    return [one for one in matches if " " in one[1] or len(one[1]) > 4]


def word_written_wrong(case: Case) -> Finding | None:
    """`critereon 6` for `criterion 6`."""
    near = sorted((one for one in _resembling(case) if one[0] > 0), key=lambda one: (one[0], -len(one[1])))
    for _, write, span in near:
        if case.goes_on(span, write):
            found = case.shown(span)
            if not _declared(found, case):
                return Finding("syntax", span, "spelling", "near", {"found": found, "near": write})
    return None


def _declared(word: str, case: Case) -> bool:
    """Whether a word is a keyword, or a name that is declared somewhere: then it is no misspelling."""
    if any(word.casefold() == one for spellings in case.dialect.keywords.values() for one in spellings):
        return True
    kinds = "|".join(case.word(one) for one in ("FACT", "RATE", "LET"))
    return re.search(rf"^[^\S\r\n]*(?:{kinds})\s+{re.escape(word)}\b", case.text, re.MULTILINE) is not None


def _resembling(case: Case) -> Iterator[tuple[int, str, Span]]:
    """Keywords like what stands at the stop or just before it: how far off, the keyword, and the place."""
    for start in _starts(case):
        words = line_of_words(case.text, start)
        for spelling in (one for spellings in case.dialect.keywords.values() for one in spellings):
            keyword = spelling.removesuffix("(")
            size = len(keyword.split())
            if size > len(words) or not keyword.replace(" ", "").isalpha():
                continue
            span = Span(start, words[size - 1].end)
            if span.end - span.start > _LONGEST or (
                span.end < case.at and size == 1 and span.end != case.stop.last_end
            ):
                continue
            written = " ".join(case.text[word.start : word.end] for word in words[:size])
            if written.casefold() == keyword:
                continue
            most = allowed(len(keyword))
            off = distance(plain(written), plain(keyword), most)
            if off <= most:
                yield off, keyword, span


def _starts(case: Case) -> Iterator[int]:
    """Where a misspelt word may start: at the stop, or at the last token, taken for something else."""
    if _WORD.match(case.text, case.at):
        yield case.at
    last = case.last
    if last is not None and last.start_pos is not None and _WORD.match(case.text, last.start_pos):
        yield last.start_pos


def line_of_words(text: str, start: int) -> list[Span]:
    """The words from a place on that only spaces part, six at most."""
    words: list[Span] = []
    at = start
    while len(words) < 6 and (word := _WORD.match(text, at)):
        words.append(Span(word.start(), word.end()))
        gap = _GAP.match(text, word.end())
        if gap is None:
            break
        at = gap.end()
    return words


# ---------------------------------------------------------------- keywords that stand in the wrong place


def reserved_name(case: Case) -> Finding | None:
    """`fact date: count`; or an option `default`, which was read as the word first."""
    places = [case.found]
    if case.last is not None and case.last.type in case.dialect.keywords:
        places.append(Span(case.last.start_pos or 0, case.stop.last_end))
    for place in places:
        word = case.text[place.start : place.end]
        if word.lower() not in case.dialect.reserved or (place is case.found and _starts_something(case)):
            continue
        if case.goes_on(place, f"`{word}`"):
            return Finding("reserved-name", place, params={"found": word})
    return None


def _starts_something(case: Case) -> bool:
    """Whether the stop is at a line's first word, and that starts a declaration or a statement."""
    keyword = case.dialect.keyword_at(case.text, case.at)
    first = not case.on_one_line(case.stop.last_end, case.at)
    return first and keyword is not None and keyword[0] in _STARTING


def misplaced_not(case: Case) -> Finding | None:
    """`khi không x` for `khi không phải x`."""
    if case.last is None or case.last.type != "NO":
        return None
    span = Span(case.last.start_pos or 0, case.stop.last_end)
    write = case.word("NOT")
    if not case.goes_on(span, write):
        return None
    return Finding("misplaced-not", span, params={"found": case.shown(span), "write": write})


def another_ruleset(case: Case) -> Finding | None:
    """A second head in one file."""
    keyword = case.dialect.keyword_at(case.text, case.at)
    if keyword is None or keyword[0] != "RULESET":
        return None
    return Finding("syntax", case.found, "second", "second")


def word_of_another_dialect(case: Case) -> Finding | None:
    """`criterion` in a Vietnamese text."""
    for name in dialects.names():
        other = dialects.dialect(name)
        keyword = None if other is case.dialect else other.keyword_at(case.text, case.at)
        if keyword is None or keyword[0] not in case.expected:
            continue
        span = Span(case.at, keyword[1])
        params = {"found": case.shown(span), "write": case.word(keyword[0])}
        return Finding("syntax", span, "dialect", "write", params)
    return None


def missing_space(case: Case) -> Finding | None:
    """`worth1.5` for `worth 1.5`, `80%to` for `80% to`."""
    known = {
        word for spellings in case.dialect.keywords.values() for one in spellings for word in one.split()
    }
    for run in _runs(case):
        for cut in (found.start() for found in _EDGE.finditer(run[0])):
            left, right = run[0][:cut], run[0][cut:]
            span, write = Span(*run.span()), f"{left} {right}"
            if known.isdisjoint({left.lower(), right.lower()}) or not case.goes_on(span, write):
                continue
            return Finding("syntax", span, "space", "write", {"found": run[0], "write": write})
    return None


def _runs(case: Case) -> Iterator[re.Match[str]]:
    """What stands without a space: what the last token is part of, then at the stop and after it."""
    if case.last is not None:
        start = case.last.start_pos or 0
        before = _RUN.match(case.text, start, start + _LONGEST)
        yield from (before,) if before else ()
    line = _LINE.match(case.text, case.at)
    yield from _RUN.finditer(case.text, case.at, line.end() if line else case.at)


def incomplete_phrase(case: Case) -> Finding | None:
    """`disqualify x` for `disqualify when x`."""
    words = line_of_words(case.text, case.at)
    phrases = [one for spellings in case.dialect.keywords.values() for one in spellings if " " in one]
    for size in range(len(words), 0, -1):
        span = Span(words[0].start, words[size - 1].end)
        written = plain(case.shown(span))
        starting = (one for one in phrases if plain(one).startswith(f"{written} "))
        for phrase in sorted(starting, key=lambda one: len(one.split())):
            if case.goes_on(span, phrase):
                found = case.shown(span)
                return Finding("syntax", span, "spelling", "near", {"found": found, "near": phrase})
    return None

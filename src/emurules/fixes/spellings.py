"""Fixes of spellings: numbers, words of the language, names, characters pasted from a word processor.

Left out: what can be read in two ways (`1,500`; `0.8` where a percent is needed; a reserved name that is a
value as well): only the author knows what is meant.
"""

from __future__ import annotations

import re
import unicodedata

from emurules.diagnostics import Diagnostic
from emurules.fixes.edits import Edit, line_end, line_start
from emurules.fixes.state import State
from emurules.source import Span

# Each opening mark with those that close it.
_CLOSING = {"“": "”", "”": "”", "„": "“”", "‟": "”", "«": "»", "»": "»«", "″": "″"}
_CLOSING |= {"‘": "’", "’": "’", "‚": "‘’", "‛": "’", "′": "′", "´": "´", "'": "'"}
# Such a name in backquotes would leave its uses as they are, where they mean something else.
_ALSO_VALUES = frozenset(["TOTAL", "WORTH", "YES", "NO", "MISSING"])
_PLAIN = re.compile(r"(\(?-?\s*[0-9][0-9_]*(?:[.,][0-9]+)?)(\)?)")
_END = r"-?[0-9][0-9_]*(?:[.,][0-9]+)?%?"
_LOWER = re.compile(rf"\s*(?P<end>{_END})\s*")
_UPPER = re.compile(rf"\s*(?P<end>{_END})(?=\s*(?::|\w))")


def written_right(finding: Diagnostic, state: State) -> tuple[Edit, ...]:  # noqa: ARG001 - the form of all
    """The spelling that the help gives, if it gives one."""
    write = dict(finding.params).get("write")
    if not write or finding.help_variant != "":
        return ()
    return (Edit(finding.labels[0].span, write),)


def percent_sign(finding: Diagnostic, state: State) -> tuple[Edit, ...]:
    """`95%` for a plain number where a percent is needed, if the help is in no doubt about it."""
    span = finding.labels[0].span
    number = _PLAIN.fullmatch(state.source.slice(span))
    if finding.help_variant != "percent" or number is None:
        return ()
    return (Edit(span, f"{number[1]}%{number[2]}"),)


def in_backquotes(finding: Diagnostic, state: State) -> tuple[Edit, ...]:
    """A reserved name in backquotes; its uses are found in the next rounds."""
    span = finding.labels[0].span
    word = state.source.slice(span)
    keyword = None if state.dialect is None else state.dialect.keyword_at(word, 0)
    if keyword is None or keyword[0] in _ALSO_VALUES or "`" in word:
        return ()
    return (Edit(span, f"`{word}`"),)


# ---------------------------------------------------------------- pasted characters


def typed(finding: Diagnostic, state: State) -> tuple[Edit, ...]:
    """What a keyboard types for a pasted character."""
    at = finding.labels[0].span.start
    match finding.help_variant:
        case "quote":
            return _quotes(state.text, at)
        case "dash":
            return _dash(at, state)
        case _:
            return _sign(state.text, at, dict(finding.params)["write"])


def _quotes(text: str, at: int) -> tuple[Edit, ...]:
    """Both marks of a text, if it is clear where it ends."""
    line = range(at + 1, line_end(text, at))
    # Between letters it is an apostrophe.
    closing = (
        end
        for end in line
        if text[end] in _CLOSING.get(text[at], "") and not text[end + 1 : end + 2].isalnum()
    )
    end = next(closing, None) or next((end for end in line if text[end] == '"'), None)
    if end is None or any(sign in '"\\' for sign in text[at + 1 : end]):
        return ()
    return Edit(Span(at, at + 1), '"'), Edit(Span(end, end + 1), '"')


def _dash(at: int, state: State) -> tuple[Edit, ...]:
    """A minus; between the ends of a row, its words."""
    start = line_start(state.text, at)
    lower = _LOWER.fullmatch(state.text, start, at)
    upper = _UPPER.match(state.text, at + 1, line_end(state.text, at))
    if lower is None or upper is None or state.dialect is None:
        return (Edit(Span(at, at + 1), "-"),)
    first, second = (state.dialect.keywords[terminal][0] for terminal in ("FROM", "_TO"))
    row = f"{first} {lower['end']} {second} {upper['end']}"
    return (Edit(Span(lower.start("end"), upper.end("end")), row),)


def _sign(text: str, at: int, write: str) -> tuple[Edit, ...]:
    """A sign; with those beside it that are pasted, too, since half of a number is another number."""
    start, end = at, at + 1
    if not _narrow(text[at]):
        beside = text[max(at - 1, 0) : at] + text[end : end + 1]
        if write[1:2] == "/" and any(one.isalnum() or one in ".,_" for one in beside):
            return ()  # 2½ is not 21/2
        return (Edit(Span(start, end), write),)
    while start > 0 and _narrow(text[start - 1]):
        start -= 1
    while end < len(text) and _narrow(text[end]):
        end += 1
    return (Edit(Span(start, end), "".join(map(_narrow, text[start:end]))),)


def _narrow(sign: str) -> str:
    """A digit or sign of another width or writing as it is typed; empty for any other."""
    if sign.isascii():
        return ""
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    return chr(ord(sign) - 0xFEE0) if "\uff01" <= sign <= "\uff5e" else ""

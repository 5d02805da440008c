"""The general message: what was expected at a stop, in a few words.

Guarantees: no name of the grammar is ever shown; of many things that could stand, the one is named that the
reader most likely left out. A word that is missing is reported at the end of the last token that fits,
anything else where it stands. Left out: mistakes that have a message of their own (mistakes).
"""

from __future__ import annotations

from emurules.source import Span
from emurules.syntax.finding import Case, Finding

_SIGNS = {
    "_COLON": ":",
    "RPAR": ")",
    "_SEMICOLON": ";",
    "_EQUAL": "=",
    "LPAR": "(",
    "QUESTION": "?",
}
# What a started construction cannot do without, the most likely first.
_NEEDED = [
    "_COLON",
    "RPAR",
    "_SEMICOLON",
    "_OF",
    "_IF_NONE",
    "_FOR",
    "_BY",
    "_TO",
    "_NEVER_FALLS",
    "_NEVER_RISES",
    "RISES",
    "_EQUAL",
    "WHEN",
    "OTHERWISE",
]
# A name of the thing for any of these sets of terminals; the first that fits.
_THINGS: tuple[tuple[str, frozenset[str], str | None], ...] = (
    ("value", frozenset({"MIN"}), None),
    ("type", frozenset({"YES_NO"}), "COUNT"),
    ("row", frozenset({"EXACTLY", "OTHERWISE"}), "FROM"),
    ("quantity", frozenset({"POINTS_OF"}), "TOTAL"),
    ("value", frozenset({"NUMBER", "YES"}), None),
    ("value", frozenset({"NUMBER", "LPAR"}), None),
    ("bound", frozenset({"NUMBER", "DATE"}), None),
    ("answer", frozenset({"MISSING", "YES"}), None),
    ("id", frozenset({"ID"}), None),
    ("statement", frozenset({"AWARD"}), None),
    ("bands", frozenset({"BANDS", "NOTE"}), "BANDS"),
    ("declaration", frozenset({"FACT"}), None),
    ("name", frozenset({"NAME"}), None),
    ("number", frozenset({"NUMBER"}), None),
    ("percent", frozenset({"PERCENT"}), None),
    ("date", frozenset({"DATE"}), None),
    ("text", frozenset({"STRING"}), None),
)
_OPENS = frozenset(["LPAR", "MIN", "MAX", "ABS", "ROUND", "FLOOR", "CEIL", "TALLY", "DAYS", "DAYS_LATE"])


def general(case: Case) -> Finding:
    """What was expected, and what stands there instead."""
    what, words = _expectation(case)
    end = Span(case.stop.last_end, case.stop.last_end)
    if case.at >= len(case.text):
        return Finding("syntax", end, f"{what} end" if what else "", None, words, _opened(case))
    open_end = "FACT" not in case.expected
    if what and open_end and case.last is not None and not case.on_one_line(end.start, case.at):
        last = case.shown(Span(case.last.start_pos or 0, end.end))
        return Finding("syntax", end, f"{what} after", None, words | {"last": last}, _opened(case))
    found = case.shown(case.found)
    return Finding(
        "syntax", case.found, f"{what} found" if what else "", None, words | {"found": found}, _opened(case)
    )


def _expectation(case: Case) -> tuple[str, dict[str, str]]:
    """A key of the catalogue's expectations with its words; an empty key if nothing can be said in short."""
    expected = case.expected
    if case.last is not None and case.last.type == "STRING":
        expected -= {"STRING"}  # a text may always go on
    needed = [terminal for terminal in _NEEDED if terminal in expected and _is_needed(terminal, expected)]
    if needed:
        return _words(case, needed)
    for what, signs, shown in _THINGS:
        if signs <= expected:
            return what, {} if shown is None else {"a": case.word(shown)}
    return _words(case, sorted(expected - {"$END"}))


def _is_needed(terminal: str, expected: frozenset[str]) -> bool:
    if terminal == "_EQUAL":
        return "COMPARE" not in expected
    if terminal == "WHEN":
        return not expected & {"FACT", "EXACTLY"}
    if terminal == "OTHERWISE":
        return "COMPARE" in expected and "EXACTLY" not in expected
    if terminal == "_TO":
        return not expected & {"FACT", "_COLON"}
    return terminal != "_SEMICOLON" or "FACT" not in expected


def _words(case: Case, terminals: list[str]) -> tuple[str, dict[str, str]]:
    shown = [
        _SIGNS.get(terminal) or case.word(terminal) for terminal in terminals if _has_word(case, terminal)
    ]
    if not 1 <= len(shown) <= 3:
        shown = shown[:3] if len(shown) <= 5 else []
    key = ("", "one", "two", "three")[len(shown)]
    return key, dict(zip("abc", shown, strict=False))


def _has_word(case: Case, terminal: str) -> bool:
    return terminal in _SIGNS or terminal in case.dialect.keywords


def _opened(case: Case) -> Span | None:
    """The parenthesis that is still open, if one is to be closed."""
    if "RPAR" not in case.expected:
        return None
    for part in reversed(case.stop.stack):
        if getattr(part, "type", None) in _OPENS:
            return Span(part.start_pos, part.end_pos)
    return None

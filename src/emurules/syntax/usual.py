"""Words and signs that people use where the language has another: `nếu` for `khi`, `>= 80%` for `từ 80%`.

Guarantees: a proposal has been tried (`Case.goes_on`), and what is not sure to be meant is not proposed.
"""

from __future__ import annotations

import re

from emurules.diagnostics import Language
from emurules.source import Span
from emurules.syntax.finding import Case, Finding

# The longer ones first.
_PHRASES: dict[Language, tuple[tuple[str, str], ...]] = {
    "vi": (
        ("lớn hơn hoặc bằng", "FROM"), ("nhỏ hơn hoặc bằng", "UP_TO"), ("lớn hơn", "ABOVE"),
        ("nhiều hơn", "ABOVE"), ("nhỏ hơn", "BELOW"), ("ít hơn", "BELOW"), ("ít nhất", "FROM"),
        ("tối thiểu", "FROM"), ("tối đa", "UP_TO"), ("không vượt quá", "UP_TO"),
        ("không dưới", "FROM"), ("không ít hơn", "FROM"), ("thấp hơn", "BELOW"), ("cao hơn", "ABOVE"),
        ("nếu", "WHEN"), ("hơn", "ABOVE"),
    ),
    "en": (
        ("greater than or equal to", "FROM"), ("less than or equal to", "UP_TO"), ("greater than", "ABOVE"),
        ("not more than", "UP_TO"), ("no more than", "UP_TO"), ("at most", "UP_TO"),
        ("not less than", "FROM"), ("no less than", "FROM"), ("at least", "FROM"), ("more than", "ABOVE"),
        ("less than", "BELOW"), ("lower than", "BELOW"), ("higher than", "ABOVE"), ("under", "BELOW"),
        ("over", "ABOVE"), ("if", "WHEN"),
    ),
}  # fmt: skip
_SIGNS = ((">=", "FROM"), ("<=", "UP_TO"), (">", "ABOVE"), ("<", "BELOW"))
_ROW = frozenset({"FROM", "ABOVE", "BELOW", "UP_TO", "EXACTLY", "OTHERWISE"})
_ONWARDS: dict[Language, tuple[tuple[str, str], ...]] = {
    "vi": (("trở đi", "UPWARDS"), ("+", "UPWARDS")),
    "en": (("or more", "UPWARDS"), ("or above", "UPWARDS"), ("and above", "UPWARDS"), ("+", "UPWARDS")),
}
_BOUNDS = frozenset({"NUMBER", "PERCENT", "DATE", "ID"})
_BOUND = re.compile(r"[0-9][0-9_.,]*%?")
_TEXT_OR_NUMBER = re.compile(r'[^\S\r\n]*["0-9]')
_DASH = re.compile(r"[^\S\r\n]*[-–—][^\S\r\n]*")


def another_phrase(case: Case) -> Finding | None:
    """`nếu` for `khi`, `lớn hơn 80%` for `trên 80%`, `>= 80%` for `từ 80%` at the start of a row."""
    starts = [case.at]
    if case.last is not None and case.last.start_pos is not None:
        starts.append(case.last.start_pos)
    for start in starts:
        for said, terminal in (*_PHRASES[case.dialect.language], *_SIGNS):
            end = start + len(said)
            if end <= case.at or case.text[start:end].casefold() != said:
                continue
            if said[-1].isalpha() and case.text[end : end + 1].isalnum():
                continue
            span, write = Span(start, end), case.word(terminal)
            if case.goes_on(span, f" {write} "):
                return _foreign(case, span, write)
    return None


def bare_bound(case: Case) -> Finding | None:
    """`80% trở lên`, `80% đến dưới 100%` and `50% - 80%` for rows that start with `từ`."""
    last = case.last
    if last is None or last.type not in _BOUNDS or last.start_pos is None:
        return None
    bound = Span(last.start_pos, case.stop.last_end)
    write = f"{case.word('FROM')} {case.shown(bound)}"
    keyword = case.dialect.keyword_at(case.text, case.at)
    if keyword is not None and keyword[0] in {"UPWARDS", "DOWNWARDS", "_TO"}:
        return _foreign(case, bound, write) if case.goes_on(bound, f" {write}") else None
    for said, terminal in _ONWARDS[case.dialect.language]:
        end = case.at + len(said)
        if case.text[case.at : end].casefold() == said and not case.text[end : end + 1].isalnum():
            span = Span(bound.start, end)
            write = f"{write} {case.word(terminal)}"
            return _foreign(case, span, write) if case.goes_on(span, f" {write}") else None
    dash = _DASH.match(case.text, case.stop.last_end)
    upper = _BOUND.match(case.text, dash.end()) if dash else None
    if dash is None or upper is None:
        return None
    span = Span(bound.start, upper.end())
    write = f"{write} {case.word('_TO')} {upper[0]}"
    return _foreign(case, span, write) if case.goes_on(span, f" {write}") else None


def slash_of_a_rate(case: Case) -> Finding | None:
    """`rate r: part / whole` for `rate r: part of whole`."""
    if "_OF" not in case.expected:
        return None
    line = max(case.text.rfind(mark, 0, case.stop.last_end) for mark in "\r\n") + 1
    slash = case.text.rfind("/", line, case.stop.last_end)
    if slash < 0:
        return None
    span, write = Span(slash, slash + 1), case.word("_OF")
    return _foreign(case, span, write) if case.goes_on(span, f" {write} ") else None


def colon_after_a_word(case: Case) -> Finding | None:
    """`minh chứng: "x"` for `minh chứng "x"`, and `điểm chuẩn: 2`."""
    following = _TEXT_OR_NUMBER.match(case.text, case.at + 1)
    span = Span(case.at, case.at + 1)
    if following is None or not case.text.startswith(":", case.at):
        return None
    if not {"STRING", "NUMBER"} & case.expected or not case.goes_on(span, " "):
        return None
    return Finding("syntax", span, "foreign", "drop", {"found": ":"})


def row_without_bands(case: Case) -> Finding | None:
    """`từ 80%: 2` where no `mức điểm theo` stands above it."""
    keyword = case.dialect.keyword_at(case.text, case.at)
    if keyword is None or keyword[0] not in _ROW or not {"BANDS", "AWARD"} <= case.expected:
        return None
    words = {"found": case.shown(case.found), "bands": case.word("BANDS")}
    return Finding("syntax", case.found, "row", None, words)


def _foreign(case: Case, span: Span, write: str) -> Finding:
    return Finding("syntax", span, "foreign", "write", {"found": case.shown(span), "write": write})

"""What to say about a stop: the first of the known mistakes that it is, else what was expected there.

Guarantees: one finding for each stop; what it proposes has been tried, so that reading would go on past it.
The order of `KNOWN` counts: what the characters say comes before what the words say. Left out: the texts (the
catalogue).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from emurules.source import Span
from emurules.syntax import marks, usual, words
from emurules.syntax.expected import general
from emurules.syntax.finding import Case, Finding

_OPERAND = re.compile(r"\s*(-?[0-9][0-9_.,]*%?|`[^`\r\n]*`|\w+)(?![^\S\r\n]*[\w(])")
_COMPARISON = re.compile(r"<=|>=|!=|<|>|=")
_NEGATIVE = re.compile(r"-\s*[0-9][0-9_]*(?:[.,][0-9]+)?%?")


def explain(case: Case) -> Finding:
    """The one thing to say about a stop."""
    refusal = case.stop.refusal
    if refusal is not None:
        known_character = marks.pasted_character(case) if refusal.slug == "syntax" else None
        if known_character is not None:
            return known_character
        params = {**refusal.params, "let": case.word("LET")}
        return Finding(refusal.slug, refusal.span, refusal.variant, params=params)
    return next((found for known in KNOWN if (found := known(case)) is not None), None) or general(case)


def chained_comparison(case: Case) -> Finding | None:
    """`1 < a <= 5` for `1 < a and a <= 5`."""
    second = _COMPARISON.match(case.text, case.at)
    if second is None or len(case.stop.stack) < 3:
        return None
    left, first, middle = case.stop.stack[-3:]
    if getattr(first, "type", "") not in {"COMPARE", "_EQUAL"}:
        return None
    if not (hasattr(left, "span") and hasattr(middle, "span")):
        return None  # `given x = 1 = 2`
    left_text, middle_text = (case.shown(part.span) for part in (left, middle))
    right = _OPERAND.match(case.text, second.end())
    right_text, end = (right[1], right.end()) if right else ("…", second.end())
    write = f"{left_text} {first} {middle_text} {case.word('_AND')} {middle_text} {second[0]} {right_text}"
    return Finding("chained-comparison", Span(left.span.start, end), params={"write": write})


def negative_row(case: Case) -> Finding | None:
    """`-5: 2` as a row, which goes on with the points of the row above it."""
    line = re.split(r"[\r\n]", case.text[max(0, case.at - 200) : case.at])[-1]
    head = _NEGATIVE.match(line.lstrip())
    if head is None or not case.text.startswith(":", case.at):
        return None
    start = case.at - len(line.lstrip())
    span = Span(start, start + head.end())
    found = case.shown(span)
    return Finding("negative-row", span, params={"found": found, "write": f"{case.word('EXACTLY')} {found}"})


KNOWN: tuple[Callable[[Case], Finding | None], ...] = (
    marks.bad_string,
    marks.pasted_character,
    marks.spaced_percent,
    marks.unit_after_points,
    marks.date_of_another_form,
    marks.number_of_another_form,
    negative_row,
    chained_comparison,
    marks.foreign_sign,
    words.another_ruleset,
    words.word_without_diacritics,
    words.misplaced_not,
    usual.row_without_bands,
    usual.bare_bound,
    usual.slash_of_a_rate,
    usual.colon_after_a_word,
    usual.another_phrase,
    words.reserved_name,
    words.missing_space,
    words.word_written_wrong,
    words.word_of_another_dialect,
    words.incomplete_phrase,
)

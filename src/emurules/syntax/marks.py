"""Mistakes in characters, signs and numbers: pasted ones, marks of other languages, units, dates.

Guarantees: a number is never converted here, however long; a proposal is made of the digits that stand there.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from emurules.source import Span
from emurules.syntax.finding import Case, Finding
from emurules.syntax.limits import DIGITS

_QUOTES = "“”„‟«»‘’‚‛′″´'"
_DASHES = "–—−‒―‐‑⁃"
_SIGNS = {"≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "·": "*", "∙": "*", "÷": "/", "⁄": "/", "∕": "/"}
_SIGNS |= {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
# Signs of other languages, with the terminal or the sign to write.
_FOREIGN = {"==": "=", "<>": "!=", "=<": "<=", "=>": ">=", "&&": "_AND", "||": "_OR", "!": "NOT", ",": ";"}
_DIGITS = re.compile(r"[0-9](?:[0-9_]|[.,](?=[0-9]))*")
_BARE = re.compile(r"[.,][0-9]+%?")
_NUMBER_BEFORE = re.compile(rf"(?<![\w.,]){_DIGITS.pattern}(?=[^\S\r\n]*\Z)")
_UNIT = re.compile(r"[^\S\r\n]*(?:điểm|đ|points?|pts?)(?!\w)", re.IGNORECASE)
_EXPONENT = re.compile(r"[eE][+-]?[0-9]+")
_DATE = re.compile(r"([0-9]{1,4})([-/.])([0-9]{1,2})\2([0-9]{1,4})(?![\w])")
_PART_OF_DATE = re.compile(r"(?<![\w.,/-])[0-9][-0-9/.]*$")
_BAD_ESCAPE = re.compile(r'"(?:\\["\\n]|[^"\\\r\n])*(\\[^"\\n\r])')
_STRING = re.compile(r'"(?:\\["\\n]|[^"\\\r\n])*"|`[^`\r\n]+`')
_STRING_LINE = re.compile(r'["`][^\r\n]*')


# ---------------------------------------------------------------- characters


def bad_string(case: Case) -> Finding | None:
    """A text or a name that is not closed on its line, or holds a backslash that means nothing."""
    line = _STRING_LINE.match(case.text, case.at)
    if line is None or _STRING.match(case.text, case.at):
        return None
    escape = _BAD_ESCAPE.match(case.text, case.at)
    if escape and '"' in case.text[escape.end() : line.end()]:
        return Finding("bad-escape", Span(*escape.span(1)), params={"found": escape[1]})
    span = Span(case.at, case.at + len(line[0].rstrip()))
    variant = "" if line[0][0] == '"' else "name"
    return Finding("unterminated-string", span, variant, variant)


def pasted_character(case: Case) -> Finding | None:
    """A character as word processors put it in: “ ” – ≤ ×, or of full width."""
    sign = case.text[case.at : case.at + 1]
    params = {"found": sign, "code": f"U+{ord(sign):04X}"} if sign else {}
    span = Span(case.at, case.at + 1)
    if sign and sign in _QUOTES:
        return Finding("pasted-character", span, help="quote", params=params)
    if sign and sign in _DASHES:
        params["write"] = f"{case.word('FROM')} … {case.word('_TO')} …"
        return Finding("pasted-character", span, help="dash", params=params)
    write = _SIGNS.get(sign) or _narrow(sign)
    if not write:
        return None
    return Finding("pasted-character", span, params=params | {"write": write})


def _narrow(sign: str) -> str:
    """The plain form of a digit or sign of another width; empty if it is none."""
    if not sign or sign.isascii():
        return ""
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    return chr(ord(sign) - 0xFEE0) if "\uff01" <= sign <= "\uff5e" else ""


def foreign_sign(case: Case) -> Finding | None:
    """`==`, `<>`, `&&`, and a comma between arguments."""
    starts = [case.at]
    if case.last is not None and case.stop.last_end == case.at:
        starts.append(case.last.start_pos or 0)
    for start in starts:
        for sign, terminal in _FOREIGN.items():
            span = Span(start, start + len(sign))
            if span.end <= case.at or not case.text.startswith(sign, start):
                continue
            write = case.word(terminal) if terminal in case.dialect.keywords else terminal
            if write and case.goes_on(span, f" {write} "):
                return Finding("syntax", span, "foreign", "write", {"found": sign, "write": write})
    return None


# ---------------------------------------------------------------- numbers


def number_of_another_form(case: Case) -> Finding | None:
    """A number too long, with an exponent, with marks of another language, or grouped unevenly."""
    shape = _DIGITS.match(case.text, _number_start(case))
    if shape is None:
        return _bare_decimals(case)
    span = Span(*shape.span())
    exponent = _EXPONENT.match(case.text, span.end)
    if exponent:
        span = Span(span.start, exponent.end())
    if sum(map(str.isdigit, shape[0])) > DIGITS or (exponent and len(exponent[0]) > 3):
        return Finding("number-too-long", span, params={"limit": str(DIGITS)})
    if exponent:
        return Finding("syntax", span, "exponent", None, {"found": case.shown(span)})
    if case.text.startswith("%", span.end):
        span = Span(span.start, span.end + 1)
    return _marks(case, span)


def _number_start(case: Case) -> int:
    """The start of a number at the stop, or of one that was taken for a shorter number or an id."""
    last = case.last
    broken = last is not None and last.type in {"ID", "NUMBER"} and case.stop.last_end == case.at
    if last is not None and broken and _BARE.match(case.text, case.at):
        return last.start_pos or 0
    return case.at


def _bare_decimals(case: Case) -> Finding | None:
    """`.5` for `0.5`."""
    bare = _BARE.match(case.text, case.at)
    write = "" if bare is None else f"0{case.dialect.decimal_mark}{bare[0][1:]}"
    if bare is None or not case.goes_on(Span(*bare.span()), write):
        return None
    return Finding("decimal-mark", Span(*bare.span()), params={"found": bare[0], "write": write})


def _marks(case: Case, span: Span) -> Finding | None:
    """Marks of another language in a number, with the spelling that is meant."""
    found = case.text[span.start : span.end]
    params = {"found": case.shown(span)}
    if case.last is not None and case.last.type == "ID" and case.last.start_pos == span.start:
        return Finding("decimal-mark", span, params=params | {"write": found.replace(",", ".")})
    if not set(found) & {",", "."}:
        return _groups(case, span)
    write, thousands = respelt(found, case.dialect.decimal_mark)
    if not write and not thousands:
        return None
    if write and thousands:
        return Finding(
            "decimal-mark", span, help="either", params=params | {"write": write, "thousands": thousands}
        )
    return Finding("decimal-mark", span, params=params | {"write": write or thousands})


def respelt(number: str, mark: str) -> tuple[str, str]:
    """A number with marks as a decimal and as thousands of this dialect; empty where it cannot be that."""
    *whole, part = re.split("[.,]", number.removesuffix("%"))
    marks = re.sub("[^.,]", "", number)
    percent = "%" if number.endswith("%") else ""
    in_threes = all(len(group) == 3 for group in whole[1:]) and len(whole[0]) <= 3 and whole[0] != "0"
    if len(marks) == 1:
        write = "" if marks == mark else f"{whole[0]}{mark}{part}{percent}"
        return write, f"{whole[0]}_{part}{percent}" if write and in_threes and len(part) == 3 else ""
    if in_threes and len(set(marks)) == 1 and len(part) == 3:
        return "", "_".join([*whole, part]) + percent
    if in_threes and len(set(marks[:-1])) == 1 and marks[-1] != marks[0]:
        return f"{'_'.join(whole)}{mark}{part}{percent}", ""
    return "", ""


def _groups(case: Case, span: Span) -> Finding | None:
    found = case.text[span.start : span.end]
    if "_" not in found:
        return None
    digits = found.replace("_", "").removesuffix("%")
    write = f"{int(digits):_}" + ("%" if found.endswith("%") else "")
    if not case.goes_on(span, write):
        return None
    return Finding("syntax", span, "groups", "write", {"found": found, "write": write})


def spaced_percent(case: Case) -> Finding | None:
    """`95 %` for `95%`."""
    last = case.last
    if case.text.startswith("%", case.at) and last is not None and last.type == "NUMBER":
        span = Span(last.start_pos or 0, case.at + 1)
    else:
        apart = re.compile(rf"({_DIGITS.pattern})[^\S\r\n]+%").match(case.text, case.at)
        if apart is None:
            return None
        span = Span(*apart.span())
    write = re.sub(r"\s", "", case.text[span.start : span.end])
    return Finding("spaced-percent", span, params={"write": write})


def unit_after_points(case: Case) -> Finding | None:
    """`: 1 điểm` for `: 1`, `0,5đ` for `0,5`."""
    last = case.last
    if last is not None and last.type == "NAME":  # taken for the option that the next row starts with
        number = _NUMBER_BEFORE.search(case.text, max(0, (last.start_pos or 0) - 60), last.start_pos or 0)
    elif last is not None and last.type == "NUMBER":
        number = _DIGITS.match(case.text, last.start_pos or 0)
    else:
        number = None
    number = number or _DIGITS.match(case.text, case.at)
    unit = None if number is None else _UNIT.match(case.text, number.end())
    if number is None or unit is None or unit.end() < case.stop.last_end:
        return None
    span = Span(number.start(), unit.end())
    write = (
        number[0]
        if len(re.findall("[.,]", number[0])) != 1
        else re.sub("[.,]", case.dialect.decimal_mark, number[0])
    )
    return Finding("unit-after-points", span, params={"write": write}) if case.goes_on(span, write) else None


def date_of_another_form(case: Case) -> Finding | None:
    """`26/3/2024` in an English text, `2024-3-26` in any."""
    before = _PART_OF_DATE.search(case.text, max(0, case.at - 8), case.at)
    shape = _DATE.match(case.text, before.start() if before else case.at)
    if shape is None or shape.end() <= case.at:
        return None
    first, _, month, last = shape.groups()
    year, day = (first, last) if len(first) == 4 else (last, first)
    span = Span(*shape.span())
    if len(year) != 4 or not case.goes_on(span, "2000-01-01"):
        return None
    try:
        write = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return Finding("bad-date", span, params={"found": shape[0]})
    return Finding("bad-date", span, "form", "form", {"found": shape[0], "write": write})

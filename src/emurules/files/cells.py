"""Numbers in files of facts: whether their decimal mark is the one that is meant.

Data has one notation, the decimal point. A file from a country that writes a comma is read with `--decimal
,`, never by guessing. Guarantees: a number comes out with a point, or is refused; a text that is no number
comes out as it is, for `admit` to judge. A thousands separator is never taken for a decimal mark, nor the
other way round.
"""

from __future__ import annotations

import re
from typing import Literal

from emurules.diagnostics import Diagnostic
from emurules.files.origin import Origin
from emurules.model.spelling import shown

# None: nobody said, so the point is the mark and what looks like thousands is asked about.
Decimal = Literal[".", ","] | None

_NUMERIC = re.compile(r"[+-]?[0-9][0-9.,]*\s?%?")
_POINT_GROUPS = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?\s?%?")
_COMMA_GROUPS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?\s?%?")


def with_point(
    text: str, fact: str, decimal: Decimal, origin: Origin, line: int | None, column: int | None
) -> str | Diagnostic:
    """The text of a number with a decimal point, or what is wrong with its mark."""
    if text.isdigit() or not _NUMERIC.fullmatch(text):
        return text
    trouble = _comma(text) if decimal == "," else _point(text, asked=decimal is not None)
    if trouble is None:
        return text.replace(",", ".")
    slug, variant, params = trouble
    params |= {"fact": fact, "value": shown(text)}
    return origin.finding(slug, line, column, variant=variant, help=variant, subject=fact, **params)


_Trouble = tuple[str, str, dict[str, str]]  # slug, variant of its message and help, what its texts need


def _comma(text: str) -> _Trouble | None:
    if "." not in text:
        return None
    if _POINT_GROUPS.fullmatch(text):
        return "fact-decimal-mark", "point", {"other": text.replace(".", "")}
    return "fact-decimal-mark", "point", {"other": text.replace(",", "").replace(".", ",")}


def _point(text: str, *, asked: bool) -> _Trouble | None:
    if _COMMA_GROUPS.fullmatch(text):
        return "fact-decimal-mark", "thousands", {"plain": text.replace(",", "")}
    if "," in text:
        plain = text.replace(".", "") if _POINT_GROUPS.fullmatch(text) else text
        return "fact-decimal-mark", "comma", {"other": plain.replace(",", ".")}
    if not _POINT_GROUPS.fullmatch(text):
        return None
    if text.count(".") > 1:
        return "fact-decimal-mark", "groups", {"plain": text.replace(".", "")}
    if asked or text.endswith("%"):
        return None
    head, _, tail = text.partition(".")
    small = f"{head}.{tail}".rstrip("0").rstrip(".")
    return "ambiguous-number", "", {"small": small, "large": head + tail}

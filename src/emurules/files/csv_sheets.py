"""A sheet of results as a CSV that a spreadsheet opens as it is.

Guarantees: no text acts as a formula; numbers are exact, one that does not end as `6 2/3` or `0 1/3`, which
no spreadsheet takes for a day. Left out: what stands in the sheet (cli).
"""

from __future__ import annotations

import csv
import io
from fractions import Fraction

from emurules.diagnostics import Language
from emurules.files.blank import inert
from emurules.files.sheets import Cell, Number, Sheet, shown
from emurules.model.notation import number_text

_BOM = "\ufeff"


def table(sheet: Sheet, language: Language) -> str:
    """A header and the rows, as Excel reads them where the language is spoken: `;` and a decimal comma."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, delimiter=";" if language == "vi" else ",")
    rows.writerow([inert(shown(head.text)) for head in sheet.heads])
    rows.writerows([_written(cell, language) for cell in row] for row in sheet.rows)
    return _BOM + out.getvalue()


def _written(cell: Cell, language: Language) -> str:
    if isinstance(cell, str):
        return inert(shown(cell))
    text = _exact(cell)
    return text.replace(".", ",") if language == "vi" else text


def _exact(number: Number) -> str:
    text = number_text(number.value)
    if "/" not in text:
        return text
    whole, rest = divmod(abs(number.value), 1)
    sign = "-" if number.value < 0 else ""
    return f"{sign}{number_text(Fraction(whole))} {rest.numerator}/{rest.denominator}"

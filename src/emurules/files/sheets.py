"""Tables of results as a file takes them: sheets of texts and exact numbers.

Lives here: `Sheet`, and what a spreadsheet can hold of a number. Left out: what stands in a sheet (cli), and
each kind of file.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from emurules.diagnostics import Text
from emurules.diagnostics.render.widths import visible
from emurules.model.notation import number_text

# A spreadsheet keeps so many digits of a number, and rounds the rest without a word.
_DIGITS = 15

YES = Text("yes", "có")


@frozen
class Number:
    """A number, and how it is said where it stands as text: with the language's decimal mark, or `6 2/3`."""

    value: Fraction
    said: str


Cell = str | Number


@frozen
class Head:
    """The head of a column, how wide it is in characters, and whether numbers stand in it."""

    text: str
    width: int = 12
    number: bool = False


@frozen(kw_only=True)
class Sheet:
    """A table with its name, the title it is printed under, and the lines of text below it."""

    name: str
    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    below: tuple[str, ...] = ()


def shown(cell: Cell) -> str:
    """A cell as text, with nothing in it that a program obeys or hides."""
    return visible(cell.said if isinstance(cell, Number) else cell)


def decimal_text(number: Number) -> str | None:
    """A number in digits and a point, if that says it exactly and a spreadsheet keeps it all."""
    text = number_text(number.value)
    digits = text.lstrip("-").replace(".", "").lstrip("0")
    return None if "/" in text or len(digits) > _DIGITS else text

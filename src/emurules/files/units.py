"""What a file of facts holds: units with their raw facts, and where in the file each fact stands.

Guarantees: raw facts are as written (text, numbers without a float, yes or no), an empty cell or null is
left out, and nothing is checked against the ruleset's domains. Left out: reading (csv_facts, json_facts),
admitting (evaluation).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve, field, frozen

from emurules.diagnostics import Diagnostic, Label
from emurules.files.origin import Origin

if TYPE_CHECKING:
    from emurules.files.json_places import JsonPlaces

RawFact = str | bool | int | Decimal


@frozen
class CsvPlaces:
    """A row of a CSV: its first line, its number as a spreadsheet counts, and the columns of the facts."""

    line: int
    row: int
    columns: Mapping[str, int] = field(eq=False, repr=False)

    def cell(self, fact: str | None) -> str | None:
        """The cell of a fact as a spreadsheet names it, for example `B7`; None if the fact has no column."""
        column = self.columns.get(fact or "")
        return None if column is None else cell_name(self.row, column)


Places: TypeAlias = "CsvPlaces | JsonPlaces"


@frozen(kw_only=True)
class Unit:
    """One unit.

    Attributes:
        name: None only for a single JSON object without a name.
        facts: by name; None if the unit's form is so broken that its facts cannot be told.
        problems: what is wrong with its form; with an error among them it cannot be scored.
        places: where its facts stand.
    """

    name: str | None
    facts: Mapping[str, RawFact] | None
    problems: tuple[Diagnostic, ...] = ()
    places: Places = field(eq=False, repr=False)


@frozen
class FactsFile:
    """A file that has been opened: remarks on it, and its units, read as they are asked for.

    `count` is how many there are, None where that shows only at the end. Iterating `units`
    raises `FactsError` where the file cannot be read on.
    """

    origin: Origin
    remarks: tuple[Diagnostic, ...]
    units: Iterator[Unit] = field(eq=False, repr=False)
    count: int | None = None


def placed(found: Diagnostic, places: Places, origin: Origin) -> Diagnostic:
    """A finding about a unit's facts with the place of its fact in the file."""
    if isinstance(places, CsvPlaces):
        column = places.columns.get(found.subject or "")
        return evolve(found, file=origin.name, line=places.line, column=column)
    span = places.of(found.subject)
    line, column = places.text.position(span.start)
    return evolve(
        found, file=origin.name, line=line, column=column, labels=(Label(span),), source=places.text
    )


def cell_name(row: int, column: int) -> str:
    """A cell as a spreadsheet names it: row 7, column 2 is `B7`."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """A column as a spreadsheet names it: 1 is `A`, 27 is `AA`."""
    letters = ""
    while column > 0:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters

"""The blank form of a ruleset's facts as an Excel workbook, for a person to fill in and `score` to read.

One sheet takes the units, a row each: below the header its titles and what goes in, in rows that the reader
passes over; lists to choose from, limits, and the formats of percents and dates. A second sheet tells each
fact in words. Guarantees: no text of a ruleset acts as a formula. Left out: choosing a form (cli).
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, BinaryIO

from emurules.diagnostics import Language, Text
from emurules.files.blank import describe, source_of_fact
from emurules.files.names import REMARK, UNIT
from emurules.files.origin import Origin
from emurules.model.domain import Choice, Dates, Numbers, YesNo
from emurules.model.interval import Interval
from emurules.model.ruleset import Fact, Ruleset
from emurules.model.values import Type

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# The rows of the form: header, titles, what goes in; then the units.
_FIRST = 4
_LAST = 1003
_WIDTH = 24

_UNITS = Text("Units", "Đơn vị")
_FACTS = Text("Facts", "Số liệu")
_LISTS = Text("Lists", "Danh sách")
_NAME = Text("the unit's name", "tên đơn vị")
_FORMS = Text("what goes in; fill in a unit a row below", "cách ghi; mỗi đơn vị một dòng bên dưới")
_HEADS = (
    Text("Name", "Tên"),
    Text("Title", "Tên đầy đủ"),
    Text("What goes in", "Cách ghi"),
    Text("Taken from", "Lấy từ"),
)
_WRONG = Text("This is not what goes in here", "Giá trị này không hợp lệ")
_DAY_FORMAT = {"en": "yyyy-mm-dd", "vi": "dd/mm/yyyy"}
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet


def write_form(ruleset: Ruleset, language: Language, stream: BinaryIO, origin: Origin) -> None:
    """Write the form.

    Raises:
        FactsError: the extra that writes workbooks is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise origin.refusal("missing-extra", extra="excel", package="openpyxl") from None
    book = Workbook()
    units, facts, lists = (book.create_sheet(text.filled(language, {})) for text in (_UNITS, _FACTS, _LISTS))
    del book[book.sheetnames[0]]
    lists.sheet_state = "hidden"
    _explain(facts, ruleset, language)
    _head(units, ruleset, language)
    for column, fact in enumerate(ruleset.facts, 2):
        _column(units, lists, column, fact, ruleset, language)
    units.freeze_panes = f"B{_FIRST}"
    for sheet in (units, facts):
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    book.save(stream)


def _head(sheet: Worksheet, ruleset: Ruleset, language: Language) -> None:
    """The header, titles and what goes in."""
    _row(sheet, 1, [UNIT, *(fact.name for fact in ruleset.facts)], bold=True)
    titles = [fact.title or fact.name for fact in ruleset.facts]
    _row(sheet, 2, [f"{REMARK} {_NAME.filled(language, {})}", *titles])
    forms = [describe(fact, ruleset, language) for fact in ruleset.facts]
    _row(sheet, 3, [f"{REMARK} {_FORMS.filled(language, {})}", *forms], italic=True)
    _widths(sheet, [32, *(_WIDTH for _ in ruleset.facts)])
    for number, texts in ((2, titles), (3, forms)):
        lines = max((-(-len(text) // (_WIDTH - 2)) for text in texts), default=1)
        sheet.row_dimensions[number].height = 15 * min(lines + 1, 12)


def _explain(sheet: Worksheet, ruleset: Ruleset, language: Language) -> None:
    """A row for each fact: its name, title, what goes in, and where it is taken from."""
    _row(sheet, 1, [text.filled(language, {}) for text in _HEADS], bold=True)
    for number, fact in enumerate(ruleset.facts, 2):
        said = describe(fact, ruleset, language)
        _row(sheet, number, [fact.name, fact.title or "", said, source_of_fact(fact)])
    _widths(sheet, [24, 48, 60, 40])
    sheet.freeze_panes = "A2"


def _row(
    sheet: Worksheet, number: int, texts: list[str], *, bold: bool = False, italic: bool = False
) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for column, text in enumerate(texts, 1):
        cell: Any = sheet.cell(number, column)
        cell.value = text
        cell.data_type = "s"  # INVARIANT: a text that begins with = is no formula
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=bold, italic=italic)
        if bold:
            cell.fill = PatternFill("solid", fgColor="DDE6F0")


def _widths(sheet: Worksheet, widths: list[int]) -> None:
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


# ---------------------------------------------------------------- what a column takes


def _column(
    units: Worksheet, lists: Worksheet, column: int, fact: Fact, ruleset: Ruleset, language: Language
) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(column)
    rule = _rule(lists, letter, fact, ruleset, language)
    if rule:
        said = describe(fact, ruleset, language)
        title = _WRONG.filled(language, {})
        taken = DataValidation(allow_blank=True, showErrorMessage=True, **rule)
        taken.errorTitle, taken.error = title[:32], said[:250]
        taken.add(f"{letter}{_FIRST}:{letter}{_LAST}")
        units.add_data_validation(taken)
    shown = _format(fact, language)
    if shown is not None:
        for row in range(_FIRST, _LAST + 1):
            units.cell(row, column).number_format = shown


def _format(fact: Fact, language: Language) -> str | None:
    match fact.domain:
        case Numbers(type=Type.PERCENT):
            return "0.00%"
        case Dates():
            return _DAY_FORMAT[language]
        case _:
            return None


def _rule(lists: Worksheet, letter: str, fact: Fact, ruleset: Ruleset, language: Language) -> dict[str, Any]:
    """What a column accepts, in the terms of a spreadsheet; nothing where it has no such limit."""
    match fact.domain:
        case YesNo():
            return _choice(lists, letter, ["yes", "no"] if language == "en" else ["có", "không"])
        case Choice():
            return _choice(lists, letter, _answers(fact.domain))
        case Dates():
            return {"type": "date", **_between(fact.domain.interval, _serial)}
        case Numbers():
            rule = _between(fact.domain.interval, _number)
            if fact.up_to is not None:
                least = _number(fact.domain.interval.lower or Fraction(0))
                rule = {"operator": "between", "formula1": least, "formula2": _above(fact.up_to, ruleset)}
            return {"type": "whole" if fact.domain.count else "decimal", **rule} if rule else {}


def _choice(lists: Worksheet, letter: str, answers: list[str]) -> dict[str, Any]:
    """A list to choose from, which stands on a sheet of its own: in a rule itself commas would part it."""
    for row, answer in enumerate(answers, 1):
        cell: Any = lists[f"{letter}{row}"]
        cell.value = answer
        cell.data_type = "s"
    return {"type": "list", "formula1": f"'{lists.title}'!${letter}$1:${letter}${len(answers)}"}


def _answers(domain: Choice) -> list[str]:
    """The titles of the options, and the name where a title is none or that of several."""
    titles = [option.title or option.name for option in domain.options]
    return [
        title if titles.count(title) == 1 else option.name
        for title, option in zip(titles, domain.options, strict=True)
    ]


def _above(whole: str, ruleset: Ruleset) -> str:
    """The cell beside that holds the whole of a part, seen from the first row of units."""
    from openpyxl.utils import get_column_letter

    place = [fact.name for fact in ruleset.facts].index(whole)
    return f"${get_column_letter(place + 2)}{_FIRST}"


def _between(interval: Interval, written: Any) -> dict[str, str]:
    match interval.lower, interval.upper:
        case None, None:
            return {}
        case lower, None:
            return {"operator": "greaterThanOrEqual", "formula1": written(lower)}
        case None, upper:
            return {"operator": "lessThanOrEqual", "formula1": written(upper)}
        case lower, upper:
            return {"operator": "between", "formula1": written(lower), "formula2": written(upper)}


def _number(value: Fraction) -> str:
    top, bottom = value.numerator, value.denominator
    return str(top) if bottom == 1 else f"{top}/{bottom}"


def _serial(ordinal: Fraction) -> str:
    """A day as a spreadsheet counts it; days before its first one are that one."""
    return str(max(int(ordinal) - _EPOCH.toordinal(), 1))

"""Words for cells, heads and units, as authors write them.

Guarantees: a head is written so that it parses in the dialect and takes just what is meant. Left out: whole
messages (the catalogue).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from emurules.analysis.lines import Cell, Line
from emurules.analysis.space import Key
from emurules.diagnostics import Language
from emurules.model import expression as model
from emurules.model.interval import Interval
from emurules.model.notation import number_text, percent_text
from emurules.model.ruleset import Ruleset
from emurules.model.values import Known, Missing, Type

_HEADS: dict[Language, dict[str, str]] = {
    "en": {
        "[]": "from {a} to {b}",
        "[)": "from {a} to below {b}",
        "(]": "above {a} to {b}",
        "()": "above {a} to below {b}",
        "[": "from {a}",
        "(": "above {a}",
        ")": "below {b}",
        "]": "up to {b}",
        "all": "any value",
        "missing": "missing",
        "otherwise": "otherwise",
        "yes": "yes",
        "no": "no",
        "exactly": "exactly {a}",
        "or": " or ",
        "and": " and ",
        "when": "when",
        "exempt": "exempt",
        "holds": "`{text}` holds",
        "fails": "`{text}` does not hold",
    },
    "vi": {
        "[]": "từ {a} đến {b}",
        "[)": "từ {a} đến dưới {b}",
        "(]": "trên {a} đến {b}",
        "()": "trên {a} đến dưới {b}",
        "[": "từ {a}",
        "(": "trên {a}",
        ")": "dưới {b}",
        "]": "không quá {b}",
        "all": "mọi giá trị",
        "missing": "chưa có số liệu",
        "otherwise": "còn lại",
        "yes": "có",
        "no": "không",
        "exactly": "đúng {a}",
        "or": " hoặc ",
        "and": " và ",
        "when": "khi",
        "exempt": "không áp dụng",
        "holds": "`{text}` đúng",
        "fails": "`{text}` không đúng",
    },
}


def words(language: Language) -> Mapping[str, str]:
    """The words of heads in a language."""
    return _HEADS["vi" if language == "vi" else "en"]


def number_words(value: Fraction, type: Type, language: Language) -> str:
    """A number, percent or day of a line as it is written in a language."""
    if type is Type.DATE:
        return date.fromordinal(int(value)).isoformat()
    text = percent_text(value) if type is Type.PERCENT else number_text(value)
    return text.replace(".", ",") if language == "vi" else text


def value_words(value: Known | Missing, type: Type, language: Language) -> str:
    """A value of a fact as an example writes it."""
    match value:
        case Missing():
            return words(language)["missing"]
        case bool():
            return words(language)["yes" if value else "no"]
        case Fraction():
            return number_words(value, type, language)
        case date():
            return value.isoformat()
        case _:
            return name_words(value)


def name_words(name: str) -> str:
    """A name, in backquotes if it needs them."""
    return name if name.isidentifier() else f"`{name}`"


def head_words(cell: Cell, line: Line, language: Language) -> str:
    """The head of a row that takes just a cell."""
    if cell.interval is None:
        return words(language)["missing"]
    if line.answers:
        return "; ".join(answers(cell, line, language))
    return interval_words(cell.interval, line.type, language)


def interval_words(interval: Interval, type: Type, language: Language) -> str:
    """An interval as the head of a row."""
    known = words(language)
    if interval.single is not None:
        text = number_words(interval.single, type, language)
        return text if interval.single >= 0 else known["exactly"].format(a=text)
    a, b = (
        "" if end is None else number_words(end, type, language) for end in (interval.lower, interval.upper)
    )
    form = ("(" if interval.lower_open else "[") if a else ""
    form += (")" if interval.upper_open else "]") if b else ""
    return known[form or "all"].format(a=a, b=b)


def answers(cell: Cell, line: Line, language: Language) -> tuple[str, ...]:
    """The answers in a cell of a finite set."""
    if cell.interval is None:
        return ()
    lower, upper = cell.interval.lower, cell.interval.upper
    assert lower is not None
    assert upper is not None
    known = words(language)
    places = range(int(lower), int(upper) + 1)
    found = (line.answers[place] for place in places)
    return tuple(known["yes" if one else "no"] if isinstance(one, bool) else name_words(one) for one in found)


def place_words(key: Key, cell: Cell, line: Line, ruleset: Ruleset, language: Language) -> str:
    """A cell of a line in words: "`on_time` = 80%", "`kind` is commune"."""
    known = words(language)
    if not isinstance(key, tuple):
        text = " ".join(ruleset.text.slice(key.span).split())
        if cell.interval is None:
            return f"`{text}` {known['exempt']}"
        return known["holds" if cell.interval.lower == 1 else "fails"].format(text=text)
    return told(key_words(key, ruleset), cell, line, language)


def guard_words(key: Key, cell: Cell, line: Line, ruleset: Ruleset, dialect: Language) -> str | None:
    """A cell of a line as a guard; None where it cannot be written as one."""
    if not isinstance(key, tuple) or cell.interval is None or cell.specials:
        return None
    name = key_words(key, ruleset)
    if line.answers:
        found = answers(cell, line, dialect)
        return f"{name} = {found[0]}" if len(found) == 1 else None
    interval = cell.interval
    if interval.single is not None:
        return f"{name} = {number_words(interval.single, line.type, dialect)}"
    ends = [
        f"{name} {sign} {number_words(end, line.type, dialect)}"
        for end, sign in (
            (interval.lower, ">" if interval.lower_open else ">="),
            (interval.upper, "<" if interval.upper_open else "<="),
        )
        if end is not None and end not in (line.interval.lower, line.interval.upper)
    ]
    return words(dialect)["and"].join(ends) or None


def told(name: str, cell: Cell, line: Line, language: Language) -> str:
    """A quantity and the cell that it lies in."""
    known = words(language)
    if cell.interval is None:
        special = known["missing" if "missing" in cell.specials else "exempt"]
        return f"`{name}` = {special}"
    if line.answers:
        return f"`{name}` = {known['or'].join(answers(cell, line, language))}"
    if cell.interval.single is not None:
        return f"`{name}` = {number_words(cell.interval.single, line.type, language)}"
    return f"`{name}` {interval_words(cell.interval, line.type, language)}"


def key_words(key: tuple[tuple[model.Expression, Fraction], ...], ruleset: Ruleset) -> str:
    """A sum of multiples as it could be written."""
    text = ""
    for atom, factor in key:
        name = atom_words(atom, ruleset)
        size = "" if abs(factor) == 1 else f"{number_text(abs(factor))} * "
        sign = "-" if factor < 0 else "+" if text else ""
        text += f" {sign} {size}{name}" if text else f"{sign}{size}{name}"
    return text


def atom_words(atom: model.Expression, ruleset: Ruleset) -> str:
    """A fact, rate, parameter or quantity by its name or its own words."""
    if isinstance(atom, (model.FactUse, model.RateUse, model.ParameterUse)):
        return atom.name
    written = " ".join(ruleset.text.slice(atom.span).split())
    return written or _composed(atom, ruleset)


def _composed(one: model.Expression, ruleset: Ruleset) -> str:
    """An expression that stands nowhere in the text, from its parts."""
    match one:
        case model.Constant(value=Fraction() as value, type=type):
            return number_words(value, type, ruleset.language)
        case model.Arithmetic(operator=operator, left=left, right=right):
            sides = (atom_words(side, ruleset) for side in (left, right))
            nested = (isinstance(side, model.Arithmetic) for side in (left, right))
            a, b = (f"({side})" if inner else side for side, inner in zip(sides, nested, strict=True))
            return f"{a} {operator} {b}"
        case model.Call(function=function, arguments=arguments):
            return f"{function}({'; '.join(atom_words(it, ruleset) for it in arguments)})"
        case model.Negative(operand=operand):
            return f"-{atom_words(operand, ruleset)}"
        case _:
            return "…"


def unit_words(facts: Iterable[tuple[str, Known | Missing]], ruleset: Ruleset, language: Language) -> str:
    """Facts as an example gives them: `dossiers = 100; dossiers_on_time = 80`."""
    return "; ".join(
        f"{name_words(name)} = {value_words(value, ruleset.fact_by_name[name].domain.type, language)}"
        for name, value in facts
    )

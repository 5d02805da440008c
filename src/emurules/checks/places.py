"""Places in a set of rows: where on the line of its subject something was found, and how that is told.

Guarantees: a row that is proposed takes just the place. Left out: what is looked for (partitions).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from attrs import frozen

from emurules.analysis.diagrams import Split, Step, leaves
from emurules.analysis.lines import Cell, Line
from emurules.analysis.regions import Stand
from emurules.analysis.values import Form, scaled
from emurules.checks import wording
from emurules.checks.neighbours import Beside, beside
from emurules.checks.questions import Asked, Question, seen
from emurules.diagnostics import Language
from emurules.model import expression as model
from emurules.model.facts import Facts
from emurules.model.interval import Interval
from emurules.model.values import Known, Type
from emurules.source import Span

# So many conditions are told beside the subject; the unit shows the others.
_MOST_CONDITIONS = 3


@frozen
class Shown:
    """A place where something is so, with a unit that stands there if one was found."""

    path: tuple[Step, ...]
    stand: Stand | None = None
    facts: Facts | None = None


@frozen
class Subject:
    """The line on which the subject lies, and what it is of that: times a factor, and a constant more."""

    line: int
    factor: Fraction = Fraction(1)
    constant: Fraction = Fraction(0)


def subject_of(asked: Asked) -> Subject | None:
    """Where the subject lies, if it lies on one line."""
    space = asked.space
    for one in leaves(asked.subject):
        if isinstance(one, Form):
            terms, factor = scaled(one)
            number = space.diagrams.numbers.get(terms)
            return None if number is None else Subject(number, factor, one.constant)
        if isinstance(one, (bool, str)) and isinstance(asked.subject, Split):
            key = space.keys[asked.subject.line]
            return Subject(asked.subject.line) if isinstance(key, tuple) else None
    return None


def in_terms_of(subject: Subject, cell: Cell, line: Line, type: Type) -> tuple[Cell, Line]:
    """A cell of the line of a subject in terms of the subject itself."""
    if (subject.factor == 1 and subject.constant == 0) or cell.interval is None:
        return cell, line
    inside, whole = (_moved(one, subject) for one in (cell.interval, line.interval))
    step = None if line.step is None else line.step * abs(subject.factor)
    return Cell(inside, cell.specials), Line(type, whole, step, specials=line.specials)


def _moved(interval: Interval, subject: Subject) -> Interval:
    lower, upper = (
        None if end is None else end * subject.factor + subject.constant
        for end in (interval.lower, interval.upper)
    )
    if subject.factor > 0:
        return Interval(lower, upper, interval.lower_open, interval.upper_open)
    return Interval(upper, lower, interval.upper_open, interval.lower_open)


def near_rows(found: Shown, asked: Asked) -> Beside | None:
    """The rows beside the cell of the subject in which something was found."""
    cell = cell_of_subject(found, asked)
    return None if cell is None else beside(cell[0], asked.question.partition)


def cell_of_subject(found: Shown, asked: Asked) -> tuple[Cell, Line] | None:
    """The cell of the subject in which something was found, in terms of the subject."""
    subject = subject_of(asked)
    for line, lower, upper in found.path:
        if subject is not None and line == subject.line:
            there = asked.space.line(line)
            return in_terms_of(subject, there.cell(lower, upper), there, asked.question.subject.type)
    return None


def row_text(found: Shown, asked: Asked) -> str | None:
    """The row that takes just the gap, but for its points; None where it cannot be written."""
    cell = cell_of_subject(found, asked)
    if cell is None:
        return None
    dialect = asked.space.ruleset.language
    head = wording.head_words(*cell, dialect)
    if head == wording.words(dialect)["all"]:
        return None
    if asked.question.partition.thresholds and cell[0].interval is not None:
        # Its row would have two ends, or would be the best where others are.
        return f"{wording.words(dialect)['otherwise']} : …"
    guards = guards_of(found, asked)
    if None in guards or len(guards) > _MOST_CONDITIONS:
        return None
    known = wording.words(dialect)
    guard = f" {known['when']} {known['and'].join(one for one in guards if one)}" if guards else ""
    colon = '"…"' if asked.question.partition.rows[0].points is None else "…"
    return f"{head}{guard} : {colon}"


def guards_of(found: Shown, asked: Asked) -> list[str | None]:
    """The cells of all other lines as guards, None for one that cannot be written."""
    space, subject = asked.space, subject_of(asked)
    cells = [(line, space.line(line), space.line(line).cell(low, high)) for line, low, high in found.path]
    return [
        wording.guard_words(space.keys[line], cell, there, space.ruleset, space.ruleset.language)
        for line, there, cell in cells
        if (subject is None or line != subject.line) and not _plain(cell, there)
    ]


@frozen
class Told:
    """The words of a question."""

    question: Question
    slice: Callable[[Span], str]
    language: Language

    @property
    def span(self) -> Span:
        """What is underlined: the words before the rows."""
        first = self.question.partition.rows[0].span.start
        text = self.slice(Span(self.question.span.start, first))
        start = self.question.span.start
        if self.question.parameter is not None:  # of a table the last line before the rows
            start += text.rstrip().rfind("\n") + 1
        written = self.slice(Span(start, first))
        line = written.lstrip().split("\n", 1)[0].split("#", 1)[0].rstrip()
        start += len(written) - len(written.lstrip())
        return Span(start, start + len(line))

    @property
    def subject(self) -> str:
        """The subject as written."""
        written = line_words(self.slice(self.question.subject.span))
        return written or getattr(self.question.subject, "name", "")


def where(found: Shown, asked: Asked, language: Language) -> str:
    """Where the finding is, in words: the subject first."""
    space, ruleset = asked.space, asked.space.ruleset
    subject = subject_of(asked)
    said: list[str] = []
    others: list[str] = []
    for line, lower, upper in found.path:
        there = space.line(line)
        cell = there.cell(lower, upper)
        if subject is not None and line == subject.line:
            name = Told(asked.question, ruleset.text.slice, language).subject
            own = in_terms_of(subject, cell, there, asked.question.subject.type)
            said.append(wording.told(name, *own, language))
        elif not _plain(cell, there):
            others.append(wording.place_words(space.keys[line], cell, there, ruleset, language))
    if not said:
        said = _value_words(found, asked, language)
    joined: Literal[" when ", " khi "] = " khi " if language == "vi" else " when "
    both = wording.words(language)["and"]
    if len(others) > _MOST_CONDITIONS:
        others = [*others[:_MOST_CONDITIONS], "…"]
    return both.join(said) + (joined if said and others else "") + both.join(others)


def _plain(cell: Cell, line: Line) -> bool:
    """Whether a cell says only that a value is there."""
    return bool(line.specials) and not cell.specials and cell.interval == line.interval


def _value_words(found: Shown, asked: Asked, language: Language) -> list[str]:
    """The subject's value for the unit that was found."""
    told = Told(asked.question, asked.space.ruleset.text.slice, language)
    if found.facts is None:
        return []
    value = seen(
        asked.question, found.facts, found.stand.parameter if found.stand else None, asked.space.ruleset
    )
    if not isinstance(value, Known):
        return []
    return [f"`{told.subject}` = {wording.value_words(value, asked.question.subject.type, language)}"]


def said_all(found: Shown, asked: Asked) -> bool:
    """Whether the words of a place say all of the unit: nothing lies on it but single facts."""
    keys = [asked.space.keys[line] for line, _, _ in found.path]
    return all(
        isinstance(key, tuple)
        and len(key) == 1
        and isinstance(key[0][0], (model.FactUse, model.ParameterUse))
        for key in keys
    )


def line_words(text: str) -> str:
    """Words on one line."""
    return " ".join(text.split())

"""Bands, tables and grades: exactly one row for every admitted unit, and a unit for every row.

Guarantees: a gap or an overlap that is called one has been shown by a unit, which the reference evaluator was
asked about; where none is found and none is ruled out, the finding is a warning and says so. One finding for
each stretch of a gap and for each second row of an overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from attrs import evolve, frozen

from emurules.analysis.analysis import Analysis
from emurules.analysis.diagrams import Diagram, Leaf, Split, Step, TooLarge, leaves, paths
from emurules.analysis.lines import Cell, Line
from emurules.analysis.regions import Stand, stand
from emurules.analysis.solve import Verdict
from emurules.analysis.units import guesses, unit
from emurules.analysis.values import Form, scaled
from emurules.check import wording
from emurules.check.neighbours import Beside, beside, mended, parted
from emurules.check.questions import Asked, Question, ask, holding, questions, seen, shown, witness
from emurules.diagnostics import Diagnostic, Label, Language, diagnostic
from emurules.model import expression as model
from emurules.model.facts import Facts
from emurules.model.partition import Rest
from emurules.model.values import Known
from emurules.source import Span

# Of the combinations of cells that show one thing, so many are tried.
_MOST_TRIED = 200
# So many conditions are told beside the subject; the unit shows the others.
_MOST_CONDITIONS = 3
# Of one set of rows, nobody reads more gaps.
_MOST_GAPS = 10


@frozen
class Shown:
    """A place where something is so, with a unit that stands there if one was found."""

    path: tuple[Step, ...]
    stand: Stand | None = None
    facts: Facts | None = None


def partitions(analysis: Analysis, language: Language) -> Iterator[Diagnostic]:
    """Gaps, overlaps, and rows that nobody can fall into."""
    for question in questions(analysis.ruleset):
        yield from _about(question, analysis, language)


def proofs(analysis: Analysis, language: Language) -> Iterator[Diagnostic]:
    """Gaps and overlaps only."""
    for question in questions(analysis.ruleset):
        yield from _about(question, analysis, language, rows=False)


def _about(
    question: Question, analysis: Analysis, language: Language, *, rows: bool = True
) -> Iterator[Diagnostic]:
    for shallow in (False, True):
        try:
            asked = ask(question, analysis, shallow=shallow)
            found = [*_gaps(asked, language), *_overlaps(asked, language)]
            found += _rows(asked, language) if rows else []
        except TooLarge:
            continue
        yield from found
        return
    told = _Told(question, analysis.ruleset.text.slice, language)
    yield diagnostic(
        "possible-gap", analysis.ruleset.text, told.span, language, variant="large", help="large",
        subject=told.subject,
    )  # fmt: skip


# ---------------------------------------------------------------- looking for a unit


def _sought(
    diagram: Diagram[bool], asked: Asked, so: Callable[[tuple[int, ...]], bool], before: tuple[Step, ...] = ()
) -> Shown | None:
    """A unit that stands where something is so; without a unit if none was found; None if there is none."""
    undecided: Shown | None = None
    for tried, (path, _) in enumerate(paths(diagram, bool)):
        whole = (*before, *path)
        if tried == _MOST_TRIED:
            return undecided or Shown(whole)
        found = stand(whole, asked.space)
        if found is Verdict.IMPOSSIBLE:
            continue
        for one in guesses(found, whole, asked.space) if isinstance(found, Stand) else ():
            facts = unit(one.facts, asked.space)
            if facts is None:
                continue
            rows = holding(asked.question, facts, one.parameter, asked.space.ruleset)
            if rows is not None and so(rows):
                return Shown(whole, one, facts)
        undecided = undecided or Shown(whole, None)
    return undecided


def _open(diagram: Diagram[bool], asked: Asked) -> bool:
    """Whether something is so for a unit, or cannot be ruled out."""
    for tried, (path, _) in enumerate(paths(diagram, bool)):
        if tried == _MOST_TRIED or stand(path, asked.space) is not Verdict.IMPOSSIBLE:
            return True
    return False


# ---------------------------------------------------------------- gaps


def _gaps(asked: Asked, language: Language) -> Iterator[Diagnostic]:
    space = asked.space
    gap = space.diagrams.each(lambda it, there: it is None and there is True, asked.outcome, asked.asked)
    if isinstance(gap, Leaf) and not gap.value:
        return
    found = list(_stretches(gap, asked))
    for part, before in found[:_MOST_GAPS]:
        shown = _sought(part, asked, lambda rows: not rows, before)
        if shown is not None:
            yield _gap(shown, asked, language)


def _stretches(gap: Diagram[bool], asked: Asked) -> Iterator[tuple[Diagram[bool], tuple[Step, ...]]]:
    """The gap by the cells of the subject's own line; by its values where these are constants."""
    line = subject_line(asked)
    if line is not None:
        if isinstance(gap, Split) and gap.line == line:
            ends = (None, *gap.cuts, None)
            for part, lower, upper in zip(gap.parts, ends[:-1], ends[1:], strict=True):
                yield part, ((line, lower, upper),)
        else:
            yield gap, ()
        return
    space = asked.space
    with_value = space.diagrams.each(lambda yes, it: it if yes else None, gap, asked.subject)
    told: set[object] = set()
    for _, value in paths(with_value, lambda it: it is not None):
        if value not in told and not isinstance(value, Form):
            told.add(value)
            yield space.diagrams.each(lambda it, value=value: it == value and it is not None, with_value), ()
    if not told:
        yield gap, ()


def subject_line(asked: Asked) -> int | None:
    """The line of the subject, if it lies on one."""
    space = asked.space
    for one in leaves(asked.subject):
        if isinstance(one, Form):
            terms, _ = scaled(one)
            return space.diagrams.numbers.get(terms)
        if isinstance(one, (bool, str)) and isinstance(asked.subject, Split):
            key = space.keys[asked.subject.line]
            return asked.subject.line if isinstance(key, tuple) else None
    return None


def _gap(found: Shown, asked: Asked, language: Language) -> Diagnostic:
    told = _Told(asked.question, asked.space.ruleset.text.slice, language)
    near = _near(found, asked)
    where = _where(found, asked, language)
    if found.facts is None:
        return diagnostic(
            "possible-gap", asked.space.ruleset.text, told.span, language, where=where, subject=told.subject
        )
    dialect = asked.space.ruleset.language
    partition, kind = asked.question.partition, asked.question.subject.type
    mend = mended(near, partition, kind, dialect) if near and not _guards(found, asked) else None
    text = _row_text(found, asked)
    return _with_unit(
        "gap", told.span, found, asked, language,
        help="bound" if mend else "" if text else None,
        also=_labels(near, asked.question),
        where=where,
        row=text or "",
        **(mend or {}),
    )  # fmt: skip


def _near(found: Shown, asked: Asked) -> Beside | None:
    """The rows beside the cell of the subject in which something was found."""
    cell = _cell_of_subject(found, asked)
    return None if cell is None else beside(cell[0], asked.question.partition)


def _cell_of_subject(found: Shown, asked: Asked) -> tuple[Cell, Line] | None:
    number = subject_line(asked)
    for line, lower, upper in found.path:
        if line == number:
            there = asked.space.line(line)
            return there.cell(lower, upper), there
    return None


def _labels(near: Beside | None, question: Question) -> tuple[Label, ...]:
    if near is None:
        return ()
    rows = question.partition.rows
    found = [Label(rows[near.below].head_span, "below")] if near.below is not None else []
    return (*found, *([Label(rows[near.above].head_span, "above")] if near.above is not None else []))


def _row_text(found: Shown, asked: Asked) -> str | None:
    """The row that takes just the gap, but for its points; None where it cannot be written."""
    cell = _cell_of_subject(found, asked)
    if cell is None:
        return None
    dialect = asked.space.ruleset.language
    head = wording.head_words(*cell, dialect)
    if head == wording.words(dialect)["all"]:
        return None
    guards = _guards(found, asked)
    if None in guards or len(guards) > _MOST_CONDITIONS:
        return None
    known = wording.words(dialect)
    guard = f" {known['when']} {known['and'].join(one for one in guards if one)}" if guards else ""
    colon = "…" if asked.question.partition.rows[0].label is None else '"…"'
    return f"{head}{guard} : {colon}"


def _guards(found: Shown, asked: Asked) -> list[str | None]:
    """The cells of all other lines as guards, None for one that cannot be written."""
    space, number = asked.space, subject_line(asked)
    cells = [(line, space.line(line), space.line(line).cell(low, high)) for line, low, high in found.path]
    return [
        wording.guard_words(space.keys[line], cell, there, space.ruleset, space.ruleset.language)
        for line, there, cell in cells
        if line != number and not _plain(cell, there)
    ]


# ---------------------------------------------------------------- overlaps


def _overlaps(asked: Asked, language: Language) -> Iterator[Diagnostic]:
    if asked.question.best:
        return
    space = asked.space
    pairs: dict[int, list[int]] = {}
    both = space.diagrams.each(
        lambda it, there: it if isinstance(it, tuple) and there else None, asked.outcome, asked.asked
    )
    for pair in leaves(both):
        if pair is not None:
            pairs.setdefault(pair[1], []).append(pair[0])
    for second, firsts in sorted(pairs.items()):
        doubtful: tuple[Shown, int] | None = None
        for first in sorted(set(firsts)):
            found = _of_pair((first, second), both, asked)
            if found is not None and (found.facts is not None or doubtful is None):
                doubtful = (found, first)
            if found is not None and found.facts is not None:
                break
        if doubtful is not None:
            yield _overlap(doubtful[0], doubtful[1], second, asked, language)


def _of_pair(pair: tuple[int, int], both: Diagram[tuple[int, int] | None], asked: Asked) -> Shown | None:
    here = asked.space.diagrams.each(lambda it: it == pair, both)
    return _sought(here, asked, lambda rows: set(pair) <= set(rows))


def _overlap(found: Shown, first: int, second: int, asked: Asked, language: Language) -> Diagnostic:
    rows = asked.question.partition.rows
    text = asked.space.ruleset.text
    words = {
        "first": _line_words(text.slice(rows[first].head_span)),
        "second": _line_words(text.slice(rows[second].head_span)),
        "where": _where(found, asked, language),
    }
    also = (Label(rows[first].head_span, "first"),)
    span = rows[second].head_span
    if found.facts is None:
        return diagnostic("possible-overlap", text, span, language, also=also, **words)
    cell = _cell_of_subject(found, asked)
    new = None
    if cell is not None and cell[0].interval is not None and cell[0].interval.single is not None:
        new = parted(
            cell[0].interval.single, rows[first], rows[second], cell[1].type, asked.space.ruleset.language
        )
    return _with_unit(
        "overlap", span, found, asked, language, help="end" if new else "", also=also, **words, **(new or {})
    )


def _line_words(text: str) -> str:
    return " ".join(text.split())


# ---------------------------------------------------------------- rows


def _rows(asked: Asked, language: Language) -> Iterator[Diagnostic]:
    """Rows that no admitted unit can fall into."""
    space, partition = asked.space, asked.question.partition
    for number, row in enumerate(partition.rows):
        rest = isinstance(row.head, Rest)
        if rest or asked.question.best:
            holds = space.diagrams.each(lambda it, n=number: _takes(it, n), asked.outcome)
        else:
            holds = space.diagrams.each(lambda it: it is True, asked.rows[number])
        here = space.diagrams.each(lambda it, there: it and there, holds, asked.asked)
        if _open(here, asked):
            continue
        text = space.ruleset.text
        slug = "redundant-otherwise" if rest else "unreachable-row"
        variant = "best" if asked.question.best and not rest and _possible(asked, number) else ""
        head = _line_words(text.slice(row.head_span))
        yield diagnostic(slug, text, row.head_span, language, variant=variant, row=head)


def _takes(found: object, number: int) -> bool:
    return found == number and not isinstance(found, bool)


def _possible(asked: Asked, number: int) -> bool:
    """Whether a row could hold if no earlier one did."""
    space = asked.space
    here = space.diagrams.each(lambda it, there: it is True and there, asked.rows[number], asked.asked)
    return _open(here, asked)


# ---------------------------------------------------------------- words


@frozen
class _Told:
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
        written = _line_words(self.slice(self.question.subject.span))
        return written or getattr(self.question.subject, "name", "")


def _where(found: Shown, asked: Asked, language: Language) -> str:
    """Where the finding is, in words: the subject first."""
    space, ruleset = asked.space, asked.space.ruleset
    number = subject_line(asked)
    said: list[str] = []
    others: list[str] = []
    for line, lower, upper in found.path:
        there = space.line(line)
        cell = there.cell(lower, upper)
        if line == number:
            said.append(
                wording.told(
                    _Told(asked.question, ruleset.text.slice, language).subject, cell, there, language
                )
            )
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
    told = _Told(asked.question, asked.space.ruleset.text.slice, language)
    if found.facts is None:
        return []
    value = seen(
        asked.question, found.facts, found.stand.parameter if found.stand else None, asked.space.ruleset
    )
    if not isinstance(value, Known):
        return []
    return [f"`{told.subject}` = {wording.value_words(value, asked.question.subject.type, language)}"]


def _with_unit(
    slug: str,
    span: Span,
    found: Shown,
    asked: Asked,
    language: Language,
    *,
    help: str | None,
    also: tuple[Label, ...],
    **params: str,
) -> Diagnostic:
    """A finding with the unit that shows it; the facts that matter are told."""
    assert found.stand is not None
    assert found.facts is not None
    ruleset = asked.space.ruleset
    matter = shown(found.stand.facts, found.facts)
    told = wording.unit_words(matter, ruleset, language)
    variant = "unit" if told and not _said(found, asked) else ""
    made = diagnostic(
        slug, ruleset.text, span, language, variant=variant, help=help, also=also, **params, witness=told
    )
    return evolve(made, witness=witness(ruleset, found.facts))


def _said(found: Shown, asked: Asked) -> bool:
    """Whether the words of a place say all of the unit: nothing lies on it but single facts."""
    keys = [asked.space.keys[line] for line, _, _ in found.path]
    return all(
        isinstance(key, tuple)
        and len(key) == 1
        and isinstance(key[0][0], (model.FactUse, model.ParameterUse))
        for key in keys
    )

"""Bands, tables and grades: exactly one row for every admitted unit, and a unit for every row.

Guarantees: a gap or an overlap that is called one has been shown by a unit, which the reference evaluator was
asked about; where none is found and none is ruled out, the finding is a warning and says so. One finding for
each stretch of a gap and for each second row of an overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve

from emurules.analysis.analysis import Analysis
from emurules.analysis.diagrams import Diagram, Leaf, Split, Step, TooLarge, leaves, paths
from emurules.analysis.regions import Stand, stand
from emurules.analysis.solve import Verdict
from emurules.analysis.units import guesses, unit
from emurules.analysis.values import Form
from emurules.checks import wording
from emurules.checks.neighbours import Beside, mended, parted
from emurules.checks.places import (
    Shown,
    Told,
    cell_of_subject,
    guards_of,
    line_words,
    near_rows,
    row_text,
    said_all,
    subject_of,
    where,
)
from emurules.checks.questions import Asked, Question, ask, holding, questions, shown, witness
from emurules.checks.results import of_a_gap, of_an_overlap
from emurules.diagnostics import Diagnostic, Label, Language, diagnostic
from emurules.model.partition import Rest, Within
from emurules.source import Span

# Of the combinations of cells that show one thing, so many are tried.
_MOST_TRIED = 200
# Of one set of rows, nobody reads more gaps.
_MOST_GAPS = 10


def partitions(analysis: Analysis, language: Language) -> Iterator[Diagnostic]:
    """Gaps, overlaps, and rows that nobody can fall into."""
    return _all(analysis, language, rows=True)


def proofs(analysis: Analysis, language: Language) -> Iterator[Diagnostic]:
    """Gaps and overlaps only."""
    return _all(analysis, language, rows=False)


def _all(analysis: Analysis, language: Language, *, rows: bool) -> Iterator[Diagnostic]:
    """Bands and tables first: while these are wrong, a doubt about grades over their points says nothing."""
    wrong = False
    for question in questions(analysis.ruleset):
        found = list(_about(question, analysis, language, rows=rows))
        if question.grades and wrong:
            found = [one for one in found if one.severity == "error"]
        wrong = wrong or any(one.severity == "error" for one in found)
        yield from found


def _about(question: Question, analysis: Analysis, language: Language, *, rows: bool) -> Iterator[Diagnostic]:
    settled = _by_results(question, analysis, language) if question.grades else None
    for shallow in (False, True):
        try:
            if settled is not None and not rows:
                found = settled
            else:
                asked = ask(question, analysis, shallow=shallow)
                found = [*_gaps(asked, language), *_overlaps(asked, language)] if settled is None else settled
                found = [*found, *_rows(asked, language)] if rows else found
        except TooLarge:
            continue
        yield from found
        return
    told = Told(question, analysis.ruleset.text.slice, language)
    yield diagnostic(
        "possible-gap", analysis.ruleset.text, told.span, language, variant="large", help="large",
        subject=told.subject,
    )  # fmt: skip


def _by_results(question: Question, analysis: Analysis, language: Language) -> list[Diagnostic] | None:
    """Gaps and overlaps of grades by what the quantity can come to at all; None if that leaves a doubt."""
    try:
        asked = ask(question, analysis, shallow=True)
        found = [*_gaps(asked, language), *_overlaps(asked, language)]
    except TooLarge:
        return None
    return found if all(one.severity == "error" for one in found) else None


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
        shown = _sought(part, asked, _none, before)
        if shown is not None and shown.facts is None and asked.question.grades:
            shown = of_a_gap(shown, asked, _none, whole=bool(before))
        if shown is not None:
            yield _gap(shown, asked, language)


def _none(rows: tuple[int, ...]) -> bool:
    return not rows


def _stretches(gap: Diagram[bool], asked: Asked) -> Iterator[tuple[Diagram[bool], tuple[Step, ...]]]:
    """The gap by the cells of the subject's own line; by its values where these are constants."""
    subject = subject_of(asked)
    if subject is not None:
        line = subject.line
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


def _gap(found: Shown, asked: Asked, language: Language) -> Diagnostic:
    told = Told(asked.question, asked.space.ruleset.text.slice, language)
    near = near_rows(found, asked)
    place = where(found, asked, language)
    if found.facts is None:
        return diagnostic(
            "possible-gap", asked.space.ruleset.text, told.span, language, where=place, subject=told.subject
        )
    dialect = asked.space.ruleset.language
    partition, kind = asked.question.partition, asked.question.subject.type
    # What thresholds take depends on the rows above them, so that the end to move is not in the text.
    movable = not partition.thresholds and not guards_of(found, asked)
    mend = mended(near, partition, kind, dialect) if near and movable else None
    text = row_text(found, asked)
    return _with_unit(
        "gap", told.span, found, asked, language,
        help="bound" if mend else "" if text else None,
        also=_labels(near, asked.question),
        where=place,
        row=text or "",
        **(mend or {}),
    )  # fmt: skip


def _labels(near: Beside | None, question: Question) -> tuple[Label, ...]:
    if near is None:
        return ()
    rows = question.partition.rows
    found = [Label(rows[near.below].head_span, "below")] if near.below is not None else []
    return (*found, *([Label(rows[near.above].head_span, "above")] if near.above is not None else []))


# ---------------------------------------------------------------- overlaps


def _overlaps(asked: Asked, language: Language) -> Iterator[Diagnostic]:
    if asked.question.best:
        return
    space = asked.space
    pairs: dict[int, set[int]] = {}
    several = space.diagrams.each(
        lambda it, there: it if isinstance(it, tuple) and there else (), asked.outcome, asked.asked
    )
    for rows in leaves(several):
        for place, second in enumerate(rows):
            pairs.setdefault(second, set()).update(rows[:place])
    for second, firsts in sorted(pairs.items()):
        doubtful: tuple[Shown, int] | None = None
        for first in sorted(firsts):
            found = _of_pair((first, second), several, asked)
            if found is not None and (found.facts is not None or doubtful is None):
                doubtful = (found, first)
            if found is not None and found.facts is not None:
                break
        if doubtful is not None:
            yield _overlap(doubtful[0], doubtful[1], second, asked, language)


def _of_pair(pair: tuple[int, int], several: Diagram[tuple[int, ...]], asked: Asked) -> Shown | None:
    def both(rows: tuple[int, ...]) -> bool:
        return set(pair) <= set(rows)

    here = asked.space.diagrams.each(both, several)
    found = _sought(here, asked, both)
    if found is not None and found.facts is None and asked.question.grades:
        return of_an_overlap(found, pair, asked, both)
    return found


def _overlap(found: Shown, first: int, second: int, asked: Asked, language: Language) -> Diagnostic:
    rows = asked.question.partition.rows
    text = asked.space.ruleset.text
    words = {
        "first": line_words(text.slice(rows[first].head_span)),
        "second": line_words(text.slice(rows[second].head_span)),
        "where": where(found, asked, language),
    }
    also = (Label(rows[first].head_span, "first"),)
    span = rows[second].head_span
    if found.facts is None:
        return diagnostic("possible-overlap", text, span, language, also=also, **words)
    cell = cell_of_subject(found, asked)
    new = None
    if cell is not None and cell[0].interval is not None and cell[0].interval.single is not None:
        new = parted(
            cell[0].interval.single, rows[first], rows[second], cell[1].type, asked.space.ruleset.language
        )
    rest = isinstance(rows[first].head, Rest) and isinstance(rows[second].head, Rest)
    help = "end" if new else "rest" if rest else ""
    return _with_unit("overlap", span, found, asked, language, help=help, also=also, **words, **(new or {}))


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
        if isinstance(row.head, Within) and row.head.interval.empty:
            variant = "threshold"  # nothing else has an empty interval: as a row it would be refused
        head = line_words(text.slice(row.head_span))
        yield diagnostic(slug, text, row.head_span, language, variant=variant, row=head)


def _takes(found: object, number: int) -> bool:
    return number in found if isinstance(found, tuple) else found == number and found is not None


def _possible(asked: Asked, number: int) -> bool:
    """Whether a row could hold if no earlier one did."""
    space = asked.space
    here = space.diagrams.each(lambda it, there: it is True and there, asked.rows[number], asked.asked)
    return _open(here, asked)


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
    variant = "unit" if told and not said_all(found, asked) else ""
    made = diagnostic(
        slug, ruleset.text, span, language, variant=variant, help=help, also=also, **params, witness=told
    )
    return evolve(made, witness=witness(ruleset, found.facts))

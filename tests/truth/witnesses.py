"""Whether the unit that a gap or an overlap names shows it: by brute force, and by the reference evaluator.

The unit must be admitted. Of tables it need not reach the row (a criterion may call it with other values
only), so for them nothing more is asked.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.truth.evaluating import MISSING, Names, Value, names_of, value
from tests.truth.rows import GAP, OVERLAP, Rows, holding, sets_of_rows

from emurules import EmurulesError, EvaluationError, evaluate
from emurules.diagnostics import Diagnostic
from emurules.driver import compile_source
from emurules.evaluation import admit
from emurules.source import Source
from emurules.syntax import nodes, parse

RAISED = {GAP: {"no-row-holds", "value-missing"}, OVERLAP: {"several-rows-hold"}}


def unreal(one: Diagnostic, text: str) -> str | None:
    """What is wrong with the witness of a gap or an overlap; None if it shows it."""
    if not one.witness:
        return "there is none"
    source = Source("<witness>", text)
    ruleset = compile_source(source).ruleset
    tree, _ = parse(source)
    assert ruleset is not None
    assert tree is not None
    facts, problems = admit(ruleset, dict(one.witness), "en")
    if facts is None:
        return f"not admitted: {problems[0]}"
    names = names_of(tree.declarations)
    rows, row = _place(one.line or 0, source, tree, names)
    if rows.local is not None:
        return None
    wrong = None if isinstance(rows.subject, nodes.Quantity) else _by_force(one, rows, row, names)
    return wrong or _by_evaluation(one, source.position(rows.start)[0], text)


def _place(line: int, source: Source, tree: nodes.File, names: Names) -> tuple[Rows, int | None]:
    """The set of rows on a line, and which of its rows."""
    for rows in sets_of_rows(tree, names):
        if source.position(rows.start)[0] == line:
            return rows, None
        for number, row in enumerate(rows.rows):
            if source.position(row.span.start)[0] == line:
                return rows, number
    raise AssertionError(f"no rows on line {line}")


def _by_force(one: Diagnostic, rows: Rows, row: int | None, names: Names) -> str | None:
    point = {name: _read(given, names.facts[name].type, names) for name, given in one.witness}
    held = holding(rows, value(rows.subject, point, names), point, names)
    if rows.guard is not None and value(rows.guard, point, names) is not True:
        return "the rows are not asked"
    if held is None:
        return "a guard has no answer"
    if one.slug == GAP:
        return f"row {held[0]} holds" if held else None
    return None if len(held) > 1 and row in held else f"the rows that hold are {held}"


def _read(given: str | bool | None, type: nodes.Type, names: Names) -> Value:
    """A fact as a data file has it."""
    match type:
        case _ if given is None:
            return MISSING
        case nodes.SameType(fact=other):
            return _read(given, names.facts[other.text].type, names)
        case nodes.YesNoType() | nodes.ChoiceType():
            return given
        case nodes.DateType():
            return Fraction(date.fromisoformat(str(given)).toordinal())
    written = str(given)
    return Fraction(written[:-1]) / 100 if written.endswith("%") else Fraction(written)


def _by_evaluation(one: Diagnostic, start: int, text: str) -> str | None:
    """The evaluator must refuse the unit for this reason and at this place."""
    ruleset = compile_source(Source("<witness>", text)).ruleset
    assert ruleset is not None
    try:
        trace = evaluate(ruleset, dict(one.witness))
    except EvaluationError as error:
        raised = {(found.slug, found.line) for found in error.diagnostics}
        wanted = {(slug, start) for slug in RAISED[one.slug]}
        return None if raised & wanted else f"the evaluator says {raised}"
    except EmurulesError as error:
        return f"the evaluator says {error}"
    return f"the evaluator gives {trace.total}"

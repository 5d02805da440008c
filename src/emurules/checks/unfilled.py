"""Examples whose results are still open: what comes out is shown, to be held against the decree."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from emurules.analysis import Analysis
from emurules.checks.examples import quantity_in
from emurules.diagnostics import Diagnostic, Language, diagnostic
from emurules.errors import EvaluationError
from emurules.evaluation import admit, evaluate
from emurules.evaluation.trace import Trace
from emurules.model.notation import number_text, percent_text
from emurules.model.ruleset import Example, Expectation, ExpectGrade, ExpectValue, Ruleset
from emurules.model.values import Type


def unfilled(analysis: Analysis, language: Language) -> Iterator[Diagnostic]:
    """Every expectation that says `?`, with what comes out, as far as anything does."""
    ruleset = analysis.ruleset
    for example in ruleset.examples:
        waiting = [one for one in example.expectations if _is_open(one)]
        trace = _trace(ruleset, example, language) if waiting else None
        for one in waiting:
            actual = None if trace is None else _actual(one, trace, ruleset.language)
            help = None if actual is None else ""
            yield diagnostic(
                "unfilled-expectation", ruleset.text, one.span, language, help=help, actual=actual or ""
            )


def _is_open(one: Expectation) -> bool:
    return (isinstance(one, ExpectValue) and one.value is None) or (
        isinstance(one, ExpectGrade) and one.to_fill
    )


def _trace(ruleset: Ruleset, example: Example, language: Language) -> Trace | None:
    """The example evaluated; None where it cannot be, which is reported as a failing example."""
    facts, _ = admit(ruleset, dict(example.given), language)
    if facts is None:
        return None
    try:
        return evaluate(ruleset, facts, example.title)
    except EvaluationError:
        return None


def _actual(one: Expectation, trace: Trace, dialect: Language) -> str | None:
    """What comes out, as it is written in the ruleset's dialect; None where no value can be written."""
    vi = dialect == "vi"
    match one:
        case ExpectValue(quantity=quantity):
            value = quantity_in(trace, quantity)
            if value is None:
                return "không áp dụng" if vi else "exempt"
            if not isinstance(value, Fraction):
                return None
            text = percent_text(value) if quantity.type is Type.PERCENT else number_text(value)
            return f"`{text.replace('.', ',') if vi else text}`"
        case ExpectGrade(grading=grading):
            label = trace.grade if grading is None else trace.grades[grading]
            if label is None:
                return "không xếp loại" if vi else "no grade"
            return f'`"{label}"`'
    return None

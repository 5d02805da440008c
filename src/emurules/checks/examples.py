"""The ruleset's own examples: each is evaluated by the reference and must come out as written."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from emurules.analysis import Analysis
from emurules.checks.wording import number_words
from emurules.diagnostics import Diagnostic, Label, Language, diagnostic
from emurules.errors import EvaluationError
from emurules.evaluation import admit, evaluate
from emurules.evaluation.trace import NodeTrace, Trace
from emurules.model import ruleset as meant
from emurules.model.expression import Quantity
from emurules.model.ruleset import Example, Ruleset
from emurules.source import Span

_GIVEN: dict[Language, str] = {"en": "given", "vi": "với"}
_NOT_GIVEN = ("fact-not-given", "fact-required")
# A message with more names is not read to its end.
_MOST_NAMES = 8


def examples(analysis: Analysis, language: Language) -> Iterator[Diagnostic]:
    """Every expectation that does not come out, in source order."""
    for example in analysis.ruleset.examples:
        yield from _example(analysis.ruleset, example, language)


def _example(ruleset: Ruleset, example: Example, language: Language) -> Iterator[Diagnostic]:
    facts, problems = admit(ruleset, dict(example.given), language)
    if facts is None:
        yield from _refused(ruleset, example, problems, language)
        return
    try:
        trace = evaluate(ruleset, facts, example.title)
    except EvaluationError as error:
        for problem in error.diagnostics:
            yield _finding(
                ruleset, example.span, language, "refused", title=example.title, problem=problem.message
            )
        return
    for expectation in example.expectations:
        found = came_out(expectation, trace, language)
        if found is not None:
            wanted, actual = found
            label = (Label(example.span, "example"),)
            yield _finding(
                ruleset,
                expectation.span,
                language,
                "",
                label,
                title=example.title,
                wanted=wanted,
                actual=actual,
            )


def _refused(
    ruleset: Ruleset, example: Example, problems: tuple[Diagnostic, ...], language: Language
) -> Iterator[Diagnostic]:
    """Why an example's facts are no unit's: all that are not given at once, every other problem by itself."""
    missing = [one.subject for one in problems if one.slug in _NOT_GIVEN and one.subject is not None]
    if missing:
        shown = missing[:_MOST_NAMES]
        rest = ["…"] * (len(missing) > len(shown))
        # As it is declared: in backquotes, if it needs them.
        spelled = {fact.name: ruleset.text.slice(fact.span) for fact in ruleset.facts}
        lines = "; ".join(f"{spelled[name]} = …" for name in shown)
        yield _finding(
            ruleset,
            example.span,
            language,
            "missing",
            title=example.title,
            names=", ".join([*(f"`{name}`" for name in shown), *rest]),
            given=f"{_GIVEN[ruleset.language]} {lines}",
        )
    for problem in problems:
        if problem.subject not in missing or problem.slug not in _NOT_GIVEN:
            yield _finding(
                ruleset, example.span, language, "facts", title=example.title, problem=problem.message
            )


def _finding(
    ruleset: Ruleset,
    span: Span,
    language: Language,
    variant: str,
    also: tuple[Label, ...] = (),
    **params: str,
) -> Diagnostic:
    return diagnostic(
        "failing-example",
        ruleset.text,
        span,
        language,
        variant=variant,
        help=variant or "",
        also=also,
        **params,
    )


def came_out(expectation: meant.Expectation, trace: Trace, language: Language) -> tuple[str, str] | None:
    """What was wanted and what came out instead, in words; None if it came out, or is to be filled in."""
    vi = language == "vi"
    match expectation:
        case meant.ExpectValue(value=None):
            return None
        case meant.ExpectValue(quantity=quantity, value=Fraction() as wanted):
            value = quantity_in(trace, quantity)
            if value == wanted:
                return None
            written = number_words(wanted, quantity.type, language)
            if value is None:
                return written, "không áp dụng" if vi else "exempt"
            actual = value if isinstance(value, str) else number_words(value, quantity.type, language)
            return written, actual
        case meant.ExpectExempt(id=id, exempt=exempt):
            node = node_in(trace, id)
            words = ("không áp dụng", "có áp dụng") if vi else ("exempt", "assessed")
            return None if (node.points is None) == exempt else words if exempt else words[::-1]
        case meant.ExpectGrade(to_fill=True):
            return None
        case meant.ExpectGrade(grading=grading, label=label):
            found = trace.grade if grading is None else trace.grades[grading]
            none = "không xếp loại" if vi else "no grade"
            return None if found == label else (label or none, found or none)
        case meant.ExpectDisqualified(disqualified=disqualified):
            words = ("không xét thi đua", "được xét thi đua") if vi else ("disqualified", "not disqualified")
            return (
                None if bool(trace.disqualified) == disqualified else words if disqualified else words[::-1]
            )
    return None


def node_in(trace: Trace, id: str) -> NodeTrace:
    """A section or criterion of a trace."""
    return next(node for node in trace.nodes() if node.id == id)


def quantity_in(trace: Trace, quantity: Quantity) -> Fraction | str | None:
    """A quantity as it came out: None for exempt, "unlimited" where there is no limit."""
    of = trace if quantity.id is None else node_in(trace, quantity.id)
    match quantity.kind:
        case "points":
            return of.total if isinstance(of, Trace) else of.points
        case "worth":
            return of.worth
        case "attainable":
            return of.attainable
        case "share":
            if of.unscaled is None or not isinstance(of.attainable, Fraction) or of.attainable == 0:
                return None
            return of.unscaled / of.attainable

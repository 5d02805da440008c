"""The verbs of the package that take facts: evaluating and explaining.

Guarantees: nothing but `EmurulesError` is raised on any input. Rulesets come from `driver`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, cast

from emurules.diagnostics import Language, factual
from emurules.errors import EmurulesError, FactsError
from emurules.evaluation import admit
from emurules.evaluation import evaluate as evaluate_facts
from emurules.evaluation.trace import Trace
from emurules.model.ruleset import Ruleset
from emurules.model.spelling import shown


def evaluate(
    ruleset: Ruleset,
    facts: Mapping[str, object],
    unit: str | None = None,
    language: Language | None = None,
) -> Trace:
    """Score one unit.

    Args:
        ruleset: from `load` or `loads`.
        facts: by name; `int`, `bool`, `str`, `Decimal`, `Fraction`, `date`, option names (a `float` is read
            as the decimal that it prints as).
        unit: the unit's name, for the trace.
        language: of error messages; by default the ruleset's.

    Returns:
        The trace, which is the whole result.

    Raises:
        FactsError: with every problem of the facts at once.
        EvaluationError: a value that is needed cannot be had, or not exactly one row of a band holds.

    Example:
        >>> from emurules import evaluate, loads
        >>> ruleset = loads('''
        ...     ruleset tiny "Tiny"
        ...     fact late: count
        ...     section I "All" worth 2
        ...     criterion 1 "In time" worth 2 award 2 deduct 0.5 per late
        ... ''')
        >>> evaluate(ruleset, {"late": 1}).total
        Fraction(3, 2)
    """
    spoken: Language = language or ruleset.language
    if not isinstance(cast("object", facts), Mapping):
        raise _bad_argument("facts", facts, _MAPPING, spoken)
    if unit is not None and not _is_text(unit):
        raise _bad_argument("unit", unit, _TEXT, spoken)
    admitted, problems = admit(ruleset, facts, spoken)
    if admitted is None:
        raise FactsError(problems)
    return evaluate_facts(ruleset, admitted, unit)


def evaluate_many(
    ruleset: Ruleset,
    rows: Iterable[Mapping[str, object]] | Mapping[str, Mapping[str, object]],
    language: Language | None = None,
) -> Iterator[tuple[str | None, Trace | EmurulesError]]:
    """Score many units, lazily: each row gives the unit's name and a trace, or the error of that unit.

    Args:
        ruleset: from `load` or `loads`.
        rows: mappings of facts in which the key `unit`, if it is there, is the unit's name; or a mapping of
            names to facts.
        language: of error messages; by default the ruleset's.

    Yields:
        The unit's name (None if it has none) and its `Trace`, or the `FactsError` or `EvaluationError` of
        that unit.

    Example:
        >>> from emurules import evaluate_many, load
        >>> ruleset = load("digital_transformation_2024")
        >>> [(name, type(result).__name__) for name, result in evaluate_many(ruleset, [{"unit": "Xã A"}])]
        [('Xã A', 'FactsError')]
    """
    if not isinstance(cast("object", rows), Iterable):
        raise _bad_argument("rows", rows, _ROWS, language or ruleset.language)
    named = rows.items() if isinstance(rows, Mapping) else map(_named, rows)
    for key, facts in named:
        name = key if key is None or isinstance(key, str) else shown(key)
        try:
            yield name, evaluate(ruleset, cast("Mapping[str, object]", facts), unit=name, language=language)
        except EmurulesError as error:
            yield name, error


def _named(row: object) -> tuple[object, object]:
    """A row's unit and its facts; a row that is no sound mapping is left for `evaluate` to refuse."""
    if not isinstance(row, Mapping):
        return None, row
    try:
        return row.get("unit"), {key: value for key, value in row.items() if key != "unit"}
    except Exception:  # noqa: BLE001 (a mapping is an object of the caller's, and its methods may raise anything)
        return None, row


_MAPPING: dict[Language, str] = {"en": "a mapping of names to values", "vi": "ánh xạ tên với giá trị"}
_ROWS: dict[Language, str] = {"en": "a list of units", "vi": "danh sách các đơn vị"}
_TEXT: dict[Language, str] = {"en": "a text that UTF-8 can hold", "vi": "văn bản ghi được bằng mã UTF-8"}


def _bad_argument(
    argument: str, value: object, wanted: dict[Language, str], language: Language
) -> FactsError:
    found = type(value).__name__
    words = wanted["vi" if language == "vi" else "en"]
    return FactsError(
        (factual("bad-argument", None, language, argument=argument, found=found, wanted=words),)
    )


def _is_text(value: object) -> bool:
    """Whether a trace can hold a value as a text: half a surrogate pair has no place in JSON."""
    try:
        return isinstance(value, str) and str.encode(value) is not None
    except UnicodeEncodeError:
        return False


def explain(
    trace: Trace,
    language: Language | None = None,
    format: Literal["text", "markdown"] = "text",  # noqa: A002 - the name scripts use
) -> str:
    """A trace in plain sentences, in Vietnamese or English (by default the ruleset's language).

    Example:
        >>> from emurules import evaluate, explain, loads
        >>> ruleset = loads('ruleset tiny "Tiny" section I "All" worth 1 award 1')
        >>> print(explain(evaluate(ruleset, {}), language="en").splitlines()[0])
        Result of the assessment
    """
    from emurules.evaluation.explain import explain as explained

    given: object = trace
    if not isinstance(given, Trace):
        found = type(given).__name__
        raise EmurulesError(
            (factual("bad-argument", None, "en", argument="trace", found=found, wanted="a Trace"),)
        )
    return explained(trace, language, format)

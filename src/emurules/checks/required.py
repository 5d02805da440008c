"""Requirements that no unit satisfies: a ruleset with one of them turns everybody away.

Left out: those that a look at one comparison shows (resolve).
"""

from __future__ import annotations

from collections.abc import Iterator

from emurules.analysis import Analysis
from emurules.analysis.nobody import excluding
from emurules.diagnostics import Diagnostic, Language, diagnostic
from emurules.model.written import words


def required(analysis: Analysis, language: Language) -> Iterator[Diagnostic]:
    """The first requirement of each group that leaves nobody."""
    ruleset = analysis.ruleset
    for number, alone in excluding(analysis):
        span = ruleset.requirements[number].condition.span
        variant = "" if alone else "together"
        yield diagnostic(
            "impossible-requirement", ruleset.text, span, language, variant=variant, text=words(ruleset, span)
        )

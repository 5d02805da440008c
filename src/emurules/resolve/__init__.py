"""Resolving: the tree as written becomes the model as meant, or diagnostics that say why not."""

from __future__ import annotations

from emurules.diagnostics import Diagnostic, Language, sorted_in_source
from emurules.model.ruleset import Ruleset
from emurules.resolve.lower import lowered
from emurules.resolve.report import Report
from emurules.resolve.scope import collect
from emurules.syntax import nodes
from emurules.syntax.dialects import dialect


def resolve(
    file: nodes.File, language: Language | None = None
) -> tuple[Ruleset | None, tuple[Diagnostic, ...]]:
    """The model of a file and all that is wrong with it; there is a model only if nothing is.

    `language` is that of the messages, by default the dialect's.
    """
    spoken: Language = language or ("vi" if file.language == "vi" else "en")
    report = Report(file.source, spoken, dialect(file.language))
    scope = collect(file, report)
    ruleset = lowered(file, scope, report)
    return ruleset, sorted_in_source(report.found)


__all__ = ["resolve"]

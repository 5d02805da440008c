"""The few exceptions that callers see. Each carries its diagnostics, and nothing else escapes."""

from __future__ import annotations

from emurules.diagnostics import Diagnostic


class EmurulesError(Exception):
    """What every public function raises on bad input.

    Attributes:
        diagnostics: every problem found, in source order where there is a source.
    """

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        super().__init__(diagnostics)

    def __str__(self) -> str:
        lines = []
        for one in self.diagnostics:
            lines.append(str(one))
            if one.help:
                lines.append(f"  help: {one.help}")
        return "\n".join(lines)


class RulesetError(EmurulesError):
    """A ruleset that cannot be used: it does not parse, or breaks a rule of the language."""


class FactsError(EmurulesError):
    """A unit's facts that cannot be scored: one diagnostic a problem, all of them at once."""


class EvaluationError(EmurulesError):
    """A refusal while evaluating, which a checked ruleset never shows."""


class UnknownNodeError(EmurulesError, KeyError):
    """A trace was asked for a section or criterion that it does not have."""

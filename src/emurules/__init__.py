"""Official points tables as programs that people can trust.

`load` or `loads` a ruleset, `evaluate` it on the facts of a unit, and read the `Trace`, which is the
result and its own explanation. `check` says what is wrong with a ruleset before anyone is scored by it.
Each name is loaded when it is first used, so that importing the package takes hardly any time.
"""

from typing import TYPE_CHECKING

from emurules._version import __version__

if TYPE_CHECKING:
    from emurules.api import evaluate, evaluate_many, explain
    from emurules.diagnostics import Diagnostic
    from emurules.driver import check, check_text, load, loads
    from emurules.errors import EmurulesError, EvaluationError, FactsError, RulesetError, UnknownNodeError
    from emurules.evaluation.trace import NodeTrace, Trace
    from emurules.model.ruleset import Ruleset

__all__ = [
    "Diagnostic",
    "EmurulesError",
    "EvaluationError",
    "FactsError",
    "NodeTrace",
    "Ruleset",
    "RulesetError",
    "Trace",
    "UnknownNodeError",
    "__version__",
    "check",
    "check_text",
    "evaluate",
    "evaluate_many",
    "explain",
    "load",
    "loads",
]

# INVARIANT: no module or folder of the package is called like one of these: it would take its place.
_HOMES = {
    "api": ("evaluate", "evaluate_many", "explain"),
    "diagnostics": ("Diagnostic",),
    "driver": ("check", "check_text", "load", "loads"),
    "errors": ("EmurulesError", "EvaluationError", "FactsError", "RulesetError", "UnknownNodeError"),
    "evaluation.trace": ("NodeTrace", "Trace"),
    "model.ruleset": ("Ruleset",),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            found: object = getattr(import_module(f"{__name__}.{home}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

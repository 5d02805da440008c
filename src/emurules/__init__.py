"""Official points tables as programs that people can trust.

`load` or `loads` a ruleset, `evaluate` it on the facts of a unit, and read the `Trace`, which is the
result and its own explanation. `check` says what is wrong with a ruleset before anyone is scored by it.
"""

from emurules._version import __version__
from emurules.api import evaluate, evaluate_many, explain
from emurules.diagnostics import Diagnostic
from emurules.driver import check, check_text, load, loads
from emurules.errors import EmurulesError, EvaluationError, FactsError, RulesetError, UnknownNodeError
from emurules.evaluate.trace import NodeTrace, Trace
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

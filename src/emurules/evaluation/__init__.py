"""Evaluation: facts are admitted, a ruleset is evaluated on them, and the trace is the result."""

from emurules.evaluation.admit import admit
from emurules.evaluation.evaluator import evaluate

__all__ = ["admit", "evaluate"]

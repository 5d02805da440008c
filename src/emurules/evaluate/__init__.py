"""Evaluation: facts are admitted, a ruleset is evaluated on them, and the trace is the result."""

from emurules.evaluate.admit import admit
from emurules.evaluate.evaluator import evaluate

__all__ = ["admit", "evaluate"]

"""The stage that reads: from the text of a ruleset to its tree, or to the diagnostics that say why not."""

from emurules.syntax.parse import parse

__all__ = ["parse"]

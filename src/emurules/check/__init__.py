"""Checks of a resolved ruleset, a module a family; each finds and reports, none changes anything."""

from emurules.check.examples import examples

__all__ = ["examples"]

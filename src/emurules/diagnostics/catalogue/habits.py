"""Kinds of diagnostics of the checker: what a table should say, and what nobody would expect of it."""

from emurules.diagnostics.catalogue.kind import Kind

KINDS: tuple[Kind, ...] = ()

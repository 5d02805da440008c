"""Kinds of diagnostics of the checker: bands, tables and grades that do not divide their domain."""

from emurules.diagnostics.catalogue.kind import Kind

KINDS: tuple[Kind, ...] = ()

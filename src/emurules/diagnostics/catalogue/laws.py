"""Kinds of diagnostics of the checker: laws refuted, and laws that could not be proven."""

from emurules.diagnostics.catalogue.kind import Kind

KINDS: tuple[Kind, ...] = ()

"""Kinds of diagnostics of the checker: points that cannot be reached, or are cut."""

from emurules.diagnostics.catalogue.kind import Kind

KINDS: tuple[Kind, ...] = ()

"""Kinds of diagnostics of the checker: comments that silence a finding."""

from emurules.diagnostics.catalogue.kind import Kind

KINDS: tuple[Kind, ...] = ()

"""Diagnostics: the catalogue of their kinds, the findings themselves and how they are shown."""

from emurules.diagnostics.catalogue import CATALOGUE
from emurules.diagnostics.catalogue.kind import LANGUAGES, Kind, Language, Severity, Text
from emurules.diagnostics.diagnostic import Diagnostic, Label, diagnostic, factual, sorted_in_source

__all__ = [
    "CATALOGUE",
    "LANGUAGES",
    "Diagnostic",
    "Kind",
    "Label",
    "Language",
    "Severity",
    "Text",
    "diagnostic",
    "factual",
    "sorted_in_source",
]

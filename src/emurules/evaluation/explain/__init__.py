"""An explanation of a trace: plain sentences that an official accepts, in Vietnamese and English.

The path: `account` reads the trace into headings, lines and a table, with the sentences of `steps`, the
conditions of `reasons` and the values of `voice`, in the words of `phrases`; `layout` makes text,
Markdown or HTML of it. Guarantees: nothing is evaluated; whatever is said stands in the trace.
"""

from emurules.evaluation.explain.telling import FORMATS, Format, explain, reasons, to_html

__all__ = ["FORMATS", "Format", "explain", "reasons", "to_html"]

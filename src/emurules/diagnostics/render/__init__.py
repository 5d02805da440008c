"""Diagnostics in the forms in which they leave: `text` for people, `data` (JSON), `sarif` and `github`.

Exports what every command needs; the forms for other programs are imported where they are asked for.
"""

from emurules.diagnostics.render.data import as_json
from emurules.diagnostics.render.text import as_text
from emurules.diagnostics.render.widths import visible, width

__all__ = ["as_json", "as_text", "visible", "width"]

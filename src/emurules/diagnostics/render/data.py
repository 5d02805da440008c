"""A diagnostic as plain data, ready for JSON, and the schema of that.

Lives here: `as_json`, and `schema`, the JSON Schema of what `emurules check --format json` writes: a list of
these objects. Guarantees: the keys are the attributes of a diagnostic, and every key is always there.
"""

from __future__ import annotations

from typing import Any, cast

from emurules.diagnostics.diagnostic import Diagnostic, Label
from emurules.source import Source


def as_json(found: Diagnostic) -> dict[str, object]:
    """A diagnostic as plain data: its attributes, each label with its place, text and the words covered.

    Lines and columns count from 1; columns are code points, and `end_column` is the one after the last.
    """
    return {
        "slug": found.slug,
        "severity": found.severity,
        "message": found.message,
        "help": found.help,
        "file": found.file,
        "line": found.line,
        "column": found.column,
        "end_line": found.end_line,
        "end_column": found.end_column,
        "subject": found.subject,
        "witness": dict(found.witness) if found.witness else None,
        "labels": [_label_json(found, label) for label in found.labels if found.source],
    }


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a list of diagnostics."""
    import json
    from importlib.resources import files

    text = files("emurules.diagnostics").joinpath("diagnostics.schema.json").read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(text))


def _label_json(found: Diagnostic, label: Label) -> dict[str, object]:
    source = found.source or Source("", "")
    line, column = source.position(label.span.start)
    end_line, end_column = source.position(label.span.end)
    return {
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "covers": source.slice(label.span),
        "text": found.label_text(label),
    }

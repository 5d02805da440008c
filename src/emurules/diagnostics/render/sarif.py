"""Diagnostics as SARIF 2.1.0, the form in which code hosts and editors take the findings of any program.

Lives here: one log with one run. Guarantees: files below the folder are named from there, as URIs; columns
are declared to be code points, and a line to end as our sources take it; each kind that occurs is a rule with
its summary and its page. Left out: what only other programs need (fingerprints, taxonomies, code flows).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from emurules._version import __version__
from emurules.diagnostics.catalogue import CATALOGUE
from emurules.diagnostics.catalogue.kind import Language
from emurules.diagnostics.diagnostic import Diagnostic, Label
from emurules.diagnostics.pages import page, unlinked
from emurules.diagnostics.render.places import below
from emurules.diagnostics.render.text import HELP

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_TOP = "%SRCROOT%"

_Object = dict[str, Any]


def as_sarif(found: Sequence[Diagnostic], language: Language, folder: Path) -> _Object:
    """A log of diagnostics as plain data, ready for JSON.

    Args:
        found: what was found, each in its own language.
        language: of the summaries of the rules.
        folder: from where files are named: the repository's top.
    """
    slugs = sorted({one.slug for one in found})
    run = {
        "tool": {
            "driver": {
                "name": "emurules",
                "version": __version__,
                "language": language,
                "rules": [_rule(slug, language) for slug in slugs],
            }
        },
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {_TOP: {"description": {"text": "the folder in which emurules was run"}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(one, slugs.index(one.slug), folder) for one in found],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(slug: str, language: Language) -> _Object:
    kind, text = CATALOGUE[slug], unlinked(page(slug))
    return {
        "id": slug,
        "shortDescription": {"text": _text(kind.summary.filled(language, {}))},
        "help": {"text": _text(text), "markdown": _text(text)},
        "defaultConfiguration": {"level": kind.severity},
    }


def _result(found: Diagnostic, index: int, folder: Path) -> _Object:
    words = found.message
    if found.help:
        words += f"\n{HELP.filled(found.language, {})}: {found.help}"
    result: _Object = {
        "ruleId": found.slug,
        "ruleIndex": index,
        "level": found.severity,
        "message": {"text": _text(words)},
    }
    if found.file is not None:
        result["locations"] = [{"physicalLocation": _physical(found, folder)}]
    if found.source is not None and len(found.labels) > 1:
        result["relatedLocations"] = [
            _related(found, number, label, folder) for number, label in enumerate(found.labels[1:], 1)
        ]
    more = {"subject": found.subject, "witness": dict(found.witness)}
    if properties := {key: value for key, value in more.items() if value}:
        result["properties"] = properties
    return result


def _related(found: Diagnostic, number: int, label: Label, folder: Path) -> _Object:
    assert found.file is not None, "what has labels has a text, and its name"
    place = {"artifactLocation": _artifact(found.file, folder), "region": _region(found, label)}
    related: _Object = {"id": number, "physicalLocation": place}
    if words := found.label_text(label):
        related["message"] = {"text": _text(words)}
    return related


def _physical(found: Diagnostic, folder: Path) -> _Object:
    assert found.file is not None
    place: _Object = {"artifactLocation": _artifact(found.file, folder)}
    if found.source is not None and found.labels:
        place["region"] = _region(found, found.labels[0])
    elif found.line is not None:
        column = {} if found.column is None else {"startColumn": found.column}
        place["region"] = {"startLine": found.line, **column}
    return place


def _region(found: Diagnostic, label: Label) -> _Object:
    """Where a label stands: `endColumn` is the column after its last."""
    assert found.source is not None
    line, column = found.source.position(label.span.start)
    end_line, end_column = found.source.position(label.span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "snippet": {"text": found.source.slice(label.span)},
    }


def _artifact(file: str, folder: Path) -> _Object:
    """A file's URI: below the folder relative to it, elsewhere whole."""
    path = below(file, folder)
    if path.is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(os.fsencode(path.as_posix())), "uriBaseId": _TOP}


def _text(text: str) -> str:
    """Braces stand for places to fill in, unless they are doubled (section 3.11.5)."""
    return text.replace("{", "{{").replace("}", "}}")

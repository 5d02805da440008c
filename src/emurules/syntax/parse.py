"""The verb of the stage: a text becomes a tree, or the diagnostics that say why not.

Guarantees: it never raises, whatever the text; its time is linear in the text's length; the tree is given
only where there is no error, and its places are those of the source as its author sees it. An error costs the
declaration that it stands in, and no other. Left out: what the tree means (resolve).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from attrs import fields, has

from emurules.diagnostics import Diagnostic, Label, Language, diagnostic, sorted_in_source
from emurules.source import NOWHERE, Source, Span
from emurules.syntax import nodes
from emurules.syntax.dialects import Dialect
from emurules.syntax.drive import Stop, drive
from emurules.syntax.finding import Case, Finding
from emurules.syntax.grammar import REST
from emurules.syntax.limits import BYTES, ERRORS, MARKS
from emurules.syntax.opening import Opening, opening
from emurules.syntax.recover import resumption
from emurules.syntax.text import Normal, hidden, normalised
from emurules.syntax.trivia import comments


def parse(
    source: Source, language: Language | None = None, *, limit: int = BYTES
) -> tuple[nodes.File | None, tuple[Diagnostic, ...]]:
    """Read a ruleset.

    Args:
        source: the text and its name.
        language: of the messages; by default the dialect's, or English where that is not known.
        limit: how many bytes of UTF-8 the text may have.

    Returns:
        The tree, or None if there is any error; and every error found, in source order.
    """
    if _is_longer(source.text, limit):
        return None, (diagnostic("text-too-long", source, NOWHERE, language or "en", limit=str(limit)),)
    text, unseen = hidden(source.text)
    normal = normalised(text)
    start = opening(normal.text)
    tree, findings = _read(start, normal.text)
    if start.dialect is not None and not findings and not unseen:
        return _file(tree, start.dialect, source, normal), ()
    spoken = language or ("en" if start.dialect is None else start.dialect.language)
    refused = [
        diagnostic(
            "control-character",
            source,
            Span(at, at + 1),
            spoken,
            variant=kind,
            code=f"U+{ord(source.text[at]):04X}",
            limit=str(MARKS),
        )
        for at, kind in unseen
    ]
    lines = {one.line for one in refused}
    others = [_diagnostic(finding, source, normal, spoken) for finding in findings]
    return None, sorted_in_source([*refused, *(one for one in others if one.line not in lines)])


def _is_longer(text: str, limit: int) -> bool:
    if len(text) > limit:
        return True
    return len(text) * 4 > limit and len(text.encode("utf-8", "surrogatepass")) > limit


def _read(start: Opening, text: str) -> tuple[Any, list[Finding]]:
    """What the builders make of the whole text, and an error for each declaration that is damaged."""
    findings = [] if start.finding is None else [start.finding]
    if start.dialect is None:
        return None, findings
    name, place = start.dialect.name, start.start
    result = drive(name, text, start.rule, place)
    while isinstance(result, Stop):
        from emurules.syntax.mistakes import explain  # most texts have nothing to explain

        finding = explain(Case(start.dialect, text, result))
        if len(findings) == ERRORS:
            return None, [*findings, Finding("syntax", finding.span, "more", "more")]
        findings.append(finding)
        after = result.at if result.refusal is None else result.refusal.span.end
        resumed = resumption(name, text, max(after, place + 1))
        if resumed is None:
            break
        place = resumed
        result = drive(name, text, REST, place)
    return result, findings


def _diagnostic(finding: Finding, source: Source, normal: Normal, language: Language) -> Diagnostic:
    opened = () if finding.opened is None else (Label(normal.span(finding.opened), "opened"),)
    return diagnostic(
        finding.slug,
        source,
        normal.span(finding.span),
        language,
        variant=finding.variant,
        help=finding.help,
        also=opened,
        **finding.params,
    )


def _file(tree: Any, dialect: Dialect, source: Source, normal: Normal) -> nodes.File:
    parts = (*tree, comments(normal.text))
    head, declarations, remarks = _relocated(parts, normal) if normal.here else parts
    return nodes.File(head, declarations, dialect.name, remarks, source=source)


def _relocated(part: Any, normal: Normal) -> Any:
    """A part of the tree with its places led back to the source; as deep as the tree, which is bounded."""
    kind: Any = type(part)
    if kind is Span:
        return normal.span(part)
    if kind is tuple:
        return tuple(_relocated(one, normal) for one in part)
    names = _names(kind)
    return kind(**{name: _relocated(getattr(part, name), normal) for name in names}) if names else part


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The names of what a node is made of; none for anything else."""
    return tuple(one.name for one in fields(kind) if one.init) if has(kind) else ()

"""The verbs: a trace as an explanation in a language and a format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from emurules.diagnostics import Diagnostic, Language
from emurules.errors import EmurulesError
from emurules.evaluation.explain.account import account, summary
from emurules.evaluation.explain.layout import as_html, as_markdown, as_text
from emurules.evaluation.explain.phrases import PHRASES
from emurules.evaluation.explain.steps import sentences
from emurules.evaluation.explain.voice import Voice
from emurules.evaluation.trace import Trace

Format = Literal["text", "markdown"]
FORMATS: tuple[Format, ...] = get_args(Format)


def explain(
    trace: Trace,
    language: Language | None = None,
    format: Format = "text",  # noqa: A002 # the word of the command line too
) -> str:
    """How a unit came to its points, in sentences.

    Args:
        trace: the result to explain.
        language: `vi` or `en`; the ruleset's own if none is given.
        format: `text`, wrapped at 100 columns, or `markdown`.

    Raises:
        EmurulesError: there is no such language or format.
    """
    voice = _voice(trace, language)
    if format not in FORMATS:
        raise EmurulesError((_unknown("format", format, FORMATS),))
    blocks = account(voice, trace)
    return as_text(blocks) if format == "text" else as_markdown(blocks)


def to_html(trace: Trace, language: Language | None = None) -> str:
    """The result as a small HTML table, as a notebook shows it.

    Raises:
        EmurulesError: there is no such language.
    """
    voice = _voice(trace, language)
    return as_html(summary(voice, trace), voice.phrases.why_column)


def reasons(trace: Trace, language: Language | None = None) -> Mapping[str, tuple[str, ...]]:
    """How each node came to its points, a few sentences by its id; those of the total by the id "".

    Raises:
        EmurulesError: there is no such language.
    """
    voice = _voice(trace, language)
    told = {node.id: sentences(voice, node.steps) for node in trace.nodes()}
    return {**told, "": sentences(voice, trace.total_steps)}


def _voice(trace: Trace, language: str | None) -> Voice:
    chosen = trace.ruleset.language if language is None else language
    if chosen not in PHRASES:
        raise EmurulesError((_unknown("language", chosen, tuple(PHRASES)),))
    forms = {node.id: node.form for node in trace.nodes()}
    facts = {fact.name: fact for fact in trace.inputs}
    derived = {term.name: term for term in trace.derived if term.name is not None}
    return Voice(PHRASES[chosen], forms, facts, derived)


def _unknown(what: str, found: str, known: tuple[str, ...]) -> Diagnostic:
    params = {"found": found, "known": ", ".join(f"`{one}`" for one in known)}
    return Diagnostic(slug="unknown-choice", variant=what, params=tuple(sorted(params.items())))

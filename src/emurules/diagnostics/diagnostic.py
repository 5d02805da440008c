"""A finding about a ruleset or about a unit's facts.

Guarantees: a diagnostic is a frozen value that pickles; its texts come from the catalogue and are
made when asked for, in the language it carries. Left out: how it is shown (render).
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from emurules.diagnostics.catalogue import CATALOGUE
from emurules.diagnostics.catalogue.kind import Kind, Language, Severity
from emurules.source import Source, Span


@frozen
class Label:
    """A place that a diagnostic points at; `key` names its text in the catalogue, "" for none."""

    span: Span
    key: str = ""
    params: tuple[tuple[str, str], ...] = ()


@frozen
class Diagnostic:
    """One finding.

    Attributes:
        slug: the stable code of its kind, for example `unknown-name`.
        severity: `error` or `warning`.
        message, help: what is wrong, and how to mend it (None if there is no advice).
        file, line, column: the place of the primary label, from 1; None where there is no text.
        end_line, end_column: where it ends; the column is the one after the last.
        labels: the places it points at, the primary one first.
        subject: the fact, criterion or column it is about, where it has no place in a text.
        witness: a whole unit that shows it, by the names of its facts, as data files write them (None for
            missing); empty where there is none.
    """

    slug: str
    language: Language = "en"
    variant: str = ""
    help_variant: str | None = ""
    params: tuple[tuple[str, str], ...] = ()
    file: str | None = None
    line: int | None = None
    column: int | None = None
    labels: tuple[Label, ...] = ()
    subject: str | None = None
    witness: tuple[tuple[str, str | bool | None], ...] = ()
    source: Source | None = field(default=None, eq=False, repr=False)

    @property
    def kind(self) -> Kind:
        """Its entry in the catalogue."""
        return CATALOGUE[self.slug]

    @property
    def severity(self) -> Severity:
        """`error` or `warning`."""
        return self.kind.severity

    @property
    def message(self) -> str:
        """What is wrong, in the diagnostic's language."""
        return self.kind.messages[self.variant].filled(self.language, dict(self.params))

    @property
    def help(self) -> str | None:
        """How to mend it, in the diagnostic's language; None if there is no advice."""
        text = None if self.help_variant is None else self.kind.helps.get(self.help_variant)
        return None if text is None else text.filled(self.language, dict(self.params))

    @property
    def end_line(self) -> int | None:
        """The line where the primary label ends, from 1; None where there is no text."""
        return self._end[0] if self._end else None

    @property
    def end_column(self) -> int | None:
        """The column after the last of the primary label, from 1; None where there is no text."""
        return self._end[1] if self._end else None

    @property
    def _end(self) -> tuple[int, int] | None:
        if self.source is None or not self.labels:
            return None
        return self.source.position(self.labels[0].span.end)

    def label_text(self, label: Label) -> str:
        """The words beside a label, in the diagnostic's language; empty for none."""
        text = self.kind.labels.get(label.key)
        return "" if text is None else text.filled(self.language, dict(label.params))

    def within(self, language: Language) -> Diagnostic:
        """The same finding in another language."""
        return evolve(self, language=language)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        subject = f"{place}: " if place else ""
        return f"{subject}{self.severity}[{self.slug}]: {self.message}"


def diagnostic(
    slug: str,
    source: Source,
    span: Span,
    language: Language,
    *,
    variant: str = "",
    help: str | None = "",
    also: tuple[Label, ...] = (),
    **params: str,
) -> Diagnostic:
    """A finding at a place in a source; `also` are secondary labels."""
    line, column = source.position(span.start)
    return Diagnostic(
        slug=slug,
        language=language,
        variant=variant,
        help_variant=help,
        params=tuple(sorted(params.items())),
        file=source.name,
        line=line,
        column=column,
        labels=(Label(span), *also),
        source=source,
    )


def factual(
    slug: str,
    subject: str | None,
    language: Language,
    variant: str = "",
    help: str | None = "",
    **params: str,
) -> Diagnostic:
    """A finding about a unit's facts, which stand in no text (a reader of files adds the place)."""
    return Diagnostic(
        slug=slug,
        language=language,
        variant=variant,
        help_variant=help,
        params=tuple(sorted(params.items())),
        subject=subject,
    )


def sorted_in_source(
    diagnostics: Mapping[int, Diagnostic] | tuple[Diagnostic, ...] | list[Diagnostic],
) -> tuple[Diagnostic, ...]:
    """Diagnostics in the order of their places; those without a place come first, in the order given."""
    found = list(diagnostics.values()) if isinstance(diagnostics, Mapping) else list(diagnostics)
    return tuple(sorted(found, key=lambda one: (one.file or "", one.line or 0, one.column or 0)))

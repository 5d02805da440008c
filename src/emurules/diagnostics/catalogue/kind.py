"""The form of an entry of the catalogue: one kind of diagnostic with its texts in every language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

Severity = Literal["error", "warning"]
Language = Literal["en", "vi"]
LANGUAGES: tuple[Language, ...] = ("en", "vi")


@frozen
class Text:
    """One text in each language; `{name}` is filled from the diagnostic's parameters."""

    en: str
    vi: str

    def filled(self, language: Language, values: Mapping[str, str]) -> str:
        """The text in a language with its places filled."""
        template = self.vi if language == "vi" else self.en
        return template.format_map(values)


@frozen(kw_only=True)
class Kind:
    """A kind of diagnostic: its stable slug, severity and texts.

    `messages`, `helps` and `labels` hold variants by key; the key "" is the usual one. A help that
    is absent for a variant means that there is none to give.
    """

    slug: str
    severity: Severity
    summary: Text
    messages: Mapping[str, Text]
    helps: Mapping[str, Text] = {}
    labels: Mapping[str, Text] = {}


def kind(
    slug: str,
    summary: Text,
    messages: Text | Mapping[str, Text],
    helps: Text | Mapping[str, Text] | None = None,
    labels: Mapping[str, Text] | None = None,
    severity: Severity = "error",
) -> Kind:
    """An entry; a single text stands for the usual variant."""
    return Kind(
        slug=slug,
        severity=severity,
        summary=summary,
        messages={"": messages} if isinstance(messages, Text) else dict(messages),
        helps={"": helps} if isinstance(helps, Text) else dict(helps or {}),
        labels=dict(labels or {}),
    )

"""Sources and evidence: where each criterion stands in the decree, and what proves it.

A source counts for all that is below it, that of the head for the whole table; evidence on a criterion counts
for its parts. Guarantees: one finding where a whole part of the tree lacks them, at its top, so that a
comment there can silence it; of what comments leave, `gathered` makes one finding a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from emurules.analysis import Analysis
from emurules.diagnostics import Diagnostic, Language, diagnostic
from emurules.model.ruleset import Node, Ruleset


def documents(analysis: Analysis, language: Language) -> Iterator[Diagnostic]:
    """Every criterion without a source, and every leaf without evidence."""
    for section in analysis.ruleset.sections:
        if not analysis.ruleset.sources:
            yield from _without_source(section, analysis.ruleset, language)
        yield from _without_evidence(section, analysis.ruleset, language)


def gathered(found: Iterable[Diagnostic], ruleset: Ruleset, language: Language) -> tuple[Diagnostic, ...]:
    """What was found, with all that lacks a source in one finding at the first place, and so for evidence."""
    kept = list(found)
    for slug in _WORDS:
        alike = [one for one in kept if one.slug == slug]
        if len(alike) > 1:
            at = kept.index(alike[0])
            kept = [one for one in kept if one.slug != slug]
            kept.insert(at, _together(slug, alike, ruleset, language))
    return tuple(kept)


def _together(slug: str, found: list[Diagnostic], ruleset: Ruleset, language: Language) -> Diagnostic:
    said = [dict(one.params) for one in found]
    ids = ", ".join(f"`{one['id']}`" for one in said[:_MOST_IDS]) + (", …" if len(said) > _MOST_IDS else "")
    return diagnostic(
        slug,
        ruleset.text,
        found[0].labels[0].span,
        language,
        variant="file",
        help="file" if slug == "no-source" else "each",
        count=str(sum(int(one["count"]) for one in said)),
        ids=ids,
        word=_WORDS[slug][ruleset.language],
    )


def _is_judged(node: Node) -> bool:
    """Whether a node needs a source: a criterion, or a section that gives points itself."""
    return node.form == "criterion" or not node.children


def _without_source(node: Node, ruleset: Ruleset, language: Language) -> Iterator[Diagnostic]:
    if node.docs.sources:
        return
    if not any(one.docs.sources for one in node.walk()):
        lacking = [one for one in node.walk() if _is_judged(one)]
        yield from _merged("no-source", node, lacking, ruleset, language)
        return
    if _is_judged(node):
        yield _finding("no-source", node, "", "", 1, ruleset, language)
    for child in node.children:
        yield from _without_source(child, ruleset, language)


def _without_evidence(node: Node, ruleset: Ruleset, language: Language) -> Iterator[Diagnostic]:
    if _is_proven(node):
        return
    if not any(_is_proven(one) for one in node.walk()):
        lacking = [one for one in node.walk() if not one.children]
        yield from _merged("no-evidence", node, lacking, ruleset, language)
        return
    for child in node.children:
        yield from _without_evidence(child, ruleset, language)


def _is_proven(node: Node) -> bool:
    """Whether a node has evidence that counts: that of a section with parts is nobody's."""
    return bool(node.docs.evidence) and _is_judged(node)


def _merged(
    slug: str, top: Node, lacking: list[Node], ruleset: Ruleset, language: Language
) -> Iterator[Diagnostic]:
    """One finding for a part of the tree of which all lacks something."""
    if len(lacking) == 1:
        yield _finding(slug, lacking[0], "", "", 1, ruleset, language)
    elif top.form == "criterion":
        yield _finding(slug, top, "parts", "above", len(lacking), ruleset, language)
    else:
        help = "each" if slug == "no-evidence" else "above"
        yield _finding(slug, top, "section", help, len(lacking), ruleset, language)


def _finding(
    slug: str, node: Node, variant: str, help: str, count: int, ruleset: Ruleset, language: Language
) -> Diagnostic:
    # The word is one of the ruleset, whatever the language of the message.
    word = _WORDS[slug][ruleset.language]
    return diagnostic(
        slug,
        ruleset.text,
        node.head_span,
        language,
        variant=variant,
        help=help,
        id=node.id,
        count=str(count),
        word=word,
    )


_MOST_IDS = 12
"""How many ids a finding about several names."""

_WORDS = {
    "no-source": {"en": "source", "vi": "căn cứ"},
    "no-evidence": {"en": "evidence", "vi": "minh chứng"},
}

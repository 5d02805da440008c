"""Why a condition holds or doesn't, in words.

What lives here: `reason`. Guarantees: it names the values that decide, and no more: of a conjunction that
fails the parts that fail, of an alternative that holds the parts that hold. Left out: what follows from
it (steps).
"""

from __future__ import annotations

from collections.abc import Iterator

from emurules.evaluation.explain.voice import Voice
from emurules.evaluation.trace import Finding, Term

_MIRRORED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
# Deeper conditions are quoted: a reader is lost before.
_DEEPEST = 40


def reason(voice: Voice, finding: Finding) -> str:
    """What decides a condition: `Có kế hoạch: có; Số vi phạm: 2, không dưới 1`; empty where nothing does."""
    said = voice.phrases.joined.join(dict.fromkeys(_statements(voice, finding, 0)))
    if finding.holds is None and said:
        return voice.phrases.exempt_unknown.format(why=said)
    return said


def _statements(voice: Voice, finding: Finding, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        yield voice.quoted(finding.text)
        return
    match finding.kind:
        case "and" | "or" | "not":
            for part in _deciding(finding):
                yield from _statements(voice, part, depth + 1)
        case "comparison":
            yield _comparison(voice, finding)
        case "value":
            yield from _value(voice, finding)


def _deciding(finding: Finding) -> tuple[Finding, ...]:
    """The parts without which a condition could have come out otherwise."""
    if finding.kind == "not":
        return finding.parts
    every = finding.holds is (finding.kind == "and")
    if every:
        return finding.parts
    return tuple(part for part in finding.parts if part.holds is finding.holds) or finding.parts


def _value(voice: Voice, finding: Finding) -> Iterator[str]:
    for term in finding.terms:
        if term.kind == "constant":
            continue
        if finding.relation == "exempt" or term.kind == "exempt":
            form = voice.phrases.node_exempt if finding.holds else voice.phrases.node_assessed
            yield form.format(node=voice.name(term))
        else:
            yield voice.stated(term)


def _comparison(voice: Voice, finding: Finding) -> str:
    if len(finding.terms) != 2 or finding.relation not in _MIRRORED:
        return voice.quoted(finding.text)
    left, right = finding.terms
    relation: str = finding.relation
    if left.kind == "constant" and right.kind != "constant":
        left, right, relation = right, left, _MIRRORED[relation]
    unknown = [term for term in (left, right) if term.state != "known"]
    if unknown or finding.holds is None:
        return voice.phrases.joined.join(voice.stated(term) for term in unknown or (left, right))
    if right.kind == "constant" and relation in ("=", "!=") and finding.holds is (relation == "="):
        return voice.stated(left)
    told = _relation(voice, relation, finding.holds, right)
    return voice.phrases.compared.format(left=voice.stated(left), relation=told)


def _relation(voice: Voice, relation: str, holds: bool, right: Term) -> str:
    """How the left side stands to the right, where the relation holds or where it doesn't."""
    words, value = voice.phrases, voice.beside(right)
    if right.type == "date":
        return (words.date_relations if holds else words.date_not_relations)[relation].format(value=value)
    if right.type in ("choice", "yes/no") and (relation == "!=") is holds:
        return words.is_not.format(value=value)
    return (words.relations if holds else words.not_relations)[relation].format(value=value)

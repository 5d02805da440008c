"""What an explanation says, in order: the head, the total, sections and criteria, the facts, the record.

What lives here: `account`, and `summary`, its first part. Guarantees: all is read off the trace. Left
out: what a step says (steps), and how it looks (layout).
"""

from __future__ import annotations

from collections.abc import Iterator

from emurules.evaluation.explain.document import Block, Gap, Heading, Line, Score, Scores
from emurules.evaluation.explain.grades import grade_lines
from emurules.evaluation.explain.steps import sentences, with_reason
from emurules.evaluation.explain.voice import Voice, flat
from emurules.evaluation.trace import (
    CitationShown,
    FactShown,
    NodeTrace,
    RescaleStep,
    RulesetShown,
    Trace,
    Worth,
)


def account(voice: Voice, trace: Trace) -> tuple[Block, ...]:
    """The whole explanation."""
    return (
        *summary(voice, trace),
        *(block for section in trace.sections for block in _node(voice, section, 2)),
        *_facts(voice, trace),
        *_record(voice, trace),
    )


def summary(voice: Voice, trace: Trace) -> Iterator[Block]:
    """The head: which ruleset and unit, the total, grades, and the table of scores."""
    words = voice.phrases
    yield Heading(1, words.title_of.format(unit=flat(trace.unit)) if trace.unit else words.title)
    yield from _ruleset(voice, trace.ruleset)
    yield Gap()
    yield Line(_total(voice, trace), words.total)
    if trace.undeclared:
        yield Line(words.undeclared_sections.format(points=voice.points(trace.undeclared)))
    for one in trace.disqualifications:
        if one.condition.holds:
            yield Line(with_reason(voice, one.reason, one.condition), words.disqualified)
    yield from grade_lines(voice, trace)
    yield Scores(words.columns, tuple(_scores(voice, trace)))
    for sentence in sentences(voice, trace.total_steps):
        yield Line(sentence)
    exempt = [node for node in trace.nodes() if node.status == "exempt"]
    if exempt:
        yield Line(voice.among(voice.node(node.id) for node in exempt), words.not_assessed)
    defaults = [_fact(voice, fact) for fact in trace.inputs if fact.defaulted]
    if defaults:
        yield Line(words.joined.join(defaults), words.defaults)


def _ruleset(voice: Voice, ruleset: RulesetShown) -> Iterator[Line]:
    words = voice.phrases
    yield Line(ruleset.title or ruleset.name)
    if ruleset.source:
        main = CitationShown(text=ruleset.source, dated=ruleset.dated)
        for one in (main, *ruleset.further_sources):
            yield Line(_citation(voice, one), words.source)
    if ruleset.issuer:
        yield Line(ruleset.issuer, words.issuer)
    if ruleset.period:
        first, last = ruleset.period
        yield Line(words.period_is.format(first=voice.day(first), last=voice.day(last)), words.period)


def _total(voice: Voice, trace: Trace) -> str:
    words = voice.phrases
    if any(isinstance(step, RescaleStep) for step in trace.total_steps):
        return words.total_rescaled.format(points=voice.points(trace.total), worth=_worth(voice, trace.worth))
    if trace.attainable == "unlimited":
        return words.total_unlimited.format(points=voice.points(trace.total))
    attainable = voice.points(trace.attainable)
    scale = ""
    if trace.worth not in (trace.attainable, "unlimited"):
        scale = words.scale.format(worth=_worth(voice, trace.worth))
    beside = [
        word
        for kind, word in (("bonus", words.bonus), ("penalty", words.penalty))
        if any(section.kind == kind for section in trace.sections)
    ]
    if beside:
        kinds = voice.among(beside)
        total = voice.points(trace.total)
        return words.total_beside.format(points=total, attainable=attainable, kinds=kinds, scale=scale)
    return words.total_is.format(number=voice.number(trace.total), attainable=attainable, scale=scale)


# ---------------------------------------------------------------- sections and criteria


def _scores(voice: Voice, trace: Trace) -> Iterator[Score]:
    waiting = [(section, 0) for section in reversed(trace.sections)]
    while waiting:
        node, depth = waiting.pop()
        yield Score(
            id=node.id,
            title=flat(node.title),
            depth=depth,
            points="–" if node.points is None else voice.number(node.points),
            worth=voice.phrases.unlimited if node.worth == "unlimited" else voice.number(node.worth),
            status=voice.phrases.exempt if node.status == "exempt" else voice.phrases.assessed,
            name=_name(voice, node),
            line=_score(voice, node),
            why=sentences(voice, node.steps),
        )
        waiting.extend((child, depth + 1) for child in reversed(node.criteria))


def _name(voice: Voice, node: NodeTrace) -> str:
    form = voice.phrases.section if node.form == "section" else voice.phrases.criterion
    return form.format(id=node.id, title=flat(node.title))


def _score(voice: Voice, node: NodeTrace) -> str:
    """What a node got: `1 trên 1,5 điểm`, `không áp dụng`, `bị trừ 1 điểm (tối đa 5 điểm)`."""
    words = voice.phrases
    if node.points is None:
        return words.exempt
    points, number = voice.points(node.points), voice.number(node.points)
    worth = _worth(voice, node.worth)
    if node.kind == "penalty":
        if not node.points:
            return words.score_no_penalty
        return words.score_penalty.format(points=voice.points(-node.points), worth=worth)
    if node.worth == "unlimited":
        form = words.score_bonus_unlimited if node.kind == "bonus" else words.score_unlimited
        return form.format(points=points)
    score = (words.score_bonus if node.kind == "bonus" else words.score).format(number=number, worth=worth)
    rescaled = any(isinstance(step, RescaleStep) for step in node.steps)
    if node.attainable not in (node.worth, "unlimited") and not rescaled:
        score = words.score_attainable.format(score=score, attainable=_worth(voice, node.attainable))
    return score


def _worth(voice: Voice, worth: Worth) -> str:
    return voice.phrases.unlimited if worth == "unlimited" else voice.points(worth)


def _node(voice: Voice, section: NodeTrace, level: int) -> Iterator[Block]:
    waiting = [(section, level)]
    while waiting:
        node, level = waiting.pop()
        heading = voice.phrases.headed.format(node=_name(voice, node), score=_score(voice, node))
        yield Heading(level, heading)
        if node.undeclared:
            yield Line(voice.phrases.undeclared.format(points=voice.points(node.undeclared)))
        for sentence in sentences(voice, node.steps):
            yield Line(sentence)
        yield from _texts(voice, node)
        waiting.extend((child, level + 1) for child in reversed(node.criteria))


def _texts(voice: Voice, node: NodeTrace) -> Iterator[Line]:
    """Where a node stands, what proves it, and how it was read."""
    words = voice.phrases
    for citation in node.citations:
        yield Line(_citation(voice, citation), words.source)
    for text in node.evidence:
        yield Line(text, words.evidence)
    for reading in node.readings:
        yield Line(reading.text, words.reading)
        for rejected in reading.rejected:
            yield Line(rejected, words.rejected, below=True)
    for text in node.notes:
        yield Line(text, words.note)


def _citation(voice: Voice, citation: CitationShown) -> str:
    if citation.dated is None:
        return citation.text
    return voice.phrases.dated.format(text=citation.text, date=voice.day(citation.dated))


# ---------------------------------------------------------------- facts and record


def _facts(voice: Voice, trace: Trace) -> Iterator[Block]:
    if not trace.inputs:
        return
    yield Heading(2, voice.phrases.facts)
    for fact in trace.inputs:
        told = _fact(voice, fact)
        yield Line(voice.phrases.defaulted.format(fact=told) if fact.defaulted else told)


def _fact(voice: Voice, fact: FactShown) -> str:
    value = voice.plain(fact.value, fact.type == "percent", fact.value_title)
    if fact.unit and fact.value is not None:
        value = f"{value} {flat(fact.unit)}"
    return voice.phrases.named.format(name=flat(fact.title or fact.name), value=value)


def _record(voice: Voice, trace: Trace) -> Iterator[Block]:
    words = voice.phrases
    yield Heading(2, words.record)
    yield Line(trace.ruleset.name, words.ruleset)
    yield Line(trace.ruleset.digest, words.ruleset_digest)
    yield Line(trace.facts_digest, words.facts_digest)
    yield Line(trace.engine, words.engine)

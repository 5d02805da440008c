"""The steps of a node in sentences.

What lives here: `sentences`. Guarantees: a step that changed nothing and that nobody asked about is
passed over (a limit that didn't cut, a `zero when` that doesn't hold); each other says what it gave and
why. Left out: which nodes there are (account).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from emurules.evaluation.explain.advice import advised
from emurules.evaluation.explain.reasons import reason
from emurules.evaluation.explain.voice import Voice, flat
from emurules.evaluation.trace import (
    AwardStep,
    BandsStep,
    ExemptStep,
    ExemptValueStep,
    Finding,
    LimitStep,
    ReduceStep,
    RescaleStep,
    RoundStep,
    RowShown,
    Step,
    SumStep,
    Term,
    ZeroStep,
)


def sentences(voice: Voice, steps: tuple[Step, ...]) -> tuple[str, ...]:
    """What the steps of a node did, a sentence each or two."""
    return tuple(_capital(one) for step in steps for one in _told(voice, step))


def row_reason(voice: Voice, subject: Term | None, row: RowShown) -> str:
    """Why a row was taken: `Tỷ lệ đúng hạn: 45/50 = 90%, từ 80% đến dưới 100%`."""
    told = "" if subject is None else voice.stated(subject)
    says_it = row.head.kind in ("values", "missing") or (
        row.head.lower is not None and row.head.lower == row.head.upper
    )
    if subject is None or not says_it:
        head = voice.head(row.head, percent=subject is not None and subject.type == "percent")
        told = voice.phrases.in_row.format(subject=told, head=head) if told else head
    if row.guard is not None and (why := reason(voice, row.guard)):
        told += voice.phrases.guard.format(condition=why)
    return told


def with_reason(voice: Voice, label: str | None, condition: Finding) -> str:
    """A label with what decides it in brackets, or either alone."""
    why = reason(voice, condition)
    if not label or not why:
        return flat(label or "") or why or voice.quoted(condition.text)
    return voice.phrases.reason.format(label=flat(label), why=why)


def _told(voice: Voice, step: Step) -> Iterator[str]:
    match step:
        case ExemptStep():
            yield from _exempt(voice, step)
        case ExemptValueStep():
            reasons = voice.phrases.joined.join(_cause(voice, term) for term in step.reasons)
            if reasons:
                yield voice.phrases.exempt_by_value.format(reasons=reasons)
            else:
                yield voice.phrases.exempt_step.format(why="")
        case AwardStep():
            yield _award(voice, step)
        case BandsStep():
            yield from _bands(voice, step)
        case SumStep():
            yield from _sum(voice, step)
        case ReduceStep():
            yield from _reduce(voice, step)
        case ZeroStep():
            yield from _zero(voice, step)
        case LimitStep():
            yield from _limit(voice, step)
        case RescaleStep():
            yield _rescale(voice, step)
        case RoundStep():
            yield from _round(voice, step)
        case never:
            assert_never(never)


def _exempt(voice: Voice, step: ExemptStep) -> Iterator[str]:
    if step.condition.holds is False:
        return
    why = voice.phrases.why.format(why=with_reason(voice, step.label, step.condition))
    if step.scoring is None:
        yield voice.phrases.exempt_step.format(why=why)
    else:
        yield voice.phrases.exempt_scoring.format(points=voice.points(step.scoring), why=why)


def _cause(voice: Voice, term: Term) -> str:
    if term.kind in ("points", "exempt", "share", "attainable") and term.name is not None:
        return voice.phrases.node_exempt.format(node=voice.node(term.name))
    return voice.stated(term)


def _award(voice: Voice, step: AwardStep) -> str:
    words = voice.phrases
    label, why = _label(voice, step.label), _why(voice, step.when)
    if step.when is not None and step.when.holds is not True:
        if step.kind == "deduct":
            return words.no_deduct.format(label=label, detail="", why=why)
        if step.points is not None and step.per is None and isinstance(step.points.value, Fraction):
            return words.no_award_of.format(points=voice.points(step.points.value), label=label, why=why)
        return words.no_award.format(label=label, why=why)
    given = "" if step.points is None else _points_of(voice, step.points)
    detail = _origin(voice, step.points) + _times(voice, step, given) + _capped(voice, step)
    if step.kind == "award" and step.gain >= 0:
        return words.award.format(points=voice.points(step.gain), label=label, detail=detail, why=why)
    return _taken_off(voice, words.deduct, step.gain, label=label, detail=detail, why=why)


def _taken_off(voice: Voice, form: str, gain: Fraction, **places: str) -> str:
    if not gain:
        return voice.phrases.no_deduct.format(**places)
    return form.format(points=voice.points(-gain), **places)


def _bands(voice: Voice, step: BandsStep) -> Iterator[str]:
    words = voice.phrases
    taken = next((row for row in step.rows if row.why == "taken"), None)
    if taken is None:
        yield words.no_bands.format(why=_why(voice, step.when))
        return
    why = words.why.format(why=row_reason(voice, step.subject, taken))
    detail = _origin(voice, step.points)
    if step.kind == "deduct bands":
        yield _taken_off(voice, words.deduct_bands, step.gain, label="", detail=detail, why=why)
        return
    if step.gain < 0:
        yield _taken_off(voice, words.deduct_bands, step.gain, label="", detail=detail, why=why)
    else:
        yield words.bands.format(points=voice.points(step.gain), detail=detail, why=why)
    yield from advised(voice, step)


def _sum(voice: Voice, step: SumStep) -> Iterator[str]:
    words = voice.phrases
    counted = [(id, points) for id, points in step.parts if points is not None]
    exempt = [id for id, points in step.parts if points is None]
    if not counted or (len(step.parts) < 2 and not step.before):
        return
    if step.kind == "best":
        told = [words.part.format(id=id, points=voice.points(points)) for id, points in counted]
        yield words.best.format(points=voice.points(step.after), parts=words.joined.join(told))
        return
    summands = [*([step.before] if step.before else []), *(points for _, points in counted)]
    shown = [
        words.negative.format(number=voice.number(one)) if one < 0 else voice.number(one) for one in summands
    ]
    form = words.sum_of_some if exempt else words.sum
    yield form.format(
        parts=" + ".join(shown),
        points=voice.points(step.after),
        exempt=voice.among(voice.node(id) for id in exempt) if exempt else "",
    )


def _reduce(voice: Voice, step: ReduceStep) -> Iterator[str]:
    if step.before == step.after or (step.when is not None and step.when.holds is not True):
        return
    given = "" if step.share is None else _share_of(voice, step.share)
    yield voice.phrases.reduce.format(
        taken=voice.percent(step.taken),
        label=_label(voice, step.label),
        detail=_origin(voice, step.share) + _times(voice, step, given) + _capped(voice, step),
        before=voice.points(step.before),
        after=voice.points(step.after),
        why=_why(voice, step.when),
    )


def _zero(voice: Voice, step: ZeroStep) -> Iterator[str]:
    if step.condition.holds is not True:
        return
    words = voice.phrases
    why = words.why.format(why=with_reason(voice, step.label, step.condition))
    points = voice.points(step.after or Fraction(0))
    if step.before is None or step.before == step.after:
        yield words.zero.format(points=points, why=why)
    else:
        yield words.zero_from.format(points=points, before=voice.points(step.before), why=why)


def _limit(voice: Voice, step: LimitStep) -> Iterator[str]:
    if step.before == step.after:
        return
    form = voice.phrases.at_most if step.kind == "at most" else voice.phrases.at_least
    yield form.format(
        limit=_points_of(voice, step.limit),
        before=voice.points(step.before),
        after=voice.points(step.after),
    )


def _rescale(voice: Voice, step: RescaleStep) -> str:
    return voice.phrases.rescale.format(
        worth=voice.number(step.worth),
        attainable=voice.number(step.attainable),
        before=voice.number(step.before),
        after=voice.points(step.after),
    )


def _round(voice: Voice, step: RoundStep) -> Iterator[str]:
    if step.before != step.after:
        yield voice.phrases.round[step.mode].format(
            step=voice.number(step.step),
            before=voice.points(step.before),
            after=voice.points(step.after),
        )


# ---------------------------------------------------------------- parts of sentences


def _label(voice: Voice, label: str | None) -> str:
    return voice.phrases.label.format(label=flat(label)) if label else ""


def _why(voice: Voice, when: Finding | None) -> str:
    why = "" if when is None else reason(voice, when)
    return voice.phrases.why.format(why=why) if why else ""


def _points_of(voice: Voice, term: Term) -> str:
    return voice.points(term.value) if isinstance(term.value, Fraction) else voice.value(term)


def _share_of(voice: Voice, term: Term) -> str:
    return voice.percent(term.value) if isinstance(term.value, Fraction) else voice.value(term)


def _origin(voice: Voice, term: Term | None) -> str:
    """Where points come from that are no constant."""
    if term is None or term.kind == "constant" or _is_number(term):
        return ""
    if term.kind != "expression":
        return voice.phrases.taken_from.format(term=voice.stated(term))
    behind = voice.behind(term)
    text = voice.name(term)
    if behind:
        text = voice.phrases.bracketed.format(text=text, aside=behind)
    return voice.phrases.computed.format(text=text)


def _is_number(term: Term) -> bool:
    """Whether an expression is a number with a sign: there is nothing to show of how it came about."""
    text = term.text.strip("() -")
    return term.kind == "expression" and not term.inputs and text.replace(".", "").replace(",", "").isdigit()


def _times(voice: Voice, step: AwardStep | ReduceStep, given: str) -> str:
    """How often something was given, for `per`."""
    if step.per is None or step.groups is None:
        return ""
    words, groups = voice.phrases, voice.number(step.groups)
    stated = (voice.stated(step.per, inputs=False), voice.behind(step.per))
    per = words.joined.join(one for one in stated if one)
    if step.size is None:
        return words.times.format(groups=groups, points=given, per=per)
    form = words.times_started if step.started else words.times_full
    return form.format(groups=groups, points=given, per=per, size=voice.number(step.size))


def _capped(voice: Voice, step: AwardStep | ReduceStep) -> str:
    if not step.capped or step.at_most is None:
        return ""
    most = (_points_of if isinstance(step, AwardStep) else _share_of)(voice, step.at_most)
    return voice.phrases.capped.format(most=most)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]

"""Soundness: at every place where a value is needed, the value can be had.

What lives here: the places in the order of evaluation, what is known at each of them, and the reports. What
an expression lacks there is found in lacks. Guarantees: a mistake inside a let, rate or table is reported
once, on its first use that nothing guards. Left out: gaps of bands (check), which are how a subject without
a `missing` row is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain

from attrs import evolve

from emurules.diagnostics import Label
from emurules.model import expression as model
from emurules.model import ruleset as meant
from emurules.model.heads import compared, known_in_rows
from emurules.model.known import NOTHING, Known, both
from emurules.model.partition import Partition
from emurules.model.ranges import Ranges
from emurules.model.reach import interval_of
from emurules.model.uses import expressions, keys, uses
from emurules.model.values import Type, Unlimited
from emurules.resolve.lacks import (
    Lack,
    Lacks,
    Soundness,
    Use,
    gives_if_assessed,
    kept,
    kept_of_name,
    lacks,
    merged,
)
from emurules.resolve.report import Report
from emurules.source import Span

_MOST_REPORTS = 200
# So many other conditions of a node are taken into account.
_MOST_OTHERS = 20


def check(ruleset: meant.Ruleset, ranges: Ranges, doubtful: frozenset[str], report: Report) -> None:
    """Report every place of a ruleset where a value that is needed may be lacking.

    Nothing is said of steps that are not in the order, of what uses them, and of what uses `doubtful` facts.
    """
    sound = Soundness(ruleset, ranges)
    found = chain(_steps(sound), _unused(sound), _facts(sound), _trials(sound, doubtful))
    _report(found, sound, report)


Found = tuple[Lacks, bool]  # what is lacking at one place, and whether an exemption may go on there


def _steps(sound: Soundness) -> Iterator[Found]:
    """The places of worths and nodes; rates, lets and tables are asked for where they are used."""
    ruleset = sound.ruleset
    for kind, name in ruleset.order:
        node = ruleset.node_by_id.get(name, ruleset.total)
        match kind:
            case "rate":
                sound.rates[name] = kept_of_name(_rate(ruleset.rate_by_name[name], sound))
            case "let":
                sound.lets[name] = kept_of_name(lacks(ruleset.let_by_name[name].value, NOTHING, sound))
            case "table":
                sound.tables[name] = kept_of_name(_table(ruleset.table_by_name[name], sound))
            case "worth":
                if node.worth is not None and not isinstance(node.worth, Unlimited):
                    yield lacks(node.worth, NOTHING, sound), True
            case "node":
                places: list[Lacks] = []
                for place in _node(node, sound):
                    places.append(place)
                    yield place, True
                sound.exempt_nodes[name] = _may_be_exempt(node, places, sound)


def _unused(sound: Soundness) -> Iterator[Found]:
    """A let or table that nothing uses is still checked for divisors, which no user could guard."""
    used: set[str] = set()
    for expression in every_expression(sound.ruleset):
        uses = model.references(expression)
        used |= {one.name for one in uses if isinstance(one, (model.LetUse, model.TableUse))}
    for name, found in (*sound.lets.items(), *sound.tables.items()):
        if name not in used:
            yield {lack: use for lack, use in found.items() if lack.kind == "divisor"}, True


def every_expression(ruleset: meant.Ruleset) -> Iterator[model.Expression]:
    """Every expression of a ruleset in which a let, a table or a quantity may stand, but for worths."""
    yield from (one for rate in ruleset.rates for one in (rate.part, rate.whole))
    yield from (let.value for let in ruleset.lets)
    for table in ruleset.tables:
        yield from (one for row in table.partition.rows for one in (row.guard, row.points) if one is not None)
    for node in [*ruleset.node_by_id.values(), ruleset.total]:
        yield from expressions(node)
    for grading in ruleset.gradings:
        yield from (row.guard for row in grading.partition.rows if row.guard is not None)
        yield from grading.conditions
    yield from (one.condition for one in ruleset.disqualifications)
    yield from (law.claim for law in ruleset.laws if not isinstance(law.claim, meant.Monotone))


def _facts(sound: Soundness) -> Iterator[Found]:
    """Conditions of facts, which include those of the facts that they use, and requirements."""
    for fact in sound.ruleset.facts:
        if fact.only_when is not None:
            found = lacks(fact.only_when, NOTHING, sound)
            yield {lack: use for lack, use in found.items() if not _asked(lack, sound)}, True
    for requirement in sound.ruleset.requirements:
        yield lacks(requirement.condition, NOTHING, sound), True


def _asked(lack: Lack, sound: Soundness) -> bool:
    fact = sound.ruleset.fact_by_name.get(lack.name) if lack.kind == "fact" else None
    return fact is not None and not fact.optional


def _trials(sound: Soundness, doubtful: frozenset[str]) -> Iterator[Found]:
    """Guards of grades, disqualifications and laws, where no exemption may go on."""
    ruleset, sure = sound.ruleset, frozenset(sound.ruleset.order)

    def there(expression: model.Expression) -> bool:
        return all(key in sure for key in keys(expression)) and not uses(doubtful, expression)

    for grading in ruleset.gradings:
        if there(grading.by):
            known = _of_quantity(grading.by)
            rows = [row for row in grading.partition.rows if row.guard is None or there(row.guard)]
            yield from ((place, False) for place in _rows(Partition(tuple(rows)), grading.by, known, sound))
            for condition in filter(there, grading.conditions):
                yield lacks(condition, known, sound), False
    conditions = [one.condition for one in ruleset.disqualifications]
    conditions += [law.claim for law in ruleset.laws if not isinstance(law.claim, meant.Monotone)]
    yield from ((lacks(one, NOTHING, sound), False) for one in conditions if there(one))


def _of_quantity(by: model.Quantity) -> Known:
    """What is known where a grading has a value: its quantity is not exempt."""
    if by.kind == "share":
        attainable = model.Quantity("attainable", by.id, Type.NUMBER)
        return frozenset((compared("!=", attainable, Fraction(0)),))
    return frozenset((model.Not(model.IsExempt(by.id)),)) if by.kind == "points" and by.id else NOTHING


# ---------------------------------------------------------------- rates, tables, rows


def _rate(rate: meant.Rate, sound: Soundness) -> Lacks:
    found = merged(lacks(rate.part, NOTHING, sound), lacks(rate.whole, NOTHING, sound))
    if rate.if_none is not None:
        return found
    use = model.RateUse(rate.name, span=rate.span)
    return merged(found, kept({Lack("exempt rate", rate.name, use): Use(rate.span)}, NOTHING, sound))


def _table(table: meant.Table, sound: Soundness) -> Lacks:
    subject = model.ParameterUse(table.parameter, table.domain.type)
    ranges = evolve(sound.ranges, parameter=interval_of(table.domain), seen={})
    return merged(*_rows(table.partition, subject, NOTHING, evolve(sound, ranges=ranges)))


def _rows(partition: Partition, subject: model.Expression, known: Known, sound: Soundness) -> Iterator[Lacks]:
    """What each row may lack: its guard where its head takes the value, its points where it holds."""
    for row, here in known_in_rows(partition, subject, known, sound.ranges):
        guard = {} if row.guard is None else lacks(row.guard, here, sound)
        points = {} if row.points is None else lacks(row.points, sound.after(row.guard, here), sound)
        yield merged(guard, points)


# ---------------------------------------------------------------- nodes


def _node(node: meant.Node, sound: Soundness) -> Iterator[Lacks]:
    """What each statement of a node may lack, in the order in which they apply."""
    assessed = scored = NOTHING
    plain = [one for one in node.exemptions if one.scoring is None]
    for exemption in node.exemptions:
        # A plain one that holds decides, whatever the others come to.
        here = NOTHING
        for other in plain[:_MOST_OTHERS]:
            here = here if other is exemption else both(here, sound.ranges.assumed(other.condition, False))
        yield lacks(exemption.condition, here, sound)
        if exemption.scoring is not None:
            yield lacks(exemption.scoring, sound.after(exemption.condition, here), sound)
        else:
            scored = sound.after(exemption.condition, scored, truth=False)
        assessed = sound.after(exemption.condition, assessed, truth=False)
    for award in node.awards:
        yield _award(award, assessed, sound)
    for reduce in node.reductions:
        yield _given(reduce, (reduce.share,), assessed, sound)
    for zero in node.zeros:
        here = assessed
        for another in node.zeros[:_MOST_OTHERS]:
            here = here if another is zero else both(here, sound.ranges.assumed(another.condition, False))
        yield lacks(zero.condition, here, sound)
    # Limits apply to `scoring` points too.
    for limit in (node.at_most, node.at_least):
        if limit is not None:
            yield lacks(limit.points, scored, sound, whole_side=True)


def _award(award: meant.Award | meant.Bands, known: Known, sound: Soundness) -> Lacks:
    if isinstance(award, meant.Award):
        return _given(award, (award.points,), known, sound)
    found = lacks(award.when, known, sound) if award.when else {}
    here = sound.after(award.when, known)
    subject = lacks(award.subject, here, sound, whole_side=True)
    told = sound.ranges.spelled(award.subject)
    if isinstance(told, model.FactUse):  # a row `missing` takes it, and without one there is a gap
        subject = {
            lack: use for lack, use in subject.items() if lack.kind != "fact" or lack.name != told.name
        }
    return merged(found, subject, *_rows(award.partition, award.subject, here, sound))


def _given(
    one: meant.Award | meant.Reduce, amounts: Iterable[model.Expression], known: Known, sound: Soundness
) -> Lacks:
    found = lacks(one.when, known, sound) if one.when else {}
    here = sound.after(one.when, known)
    wanted = (*amounts, one.per.quantity if one.per else None, one.at_most)
    return merged(found, *(lacks(amount, here, sound) for amount in wanted if amount is not None))


def _may_be_exempt(node: meant.Node, places: list[Lacks], sound: Soundness) -> bool:
    """Whether some unit may make a node exempt; conservative."""
    if node.form == "total":
        return False
    felt = any(lack.kind.startswith("exempt") for place in places for lack in place)
    if felt or any(one.scoring is None for one in node.exemptions):
        return True
    if node.children and all(sound.exempt_nodes[child.id] for child in node.children):
        return True
    return node.rescaled and not gives_if_assessed(node, sound)


# ---------------------------------------------------------------- reporting


def _report(found: Iterable[Found], sound: Soundness, report: Report) -> None:
    """Report what is lacking; what lies inside a name once, and exemptions only where none may go on."""
    seen: set[tuple[str, Span]] = set()
    told = {found.labels[0].span.start for found in report.found if found.labels}
    for place, exempt_may_go_on in found:
        if len(report.found) > _MOST_REPORTS:
            return
        for lack, use in place.items():
            if (lack.kind.startswith("exempt") and exempt_may_go_on) or use.span.start in told:
                continue
            if use.inside is not None:
                if (lack.kind, use.inside) in seen:
                    continue
                seen.add((lack.kind, use.inside))
            _report_lack(lack, use, sound, report)


def _report_lack(lack: Lack, use: Use, sound: Soundness, report: Report) -> None:
    text = report.words(lack.subject.span)
    also = () if use.inside is None or use.inside == use.span else (Label(use.inside, "inside"),)
    match lack.kind:
        case "fact":
            fact = sound.ruleset.fact_by_name[lack.name]
            variant = "only when" if fact.only_when is not None and not fact.optional else ""
            condition = report.words(fact.only_when.span) if fact.only_when else ""
            report.add(
                "maybe-missing", use.span, variant=variant, help=variant, also=also,
                name=lack.name, condition=condition,
            )  # fmt: skip
        case "divisor":
            zero = sound.ranges.of(lack.subject).single == 0
            variant, help = ("constant", None) if zero else ("", "")
            report.add("division-by-zero", use.span, variant=variant, help=help, also=also, text=text)
        case "exempt rate":
            whole = report.words(sound.ruleset.rate_by_name[lack.name].whole.span)
            report.add(
                "maybe-exempt", use.span, variant="rate", help="rate", also=also, name=lack.name, whole=whole
            )
        case "exempt points":
            report.add("maybe-exempt", use.span, also=also, text=text, id=lack.name)
        case "exempt share":
            total = {"en": "total", "vi": "tổng điểm"}[report.language]
            report.add(
                "maybe-exempt", use.span, variant="share", help="share", also=also,
                text=text, id=lack.name or total,
            )  # fmt: skip

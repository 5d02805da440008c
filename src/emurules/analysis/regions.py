"""Regions: a combination of cells as constraints on facts, and facts that stand in it, if there are any.

What lives here: `stand`, which says of a path through a diagram whether a unit can be there. Guarantees:
`IMPOSSIBLE` is a proof: no admitted unit stands there; facts that are returned satisfy every constraint that
is linear in facts. What is not (a quantity known by its range only) is left to whoever evaluates them, and
`Stand.exact` says so. Left out: facts that the path does not speak of (units).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Literal

from attrs import frozen

from emurules.analysis.diagrams import Step, leaves
from emurules.analysis.lines import Cell, Line
from emurules.analysis.listing import curved, listed
from emurules.analysis.lowering import NUMBERS, value
from emurules.analysis.solve import Constraint, Solution, Variable, Verdict, solve
from emurules.analysis.space import Space
from emurules.analysis.values import Form, Number, Terms, plus
from emurules.model import expression as model
from emurules.model.domain import Dates, Numbers
from emurules.model.interval import Interval
from emurules.model.values import MISSING, Known, Missing, Type

ZERO, ONE = Fraction(0), Fraction(1)
Relation = Literal[">=", ">", "=", "!="]
PARAMETER = "\0parameter"
"""The name under which the parameter of a table is solved for; no fact has it."""

_MOST_WAYS = 64
# Where several rates are added up, they are taken over wholes of these sizes.
_WHOLES = (Fraction(100), Fraction(10), Fraction(1000), Fraction(1))


@frozen
class Stand:
    """Facts that stand in a region; `exact` if nothing of the region was left out."""

    facts: Mapping[str, Known | Missing]
    exact: bool
    parameter: Known | None = None


@frozen
class _Demand:
    """What one way of being in a region asks: constraints, and answers that are no numbers."""

    constraints: tuple[Constraint, ...] = ()
    answers: tuple[tuple[str, Known | Missing], ...] = ()
    rates: tuple[tuple[Terms, Interval], ...] = ()
    exact: bool = True
    wanted: tuple[str, ...] = ()


def stand(path: Iterable[Step], space: Space, also: Iterable[str] = ()) -> Stand | Verdict:
    """Facts that stand between all cuts of a path, or whether there are none; `also` are wanted too."""
    wanted = _Demand(wanted=tuple(name for name in also if _measured(name, space)))
    demands: list[tuple[_Demand, ...]] = [(wanted,)] if wanted.wanted else []
    demands += [_demands(number, space.line(number).cell(low, high), space) for number, low, high in path]
    undecided = False
    for number, way in enumerate(product(*demands)):
        if number == _MOST_WAYS:
            return Verdict.UNDECIDED
        found = _stand(way, space)
        if isinstance(found, Stand):
            return found
        undecided |= found is Verdict.UNDECIDED
    return Verdict.UNDECIDED if undecided else Verdict.IMPOSSIBLE


# ---------------------------------------------------------------- one line


def _demands(number: int, cell: Cell, space: Space) -> tuple[_Demand, ...]:
    """The ways to be in a cell of a line."""
    key, line = space.keys[number], space.line(number)
    if not isinstance(key, tuple):
        return (_Demand(exact=False),)
    if len(key) > 1:
        return _of_form(key, cell)
    ((atom, _),) = key
    match atom:
        case model.FactUse(name=name):
            return tuple(_of_fact(name, line, cell))
        case model.ParameterUse():
            return tuple(_of_fact(PARAMETER, line, cell))
        case model.RateUse(name=name):
            return tuple(_of_rate(name, cell, space))
        case _:
            return (_Demand(exact=False),)


def _of_fact(name: str, line: Line, cell: Cell) -> Iterator[_Demand]:
    if cell.interval is not None and line.answers:
        lower, upper = cell.interval.lower, cell.interval.upper
        assert lower is not None
        assert upper is not None
        for place in range(int(lower), int(upper) + 1):
            yield _Demand(answers=((name, line.answers[place]),))
    elif cell.interval is not None:
        yield _Demand(tuple(_inside({name: ONE}, ZERO, cell.interval)))
    if cell.specials:
        yield _Demand(answers=((name, MISSING),))


def _of_form(terms: Terms, cell: Cell) -> tuple[_Demand, ...]:
    assert cell.interval is not None
    factors = _factors(terms)
    if factors is not None:
        return (_Demand(tuple(_inside(factors, ZERO, cell.interval))),)
    if all(isinstance(atom, (model.FactUse, model.RateUse)) for atom, _ in terms):
        return (_Demand(rates=((terms, cell.interval),)),)
    return (_Demand(exact=False),)


def _of_rate(name: str, cell: Cell, space: Space) -> Iterator[_Demand]:
    """A rate over something, or over nothing."""
    rate = space.ruleset.rate_by_name[name]
    part, whole = (_linear(one, space) for one in (rate.part, rate.whole))
    if part is None or whole is None:
        yield _Demand(exact=False)
        return
    if cell.interval is not None:
        over = _compared(whole, ">")
        ends: list[Constraint] = []
        for end, is_open, sign in (
            (cell.interval.lower, cell.interval.lower_open, ONE),
            (cell.interval.upper, cell.interval.upper_open, -ONE),
        ):
            if end is not None:
                beyond = plus(_times(part, sign), whole, -end * sign)
                ends.append(_compared(beyond, ">" if is_open else ">="))
        yield _Demand((over, *ends))
    none = rate.if_none
    if (none is None and cell.specials) or (
        none is not None and cell.interval is not None and none in cell.interval
    ):
        yield _Demand((_compared(whole, "="),))


def _linear(one: model.Expression, space: Space) -> Number | None:
    """An expression as one form of facts, if it is one wherever it is there at all."""
    found = [it for it in leaves(value(one, space)) if isinstance(it, NUMBERS)]
    if len(found) != 1 or (isinstance(found[0], Form) and _factors(found[0].terms) is None):
        return None
    return found[0]


def _times(number: Number, factor: Fraction) -> Number:
    return plus(ZERO, number, factor)


def _factors(terms: Terms) -> dict[str, Fraction] | None:
    """The factors of facts, None where something is no fact."""
    found: dict[str, Fraction] = {}
    for atom, factor in terms:
        match atom:
            case model.FactUse(name=name):
                found[name] = factor
            case model.ParameterUse():
                found[PARAMETER] = factor
            case _:
                return None
    return found


def _compared(number: Number, relation: Relation) -> Constraint:
    if isinstance(number, Fraction):
        return Constraint((), number, relation)
    factors = _factors(number.terms)
    assert factors is not None
    return Constraint(tuple(factors.items()), number.constant, relation)


def _inside(factors: Mapping[str, Fraction], constant: Fraction, interval: Interval) -> Iterator[Constraint]:
    """A sum in an interval."""
    if interval.single is not None:
        yield Constraint(tuple(factors.items()), constant - interval.single, "=")
        return
    if interval.lower is not None:
        relation: Relation = ">" if interval.lower_open else ">="
        yield Constraint(tuple(factors.items()), constant - interval.lower, relation)
    if interval.upper is not None:
        less = tuple((name, -factor) for name, factor in factors.items())
        relation = ">" if interval.upper_open else ">="
        yield Constraint(less, interval.upper - constant, relation)


# ---------------------------------------------------------------- one way


def _stand(way: tuple[_Demand, ...], space: Space) -> Stand | Verdict:
    constraints: list[Constraint] = []
    answers: dict[str, Known | Missing] = {}
    for demand in way:
        constraints.extend(demand.constraints)
        for name, answer in demand.answers:
            if answers.setdefault(name, answer) != answer:
                return Verdict.IMPOSSIBLE
    exact = all(demand.exact for demand in way)
    sums = [one for demand in way for one in demand.rates]
    if sums:
        return _with_sums(sums, constraints, answers, exact, space)
    wanted = [name for demand in way for name in demand.wanted if name not in answers]
    return _solved(constraints, answers, exact, space, wanted)


def _with_sums(
    sums: list[tuple[Terms, Interval]],
    constraints: list[Constraint],
    answers: dict[str, Known | Missing],
    exact: bool,
    space: Space,
) -> Stand | Verdict:
    """Sums of rates are no linear forms of facts; over wholes of a fixed size they are."""
    for size in _WHOLES:
        fixed = [_fixed(terms, interval, size, space) for terms, interval in sums]
        if any(one is None for one in fixed):
            return Verdict.UNDECIDED
        more = [one for found in fixed if found is not None for one in found]
        found = _solved([*constraints, *more], answers, exact, space)
        if isinstance(found, Stand):
            return found
    return _ruled_out(constraints, answers, space)


def _ruled_out(constraints: list[Constraint], answers: dict[str, Known | Missing], space: Space) -> Verdict:
    found = _solved(constraints, answers, False, space)
    return found if found is Verdict.IMPOSSIBLE else Verdict.UNDECIDED


def _fixed(terms: Terms, interval: Interval, size: Fraction, space: Space) -> list[Constraint] | None:
    """A sum of rates in an interval, each over a whole of a fixed size."""
    total: Number = ZERO
    found: list[Constraint] = []
    for atom, factor in terms:
        if isinstance(atom, model.RateUse):
            rate = space.ruleset.rate_by_name[atom.name]
            part, whole = _linear(rate.part, space), _linear(rate.whole, space)
            if part is None or whole is None:
                return None
            total = plus(total, part, factor / size)
            found.append(_compared(plus(whole, size, -ONE), "="))
        else:
            total = plus(total, Form(((atom, ONE),)), factor)
    if isinstance(total, Fraction):
        return None
    factors = _factors(total.terms)
    return None if factors is None else [*found, *_inside(factors, total.constant, interval)]


def _solved(
    constraints: list[Constraint],
    answers: dict[str, Known | Missing],
    exact: bool,
    space: Space,
    wanted: Iterable[str] = (),
) -> Stand | Verdict:
    """Numbers for all facts that constraints speak of, and for the totals that they are part of."""
    names = list(dict.fromkeys([*(name for one in constraints for name, _ in one.factors), *wanted]))
    if any(name in answers for name in names):  # a fact that is missing here has no number
        return Verdict.IMPOSSIBLE
    variables: dict[str, Variable] = {}
    ties: list[Constraint] = []
    waiting = list(reversed(names))
    while waiting:
        name = waiting.pop()
        if name in variables:
            continue
        variables[name] = _variable(name, space)
        for tie in _ties(name, space):
            if not any(other in answers for other, _ in tie.factors):
                ties.append(tie)
                waiting += [other for other, _ in tie.factors]
    found = (
        solve(list(variables.values()), [*constraints, *dict.fromkeys(ties)], work=space.ranges.work)
        if variables
        else _constant(constraints)
    )
    if not isinstance(found, Solution):
        return found
    names_here = frozenset((*variables, *answers)) - {PARAMETER}
    exact = exact and all(listed(group, space) is not None for group in curved(names_here, space.ruleset))
    facts: dict[str, Known | Missing] = dict(answers)
    for name, number in found.values.items():
        facts[name] = date.fromordinal(int(number)) if _is_date(name, space) else number
    parameter = facts.pop(PARAMETER, None)
    return Stand(facts, exact, None if isinstance(parameter, Missing) else parameter)


def _ties(name: str, space: Space) -> Iterator[Constraint]:
    """What `up to` and requirements say of a fact and others together; lines take it for granted."""
    if name == PARAMETER:
        return
    fact = space.ruleset.fact_by_name[name]
    if fact.up_to is not None:
        yield Constraint(((fact.up_to, ONE), (name, -ONE)), ZERO, ">=")
    for below in space.ruleset.bonds.hanging.get(name, ()):
        other = space.ruleset.fact_by_name[below]
        if other.up_to == name and not other.may_be_missing:
            yield Constraint(((name, ONE), (below, -ONE)), ZERO, ">=")
    for claim in space.ranges.about.get(model.FactUse(name, fact.domain.type), ()):
        factors = _factors(tuple(claim.form.terms.items()))
        if factors is not None:
            relation: Relation = "!=" if claim.apart else ">" if claim.strict else ">="
            yield Constraint(tuple(factors.items()), claim.form.constant, relation)


def _constant(constraints: list[Constraint]) -> Solution | Verdict:
    kept = {
        ">=": lambda it: it >= 0,
        ">": lambda it: it > 0,
        "=": lambda it: it == 0,
        "!=": lambda it: it != 0,
    }
    return (
        Solution({}) if all(kept[one.relation](one.constant) for one in constraints) else Verdict.IMPOSSIBLE
    )


def _variable(name: str, space: Space) -> Variable:
    domain = space.domain if name == PARAMETER else space.ruleset.fact_by_name[name].domain
    match domain:
        case Numbers():
            percent = domain.type is Type.PERCENT
            return Variable(name, domain.interval, domain.step, domain.origin, percent)
        case Dates():
            return Variable(name, domain.interval, ONE)
        case _:
            raise AssertionError(name)


def _measured(name: str, space: Space) -> bool:
    """Whether a fact is a number or date that is always there."""
    fact = space.ruleset.fact_by_name[name]
    return isinstance(fact.domain, (Numbers, Dates)) and not fact.may_be_missing


def _is_date(name: str, space: Space) -> bool:
    domain = space.domain if name == PARAMETER else space.ruleset.fact_by_name[name].domain
    return isinstance(domain, Dates)

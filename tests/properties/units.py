"""Units for a ruleset: facts that are admissible as a rule, on and beside the edges that its text names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import ceil, floor
from random import Random
from typing import assert_never

from attrs import frozen

from emurules import Ruleset
from emurules.evaluation import admit
from emurules.model.domain import Choice, Dates, Numbers, YesNo
from emurules.model.interval import Interval
from emurules.model.ruleset import Fact
from emurules.model.values import Known, Type

_NUMBER = re.compile(r"(?<![\w.,])([0-9][0-9_]*)(?:[.,]([0-9]+))?(%?)(?![\w%])")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


@frozen
class Edges:
    """The numbers, percents (as ratios) and dates that stand in a ruleset's text."""

    numbers: tuple[Fraction, ...]
    percents: tuple[Fraction, ...]
    dates: tuple[date, ...]


def edges_of(ruleset: Ruleset) -> Edges:
    text = ruleset.text.text
    numbers, percents = {Fraction(0), Fraction(1)}, {Fraction(0), Fraction(1, 2), Fraction(1)}
    for whole, decimals, percent in _NUMBER.findall(text):
        value = Fraction(f"{whole}.{decimals or 0}") if len(whole) < 20 else Fraction(10**6)
        (percents if percent else numbers).add(value / 100 if percent else value)
    dates = {date(2024, 1, 1)}
    for y, m, d, day, month, year in _DATE.findall(text):
        try:
            dates.add(date(int(y or year), int(m or month), int(d or day)))
        except ValueError:
            continue
    return Edges(tuple(sorted(numbers)), tuple(sorted(percents)), tuple(sorted(dates)))


def unit(ruleset: Ruleset, edges: Edges, random: Random) -> dict[str, object] | None:
    """Admissible facts; None if some tries brought none (requirements can be narrow)."""
    for _ in range(4):
        facts: dict[str, Known | None] = {}
        for fact in _bases_first(ruleset):
            facts[fact.name] = _value(fact, facts, edges, random)
        given: dict[str, object] = {name: _as_given(ruleset, name, value) for name, value in facts.items()}
        for fact in ruleset.facts:
            if fact.default is not None and random.random() < 0.3:
                del given[fact.name]
        for _ in range(8):
            admitted, problems = admit(ruleset, given, "en")
            if admitted is not None:
                return given
            refused = {one.subject for one in problems if one.subject in given} - {None}
            if not refused:
                break
            for name in refused:
                given.pop(name or "", None)
    return None


def _bases_first(ruleset: Ruleset) -> list[Fact]:
    """Facts after those that bound them."""
    by_name = {fact.name: fact for fact in ruleset.facts}

    def depth(fact: Fact) -> int:
        found = 0
        while fact.up_to is not None and found < len(by_name):
            fact, found = by_name[fact.up_to], found + 1
        return found

    return sorted(ruleset.facts, key=depth)


def _value(fact: Fact, facts: Mapping[str, Known | None], edges: Edges, random: Random) -> Known | None:
    if fact.optional and random.random() < 0.3:
        return None
    match fact.domain:
        case YesNo():
            return random.random() < 0.5
        case Choice():
            return random.choice(fact.domain.names)
        case Dates(interval=interval):
            return _day(interval, edges, random)
        case Numbers() as domain:
            base = facts.get(fact.up_to) if fact.up_to else None
            if isinstance(base, Fraction):
                return _part(base, edges, random)
            return _number(domain, edges, random)
        case never:
            assert_never(never)


def _part(base: Fraction, edges: Edges, random: Random) -> Fraction:
    """A count up to another one, such that their ratio is on or beside an edge."""
    if random.random() < 0.4:
        return random.choice(
            (Fraction(0), base, max(base - 1, Fraction(0)), Fraction(random.randint(0, int(base))))
        )
    exact = min(random.choice(edges.percents), Fraction(1)) * base
    return min(max(Fraction(floor(exact) + random.choice((0, 0, 1, -1))), Fraction(0)), base)


def _number(domain: Numbers, edges: Edges, random: Random) -> Fraction:
    interval = domain.interval
    step = domain.step or Fraction(1, 1000)
    candidates = [*(edges.percents if domain.type is Type.PERCENT else edges.numbers)]
    value = random.choice(candidates) + random.choice((0, 0, step, -step))
    draw = random.random()
    if domain.count and draw < 0.4:
        value = Fraction(random.choice((0, 1, 2, 5, 10, 20, 100, 10_000, random.randint(0, 300))))
    elif draw < 0.15:
        value = Fraction(random.randint(-(10**6), 10**6), random.randint(1, 10**4))
    elif draw < 0.18:
        value = Fraction(random.choice((10**39, -(10**39), 10**12, Fraction(1, 10**12))))
    elif draw < 0.3:
        value = random.choice((interval.lower, interval.upper)) or value
    return _on_grid(_clamped(value, interval), domain)


def _clamped(value: Fraction, interval: Interval) -> Fraction:
    if interval.lower is not None:
        value = max(value, interval.lower)
    return value if interval.upper is None else min(value, interval.upper)


def _on_grid(value: Fraction, domain: Numbers) -> Fraction:
    if domain.step is None:
        return value
    steps = (value - domain.origin) / domain.step
    down = domain.origin + floor(steps) * domain.step
    return down if not domain.interval.below(down) else domain.origin + ceil(steps) * domain.step


def _day(interval: Interval, edges: Edges, random: Random) -> date:
    lowest = int(interval.lower) if interval.lower is not None else 1
    highest = int(interval.upper) if interval.upper is not None else date.max.toordinal()
    if random.random() < 0.1:
        wanted = random.choice((lowest, highest))
    else:
        wanted = random.choice(edges.dates).toordinal() + random.choice((0, 0, 1, -1, 30, -400))
    return date.fromordinal(min(max(wanted, lowest, 1), highest, date.max.toordinal()))


def _as_given(ruleset: Ruleset, name: str, value: Known | None) -> object:
    """A value as people write it in a data file."""
    domain = ruleset.fact_by_name[name].domain
    if value is None:
        return "missing"
    if isinstance(value, Fraction) and isinstance(domain, Numbers):
        return value if domain.type is Type.PERCENT else int(value) if value.denominator == 1 else value
    return value

"""z3 agrees with the checker on partitions of one fact: which rows leave gaps, overlap, are never reached.

The rows are drawn as data, told to z3 as formulas and to the checker as a text.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

import z3  # type: ignore[import-untyped]  # it has no types
from attrs import frozen
from hypothesis import event, given
from hypothesis import strategies as st
from tests.truth.mutants import written_number, written_range
from tests.truth.rows import SLUGS
from tests.truth.truth import truth_of

from emurules.driver import check_text

Kind = Literal["count", "steps", "number", "percent", "date"]
DAY = date(2024, 2, 26).toordinal()


@frozen
class Domain:
    """A fact's values: every multiple of `step` above the lower end, or all numbers between the ends."""

    kind: Kind
    lower: Fraction | None
    upper: Fraction | None
    step: Fraction | None
    declared: str

    def value(self, cut: int) -> Fraction:
        """A number as a bound of this domain; in steps, every other one lies between two steps."""
        match self.kind:
            case "count":
                return Fraction(cut)
            case "steps":
                return (self.lower or Fraction(0)) + cut * (self.step or Fraction(1)) / 2
            case "number":
                return Fraction(cut, 4)
            case "percent":
                return Fraction(cut * 5, 100)
            case "date":
                return Fraction(DAY + cut)

    def written(self, bound: Fraction) -> str:
        if self.kind == "date":
            return date.fromordinal(int(bound)).isoformat()
        return written_number(bound, self.kind == "percent", "en")

    def holds(self, bound: Fraction) -> bool:
        """Whether a single value may be named: it must lie in the domain."""
        if self.lower is not None and bound < self.lower:
            return False
        if self.upper is not None and bound > self.upper:
            return False
        return self.step is None or Fraction((bound - (self.lower or 0)) / self.step).denominator == 1


@frozen
class Row:
    """A stretch with its ends; `rest` is `otherwise`."""

    lower: Fraction | None = None
    upper: Fraction | None = None
    lower_open: bool = False
    upper_open: bool = False
    rest: bool = False

    def written(self, domain: Domain) -> str:
        if self.rest:
            return "otherwise"
        low = None if self.lower is None else domain.written(self.lower)
        high = None if self.upper is None else domain.written(self.upper)
        if low is not None and low == high:
            return f"exactly {low}"
        return written_range(low, high, self.lower_open, self.upper_open, "en")


# ---------------------------------------------------------------- what is drawn


@st.composite
def domains(draw: st.DrawFn) -> Domain:
    kind = draw(st.sampled_from(("count", "steps", "number", "percent", "date")))
    size = draw(st.integers(2, 14))
    bounded = draw(st.booleans())
    zero = Fraction(0)
    match kind:
        case "count":
            upper = Fraction(size) if bounded else None
            return Domain(kind, zero, upper, Fraction(1), f"count up to {size}" if bounded else kind)
        case "steps":
            step = draw(st.sampled_from((Fraction(1), Fraction(1, 10), Fraction(1, 4), Fraction(3))))
            upper = size * step if bounded else None
            to = f" to {written_number(size * step, False, 'en')}" if bounded else ""
            steps = written_number(step, False, "en")
            return Domain(kind, zero, upper, step, f"number from 0{to} in steps of {steps}")
        case "number":
            low, high = (Fraction(-1), Fraction(size, 4)) if bounded else (None, None)
            bounds = f" from -1 to {written_number(Fraction(size, 4), False, 'en')}" if bounded else ""
            return Domain(kind, low, high, None, f"number{bounds}")
        case "percent":
            return Domain(kind, zero, Fraction(1), None, "percent")
        case _:
            ends = (Fraction(DAY), Fraction(DAY + size))
            if bounded:
                first, last = (date.fromordinal(int(one)).isoformat() for one in ends)
                return Domain("date", *ends, Fraction(1), f"date from {first} to {last}")
            whole = (Fraction(1), Fraction(date.max.toordinal()))
            return Domain("date", *whole, Fraction(1), "date")


@st.composite
def partitions(draw: st.DrawFn) -> tuple[Domain, list[Row]]:
    """Rows between cuts, most of them side by side; one may be left out, or stand twice, or be the rest."""
    domain = draw(domains())
    cuts = sorted(draw(st.sets(st.integers(0, 14), min_size=1, max_size=5)))
    bounds = [domain.value(cut) for cut in cuts]
    # Of two rows that meet: which has the bound; both or none is a fault (unless the grid has it not).
    meets = [
        draw(st.sampled_from(("left", "right", "left", "right", "left", "right", "both", "none")))
        for _ in cuts
    ]
    rows = []
    for number in range(len(bounds) + 1):
        lower = bounds[number - 1] if number else None
        upper = bounds[number] if number < len(bounds) else None
        lower_open = bool(number) and meets[number - 1] in {"left", "none"}
        upper_open = number < len(bounds) and meets[number] in {"right", "none"}
        rows.append(Row(lower, upper, lower_open, upper_open))
    for cut in draw(st.lists(st.integers(0, 14), max_size=1)):
        single = domain.value(cut)
        if domain.holds(single):
            rows.append(Row(single, single))
    if len(rows) > 1 and draw(st.integers(0, 3)) == 0:
        del rows[draw(st.integers(0, len(rows) - 1))]
    if draw(st.integers(0, 3)) == 0:
        rows.append(Row(rest=True))
    return domain, draw(st.permutations(rows))


# ---------------------------------------------------------------- z3


def asked(domain: Domain, rows: list[Row]) -> set[tuple[str, int]]:
    """What z3 says: slugs with the number of the row, from 1, or 0 for the rows as a whole."""
    within: list[z3.BoolRef] = []
    if domain.step is None:
        x = z3.Real("x")
    else:
        x = _exact(domain.lower or Fraction(0)) + _exact(domain.step) * z3.ToReal(z3.Int("steps"))
    within += [x >= _exact(domain.lower)] if domain.lower is not None else []
    within += [x <= _exact(domain.upper)] if domain.upper is not None else []
    named = [None if row.rest else _formula(row, x) for row in rows]
    none = z3.And(*(z3.Not(one) for one in named if one is not None))
    found = set()
    for number, one in enumerate(named, 1):
        if one is None:
            if not _possible(*within, none):
                found.add(("redundant-otherwise", number))
            continue
        if not _possible(*within, one):
            found.add(("unreachable-row", number))
        before = [other for other in named[: number - 1] if other is not None]
        if before and _possible(*within, one, z3.Or(*before)):
            found.add(("overlap", number))
    if all(one is not None for one in named) and _possible(*within, none):
        found.add(("gap", 0))
    return found


def _formula(row: Row, x: z3.ArithRef) -> z3.BoolRef:
    parts = []
    if row.lower is not None:
        parts.append(x > _exact(row.lower) if row.lower_open else x >= _exact(row.lower))
    if row.upper is not None:
        parts.append(x < _exact(row.upper) if row.upper_open else x <= _exact(row.upper))
    return z3.And(*parts)


def _exact(number: Fraction) -> z3.RatNumRef:
    return z3.Q(number.numerator, number.denominator)


def _possible(*formulas: z3.BoolRef) -> bool:
    solver = z3.Solver()
    solver.add(*formulas)
    answer = solver.check()
    assert answer != z3.unknown
    return bool(answer == z3.sat)


# ---------------------------------------------------------------- the comparison


def as_text(domain: Domain, rows: list[Row]) -> str:
    head = ['ruleset r "R"', f"fact x: {domain.declared}", 'section I "S" worth 9', 'criterion 1 "C" worth 9']
    lines = [f"{row.written(domain)}: {number}" for number, row in enumerate(rows)]
    return "\n".join([*head, "bands x", *lines])


@given(partitions())
def test_z3_says_the_same_as_the_checker(drawn: tuple[Domain, list[Row]]) -> None:
    domain, rows = drawn
    text = as_text(domain, rows)
    said = check_text(text)
    assert not [one for one in said if one.severity == "error" and one.slug not in SLUGS], text
    found = {(one.slug, (one.line or 0) - 5) for one in said if one.slug in SLUGS or "possible" in one.slug}
    wanted = asked(domain, rows)
    for slug in {slug for slug, _ in wanted} or {"clean"}:
        event(f"{domain.kind}: {slug}")
    assert found == wanted, text


@given(partitions())
def test_z3_says_the_same_as_brute_force(drawn: tuple[Domain, list[Row]]) -> None:
    domain, rows = drawn
    truth = truth_of(as_text(domain, rows))
    assert not truth.may
    assert not truth.unknown
    assert {(slug, line - 5) for slug, line in truth.must} == asked(domain, rows)

"""The space of one question: the lines of facts, rates and forms, and the functions that cut them.

What lives here: which line a value lies on, and comparisons as functions over it. Guarantees: exact on each
line by itself; what several lines have to do with each other is left to regions. A condition of which only
the answers are known gets a line of its own.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from math import ceil, floor

from attrs import Factory, field, frozen

from emurules.analysis.diagrams import Diagram, Diagrams, Leaf
from emurules.analysis.elimination import common
from emurules.analysis.lines import Cut, Line, Special, line_of, truths
from emurules.analysis.values import Mark, Number, Terms, Value, of_atom, plus, scaled
from emurules.model import expression as model
from emurules.model.domain import Dates, Domain, Numbers
from emurules.model.expression import Expression
from emurules.model.interval import Interval
from emurules.model.linear import Linear
from emurules.model.ranges import Ranges
from emurules.model.reach import range_of
from emurules.model.ruleset import Ruleset, Step
from emurules.model.values import MISSING, Type

ZERO, ONE = Fraction(0), Fraction(1)
MOST_STEPS = 10_000
Key = Terms | Expression
"""What a line stands for: a form (of one atom or several), or a condition that is not looked into."""


@frozen
class Rounded:
    """A number that is rounded to a step, which keeps the order of numbers."""

    number: Number
    step: Fraction
    function: model.Function

    def before(self, interval: Interval) -> Interval:
        """Where the number lies before it is rounded, if it lies in an interval afterwards."""
        step, lower, upper = self.step, interval.lower, interval.upper
        low, low_open, high, high_open = lower, False, upper, False
        if lower is not None:
            least = floor(lower / step) + 1 if interval.lower_open else ceil(lower / step)
            low, low_open = self._from(least)
        if upper is not None:
            most = ceil(upper / step) - 1 if interval.upper_open else floor(upper / step)
            high, beyond_open = self._from(most + 1)
            high_open = not beyond_open
        return Interval(low, high, low_open, high_open)

    def _from(self, least: int) -> tuple[Fraction, bool]:
        """Where the numbers begin that come to a multiple of the step or more, and whether just above it."""
        match self.function:
            case "floor":
                return least * self.step, False
            case "ceil":
                return (least - 1) * self.step, True
            case _:  # half up by magnitude
                return (least - Fraction(1, 2)) * self.step, least <= 0


@frozen
class Space:
    """The lines of one question about a ruleset; `keys` says what each stands for.

    `domain` is that of the table's parameter, if the question is about a table. In a `shallow` space the
    points of nodes and the like are known by their range only. `steps` is how many derived values and nodes
    may still be turned into functions; spaces may share it.
    """

    ruleset: Ruleset
    ranges: Ranges
    diagrams: Diagrams = field(default=Factory(lambda it: Diagrams(work=it.ranges.work), takes_self=True))
    keys: list[Key] = field(factory=list)
    domain: Domain | None = None
    shallow: bool = False
    memo: dict[object, Diagram[Value]] = field(factory=dict, repr=False)
    figures: dict[str, object] = field(factory=dict, repr=False)
    ready: set[Step] = field(factory=set, repr=False)
    steps: list[int] = field(factory=lambda: [MOST_STEPS], repr=False)
    roundings: dict[Expression, Rounded] = field(factory=dict, repr=False)

    def line(self, number: int) -> Line:
        """A line by its number."""
        return self.diagrams.lines[number]

    # ------------------------------------------------------------ lines

    def line_of(self, key: Key, line: Line) -> int:
        """The number of the line of a key."""
        known = len(self.diagrams.lines)
        number = self.diagrams.number(key, lambda: line)
        if number == known:
            self.keys.append(key)
        return number

    def atom(self, atom: Expression, specials: tuple[Special, ...] = ()) -> int:
        """The line of a fact, rate, parameter or other quantity."""
        key: Terms = ((atom, ONE),)
        number = self.diagrams.numbers.get(key)
        return self.line_of(key, self._line(atom, specials)) if number is None else number

    def _line(self, atom: Expression, specials: tuple[Special, ...]) -> Line:
        match atom:
            case model.FactUse(name=name):
                return line_of(self.ruleset.fact_by_name[name].domain, specials)
            case model.ParameterUse() if self.domain is not None:
                return line_of(self.domain, specials)
            case model.RateUse(name=name):
                return Line(Type.PERCENT, self.ranges.rates[name], specials=specials)
            case _:
                return Line(atom.type, self.ranges.of(atom), specials=specials)

    def _of_form(self, terms: Terms) -> int:
        """The line of a form of several atoms."""
        if terms in self.diagrams.numbers:
            return self.diagrams.numbers[terms]
        interval = range_of(Linear(dict(terms)), frozenset(), self.ranges)
        grids = [self._grid(atom, factor) for atom, factor in terms]
        step: Fraction | None = None
        origin = ZERO
        if all(grid is not None for grid in grids):
            known = [grid for grid in grids if grid is not None]
            step = reduce(common, (grid[0] for grid in known))
            origin = sum((grid[1] for grid in known), ZERO)
        kind = terms[0][0].type  # of dates only differences can be formed
        return self.line_of(terms, Line(Type.NUMBER if kind is Type.DATE else kind, interval, step, origin))

    def _grid(self, atom: Expression, factor: Fraction) -> tuple[Fraction, Fraction] | None:
        """The step and origin of a multiple of an atom; None where it has no grid."""
        domain = self.ruleset.fact_by_name[atom.name].domain if isinstance(atom, model.FactUse) else None
        if isinstance(atom, model.ParameterUse):
            domain = self.domain
        if isinstance(domain, Numbers) and domain.step is not None:
            return abs(domain.step * factor), domain.origin * factor
        return (abs(factor), ZERO) if isinstance(domain, Dates) else None

    # ------------------------------------------------------------ functions

    def rounded(self, atom: Expression, rounding: Rounded) -> Number:
        """A number that is rounded, as an atom of which it is known what it is made of."""
        self.roundings[atom] = rounding
        return of_atom(atom)

    def leaf(self, value: Value) -> Diagram[Value]:
        """A value everywhere."""
        return self.diagrams.leaf(value)

    def known(self, atom: Expression, special: Special | None) -> Diagram[Value]:
        """A number as a form, `missing` or exempt where it can be."""
        number = self.leaf(of_atom(atom))
        if special is None:
            return number
        line = self.atom(atom, (special,))
        lack = self.leaf(MISSING if special == "missing" else Mark.EXEMPT)
        return self.diagrams.split(line, (self.line(line).special(special),), (number, lack))

    def answer(self, atom: Expression, special: Special | None) -> Diagram[Value]:
        """A yes/no or choice by its answers, `missing` or exempt where it can be."""
        line = self.atom(atom, () if special is None else (special,))
        there = self.line(line)
        cuts = [(0, Fraction(place), 0) for place in range(1, len(there.answers))]
        parts: list[Diagram[Value]] = [self.leaf(one) for one in there.answers]
        if special is not None:
            cuts.append(there.special(special))
            parts.append(self.leaf(MISSING if special == "missing" else Mark.EXEMPT))
        return self.diagrams.split(line, cuts, parts)

    def unknown(self, condition: Expression) -> Diagram[Value]:
        """A condition of which only the answers are known: no, yes or exempt."""
        line = self.line_of(condition, truths(("exempt",)))
        cuts = ((0, ONE, 0), self.line(line).special("exempt"))
        return self.diagrams.split(line, cuts, [self.leaf(one) for one in (False, True, Mark.EXEMPT)])

    def within(self, number: Number, interval: Interval) -> Diagram[bool]:
        """Whether a number lies in an interval."""
        if isinstance(number, Fraction):
            return self.diagrams.leaf(number in interval)
        terms, factor = scaled(number)
        lower, upper = (
            None if end is None else (end - number.constant) / factor
            for end in (interval.lower, interval.upper)
        )
        inside = Interval(lower, upper, interval.lower_open, interval.upper_open)
        if factor < 0:
            inside = Interval(inside.upper, inside.lower, inside.upper_open, inside.lower_open)
        rounding = self.roundings.get(terms[0][0]) if len(terms) == 1 else None
        if rounding is not None:
            return self.within(rounding.number, rounding.before(inside))
        return self._inside(self.atom(terms[0][0]) if len(terms) == 1 else self._of_form(terms), inside)

    def _inside(self, number: int, interval: Interval) -> Diagram[bool]:
        line = self.line(number)
        lower = None if interval.lower is None else line.cut(interval.lower, interval.lower_open)
        upper = "end" if interval.upper is None else line.cut(interval.upper, not interval.upper_open)
        no, yes = self.diagrams.leaf(False), self.diagrams.leaf(True)
        if lower == "end" or upper is None:
            return no
        last: Cut | None = line.end() if isinstance(upper, str) else upper
        if lower is not None and last is not None and lower >= last:
            return no
        cuts = [one for one in (lower, last) if one is not None and not isinstance(one, str)]
        parts = ([no] if lower is not None else []) + [yes] + ([no] if last is not None else [])
        return self.diagrams.split(number, cuts, parts)

    def compared(self, relation: model.Relation, left: Number, right: Number) -> Diagram[bool]:
        """Whether two numbers stand in a relation."""
        difference = plus(left, right, Fraction(-1))
        match relation:
            case "=":
                return self.within(difference, Interval(ZERO, ZERO))
            case "!=":
                return self.diagrams.each(lambda one: not one, self.within(difference, Interval(ZERO, ZERO)))
            case ">=" | ">":
                return self.within(difference, Interval(ZERO, None, lower_open=relation == ">"))
            case "<=" | "<":
                return self.within(difference, Interval(None, ZERO, upper_open=relation == "<"))


def holds(diagram: Diagram[Value]) -> bool:
    """Whether a function is yes everywhere."""
    return isinstance(diagram, Leaf) and diagram.value is True

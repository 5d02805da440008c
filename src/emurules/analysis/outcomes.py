"""Outcomes: what a function over cells gives for admitted units, with facts that lead there.

Guarantees: nothing that an admitted unit gets is left out. Cells where no unit can stand are, as far as that
is proven; where it is not, the results are not sure. Left out: what several nodes make together (reach).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import reduce
from itertools import islice
from typing import cast

from attrs import field, frozen

from emurules.analysis.diagrams import Diagram, Step, TooLarge, leaves, paths
from emurules.analysis.regions import Stand, stand
from emurules.analysis.results import NONE, End, Outcome, Results, Way, either, listed, spanned
from emurules.analysis.solve import Verdict
from emurules.analysis.space import Rounded, Space
from emurules.analysis.units import admissible, facts_on, guesses
from emurules.analysis.values import Form, Mark, Number, Value, scaled
from emurules.evaluation import calculation
from emurules.model.interval import Interval
from emurules.model.ruleset import Mode
from emurules.model.uses import facts_of

ZERO = Fraction(0)
# Of one question: so many values are told apart, so many combinations of cells are looked at for each.
_MOST_VALUES = 2_000
_MOST_TRIED = 40
_MOST_LOOKS = 200
# Forms that are followed along their paths; with more of them a function is too large.
_MOST_FORMS = 60
# Values on a grid that are tried one by one.
_MOST_LISTED = 200
_MOST_GUESSES = 40

_MODES: dict[str, Mode] = {"round": "half up", "floor": "down", "ceil": "up"}

Leaf = tuple[Value, Value]
"""Points and what is attainable."""


@frozen
class Looks:
    """How often cells may still be looked at: for one question, and for all that share the `pool`."""

    pool: list[int]
    left: list[int] = field(factory=lambda: [_MOST_LOOKS])

    @property
    def over(self) -> bool:
        """Whether there have been too many."""
        return self.left[0] <= 0 or self.pool[0] <= 0

    def at(self, path: Iterable[Step], space: Space) -> Stand | Verdict:
        """Whether a unit stands there, undecided once there were too many looks."""
        if self.over:
            return Verdict.UNDECIDED
        self.left[0] -= 1
        self.pool[0] -= 1
        return stand(path, space)


def within(diagram: Diagram[Leaf | None], space: Space) -> Diagram[Leaf | None]:
    """A function where admitted units can stand, None elsewhere."""
    atoms = [
        atom
        for leaf in leaves(diagram)
        for number in leaf or ()
        if isinstance(number, Form)
        for atom, _ in number.terms
    ]
    there = admissible(facts_on(diagram, space) | facts_of(atoms, space.ruleset), space)
    return space.diagrams.each(lambda it, ok: it if ok else None, diagram, there)


def explored(diagram: Diagram[Leaf | None], space: Space, pool: list[int]) -> Results:
    """What a function gives wherever units can stand; each look at cells is taken from the pool.

    Raises:
        TooLarge: there are too many values.
    """
    found = list(islice(leaves(diagram), _MOST_VALUES + 1))
    forms = sum(leaf is not None and any(isinstance(it, Form) for it in leaf) for leaf in found)
    if len(found) > _MOST_VALUES or forms > _MOST_FORMS:
        raise TooLarge
    looks = Looks(pool)
    ways: dict[Outcome, Way | None] = {}
    sure = True
    spans: list[Results] = []
    for leaf in _ends_first(found):
        points, attainable = _counted(leaf)
        if isinstance(points, Form) or isinstance(attainable, Form):
            spans += _spans(diagram, leaf, space, looks)
            continue
        way, known = _way(diagram, leaf, space, looks)
        if known is not Verdict.IMPOSSIBLE:
            ways[points, attainable] = way
            sure &= known is None
    if not spans:
        return listed(ways, sure)
    return either([*([listed(ways, sure)] if ways else []), *spans])


def _counted(leaf: Leaf) -> tuple[Number | None, Number]:
    """Points, None for exempt, and what is attainable, 0 for what has no limit."""
    points, attainable = leaf
    return (
        points if isinstance(points, (Fraction, Form)) else None,
        attainable if isinstance(attainable, (Fraction, Form)) else ZERO,
    )


def _ends_first(found: Iterable[Leaf | None]) -> Iterator[Leaf]:
    """The values from both ends on: where not all can be looked at, the ends have been."""
    there = [leaf for leaf in found if leaf is not None and Mark.NEVER not in leaf]
    numbers = [leaf for leaf in there if isinstance(leaf[0], Fraction)]
    numbers.sort(key=lambda leaf: cast("Fraction", leaf[0]))
    yield from (leaf for leaf in there if not isinstance(leaf[0], Fraction))
    while numbers:
        yield numbers.pop()
        if numbers:
            yield numbers.pop(0)


def _way(
    diagram: Diagram[Leaf | None], leaf: Leaf, space: Space, looks: Looks
) -> tuple[Way | None, Verdict | None]:
    """Facts with which a function has a value; they may be wrong, if there is a word that it is undecided."""
    if looks.over:
        return None, Verdict.UNDECIDED
    undecided = False
    guess: Way | None = None
    for tried, (path, _) in enumerate(paths(diagram, lambda it: it == leaf)):
        if tried >= _MOST_TRIED or looks.over:
            return guess, Verdict.UNDECIDED
        found = looks.at(path, space)
        if isinstance(found, Stand):
            if found.exact:
                return found.facts, None
            guess = guess or found.facts
        undecided |= found is not Verdict.IMPOSSIBLE
    return guess, Verdict.UNDECIDED if undecided else Verdict.IMPOSSIBLE


# ---------------------------------------------------------------- what is no constant


def _spans(diagram: Diagram[Leaf | None], leaf: Leaf, space: Space, looks: Looks) -> Iterator[Results]:
    """What a form gives on each path that leads to it; all that it can be where these are too many."""
    points, attainable = _counted(leaf)
    whole = NONE if isinstance(attainable, Form) else Interval(attainable, attainable)
    if isinstance(attainable, Form):
        whole = _range(attainable, None, space)
    for tried, (path, _) in enumerate(paths(diagram, lambda it: it == leaf)):
        if tried >= _MOST_TRIED or looks.over:
            yield spanned(_reach_of(points, None, space), whole, {}, sure=False)
            return
        if looks.at(path, space) is Verdict.IMPOSSIBLE:
            continue
        if isinstance(points, Form) and not isinstance(attainable, Form):
            yield _span(points, attainable, path, space, looks)
        else:
            yield spanned(_reach_of(points, path, space), whole, {}, sure=False)


def _reach_of(points: Number | None, path: tuple[Step, ...] | None, space: Space) -> Interval:
    if isinstance(points, Form):
        return _range(points, path, space)
    return NONE if points is None else Interval(points, points)


def _line(form: Form, space: Space) -> tuple[int, Fraction]:
    """The line of a form that is no rounding, and the factor between the two."""
    terms, factor = scaled(form)
    if len(terms) == 1:
        return space.atom(terms[0][0]), factor
    if terms not in space.diagrams.numbers:
        space.within(form, NONE)  # the line of a form is made when it is first asked for
    return space.diagrams.numbers[terms], factor


def _rounding(form: Form, space: Space) -> Rounded | None:
    """What a form rounds, if it is a multiple of something that is rounded, and a constant."""
    return space.roundings.get(form.terms[0][0]) if len(form.terms) == 1 else None


def _range(form: Form, path: tuple[Step, ...] | None, space: Space) -> Interval:
    """All that a form can be on a path."""
    rounding, factor = _rounding(form, space), form.terms[0][1]
    if rounding is not None:
        interval = _rounded(rounding, path, space)
    else:
        number, factor = _line(form, space)
        ends = next(((low, high) for line, low, high in path or () if line == number), (None, None))
        there = space.line(number).cell(*ends).interval
        assert there is not None
        interval = there
    lower, upper = (
        None if end is None else end * factor + form.constant for end in (interval.lower, interval.upper)
    )
    if factor < 0:
        return Interval(upper, lower, interval.upper_open, interval.lower_open)
    return Interval(lower, upper, interval.lower_open, interval.upper_open)


def _rounded(rounding: Rounded, path: tuple[Step, ...] | None, space: Space) -> Interval:
    """All that something rounded can be on a path: rounding rises with the number."""
    number = rounding.number
    inner = Interval(number, number) if isinstance(number, Fraction) else _range(number, path, space)
    lower, upper = (
        None if end is None else calculation.rounded(end, rounding.step, _MODES[rounding.function])
        for end in (inner.lower, inner.upper)
    )
    return Interval(lower, upper)


def _span(form: Form, attainable: Fraction, path: tuple[Step, ...], space: Space, looks: Looks) -> Results:
    """What a form gives on one path, value by value if these are few."""
    reached = _range(form, path, space)
    values = _values(form, reached, space)
    if values is not None:
        ways: dict[Outcome, Way | None] = {}
        for value in values:
            found = _at(form, value, path, space, looks)
            if found is not Verdict.IMPOSSIBLE:
                ways[value, attainable] = found.facts if isinstance(found, Stand) and found.exact else None
        return listed(ways, all(way is not None for way in ways.values()))
    ends: dict[Outcome | End, Way | None] = {}
    keys: tuple[tuple[End, Fraction | None, bool], ...] = (
        ("least", reached.lower, reached.lower_open),
        ("most", reached.upper, reached.upper_open),
    )
    for key, end, is_open in keys:
        if end is not None and not is_open:
            found = _at(form, end, path, space, looks)
            ends[key] = found.facts if isinstance(found, Stand) and found.exact else None
    return spanned(reached, Interval(attainable, attainable), ends, sure=True)


def step_of(form: Form, space: Space) -> Fraction | None:
    """The step of a form's grid; None where it has none."""
    rounding = _rounding(form, space)
    if rounding is not None:
        return abs(rounding.step * form.terms[0][1])
    number, factor = _line(form, space)
    grid = space.line(number).step
    return None if grid is None else abs(grid * factor)


def _values(form: Form, reached: Interval, space: Space) -> list[Fraction] | None:
    """The values of a form on its grid, None if they are too many."""
    step = step_of(form, space)
    if step is None or reached.lower is None or reached.upper is None:
        return None
    count = (reached.upper - reached.lower) / step
    if count > _MOST_LISTED:
        return None
    return [reached.lower + step * place for place in range(int(count) + 1)]


def _at(form: Form, value: Fraction, path: tuple[Step, ...], space: Space, looks: Looks) -> Stand | Verdict:
    """Whether a form has a value for a unit on a path."""
    undecided = False
    for more, _ in paths(space.within(form, Interval(value, value)), bool):
        both = _both(path, more)
        found = Verdict.IMPOSSIBLE if both is None else looks.at(both, space)
        if isinstance(found, Stand):
            return found
        undecided |= found is Verdict.UNDECIDED
    return Verdict.UNDECIDED if undecided else Verdict.IMPOSSIBLE


def _both(path: Iterable[Step], more: Iterable[Step]) -> tuple[Step, ...] | None:
    """Two paths at once, None where they part."""
    found = {line: (low, high) for line, low, high in path}
    for line, low, high in more:
        first, last = found.get(line, (None, None))
        lows = [one for one in (first, low) if one is not None]
        highs = [one for one in (last, high) if one is not None]
        ends = max(lows, default=None), min(highs, default=None)
        if ends[0] is not None and ends[1] is not None and ends[0] >= ends[1]:
            return None
        found[line] = ends
    return tuple((line, low, high) for line, (low, high) in found.items())


# ---------------------------------------------------------------- questions with yes or no


def sought(diagram: Diagram[bool], space: Space, shown: Callable[[Way], bool] | None = None) -> Way | Verdict:
    """Facts where something is so; IMPOSSIBLE if that is proven to be so nowhere.

    Where something is known by its range only, facts are guessed until one is `shown` to be there.
    """
    undecided = False
    looks = Looks([_MOST_LOOKS])
    for tried, (path, _) in enumerate(paths(diagram, bool)):
        if tried >= _MOST_TRIED:
            return Verdict.UNDECIDED
        found = looks.at(path, space)
        if isinstance(found, Stand):
            if found.exact:
                return found.facts
            guessed = islice(guesses(found, path, space), _MOST_GUESSES if shown else 0)
            for guess in guessed:
                if shown is not None and shown(guess.facts):
                    return guess.facts
        undecided |= found is not Verdict.IMPOSSIBLE
    return Verdict.UNDECIDED if undecided else Verdict.IMPOSSIBLE


def everywhere(conditions: Iterable[Diagram[bool]], space: Space) -> Diagram[bool]:
    """Where all of some conditions hold."""
    return reduce(
        lambda a, b: space.diagrams.each(lambda x, y: x is True and y is True, a, b),
        conditions,
        space.diagrams.leaf(True),
    )

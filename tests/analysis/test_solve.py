"""The solver of small systems, against trying every value of small grids; and how its solutions look."""

from __future__ import annotations

import doctest
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from math import ceil
from random import Random
from typing import get_args

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from tests.sizes import examples

from emurules.analysis import solve as solving
from emurules.analysis.elimination import Row, divisible, eliminated, tightened
from emurules.analysis.solve import Constraint, Relation, Solution, Variable, Verdict, solve
from emurules.model.interval import Interval, of_date

ZERO, ONE = Fraction(0), Fraction(1)
COUNT = Interval(ZERO)
FARTHEST = Fraction(12)
"""Where brute force stops on a grid without an upper end."""
CONSTANT = "constant"


# ---------------------------------------------------------------- the truth


def compares(relation: Relation, total: Fraction) -> bool:
    return {">=": total >= 0, ">": total > 0, "=": total == 0, "!=": total != 0}[relation]


def fits(variable: Variable, value: Fraction) -> bool:
    steps = ZERO if variable.step is None else (value - variable.origin) / variable.step
    return value in variable.interval and steps.denominator == 1


def satisfied(
    values: dict[str, Fraction], variables: Sequence[Variable], constraints: Sequence[Constraint]
) -> bool:
    totals = (
        (one.relation, sum((factor * values[key] for key, factor in one.factors), one.constant))
        for one in constraints
    )
    return all(fits(one, values[one.key]) for one in variables) and all(compares(*each) for each in totals)


def grid(variable: Variable) -> list[Fraction]:
    lower, upper, step = variable.interval.lower, variable.interval.upper, variable.step
    assert lower is not None
    assert step is not None
    first = ceil((lower - variable.origin) / step)
    last = FARTHEST if upper is None else upper
    values = (variable.origin + step * place for place in range(first, first + 60))
    return [value for value in values if value <= last and value in variable.interval]


def somewhere(variables: Sequence[Variable], constraints: Sequence[Constraint]) -> dict[str, Fraction] | None:
    keys = [one.key for one in variables]
    for values in product(*(grid(one) for one in variables)):
        point = dict(zip(keys, values, strict=True))
        if satisfied(point, variables, constraints):
            return point
    return None


# ---------------------------------------------------------------- random systems

System = tuple[list[Variable], list[Constraint]]


def system(random: Random, *, bounded: bool) -> System:
    variables = [_variable(f"v{number}", random, bounded) for number in range(random.randint(1, 4))]
    constraints = [_constraint(variables, random) for _ in range(random.randint(0, 4))]
    return variables, constraints


def _variable(key: str, random: Random, bounded: bool) -> Variable:
    lower = random.randint(-3, 3)
    upper = Fraction(lower + random.randint(0, 6)) if bounded or random.random() < 0.5 else None
    ends = (random.random() < 0.3, upper is not None and random.random() < 0.3)
    step = random.choice([ONE, ONE, Fraction(1, 2), Fraction(2)])
    return Variable(
        key, Interval(Fraction(lower), upper, *ends), step, random.choice([ZERO, Fraction(lower)])
    )


def _constraint(variables: list[Variable], random: Random) -> Constraint:
    chosen = random.sample(variables, random.randint(1, len(variables)))
    factors = tuple((one.key, Fraction(random.randint(-5, 5), random.choice([1, 1, 2, 5]))) for one in chosen)
    constant = Fraction(random.randint(-8, 8), random.choice([1, 2]))
    return Constraint(factors, constant, random.choice(get_args(Relation)))


@examples(60, 400)
@given(st.integers(0, 2**32), st.booleans())
def test_a_solution_solves_and_what_is_impossible_is_nowhere(seed: int, bounded: bool) -> None:
    variables, constraints = system(Random(seed), bounded=bounded)  # noqa: S311 (no secret)
    match solve(variables, constraints):
        case Solution(values=values):
            event("solution")
            assert set(values) == {one.key for one in variables}
            assert satisfied(dict(values), variables, constraints)
        case verdict:
            event(verdict.name)
            found = somewhere(variables, constraints)
            assert found is None or verdict is Verdict.UNDECIDED, found


@examples(60, 300)
@given(st.integers(0, 2**32), st.sets(st.integers(0, 3), min_size=1))
def test_numbers_without_a_grid_are_solved_wherever_a_point_is_known(seed: int, free: set[int]) -> None:
    """Without a grid there is no proof by trying; but where some point is known, there must be a solution."""
    variables, constraints = system(Random(seed), bounded=True)  # noqa: S311 (no secret)
    known = somewhere(variables, constraints)
    freed = [
        Variable(one.key, one.interval) if number in free else one for number, one in enumerate(variables)
    ]
    match solve(freed, constraints):
        case Solution(values=values):
            assert satisfied(dict(values), freed, constraints)
        case Verdict.IMPOSSIBLE:
            assert known is None
        case Verdict.UNDECIDED:
            event("undecided")


@pytest.mark.unmeasured
@pytest.mark.parametrize(("bounded", "most"), [(True, 0), (False, 2)])
def test_hardly_anything_is_left_undecided(bounded: bool, most: int) -> None:
    random = Random(11)  # noqa: S311 (no secret)
    verdicts = [solve(*system(random, bounded=bounded)) for _ in range(2_000)]
    assert verdicts.count(Verdict.UNDECIDED) <= most
    assert verdicts.count(Verdict.IMPOSSIBLE) > 500
    assert sum(isinstance(one, Solution) for one in verdicts) > 500


# ---------------------------------------------------------------- what solutions look like


def counts(*keys: str) -> list[Variable]:
    return [Variable(key, COUNT, ONE) for key in keys]


def says(relation: Relation, **factors: str | int) -> Constraint:
    constant = Fraction(factors.pop(CONSTANT, 0))
    return Constraint(tuple((key, Fraction(one)) for key, one in factors.items()), constant, relation)


RATE = (says(">=", whole=1, part=-1), says(">", whole=1))


@pytest.mark.parametrize(
    ("constraints", "part", "whole"),
    [
        pytest.param([says("=", part=1, whole="-4/5")], 80, 100, id="exactly 80%"),
        pytest.param([says("=", part=1, whole=-1)], 100, 100, id="all"),
        pytest.param([says("=", part=1)], 0, 100, id="none"),
        pytest.param([says("=", part=1, whole="-1/3")], 1, 3, id="a third"),
        pytest.param([says("=", part=1, whole="-1/8")], 125, 1000, id="an eighth"),
        pytest.param([says("=", part=1, whole="-19/96")], 19, 96, id="no readable whole"),
        pytest.param(
            [says(">", part=-1, whole="4/5"), says(">=", part=1, whole="-79/100")],
            79,
            100,
            id="just below 80%",
        ),
        pytest.param(
            [says(">", part=-1, whole="4/5"), says(">", part=1, whole="-799/1000")],
            7991,
            10_000,
            id="a narrow gap",
        ),
        pytest.param(
            [says("=", part=1, whole="-4/5"), says(">=", whole=-1, constant=50)], 4, 5, id="at most 50"
        ),
        pytest.param(
            [says("=", part=1, whole="-4/5"), says(">=", whole=1, constant=-2000)],
            8000,
            10_000,
            id="at least 2000",
        ),
    ],
)
def test_a_rate_comes_out_over_a_whole_that_people_can_read(
    constraints: list[Constraint], part: int, whole: int
) -> None:
    variables = counts("part", "whole")
    for order in (variables, variables[::-1]):
        found = solve(order, [*RATE, *constraints])
        assert isinstance(found, Solution)
        assert dict(found.values) == {"part": part, "whole": whole}


@pytest.mark.parametrize(
    ("variable", "constraints", "value"),
    [
        pytest.param(Variable("x", COUNT, ONE), [], "100", id="a count"),
        pytest.param(Variable("x", Interval()), [], "100", id="any number"),
        pytest.param(Variable("x", Interval()), [says("=", x=3, constant=-7)], "7/3", id="a fixed number"),
        pytest.param(
            Variable("x", Interval(Fraction(80), Fraction(90), True, True)), [], "85", id="the middle"
        ),
        pytest.param(
            Variable("x", Interval(Fraction("79.5"), Fraction(80), True, True)), [], "79.7", id="few decimals"
        ),
        pytest.param(
            Variable("x", Interval(ZERO, ONE), percent=True),
            [says(">", x=1, constant="-0.8"), says(">", x=-1, constant="0.9")],
            "0.85",
            id="a whole percent",
        ),
        pytest.param(
            Variable("x", Interval(Fraction(10), Fraction(20)), Fraction(1, 4), Fraction(10)),
            [says(">", x=1, constant="-10.3")],
            "10.5",
            id="on its grid",
        ),
        pytest.param(
            Variable("x", Interval(of_date(date(2024, 1, 5))), ONE),
            [],
            "738890",
            id="a date is the least one",
        ),
    ],
)
def test_a_number_by_itself_is_a_readable_one(
    variable: Variable, constraints: list[Constraint], value: str
) -> None:
    found = solve([variable], constraints)
    assert isinstance(found, Solution)
    assert found.values["x"] == Fraction(value)


def test_grades_add_up_to_their_whole() -> None:
    grades = [f"grade{number}" for number in range(5)]
    total = says("=", whole=-1, **dict.fromkeys(grades, 1))
    half = says(">=", grade0=1, whole="-1/2")
    few = says(">", grade0=-1, grade1=-1, whole="9/10")
    variables = counts(*grades, "whole")
    found = solve(variables, [total, half, few, *RATE[1:]])
    assert isinstance(found, Solution)
    assert satisfied(dict(found.values), variables, [total, half, few, *RATE[1:]])
    assert solve(variables, [total, says(">", grade0=1, whole=-1)]) is Verdict.IMPOSSIBLE


# ---------------------------------------------------------------- proofs


@pytest.mark.parametrize(
    "constraints",
    [
        pytest.param([says("=", part=2, whole=-2, constant=1)], id="odd and even"),
        pytest.param(
            [says(">", part=2, whole=-2), says(">", whole=2, part=-2, constant=2)], id="no whole between"
        ),
        pytest.param([says(">", part=1, whole=-1), RATE[0]], id="more than the whole"),
        pytest.param([says("=", whole=1), says(">", part=1), RATE[0]], id="a part of nothing"),
        pytest.param([says(">", constant=0)], id="no variable at all"),
    ],
)
def test_what_no_counts_satisfy_is_impossible(constraints: list[Constraint]) -> None:
    assert solve(counts("part", "whole"), constraints) is Verdict.IMPOSSIBLE


def test_numbers_in_a_ring_cannot_all_be_at_least_the_next_and_one_of_them_more() -> None:
    ring = [says(">=", a=1, b=-1), says(">=", b=1, c=-1), says(">=", c=1, a=-1)]
    variables = [Variable(key, Interval()) for key in "abc"]
    assert isinstance(solve(variables, ring), Solution)
    for place in range(3):
        broken = [Constraint(one.factors, ZERO, ">") if one is ring[place] else one for one in ring]
        assert solve(variables, broken) is Verdict.IMPOSSIBLE


def test_the_example_comes_out_as_written() -> None:
    tried = doctest.testmod(solving)
    assert tried.attempted
    assert not tried.failed


def test_many_values_may_be_left_out() -> None:
    apart = [
        says("!=", x=1, constant=-value) for value in range(24)
    ]  # each choice of sides would be too many
    inside = Interval(ZERO, Fraction(23))
    assert solve([Variable("x", inside, ONE)], apart) is Verdict.IMPOSSIBLE
    assert isinstance(solve([Variable("x", inside)], apart), Solution)
    assert solve([Variable("x", inside, ONE)], apart[:4] + apart[5:]) == Solution({"x": Fraction(4)})


def test_rows_that_multiply_beyond_measure_are_given_up() -> None:
    random = Random(3)  # noqa: S311 (no secret)
    variables = [Variable(f"v{number}", Interval()) for number in range(8)]
    constraints = [
        says(">=", constant=-1, **{one.key: random.randint(-9, 9) for one in variables}) for _ in range(60)
    ]
    assert solve(variables, constraints) is Verdict.UNDECIDED
    assert solve(variables, [*constraints, says("!=", v0=1)]) is Verdict.UNDECIDED


def test_a_row_on_grids_says_no_more_and_no_less_of_their_values() -> None:
    grids = {"a": (Fraction(1, 2), ZERO), "b": (Fraction(3, 2), ONE)}
    for constant, strict in product([Fraction(number, 8) for number in range(-20, 21)], (False, True)):
        row = Row((("a", ONE), ("b", Fraction(-2))), constant, strict)
        tight = tightened(row, grids)
        values = product(range(-6, 7), range(-6, 7))
        totals = [Fraction(a, 2) - 2 * (1 + Fraction(3 * b, 2)) for a, b in values]
        before = [Row((), total + constant, strict).holds for total in totals]
        assert before == [Row((), total + tight.constant, tight.strict).holds for total in totals]
        assert any(total + tight.constant == 0 for total in totals)
    free = Row((("a", ONE), ("c", ONE)), Fraction(1, 3), strict=True)
    assert tightened(free, grids) == free


def test_steps_bring_a_sum_to_nothing_or_do_not() -> None:
    grids = {"a": (Fraction(2), ONE), "b": (Fraction(4), ZERO)}
    row = Row((("a", ONE), ("b", ONE)), Fraction(-2), strict=False)
    assert not divisible(row, {}, grids)
    assert divisible(Row(row.factors, Fraction(-3), strict=False), {}, grids)
    assert not divisible(Row(row.factors, Fraction(-3), strict=False), {"a": ONE}, grids)
    assert divisible(row, {}, {"a": grids["a"]})
    assert divisible(row, {"a": ONE, "b": ONE}, grids)
    assert not divisible(row, {"a": ONE, "b": ZERO}, grids)


def test_elimination_leaves_the_rows_of_each_variable() -> None:
    tie = Row((("whole", ONE), ("part", -ONE)), ZERO, strict=False)
    some = Row((("part", ONE),), Fraction(-3), strict=False)
    systems = eliminated(["whole", "part"], [tie, some])
    assert systems is not None
    assert systems == [[Row((("whole", ONE),), Fraction(-3), strict=False)], [tie, some]]
    assert (
        eliminated(["whole", "part"], [tie, some, Row((("whole", -ONE),), Fraction(2), strict=False)]) is None
    )

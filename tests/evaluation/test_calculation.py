"""Operations on values, against tables of truth worked out by hand and against other implementations."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emurules.evaluation.calculation import (
    MOST_REASONS,
    Operand,
    as_zero,
    calculated,
    called,
    compared,
    joined,
    negated,
    rounded,
)  # fmt: skip
from emurules.model.ruleset import Mode
from emurules.model.values import Exempt, Undefined

F = Fraction
EXEMPT = Exempt((("rate", "r"),))
NODE = Exempt((("node", "6"),), as_zero=True)
UNDEFINED = Undefined("value-missing", "x")

# From the strongest in `and` to the weakest; in `or` true and false change places.
TRUTHS: tuple[Operand, ...] = (False, EXEMPT, UNDEFINED, True)


@pytest.mark.parametrize(("left", "right"), list(product(TRUTHS, TRUTHS)))
def test_kleene(left: Operand, right: Operand) -> None:
    """`false and exempt` is false, `true or exempt` is true, both sides alike."""
    assert joined((left, right), decisive=False) == TRUTHS[min(TRUTHS.index(left), TRUTHS.index(right))]
    mirror: tuple[Operand, ...] = (True, EXEMPT, UNDEFINED, False)
    assert joined((left, right), decisive=True) == mirror[min(mirror.index(left), mirror.index(right))]


def test_not() -> None:
    assert [negated(one) for one in TRUTHS] == [True, EXEMPT, UNDEFINED, False]


@pytest.mark.parametrize("operator", ["+", "-", "*", "/"])
def test_arithmetic_is_strict(operator: str) -> None:
    sign = operator  # one of the four
    assert calculated(sign, F(1), UNDEFINED, "x") == UNDEFINED  # type: ignore[arg-type]  # from a list of names
    assert calculated(sign, EXEMPT, F(1), "x") == EXEMPT  # type: ignore[arg-type]  # from a list of names
    assert calculated(sign, EXEMPT, UNDEFINED, "x") == UNDEFINED  # type: ignore[arg-type]  # from a list of names


def test_points_of_an_exempt_node_count_0() -> None:
    assert calculated("+", NODE, F(2), "") == 2
    assert calculated("*", NODE, EXEMPT, "") == EXEMPT
    assert called("max", (NODE, F(-1)), "") == 0
    assert compared("=", NODE, F(0)) == Exempt(NODE.reasons)
    assert as_zero(NODE) == 0


def test_division_by_zero_names_the_divisor() -> None:
    assert calculated("/", F(1), F(0), "a - b") == Undefined("divided-by-zero", "a - b")
    assert calculated("/", F(1), NODE, "points of 6") == Undefined("divided-by-zero", "points of 6")


def test_steps_of_rounding_are_above_zero() -> None:
    for step in (F(0), F(-1)):
        assert called("round", (F(1), step), "s") == Undefined("step-not-above-zero", "s")


def test_reasons_are_joined_once_each() -> None:
    other = Exempt((("node", "1"), ("rate", "r")))
    assert calculated("+", EXEMPT, other, "") == Exempt((("rate", "r"), ("node", "1")))
    many = tuple(Exempt((("rate", str(number)),)) for number in range(99))
    found = called("min", many, "")
    assert isinstance(found, Exempt)
    assert len(found.reasons) == MOST_REASONS


DECIMALS = st.decimals(min_value=-1000, max_value=1000, places=4)
STEPS = st.sampled_from(
    [Decimal("0.001"), Decimal("0.05"), Decimal("0.25"), Decimal("0.5"), Decimal(1), Decimal(5)]
)
MODES: dict[Mode, str] = {
    "half up": ROUND_HALF_UP, "half even": ROUND_HALF_EVEN, "up": ROUND_CEILING, "down": ROUND_FLOOR,
}  # fmt: skip


@given(DECIMALS, STEPS, st.sampled_from(sorted(MODES)))
def test_rounding_as_decimals_do(value: Decimal, step: Decimal, mode: Mode) -> None:
    expected = (value / step).quantize(Decimal(1), rounding=MODES[mode]) * step
    assert rounded(F(value), F(step), mode) == F(expected)


@given(st.fractions(), st.fractions(min_value=F(1, 50), max_value=50))
def test_rounding_by_what_it_means(value: Fraction, step: Fraction) -> None:
    for mode in MODES:
        found = rounded(value, step, mode)
        assert (found / step).denominator == 1
        assert abs(found - value) < step
    assert rounded(value, step, "down") <= value <= rounded(value, step, "up")
    nearest = rounded(value, step, "half up")
    assert abs(nearest - value) <= step / 2
    assert rounded(-value, step, "half up") == -nearest
    if abs(nearest - value) == step / 2:
        assert abs(nearest) > abs(value)
        assert (rounded(value, step, "half even") / step) % 2 == 0
    else:
        assert rounded(value, step, "half even") == nearest


@given(st.fractions(), st.fractions(min_value=F(1, 50), max_value=50))
def test_functions_that_round(value: Fraction, step: Fraction) -> None:
    assert called("floor", (value, step), "") == floor(value / step) * step
    assert called("ceil", (value, step), "") == ceil(value / step) * step
    assert called("round", (value, step), "") == rounded(value, step, "half up")

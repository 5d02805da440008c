"""What the gate leaves out, the nightly run tries: at least as much, never nothing."""

from __future__ import annotations

import pytest
from hypothesis import settings
from tests.sizes import FEW, USUAL, examples, number, one_in, part


@pytest.mark.parametrize(("fuzz", "found"), [(0, 7), (1, 60), (100, 60), (200, 120), (2000, 1200)])
def test_a_number_is_small_in_the_gate_and_grows_with_what_is_asked_for(fuzz: int, found: int) -> None:
    assert number(7, 60, fuzz) == found


def test_properties_get_examples() -> None:
    assert examples(7, 60).max_examples == number(7, 60)
    assert settings().max_examples == number(FEW, USUAL)


@pytest.mark.parametrize(("fuzz", "found"), [(0, 101), (1, 13), (999, 13), (1000, 1)])
def test_a_step_is_wide_in_the_gate(fuzz: int, found: int) -> None:
    assert one_in(101, 13, fuzz) == found


@pytest.mark.parametrize("length", [0, 1, 4, 5, 6, 99, 100])
def test_a_part_has_both_ends_and_no_two_alike(length: int) -> None:
    every = list(range(length))
    some = part(every, 5, 0)
    assert len(some) == min(length, 5)
    assert list(some) == sorted(set(some))
    assert some[:1] == every[:1]
    assert some[-1:] == every[-1:]
    assert part(every, 5, 1) == every


@pytest.mark.xdist_group("kept together")
def test_groups_are_kept_together(request: pytest.FixtureRequest) -> None:
    """That is, pytest-xdist and pytest understand each other; else every process would check all cases."""
    if hasattr(request.config, "workerinput") and request.config.getvalue("loadgroup"):
        assert request.node.nodeid.endswith("@kept together")

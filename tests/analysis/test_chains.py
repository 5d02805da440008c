"""Chains of derived values and nodes of any length are walked, not recursed along."""

from __future__ import annotations

import pytest

from emurules import check_text, loads
from emurules.analysis import Analysis

pytestmark = pytest.mark.unmeasured

HEAD = 'ruleset r "R"\n    source "A decree"\n'
LONG, TOO_LONG = 1_500, 2_500


def of_lets(length: int) -> str:
    lets = (f"let a{n} = a{n - 1} + 1\n" for n in range(1, length))
    return (
        f"{HEAD}fact n: count up to 3\nlet a0 = n\n{''.join(lets)}"
        'section I "S" worth 3\n    source "A decree"\n'
        f'criterion 1 "C" worth 3\n    evidence "a list"\n    award a{length - 1} - {length - 1}\n'
    )


def of_nodes(length: int) -> str:
    nodes = (
        f'criterion {n} "C" worth 1\n    evidence "a list"\n    exempt when exempt {n + 1}\n    award 1\n'
        for n in range(1, length)
    )
    last = f'criterion {length} "C" worth 1\n    evidence "a list"\n    exempt when n = 0\n    award 1\n'
    return f'{HEAD}fact n: count up to 3\nsection I "S"\n    source "A decree"\n{"".join(nodes)}{last}'


@pytest.mark.parametrize("text", [of_lets(LONG), of_nodes(60)])
def test_a_chain_is_looked_into_to_its_end(text: str) -> None:
    assert check_text(text) == ()
    reach = Analysis(loads(text)).reaches.of("1")
    assert reach.distinct == (4 if "let" in text else 1)
    assert reach.exempt == ("let" not in text)
    assert reach.exact


@pytest.mark.parametrize("text", [of_lets(TOO_LONG), of_nodes(600)])
def test_of_a_chain_that_is_too_long_nothing_is_claimed(text: str) -> None:
    assert [one.slug for one in check_text(text)] == []

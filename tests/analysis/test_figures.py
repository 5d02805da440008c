"""What the diagrams say of a unit is what the reference evaluator says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.standing import scope_of, value_at
from tests.properties import units
from tests.properties.mutations import LIKELY, changed, seeds
from tests.properties.sound import seeded
from tests.sizes import examples

from emurules.analysis.diagrams import TooLarge
from emurules.analysis.nodes import figures
from emurules.analysis.space import Space
from emurules.analysis.values import Mark
from emurules.analysis.whole import worth
from emurules.driver import compile_source, read_source
from emurules.errors import EvaluationError
from emurules.evaluation import admit
from emurules.model.ranges import ranges
from emurules.model.ruleset import Ruleset
from emurules.source import Source

pytestmark = pytest.mark.unmeasured

ROOT = Path(__file__).parents[2]
TABLES = [
    "digital_transformation_2024",
    "chuyen_doi_so_2024",
    *sorted(str(one) for one in ROOT.glob("tests/corpus/*/ruleset.emu")),
    str(ROOT / "tests/properties/everything.emu"),
]


def compiled(name: str) -> Ruleset:
    source, _ = read_source(name)
    assert source is not None
    ruleset = compile_source(source).ruleset
    assert ruleset is not None
    return ruleset


def agree(ruleset: Ruleset, random: Any, times: int) -> int:
    """Compare every node that is not too large for some units; how many figures were compared."""
    edges, known, compared = units.edges_of(ruleset), ranges(ruleset), 0
    spaces: dict[str, Space] = {}
    for id in [*ruleset.node_by_id, ""]:
        space = Space(ruleset, known)
        try:
            figures(id, space)
            worth(id, space)
        except TooLarge:
            continue
        spaces[id] = space
    for _ in range(times):
        raw = units.unit(ruleset, edges, random)
        facts = None if raw is None else admit(ruleset, raw, "en")[0]
        if facts is None:
            continue
        try:
            scope = scope_of(ruleset, facts)
        except EvaluationError:
            continue
        for id, space in spaces.items():
            found, trace = figures(id, space), scope.nodes[id]
            points = value_at(found.points, space, scope)
            assert (None if points is Mark.EXEMPT else points) == trace.points, (id, raw)
            if trace.points is not None:
                assert value_at(found.unscaled, space, scope) == trace.unscaled, (id, raw)
            most = value_at(found.attainable, space, scope)
            assert ("unlimited" if most is Mark.UNLIMITED else most) == trace.attainable, (id, raw)
            own = value_at(worth(id, space), space, scope)
            assert ("unlimited" if own is Mark.UNLIMITED else own) == trace.worth, (id, raw)
            compared += 1
    return compared


@pytest.mark.parametrize("name", TABLES, ids=lambda name: Path(name).parent.name or name)
def test_the_figures_of_a_table(name: str) -> None:
    ruleset = compiled(name)
    assert agree(ruleset, seeded(20241122), 40) >= 40 * 5


@examples(8, 100)
@given(st.data())
def test_the_figures_of_random_rulesets(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(seeds()))
    places = st.integers(0, 10**6)
    changes = data.draw(st.lists(st.tuples(st.sampled_from(LIKELY), places, places), max_size=3))
    ruleset = compile_source(Source("x", changed(text, changes))).ruleset
    if ruleset is not None:
        agree(ruleset, seeded(data.draw(st.integers(0, 10**6))), 5)

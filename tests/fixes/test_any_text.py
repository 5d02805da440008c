"""Fixes of whatever texts: they end, raise nothing, and leave nothing worse."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from tests.cases import FOLDER, load_cases
from tests.properties.mutations import LIKELY, ROUGH, changed
from tests.sizes import examples

from emurules.fixes import fixed
from emurules.fixes.state import State, worse
from emurules.source import Source

# The cases of what has a fix and of what has none, but for those that are large by intent.
TEXTS = [
    case.text for file in sorted(FOLDER.glob("*.emu")) for case in load_cases(file) if len(case.text) < 1500
]
places = st.integers(0, 1 << 16)
changes = st.lists(st.tuples(st.sampled_from([*ROUGH, *LIKELY]), places, places), max_size=4)


@given(st.sampled_from(TEXTS), changes)
@examples(20, 150)
@example('ruleset r "R"\rfact n: count\r', [])
@example("ruleset r “R", [])
def test_any_text(text: str, made: list[Any]) -> None:
    source = Source("x.emu", changed(text, made) if made else text)
    result = fixed(source)
    again = fixed(result.source)
    assert again.source.text == result.source.text
    assert again.fixes == ()
    assert not worse(State(result.source, None), State(source, None), ())
    assert (result.source.text == source.text) == (not result.fixes)

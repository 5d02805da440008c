"""Edits put into a text together, and the removal of lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emurules.diagnostics import Diagnostic
from emurules.fixes.edits import Edit, Fix, put_in, removal, together
from emurules.source import Span

FINDING = Diagnostic("decimal-mark")


def fix(*edits: tuple[int, int, str]) -> Fix:
    return Fix(FINDING, tuple(Edit(Span(start, end), text) for start, end, text in edits))


@st.composite
def fixes(draw: st.DrawFn) -> tuple[str, list[Fix]]:
    text = draw(st.text("ab \n", max_size=12))
    place = st.integers(0, len(text))
    edit = st.tuples(place, place, st.text("XY", max_size=3)).map(
        lambda one: Edit(Span(min(one[:2]), max(one[:2])), one[2])
    )
    return text, draw(
        st.lists(st.lists(edit, min_size=1, max_size=1).map(lambda one: Fix(FINDING, tuple(one))))
    )


@given(fixes())
def test_what_is_put_in_together_is_what_is_put_in_one_by_one(drawn: tuple[str, list[Fix]]) -> None:
    text, offered = drawn
    chosen = together(offered)
    one_by_one = text
    edits = [edit for one in chosen for edit in one.edits]
    for edit in sorted(edits, key=lambda each: each.span, reverse=True):
        one_by_one = one_by_one[: edit.span.start] + edit.text + one_by_one[edit.span.end :]
    result, places = put_in(text, chosen)
    assert result == one_by_one
    assert sorted(result[place.start : place.end] for place in places) == sorted(one.text for one in edits)
    assert offered == [] or chosen[:1] == (offered[0],)


def test_a_fix_is_chosen_whole_or_not_at_all() -> None:
    both = fix((0, 1, "x"), (4, 5, "y"))
    assert together([fix((4, 6, "z")), both]) == (fix((4, 6, "z")),)
    assert put_in("abcdef", together([both, fix((4, 6, "z"))]))[0] == "xbcdyf"


def test_what_is_inserted_at_one_place_is_inserted_once() -> None:
    assert together([fix((3, 3, "x")), fix((3, 3, "x")), fix((2, 3, "y"))]) == (
        fix((3, 3, "x")),
        fix((2, 3, "y")),
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\n  <b>\nc", "a\nc"),
        ("a\r\n  <b>  # words\r\nc", "a\r\nc"),
        ("a\r<b>\rc", "a\rc"),
        ("a\n<b>", "a\n"),
        ("<b>", ""),
        ("a  <b>\nc", "a\nc"),
        ("a <b> c", "a c"),
        ("  <b> c\n", " c\n"),
        ("a\n\n<b\nb>\n\nc", "a\n\nc"),
        ("a\n\n<b>\nc", "a\n\nc"),
        ("a\n# above\n<b>\nc", "a\n# above\nc"),
    ],
)
def test_removal(text: str, left: str) -> None:
    start, end = text.index("<"), text.index(">") - 1
    plain = text.replace("<", "").replace(">", "")
    edit = removal(plain, Span(start, end))
    assert plain[: edit.span.start] + edit.text + plain[edit.span.end :] == left

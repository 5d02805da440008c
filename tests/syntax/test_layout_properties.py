"""The formatter on any ruleset in any layout: it says the same, it stays as it is, and so do its comments."""

from __future__ import annotations

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from tests.sizes import examples
from tests.syntax.layouts import reading, rulesets, shaken, texts
from tests.syntax.shapes import tree

from emurules.driver import compile_source, formatted
from emurules.source import Source

pytestmark = pytest.mark.unmeasured

OTHER = {"en": "vi", "vi": "en"}


def laid_out(text: str, language: str | None = None) -> str:
    """A text in the canonical layout."""
    found = formatted(Source("test.emu", text), language)  # type: ignore[arg-type]  # a name of a dialect
    assert found.text is not None, [str(one) for one in found.diagnostics]
    assert found.diagnostics == ()
    return found.text


def says_the_same(before: str, after: str) -> None:
    one, other = tree(before), tree(after)
    assert other.head == one.head
    assert other.declarations == one.declarations
    assert [each.text.rstrip() for each in other.comments] == [each.text.rstrip() for each in one.comments]


def is_canonical(text: str) -> None:
    """Nothing that two people could do in two ways."""
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not text.startswith("\n")
    assert "\n\n\n" not in text
    assert not any(sign in text for sign in "\r\t\ufeff")
    assert not any(line != line.rstrip() for line in text.split("\n"))
    assert all((len(line) - len(line.lstrip(" "))) % 4 == 0 for line in text.split("\n"))
    assert laid_out(text) == text


def returns(text: str) -> None:
    """A text in the canonical layout, through the other dialect and back.

    English has one word for each; where Vietnamese has several, it has the usual ones after the first return.
    """
    own = reading(text).dialect.name
    there = formatted(Source("test.emu", text), OTHER[own])  # type: ignore[arg-type]
    if there.text is None:
        assert [(one.slug, one.variant) for one in there.diagnostics] == [("not-rewritten", "")]
        event("an id is a word of the other dialect")
        return
    is_canonical(there.text)
    says_the_same(text, there.text)
    back = laid_out(there.text, own)
    if own == "vi":
        says_the_same(text, back)
        text, back = back, laid_out(laid_out(back, "en"), "vi")
    assert back == text


@examples(8)
@given(st.data())
def test_any_ruleset_in_any_layout(data: st.DataObject) -> None:
    text = data.draw(rulesets())
    rough = data.draw(shaken(text))
    after = laid_out(rough)
    says_the_same(rough, after)
    is_canonical(after)
    returns(after)
    event("with comments" if "#" in after else "without comments")


@examples(8)
@given(st.data())
def test_the_layout_does_not_depend_on_space(data: st.DataObject) -> None:
    """Any layout comes to one, blank lines and the lines of what is given aside."""
    text = data.draw(rulesets())
    if not any(token.type == "_GIVEN" for token in reading(text).tokens):
        rough = data.draw(shaken(text, comments=False))
        assert lines(laid_out(rough)) == lines(laid_out(text))


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize("name", texts())
def test_every_ruleset_of_the_project(name: str) -> None:
    before = texts()[name]
    after = laid_out(before)
    says_the_same(before, after)
    is_canonical(after)
    returns(after)
    one, other = (compile_source(Source("test.emu", text)).ruleset for text in (before, after))
    assert other == one
    if one is not None:
        assert other is not None
        assert other.digest == one.digest

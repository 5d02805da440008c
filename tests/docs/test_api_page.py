"""The API page documents what is public: all of it, and nothing else; and its examples run."""

from __future__ import annotations

import doctest
import re

import pytest
from tests.docs.pages import ROOT

import emurules

PAGE = ROOT / "docs" / "api.md"
DOCUMENTED = re.findall(
    r"^\.\. auto(?:function|class|exception|data):: emurules\.(\w+)",
    PAGE.read_text(encoding="utf-8"),
    re.MULTILINE,
)


def test_the_page_says_what_is_public() -> None:
    assert sorted(DOCUMENTED) == sorted(emurules.__all__)


def test_all_is_sorted_and_there() -> None:
    assert list(emurules.__all__) == sorted(emurules.__all__)
    assert all(hasattr(emurules, name) for name in emurules.__all__)


@pytest.mark.parametrize("name", [name for name in emurules.__all__ if not name.startswith("_")])
def test_docstrings(name: str) -> None:
    """What is public is documented, and its examples come out."""
    one = getattr(emurules, name)
    assert one.__doc__
    runner = doctest.DocTestRunner(verbose=False)
    names = {public: getattr(emurules, public) for public in emurules.__all__}
    for test in doctest.DocTestFinder(recurse=True).find(one, name, globs={**names, "emurules": emurules}):
        told: list[str] = []
        assert runner.run(test, out=told.append).failed == 0, "".join(told)

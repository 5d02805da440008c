"""What the properties of this folder share: laws that cannot be proven are searched for a moment only.

A thousand units for each law of each of many hundred texts would take an hour; tests/checks/test_laws.py has
the whole search.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from emurules.analysis import search


@pytest.fixture(scope="session", autouse=True)
def short_search() -> Iterator[None]:
    before = search.MOST_UNITS
    search.MOST_UNITS = 20
    yield
    search.MOST_UNITS = before

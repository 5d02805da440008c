"""What all tests share: how Hypothesis runs, what coverage leaves out, the order, and the figures at the end.

A line at the head says which emurules is being tested.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings
from tests.sizes import FEW, FUZZ, USUAL, number

# The gate must say the same each time: examples follow from the test itself, nothing is kept between runs.
settings.register_profile(
    "ci", max_examples=FEW, derandomize=True, database=None, deadline=None, print_blob=True
)
# The nightly run looks further, with new examples each time.
settings.register_profile(
    "nightly",
    max_examples=number(FEW, USUAL),
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# What was loaded before must not decide what a test sees; tests/test_store.py turns the cache on.
os.environ["EMURULES_NO_CACHE"] = "1"
settings.load_profile("nightly" if FUZZ else "ci")


def pytest_report_header() -> str:
    found = find_spec("emurules")
    if found is None or found.origin is None:
        return "emurules: not installed"
    checkout = Path(__file__).parents[1] / "src"
    return f"emurules: {'editable' if Path(found.origin).is_relative_to(checkout) else 'as installed'}"


# ---------------------------------------------------------------- what takes long


def takes_long(item: pytest.Item) -> bool:
    """Whether a test goes through the same lines again and again."""
    return any(item.get_closest_marker(name) for name in ("unmeasured", "hypothesis", "fuzz", "slow"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first: at the end there are small tests, and no worker waits for another."""
    items.sort(key=lambda item: not takes_long(item))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Coverage triples the time of everything, and of what takes long it learns next to nothing."""
    if not takes_long(item):
        return (yield)
    with _unmeasured():
        return (yield)


@contextmanager
def _unmeasured() -> Iterator[None]:
    """Neither this process nor those that it starts are measured."""
    coverage = Coverage.current()
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("COVERAGE_PROCESS_")}
    if coverage is not None:
        coverage.stop()
    try:
        yield
    finally:
        if coverage is not None:
            coverage.start()
        os.environ.update(kept)


# ---------------------------------------------------------------- figures

_PASSING = re.compile(r"(\d+) passing")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A property tells how many examples it tried; what goes through a list has `record_property`."""
    report = yield
    if report.when == "call":
        told = str(getattr(item, "hypothesis_statistics", ""))
        if found := sum(map(int, _PASSING.findall(told))):
            report.user_properties.append(("examples", found))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed"):
        for what, found in report.user_properties:
            counts[what] += int(str(found))
    told = ", ".join(f"{found} {what}" for what, found in sorted(counts.items()))
    if told:
        terminalreporter.write_line(f"tried: {told}")

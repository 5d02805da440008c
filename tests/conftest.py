"""What all tests share: how Hypothesis runs, and a line that says which emurules is being tested."""

import os
from importlib.util import find_spec
from pathlib import Path

from hypothesis import HealthCheck, settings

# The gate must say the same each time: examples follow from the test itself, nothing is kept between runs.
settings.register_profile("ci", derandomize=True, database=None, deadline=None, print_blob=True)
# `make fuzz` looks further, with EMURULES_FUZZ examples of each property, new ones in each run.
settings.register_profile(
    "nightly",
    max_examples=int(os.environ.get("EMURULES_FUZZ") or 100),
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("nightly" if os.environ.get("EMURULES_FUZZ") else "ci")


def pytest_report_header() -> str:
    found = find_spec("emurules")
    if found is None or found.origin is None:
        return "emurules: not installed"
    checkout = Path(__file__).parents[1] / "src"
    return f"emurules: {'editable' if Path(found.origin).is_relative_to(checkout) else 'as installed'}"

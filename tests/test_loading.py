"""What a start loads: every command and the bare import only what they need.

Of the package itself all rooms are named, of other libraries all that may be there.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.running import SAMPLE, UNITS

from emurules import store

# Measuring loads modules of its own into every process that is started.
pytestmark = pytest.mark.unmeasured

SHIPPED = "digital_transformation_2024"
UNITS_2024 = str(Path(__file__).parents[1] / "examples" / "units-2024.csv")
OTHERS = {
    *("attr", "attrs", "babel", "cattrs", "click", "hypothesis", "jsonschema", "lark", "platformdirs"),
    *("pytest", "rich", "sphinx", "difflib", "pickle", "importlib.metadata"),
}
SCRIPT = """
import sys
try:
    {code}
except SystemExit as ended:
    assert not ended.code, ended.code
print(*sorted(sys.modules), file=sys.stderr)
"""
COMMAND = "sys.argv = ['emurules', *{words}]; from emurules.cli import main; main()"

# The rooms that hold data and the model, and are there as soon as anything is loaded.
VALUES = {"_version", "diagnostics", "driver", "errors", "model", "resources", "source", "store"}
READING = {"resolve", "syntax"}
PROVING = {"analysis", "checks"}
SCORING = {"cli", "evaluation", "files"}


def loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter has after some code."""
    script = SCRIPT.format(code=code)
    ran = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stderr.split())


def command(*words: str) -> set[str]:
    return loaded(COMMAND.format(words=words))


def rooms(modules: set[str]) -> set[str]:
    """The rooms of the package among them."""
    return {name.split(".")[1] for name in modules if name.startswith("emurules.")}


def others(modules: set[str]) -> set[str]:
    return modules & OTHERS


def entries(modules: set[str]) -> set[str]:
    """The parts of the catalogue that were made."""
    top = "emurules.diagnostics.catalogue."
    return {name.removeprefix(top) for name in modules if name.startswith(top)} - {"kind"}


def test_import_emurules() -> None:
    modules = loaded("import emurules")
    assert rooms(modules) == {"_version"}
    assert others(modules) == set()


def test_a_name_of_the_package_loads_what_it_is_made_of() -> None:
    modules = loaded("from emurules import Diagnostic, FactsError")
    assert rooms(modules) == {"_version", "diagnostics", "errors", "source"}
    assert others(modules) == {"attr", "attrs"}


def test_help() -> None:
    modules = command("--help")
    assert others(modules) == {"attr", "attrs", "click"}
    assert not rooms(modules) & {"driver", "evaluation", "resolve", "syntax", "checks", "analysis"}
    assert "emurules.model.ruleset" not in modules
    assert entries(modules) == set()


@pytest.mark.skipif(store.build() is None, reason="a checkout carries no stored models: see `make tests`")
class TestAWheel:
    """What a wheel carries is not parsed, and what was used before is not either."""

    def test_score(self) -> None:
        modules = command("score", SHIPPED, UNITS_2024)
        assert rooms(modules) == VALUES | SCORING
        assert others(modules) == {"attr", "attrs", "click"}
        assert entries(modules) == set()

    def test_list(self) -> None:
        modules = command("list")
        assert rooms(modules) == VALUES | {"cli"}
        assert others(modules) == {"attr", "attrs", "click"}
        assert entries(modules) == set()

    def test_score_by_a_file_of_ones_own(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv(store.OFF)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        first = command("score", SAMPLE, UNITS)
        assert rooms(first) == VALUES | SCORING | READING | PROVING
        assert others(first) == {"attr", "attrs", "click", "lark", "pickle", "platformdirs"}
        again = command("score", SAMPLE, UNITS)
        assert rooms(again) == VALUES | SCORING
        assert others(again) == {"attr", "attrs", "click", "platformdirs"}


def test_check() -> None:
    modules = command("check", SAMPLE)
    assert rooms(modules) == VALUES | READING | PROVING | SCORING | {"silencing"}
    assert others(modules) == {"attr", "attrs", "click", "lark", "pickle"}


def test_what_is_explained_and_written_is_loaded_for_it() -> None:
    assert "babel" in command("score", SAMPLE, UNITS, "--explain")
    assert "babel" not in command("score", SAMPLE, UNITS, "--format", "json")

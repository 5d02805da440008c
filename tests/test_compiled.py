"""Shipped rulesets compiled: the same model as their texts give, and nothing else is ever unpickled."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path

import pytest

import emurules
from emurules import driver
from emurules.resources import find

NAME = "digital_transformation_2024"


@pytest.fixture
def rulesets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of shipped rulesets, compiled."""
    folder = tmp_path / "rulesets"
    shutil.copytree(Path(str(find("rulesets"))), folder, ignore=shutil.ignore_patterns("compiled"))
    monkeypatch.setattr(driver, "find", lambda _: folder)
    driver.precompile_to(folder / "compiled")
    return folder


class Trap:
    """What is unpickled runs code: here it makes a folder."""

    def __init__(self, sprung: Path) -> None:
        self.sprung = sprung

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.sprung),)


def test_a_compiled_ruleset_is_the_one_that_its_text_gives(
    rulesets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (rulesets / f"{NAME}.emu").read_text("utf-8")
    parsed = emurules.loads(text, f"{NAME}.emu")
    monkeypatch.setattr(driver, "compile_source", None)  # so that nothing is parsed
    loaded = emurules.load(NAME)
    assert loaded == parsed
    assert (loaded.digest, loaded.order, loaded.text) == (parsed.digest, parsed.order, parsed.text)
    assert loaded.sections[0].span == parsed.sections[0].span


def test_a_changed_text_is_parsed(rulesets: Path) -> None:
    file = rulesets / f"{NAME}.emu"
    file.write_text(file.read_text("utf-8").replace(f"ruleset {NAME}", "ruleset other"), "utf-8")
    assert emurules.load(NAME).name == "other"


@pytest.mark.parametrize("rest", [b"", b"nonsense", pickle.dumps(5)])
def test_a_damaged_file_is_left_alone(rulesets: Path, rest: bytes) -> None:
    file = rulesets / "compiled" / f"{NAME}.bin"
    seal, _, _ = file.read_bytes().partition(b"\n")
    file.write_bytes(seal + b"\n" + rest)
    assert emurules.load(NAME).name == NAME


def test_nothing_beside_a_file_of_ones_own_is_read(rulesets: Path, tmp_path: Path) -> None:
    """Not even if it is sealed as it should be, wherever the path leads."""
    own = tmp_path / "own.emu"
    shutil.copy(rulesets / f"{NAME}.emu", own)
    (tmp_path / "compiled").mkdir()
    for path in (str(own), f"{rulesets}/../own.emu"):
        source, _ = driver.read_source(path)
        assert source is not None
        for folder in (tmp_path, tmp_path / "compiled"):
            trap = pickle.dumps(Trap(tmp_path / "sprung"))
            (folder / "own.bin").write_bytes(driver._seal(source) + trap)
        assert emurules.load(path).name == NAME
    assert not (tmp_path / "sprung").exists()


def test_the_verbs_stay_functions_whatever_was_imported() -> None:
    emurules.check_text("")
    emurules.check(NAME)
    assert all(callable(getattr(emurules, name)) for name in emurules.__all__ if name != "__version__")

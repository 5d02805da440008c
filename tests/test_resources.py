"""The locator: in the package when installed, beside it in a checkout, and a plain word when neither."""

from pathlib import Path

import pytest

from emurules import resources


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "checkout" / "src" / "emurules"
    folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "_HERE", folder)
    monkeypatch.setattr("importlib.resources.files", lambda name: folder if name == "emurules" else None)
    monkeypatch.setattr(resources, "_CHECKOUT", tmp_path / "checkout")
    return folder


def test_the_shipped_grammar_and_rulesets_are_found() -> None:
    assert (resources.find("grammar") / "emu.lark").is_file()
    assert (resources.find("rulesets") / "digital_transformation_2024.emu").is_file()


def test_an_editable_installation_reads_the_checkout(package: Path) -> None:
    beside = package.parents[1] / "rulesets"
    beside.mkdir()
    assert resources.find("rulesets") == beside


def test_the_package_goes_before_the_checkout(package: Path) -> None:
    (package / "rulesets").mkdir()
    (package.parents[1] / "rulesets").mkdir()
    assert resources.find("rulesets") == package / "rulesets"


def test_a_broken_installation_says_so(package: Path) -> None:
    assert package.is_dir()
    with pytest.raises(FileNotFoundError, match="`grammar` is missing from this installation"):
        resources.find("grammar")

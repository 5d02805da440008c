"""docs/architecture.md names every folder and module of the package, and the layers of pyproject.toml.

With EMURULES_ACCEPT=1 both lists are made anew. Beside a name stands the first sentence of its docstring.
"""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from tests.docs.pages import ROOT, between

pytestmark = pytest.mark.xdist_group("architecture.md")

PAGE = ROOT / "docs" / "architecture.md"
PACKAGE = ROOT / "src" / "emurules"


def sentence(module: Path) -> str:
    """The first sentence of a module's docstring, without its full stop."""
    text = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    first = re.split(r"(?<=\.)\s", " ".join(text.split()), maxsplit=1)[0]
    assert first, f"{module.relative_to(ROOT)} has no docstring"
    return first.removesuffix(".").replace("|", r"\|")


def tree() -> str:
    """Top modules and folders, each folder with its modules."""
    top = sorted(one for one in PACKAGE.glob("*.py") if one.stem != "__init__")
    rows = [f"| `{one.stem}` | {sentence(one)} |" for one in top]
    parts = ["| Module | |\n| --- | --- |\n" + "\n".join(rows)]
    for folder in sorted(one for one in PACKAGE.iterdir() if (one / "__init__.py").is_file()):
        parts.append(f"### `{folder.name}/`\n\n{sentence(folder / '__init__.py')}.")
        rows = [f"| `{name}` | {sentence(one)} |" for name, one in modules(folder)]
        if rows:
            parts.append("| Module | |\n| --- | --- |\n" + "\n".join(rows))
    return "\n\n".join(parts)


def modules(folder: Path) -> list[tuple[str, Path]]:
    """The modules below a folder, with their path in it; an inner folder is known by its own name."""
    found = []
    for one in folder.rglob("*.py"):
        inner = one.relative_to(folder).with_suffix("")
        if inner.name != "__init__":
            found.append((inner.as_posix(), one))
        elif inner.parent != Path():
            found.append((f"{inner.parent.as_posix()}/", one))
    return sorted(found)


def layers() -> str:
    """The layers of the contract, the highest first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (one for one in project["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    rows = [", ".join(f"`{name.strip()}`" for name in layer.split("|")) for layer in contract["layers"]]
    return "\n".join(f"{number}. {row}" for number, row in enumerate(rows, 1))


def test_every_module_is_named() -> None:
    assert between(PAGE, "tree", tree()), "run with EMURULES_ACCEPT=1"


def test_the_layers_are_those_of_the_contract() -> None:
    assert between(PAGE, "layers", layers()), "run with EMURULES_ACCEPT=1"


def test_modules_in_the_text_exist() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in re.findall(r"`((?:model|evaluate|syntax|diagnostics)/\w+)`", text):
        assert (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file(), name

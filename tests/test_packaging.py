"""The package as users get it: wheel, sdist, editable, zip on the import path; and what importing it loads.

Builds go to temporary folders; nothing is made in the checkout.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
HEAVY = {"babel", "cattrs", "click", "hypothesis", "jsonschema", "pandas", "polars", "rich", "sphinx"}
# What stands at the top of the checkout and belongs to the project; environments and build products do not.
HIDDEN = {".ci", ".editorconfig", ".gitignore"}
MADE = {"__pycache__", "build", "dist", "venv"}
MATERIAL = sorted(
    path.name
    for path in ROOT.iterdir()
    if path.name not in MADE and (path.name[0] != "." or path.name in HIDDEN)
)

# Run by each installation: the files are there, a shipped ruleset loads, its text parses to the same model.
USE = """
import emurules
from emurules import resources
for kind in ("grammar", "rulesets", "pages"):
    assert resources.find(kind).is_dir(), kind
from emurules.diagnostics.pages import page
from emurules.diagnostics.render.data import schema
assert page("gap").startswith("# gap") and schema()["type"] == "array"
loaded = emurules.load("digital_transformation_2024")
parsed = emurules.loads(loaded.text.text)
assert (loaded, loaded.digest, loaded.order) == (parsed, parsed.digest, parsed.order)
print(emurules.__version__, loaded.name)
"""
VERSION = re.findall(r'"(.+)"', (ROOT / "src/emurules/_version.py").read_text(encoding="utf-8"))[-1]
USED = f"{VERSION} digital_transformation_2024"


def run(*command: str | Path, path: Path | None = None, cwd: Path | None = None) -> str:
    """Run to success with nothing of this process's import path, and return what was printed."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV", "PYTEST"))}
    environment |= {"PYTHONPATH": str(path)} if path else {}
    done = subprocess.run(
        [str(word) for word in command],
        check=False,
        env=environment | {"PYTHONUTF8": "1"},
        cwd=cwd,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout.strip()


def install(folder: Path, *what: str | Path) -> Path:
    """Make an environment, install into it, and return its python."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-input", *what)
    return python


def contents(wheel: Path) -> Mapping[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names)), "a file stands twice in the wheel"
        return {name: archive.read(name) for name in names}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, in a folder whose name has a space and a Vietnamese letter."""
    copy = tmp_path_factory.mktemp("material") / "bảng điểm"
    copy.mkdir()
    for name in MATERIAL:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "_build"))
        else:
            shutil.copy(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", out, checkout)
    (made,) = out.glob("*.whl")
    return made


slow_and_together = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]


class TestBuilds:
    pytestmark = slow_and_together

    def test_a_wheel_carries_code_grammar_rulesets_and_pages(self, checkout: Path, wheel: Path) -> None:
        inside = contents(wheel)
        for kind, stands in (("grammar", "grammar"), ("rulesets", "rulesets"), ("pages", "docs/checks")):
            files = [path for path in (checkout / stands).rglob("*") if path.is_file()]
            assert files
            for path in files:
                name = f"emurules/{kind}/{path.relative_to(checkout / stands).as_posix()}"
                assert inside[name] == path.read_bytes()
        for path in (checkout / "src").rglob("*.py"):
            assert path.relative_to(checkout / "src").as_posix() in inside
        for words in (checkout / "grammar" / "words").glob("*.lark"):
            assert inside[f"emurules/grammar/compiled/{words.stem}.bin"]
        for ruleset in (checkout / "rulesets").glob("*.emu"):
            assert inside[f"emurules/rulesets/compiled/{ruleset.stem}.json"]
        assert re.fullmatch(rb"[0-9a-f]{64}", inside["emurules/rulesets/compiled/build"])
        assert "emurules/py.typed" in inside
        assert any(name.endswith("licenses/LICENSE") for name in inside)
        assert {name.split("/")[0].split("-")[0] for name in inside} == {"emurules"}

    def test_the_sdist_is_whole_and_gives_the_same_wheel(
        self, checkout: Path, wheel: Path, tmp_path: Path
    ) -> None:
        run(sys.executable, "-m", "build", "--outdir", tmp_path, checkout)
        (from_sdist,) = tmp_path.glob("*.whl")
        one, other = contents(from_sdist), contents(wheel)
        assert one.keys() == other.keys()
        # Lark numbers the states of a table differently each time, and RECORD has the tables' checksums.
        assert {n for n in one if one[n] != other[n] and not n.endswith((".bin", "/RECORD"))} == set()
        (sdist,) = tmp_path.glob("*.tar.gz")
        shutil.unpack_archive(sdist, tmp_path / "unpacked", filter="data")
        (top,) = (tmp_path / "unpacked").iterdir()
        for name in MATERIAL:
            assert (top / name).exists(), f"{name} is missing from the sdist: see pyproject.toml"

    def test_no_compiled_grammar_no_wheel(self, checkout: Path, tmp_path: Path) -> None:
        broken = tmp_path / "broken"
        shutil.copytree(checkout, broken)
        (broken / "src/emurules/syntax/grammar.py").write_text("", encoding="utf-8")
        command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path / "out"), str(broken)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert done.returncode != 0
        assert "compile_to" in done.stdout + done.stderr
        assert not list((tmp_path / "out").glob("*.whl"))


class TestInstallations:
    pytestmark = slow_and_together

    def test_wheel(self, wheel: Path, tmp_path: Path) -> None:
        python = install(tmp_path / "env", wheel)
        assert run(python, "-c", USE, cwd=tmp_path) == USED
        command = python.with_name("emurules")
        assert USED.split()[1] in run(command, "list", cwd=tmp_path)
        assert run(command, "explain-check", "gap", cwd=tmp_path).startswith("# gap\n")
        # The wheel, zipped as it is, on the import path; the libraries are those of the environment.
        run(sys.executable, "-m", "pip", "--python", python, "uninstall", "--quiet", "--yes", "emurules")
        assert run(python, "-c", USE, path=wheel, cwd=tmp_path) == USED

    def test_editable(self, checkout: Path, tmp_path: Path) -> None:
        python = install(tmp_path / "env", "--editable", checkout)
        assert run(python, "-c", USE, cwd=tmp_path) == USED


def test_importing_the_package_is_light() -> None:
    loaded = run(
        sys.executable, "-c", "import emurules, sys; print(*{name.split('.')[0] for name in sys.modules})"
    )
    assert "emurules" in loaded.split()
    assert HEAVY.isdisjoint(loaded.split())


def test_what_is_tested_is_what_was_installed() -> None:
    """Under `make tests`, not the checkout."""
    spec = find_spec("emurules")
    assert spec is not None
    assert spec.origin is not None
    if wanted := os.environ.get("EMURULES_TESTED_IN"):
        assert Path(spec.origin).is_relative_to(Path(wanted).resolve())


def test_every_lower_bound_is_tested() -> None:
    lines = (ROOT / "requirements" / "lowest.txt").read_text(encoding="utf-8").splitlines()
    lowest = {line.replace("==", ">=") for line in lines if not line.startswith("#")}
    assert lowest == set(PROJECT["dependencies"])


def test_the_pins_hold_every_dependency() -> None:
    lines = (ROOT / "requirements" / "newest.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line.split("==")[0].lower() for line in lines if not line.startswith("#")}
    assert pinned == {re.split(r"[<>=]", line)[0] for line in PROJECT["dependencies"]}

"""`make quick`: runs the tests beside what changed since `main`, committed or not.

    python -m tests.changed [arguments of pytest]

Slow tests are left out; where much is touched, all that take long. It is a first look and never the gate.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1]

SMOKE = (
    "tests/test_sizes.py",
    "tests/language",
    "tests/model",
    "tests/evaluation",
    "tests/cli/test_score.py",
    "tests/test_files.py",
)
"""What runs where nothing changed: some of everything from the words of a text to the points of a unit."""

FEW = 3
"""Of so many places all but slow tests are run."""

SMALL = "not slow and not unmeasured and not hypothesis"

# What stands outside of src has its tests in one folder.
PLACES = {
    "docs": "tests/docs",
    "grammar": "tests/syntax",
    "rulesets": "tests/corpus",
    "examples": "tests/docs",
}


def place_of(path: str, there: Iterable[str]) -> str | None:
    """The folder or file of tests for a changed file, of those that are there; None if it has none."""
    first, *rest = PurePosixPath(path).parts
    match (first, *rest):
        case ("src", "emurules", module) if module.endswith(".py"):
            wanted = f"tests/test_{module}"
        case ("src", "emurules", package, _, *_):
            wanted = f"tests/{package}"
        case ("tests", "cases", _):
            wanted = "tests/test_cases.py"
        case ("tests", folder, _, *_):
            wanted = f"tests/{folder}"
        case ("tests", _):
            wanted = path if PurePosixPath(path).name.startswith("test_") else ""
        case _:
            wanted = PLACES.get(first, "")
    known = set(there)
    alone = f"{wanted.replace('tests/', 'tests/test_', 1)}.py"
    return next((one for one in (wanted, alone) if one in known), None)


def arguments(changed: Iterable[str], there: Iterable[str]) -> list[str]:
    """What pytest is given: where to look, and what to leave out."""
    there = list(there)
    places = sorted({found for path in changed if (found := place_of(path, there))})
    if not places:
        return ["-m", SMALL, *SMOKE]
    return ["-m", "not slow" if len(places) <= FEW else SMALL, *places]


def changes() -> list[str]:
    """Files that are not as `main` has them: on this branch, in the tree, or new."""
    return sorted(
        {
            *_git("diff", "--name-only", f"{_git('merge-base', 'main', 'HEAD')[0]}"),
            *_git("ls-files", "--others", "--exclude-standard"),
        }
    )


def _git(*words: str) -> list[str]:
    ran = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    return ran.stdout.splitlines()


def main() -> None:
    there = [*ROOT.glob("tests/*/"), *ROOT.glob("tests/**/test_*.py")]
    given = arguments(changes(), [one.relative_to(ROOT).as_posix() for one in there])
    sys.stdout.write(f"{' '.join(given)}\n")
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *sys.argv[1:], *given])  # noqa: S606


if __name__ == "__main__":
    main()

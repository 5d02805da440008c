"""`make quick` looks beside what changed, and somewhere if nothing did."""

from __future__ import annotations

import pytest
from tests.changed import FEW, PLACES, ROOT, SMALL, SMOKE, arguments, place_of

THERE = [
    "tests/checks",
    "tests/syntax",
    "tests/docs",
    "tests/corpus",
    "tests/test_silencing.py",
    "tests/test_cases.py",
    "tests/test_files.py",
]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("src/emurules/checks/laws.py", "tests/checks"),
        ("src/emurules/syntax/layout/write.py", "tests/syntax"),
        ("src/emurules/silencing.py", "tests/test_silencing.py"),
        ("src/emurules/files/reading.py", "tests/test_files.py"),
        ("src/emurules/_version.py", None),
        ("src/emurules/nowhere/x.py", None),
        ("tests/checks/test_laws.py", "tests/checks"),
        ("tests/corpus/apgar/cases.json", "tests/corpus"),
        ("tests/test_silencing.py", "tests/test_silencing.py"),
        ("tests/dialects.py", None),
        ("tests/cases/gap.emu", "tests/test_cases.py"),
        ("docs/checks/gap.md", "tests/docs"),
        ("grammar/words/vi.lark", "tests/syntax"),
        ("rulesets/chuyen_doi_so_2024.emu", "tests/corpus"),
        ("Makefile", None),
    ],
)
def test_a_file_has_its_tests(path: str, found: str | None) -> None:
    assert place_of(path, THERE) == found


def test_where_nothing_changed_some_of_everything_is_run() -> None:
    assert arguments([], THERE) == arguments(["Makefile"], THERE) == ["-m", SMALL, *SMOKE]


def test_where_much_changed_less_of_each_is_run() -> None:
    few = ["docs/index.md", "docs/words.md", "grammar/emu.lark"]
    assert arguments(few, THERE) == ["-m", "not slow", "tests/docs", "tests/syntax"]
    many = [*few, "src/emurules/checks/laws.py", "src/emurules/silencing.py"]
    _, expression, *places = arguments(many, THERE)
    assert expression == SMALL
    assert len(places) > FEW


def test_what_is_named_is_there() -> None:
    assert all((ROOT / place).exists() for place in (*SMOKE, *PLACES, *PLACES.values()))


def test_every_package_has_its_tests() -> None:
    there = [
        one.relative_to(ROOT).as_posix() for one in [*ROOT.glob("tests/*/"), *ROOT.glob("tests/test_*.py")]
    ]
    packages = [file.parent.name for file in ROOT.glob("src/emurules/*/__init__.py")]
    assert len(packages) > 5
    assert all(place_of(f"src/emurules/{one}/__init__.py", there) for one in packages)

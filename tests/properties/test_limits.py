"""Whatever its size, a text, a unit or a trace is refused or done with at once; messages name the limits.

The time limit is a safety, far above what any of the monsters needs; nothing is measured here.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.properties.monsters import HEAD, LARGEST, MONSTERS, TAIL
from tests.sizes import one_in

from emurules import FactsError, RulesetError, evaluate, load, loads

CHECKOUT = Path(__file__).parents[2]
SECONDS = 600
GROUP = 10


# All of them at night; the gate takes some of every kind.
CHOSEN = MONSTERS[:: one_in(gate=7, nightly=1)]


@pytest.mark.slow
@pytest.mark.fuzz
@pytest.mark.parametrize("start", range(0, len(CHOSEN), GROUP))
def test_monsters_are_refused_or_done_with_at_once(
    start: int, record_property: Callable[[str, object], None]
) -> None:
    names = CHOSEN[start : start + GROUP]
    record_property("monsters", len(names))
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "tests.properties.monsters", *names],
        cwd=CHECKOUT,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
        preexec_fn=_bound_memory if sys.platform == "linux" else None,
    )
    assert run.returncode == 0, f"{run.stdout}\n{run.stderr}"
    assert [line.rsplit(": ", 1)[0] for line in run.stdout.splitlines()] == list(names)


def _bound_memory() -> None:
    """Four gigabytes of addresses: what asks for more fails at once and takes nothing else down."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))


def test_a_file_has_four_mebibytes_at_most(tmp_path: Path) -> None:
    file = tmp_path / "large.emu"
    file.write_text((HEAD + TAIL).ljust(LARGEST, "#") + "#", "utf-8")
    with pytest.raises(RulesetError, match="4 MiB"):
        load(file)
    file.write_text((HEAD + TAIL).ljust(LARGEST, "#"), "utf-8")
    assert load(file).name == "r"


@pytest.mark.parametrize(
    ("points", "limit"),
    [
        ("9" * 41, "40"),
        ("0." + "1" * 41, "40"),
        ("1e999999", "40"),
        ("1" * 500_000, "40"),
        ("(" * 101 + "1" + ")" * 101, "100"),
        ("-" * 101 + "1", "100"),
        (" + ".join(["1"] * 102), "100"),
        (" * ".join(["n"] * 99) + " * " + " * ".join(["9" * 40] * 200), "100"),
    ],
)
def test_the_message_names_the_limit(points: str, limit: str) -> None:
    with pytest.raises(RulesetError, match=rf"\b{limit}\b"):
        loads(HEAD + "fact n: count\n" + TAIL + f"award {points} points at most 1")


def test_a_value_of_too_many_digits_is_refused_before_any_unit_has_it() -> None:
    squares = "let a0 = n * n\n" + "".join(f"let a{n} = a{n - 1} * a{n - 1}\n" for n in range(1, 9))
    with pytest.raises(RulesetError, match=r"10[.,_ ]?000"):
        loads(HEAD + "fact n: count\n" + squares + TAIL + "award min(a8; 1) points at most 1")


@pytest.mark.parametrize("value", ["1e999999", "1" * 41, "0." + "1" * 41, 10**40, "9" * 10_000_000])
def test_a_fact_has_forty_digits_at_most(value: object) -> None:
    ruleset = loads(HEAD + "fact n: number\n" + TAIL + "award 0 * n")
    assert evaluate(ruleset, {"n": 10**40 - 1}).total == 1
    with pytest.raises(FactsError, match="40"):
        evaluate(ruleset, {"n": value})

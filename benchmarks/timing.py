"""Times measured side by side: each round runs every variant once, and a variant's time is its median.

Only the ratios of such times are worth writing down. Processor time where the system tells it, so that other
programs on the machine count less.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial


def of_commands(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, float]:
    """The median time of each command, started anew each time."""
    return _medians({name: partial(_run, words) for name, words in commands.items()}, rounds)


def of_calls(calls: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median time of each call, in this process."""
    return _medians({name: partial(_call, call) for name, call in calls.items()}, rounds)


def _medians(timed: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    for once in timed.values():  # warm: files in memory, parsers made
        once()
    found: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(rounds):
        for name, once in timed.items():
            found[name].append(once())
    return {name: statistics.median(times) for name, times in found.items()}


def _run(words: Sequence[str]) -> float:
    before = _children()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return _children() - before


def _children() -> float:
    """The processor time of all processes that have ended, or else the time of day."""
    if sys.platform == "win32":
        return time.perf_counter()
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _call(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start

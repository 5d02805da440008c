"""Ratios of times, measured side by side in one run: `python -m benchmarks`, or `make bench`.

Run it with the package installed from a wheel, which carries what it compiles; on a quiet machine. With
`--write` the tables also go to benchmarks/results.md. No figure depends on the speed of the machine, and
nothing here runs in the gate.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from benchmarks import checking, cold, growth

RESULTS = Path(__file__).with_name("results.md")
HEAD = """# Benchmarks

Made by `python -m benchmarks --write` with the package installed from its wheel (`make bench` prints the same
tables). Every figure is a ratio of two medians of interleaved runs on one machine, of processor time.
"""


# What is timed is the work itself; benchmarks/cold.py turns the cache on where it is meant.
os.environ["EMURULES_NO_CACHE"] = "1"


def main() -> None:
    parts = [HEAD]
    for measure in (
        cold.starts,
        cold.shares,
        growth.growth,
        checking.checking,
        checking.guards,
        growth.one_unit,
    ):
        parts.append(measure())
        print(parts[-1], flush=True)
    if "--write" in sys.argv[1:]:
        RESULTS.write_text("\n".join(parts), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""What checking takes: against parsing, as the criteria grow, and for rows with many guards."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from benchmarks.tables import table
from benchmarks.timing import of_calls

from emurules.checks import found
from emurules.driver import check_source, compile_source
from emurules.model.ruleset import Ruleset
from emurules.source import Source
from emurules.syntax import parse

SIZES = (10, 100, 1_000, 5_000)
GUARDS = 10


def checking() -> str:
    """The whole check, parsing and resolving included, of ever more criteria, to parsing alone."""
    rows = []
    per_criterion: float | None = None
    for size in SIZES:
        source = Source("benchmark.emu", criteria(size))
        calls: dict[str, Callable[[], object]] = {
            "parse": partial(_parsed, source),
            "check": partial(check_source, source),
        }
        times = of_calls(calls, 3 if size < 5_000 else 1)
        each = times["check"] / size
        per_criterion = per_criterion or each
        ratio = f"{times['check'] / times['parse']:.1f}"
        rows.append((f"{size:,} criteria", ratio, f"{each / per_criterion:.2f}"))
    remark = (
        "Bands over a rate of two facts, each with its evidence; no finding. The check is all "
        "of it:\nparsing, names and types, gaps, overlaps, reach of points, laws and all warnings. The last "
        "column is the time\nfor one criterion, where 1.00 is that of the smallest ruleset: with linear "
        "growth it stays at or below that."
    )
    return table("Checking", remark, ("what", "times as long as parsing it", "a criterion"), rows)


def guards() -> str:
    """A set of rows with ten guards over ten facts, to the same rows without guards."""
    plain, guarded = (_ruleset(guarded_rows(GUARDS, guards=on)) for on in (False, True))
    calls = {"without": lambda: found(plain, "en"), "with": lambda: found(guarded, "en")}
    times = of_calls(calls, 5)
    rows = [("ten guards over ten facts, to none", f"{times['with'] / times['without']:.1f}")]
    return table("Guards", "Eleven rows of bands, checked.", ("what", "times as long"), rows)


def criteria(number: int) -> str:
    """A ruleset without findings: so many criteria, each with two facts and a rate."""
    facts, nodes = [], []
    for one in range(1, number + 1):
        facts.append(
            f'fact all_{one} "All": count\nfact part_{one} "Part": count up to all_{one}\n'
            f"rate rate_{one}: part_{one} of all_{one} if none exempt\n"
        )
        nodes.append(
            f'criterion {one} "Number {one}" worth 2\n    evidence "a list"\n    bands rate_{one}\n'
            "        100%                   : 2\n        from 80% to below 100% : 1\n"
            "        below 80%              : 0\n"
        )
    head = 'ruleset long "Long"\n    source "A decree"\n'
    section = f'section I "All" worth {2 * number}\n    source "A decree"\n'
    return "".join([head, *facts, section, *nodes])


def guarded_rows(number: int, *, guards: bool) -> str:
    """Bands over a count with a row for each of some facts, the first that holds decides."""
    facts = "".join(f"fact q_{one}: yes/no\n" for one in range(number))
    rows = []
    for one in range(number):
        before = "".join(f"not q_{earlier} and " for earlier in range(one))
        guard = f" when {before}q_{one}" if guards else ""
        rows.append(f"        from 5{guard} : 1\n" if guards else f"        {one} : 1\n")
    whole = "fact n: count\n" if guards else f"fact n: count up to {number + 5}\n"
    return (
        f'ruleset guarded "Guarded"\n{facts}{whole}section I "All" worth 1\n    source "A decree"\n'
        f'criterion 1 "Rows" worth 1\n    evidence "a list"\n    bands n\n{"".join(rows)}'
        "        otherwise : 0\n"
    )


def _parsed(source: Source) -> None:
    tree, problems = parse(source)
    assert tree is not None, problems


def _ruleset(text: str) -> Ruleset:
    ruleset = compile_source(Source("benchmark.emu", text)).ruleset
    assert ruleset is not None
    return ruleset

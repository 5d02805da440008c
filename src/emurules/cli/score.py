"""`emurules score`: units against a ruleset."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from emurules.cli import words
from emurules.cli.console import language_option, remark, show
from emurules.cli.output import written
from emurules.cli.rulesets import load_ruleset
from emurules.diagnostics import Language

if TYPE_CHECKING:
    from emurules.cli.scoring import Tally
    from emurules.cli.standings import Ranking
    from emurules.model.ruleset import Ruleset

# The endings of files of results.
RESULTS = (".xlsx", ".csv", ".html")


@click.command(short_help="Score units: a ranking, JSON, or full explanations.")
@click.argument("ruleset", metavar="RULESET")
@click.argument("facts", metavar="FACTS")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="A table for people, all traces for programs, or a table for documents.",
)
@language_option
@click.option("--unit", metavar="NAME", help="Only the unit of this name.")
@click.option("--explain", is_flag=True, help="How each unit came to its points, step by step.")
@click.option(
    "--decimal",
    type=click.Choice([".", ","]),
    help="The decimal mark of the numbers in FACTS.  [default: a point that cannot be a thousands separator]",
)
@click.option(
    "--dates",
    type=click.Choice(["d/m/y", "m/d/y", "iso"]),
    help="The order of the dates in FACTS.  [default: year first; d/m/y too if the ruleset is Vietnamese]",
)
@click.option("--sheet", metavar="NAME", help="The sheet of an Excel workbook, if facts stand on several.")
@click.option("--missing", multiple=True, metavar="WORD", help="A word in FACTS for what is not given: NA.")
@click.option(
    "--by",
    type=click.Choice(["total", "grade"]),
    default="total",
    show_default=True,
    help="What the ranking goes by; `grade` is the grade first, then the total.",
)
@click.option("--no-rank", is_flag=True, help="No ranking: the units in the order of FACTS.")
@click.option("--keep-going", is_flag=True, help="Report units with errors, score the others, end with 1.")
@click.option("--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option(
    "--out",
    "results",
    metavar="FILE",
    help="All results as a file: .xlsx or .html with every criterion and why points were lost, or .csv.",
)
def score(  # noqa: PLR0913, PLR0917 - one for each option
    ruleset: str,
    facts: str,
    form: Literal["text", "json", "markdown"],
    language: Language | None,
    unit: str | None,
    explain: bool,
    decimal: Literal[".", ","] | None,
    dates: Literal["d/m/y", "m/d/y", "iso"] | None,
    sheet: str | None,
    missing: tuple[str, ...],
    by: Literal["total", "grade"],
    no_rank: bool,
    keep_going: bool,
    output: str | None,
    results: str | None,
) -> None:
    """Score the units in FACTS by RULESET.

    RULESET is the name of a shipped ruleset (see `emurules list`) or an .emu file. FACTS is a .csv with a
    unit a row (commas or semicolons, as a spreadsheet saves it), an .xlsx, a .json of one unit or a list, or
    - for standard input.

    If a unit's facts are wrong, nothing is scored (but see --keep-going), and the exit code is 1.
    """
    if ruleset == facts == "-":
        raise click.UsageError("RULESET and FACTS cannot both be standard input")
    if results is not None:
        _usable(results, form, explain=explain, output=output)
    from emurules.cli import reports
    from emurules.cli.scoring import Tally, open_facts, traces, with_progress

    loaded = load_ruleset(ruleset, language)
    spoken = language or loaded.language
    ranking = None if no_rank or unit is not None else _ranking(loaded, by)
    file = open_facts(
        facts, loaded, decimal, dates=dates, missing=missing, sheet=sheet, language=language, called=ruleset
    )
    tally = Tally(keep_going)
    taken = with_progress(traces(loaded, file, unit, tally), file, spoken)
    if results is not None:
        from emurules.cli.results import write_results

        gathered = list(taken)
        _tell(tally, spoken)
        write_results(gathered, results, loaded, spoken, ranking)
        if tally.failed:
            raise _failed(tally, spoken)
        return
    with written(output) as out:
        if form == "json":
            reports.json_report(taken, out)
        elif explain:
            reports.explained(taken, out, form, spoken)
        else:
            terminal = output is None and sys.stdout.isatty()
            reports.table_report(taken, out, loaded, spoken, form, terminal=terminal, ranking=ranking)
        _tell(tally, spoken)
    if tally.failed:
        raise _failed(tally, spoken)


def _usable(results: str, form: str, *, explain: bool, output: str | None) -> None:
    """See that the ending of a file of results says its form, and that no other form is asked for."""
    if form != "text" or explain or output is not None:
        raise click.UsageError("--out says file and form at once: leave out --format, --explain and --output")
    ending = Path(results).suffix.lower()
    if ending not in RESULTS:
        known = ", ".join(RESULTS)
        raise click.UsageError(f"--out {results}: the ending says the form, and must be one of: {known}")


def _tell(tally: Tally, language: Language) -> None:
    """Report what was wrong; if nothing may be shown, that is the end."""
    for problem in tally.problems:
        show([problem.found], place=problem.place)
    if tally.refused:
        raise _failed(tally, language)


def _ranking(ruleset: Ruleset, by: Literal["total", "grade"]) -> Ranking:
    from emurules.cli.standings import Ranking, grades_in_order

    lowest = ruleset.total.more_is_worse
    if by == "total":
        return Ranking(lowest=lowest)
    if not ruleset.gradings:
        raise click.UsageError(f"--by grade: `{ruleset.name}` gives no grades")
    found = grades_in_order(ruleset.gradings[0], lowest=lowest)
    if found is None:
        raise click.UsageError(
            "--by grade: these grades have no order; `best that holds` would give them one"
        )
    return Ranking(found, lowest)


def _failed(tally: Tally, language: Language) -> click.exceptions.Exit:
    """Sum up on stderr what could not be scored."""
    if tally.broken and tally.units > 1:
        text = words.KEPT_GOING if tally.keep_going else words.STOPPED if tally.cut_short else words.REFUSED
        remark(text.filled(language, {"broken": str(tally.broken), "units": str(tally.units)}))
    return click.exceptions.Exit(1)

"""`emurules template`: the blank form of a ruleset's facts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from emurules.cli.console import language_option
from emurules.cli.output import written
from emurules.diagnostics import Language

if TYPE_CHECKING:
    from emurules.model.ruleset import Ruleset

_BOM = "\ufeff"


@click.command(short_help="Print the blank form of a ruleset's facts.")
@click.argument("ruleset", metavar="RULESET")
@click.option(
    "--format", "form", type=click.Choice(["csv", "json", "xlsx"]), default="csv", show_default=True
)
@click.option(
    "--separator",
    type=click.Choice([",", ";"]),
    help="Between the columns of a CSV.  [default: ; in Vietnamese, as Excel expects there, else ,]",
)
@click.option("--output", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option(
    "--out", "blank", metavar="FILE", help="Write to FILE; its ending, .csv, .json or .xlsx, says the format."
)
@language_option
def template(
    ruleset: str,
    form: str,
    separator: str | None,
    output: str | None,
    blank: str | None,
    language: Language | None,
) -> None:
    """Print the blank form of a ruleset's facts, for a person to fill in and `score` to read.

    The CSV has a header row and rows that begin with #, which tell each fact's title, what goes in, and where
    it is taken from; `score` passes over them. Write a unit a row below. The JSON tells the same in keys that
    begin with #. The workbook (xlsx) has lists to choose from and the limits of each fact; it needs a file.
    """
    from emurules.cli.rulesets import load_ruleset
    from emurules.files.blank import blank_csv, blank_json

    if blank is not None:
        if output is not None or _asked_for_format():
            raise click.UsageError("--out says file and format at once: leave out --format and --output")
        output, form = blank, _format_of(blank)
    if form == "xlsx" and output is None:
        raise click.UsageError("a workbook needs a file: add --output FILE.xlsx")
    loaded = load_ruleset(ruleset, language)
    spoken = language or loaded.language
    if form == "xlsx" and output is not None:
        _workbook(loaded, spoken, output)
        return
    with written(output) as out:
        if form == "json":
            out.write(blank_json(loaded, spoken))
        else:
            # Without a mark at the start, Excel takes a CSV for the code page of the country.
            mark = "" if output is None and sys.stdout.isatty() else _BOM
            out.write(mark + blank_csv(loaded, spoken, separator or (";" if spoken == "vi" else ",")))


def _asked_for_format() -> bool:
    given = click.get_current_context().get_parameter_source("form")
    return given is not ParameterSource.DEFAULT


def _format_of(path: str) -> str:
    ending = Path(path).suffix.lower()
    if ending not in (".csv", ".json", ".xlsx"):
        raise click.UsageError(
            f"--out {path}: the ending says the format, and must be one of: .csv, .json, .xlsx"
        )
    return ending[1:]


def _workbook(ruleset: Ruleset, language: Language, output: str) -> None:
    from emurules.files.excel_form import write_form
    from emurules.files.origin import Origin
    from emurules.files.writing import replacing

    origin = Origin(output, language)
    with replacing(origin) as stream:
        write_form(ruleset, language, stream, origin)

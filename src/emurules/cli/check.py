"""`emurules check`: everything that is wrong, or looks wrong, with rulesets."""

from __future__ import annotations

import json
import sys

import click

from emurules.cli.console import language_option, remark, show, standard_input
from emurules.diagnostics import Diagnostic, Language
from emurules.diagnostics.render import as_json


@click.command(short_help="Say what is wrong with rulesets.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def check(files: tuple[str, ...], form: str, language: Language | None) -> None:
    """Check rulesets and run their examples.

    FILE is an .emu file, the name of a shipped ruleset, or - for standard input. Every error and warning is
    shown with its place. Ends with 0 if there is no error (warnings don't count), else with 1.
    """
    found = [one for file in files for one in _checked(file, language)]
    if form == "json":
        spoken = [one.within(language) if language else one for one in found]
        click.echo(json.dumps([as_json(one) for one in spoken], ensure_ascii=False, indent=2))
    else:
        show(found, sys.stdout)
        sys.stdout.flush()
    errors = sum(one.severity == "error" for one in found)
    remark(summary(errors, len(found) - errors, len(files), language or "en"))
    if errors:
        raise click.exceptions.Exit(1)


def _checked(file: str, language: Language | None) -> tuple[Diagnostic, ...]:
    from emurules import driver
    from emurules.files import STDIN

    if file != "-":
        return driver.check(file, language)
    source, problems = driver.source_of(standard_input().read(), STDIN, language)
    return problems if source is None else driver.check_source(source, language)


def summary(errors: int, warnings: int, files: int, language: Language) -> str:
    """`2 errors, 1 warning in 3 files`."""
    if language == "vi":
        found = [f"{errors} lỗi"] * bool(errors) + [f"{warnings} cảnh báo"] * bool(warnings)
        return f"{', '.join(found) or 'không có lỗi'} trong {files} tệp"
    counts = [_counted(errors, "error")] if errors else []
    if warnings:
        counts.append(_counted(warnings, "warning"))
    return f"{', '.join(counts) or 'no errors'} in {_counted(files, 'file')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

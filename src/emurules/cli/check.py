"""`emurules check`: everything that is wrong, or looks wrong, with rulesets."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from emurules.cli.console import language_option, remark, show, standard_input
from emurules.diagnostics import Diagnostic, Language

FORMS = ("text", "json", "sarif", "github")


@click.command(short_help="Say what is wrong with rulesets.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="For people, for programs, for code scanning, or as annotations of a GitHub workflow.",
)
@click.option("--fix", is_flag=True, help="First write what can be fixed mechanically; shows it and asks.")
@click.option("--yes", is_flag=True, help="With --fix: don't ask.")
@click.option(
    "--summary",
    "summed",
    is_flag=True,
    help="Show what each criterion, section and the total can come to (text or json).",
)
@language_option
def check(
    files: tuple[str, ...], form: str, fix: bool, yes: bool, summed: bool, language: Language | None
) -> None:
    """Check rulesets and run their examples.

    FILE is an .emu file, the name of a shipped ruleset, or - for standard input. Every error and warning is
    shown with its place. Ends with 0 if there is no error (warnings don't count), else with 1.
    """
    if fix:
        from emurules.cli.fixing import fix_files

        if summed and "-" in files:
            raise click.UsageError("--fix writes what it makes of - to standard output: give no --summary")
        fix_files(files, form, language, yes=yes)
    elif yes:
        raise click.UsageError("--yes goes with --fix")
    if summed:
        from emurules.cli.summary import summarised

        found = summarised(files, form, language)
    else:
        found = [one for file in files for one in checked(file, language)]
        write(found, form, language)
    errors = sum(one.severity == "error" for one in found)
    said_in = language or (spoken(found) if found else _written_in(files))
    remark(summary(errors, len(found) - errors, len(files), said_in))
    if errors:
        raise click.exceptions.Exit(1)


def checked(file: str, language: Language | None) -> tuple[Diagnostic, ...]:
    """What is found in a file, a shipped ruleset or standard input."""
    from emurules import driver
    from emurules.files import STDIN

    if file != "-":
        return driver.check(file, language)
    source, problems = driver.source_of(standard_input().read(), STDIN, language)
    return problems if source is None else driver.check_source(source, language)


def _written_in(files: Sequence[str]) -> Language:
    """The language of all of some rulesets without findings; English where there are several."""
    from emurules import driver

    languages = {driver.language_of(file) for file in files if file != "-"}
    return languages.pop() if len(languages) == 1 else "en"


def write(found: Sequence[Diagnostic], form: str, language: Language | None) -> None:
    """Write findings to standard output in one of the forms."""
    if form == "text":
        # What stops the work comes first, file by file; forms for programs keep the order of the text.
        files = list(dict.fromkeys(one.file for one in found))
        show(sorted(found, key=lambda one: (files.index(one.file), one.severity != "error")), sys.stdout)
        sys.stdout.flush()
        return
    told = [one.within(language) if language else one for one in found]
    match form:
        case "json":
            from emurules.diagnostics.render.data import as_json

            _json([as_json(one) for one in told])
        case "sarif":
            from emurules.diagnostics.render.sarif import as_sarif

            _json(as_sarif(told, language or "en", Path.cwd()))
        case "github":
            from emurules.diagnostics.render.github import as_github

            for one in told:
                click.echo(as_github(one, Path.cwd()))


def _json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def spoken(found: Sequence[Diagnostic]) -> Language:
    """The language of all of some findings; English where there are several, or none."""
    languages = {one.language for one in found}
    return languages.pop() if len(languages) == 1 else "en"


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

"""`emurules fmt`: rulesets in one layout, and from one dialect into the other."""

from __future__ import annotations

import sys

import click
from attrs import frozen
from click.exceptions import Exit

from emurules.cli.console import remark, show, standard_input
from emurules.cli.diffs import show_diff
from emurules.diagnostics import Diagnostic, Language


@frozen
class _Outcome:
    """What became of a file: its text before and after; without a text after it, what is wrong with it."""

    file: str
    before: str = ""
    after: str | None = None
    found: tuple[Diagnostic, ...] = ()

    @property
    def changed(self) -> bool:
        return self.after is not None and self.after != self.before


@click.command(short_help="Lay rulesets out in one way, or write them in the other dialect.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; show what would change, end with 1."
)
@click.option(
    "--language",
    type=click.Choice(["vi", "en"]),
    help="Write the ruleset with the words of this language.  [default: its own]",
)
def fmt(files: tuple[str, ...], only_check: bool, language: Language | None) -> None:
    """Lay rulesets out in the one canonical way.

    FILE is an .emu file, or - to read standard input and write standard output. What a ruleset means stays,
    and so do its names, texts and comments. A file with syntax errors is shown with them and left as it is;
    then, and with --check where something would change, the exit code is 1.
    """
    outcomes = []
    for file in files:
        outcome = _outcome(file, language)
        outcomes.append(outcome)
        show(outcome.found)
        if only_check:
            _show_diff(outcome)
        elif outcome.after is not None and (outcome.changed or file == "-"):
            _write(outcome)
    if only_check or files != ("-",) or outcomes[0].after is None:
        remark(_summary(outcomes, language or "en", only_check=only_check))
    if any(one.after is None or (only_check and one.changed) for one in outcomes):
        raise Exit(1)


def _outcome(file: str, language: Language | None) -> _Outcome:
    from emurules import driver
    from emurules.files import STDIN
    from emurules.files.origin import Origin

    if file == "-":
        source, problems = driver.source_of(standard_input().read(), STDIN)
    elif file in driver.shipped():  # a name of what comes with the package, which is not ours to write
        return _Outcome(file, found=(Origin(file, "en").finding("file-not-found"),))
    else:
        source, problems = driver.read_source(file)
    if source is None:
        return _Outcome(file, found=problems)
    laid_out = driver.formatted(source, language)
    return _Outcome(file, source.text, laid_out.text, laid_out.diagnostics)


def _write(outcome: _Outcome) -> None:
    from emurules.cli.output import written

    with written(None if outcome.file == "-" else outcome.file) as stream:
        stream.write(outcome.after or "")


# ---------------------------------------------------------------- what is told


def _show_diff(outcome: _Outcome) -> None:
    """What would change."""
    if not outcome.changed or outcome.after is None:
        return
    before = outcome.before
    if "\r" in before or before.startswith("\ufeff"):  # neither is seen in a diff
        sys.stdout.write(f"# {outcome.file}: line ends become LF, and there is no byte order mark\n")
        before = before.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    show_diff(outcome.file, before, outcome.after)


def _summary(outcomes: list[_Outcome], language: Language, *, only_check: bool) -> str:
    """`2 files changed, 1 file left as it is`."""
    changed = sum(one.changed for one in outcomes)
    refused = sum(one.after is None for one in outcomes)
    same = len(outcomes) - changed - refused
    if language == "vi":
        told = [f"{'cần sửa' if only_check else 'đã sửa'} {changed} tệp"] * bool(changed)
        told += [f"{same} tệp đã đúng cách trình bày"] * bool(same)
        return ", ".join(told + [f"{refused} tệp được để nguyên"] * bool(refused))
    told = [f"{_files(changed)} {'would change' if only_check else 'changed'}"] * bool(changed)
    told += [f"{_files(same)} in good layout"] * bool(same)
    told += [f"{_files(refused)} left as {'it is' if refused == 1 else 'they are'}"] * bool(refused)
    return ", ".join(told)


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"

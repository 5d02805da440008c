"""`emurules check --fix`: mechanical fixes, shown and asked for before they are written.

Guarantees: nothing is written but what was shown or what `--yes` allows; a file is written whole or not at
all, and not at all if it has changed since it was read. Left out: the fixes (fixes), and what is found
afterwards (check).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from click.exceptions import Exit

from emurules.cli.console import remark, show, standard_input
from emurules.cli.diffs import show_diff
from emurules.cli.output import written
from emurules.diagnostics import Language, Text

if TYPE_CHECKING:
    from emurules.fixes import Fixed
    from emurules.source import Source

_ASK = Text("Write these changes?", "Ghi các thay đổi này?")
_NOT_ASKED = Text(
    "nothing is written: there is no terminal to ask on; --yes writes without asking",
    "chưa ghi gì: không có màn hình để hỏi; thêm --yes để ghi không cần hỏi",
)
_NOT_WRITTEN = Text("nothing is written", "chưa ghi gì")
_NOTHING = Text("nothing to fix", "không có gì để sửa")
_FIXED = Text("{file}: fixed {what}", "{file}: đã sửa {what}")
_DECIDE = Text(
    "{file}:{line}: 0 points stand here until you decide", "{file}:{line}: tạm ghi 0 điểm, cần quyết định"
)
_SHIPPED = Text(
    "`{file}` comes with the package and is not changed; copy it first",
    "`{file}` đi kèm gói cài đặt nên không sửa; hãy sao chép ra trước",
)
_CHANGED = Text(
    "`{file}` has changed in the meantime and is not written",
    "`{file}` đã thay đổi trong lúc đó nên không ghi",
)


def fix_files(files: tuple[str, ...], form: str, language: Language | None, *, yes: bool) -> None:
    """Fix files in place; what is still to be said of them is left to the check.

    Raises:
        Exit: nothing may be written, or all is said.
        UsageError: the options do not go together.
    """
    if "-" in files:
        if len(files) > 1 or form != "text":
            raise click.UsageError(
                "--fix writes what it makes of - to standard output: give no other FILE or --format"
            )
        _fix_standard_input(language)
    if form != "text" and not yes:
        raise click.UsageError(f"--fix shows a diff first: with --format {form} add --yes")
    spoken: Language = language or "en"
    results = list(_results(files, language))
    changes = [(before, after) for before, after in results if after.source.text != before.text]
    if not changes:
        remark(_NOTHING.filled(spoken, {}))
    elif yes or _agreed(changes, spoken):
        for before, after in changes:
            _write(before, after, spoken)
    else:
        remark(_NOT_WRITTEN.filled(spoken, {}))
        return
    for _, after in results:
        _tell_undecided(after, spoken)


def _results(files: tuple[str, ...], language: Language | None) -> Iterator[tuple[Source, Fixed]]:
    """Each file that can be read, before and after the fixes."""
    from emurules import driver
    from emurules.fixes import fixed

    for file in dict.fromkeys(files):
        if file in driver.shipped():
            remark(_SHIPPED.filled(language or "en", {"file": file}))
            continue
        source, _ = driver.read_source(file, language)  # why it cannot be read, the check will say
        if source is not None:
            yield source, fixed(source, language)


def _agreed(changes: list[tuple[Source, Fixed]], language: Language) -> bool:
    """Show the changes and ask; without a terminal there is nobody to ask."""
    for before, after in changes:
        show_diff(before.name, before.text, after.source.text)
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        remark(_NOT_ASKED.filled(language, {}))
        raise Exit(1)
    return click.confirm(_ASK.filled(language, {}), err=True)


def _write(before: Source, after: Fixed, language: Language) -> None:
    from emurules import driver

    now, _ = driver.read_source(before.name, language)
    if now is None or now.text != before.text:
        remark(_CHANGED.filled(language, {"file": before.name}))
        raise Exit(1)
    with written(before.name) as stream:
        stream.write(after.source.text)
    _tell(after, language)


def _tell(after: Fixed, language: Language) -> None:
    what = ", ".join(f"{slug} ({count})" if count > 1 else slug for slug, count in after.fixes)
    remark(_FIXED.filled(language, {"file": after.source.name, "what": what}))


def _tell_undecided(after: Fixed, language: Language) -> None:
    for line in after.undecided:
        remark(_DECIDE.filled(language, {"file": after.source.name, "line": str(line)}))


def _fix_standard_input(language: Language | None) -> None:
    """Write the fixed text to standard output, and what is still found to standard error."""
    from emurules import driver
    from emurules.files import STDIN
    from emurules.fixes import fixed

    source, problems = driver.source_of(standard_input().read(), STDIN, language)
    if source is not None:
        after = fixed(source, language)
        with written(None) as stream:
            stream.write(after.source.text)
        problems = after.found
        if after.fixes:
            _tell(after, language or "en")
        _tell_undecided(after, language or "en")
    show(problems)
    raise Exit(1 if any(one.severity == "error" for one in problems) else 0)

"""`emurules new`: a small complete ruleset to start from."""

from __future__ import annotations

import re
from pathlib import Path

import click

from emurules.diagnostics import Language

_SUFFIX = ".emu"
_NAME = re.compile(r"[^\W\d_]\w*")


@click.command(short_help="Write a small complete ruleset to start from.")
@click.argument("name", metavar="NAME")
@click.option(
    "--dialect",
    type=click.Choice(["en", "vi"]),
    default="en",
    show_default=True,
    help="The language of its keywords.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def new(name: str, dialect: Language, force: bool) -> None:
    """Write NAME.emu: a small complete ruleset to start from.

    It has facts, a rate, bands, a bonus, evidence, sources, a law and examples, and is right as it stands.
    """
    from importlib.resources import files

    from emurules.errors import EmurulesError
    from emurules.files.origin import Origin
    from emurules.files.writing import replacing

    target = _target(name)
    origin = Origin(str(target), dialect)
    if target.exists() and not force:
        raise EmurulesError((origin.finding("unwritable-file", variant="exists", help="exists"),))
    starter = files("emurules.cli").joinpath("starters", f"{dialect}{_SUFFIX}").read_text(encoding="utf-8")
    with replacing(origin) as stream:
        stream.write(starter.replace("NAME", target.stem).encode())
    click.echo(f"Wrote {target}. Next:")
    click.echo(f"  emurules check {target}")
    click.echo(f"  emurules template {target} > units.csv     fill in a unit a row")
    click.echo(f"  emurules score {target} units.csv")


def _target(name: str) -> Path:
    """The file of a ruleset, whose name it carries."""
    path = Path(name if name.endswith(_SUFFIX) else name + _SUFFIX)
    if not _NAME.fullmatch(path.stem):
        proposal = re.sub(r"\W+", "_", path.stem).strip("_").lstrip("0123456789_") or "my_table"
        raise click.BadParameter(
            f"'{path.stem}' is no name: it needs letters, digits and _ only, first a letter; try {proposal}",
            param_hint="NAME",
        )
    return path

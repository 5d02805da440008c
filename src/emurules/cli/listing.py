"""`emurules list`: the shipped rulesets."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from emurules.cli import words
from emurules.cli.console import language_option
from emurules.cli.output import written
from emurules.cli.tables import Column, Table, show_table
from emurules.diagnostics import Language

if TYPE_CHECKING:
    from emurules.model.ruleset import Ruleset


@click.command("list", short_help="List the shipped rulesets.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def list_(form: str, language: Language | None) -> None:
    """List the rulesets that come with emurules: what `score` takes by name."""
    from emurules import driver

    rulesets = [driver.load(name, language) for name in driver.shipped()]
    with written(None) as out:
        if form == "json":
            out.write(json.dumps([_plain(one) for one in rulesets], ensure_ascii=False, indent=2) + "\n")
        else:
            show_table(_table(rulesets, language or "en"), out, terminal=sys.stdout.isatty())


def _plain(ruleset: Ruleset) -> dict[str, object]:
    dated = ruleset.sources[0].dated if ruleset.sources else None
    return {
        "name": ruleset.name,
        "title": ruleset.title,
        "language": ruleset.language,
        "issuer": ruleset.issuer,
        "source": ruleset.sources[0].text if ruleset.sources else None,
        "dated": dated.isoformat() if dated else None,
        "criteria": criteria(ruleset),
        "facts": len(ruleset.facts),
        "digest": ruleset.digest,
    }


def criteria(ruleset: Ruleset) -> int:
    """How many criteria are assessed: those without parts."""
    nodes = (node for section in ruleset.sections for node in section.walk())
    return sum(node.form == "criterion" and not node.children for node in nodes)


def _table(rulesets: list[Ruleset], language: Language) -> Table:
    heads = (words.NAME, words.CRITERIA, words.LANGUAGE, words.TITLE)
    columns = tuple(
        Column(one.filled(language, {}), "right" if one is words.CRITERIA else "left") for one in heads
    )
    rows = tuple((one.name, str(criteria(one)), one.language, one.title) for one in rulesets)
    return Table(columns=columns, rows=rows)

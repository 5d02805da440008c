"""The ruleset that a command names: shipped, a file, or standard input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emurules.cli.console import standard_input
from emurules.diagnostics import Language

if TYPE_CHECKING:
    from emurules.model.ruleset import Ruleset


def load_ruleset(name: str, language: Language | None) -> Ruleset:
    """A ruleset by shipped name, by path, or for `-` from standard input.

    Raises:
        RulesetError: it cannot be had.
    """
    from emurules import driver
    from emurules.errors import RulesetError
    from emurules.files import STDIN

    if name != "-":
        return driver.load(name, language)
    source, problems = driver.source_of(standard_input().read(), STDIN, language)
    if source is None:
        raise RulesetError(problems)
    return driver.loads(source.text, source.name, language)

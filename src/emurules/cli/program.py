"""The program `emurules`: its commands, and what happens when one of them ends badly.

Guarantees: an `EmurulesError` is shown as its findings, exit code 1; a closed pipe is quiet; an interrupt
ends with 130; a command is imported when it is asked for.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import Any

import click
from click.exceptions import Exit

from emurules._version import __version__
from emurules.cli.console import remark, show, use_utf8
from emurules.errors import EmurulesError

_HELP = """Score units against an official points table, and explain every point.

A ruleset is a shipped one by name (`emurules list`) or an .emu file. Facts are a CSV with a unit a row,
or JSON; `-` reads standard input.

\b
Examples:
  emurules list
  emurules template digital_transformation_2024 > units.csv
  emurules score digital_transformation_2024 units.csv
  emurules score digital_transformation_2024 units.csv --unit "Xã A" --explain
"""
_COMMANDS = ("check", "explain-check", "fmt", "list", "new", "score", "template")
_INTERRUPTED = 130
_BROKEN_PIPE = 141


def _command(name: str) -> click.Command:
    match name:
        case "check":
            from emurules.cli.check import check as found
        case "explain-check":
            from emurules.cli.explain_check import explain_check as found
        case "fmt":
            from emurules.cli.fmt import fmt as found
        case "list":
            from emurules.cli.listing import list_ as found
        case "new":
            from emurules.cli.new import new as found
        case "score":
            from emurules.cli.score import score as found
        case _:
            from emurules.cli.template import template as found
    return found


class _Program(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        return _command(cmd_name) if cmd_name in _COMMANDS else None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        # The process ends when this returns: to take apart all that it holds would take longer than a score.
        atexit.register(gc.freeze)
        return super().__call__(*args, **kwargs)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        use_utf8()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except EmurulesError as error:
            show(error.diagnostics)
            raise Exit(1) from None
        except KeyboardInterrupt:
            raise Exit(_INTERRUPTED) from None
        except BrokenPipeError:
            # Whoever read has gone: leave nothing for the interpreter to write when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise Exit(_BROKEN_PIPE) from None
        except OSError as error:
            remark(f"error: {error.strerror or error}".lower())
            raise Exit(1) from None


@click.group(
    "emurules",
    cls=_Program,
    help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="emurules", message="%(prog)s %(version)s")
def main() -> None:
    """Score units against an official points table."""

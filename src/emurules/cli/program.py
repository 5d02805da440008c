"""The program `emurules`: its commands, and what happens when one of them ends badly.

Guarantees: an `EmurulesError` is shown as its findings, exit code 1; a closed pipe is quiet; an interrupt
ends with 130.
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
from emurules.cli.check import check
from emurules.cli.console import remark, show, use_utf8
from emurules.cli.explain_check import explain_check
from emurules.cli.fmt import fmt
from emurules.cli.listing import list_
from emurules.cli.new import new
from emurules.cli.score import score
from emurules.cli.template import template
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
_INTERRUPTED = 130
_BROKEN_PIPE = 141


class _Program(click.Group):
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


for _command in (score, check, explain_check, fmt, list_, template, new):
    main.add_command(_command)

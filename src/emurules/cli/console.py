"""Where output goes: streams as UTF-8, colours only for a terminal, findings on stderr.

Guarantees: text with any letter can be written whatever the terminal's encoding; a pipe gets no colours.
Left out: what is written.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

import click

from emurules.diagnostics import Diagnostic, Language

_LANGUAGE = "emurules.language"
_Command = TypeVar("_Command", bound=Callable[..., object])


def use_utf8() -> None:
    """Let stdout and stderr write UTF-8, whatever the terminal is said to take."""
    nowhere = None if sys.stdout and sys.stderr else Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.stdout or nowhere  # a process may be started without them
    sys.stderr = sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def colours(stream: TextIO) -> bool:
    """Whether to write to a stream in colours: a terminal, and nobody asked for none."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show(found: Iterable[Diagnostic], stream: TextIO | None = None, *, place: str = "") -> None:
    """Write findings for people, on stderr unless told otherwise; `place` adds words to where they are."""
    from emurules.diagnostics.render.text import as_text

    stream = stream or sys.stderr
    colour, columns = colours(stream), _columns(stream)
    spoken = asked_language()
    for one in found:
        shown = one.within(spoken) if spoken else one
        stream.write(as_text(shown, colour=colour, place=place, columns=columns) + "\n\n")


def _columns(stream: TextIO) -> int | None:
    """How wide a stream's terminal is; None where there is none."""
    if not stream.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def remark(text: str) -> None:
    """Write a line for people on stderr."""
    sys.stderr.write(f"{text}\n")


def standard_input() -> BinaryIO:
    """Standard input as bytes; empty if the process was started without it."""
    return sys.stdin.buffer if sys.stdin else io.BytesIO()


def language_option(command: _Command) -> _Command:
    """`--language`: of messages and results; by default that of the ruleset."""
    return click.option(
        "--language",
        type=click.Choice(["vi", "en"]),
        callback=_remember,
        help="Language of results and messages.  [default: the ruleset's]",
    )(command)


def _remember(context: click.Context, _: click.Parameter, value: Language | None) -> Language | None:
    context.meta[_LANGUAGE] = value
    return value


def asked_language() -> Language | None:
    """The language that the person asked for, if any."""
    context = click.get_current_context(silent=True)
    return context.meta.get(_LANGUAGE) if context else None

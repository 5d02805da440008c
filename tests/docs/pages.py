"""The pages and the examples that stand on them.

An example is a fenced block. The first word after the fence is its language; more words say how it is tried:

    emu                  a whole ruleset; or it is refused exactly as its comments say: # error: slug "text"
    emu fragment         a part of a ruleset, tried inside the page's frame (see frames.py); the same comments
    emu fragment vi      the same in the Vietnamese dialect
    emu frame            the frame of its dialect on this page
    emu NAME.emu         a whole ruleset that is also a file for what follows; so for csv, json and text
    emu NAME.emu broken  the same, with errors that a later command shows
    emu NAME.emu more    more lines for that file
    emu excerpt FILE     lines of a file of the project, in its order; a line … stands for those left out
    diff NAME            lines of that file changed: - goes away, + comes in its place
    python               runs after the blocks above it; lines with >>> are compared with what they print
    console              commands after `$ `, then all that they print; a line … stands for any lines

Everything on a page happens in one folder of its own, in the order of the page.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import indent

from attrs import frozen

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
ACCEPT = bool(os.environ.get("EMURULES_ACCEPT"))
RUN = ("emu", "python", "console", "csv", "json", "text", "diff")

_FENCE = re.compile(r"(?P<indent> *)(?P<fence>`{3,})(?P<info>[^`]*)")


@frozen
class Block:
    """An example: its language, the words behind it, its text, and its lines on the page, from 0."""

    page: Path
    language: str
    words: tuple[str, ...]
    text: str
    start: int
    end: int
    indent: str = ""

    @property
    def place(self) -> str:
        """Where it stands, as an editor takes it."""
        return f"{self.page.relative_to(ROOT)}:{self.start + 1}"

    @property
    def file(self) -> str | None:
        """The file that it is, if it is one."""
        return next((word for word in self.words if "." in word), None)


def blocks(page: Path) -> Iterator[Block]:
    """Every fenced block of a page that has a language, directives left out."""
    lines = page.read_text(encoding="utf-8").split("\n")
    number = 0
    while number < len(lines):
        opening = _FENCE.fullmatch(lines[number].rstrip())
        number += 1
        if opening is None:
            continue
        start = number
        while number < len(lines) and not _closes(lines[number], opening["fence"]):
            number += 1
        language, *words = opening["info"].split() or [""]
        if language and not language.startswith("{"):
            text = "".join(line.removeprefix(opening["indent"]) + "\n" for line in lines[start:number])
            yield Block(page, language, tuple(words), text, start, number, opening["indent"])
        number += 1


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(fence) and set(bare) == {"`"}


def rewrite(page: Path, texts: Mapping[Block, str]) -> None:
    """Put other texts into blocks of a page."""
    lines = page.read_text(encoding="utf-8").split("\n")
    for block in sorted(texts, key=lambda one: -one.start):
        lines[block.start : block.end] = indent(texts[block], block.indent).removesuffix("\n").split("\n")
    page.write_text("\n".join(lines), encoding="utf-8")


def between(page: Path, name: str, text: str) -> bool:
    """Whether a part of a page that is made by machine is as it would be made now; to accept puts it there.

    The part stands between `<!-- made: name -->` and `<!-- end -->`.
    """
    whole = page.read_text(encoding="utf-8")
    head, found, rest = whole.partition(f"<!-- made: {name} -->\n")
    old, end, tail = rest.partition("<!-- end -->")
    assert found, f"{page.name} has no place for {name}"
    assert end, f"{page.name}: {name} has no end"
    new = f"\n{text.strip()}\n\n"
    if ACCEPT and old != new:
        page.write_text(f"{head}{found}{new}{end}{tail}", encoding="utf-8")
        return True
    return old == new

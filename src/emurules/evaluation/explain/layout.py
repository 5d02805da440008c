"""How an explanation looks: plain text of 100 columns, Markdown, or a small HTML table.

What lives here: `as_text`, `as_markdown`, `as_html`. Guarantees: texts from the ruleset and the unit show
as they are, and can't turn into markup or steer a terminal. Left out: what is said (account).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from html import escape

from emurules.evaluation.explain.document import Block, Gap, Heading, Line, Score, Scores

WIDTH = 100
_DEEPEST = 12
_NO_BREAK = "\N{NO-BREAK SPACE}"
# Control characters, and those that turn the direction of writing; a line break is kept.
_CONTROLS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$&]")
_AT_START = re.compile(r"^(\d{1,9})([.)])|^([-+=])")


def as_text(blocks: Iterable[Block]) -> str:
    """Plain text, wrapped at 100 columns; depth is shown by indentation."""
    lines: list[str] = []
    indent = ""
    for block in blocks:
        match block:
            case Heading(level, text):
                indent = "  " * min(max(level - 2, 0), _DEEPEST)
                head = _wrapped(text, indent, indent + "  ")
                lines += ([""] if lines else []) + head
                if level <= 2:
                    lines.append(("=" if level == 1 else "-") * max(map(len, head)))
                else:
                    indent += "  "
            case Line(text, lead, below):
                shown = text if lead is None else f"{lead}: {text}"
                at = indent + "  " * below
                lines += _wrapped(shown, at, at + "  ")
            case Gap():
                lines.append("")
            case Scores(_, rows):
                for row in rows:
                    if row.depth == 0:
                        lines += _wrapped(f"{row.name}: {row.line}", indent + "  ", indent + "    ")
    return "\n".join(lines) + "\n"


def as_markdown(blocks: Iterable[Block]) -> str:
    """Markdown: headings, lists, and the scores as a table."""
    parts: list[str] = []
    listed = False
    for block in blocks:
        match block:
            case Heading(level, text):
                parts += ["", f"{'#' * min(level, 6)} {_escaped(text)}", ""]
                listed = False
            case Line(text, lead, below):
                if not listed and parts and parts[-1]:
                    parts.append("")
                listed = True
                parts.append(_item(text, lead, "  " * below))
            case Gap():
                pass
            case Scores(columns, rows):
                parts += ["", _row(columns), "| --- | --- | ---: | ---: | --- |"]
                parts += [_row(_cells(row)) for row in rows]
                parts.append("")
                listed = False
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts)).strip() + "\n"


def as_html(blocks: Iterable[Block], why: str) -> str:
    """HTML for a notebook: the head as paragraphs, the scores as a table with a column that says why."""
    return "\n".join(_html(blocks, why))


def _wrapped(text: str, first: str, later: str) -> list[str]:
    wrapped: list[str] = []
    for line in _clean(text).split("\n"):
        wrapped += textwrap.wrap(
            line.strip(),
            WIDTH,
            initial_indent=later if wrapped else first,
            subsequent_indent=later,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return [line.replace(_NO_BREAK, " ") for line in wrapped or [first.rstrip()]]


def _item(text: str, lead: str | None, indent: str) -> str:
    lines = [line.strip() for line in _clean(text).split("\n") if line.strip()] or [""]
    shown = [_started(_escaped(line)) for line in lines]
    if lead is not None:
        shown[0] = f"**{_escaped(lead)}:** {_escaped(lines[0])}"
    return f"{indent}- " + f"\\\n{indent}  ".join(shown)


def _cells(row: Score) -> tuple[str, ...]:
    cells = (row.id, row.title, row.points, row.worth, row.status)
    return tuple(f"**{_escaped(cell)}**" if row.depth == 0 else _escaped(cell) for cell in cells)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _html(blocks: Iterable[Block], why: str) -> Iterator[str]:
    yield '<div class="emurules-trace">'
    for block in blocks:
        match block:
            case Heading(_, text):
                yield f"<p><strong>{_markup(text)}</strong></p>"
            case Gap():
                pass
            case Line(text, lead):
                shown = _markup(text) if lead is None else f"<em>{_markup(lead)}:</em> {_markup(text)}"
                yield f"<p>{shown}</p>"
            case Scores(columns, rows):
                heads = "".join(f"<th>{_markup(one)}</th>" for one in (*columns[:4], why))
                yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
                yield from (_html_row(row) for row in rows)
                yield "</tbody></table>"
    yield "</div>"


def _html_row(row: Score) -> str:
    cell = "th" if row.depth == 0 else "td"
    told = (row.id, row.title, row.points, row.worth)
    cells = "".join(f"<{cell}>{_markup(one)}</{cell}>" for one in told)
    why = "<br>".join(_markup(one) for one in row.why)
    return f'<tr>{cells}<td style="text-align: left">{why}</td></tr>'


def _clean(text: str) -> str:
    return _CONTROLS.sub("\ufffd", text.replace("\r\n", "\n").replace("\t", " "))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", _clean(text).replace("\n", " ").replace(_NO_BREAK, " "))


def _started(text: str) -> str:
    """A line that Markdown would take for the item of a list."""
    return _AT_START.sub(lambda found: "\\" + found[0] if found[3] else f"{found[1]}\\{found[2]}", text)


def _markup(text: str) -> str:
    return escape(_clean(text).replace(_NO_BREAK, " ")).replace("\n", "<br>")

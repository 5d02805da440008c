"""The small form between an account of a trace and its layout: headings, lines and a table of scores.

Guarantees: texts are plain, with no markup; a layout escapes them. A text may have several lines.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class Heading:
    """A heading: level 1 the whole, 2 a section, 3 and more its criteria."""

    level: int
    text: str


@frozen
class Line:
    """A sentence, or with a `lead` an entry: `Căn cứ: Bảng số 3, mục I.6`; `below` the line before it?"""

    text: str
    lead: str | None = None
    below: bool = False


@frozen
class Gap:
    """An end of what belongs together."""


@frozen
class Score:
    """A row of the table of scores: a section (`depth` 0) or a criterion; `line` says it in words."""

    id: str
    title: str
    depth: int
    points: str
    worth: str
    status: str
    name: str
    line: str
    why: tuple[str, ...] = ()


@frozen
class Scores:
    """The table of scores, with the heads of its columns."""

    columns: tuple[str, ...]
    rows: tuple[Score, ...]


Block = Heading | Line | Gap | Scores

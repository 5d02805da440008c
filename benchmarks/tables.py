"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Sequence


def table(title: str, remark: str, heads: tuple[str, str], rows: Sequence[tuple[str, str]]) -> str:
    """A section with a table of two columns, the second one of figures."""
    lines = [f"## {title}", "", remark, "", f"| {heads[0]} | {heads[1]} |", "| --- | ---: |"]
    lines += [f"| {name} | {figure} |" for name, figure in rows]
    return "\n".join([*lines, ""])

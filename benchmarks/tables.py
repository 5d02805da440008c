"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Sequence


def table(title: str, remark: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A section with a table: names, then columns of figures."""
    lines = [f"## {title}", "", remark, "", f"| {' | '.join(heads)} |"]
    lines.append(f"| --- |{' ---: |' * (len(heads) - 1)}")
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines, ""])

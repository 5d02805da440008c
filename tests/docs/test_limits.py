"""The limits on the page of the language are those of the code."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT

from emurules.driver import SIZE_LIMIT
from emurules.model.facts import FACT_DIGITS
from emurules.model.notation import MOST_DIGITS
from emurules.resolve.derived import DEEPEST_TABLES
from emurules.resolve.scope import DEEPEST_ID
from emurules.syntax import limits


def test_limits() -> None:
    page = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    table = page.partition("## Limits\n")[2].partition("\n## ")[0]
    shown = [row.replace(",", "") for row in re.findall(r"^\| [a-z].*\| ([0-9,]+)", table, re.MULTILINE)]
    assert limits.DIGITS == FACT_DIGITS
    assert limits.BYTES == SIZE_LIMIT == 4 << 20
    assert [int(number) for number in shown] == [
        4, FACT_DIGITS, MOST_DIGITS, limits.DEPTH, DEEPEST_ID, DEEPEST_TABLES,
    ]  # fmt: skip

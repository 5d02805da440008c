"""How an explanation names and shows the values that a rule reckons with: for who has never seen the text."""

from typing import Literal

import pytest

from emurules import evaluate, explain, loads

HEAD = """ruleset r "R"
fact sent "Sheets sent": count
fact late "Sheets sent late": count up to sent
rate late_rate "Share sent late": late of sent if none exempt
"""


def explained(rules: str, language: Literal["en", "vi"] = "en", sent: int = 35, late: int = 15) -> str:
    """The explanation of one unit, on one line."""
    ruleset = loads(HEAD + rules)
    unit = evaluate(ruleset, {"sent": sent, "late": late})
    return " ".join(explain(unit, language).split())


class TestCountsOfARate:
    @pytest.mark.parametrize(
        "value",
        [
            "late_rate",
            "min(late_rate; 90%)",
            "(late_rate when sent > 20 otherwise 0%)",
        ],
    )
    def test_what_passes_a_rate_on_shows_its_counts(self, value: str) -> None:
        rules = f'let overdue "Overdue" = {value}\ncriterion 1 "A" worth 5\n    award 5 when overdue > 30%\n'
        assert "because Overdue: 15/35 ≈ 42.86% (" in explained(rules)

    def test_a_let_of_a_let_too(self) -> None:
        rules = 'let first = late_rate\nlet second "Overdue" = first\ncriterion 1 "A" worth 5\n'
        assert "because Overdue: 15/35 ≈ 42.86% (" in explained(rules + "    award 5 when second > 30%\n")

    def test_a_value_as_large_by_chance_counts_something_else(self) -> None:
        rules = (
            'let early "Early" = 100% - late_rate\ncriterion 1 "A" worth 5\n    award 5 when early > 30%\n'
        )
        assert "because Early: 50% (" in explained(rules, sent=30, late=15)

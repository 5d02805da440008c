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


class TestTitlesInFormulas:
    def test_a_formula_says_titles_for_names(self) -> None:
        rule = "    award late_rate*7 + min(late; 2) # late_rate\n        at most 9\n"
        said = explained(f'criterion 1 "A" worth 5\n{rule}')
        assert "computed as “Share sent late × 7 + min(Sheets sent late; 2)”" in said

    def test_a_title_with_a_sign_in_it_is_marked(self) -> None:
        fact = 'fact odd "Odd, even # both": count default 3\n'
        said = explained(f'{fact}criterion 1 "A" worth 5\n    award odd * 1 + late\n')
        assert "computed as “‘Odd, even # both’ × 1 + Sheets sent late”" in said

    def test_a_name_without_a_title_stays(self) -> None:
        said = explained('let twice = late * 2\ncriterion 1 "A" worth 5\n    award twice / 10\n')
        assert "computed as “twice / 10”" in said

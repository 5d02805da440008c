"""Numbers, dates and words for nothing as files have them: read exactly, or refused with what to write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import Ran, run

RULESET = """ruleset r "R"
fact n: optional count up to 5000
fact p: optional percent
fact w: optional number from -100 to 10_000
fact d: optional date
fact o: optional one of
    a "An answer"
    na "Not at all"
section I "S" worth 1 award 1
"""
VIETNAMESE = """bảng điểm r "R"
số liệu d: không bắt buộc ngày tháng
phần I "P" điểm chuẩn 1 cộng 1
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.emu").write_text(RULESET, "utf-8")
    Path("vi.emu").write_text(VIETNAMESE, "utf-8")


def score(fact: str, text: str, *words: str, ruleset: str = "r.emu", form: str = "csv") -> Ran:
    rows = f'unit;{fact};z\nA;"{text}";\n' if form == "csv" else json.dumps([{"unit": "A", fact: text}])
    Path(f"u.{form}").write_text(rows, "utf-8")
    return run("score", ruleset, f"u.{form}", "--language", "en", "--format", "json", *words)


def value(fact: str, text: str, *words: str, **more: Any) -> object:
    """The value of a fact as it was read."""
    ran = score(fact, text, *words, **more)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)[0]["facts"][fact]


def refused(fact: str, text: str, *words: str, **more: Any) -> tuple[str, str]:
    """The slug and the help of the one error."""
    ran = score(fact, text, *words, **more)
    assert ran.code == 1
    assert ran.err.count("error[") == 1
    return ran.err.partition("error[")[2].partition("]")[0], ran.err.partition("help: ")[2].strip()


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize(
    ("fact", "text", "read"),
    [
        ("p", "90 %", "90%"),
        ("p", "90％", "90%"),
        ("p", "90\u00a0%", "90%"),
        ("n", "1 250", "1250"),
        ("n", "1\u00a0250", "1250"),
        ("n", "1\u202f250", "1250"),
        ("w", "−5", "-5"),
        ("w", "－5", "-5"),
        ("w", "1 250.5", "1250.5"),
    ],
)
def test_what_has_one_reading_is_read(fact: str, text: str, read: str, form: str) -> None:
    assert value(fact, text, form=form) == read


@pytest.mark.parametrize(
    ("fact", "text", "write"),
    [
        ("w", ".5", "write `0.5`"),
        ("w", "-.5", "write `-0.5`"),
        ("w", "5.", "write `5`"),
        ("w", "+5", "write `5`"),
        ("w", "1,00E-05", "write it out: `0.00001`"),
        ("w", "1.5e2", "write it out: `150`"),
        ("n", "1.250", "write `1250`"),
        ("n", "1,250", "write `1250`; if the comma is a decimal mark, give `--decimal ,`"),
        ("w", "1 250,5", "write `1250.5`, or give `--decimal ,`"),
        ("p", "90", "write `90%`"),
        ("p", "0.9", "write `0.9%`, or `90%` if `0.9` is the ratio"),
        ("p", "150", "give a percent, such as `90%`"),
        (
            "n",
            "NA",
            "leave it empty where there is nothing to say, or give `--missing 'NA'`",
        ),
        ("d", "-", "leave it empty where there is nothing to say, or give `--missing '-'`"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_write(fact: str, text: str, write: str) -> None:
    assert refused(fact, text)[1] == write


@pytest.mark.parametrize("word", ["NA", "n/a", "-", "không có", "–"])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_words_for_nothing_can_be_said(word: str, form: str) -> None:
    for fact in ("n", "p", "w", "d"):
        assert value(fact, word, "--missing", "?", "--missing", word, form=form) is None


def test_an_option_is_an_option_whatever_it_is_called() -> None:
    assert value("o", "na") == "na"
    assert value("o", "NA") == "na"
    assert value("o", "NA", "--missing", "NA") is None


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("text", ["15/02/2024", "15-2-2024", "15.2.2024", "2024-02-15"])
def test_days_first_in_a_vietnamese_ruleset_or_where_it_is_said(text: str, form: str) -> None:
    assert value("d", text, ruleset="vi.emu", form=form) == "2024-02-15"
    assert value("d", text, "--dates", "d/m/y", form=form) == "2024-02-15"


def test_months_first_where_it_is_said() -> None:
    assert value("d", "2/3/2024", "--dates", "m/d/y") == "2024-02-03"
    assert value("d", "2/3/2024", "--dates", "d/m/y") == "2024-03-02"
    assert value("d", "2/3/2024", "--dates", "m/d/y", ruleset="vi.emu") == "2024-02-03"


@pytest.mark.parametrize("asked", [(), ("--dates", "iso")])
@pytest.mark.parametrize(
    ("text", "write"),
    [
        ("15/02/2024", "write `2024-02-15`, or give `--dates d/m/y`"),
        ("02/15/2024", "write `2024-02-15`, or give `--dates m/d/y`"),
        (
            "2/3/2024",
            "write one of the two, or give `--dates d/m/y` or `--dates m/d/y` for all dates of the file",
        ),
        ("3/3/2024", "write `2024-03-03`"),
        ("30/30/2024", "correct the day or the month"),
        ("30/2/2024", "correct the day or the month"),
    ],
)
def test_no_order_is_guessed(text: str, write: str, asked: tuple[str, ...]) -> None:
    assert refused("d", text, *asked) == ("date-order", write)


def test_a_date_that_does_not_fit_the_order_is_refused() -> None:
    assert refused("d", "2/15/2024", "--dates", "d/m/y") == (
        "date-order",
        "write `2024-02-15` if the month comes first here; `--dates m/d/y` says so of the whole file",
    )
    assert refused("d", "15/2/2024", "--dates", "m/d/y")[1].startswith("write `2024-02-15` if the day")
    assert refused("d", "31/2/2024", "--dates", "d/m/y") == ("date-order", "correct the day or the month")
    assert refused("d", "15/2/2024", "--dates", "iso", ruleset="vi.emu")[0] == "date-order"
    assert refused("d", "15/2/24", "--dates", "d/m/y")[0] == "fact-type"

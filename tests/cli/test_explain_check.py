"""`explain-check`: the pages of the checks, by name."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from tests.cli.running import on_terminal, posix, run, start

from emurules.diagnostics import CATALOGUE, Language

PAGES = Path(__file__).parents[2] / "docs" / "checks"


def page(slug: str) -> str:
    return (PAGES / f"{slug}.md").read_text(encoding="utf-8")


def test_a_page_goes_through_a_pipe_as_it_is() -> None:
    ran = run("explain-check", "unknown-name")
    assert (ran.code, ran.out, ran.err) == (0, page("unknown-name"), "")
    assert run("explain-check", "Unknown-Name", "--language", "en").out == ran.out
    assert run("explain-check", "[unknown-name]").out == ran.out


def test_the_catalogue_speaks_above_the_page_in_another_language() -> None:
    ran = run("explain-check", "percent-number", "--language", "vi")
    assert ran.code == 0
    above, line, below = ran.out.partition("\n---\n")
    assert line
    assert above.splitlines()[:5] == [
        "# percent-number",
        "",
        f"**lỗi**: {CATALOGUE['percent-number'].summary.vi}",
        "",
        "- `…` là số thường còn `…` là phần trăm",
    ]
    assert "- gợi ý: hãy viết `…`, không có dấu phần trăm" in above.splitlines()
    assert page("percent-number") == f"# percent-number\n{below}"


def test_the_words_of_the_language_are_those_of_its_dialect() -> None:
    said = run("explain-check", "misplaced-worth", "--language", "vi").out
    assert "- gợi ý: hãy viết `điểm chuẩn của …`" in said.splitlines()
    assert "{" not in said.partition("---")[0]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("slug", sorted(CATALOGUE))
def test_every_kind_can_be_explained(slug: str, language: Language) -> None:
    ran = run("explain-check", slug, "--language", language)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(page(slug).partition("\n")[2])
    assert (CATALOGUE[slug].summary.vi in ran.out) is (language == "vi")


def test_an_unknown_name() -> None:
    ran = run("explain-check", "unknwon-name")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("Error: there is no check `unknwon-name`; did you mean `unknown-name`?\n")
    ran = run("explain-check", "zzzz", "--language", "vi")
    assert ran.code == 2
    assert ran.err.endswith("tên là `zzzz`; `emurules explain-check` liệt kê tất cả\n")


def test_without_a_name_all_are_listed() -> None:
    ran = run("explain-check")
    assert (ran.code, ran.err) == (0, "")
    head, rule, *rows = ran.out.splitlines()
    assert head.split() == ["Name", "Severity", "What", "it", "says"]
    assert set(rule) == {"-"}
    assert [row.split()[0] for row in rows] == sorted(CATALOGUE)
    for row in rows:
        slug, severity, summary = re.split(r" {3,}", row)
        assert (severity, summary) == (CATALOGUE[slug].severity, CATALOGUE[slug].summary.en)


def test_the_list_in_another_language() -> None:
    rows = run("explain-check", "--language", "vi").out.splitlines()
    assert rows[0].split() == ["Tên", "Mức", "độ", "Nội", "dung"]
    for row in rows[2:]:
        slug, severity, summary = re.split(r" {3,}", row)
        assert severity == ("lỗi" if CATALOGUE[slug].severity == "error" else "cảnh báo")
        assert summary == CATALOGUE[slug].summary.vi


@posix
def test_a_terminal_gets_a_page_that_is_drawn() -> None:
    code, shown = on_terminal("explain-check", "planned-word")
    assert code == 0
    assert "\x1b[1;4mplanned-word\x1b[0m" in shown
    assert "\x1b[1mWhy it matters\x1b[0m" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert max(map(len, plain.splitlines())) <= 70
    assert "```" not in plain
    assert "##" not in plain
    assert "language.md" not in plain
    code, uncoloured = on_terminal("explain-check", "planned-word", NO_COLOR="1")
    assert code == 0
    assert [line.rstrip() for line in uncoloured.splitlines()] == [
        line.rstrip() for line in plain.splitlines()
    ]


@posix
def test_messages_on_a_terminal_are_as_wide_as_it_is(tmp_path: Path) -> None:
    text = 'ruleset a "A"\nfact n: count\nsection I "S" worth 1\ncriterion 1 "C" worth 1\n    award 1 when '
    long = " and ".join(f"số_lượng_thứ_{number} > 0" for number in range(12))
    (tmp_path / "x.emu").write_text(unicodedata.normalize("NFD", text + long + "\n"), encoding="utf-8")
    code, shown = on_terminal("check", str(tmp_path / "x.emu"), "--language", "vi", NO_COLOR="1")
    assert code == 1
    found = [line for line in shown.splitlines() if "-->" not in line]
    assert sum("^" in line for line in found) == 12
    for line in found:
        assert len(unicodedata.normalize("NFC", line)) <= 70
    piped = start("check", str(tmp_path / "x.emu"), "--language", "vi").out
    assert max(len(unicodedata.normalize("NFC", line)) for line in piped.splitlines()) > 100

"""Examples on the pages get colours: the lexer knows every character of every ruleset."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pygments.token import Error, Keyword, Number, String, Token  # type: ignore[import-untyped]
from tests.docs.pages import PAGES, ROOT, blocks

RULESETS = sorted((ROOT / "rulesets").glob("*.emu"))


@pytest.fixture(scope="module")
def lexer() -> Any:
    sys.path.insert(0, str(ROOT / "docs" / "_ext"))
    try:
        return import_module("emu_lexer").EmuLexer()
    finally:
        sys.path.pop(0)


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.stem)
def test_a_ruleset(lexer: Any, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tokens = list(lexer.get_tokens(text))
    assert "".join(value for _, value in tokens).strip() == text.strip()
    assert [value for kind, value in tokens if kind in Error] == []


def test_the_blocks_of_the_pages(lexer: Any) -> None:
    for block in (one for page in PAGES for one in blocks(page) if one.language == "emu"):
        assert [value for kind, value in lexer.get_tokens(block.text) if kind in Error] == [], block.place


def test_kinds(lexer: Any) -> None:
    line = 'tiêu chí II.1 "Đúng hạn" điểm chuẩn 1,5  # như bảng in'
    found = [(str(kind), value) for kind, value in lexer.get_tokens(line) if value.strip()]
    assert found == [
        (str(Keyword.Declaration), "tiêu chí"),
        (str(Token.Name), "II"),
        (str(Token.Name), "."),
        (str(Number), "1"),
        (str(String), '"Đúng hạn"'),
        (str(Keyword), "điểm chuẩn"),
        (str(Number), "1,5"),
        (str(Token.Comment.Single), "# như bảng in"),
    ]

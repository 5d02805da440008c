"""The grammar: sound in every dialect, the same in all of them, compiled as it is built."""

import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from lark import Lark
from tests.syntax.shapes import shape, tree

from emurules.resources import find
from emurules.source import Source
from emurules.syntax import dialects, grammar, parse, recover
from emurules.syntax.build import BUILDERS

DIALECTS = dialects.names()
CACHES = (dialects.names, dialects.dialect, grammar.parser, recover._start)
EXAMPLES = {
    "en": 'ruleset a "A"\nfact x: count up to 5\ncriterion 1 "c" worth 1.5\n award x when x > 1 or x = 0 "l"',
    "vi": 'bảng điểm a "A"\nsố liệu x: số lượng không quá 5\ntiêu chí 1 "c" điểm chuẩn 1,5\n cộng x khi x',
}


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", DIALECTS)
def test_no_conflict_and_no_colliding_terminals(name: str) -> None:
    grammar.build(name, strict=True)


def test_dialects_have_the_same_terminals() -> None:
    first, *others = (dialects.dialect(name) for name in DIALECTS)
    for other in others:
        assert set(other.keywords) == set(first.keywords)
        assert [line.split(":")[0] for line in other.patterns] == [
            line.split(":")[0] for line in first.patterns
        ]


@pytest.mark.parametrize("name", DIALECTS)
def test_a_spelling_belongs_to_one_terminal(name: str) -> None:
    spellings = [one for each in dialects.dialect(name).keywords.values() for one in each]
    assert len(set(spellings)) == len(spellings)
    assert all(one == unicodedata.normalize("NFC", one).lower() for one in spellings)


@pytest.mark.parametrize("name", DIALECTS)
def test_every_rule_has_a_builder(name: str) -> None:
    rules = {
        str(rule.alias or rule.origin.name)
        for rule in grammar.parser(name).rules
        if rule.alias or not (rule.origin.name.startswith("_") or rule.options.expand1)
    }
    assert rules == set(vars(BUILDERS))


# ---------------------------------------------------------------- compiled


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A grammar folder of one's own, which the package takes for the installed one."""
    copy = tmp_path / "grammar"
    shutil.copytree(Path(str(find("grammar"))), copy, ignore=shutil.ignore_patterns("compiled"))
    monkeypatch.setattr(grammar, "find", lambda _: copy)
    monkeypatch.setattr(dialects, "find", lambda _: copy)
    for cached in CACHES:
        cached.cache_clear()
    yield copy
    for cached in CACHES:
        cached.cache_clear()


def test_compiled_is_what_is_built(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = {name: tree(EXAMPLES[name]) for name in DIALECTS}
    files = grammar.compile_to(folder / "compiled")
    assert [file.name for file in files] == [f"{name}.bin" for name in DIALECTS]
    grammar.parser.cache_clear()
    monkeypatch.setattr(grammar, "build", None)
    for name in DIALECTS:
        assert tree(EXAMPLES[name]) == built[name]


@pytest.mark.unmeasured
def test_compiled_for_another_grammar_is_not_loaded(folder: Path) -> None:
    grammar.compile_to(folder / "compiled")
    words = folder / "words" / "en.lark"
    words.write_text(words.read_text("utf-8").replace('"criterion"', '"criterion" | "item"'), "utf-8")
    dialects.dialect.cache_clear()
    assert grammar._loaded("en") is None
    assert grammar._loaded("vi") is not None
    assert tree('ruleset a "A"\nitem 1 "c" worth 1').declarations


@pytest.mark.unmeasured
def test_damaged_compiled_is_not_loaded(folder: Path) -> None:
    file = grammar.compile_to(folder / "compiled")[0]
    content = file.read_bytes()
    for damaged in (content[:-1000], content[:70], b"", content[:65] + b"nonsense"):
        file.write_bytes(damaged)
        assert grammar._loaded(DIALECTS[0]) is None


@pytest.mark.unmeasured
def test_compiling_again_gives_the_same_bytes(tmp_path: Path) -> None:
    code = "import sys, pathlib, emurules.syntax.grammar as it; it.compile_to(pathlib.Path(sys.argv[1]))"
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], check=True, env=environment)
    for name in DIALECTS:
        one, other = ((tmp_path / seed / f"{name}.bin").read_bytes() for seed in ("1", "2"))
        assert one == other


def test_a_parser_is_made_once() -> None:
    assert grammar.parser("en") is grammar.parser("en")
    assert isinstance(grammar.parser("en"), Lark)


def test_importing_the_stage_does_not_import_lark() -> None:
    code = "import sys, emurules.syntax; sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# ---------------------------------------------------------------- one more dialect


def test_a_third_dialect_is_a_list_of_words(folder: Path) -> None:
    words = (folder / "words" / "en.lark").read_text("utf-8")
    for english, french in {
        '"ruleset"': '"barème"',
        '"fact"': '"donnée"',
        '"count"': '"nombre entier"',
        '"up to"': '"jusqu\'à"',
        "(\\.[0-9]+)": "(,[0-9]+)",
    }.items():
        assert english in words
        words = words.replace(english, french)
    (folder / "words" / "fr.lark").write_text(words, "utf-8")
    dialects.names.cache_clear()

    file = tree('barème a "A"\ndonnée x: nombre entier jusqu\'à 5\nlet y = 1,5 * x')
    assert file.language == "fr"
    assert shape(file.declarations) == "[(Fact x (CountType (,5])) (Let y (Arithmetic * 3/2 x))]"

    _, (found,) = parse(Source("fr.emu", 'barème a "A"\ndonnee x: nombre entier'))
    assert (found.slug, found.help) == ("keyword-without-diacritics", "write `donnée`")

"""Stored models: the same as their texts give; taken only if whole, and made from this text by this build."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from tests.corpus.make_cases import TABLES

import emurules
from emurules import driver, store
from emurules.diagnostics import Language
from emurules.model.stored import as_stored, from_stored
from emurules.resources import find
from emurules.source import Source, Span

NAME = "digital_transformation_2024"
CORPUS = Path(__file__).parent / "corpus"
EVERYTHING = Path(__file__).parent / "properties" / "everything.emu"
FILES = [EVERYTHING, *(CORPUS / table / "ruleset.emu" for table in TABLES)]
TINY = 'ruleset tiny "Tiny"\nfact n: count\nsection I "All" worth 2\ncriterion 1 "A" worth 2 award 1 per n\n'


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compiled")
    driver.precompile_to(folder)
    return folder


@pytest.fixture
def rulesets(compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of shipped rulesets, compiled."""
    folder = tmp_path / "rulesets"
    shutil.copytree(Path(str(find("rulesets"))), folder, ignore=shutil.ignore_patterns("compiled"))
    shutil.copytree(compiled, folder / "compiled")
    monkeypatch.setattr(driver, "find", lambda _: folder)
    monkeypatch.setattr(store, "find", lambda _: folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(store.OFF, raising=False)
    return folder


@pytest.fixture
def own(rulesets: Path) -> Path:
    """A file of somebody's own that was loaded once."""
    file = rulesets.parent / "own.emu"
    file.write_text(TINY, "utf-8")
    emurules.load(file)
    return file


@pytest.fixture
def cache(own: Path) -> Path:
    """The one file of the cache."""
    (kept,) = (own.parent / "cache").rglob("*.json")
    return kept


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the texts that are parsed."""
    names: list[str] = []
    compile_source = driver.compile_source

    def compiling(source: Source, language: Language | None = None) -> driver.Checked:
        names.append(source.name)
        return compile_source(source, language)

    monkeypatch.setattr(driver, "compile_source", compiling)
    return names


# ---------------------------------------------------------------- models as data


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_a_stored_model_is_the_same(file: Path) -> None:
    ruleset = emurules.load(file)
    again = from_stored(as_stored(ruleset), ruleset.text)
    assert again == ruleset
    assert (again.order, again.text, again.digest) == (ruleset.order, ruleset.text, ruleset.digest)
    assert list(map(spans, again.node_by_id.values())) == list(map(spans, ruleset.node_by_id.values()))
    assert as_stored(again) == as_stored(ruleset)


def spans(node: object) -> object:
    """All places in a part of a model."""
    if isinstance(node, tuple):
        return [spans(one) for one in node]
    if isinstance(node, Source) or not hasattr(node, "__attrs_attrs__"):
        return None
    if isinstance(node, Span):
        return node.start, node.end
    return [spans(getattr(node, one.name)) for one in node.__attrs_attrs__]


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "[]",
        "5",
        "[1,2,3]",
        '["sha256:0",[0]]',
        '["x",[7,1]]',
        '["x",[99,1]]',
        '["x",[1,"z","1"]]',
        "[" * 9999,
    ],
)
def test_what_is_no_stored_model_is_said_to_be_none(stored: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - it has no text of its own
        from_stored(stored, emurules.load(NAME).text)


# ---------------------------------------------------------------- what a wheel carries


def test_a_shipped_ruleset_is_not_parsed(rulesets: Path, parsed: list[str]) -> None:
    text = (rulesets / f"{NAME}.emu").read_text("utf-8")
    loaded = emurules.load(NAME)
    assert parsed == []
    assert loaded == emurules.loads(text, f"{NAME}.emu")
    assert loaded.text.name == f"{NAME}.emu"


def test_a_changed_text_is_parsed(rulesets: Path) -> None:
    file = rulesets / f"{NAME}.emu"
    file.write_text(file.read_text("utf-8").replace(f"ruleset {NAME}", "ruleset other"), "utf-8")
    assert emurules.load(NAME).name == "other"


def test_a_damaged_model_is_passed_over(rulesets: Path, parsed: list[str]) -> None:
    file = rulesets / "compiled" / f"{NAME}.json"
    file.write_bytes(file.read_bytes()[:-1])
    assert emurules.load(NAME).name == NAME
    assert parsed == [f"{NAME}.emu"]


def test_a_build_is_told_from_another(tmp_path: Path) -> None:
    first = store.write_build(tmp_path).read_text("utf-8")
    assert len(first) == 64
    assert store.write_build(tmp_path).read_text("utf-8") == first


def test_nothing_is_kept_without_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parsed: list[str]
) -> None:
    """As in a checkout, whose code changes under one version."""
    monkeypatch.setattr(store, "build", lambda: None)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    file = tmp_path / "own.emu"
    file.write_text(TINY, "utf-8")
    emurules.load(file)
    emurules.load(file)
    assert parsed == [str(file), str(file)]
    assert not (tmp_path / "cache").exists()


# ---------------------------------------------------------------- files that were used before


def test_a_file_that_was_loaded_before_is_not_parsed_again(
    own: Path, cache: Path, parsed: list[str], tmp_path: Path
) -> None:
    again = emurules.load(own)
    assert parsed == []
    assert again == emurules.loads(TINY, str(own))
    assert again.text.name == str(own)
    moved = own.rename(tmp_path / "moved.emu")
    parsed.clear()
    assert emurules.load(moved).text.name == str(moved)
    assert parsed == []
    assert stat.S_IMODE(cache.parent.stat().st_mode) == 0o700
    assert list(cache.parent.iterdir()) == [cache]


def test_a_text_that_changed_is_parsed(own: Path, cache: Path) -> None:
    own.write_text(TINY.replace("worth 2", "worth 3"), "utf-8")
    assert emurules.load(own).sections[0] != emurules.loads(TINY).sections[0]
    assert cache.exists()


@pytest.mark.usefixtures("rulesets")
def test_what_is_refused_is_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "gap.emu"
    file.write_text(TINY.replace("award 1 per n", "bands n\nup to 3: 1\nfrom 5: 2"), "utf-8")
    for _ in range(2):
        with pytest.raises(emurules.RulesetError) as caught:
            emurules.load(file)
        assert [one.slug for one in caught.value.diagnostics] == ["gap"]
    assert not (tmp_path / "cache").exists()


def resealed(content: bytes) -> bytes:
    """A seal as somebody would make it who does not know of what: of the content alone."""
    return sha256(content).hexdigest().encode() + b"\n" + content


def swapped_points(content: bytes) -> bytes:
    seal, _, model = content.partition(b"\n")
    changed = model.replace(b'[1,"1","1"]', b'[1,"9","1"]')
    assert changed != model
    return seal + b"\n" + changed


@pytest.mark.parametrize(
    "harm",
    [
        lambda _: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content + b" ",
        lambda content: content.partition(b"\n")[2],
        lambda content: b"\xff\xfe" + content,
        lambda content: resealed(content.partition(b"\n")[2]),
        swapped_points,
    ],
    ids=["empty", "half", "cut", "longer", "no seal", "binary", "sealed alone", "tampered"],
)
def test_a_file_of_the_cache_that_is_not_whole_is_passed_over_and_renewed(
    own: Path, cache: Path, parsed: list[str], harm: Callable[[bytes], bytes]
) -> None:
    good = cache.read_bytes()
    cache.write_bytes(harm(good))
    assert emurules.load(own) == emurules.loads(TINY, str(own))
    assert parsed[0] == str(own)
    assert cache.read_bytes() == good


def test_a_model_of_another_text_is_passed_over(own: Path, cache: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.emu"
    other.write_text(TINY.replace("tiny", "other"), "utf-8")
    emurules.load(other)
    (theirs,) = set(cache.parent.iterdir()) - {cache}
    shutil.copy(theirs, cache)
    assert emurules.load(own).name == "tiny"


@pytest.mark.parametrize("what", ["version", "build"])
def test_a_model_of_another_version_is_passed_over(
    own: Path, cache: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    if what == "version":
        monkeypatch.setattr(store, "__version__", "0.0.0")
    else:
        monkeypatch.setattr(store, "build", lambda: "another")
    emurules.load(own)
    assert parsed == [str(own)]
    (newer,) = set(cache.parent.iterdir()) - {cache}
    shutil.copy(cache, newer)  # under the name that the other version looks for
    emurules.load(own)
    assert parsed == [str(own)] * 2


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
def test_a_file_of_somebody_else_is_passed_over(
    own: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: nobody)
    emurules.load(own)
    assert parsed == [str(own)]


def test_the_cache_can_be_turned_off(
    own: Path, cache: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(store.OFF, "1")
    emurules.load(own)
    assert parsed == [str(own)]
    cache.unlink()
    emurules.load(own)
    assert not cache.exists()


@pytest.mark.parametrize("place", ["a file", "below a file", "a folder in its place"])
def test_a_folder_that_cannot_be_written_costs_nothing_but_time(
    own: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str
) -> None:
    if place == "a folder in its place":
        cache.unlink()
        cache.mkdir()
    else:
        (tmp_path / "blocked").write_text("", "utf-8")
        where = tmp_path / "blocked" / "below" if place == "below a file" else tmp_path / "blocked"
        monkeypatch.setenv("XDG_CACHE_HOME", str(where))
    assert emurules.load(own).name == "tiny"
    assert [one.name for one in tmp_path.rglob("*.part")] == []


def test_the_models_used_least_recently_go_first(
    own: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = cache.stat().st_size
    monkeypatch.setattr(store, "MOST_BYTES", 2 * size + size // 2)
    for number in range(3):
        if number == 0:
            os.utime(cache, (0, 0))
        own.write_text(TINY.replace("Tiny", f"Tin{number}"), "utf-8")
        emurules.load(own)
    kept = list(cache.parent.iterdir())
    assert len(kept) == 2
    assert cache not in kept


def test_the_verbs_stay_functions_whatever_was_imported() -> None:
    emurules.check_text("")
    emurules.check(NAME)
    assert all(callable(getattr(emurules, name)) for name in emurules.__all__ if name != "__version__")

"""The passes in order, and the reading of ruleset files.

Lives here: from a path, a shipped name or a text to a `Ruleset`, or to the diagnostics that say why not.
Guarantees: a pass runs only if the one before it found no error; all findings of a pass come together;
nothing but `EmurulesError` is raised on any input. Left out: facts and their files (files), evaluation
(evaluation).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from emurules import store
from emurules.diagnostics import Diagnostic, Language, sorted_in_source
from emurules.errors import RulesetError
from emurules.model.ruleset import Ruleset
from emurules.resources import find
from emurules.source import Source

if TYPE_CHECKING:
    from emurules.syntax import nodes

SIZE_LIMIT = 4 << 20
"""The most bytes of a ruleset's file: 4 MiB."""

SUFFIX = ".emu"


@frozen
class Checked:
    """What the passes made of a text: a ruleset if there is no error, every finding, and the tree."""

    ruleset: Ruleset | None
    diagnostics: tuple[Diagnostic, ...]
    tree: nodes.File | None = None


def load(name_or_path: str | os.PathLike[str], language: Language | None = None) -> Ruleset:
    """A ruleset by the name of a shipped one, or from an `.emu` file.

    Args:
        name_or_path: a shipped name (`emurules list` prints them), or a path.
        language: of the messages; by default that of the file's dialect.

    Raises:
        RulesetError: there is no such file, it cannot be read, or it breaks a rule of the language.

    Example:
        >>> load("digital_transformation_2024").sections[0].title
        'Nội dung chính'
    """
    source, problems = read_source(name_or_path, language)
    if source is None:
        raise RulesetError(problems)
    name = source.name.removesuffix(SUFFIX)
    if name in shipped() and (found := store.shipped(name, source)) is not None:
        return found
    found = store.cached(source)
    if found is None:
        found = _ruleset(source, language)
        store.keep(source, found)
    return found


def loads(text: str, name: str = "<text>", language: Language | None = None) -> Ruleset:
    """A ruleset from its text.

    Args:
        text: the whole ruleset.
        name: what messages call it.
        language: of the messages; by default that of the text's dialect.

    Raises:
        RulesetError: the text breaks a rule of the language; every diagnostic is in it.

    Example:
        >>> loads('ruleset tiny "Tiny" section I "All" worth 1 award 1').name
        'tiny'
    """
    source, problems = _text_source(text, name)
    if source is None:
        raise RulesetError(problems)
    return _ruleset(source, language)


def check(path: str | os.PathLike[str], language: Language | None = None) -> tuple[Diagnostic, ...]:
    """Every finding about a ruleset's file, in source order; never raises on a bad one.

    Example:
        >>> check("digital_transformation_2024")
        ()
    """
    source, problems = read_source(path, language)
    return problems if source is None else check_source(source, language)


def check_text(text: str, name: str = "<text>", language: Language | None = None) -> tuple[Diagnostic, ...]:
    """Every finding about a ruleset's text, in source order; never raises.

    Example:
        >>> [one.slug for one in check_text('ruleset tiny "Tiny" criterion 1 "A" worth 1 award x')]
        ['unknown-name']
    """
    source, problems = _text_source(text, name)
    return problems if source is None else check_source(source, language)


def check_source(source: Source, language: Language | None = None) -> tuple[Diagnostic, ...]:
    """Every finding about a source: of the passes, and if these found no error, of all checks.

    Warnings that a comment silences are left out.
    """
    return check_compiled(compile_source(source, language), source, language)


def check_compiled(
    checked: Checked, source: Source, language: Language | None = None
) -> tuple[Diagnostic, ...]:
    """Every finding about a source of which the passes made this."""
    from emurules.checks import found, gathered
    from emurules.silencing import silenced

    if checked.ruleset is None:
        return checked.diagnostics
    spoken: Language = language or checked.ruleset.language
    told = [*checked.diagnostics, *_remarked(checked, spoken), *found(checked.ruleset, spoken)]
    return gathered(silenced(told, source, spoken), checked.ruleset, spoken)


def _remarked(checked: Checked, language: Language) -> tuple[Diagnostic, ...]:
    """What is remarked of how the text is written."""
    from emurules.syntax.remarks import remarks

    return () if checked.tree is None else remarks(checked.tree, language)


def language_of(path: str | os.PathLike[str]) -> Language:
    """The language of the dialect that a ruleset's file is written in; English where that cannot be told."""
    from emurules.syntax.dialects import dialect_of

    source, _ = read_source(path)
    dialect = None if source is None else dialect_of(source.text)
    return "en" if dialect is None else dialect.language


def compile_source(source: Source, language: Language | None = None) -> Checked:
    """The passes from text to model, each only if the one before it found no error."""
    from emurules.resolve import resolve
    from emurules.syntax import parse

    tree, problems = parse(source, language)
    if tree is None:
        return Checked(None, problems)
    ruleset, found = resolve(tree, language)
    return Checked(ruleset, (*problems, *found), tree)


@frozen
class Formatted:
    """A ruleset in the canonical layout, or the findings that say why there is none."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


def formatted(source: Source, dialect: Language | None = None, language: Language | None = None) -> Formatted:
    r"""A ruleset's text in the canonical layout; what it means, its texts and its comments stay.

    Args:
        source: the text, which must be right in its syntax, and need not be in anything else.
        dialect: the words to write it in; by default its own.
        language: of the messages; by default that of the text's dialect.

    Example:
        >>> formatted(Source("tiny.emu", 'ruleset  tiny   "Tiny"')).text
        'ruleset tiny "Tiny"\n'
    """
    from emurules.syntax import parse
    from emurules.syntax.layout import laid_out, read, stands_in_the_way

    at = read(source)
    if at is None:
        return Formatted(None, parse(source, language)[1])
    text = laid_out(at, dialect)
    if text is not None:
        return Formatted(text)
    spoken: Language = language or at.dialect.language
    word = None if dialect is None else stands_in_the_way(at, dialect)
    if word is not None:
        return Formatted(None, (_finding("not-rewritten", source.name, spoken, name=word),))
    unsure = _finding("not-rewritten", source.name, spoken, variant="unsure", help="unsure")
    return Formatted(None, (unsure,))


def _text_source(text: object, name: object) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A text given from Python as a source; anything but a text is refused."""
    if isinstance(text, str):
        return Source(str(name), text), ()
    wrong = {"argument": "text", "found": type(text).__name__, "wanted": "str"}
    return None, (Diagnostic("bad-argument", params=tuple(sorted(wrong.items()))),)


def _ruleset(source: Source, language: Language | None) -> Ruleset:
    from emurules.checks import PROOFS, found

    checked = compile_source(source, language)
    if checked.ruleset is None:
        raise RulesetError(checked.diagnostics)
    proven = found(checked.ruleset, language or checked.ruleset.language, PROOFS)
    if any(one.severity == "error" for one in proven):
        raise RulesetError(sorted_in_source([*checked.diagnostics, *proven]))
    return checked.ruleset


# ---------------------------------------------------------------- files


def shipped() -> tuple[str, ...]:
    """The names of the rulesets that come with the package, sorted."""
    names = (one.name for one in find("rulesets").iterdir() if one.name.endswith(SUFFIX))
    return tuple(sorted(name.removesuffix(SUFFIX) for name in names))


def precompile_to(folder: Path) -> tuple[Path, ...]:
    """Write `<name>.json`, a model ready to load, for every shipped ruleset, and the build; returns them.

    Raises:
        RulesetError: one of them has an error.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = [store.write_build(folder)]
    for name in shipped():
        source, problems = read_source(name)
        if source is None:
            raise RulesetError(problems)
        files.append(store.write_shipped(name, _ruleset(source, None), folder))
    return tuple(files)


def read_source(
    name_or_path: str | os.PathLike[str], language: Language | None = None
) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The text of a shipped ruleset or of a file; without a text, the finding that says why."""
    spoken: Language = language or "en"
    given: object = name_or_path
    if not isinstance(given, (str, bytes, os.PathLike)):
        wrong = {"argument": "name_or_path", "found": type(given).__name__, "wanted": "str or os.PathLike"}
        return None, (Diagnostic("bad-argument", spoken, params=tuple(sorted(wrong.items()))),)
    try:
        name = os.fsdecode(name_or_path)
        path = Path(name)
        if name in shipped():
            return source_of((find("rulesets") / f"{name}{SUFFIX}").read_bytes(), f"{name}{SUFFIX}", spoken)
        if path.is_dir():
            return None, (_finding("not-a-file", name, spoken),)
        if not path.exists():
            return None, (_not_found(path, name, spoken),)
        if not path.is_file():
            return None, (_finding("not-a-file", name, spoken, variant="device", help=None),)
        with path.open("rb") as stream:
            return source_of(stream.read(SIZE_LIMIT + 1), name, spoken)
    except (OSError, ValueError, TypeError) as error:
        reason = (
            os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        ).lower()
        return None, (_finding("unreadable-file", _shown(name_or_path), spoken, reason=reason),)


def source_of(
    data: bytes, name: str, language: Language | None = None
) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The text in the bytes of a file; without one, the finding that says why."""
    spoken: Language = language or "en"
    if len(data) > SIZE_LIMIT:
        return None, (_finding("file-too-large", name, spoken, limit="4 MiB"),)
    if b"\0" in data:
        return None, (_finding("binary-file", name, spoken),)
    try:
        return Source(name, data.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        byte, offset = f"0x{data[error.start]:02x}", str(error.start)
        return None, (
            _finding("encoding", name, spoken, line, column, help="ruleset", byte=byte, offset=offset),
        )


def _shown(name: object) -> str:
    return name if isinstance(name, str) else type(name).__name__


def _finding(
    slug: str,
    path: str,
    language: Language,
    line: int | None = None,
    column: int | None = None,
    *,
    variant: str = "",
    help: str | None = "",
    **params: str,
) -> Diagnostic:
    filled = tuple(sorted({"path": path, **params}.items()))
    return Diagnostic(slug, language, variant, help, filled, file=path, line=line, column=column)


def _not_found(path: Path, name: str, language: Language) -> Diagnostic:
    from emurules.model.spelling import nearest

    known = list(shipped())
    if path.parent.is_dir():
        known += [str(path.with_name(one.name)) for one in path.parent.iterdir() if one.name.endswith(SUFFIX)]
    near = nearest(name, known)
    if near is not None:
        return _finding("file-not-found", name, language, variant="ruleset", help="near", near=near)
    return _finding(
        "file-not-found", name, language, variant="ruleset", help="shipped", names=", ".join(shipped())
    )

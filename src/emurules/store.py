"""Stored models: those of shipped rulesets, which a wheel carries, and a cache of those of files used before.

Guarantees: a stored model is data that runs no code; it is taken only if it is whole, and was made from
exactly this text by exactly this build of the package. What is cut, foreign, of another version or tampered
with is passed over in silence, and so is a folder that cannot be read or written: then the text is read anew.
In a checkout, where code changes under one version, nothing is stored. Left out: reading the text (driver).
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from emurules._version import __version__
from emurules.resources import find
from emurules.source import Source

if TYPE_CHECKING:
    from emurules.model.ruleset import Ruleset

OFF = "EMURULES_NO_CACHE"
"""The variable that, set to anything but nothing, turns the cache off."""

MOST_BYTES = 64 << 20
"""The most that the cache keeps: 64 MiB; the models that were used least recently go first."""

_COMPILED = "compiled"
_BUILD = "build"
_SUFFIX = ".json"


# ---------------------------------------------------------------- what a wheel carries


def write_build(folder: Path) -> Path:
    """Write what tells one build of the package from another, for the wheel that carries this code."""
    made = hashlib.sha256()
    package = Path(__file__).parent
    inside = {one.relative_to(package).as_posix(): one.read_bytes() for one in package.rglob("*.py")}
    grammar = find("grammar")
    words = (one for one in (grammar / "words").iterdir() if one.is_file())
    inside |= {f"grammar/{one.name}": one.read_bytes() for one in (grammar / "emu.lark", *words)}
    for name, content in sorted(inside.items()):
        made.update(f"{name}\n{len(content)}\n".encode() + content)
    file = folder / _BUILD
    file.write_text(made.hexdigest(), "utf-8")
    return file


def write_shipped(name: str, ruleset: Ruleset, folder: Path) -> Path:
    """Write the model of a shipped ruleset into a folder that has the file of the build."""
    mark = (folder / _BUILD).read_text("utf-8")
    file = folder / f"{name}{_SUFFIX}"
    file.write_bytes(_sealed(ruleset, mark))
    return file


def shipped(name: str, source: Source) -> Ruleset | None:
    """The model of a shipped ruleset; None if there is none of this text."""
    mark = build()
    if mark is None:
        return None
    file = find("rulesets") / _COMPILED / f"{name}{_SUFFIX}"
    return _unsealed(file.read_bytes(), source, mark) if file.is_file() else None


# ---------------------------------------------------------------- what was used before


def cached(source: Source) -> Ruleset | None:
    """The model of a text that was loaded before; None if it was not, or cannot be had."""
    mark = build()
    if mark is None or os.environ.get(OFF):
        return None
    with suppress(OSError, RuntimeError):
        file = _file(source, mark)
        with file.open("rb") as stream:
            if not _is_ours(stream.fileno()):
                return None
            content = stream.read(MOST_BYTES + 1)
        found = _unsealed(content, source, mark)
        if found is not None:
            os.utime(file)
        return found
    return None


def keep(source: Source, ruleset: Ruleset) -> None:
    """Keep the model of a text for the next time, if that can be done."""
    mark = build()
    if mark is None or os.environ.get(OFF):
        return
    with suppress(OSError, RuntimeError, RecursionError):
        content = _sealed(ruleset, mark)
        if len(content) > MOST_BYTES:
            return
        file = _file(source, mark)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(file, content)
        _prune(file.parent)


def _write(file: Path, content: bytes) -> None:
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as waiting:
        try:
            waiting.write(content)
            waiting.close()
            Path(waiting.name).replace(file)
        except BaseException:
            waiting.close()
            Path(waiting.name).unlink(missing_ok=True)
            raise


def _prune(folder: Path) -> None:
    """Remove the models that were used least recently, beyond what the cache may keep."""
    known = [(one.stat(), one) for one in folder.glob(f"*{_SUFFIX}")]
    room = MOST_BYTES
    for state, file in sorted(known, key=lambda one: one[0].st_mtime, reverse=True):
        room -= state.st_size
        if room < 0:
            file.unlink(missing_ok=True)


def _file(source: Source, mark: str) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("emurules", appauthor=False) / f"{_digest(mark, source)}{_SUFFIX}"


def _is_ours(descriptor: int) -> bool:
    """Whether a file is of whoever runs this: nobody else's is believed."""
    getuid = getattr(os, "getuid", None)
    return getuid is None or os.fstat(descriptor).st_uid == getuid()


# ---------------------------------------------------------------- the seal


def build() -> str | None:
    """What tells this build from another; None where there is none, as in a checkout."""
    file = find("rulesets") / _COMPILED / _BUILD
    return file.read_text("utf-8") if file.is_file() else None


def _digest(mark: str, source: Source, content: bytes = b"") -> str:
    made_from = f"{__version__}\n{mark}\n{len(source.text)}\n{source.text}\n"
    return hashlib.sha256(made_from.encode("utf-8", "surrogatepass") + content).hexdigest()


def _sealed(ruleset: Ruleset, mark: str) -> bytes:
    """A model with a first line that says what it is and what it was made from."""
    from emurules.model.stored import as_stored

    content = as_stored(ruleset).encode("utf-8", "surrogatepass")
    return _digest(mark, ruleset.text, content).encode() + b"\n" + content


def _unsealed(stored: bytes, source: Source, mark: str) -> Ruleset | None:
    from emurules.model.stored import from_stored

    seal, _, content = stored.partition(b"\n")
    if seal != _digest(mark, source, content).encode():
        return None
    with suppress(ValueError):
        return from_stored(content.decode("utf-8", "surrogatepass"), source)
    return None

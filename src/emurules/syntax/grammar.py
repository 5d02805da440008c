"""The parser of a dialect: made from grammar/emu.lark and the words, or loaded as a wheel carries it.

What lives here: the only place that builds, saves or loads a parser. Guarantees: one parser for each dialect
and process, made when first asked for; what is loaded was made from exactly the same grammar by the same
version of lark, else it is made anew. Left out: reading the words (dialects) and using the parser (parse).
"""

from __future__ import annotations

import hashlib
import io
import pickle
import re
import sys
from collections import deque
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emurules.resources import find
from emurules.syntax.dialects import Dialect, dialect, names, spelling_pattern

if TYPE_CHECKING:
    from lark import Lark

WHOLE = "file"
REST = "rest"
_SHIFT = 0  # as lark saves it: a step to another state; any other step ends a rule


@cache
def parser(name: str) -> Lark:
    """The parser of a dialect. It builds nodes as it reads; its starts are `WHOLE` and `REST`."""
    return _loaded(name) or build(name)


def build(name: str, **options: Any) -> Lark:
    """A parser made from the texts of the grammar; of lark's options, `strict` proves the grammar sound."""
    from lark import Lark
    from lark.lexer import ContextualLexer

    from emurules.syntax.build import BUILDERS

    class Unproven(ContextualLexer):
        """Without the search for terminals that collide: seconds, where interegular is installed."""

        def __init__(self, conf: Any, *rest: Any, **options: Any) -> None:
            conf.skip_validation = not conf.strict
            super().__init__(conf, *rest, **options)

    settings: dict[str, Any] = {
        "parser": "lalr",
        "lexer": "contextual",
        "start": [WHOLE, REST],
        "maybe_placeholders": True,
        "transformer": BUILDERS,
        "_plugins": {"ContextualLexer": Unproven},
    }
    return Lark(grammar(name), **settings | options)


def compile_to(folder: Path) -> tuple[Path, ...]:
    """Write `<dialect>.bin`, a parser ready to load, for every dialect; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name in names():
        body = io.BytesIO()
        build(name).save(body, exclude_options={"_plugins"})
        saved = pickle.loads(body.getvalue())  # noqa: S301  # what was written the line before
        saved["data"]["parser"]["parser"] = _numbered(saved["data"]["parser"]["parser"])
        file = folder / f"{name}.bin"
        file.write_bytes(_seal(name) + pickle.dumps(_unshared(saved), protocol=5))
        files.append(file)
    return tuple(files)


def _unshared(value: Any) -> Any:
    """The same value with one object for each spelling, since a pickle tells equal texts from one text."""
    if isinstance(value, dict):
        return {_unshared(key): _unshared(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_unshared, value))
    return sys.intern(value) if type(value) is str else value


def _numbered(table: dict[str, Any]) -> dict[str, Any]:
    """A parse table with its states and symbols numbered in an order of their own.

    lark numbers them as their addresses in memory fall; then no two builds of one grammar would be equal.
    """
    names = table["tokens"]
    states = {
        state: sorted((names[symbol], step) for symbol, step in steps.items())
        for state, steps in table["states"].items()
    }
    symbols = {name: number for number, name in enumerate(sorted(names.values()))}
    order: dict[int, int] = {}
    waiting = deque(table["start_states"][rule] for rule in (WHOLE, REST))
    while waiting:
        state = waiting.popleft()
        if state not in order:
            order[state] = len(order)
            waiting.extend(goal for _, (kind, goal) in states[state] if kind == _SHIFT)
    return {
        "tokens": {number: name for name, number in symbols.items()},
        "states": {
            number: {
                symbols[name]: (kind, order[goal] if kind == _SHIFT else goal)
                for name, (kind, goal) in states[state]
            }
            for state, number in order.items()
        },
        "start_states": {rule: order[table["start_states"][rule]] for rule in (WHOLE, REST)},
        "end_states": {rule: order[table["end_states"][rule]] for rule in (WHOLE, REST)},
    }


def _loaded(name: str) -> Lark | None:
    """The parser from an installation's compiled file; None if there is none, or none of this grammar."""
    from lark import Lark

    file = find("grammar") / "compiled" / f"{name}.bin"
    if not file.is_file():
        return None
    content = file.read_bytes()
    seal = _seal(name)
    if not content.startswith(seal):
        return None
    try:
        return Lark.load(io.BytesIO(content[len(seal) :]))
    except (
        AttributeError,
        EOFError,
        ImportError,
        LookupError,
        TypeError,
        ValueError,
        pickle.UnpicklingError,
    ):
        return None  # made by other code of this package than what runs now


def _seal(name: str) -> bytes:
    """The first line of a compiled file: the digest of what it was made from."""
    from lark import __version__

    return hashlib.sha256(f"{__version__}\n{grammar(name)}".encode()).hexdigest().encode() + b"\n"


# ---------------------------------------------------------------- the text of the grammar


def grammar(name: str) -> str:
    """The whole grammar of a dialect in lark's notation."""
    words = dialect(name)
    structure = (find("grammar") / "emu.lark").read_text("utf-8")
    keywords = [_keyword(terminal, spellings) for terminal, spellings in words.keywords.items()]
    return "\n".join([structure, *keywords, *words.patterns, *_names_and_ids(words)]) + "\n"


def _keyword(terminal: str, spellings: tuple[str, ...]) -> str:
    """A terminal; one of more words is tried first ("up to" before "up"), and so is its longer spelling."""
    sizes = [len(spelling.replace("(", " (").split()) for spelling in spellings]
    longest_first = sorted(spellings, key=lambda spelling: -len(spelling.split()))
    patterns = "|".join(spelling_pattern(spelling) for spelling in longest_first).replace("/", r"\/")
    return f"{terminal}.{10 * min(sizes) + max(sizes)}: /{patterns}/i"


def _names_and_ids(words: Dialect) -> tuple[str, str]:
    """Names and ids: never a keyword of one word, so that an error comes at the right place."""
    reserved = f"(?!(?:{'|'.join(map(re.escape, sorted(words.reserved)))})(?!\\w))"
    return (
        rf"NAME: /`[^`\r\n]+`|{reserved}[^\W\d_]\w*/i",
        rf"ID: /{reserved}[^\W_]+(?:\.[^\W_]+)*(?!\w)/i",
    )

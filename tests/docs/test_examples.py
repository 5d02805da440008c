"""Every example in README.md and docs/ runs and comes out as it is shown.

With EMURULES_ACCEPT=1 the output of commands is written into the pages.
"""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import traceback
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from attrs import define, field
from click.testing import CliRunner
from tests.docs.frames import framed
from tests.docs.pages import ACCEPT, PAGES, ROOT, RUN, Block, blocks, rewrite

import emurules
from emurules.cli import main
from emurules.source import Source
from emurules.syntax.dialects import dialect_of

pytestmark = pytest.mark.unmeasured

_EXPECTED = re.compile(r'# error: (\S+)(?: "(.*)")?\s*$')
_ANY_LINES = "…"
_WIDTH = "88"


@define
class Session:
    """What the examples of one page share: a folder, names, frames and the exit code of the last command."""

    page: Path
    names: dict[str, object] = field(factory=dict)
    frames: dict[str, str] = field(factory=dict)
    code: int = 0
    accepted: dict[Block, str] = field(factory=dict)

    def run(self, block: Block) -> str | None:
        """What is wrong with an example, or None."""
        if "excerpt" in block.words:
            return _excerpt(block)
        if block.file is not None and block.language != "diff":
            with Path(block.file).open("a" if "more" in block.words else "w", encoding="utf-8") as stream:
                stream.write("\n" + block.text if "more" in block.words else block.text)
        match block.language:
            case "emu":
                return self._emu(block)
            case "python":
                return self._python(block)
            case "console":
                return self._console(block)
            case "diff":
                return _changed(block)
            case _:
                return None if block.file else "a block in this language must be a file"

    # -- rulesets

    def _emu(self, block: Block) -> str | None:
        dialect = "vi" if "vi" in block.words else "en"
        if "frame" in block.words:
            found = dialect_of(block.text)
            assert found is not None
            self.frames[found.name] = block.text
            return None
        if "broken" in block.words or "more" in block.words:
            return None  # the next command says what is wrong with it
        if "fragment" not in block.words:
            return _verdict(block.text, block.text, 0)
        if dialect not in self.frames:
            return "a fragment needs a frame above it"
        whole, above = framed(block.text, self.frames[dialect], dialect)
        return _verdict(whole, block.text, above)

    # -- python

    def _python(self, block: Block) -> str | None:
        self.names.setdefault("__name__", "__main__")
        if ">>>" not in block.text:
            try:
                with redirect_stdout(StringIO()):
                    exec(compile(block.text, block.place, "exec"), self.names)  # noqa: S102 - the page's own example
            except Exception:  # noqa: BLE001 - whatever it is, it is told
                return traceback.format_exc()
            return None
        test = doctest.DocTestParser().get_doctest(block.text, self.names, block.place, None, 0)
        told = StringIO()
        doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS).run(
            test, out=told.write, clear_globs=False
        )
        self.names.update(test.globs)
        return told.getvalue() or None

    # -- commands

    def _console(self, block: Block) -> str | None:
        shown, wrong = "", None
        for command, expected in _commands(block.text):
            try:
                printed = self._command(command)
            except AssertionError as error:
                return f"{command}\n{error}"
            fits = _fits(expected, printed)
            if not fits:
                wrong = wrong or f"$ {command}\nprints:\n{printed}\nand on the page is:\n{expected}"
            shown += f"$ {command}\n{expected if fits else printed}"
        if wrong and ACCEPT:
            self.accepted[block] = shown
            return None
        return wrong

    def _command(self, command: str) -> str:
        words = shlex.split(command, comments=True)
        if words[0] == "echo" and words[1:] == ["$?"]:
            return f"{self.code}\n"
        if words[0] == "cat":
            return "".join(Path(word).read_text(encoding="utf-8-sig") for word in words[1:])
        assert words[0] == "emurules", "only emurules, cat and echo $? are run here"
        target = words.pop(words.index(">") + 1) if ">" in words else None
        source = words.pop(words.index("<") + 1) if "<" in words else None
        arguments = [word for word in words[1:] if word not in (">", "<")]
        given = Path(source).read_bytes() if source else None
        runner = CliRunner(env={"COLUMNS": _WIDTH, "NO_COLOR": "1"})
        result = runner.invoke(main, arguments, input=given, prog_name="emurules")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise AssertionError("".join(traceback.format_exception(result.exception)))
        self.code = result.exit_code
        if target is None:
            return result.output.replace("\ufeff", "")
        Path(target).write_bytes(result.stdout_bytes)
        return result.stderr


def _excerpt(block: Block) -> str | None:
    """The first line that does not stand in the file after the one before it."""
    assert block.file is not None
    lines = iter((ROOT / block.file).read_text(encoding="utf-8").splitlines())
    wanted = [line for line in block.text.splitlines() if line.strip() != _ANY_LINES]
    return next((f"not in {block.file}: {line}" for line in wanted if line not in lines), None)


def _changed(block: Block) -> str | None:
    """Change the lines of a file; what goes away must stand there once."""
    assert block.file is not None
    text = Path(block.file).read_text(encoding="utf-8")
    lines = block.text.splitlines(keepends=True)
    old, new = ("".join(line[1:] for line in lines if line[0] == sign) for sign in "-+")
    if text.count(old) != 1:
        return f"these lines stand {text.count(old)} times in {block.file}"
    Path(block.file).write_text(text.replace(old, new), encoding="utf-8")
    return None


def _verdict(text: str, block: str, above: int) -> str | None:
    """What `check_text` finds and a block does not expect, or the other way round; warnings do not count."""
    source = Source("page", text)
    found = {
        (one.line - above, one.slug, source.slice(one.labels[0].span))
        for one in emurules.check_text(text)
        if one.severity == "error" and one.line is not None
    }
    expected = set()
    for number, line in enumerate(block.split("\n"), 1):
        if comment := _EXPECTED.search(line):
            slug, words = comment.groups()
            same = [one for one in found if one[:2] == (number, slug) and words is None]
            expected.add(same[0] if same else (number, slug, words))
    if found == expected:
        return None
    told = "\n".join(str(one) for one in emurules.check_text(text))
    return f"found {sorted(found)}\nexpected {sorted(expected, key=str)}\n{told}\n{text}"


def _commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with what should be printed; a backslash at its end goes on below."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        while command.endswith("\\"):
            more, _, expected = expected.partition("\n")
            command += f"\n{more}"
        yield command, expected


def _fits(expected: str, printed: str) -> bool:
    """Whether a text is as expected; trailing spaces and blank lines at the end do not count."""
    lines = [line.rstrip() for line in expected.rstrip().split("\n")]
    pattern = "\n".join(r"(?:.*\n)*?.*" if line.strip() == _ANY_LINES else re.escape(line) for line in lines)
    actual = "\n".join(line.rstrip() for line in printed.rstrip().split("\n"))
    return re.fullmatch(pattern, actual) is not None


# Tests that write into one page run one after the other.
ONE_BY_ONE = [pytest.param(page, marks=pytest.mark.xdist_group(page.name), id=page.name) for page in PAGES]


@pytest.mark.parametrize("page", ONE_BY_ONE)
def test_the_examples_of_a_page(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    session = Session(page)
    with chdir(tmp_path):
        failures = [
            f"{block.place}\n{wrong}"
            for block in blocks(page)
            if block.language in RUN and "step" not in block.words and (wrong := session.run(block))
        ]
    if session.accepted:
        rewrite(page, session.accepted)
    assert not failures, "\n\n".join(failures)


def test_every_block_says_how_it_is_tried() -> None:
    """What is not tried is a shell command, which only a fresh machine can show."""
    untried = {block.language for page in PAGES for block in blocks(page)} - set(RUN)
    assert untried <= {"sh", "yaml"}

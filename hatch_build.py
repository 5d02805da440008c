"""Build hook: a wheel carries the grammar compiled, so that the first parse does not have to build it.

The tables are made by the package's own code, from the files being packed, in an interpreter of its own:
nothing of it stays in the process that builds. There is no way around it: where the tables cannot be made,
there is no wheel. Two builds of one tree differ in these files alone: Lark numbers the states anew each time.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILE = """
import sys
from pathlib import Path
from emurules.syntax.grammar import compile_to
compile_to(Path(sys.argv[1]))
"""
INSIDE = "emurules/grammar/compiled"


class CompiledGrammarHook(BuildHookInterface[Any]):
    """Adds `emurules/grammar/compiled/<dialect>.bin` for each word list to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the grammar; an editable installation builds it at run time, since its files may change."""
        if version == "editable":
            return
        root = Path(self.root)
        if (root / "grammar" / "compiled").exists():
            raise RuntimeError(
                "grammar/compiled is a build product and must not stand in the source tree: remove it"
            )
        self.folder = TemporaryDirectory(prefix="emurules-grammar-")
        _compile(root, Path(self.folder.name))
        for dialect in sorted(path.stem for path in (root / "grammar" / "words").glob("*.lark")):
            table = Path(self.folder.name) / f"{dialect}.bin"
            if not table.is_file() or table.stat().st_size == 0:
                raise RuntimeError(f"the grammar of dialect `{dialect}` was not compiled")
            build_data["force_include"][str(table)] = f"{INSIDE}/{dialect}.bin"
        if not any(target.startswith(INSIDE) for target in build_data["force_include"].values()):
            raise RuntimeError("there is no word list in grammar/words, hence nothing to compile")

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the tables: they are in the wheel now."""
        if version != "editable":
            self.folder.cleanup()


def _compile(root: Path, folder: Path) -> None:
    path = os.pathsep.join([str(root / "src"), *filter(None, sys.path)])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", COMPILE, str(folder)], cwd=folder, env=environment, check=False
    )
    if run.returncode != 0:
        raise RuntimeError("emurules.syntax.grammar.compile_to failed: see above")

"""Build hook: a wheel carries grammar and shipped rulesets compiled, so that the first score comes soon.

Both are made by the package's own code, from the files being packed, in an interpreter of its own:
nothing of it stays in the process that builds. There is no way around it: where they cannot be made,
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
from emurules.driver import precompile_to
from emurules.syntax.grammar import compile_to
compile_to(Path(sys.argv[1], "grammar"))
precompile_to(Path(sys.argv[1], "rulesets"))
"""
# What is compiled: the folder at the top of the checkout, which of its files, and what they are called then.
COMPILED = {"grammar": ("words/*.lark", ".bin"), "rulesets": ("*.emu", ".json")}
# Beside the rulesets: what tells this build of the package from another.
BUILD = "rulesets/build"


class CompiledHook(BuildHookInterface[Any]):
    """Adds `emurules/<folder>/compiled/…` to a wheel for each word list and each shipped ruleset."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile both; an editable installation reads the texts at run time, since they may change."""
        if version == "editable":
            return
        root = Path(self.root)
        self.folder = TemporaryDirectory(prefix="emurules-compiled-")
        _compile(root, Path(self.folder.name))
        for kind, (pattern, suffix) in COMPILED.items():
            if (root / kind / "compiled").exists():
                raise RuntimeError(
                    f"{kind}/compiled is made here and must not stand in the source tree: remove it"
                )
            sources = sorted(path.stem for path in (root / kind).glob(pattern))
            if not sources:
                raise RuntimeError(f"there is no {kind}/{pattern}, hence nothing to compile")
            for stem in sources:
                self._add(f"{kind}/{stem}{suffix}", build_data)
        self._add(BUILD, build_data)

    def _add(self, name: str, build_data: dict[str, Any]) -> None:
        made = Path(self.folder.name, name)
        if not made.is_file() or made.stat().st_size == 0:
            raise RuntimeError(f"`{name}` was not compiled")
        kind, _, file = name.partition("/")
        build_data["force_include"][str(made)] = f"emurules/{kind}/compiled/{file}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove what was made: it is in the wheel now."""
        if version != "editable":
            self.folder.cleanup()


def _compile(root: Path, folder: Path) -> None:
    path = os.pathsep.join([str(root / "src"), *filter(None, sys.path)])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", COMPILE, str(folder)], cwd=folder, env=environment, check=False
    )
    if run.returncode != 0:
        raise RuntimeError("compile_to or precompile_to failed: see above")

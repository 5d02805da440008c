"""Where a finding's file lies, for programs that look for it in a repository.

Guarantees: a file below the folder is named from there, however it was written; no link is followed, and no
disk is asked. Left out: how a form writes that down.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath


def below(file: str, folder: Path) -> PurePath:
    """A file's path from a folder on, if it lies below it; else the whole path."""
    whole = os.path.normpath(folder / file)
    return PurePath(whole).relative_to(folder) if PurePath(whole).is_relative_to(folder) else PurePath(whole)

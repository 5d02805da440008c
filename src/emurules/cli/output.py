"""Output that is whole or not there.

Guarantees: what is written in a `written` block reaches stdout or the file only if the block ends well; it
waits in memory, and on disk if it is long. Line ends are left as they are.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import TextIO

_IN_MEMORY = 16 << 20


@contextmanager
def written(path: str | None) -> Iterator[TextIO]:
    """A text stream that becomes the file at `path`, or standard output if that is None."""
    with SpooledTemporaryFile(_IN_MEMORY) as waiting:
        text = io.TextIOWrapper(waiting, encoding="utf-8", errors="backslashreplace", newline="")
        yield text
        text.flush()
        waiting.seek(0)
        if path is None:
            stdout = sys.stdout.buffer
            shutil.copyfileobj(waiting, stdout)
            stdout.flush()
        else:
            _replace(path, waiting)
        text.detach()


def _replace(path: str, waiting: SpooledTemporaryFile[bytes]) -> None:
    from emurules.cli.console import asked_language
    from emurules.files.origin import Origin
    from emurules.files.writing import replacing

    with replacing(Origin(path, asked_language() or "en")) as stream:
        shutil.copyfileobj(waiting, stream)

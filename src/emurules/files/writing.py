"""Writing files whole or not at all.

Guarantees: a file that others may read is never half-written: the text goes into a temporary file beside
it, which takes its place when all is well. Left out: what is written.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from emurules.errors import EmurulesError
from emurules.files.origin import Origin


@contextmanager
def replacing(origin: Origin) -> Iterator[BinaryIO]:
    """A stream that becomes the file at the origin's name at the end of the block, if all is well.

    Raises:
        EmurulesError: it cannot be written.
    """
    try:
        target = Path(origin.name).resolve()
        # A device or a pipe is written to; only a file is replaced.
        direct = target.exists() and not target.is_file() and not target.is_dir()
        room = target if direct else target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
        if target.is_dir():
            raise EmurulesError((origin.finding("not-a-file"),))
        stream = room.open("wb" if direct else "xb")
    except (OSError, ValueError) as error:
        raise _unwritable(origin, error) from None
    try:
        with stream:
            if target.is_file():
                room.chmod(target.stat().st_mode & 0o7777)  # who may read the file may go on reading it
            yield stream
        if not direct:
            os.replace(room, target)  # noqa: PTH105 - the same as Path.replace, on all systems
    except OSError as error:
        raise _unwritable(origin, error) from None
    finally:
        if not direct:
            room.unlink(missing_ok=True)


def _unwritable(origin: Origin, error: Exception) -> EmurulesError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return EmurulesError((origin.finding("unwritable-file", reason=reason.lower()),))

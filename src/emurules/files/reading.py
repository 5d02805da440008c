"""From a path or stream to lines of text, with every way in which that can fail.

Guarantees: reading is lazy, a line at a time (UTF-16 excepted), and bounded: no line is longer than
`LINE_LIMIT`, no file that must be read whole larger than `FILE_LIMIT`. A line keeps its end; the BOM is
gone. What fails leaves as a `FactsError` with the place. Left out: what the lines mean.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from emurules.errors import FactsError
from emurules.files.origin import Origin
from emurules.model.spelling import nearest

MEBIBYTE = 1 << 20
LINE_LIMIT = MEBIBYTE
FILE_LIMIT = 256 * MEBIBYTE

_LOOK_AHEAD = 4096

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# What Excel writes unless told otherwise: a zip file, or before 2007 a compound document.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def open_file(origin: Origin) -> BinaryIO:
    """Open the file at the origin's name.

    Raises:
        FactsError: there is none, or it cannot be read.
    """
    try:
        if Path(origin.name).is_dir():
            raise origin.refusal("not-a-file")
        return Path(origin.name).open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise not_found(origin) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise origin.refusal("unreadable-file", reason=(reason or str(error)).lower()) from None


def not_found(origin: Origin) -> Exception:
    """The error for a file that isn't there, with the name in that folder that is most like it."""
    path = Path(origin.name)
    near = None
    with suppress(OSError, ValueError):
        near = nearest(path.name, (one.name for one in path.parent.iterdir() if one.is_file()))
    if near is None:
        return origin.refusal("file-not-found")
    return origin.refusal("file-not-found", help="near", near=str(path.with_name(near)))


def opening(stream: BinaryIO, origin: Origin) -> bytes:
    """The first line with something on it, with the blank ones before it.

    Raises:
        FactsError: there is none, or it is no text.
    """
    line = _line(stream, origin, 1)
    lines = bytearray(line)
    while line and not line.removeprefix(_BOM).strip() and len(lines) < LINE_LIMIT:
        line = _line(stream, origin, 2)
        lines += line
    first = bytes(lines)
    if not first.removeprefix(_BOM).strip():
        raise origin.refusal("empty-file", help="facts")
    return first


def is_json(first: bytes) -> bool:
    """Whether a file that starts so is JSON: no CSV starts with a bracket."""
    text = (
        first.decode("utf-16", "ignore") if first.startswith(_UTF16) else first.decode("utf-8-sig", "ignore")
    )
    return text.lstrip()[:1] in ("[", "{")


def lines_of(first: bytes, stream: BinaryIO, origin: Origin) -> Iterator[str]:
    """The lines of a text, each with its end, from its opening and the stream behind it.

    Raises:
        FactsError: when asked for a line that is no text, or too long.
    """
    if first.startswith(_UTF16):
        yield from io.StringIO(text_of(first, stream, origin), newline="")
        return
    offset = len(_BOM) if first.startswith(_BOM) else 0
    line, number = first[offset:], 1
    while line:
        _check_length(line, number, origin)
        try:
            text = _utf8(line, origin, number, offset)
        except FactsError:
            # A picture or a program may have some lines without a zero byte.
            if b"\0" in stream.read(_LOOK_AHEAD):
                raise origin.refusal("binary-file") from None
            raise
        # A lone carriage return ends a line too: Excel on old Macs.
        one = "\r" not in text[:-2] and "\n" not in text[:-1]
        pieces = [text] if one else list(io.StringIO(text, newline=""))
        yield from pieces
        number += len(pieces)
        offset += len(line)
        line = _line(stream, origin, number)


def text_of(first: bytes, stream: BinaryIO, origin: Origin) -> str:
    """The whole text, from its opening and the stream behind it.

    Raises:
        FactsError: it is no text, or larger than `FILE_LIMIT`.
    """
    whole = first + stream.read(FILE_LIMIT + 1)
    if len(whole) > FILE_LIMIT:
        raise origin.refusal("file-too-large", limit=f"{FILE_LIMIT // MEBIBYTE} MiB")
    if not whole.startswith(_UTF16):
        if b"\0" in whole:
            raise origin.refusal("binary-file")
        start = len(_BOM) if whole.startswith(_BOM) else 0
        return _utf8(whole[start:], origin, 1, start)
    try:
        return whole.decode("utf-16")
    except UnicodeDecodeError:
        raise origin.refusal("encoding", variant="utf-16") from None


def _line(stream: BinaryIO, origin: Origin, number: int) -> bytes:
    try:
        line = stream.readline(LINE_LIMIT + 1)
    except OSError as error:
        raise origin.refusal("unreadable-file", reason=os.strerror(error.errno or 0).lower()) from None
    if number == 1 and line.startswith(_WORKBOOKS):
        raise origin.refusal("binary-file", variant="workbook", help="workbook")
    if b"\0" in line and (number > 1 or not line.startswith(_UTF16)):
        raise origin.refusal("binary-file")
    return line


def _check_length(line: bytes, number: int, origin: Origin) -> None:
    if len(line) > LINE_LIMIT:
        limit = f"{LINE_LIMIT // MEBIBYTE} MiB"
        raise origin.refusal("file-too-large", number, variant="line", help="line", limit=limit)


def _utf8(data: bytes, origin: Origin, number: int, offset: int) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = number + before.count("\n"), len(before) - before.rfind("\n")
        byte, place = f"0x{data[error.start]:02x}", str(offset + error.start)
        raise origin.refusal("encoding", line, column, byte=byte, offset=place) from None

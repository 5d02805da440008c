"""A guard against examples that never end. It measures nothing: what it allows is far more than they need."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 60
# Whether something is being tested right now: outside, hostile objects behave, so that they can be shown.
ON = False


class EndlessError(BaseException):
    """An example that was stopped; no `except Exception` may hide it."""


@contextmanager
def within(seconds: int = SECONDS) -> Iterator[None]:
    """Stops what runs for longer, where the system can."""
    global ON  # noqa: PLW0603
    alarmed = hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()

    def stop(_: int, __: FrameType | None) -> None:
        raise EndlessError(f"still running after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop) if alarmed else None
    if alarmed:
        signal.alarm(seconds)
    ON = True
    try:
        yield
    finally:
        ON = False
        if alarmed:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)

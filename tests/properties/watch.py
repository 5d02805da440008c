"""A guard against examples that never end. It is no measurement: what it allows is far more than anything needs."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 60
# Whether something is being tested right now: hostile objects behave outside, so that Hypothesis can show them.
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

    if alarmed:
        before = signal.signal(signal.SIGALRM, stop)
        signal.alarm(seconds)
    ON = True
    try:
        yield
    finally:
        ON = False
        if alarmed:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)

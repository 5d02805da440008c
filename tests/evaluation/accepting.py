"""Goldens: texts kept beside the tests. EMURULES_ACCEPT=1 writes them anew; the diff is then reviewed."""

import os
from pathlib import Path

GOLDENS = Path(__file__).parent / "goldens"


def check(name: str, text: str) -> None:
    file = GOLDENS / name
    if os.environ.get("EMURULES_ACCEPT"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8"), f"{name} differs; EMURULES_ACCEPT=1 accepts it"

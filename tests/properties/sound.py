"""What holds of every trace and of every error, and the rulesets of the seeds."""

from __future__ import annotations

import json
from functools import cache
from random import Random

from emurules import EmurulesError, Ruleset, Trace, explain, loads
from emurules.diagnostics.render.data import as_json
from emurules.diagnostics.render.text import as_text


def is_sound(trace: Trace) -> None:
    text = trace.to_json()
    back = Trace.from_json(text)
    assert back == trace
    assert back.to_json() == text
    for language in ("vi", "en"):
        for form in ("text", "markdown"):
            assert explain(trace, language, form)


def seeded(seed: int | str) -> Random:
    return Random(seed)  # noqa: S311


@cache
def ruleset_of(text: str) -> Ruleset:
    return loads(text)


def can_be_shown(error: EmurulesError) -> None:
    assert error.diagnostics
    for one in error.diagnostics:
        for language in ("en", "vi"):
            told = one.within(language)
            assert len(f"{told.message}{told.help}") < 5000
            as_text(told).encode()
            json.dumps(as_json(told), ensure_ascii=False).encode("utf-8", "backslashreplace")

"""Digests: SHA-256 over sorted, compact, UTF-8 JSON, the same on every machine.

Guarantees: two rulesets with one digest say and mean the same; spans, comments and the dialect of the
keywords take no part. `of_json` serves the digest of a unit's facts as well.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, cast

import attrs

if TYPE_CHECKING:
    from emurules.model.ruleset import Ruleset

# Forms that the language got later: a ruleset without them keeps its digest.
_LATER = frozenset(["caps", "fixed", "more_is_worse", "thresholds"])

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def of_json(value: Json) -> str:
    """The digest of a JSON value, `sha256:` and 64 hexadecimal digits."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def of_ruleset(ruleset: Ruleset) -> str:
    """The digest of a ruleset's model."""
    plain = _plain(ruleset)
    assert isinstance(plain, dict)
    del plain["language"]
    return of_json(plain)


def _plain(value: object) -> Json:
    """A model value as JSON: numbers as exact text, each object tagged with its class."""
    match value:
        case None | bool() | str():
            return value
        case Enum():
            return str(value.value)
        case Fraction() | date():
            return str(value)
        case tuple():
            return [_plain(item) for item in value]
        case _:
            kind = cast("attrs.AttrsInstance", value).__class__
            parts = ((name, getattr(value, name)) for name in _kept(kind))
            plain: dict[str, Json] = {
                name: _plain(part)
                for name, part in parts
                if name not in _LATER or (part is not False and part != ())
            }
            plain["is"] = kind.__name__
            return plain


@cache
def _kept(kind: type[attrs.AttrsInstance]) -> tuple[str, ...]:
    """The names of what tells two values of a class apart."""
    return tuple(one.name for one in attrs.fields(kind) if one.eq)

"""The leaves of a trace's JSON: texts, numbers, dates and choices, and what is wrong with them.

What lives here: a reader for each plain type, and `WrongError`, which they raise. Guarantees: strict: no
value is turned into another type, no number is read as a float, no text is taken that UTF-8 lacks. Left
out: classes, lists and the paths to what is wrong (wire).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar, get_args

from attrs import frozen

from emurules.evaluation.trace import TypeName
from emurules.model.notation import NotationError, read_date, read_number, read_percent, read_value

Path = tuple[str | int, ...]
_Value = TypeVar("_Value")


class WrongError(Exception):
    """Something that a trace cannot have; `variant` of the catalogue, `below` the value where it stands."""

    def __init__(self, variant: str, found: object = None, below: Path = (), **params: str) -> None:
        self.variant, self.below, self.params = variant, below, {"found": excerpt(found), **params}
        super().__init__(variant)


@frozen
class Raw:
    """A number that stands bare in the JSON and is no whole one, or a long one: kept to be shown."""

    text: str


class Doubled(dict[str, Any]):
    """An object of the JSON with a key that stands there twice."""

    key = ""


@frozen
class Typed:
    """A value on the way in, with the type that says how to read it."""

    value: object
    type: object
    state: object = None


def excerpt(value: object) -> str:
    """What stands in the JSON, in short."""
    match value:
        case Mapping():
            return "{…}"
        case list():
            return "[…]"
        case Raw(text):
            shown = text
        case _:
            shown = json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
    return shown if len(shown) <= 40 else f"{shown[:39]}…"


def mapping(value: object, at: Path = ()) -> Mapping[str, Any]:
    """The value, if it is a sound object of the JSON; `at` is where it stands below the place that asks."""
    if isinstance(value, Doubled):
        raise WrongError("twice", below=(*at, value.key))
    if not isinstance(value, dict):
        raise WrongError("object", value, at)
    return value


def text(value: object, _: object = str) -> str:
    """A text that UTF-8 can hold."""
    if not isinstance(value, str):
        raise WrongError("text", value)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise WrongError("text", value) from None
    return value


def truth(value: object, _: object) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise WrongError("yes/no", value)
    return value


def integer(value: object, _: object) -> int:
    """A whole number, bare."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise WrongError("integer", value)
    return value


def number(value: object, _: object) -> Fraction:
    """A number, as text."""
    return _noted(read_number, value, "number")


def share(value: object, _: object) -> Fraction:
    """A ratio, as the text of a percent."""
    return _noted(read_percent, value, "percent")


def day(value: object, _: object) -> date:
    """An ISO date."""
    return _noted(read_date, value, "date")


def _noted(read: Callable[[str], _Value], value: object, expected: str) -> _Value:
    if not isinstance(value, str):
        raise WrongError(expected, value)
    try:
        return read(value)
    except NotationError as error:
        raise WrongError(error.expected, value) from None


def one_of(value: object, allowed: Any) -> Any:
    """One of the words of a `Literal`."""
    names = get_args(allowed)
    if not isinstance(value, str) or value not in names:
        raise WrongError("one of", value, allowed=", ".join(f"`{name}`" for name in names))
    return value


def worth(value: object, _: object) -> Fraction | str:
    """A number or unlimited."""
    return "unlimited" if value == "unlimited" else number(value, Fraction)


def bound(value: object, _: object) -> Fraction | date | None:
    """An end of a row: a number, a percent or a date, each known by its form."""
    if value is None:
        return None
    if isinstance(value, str) and value.endswith("%"):
        return share(value, Fraction)
    return day(value, date) if isinstance(value, str) and value[4:5] == "-" else number(value, Fraction)


def option(value: object, _: object) -> str | bool:
    """What a row over options or yes and no takes."""
    return value if isinstance(value, bool) else text(value)


def typed(given: object, _: object) -> Any:
    """A value by the type beside it; where that is no type there is an error at its own place."""
    assert isinstance(given, Typed)  # INVARIANT: put there by the class's own rule
    if given.state not in (None, "known") and given.value is not None:
        raise WrongError("value", given.value)
    if given.state == "known" and given.value is None:
        raise WrongError("value", None)
    if not isinstance(given.type, str) or given.type not in get_args(TypeName):
        return None
    try:
        value = read_value(given.value, given.type)
    except NotationError as error:
        raise WrongError(error.expected, given.value) from None
    return text(value) if isinstance(value, str) else value

"""The parts of a trace from JSON, one rule a class, told to cattrs.

What lives here: `converter`, and `problems`, which says where a text went wrong. Guarantees: reading
takes what writing gives and nothing else: no unknown key, no key twice. Left out: the way out (writing),
plain values (leaves), the trace as a whole and its derived keys (serial). Imported on first use only, as
cattrs is slow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache, partial
from operator import eq
from typing import Any, Literal, get_args, get_origin

import attrs
from cattrs import BaseValidationError, Converter, IterableValidationError
from cattrs.errors import AttributeValidationNote, ForbiddenExtraKeysError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from emurules.evaluation import trace as shapes
from emurules.evaluation.leaves import (
    Path,
    Typed,
    WrongError,
    bound,
    day,
    integer,
    mapping,
    number,
    one_of,
    option,
    share,
    text,
    truth,
    typed,
    worth,
)
from emurules.evaluation.writing import BRIEF

Hook = Callable[[Any, Any], Any]

STEPS: Mapping[str, type] = {
    kind: step
    for step in get_args(shapes.Step)
    for kind in get_args(attrs.fields_dict(attrs.resolve_types(step))["kind"].type)
}
_CLASSES = (*BRIEF, shapes.CitationShown, shapes.ReadingShown, shapes.NodeTrace, shapes.LoweredShown,
            shapes.CapShown, shapes.GradingTrace, shapes.DisqualificationShown, shapes.RulesetShown,
            shapes.Trace)  # fmt: skip


@attrs.frozen
class _Part:
    """A part of a sum, as the JSON has it."""

    id: str
    points: Fraction | None


@cache
def converter() -> Converter:
    """From plain JSON values to the classes of a trace; made once."""
    made = Converter()
    by_class: tuple[tuple[type, Hook], ...] = (
        (str, text), (bool, truth), (int, integer), (Fraction, number), (date, day),
    )  # fmt: skip
    by_union: tuple[tuple[object, Hook], ...] = (
        (shapes.Worth, worth),
        (shapes.Plain | None, typed),
        (Fraction | date | None, bound),
        (str | bool, option),
        (shapes.Step, lambda value, _: made.structure(value, _step(value))),
    )
    for plain, read in by_class:
        made.register_structure_hook(plain, read)
    for union, read in by_union:
        made.register_structure_hook_func(partial(eq, union), read)
    made.register_structure_hook_func(_is_literal, one_of)
    made.register_structure_hook_factory(_is_tuple, partial(_list_of, made))
    made.register_structure_hook_factory(attrs.has, partial(_reader, made))
    # Now, while the stack is low: cattrs takes a RecursionError for a class within itself.
    for of in _CLASSES:
        made.get_structure_hook(of)
    return made


def _is_literal(of: object) -> bool:
    return get_origin(of) is Literal


def _is_tuple(of: object) -> bool:
    return get_origin(of) is tuple


def _step(value: object) -> type:
    kind = mapping(value).get("kind")
    if "kind" not in mapping(value):
        raise WrongError("missing", below=("kind",))
    if not isinstance(kind, str) or kind not in STEPS:
        raise WrongError("one of", kind, ("kind",), allowed=", ".join(f"`{name}`" for name in STEPS))
    return STEPS[kind]


def _list_of(made: Converter, of: Any) -> Hook:
    """Reads a list: of any length, or (`tuple[date, date]`) of as many as it says."""
    kinds = get_args(of)
    item = kinds[0]
    length = None if kinds[-1] is ... else len(kinds)

    def read(value: object, _: object) -> tuple[Any, ...]:
        if not isinstance(value, list) or length not in (None, len(value)):
            raise WrongError("list", value)
        found, errors = [], []
        for index, one in enumerate(value):
            try:
                found.append(made.structure(one, item))
            except Exception as error:  # noqa: BLE001 # RecursionError among them; each is told or raised again
                error.add_note(IterableValidationNote("", index, item))
                errors.append(error)
        if errors:
            raise IterableValidationError("", errors, of)
        return tuple(found)

    return read


def _reader(made: Converter, of: Any) -> Hook:
    special: dict[str, Any] = {}
    if of is shapes.SumStep:
        special["parts"] = override(struct_hook=lambda value, _: _read_parts(value, made))
    if of is shapes.ReduceStep:
        special["taken"] = override(struct_hook=share)
    read: Hook = make_dict_structure_fn(of, made, _cattrs_forbid_extra_keys=True, **special)

    def checked(value: object, _: object) -> Any:
        given = mapping(value)
        if of is shapes.Term and "value" in given:
            state = given.get("state", "known")
            given = {**given, "value": Typed(given["value"], given.get("type"), state)}
        return read(given, of)

    return checked


def _read_parts(value: object, made: Converter) -> tuple[tuple[str, Fraction | None], ...]:
    return tuple((part.id, part.points) for part in made.structure(value, tuple[_Part, ...]))


def problems(error: BaseException, path: Path = ()) -> Iterator[tuple[Path, str, dict[str, str]]]:
    """Each thing that went wrong: where, the variant of the catalogue, and its parameters."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            path = (*path, note.name)
        elif isinstance(note, IterableValidationNote):
            path = (*path, note.index)
    match error:
        case BaseValidationError():
            for one in error.exceptions:
                yield from problems(one, path)
        case ForbiddenExtraKeysError():
            for key in sorted(error.extra_fields):
                yield (*path, key), "unknown", {}
        case KeyError():
            yield path, "missing", {}
        case WrongError():
            yield (*path, *error.below), error.variant, error.params
        case RecursionError():
            raise error
        case _:
            yield path, "", {"found": str(error)}

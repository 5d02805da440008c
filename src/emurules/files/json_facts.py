"""Units from a JSON file: one object, or a list of them.

The key `unit` holds the unit's name; keys that begin with `# ` are remarks, and an object of remarks only is
passed over. Guarantees: numbers arrive as they are written, never as a float; a key that stands twice, NaN
and deep nesting are refused; every message has its line and column. Left out: text from bytes (reading),
values (admit).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal as ExactDecimal
from typing import cast

from attrs import evolve, frozen

from emurules.diagnostics import Diagnostic, diagnostic
from emurules.errors import FactsError
from emurules.files.cells import Notation, as_data
from emurules.files.json_places import JsonPlaces, JsonText
from emurules.files.names import UNIT, Facts, is_remark, looked_at, one_form
from emurules.files.origin import Origin
from emurules.files.units import FactsFile, RawFact, Unit, placed
from emurules.model.ruleset import Ruleset
from emurules.model.spelling import shown
from emurules.source import Source, Span

# What the messages of the standard reader mean here; what isn't listed says only that this is not JSON.
_VARIANTS = (
    ("Expecting value", "value"),
    ("Illegal trailing comma", "value"),
    ("Expecting ',' delimiter", "comma"),
    ("Expecting ':' delimiter", "colon"),
    ("Expecting property name", "key"),
    ("Unterminated string", "string"),
    ("Invalid control character", "control"),
    ("Invalid \\", "escape"),
    ("Extra data", "extra"),
)
# Longer numbers are kept as text, which admit measures before it makes a number of it.
_PLAIN_DIGITS = 100


class _Object(list[tuple[str, object]]):
    """A JSON object as written: its keys and values, doubled ones too."""


@frozen
class _Constant:
    """NaN or an infinity, which are no JSON."""

    word: str


@frozen
class _Reader:
    """What reading one file needs throughout."""

    ruleset: Ruleset
    known: Facts
    notation: Notation
    origin: Origin
    whole: JsonText

    def at(
        self, slug: str, span: Span, *, variant: str = "", help: str | None = "", **more: str
    ) -> Diagnostic:
        """A finding at a place; `more` are its `variant` and what its texts need."""
        more = {
            "path": self.origin.name,
            "ruleset": self.origin.ruleset,
            "called": self.origin.called,
            **more,
        }
        source, language = self.whole.source, self.origin.language
        return diagnostic(slug, source, span, language, variant=variant, help=help, also=(), **more)


def read_json(text: str, ruleset: Ruleset, notation: Notation, origin: Origin) -> FactsFile:
    """Open a JSON text.

    Raises:
        FactsError: it is no JSON, or neither an object nor a list.
    """
    source = Source(origin.name, text)
    known = Facts.of(ruleset)
    reader = _Reader(ruleset, known, notation, origin, JsonText(source, known))
    top = _parsed(reader)
    _name_a_fact(reader, top if isinstance(top, list) and not isinstance(top, _Object) else [top])
    if isinstance(top, _Object):
        return FactsFile(origin, (), _units(reader, [top], alone=True), 1)
    if not isinstance(top, list):
        start = len(text) - len(text.lstrip())
        raise _refused(reader, "json-form", Span(start, len(text.rstrip())))
    return FactsFile(origin, (), _units(reader, top, alone=False), len(top))


def _parsed(reader: _Reader) -> object:
    try:
        return json.loads(
            reader.whole.source.text,
            object_pairs_hook=_Object,
            parse_float=_number,
            parse_int=_number,
            parse_constant=_Constant,
        )
    except RecursionError:
        raise _refused(reader, "json-nesting", Span(0, 1)) from None
    except json.JSONDecodeError as error:
        variant = next((variant for text, variant in _VARIANTS if error.msg.startswith(text)), "")
        raise _refused(
            reader, "json-syntax", Span(error.pos, error.pos + 1), variant=variant, help=variant
        ) from None


def _name_a_fact(reader: _Reader, values: list[object]) -> None:
    """Refuse units of which none has a fact: all would be scored by defaults alone."""
    units = [(index, value) for index, value in enumerate(values) if _is_unit(value)]
    keys = {reader.known.named(key): None for _, value in units for key, _ in cast("_Object", value)}
    if units and reader.ruleset.facts and not reader.known.name_a_fact(keys):
        more = {"variant": "facts", "help": "facts"}
        raise _refused(reader, "json-form", JsonPlaces(reader.whole, units[0][0]).of(None), **more)


def _is_unit(value: object) -> bool:
    """Whether a value is an object with more than remarks."""
    return isinstance(value, _Object) and not (value and all(is_remark(key) for key, _ in value))


def _number(text: str) -> RawFact:
    mantissa, _, exponent = text.lower().partition("e")
    if len(mantissa) > _PLAIN_DIGITS or int(exponent.lstrip("+-0")[:5] or 0) > _PLAIN_DIGITS:
        return text
    return int(text) if mantissa.lstrip("-").isdigit() and not exponent else ExactDecimal(text)


def _refused(
    reader: _Reader, slug: str, span: Span, *, variant: str = "", help: str | None = "", **more: str
) -> FactsError:
    more.setdefault("fact", next((fact.name for fact in reader.ruleset.facts), "…"))
    return FactsError((reader.at(slug, span, variant=variant, help=help, **more),))


def _units(reader: _Reader, values: list[object], *, alone: bool) -> Iterator[Unit]:
    named: dict[str, JsonPlaces] = {}
    looks: dict[str, str] = {}
    told: set[str] = set()  # what has had its remark
    count = 0
    for index, value in enumerate(values):
        if isinstance(value, _Object) and not _is_unit(value):
            continue
        count += 1
        places = JsonPlaces(reader.whole, index)
        unit = _unit(reader, value, places, told)
        if unit.name is None and not alone:
            unit = _numbered(reader, unit, count, told)
        if unit.name in named:
            first = str(_line(named[unit.name]))
            again = reader.at("duplicate-unit", places.of(UNIT), unit=unit.name, first=first)
            unit = evolve(unit, facts=None, problems=(*unit.problems, again))
        elif unit.name is not None:
            named[unit.name] = places
            like = looks.setdefault(looked_at(unit.name), unit.name)
            if like != unit.name:
                more = {"unit": shown(unit.name), "near": shown(like), "first": str(_line(named[like]))}
                near = reader.at("similar-unit", places.of(UNIT), **more)
                unit = evolve(unit, problems=(*unit.problems, near))
        yield unit
    if not count:
        raise _refused(reader, "no-rows", Span(0, 1), variant="list", help="list")


def _numbered(reader: _Reader, unit: Unit, count: int, told: set[str]) -> Unit:
    """A unit of a list without a name, called after its place in it."""
    name = f"đơn vị {count}" if reader.origin.language == "vi" else f"unit {count}"
    if UNIT in told or unit.facts is None:
        return evolve(unit, name=name)
    told.add(UNIT)
    span = unit.places.of(None) if isinstance(unit.places, JsonPlaces) else Span(0, 1)
    remark = reader.at("no-unit-names", span, variant="key", help=None, example=name)
    return evolve(unit, name=name, problems=(*unit.problems, remark))


def _unit(reader: _Reader, value: object, places: JsonPlaces, told: set[str]) -> Unit:
    if not isinstance(value, _Object):
        found = _refused(reader, "json-form", places.of(None), variant="unit", help="unit")
        return Unit(name=None, facts=None, problems=found.diagnostics, places=places)
    problems: list[Diagnostic] = []
    given: dict[str, object] = {}
    for written, one in value:
        key = reader.known.named(written)
        if key in given:
            problems.append(reader.at("json-doubled-key", places.keys(key)[-1], key=shown(key)))
        given[key] = one
    name = _unit_name(reader, given.pop(UNIT, None), places, problems)
    unnamed = frozenset({UNIT} if name is None else ())
    facts: dict[str, RawFact] = {}
    for key, one in given.items():
        if key in reader.known.names:
            read = _fact(reader, key, one, places)
            if isinstance(read, Diagnostic):
                problems.append(read)
            elif read is not None:
                facts[key] = read
        elif not is_remark(key):
            problems.extend(_unknown(reader, key, given.keys() | {UNIT} - unnamed, places, told))
    return Unit(name=name, facts=facts, problems=tuple(problems), places=places)


def _unit_name(reader: _Reader, value: object, places: JsonPlaces, problems: list[Diagnostic]) -> str | None:
    if isinstance(value, str | int | ExactDecimal) and not isinstance(value, bool):
        return one_form(str(value)) or None
    if value is not None:
        problems.append(reader.at("json-form", places.of(UNIT), variant="name", help=None))
    return None


def _fact(reader: _Reader, fact: str, value: object, places: JsonPlaces) -> RawFact | Diagnostic | None:
    match value:
        case _Constant():
            found = reader.at("json-number", places.of(fact), value=value.word)
            return evolve(found, subject=fact)
        case str():
            declared = reader.ruleset.fact_by_name[fact]
            read = as_data(value.strip(), declared, reader.notation, reader.origin, None, None)
            return placed(read, places, reader.origin) if isinstance(read, Diagnostic) else read
        case bool() | int() | ExactDecimal() | None:
            return value
        case _:
            found = reader.at("json-form", places.of(fact), variant="fact", help=None, fact=fact)
            return evolve(found, subject=fact)


def _unknown(
    reader: _Reader, key: str, given: AbstractSet[str], places: JsonPlaces, told: set[str]
) -> Iterator[Diagnostic]:
    near = next((one for one in reader.known.resembling(key) if one not in given), None)
    if near is not None:
        found = reader.at("unknown-column", places.keys(key)[0], variant="key", name=shown(key), near=near)
        yield evolve(found, subject=near)
    elif key not in told:
        told.add(key)
        yield reader.at("ignored-column", places.keys(key)[0], variant="key", help=None, name=shown(key))


def _line(places: JsonPlaces) -> int:
    return places.text.position(places.of(UNIT).start)[0]

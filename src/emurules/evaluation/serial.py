"""A trace as JSON and back.

What lives here: `to_plain` and `to_json` (JSON values and text), `from_json`, and `schema`, the JSON
Schema that ships with the package and describes each key. Guarantees: lossless:
`from_json(to_json(trace))` is the trace; numbers are exact texts; keys that say again what stands
elsewhere (`grade`, `defaults`, …) are checked when read; whatever the text, an `EmurulesError` is all
that escapes. Left out: the parts of a trace (wire), whose cattrs is loaded on first use.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

from emurules.diagnostics import Diagnostic
from emurules.errors import EmurulesError
from emurules.evaluation.balance import unbalanced
from emurules.evaluation.leaves import Doubled, Path, Raw, Typed, WrongError, excerpt, mapping
from emurules.evaluation.trace import NodeTrace, Trace
from emurules.model.digest import of_json
from emurules.model.notation import number_text, value_text

SCHEMA = 1
_FIRST = (
    "schema", "engine", "ruleset", "unit", "facts", "facts_digest", "defaults", "total", "unscaled", "worth",
    "attainable", "grade", "grades", "disqualified", "readings", "sections",
)  # fmt: skip
_DERIVED = ("facts", "defaults", "grade", "grades", "disqualified", "readings")


def to_json(trace: Trace, indent: int | None = None) -> str:
    """The trace as JSON text, on one line unless `indent` says otherwise; letters stay as they are.

    Raises:
        EmurulesError: it is nested more deeply than JSON can be written.
    """
    try:
        return json.dumps(to_plain(trace), ensure_ascii=False, indent=indent, allow_nan=False)
    except RecursionError:
        raise EmurulesError((_bad("deep"),)) from None


def to_plain(trace: Trace) -> dict[str, Any]:
    """The trace as JSON values: dicts, lists, texts, booleans and None; numbers are texts, lines are int."""
    from emurules.evaluation.writing import written

    parts: dict[str, Any] = written(trace)
    for fact in parts["inputs"]:
        del fact["value"]
        fact.pop("defaulted", None)
    plain = {**parts, **_derived(trace)}
    return {key: plain[key] for key in (*_FIRST, *(key for key in parts if key not in _FIRST))}


def from_json(text: str | bytes) -> Trace:
    """The trace that a JSON text holds.

    Raises:
        EmurulesError: the text is no JSON or no trace: one diagnostic a problem, each with the path to it.
    """
    try:
        return _read(_parsed(text))
    except RecursionError:
        raise EmurulesError((_bad("deep"),)) from None


def audited(text: str | bytes) -> Trace:
    """The same, of a trace whose points are what its steps come to, and whose digest is that of its facts.

    Raises:
        EmurulesError: as `from_json`, and where the sums of the trace do not come out.
    """
    trace = from_json(text)
    found = tuple(_bad(variant, path, params) for path, variant, params in _unaccounted(trace))
    if found:
        raise EmurulesError(found)
    return trace


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a trace."""
    from importlib.resources import files

    text = files(__package__).joinpath("trace.schema.json").read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(text))


def _derived(trace: Trace) -> dict[str, Any]:
    """The keys that say in short what stands elsewhere in the trace."""
    return {
        "facts": {fact.name: value_text(fact.value, fact.type) for fact in trace.inputs},
        "defaults": list(trace.defaults),
        "grade": trace.grade,
        "grades": dict(trace.grades),
        "disqualified": list(trace.disqualified),
        "readings": {node.id: [one.text for one in node.readings] for node in trace.nodes() if node.readings},
    }


def _parsed(text: str | bytes) -> object:
    def together(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        whole = dict(pairs)
        if len(whole) == len(pairs):
            return whole
        left, doubled = set(whole), Doubled(whole)
        for key, _ in pairs:
            if key not in left:
                doubled.key = key
                break
            left.remove(key)
        return doubled

    def whole(digits: str) -> object:
        return int(digits) if len(digits) < 18 else Raw(digits)

    try:
        decoded = text if isinstance(text, str) else text.decode()
        return json.loads(
            decoded.removeprefix("\ufeff"),
            parse_float=Raw,
            parse_int=whole,
            parse_constant=Raw,
            object_pairs_hook=together,
        )
    except UnicodeDecodeError:
        raise EmurulesError((_bad("not json"),)) from None
    except json.JSONDecodeError as error:
        raise EmurulesError((_bad("not json", line=error.lineno, column=error.colno),)) from None


def _read(plain: object) -> Trace:
    from cattrs import BaseValidationError

    from emurules.evaluation.wire import converter, problems

    try:
        given = _sound(plain)
        rest, found = _without_derived(given)
        try:
            trace: Trace = converter().structure(rest, Trace)
        except BaseValidationError as error:
            found += [(_place(path, given), variant, params) for path, variant, params in problems(error)]
        else:
            found += _disagreements(given, trace)
            if not found:
                return trace
    except WrongError as error:
        found = list(problems(error))
    raise EmurulesError(tuple(_bad(variant, path, params) for path, variant, params in found))


def _sound(plain: object) -> Mapping[str, Any]:
    """The object that should be a trace, if its schema is the one that can be read."""
    if isinstance(plain, list):
        raise WrongError("several")
    given = mapping(plain)
    if "schema" not in given:
        raise WrongError("missing", below=("schema",))
    if type(given["schema"]) is not int or given["schema"] != SCHEMA:
        engine = excerpt(given.get("engine", "?")).strip('"')
        raise WrongError("schema", given["schema"], known=str(SCHEMA), engine=engine)
    return given


def _place(path: Path, given: Mapping[str, Any]) -> Path:
    """Where a fault stands in the JSON: the value of an input is found under `facts`."""
    match path:
        case ("inputs", int(index), "value") if "name" in given["inputs"][index]:
            return "facts", given["inputs"][index]["name"]
        case _:
            return path


_Problem = tuple[Path, str, dict[str, str]]


def _without_derived(given: Mapping[str, Any]) -> tuple[dict[str, Any], list[_Problem]]:
    """What the classes of the trace read, each fact's value put to its type; and what is wrong with facts."""
    rest = {key: value for key, value in given.items() if key not in _DERIVED}
    found: list[_Problem] = [((key,), "missing", {}) for key in _DERIVED if key not in given]
    if isinstance(given.get("inputs"), list):
        rest["inputs"] = [_with_value(fact, given) for fact in given["inputs"]]
        if "facts" in given:
            found += _mismatches(given["inputs"], mapping(given["facts"], ("facts",)))
    return rest, found


def _with_value(fact: object, given: Mapping[str, Any]) -> object:
    """An entry of `inputs` with its value and whether it is a default, which stand elsewhere."""
    if not isinstance(fact, dict) or isinstance(fact, Doubled):
        return fact
    name, facts, defaults = fact.get("name"), given.get("facts"), given.get("defaults")
    value = facts.get(name) if isinstance(facts, dict) and isinstance(name, str) else None
    defaulted = isinstance(defaults, list) and name in defaults
    return {**fact, "value": Typed(value, fact.get("type")), "defaulted": defaulted}


def _mismatches(inputs: list[Any], facts: Mapping[str, Any]) -> Iterator[_Problem]:
    """Where `facts` and `inputs` don't name the same facts, each once."""
    named: set[str] = set()
    for index, fact in enumerate(inputs):
        if not isinstance(fact, dict):
            continue
        yield from ((("inputs", index, key), "unknown", {}) for key in ("value", "defaulted") if key in fact)
        name = fact.get("name")
        if not isinstance(name, str):
            continue
        if name in named:
            yield ("inputs", index, "name"), "twice", {}
        elif name not in facts:
            yield ("facts", name), "missing", {}
        named.add(name)
    yield from ((("facts", name), "unknown", {}) for name in facts if name not in named)


def _disagreements(given: Mapping[str, Any], trace: Trace) -> Iterator[_Problem]:
    """Where a key that says again what stands elsewhere says something else; one that is missing is known."""
    for key, expected in _derived(trace).items():
        if key == "facts" or key not in given:
            continue
        found = mapping(given[key], (key,)) if isinstance(expected, dict) else given[key]
        if found != expected:
            yield (key,), "disagrees", {"found": _short(found), "expected": _short(expected)}


def _unaccounted(trace: Trace) -> Iterator[_Problem]:
    """Where points are not what the steps come to, and where the digest is not that of the facts."""
    digest = of_json(_derived(trace)["facts"])
    if trace.facts_digest != digest:
        yield (
            ("facts_digest",),
            "disagrees",
            {"found": _short(trace.facts_digest), "expected": _short(digest)},
        )
    places: dict[str, Path] = {"": ("total",), **dict(_points(trace.sections, ("sections",)))}
    for id, said, steps in unbalanced(trace):
        one, other = (None if figure is None else number_text(figure) for figure in (said, steps))
        yield places.get(id, (id,)), "disagrees", {"found": _short(one), "expected": _short(other)}


def _points(nodes: tuple[NodeTrace, ...], path: Path) -> Iterator[tuple[str, Path]]:
    """Where the points of each node stand."""
    for index, node in enumerate(nodes):
        yield node.id, (*path, index, "points")
        yield from _points(node.criteria, (*path, index, "criteria"))


def _short(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(excerpt(one) for one in value)}]"
    return excerpt(value)


def _bad(
    variant: str,
    path: Path = (),
    params: Mapping[str, str] | None = None,
    line: int | None = None,
    column: int | None = None,
) -> Diagnostic:
    steps = (f"[{one}]" if isinstance(one, int) else f".{one}" for one in path)
    shown = f"trace{''.join(steps)}".encode("utf-8", "backslashreplace").decode()
    return Diagnostic(
        slug="bad-trace-json",
        variant=variant,
        help_variant=variant,
        params=tuple(sorted({"path": shown, **(params or {})}.items())),
        line=line,
        column=column,
    )

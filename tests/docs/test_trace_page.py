"""The page about traces: tables of keys come from the schema, steps from a real run.

With EMURULES_ACCEPT=1 both are made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from tests.docs.pages import ACCEPT, ROOT, Block, between, blocks, rewrite

import emurules

# Tests that write into one page run one after the other.
pytestmark = pytest.mark.xdist_group("trace.md")

PAGE = ROOT / "docs" / "trace.md"
WIDTH = 96
SCHEMA = json.loads((files("emurules.evaluation") / "trace.schema.json").read_text(encoding="utf-8"))
OBJECTS = {name for name, one in SCHEMA["$defs"].items() if "properties" in one}
IN_A_SENTENCE = {"citation", "reading"}
# Told in the rules of the form, once for all steps.
COMMON = {"line": "its line, from 1", "text": "its words"}


# ---------------------------------------------------------------- tables of keys


def test_every_object_of_the_schema_has_its_table() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert {name for name in OBJECTS if f"<!-- made: keys {name} -->" not in page} == IN_A_SENTENCE


@pytest.mark.parametrize("name", ["trace", *sorted(OBJECTS - IN_A_SENTENCE)])
def test_keys(name: str) -> None:
    shape = SCHEMA if name == "trace" else SCHEMA["$defs"][name]
    assert between(PAGE, f"keys {name}", table(shape, step=name.startswith("step_"))), (
        "run with EMURULES_ACCEPT=1"
    )


def table(shape: dict[str, Any], *, step: bool) -> str:
    """A row for each key of an object."""
    rows = ["| Key | Value | |", "| --- | --- | --- |"]
    for key, one in shape["properties"].items():
        if step and key in COMMON:
            continue
        shown = f"**`{key}`**" if key in shape["required"] else f"`{key}`"
        rows.append(f"| {shown} | {values(one)} | {description(one)} |")
    return "\n".join(rows)


def description(one: dict[str, Any]) -> str:
    if "description" in one:
        return str(one["description"])
    name = one.get("$ref", "").rpartition("/")[2]
    return str(SCHEMA["$defs"][name].get("description", "")) if name else ""


def values(one: dict[str, Any]) -> str:
    """What a key may have, in words."""
    match one:
        case {"const": value}:
            return f"`{json.dumps(value)}`"
        case {"enum": known}:
            return ", ".join(f"`{json.dumps(value)}`" for value in known)
        case {"$ref": ref}:
            return named(ref.rpartition("/")[2])
        case {"anyOf": choices}:
            return " or ".join(values(choice) for choice in choices)
        case {"type": list() as types}:
            return " or ".join(plain(name) for name in types)
        case {"type": "array", "items": items}:
            return f"list: {values(items)}"
        case {"type": "object", "additionalProperties": dict() as each}:
            return f"object: {values(each)}"
        case {"type": "object", "properties": properties}:
            return f"object: {', '.join(f'`{key}`' for key in properties)}"
        case {"type": name}:
            return plain(name)
    raise AssertionError(one)


def named(name: str) -> str:
    one = SCHEMA["$defs"][name]
    if name in ("points", "worth", "bound", "type", "value"):
        return values(one)
    words = {"node": "section or criterion", "line": "whole number"}
    return words.get(name, name.replace("_", " "))


def plain(name: str) -> str:
    return {"string": "text", "boolean": "`true`, `false`", "null": "`null`", "integer": "whole number"}[name]


# ---------------------------------------------------------------- steps


@cache
def run() -> dict[str, Any]:
    """The trace of the page's own ruleset and unit, as JSON values."""
    texts = {block.file: block.text for block in blocks(PAGE) if block.file}
    facts = json.loads(texts["steps-unit.json"])
    unit = facts.pop("unit")
    trace = emurules.evaluate(emurules.loads(texts["steps.emu"]), facts, unit=unit)
    plain: dict[str, Any] = json.loads(trace.to_json())
    return plain


def nodes(plain: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in plain:
        yield node
        yield from nodes(node["criteria"])


def found(words: tuple[str, ...]) -> Any:
    match words:
        case ("grading",):
            return run()["gradings"][0]
        case ("disqualification",):
            return run()["disqualifications"][0]
        case (id, *kind):
            node = next(node for node in nodes(run()["sections"]) if node["id"] == id)
            return next(step for step in node["steps"] if step["kind"] == " ".join(kind))
    raise AssertionError(words)


def laid_out(value: Any, indent: int = 0) -> str:
    """JSON in which what fits on a line stands on one."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + indent <= WIDTH or not isinstance(value, (dict, list)) or not value:
        return flat
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {laid_out(one, indent + 2)}" for key, one in value.items()]
    else:
        parts = [laid_out(one, indent + 2) for one in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    body = f",\n{inner}".join(parts)
    return f"{opening}\n{inner}{body}\n{' ' * indent}{closing}"


def steps() -> list[Block]:
    return [block for block in blocks(PAGE) if block.words[:1] == ("step",)]


def test_steps() -> None:
    wanted: dict[Block, str] = {block: laid_out(found(block.words[1:])) + "\n" for block in steps()}
    wrong = {block: text for block, text in wanted.items() if block.text != text}
    if ACCEPT:
        rewrite(PAGE, wrong)
        return
    assert not wrong, "run with EMURULES_ACCEPT=1"


def test_every_kind_of_step_is_shown() -> None:
    kinds = set()
    for choice in SCHEMA["$defs"]["step"]["oneOf"]:
        kind = SCHEMA["$defs"][choice["$ref"].rpartition("/")[2]]["properties"]["kind"]
        kinds |= {kind["const"]} if "const" in kind else set(kind["enum"])
    shown = {" ".join(block.words[2:]) for block in steps()}
    assert kinds - shown == {"deduct bands"}  # the same as bands

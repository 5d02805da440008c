"""Findings for other programs: JSON as its schema says, SARIF, and annotations of a workflow."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.cases import FOLDER, load_cases, told

from emurules.diagnostics import CATALOGUE, Diagnostic, Label, Language, diagnostic
from emurules.diagnostics.pages import page, unlinked
from emurules.diagnostics.render.data import as_json, schema
from emurules.diagnostics.render.github import as_github
from emurules.diagnostics.render.places import below
from emurules.diagnostics.render.sarif import as_sarif
from emurules.source import Source, Span

HERE = Path(__file__).parent
TOP = Path("/srv/tables")
SCHEMA = schema()
JSON = Draft202012Validator(SCHEMA)
SARIF = Draft202012Validator(json.loads((HERE / "sarif.schema.json").read_text(encoding="utf-8")))
TEXT = 'example "một"\n    expect total = 1,\r\n\tx: {0}\n'


def found(*, name: str = "tables/x.emu", covered: str = "total = 1,", **params: str) -> Diagnostic:
    """A finding about a place, with a second place that has words and a third that has none."""
    at = TEXT.index(covered)
    return diagnostic(
        "failing-example",
        Source(name, TEXT),
        Span(at, at + len(covered)),
        "en",
        also=(Label(Span(8, 13), "example"), Label(Span(0, 7))),
        **{"wanted": "1", "actual": "2", **params},
    )


AMBIGUOUS = (("fact", "n"), ("large", "1250"), ("small", "1.25"), ("value", "1.250"))
PLACELESS = (
    Diagnostic("bad-argument", params=(("argument", "text"), ("found", "int"), ("wanted", "str"))),
    Diagnostic("no-rows", file="units.csv", line=1, subject="n"),
    Diagnostic("ambiguous-number", file="x.csv", line=2, column=3, params=AMBIGUOUS),
)


# Where the cases have been checked already.
together = pytest.mark.xdist_group("cases")


@cache
def everything() -> tuple[Diagnostic, ...]:
    """What the cases give, once for each kind and variant."""
    cases = [case for file in sorted(FOLDER.glob("*.emu")) for case in load_cases(file)]
    every = (one for case in cases for one in told(case.text, case.file, case.language))
    return tuple({(one.slug, one.variant, one.help_variant): one for one in every}.values())


# ---------------------------------------------------------------- JSON


def test_as_json() -> None:
    data = as_json(found(covered="1,\r\n\tx"))
    assert JSON.is_valid([data])
    assert data == {
        "slug": "failing-example",
        "severity": "error",
        "message": "expected 1, but it comes out as 2",
        "help": "correct the rule or the expectation",
        "file": "tables/x.emu",
        "line": 2,
        "column": 20,
        "end_line": 3,
        "end_column": 3,
        "subject": None,
        "witness": None,
        "labels": [
            {"line": 2, "column": 20, "end_line": 3, "end_column": 3, "covers": "1,\r\n\tx", "text": ""},
            {
                "line": 1,
                "column": 9,
                "end_line": 1,
                "end_column": 14,
                "covers": '"một"',
                "text": "in this example",
            },
            {"line": 1, "column": 1, "end_line": 1, "end_column": 8, "covers": "example", "text": ""},
        ],
    }


def test_the_keys_are_attributes() -> None:
    one = found()
    for key, value in as_json(one).items():
        if key not in ("labels", "witness"):
            assert value == getattr(one, key)
    assert set(as_json(one)) == set(SCHEMA["$defs"]["diagnostic"]["required"])


def test_a_witness_is_an_object() -> None:
    one = Diagnostic("no-rows", file="x.emu", line=1, witness=(("n", "80"), ("q", True), ("r", None)))
    assert as_json(one)["witness"] == {"n": "80", "q": True, "r": None}
    assert JSON.is_valid([as_json(one)])


@together
@pytest.mark.unmeasured
def test_all_that_the_cases_give_is_as_the_schema_says() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    every = everything()
    assert len({one.slug for one in every}) > 70
    JSON.validate(json.loads(json.dumps([as_json(one) for one in every])))


@pytest.mark.parametrize(
    "change",
    [
        {"severity": "note"},
        {"line": 0},
        {"line": "1"},
        {"more": 1},
        {"slug": "Gap"},
        {"end_line": None},
        {"labels": [{"line": 1}]},
        {"labels": []},
        {"witness": {"n": 80}},
        {"line": None},
    ],
)
def test_the_schema_refuses(change: dict[str, object]) -> None:
    data = as_json(found())
    assert JSON.is_valid([data])
    assert not JSON.is_valid([data | change])
    for key in data:
        assert not JSON.is_valid([{name: value for name, value in data.items() if name != key}])


# ---------------------------------------------------------------- SARIF


def run_of(log: Any) -> Any:
    SARIF.validate(log)
    return log["runs"][0]


def results(*diagnostics: Diagnostic, language: Language = "en") -> Any:
    return run_of(as_sarif(diagnostics, language, TOP))["results"]


def test_a_result_has_its_places() -> None:
    (result,) = results(found())
    place = {"uri": "tables/x.emu", "uriBaseId": "%SRCROOT%"}
    assert result == {
        "ruleId": "failing-example",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "expected 1, but it comes out as 2\nhelp: correct the rule or the expectation"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": place,
                    "region": {
                        "startLine": 2,
                        "startColumn": 12,
                        "endLine": 2,
                        "endColumn": 22,
                        "snippet": {"text": "total = 1,"},
                    },
                }
            }
        ],
        "relatedLocations": [
            {
                "id": 1,
                "message": {"text": "in this example"},
                "physicalLocation": {
                    "artifactLocation": place,
                    "region": {
                        "startLine": 1,
                        "startColumn": 9,
                        "endLine": 1,
                        "endColumn": 14,
                        "snippet": {"text": '"một"'},
                    },
                },
            },
            {
                "id": 2,
                "physicalLocation": {
                    "artifactLocation": place,
                    "region": {
                        "startLine": 1,
                        "startColumn": 1,
                        "endLine": 1,
                        "endColumn": 8,
                        "snippet": {"text": "example"},
                    },
                },
            },
        ],
    }


def test_findings_without_a_text() -> None:
    nowhere, line, cell = results(*PLACELESS)
    assert "locations" not in nowhere
    assert line["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert line["properties"] == {"subject": "n"}
    assert cell["locations"][0]["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 3}


def test_rules_are_those_that_occur_with_their_pages() -> None:
    run = run_of(as_sarif((*PLACELESS, PLACELESS[1]), "vi", TOP))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["ambiguous-number", "bad-argument", "no-rows"]
    assert [result["ruleId"] for result in run["results"]] == [
        rules[result["ruleIndex"]]["id"] for result in run["results"]
    ]
    for rule in rules:
        assert rule["shortDescription"]["text"] == CATALOGUE[rule["id"]].summary.vi
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}\n\n> error: ")
        assert "## Why it matters" in rule["help"]["text"]
    assert run["tool"]["driver"]["language"] == "vi"


@together
@pytest.mark.unmeasured
def test_all_that_the_cases_give_is_sarif() -> None:
    every = everything()
    run = run_of(as_sarif(every, "en", TOP))
    assert len(run["results"]) == len(every)
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {one.slug for one in every}


def test_braces_are_doubled() -> None:
    (result,) = results(found(wanted="{0}"))
    assert result["message"]["text"].startswith("expected {{0}}, but")
    assert result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == "total = 1,"


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("x.emu", "x.emu"),
        ("./a/../x.emu", "x.emu"),
        ("bảng điểm/số 1.emu", "b%E1%BA%A3ng%20%C4%91i%E1%BB%83m/s%E1%BB%91%201.emu"),
        ("100%:#?.emu", "100%25%3A%23%3F.emu"),
        ("/srv/tables/a/x.emu", "a/x.emu"),
        ("/srv/tables2/x.emu", "file:///srv/tables2/x.emu"),
        ("../x y.emu", "file:///srv/x%20y.emu"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_files_are_uris(file: str, uri: str) -> None:
    (result,) = results(found(name=file))
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == uri
    assert ("uriBaseId" in place) is not uri.startswith("file:")


# ---------------------------------------------------------------- workflows


def test_an_annotation() -> None:
    assert as_github(found(), TOP) == (
        "::error file=tables/x.emu,line=2,endLine=2,col=12,endColumn=22,title=failing-example"
        "::expected 1, but it comes out as 2%0Ahelp: correct the rule or the expectation"
    )
    vi = as_github(found().within("vi"), TOP)
    assert vi.endswith("::cần 1 nhưng ra 2%0Agợi ý: hãy sửa quy tắc hoặc kết quả mong đợi")


def test_an_annotation_names_its_file_from_the_folder() -> None:
    assert as_github(found(name="/srv/tables/a/x.emu"), TOP).startswith("::error file=a/x.emu,")
    assert as_github(found(name="../x.emu"), TOP).startswith("::error file=/srv/x.emu,")


def test_an_annotation_over_several_lines_has_no_columns() -> None:
    said = as_github(found(covered="1,\r\n\tx"), TOP)
    assert said.startswith("::error file=tables/x.emu,line=2,endLine=3,title=failing-example::")


def test_annotations_without_a_text() -> None:
    assert [as_github(one, TOP).rpartition("::")[0] for one in PLACELESS[:2]] == [
        "::error title=bad-argument",
        "::error file=units.csv,line=1,title=no-rows",
    ]
    assert as_github(Diagnostic("ignored-column", params=(("name", "a"), ("ruleset", "b"))), TOP) == (
        "::warning title=ignored-column::column `a` is no fact of `b` and is ignored"
    )


def test_nothing_in_a_text_ends_an_annotation() -> None:
    said = as_github(found(name="a,b:c%\n::error::x.emu", wanted="50%\r\n::error::\x1b[31m"), TOP)
    assert said.startswith("::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax.emu,line=2,")
    assert "::expected 50%25<U+000D> ::error::<U+001B>[31m, but" in said
    assert len(said.splitlines()) == 1


@given(st.text(max_size=30), st.text(max_size=30))
def test_an_annotation_is_one_line_that_can_be_read_back(name: str, wanted: str) -> None:
    said = as_github(found(name=f"x{name}"), TOP)
    command = re.fullmatch(r"::error file=([^,:\r\n]*),line=2,[^\r\n]*::[^\r\n]*", said)
    assert command is not None
    assert unquote(command[1], errors="surrogatepass") == below(f"x{name}", TOP).as_posix()
    assert "\n" not in as_github(found(wanted=wanted), TOP)


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize("slug", sorted(CATALOGUE))
def test_every_kind_has_its_page_at_hand(slug: str) -> None:
    text = page(slug)
    assert text.startswith(f"# {slug}\n")
    assert not re.search(r"\]\([^)]*\.md", unlinked(text))


def test_links_leave_their_words() -> None:
    assert unlinked("See [the\nform](../trace.md#steps), [x](y.md) and [1](2).") == (
        "See the\nform, x and [1](2)."
    )

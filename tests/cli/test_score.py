"""`emurules score`: the ranking, JSON, explanations, and what happens to units that cannot be scored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.running import HEAD, SAMPLE, UNITS, accepted, run

from emurules import Trace
from emurules.evaluation.serial import from_json

GOOD = "Xã Tốt,4,4,0.5,"
BAD = "Xã Xấu,4,5,x,60"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def units(*rows: str, head: str = HEAD) -> str:
    Path("units.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return "units.csv"


def names(text: str) -> list[str]:
    return [unit["unit"] for unit in json.loads(text)]


# ---------------------------------------------------------------- results


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_ranking(form: str, language: str) -> None:
    ran = run("score", SAMPLE, UNITS, "--format", form, "--language", language)
    assert (ran.code, ran.err) == (0, "")
    accepted(f"ranking-{language}.{form}", ran.out)


def test_units_with_equal_totals_share_a_rank() -> None:
    ran = run(
        "score", SAMPLE, units("A,4,4,,", "B,4,4,1,", "C,4,4,1,", "D,4,0,1,", "E,9,9,1,9"), "--language", "vi"
    )
    ranks = [
        line.split()[:2]
        for line in ran.out.splitlines()
        if line[:5].strip() in {"1", "2", "3", "4", "5", "–"}
    ]
    assert ranks == [["1", "B"], ["1", "C"], ["3", "A"], ["4", "D"], ["–", "E"]]


def test_json_is_a_list_of_traces() -> None:
    ran = run("score", SAMPLE, UNITS, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    traces = json.loads(ran.out)
    assert names(ran.out) == ["Xã Đông", "Xã Tây", 'Phường "Nam"', "Xã Bắc", "Xã Trung", "Xã | Xấu [red]"]
    assert [trace["total"] for trace in traces] == ["1", "5", "2", "5", "3", "4"]
    assert isinstance(from_json(json.dumps(traces[0])), Trace)


def test_json_of_one_unit_is_a_list_too() -> None:
    facts = json.dumps({"requests": 4, "on_time": 3})
    ran = run("score", SAMPLE, "-", "--format", "json", stdin=facts)
    assert [(trace["unit"], trace["total"]) for trace in json.loads(ran.out)] == [(None, "3.25")]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_one_unit_explained(form: str) -> None:
    ran = run("score", SAMPLE, UNITS, "--unit", "Xã Đông", "--explain", "--format", form, "--language", "vi")
    assert (ran.code, ran.err) == (0, "")
    assert "Xã Đông" in ran.out
    assert "1/3" in ran.out
    assert "Xã Tây" not in ran.out


def test_all_units_explained_stand_one_below_the_other() -> None:
    ran = run("score", SAMPLE, UNITS, "--explain")
    assert ran.out.count("=" * 72) == 5


def test_json_explains_anyway() -> None:
    assert names(run("score", SAMPLE, UNITS, "--explain", "--format", "json", "--unit", "Xã Tây").out) == [
        "Xã Tây"
    ]


def test_one_unit_has_no_rank() -> None:
    out = run("score", SAMPLE, UNITS, "--unit", "  Xã   Tây ").out
    assert "Rank" not in out
    assert [line.split() for line in out.splitlines() if "Tây" in line] == [
        ["Xã", "Tây", "4", "1", "5", "4", "A"]
    ]


def test_numbers_that_do_not_end_stay_exact() -> None:
    out = run("score", SAMPLE, units("A,7,5,,", "B,1000000007,1000000001,,")).out
    assert "3 1/7" in out
    assert "≈ 3" in out
    assert "≈ 4" in out


def test_a_wide_table_is_not_cut_in_a_pipe() -> None:
    name = "Phòng " + "rất " * 60 + "dài"
    assert name in run("score", SAMPLE, units(f"{name},4,4,,")).out


def test_output_goes_to_a_file_whole() -> None:
    ran = run("score", SAMPLE, UNITS, "--format", "json", "--output", "out.json")
    assert (ran.code, ran.out) == (0, "")
    assert len(json.loads(Path("out.json").read_text(encoding="utf-8"))) == 6


def test_standard_input_may_be_either() -> None:
    ruleset = Path(SAMPLE).read_text(encoding="utf-8")
    assert run("score", "-", UNITS, stdin=ruleset).out == run("score", SAMPLE, UNITS).out
    csv = Path(UNITS).read_bytes()
    assert run("score", SAMPLE, "-", stdin=csv).out == run("score", SAMPLE, UNITS).out
    ran = run("score", "-", "-")
    assert (ran.code, ran.out) == (2, "")


def test_a_shipped_ruleset_is_known_by_its_name() -> None:
    examples = Path(__file__).parents[2] / "examples"
    csv, plain = (
        run("score", "digital_transformation_2024", str(examples / f"units-2024.{kind}"), "--format", "json")
        for kind in ("csv", "json")
    )
    assert (csv.code, csv.err, len(json.loads(csv.out))) == (0, "", 20)
    assert csv.out == plain.out


# ---------------------------------------------------------------- what cannot be scored


def test_every_problem_is_told_and_nothing_scored() -> None:
    rows = ["A,x,1,,0", "B,4,5,1.000,60", GOOD, "D,4", ",4,4,,", f"{GOOD}", "E,4,4,,0,7"]
    ran = run("score", SAMPLE, units(*rows, head=f"{HEAD},notes"), "--format", "json")
    assert (ran.code, ran.out) == (1, "")
    accepted("problems-en.txt", ran.err)
    ran = run("score", SAMPLE, "units.csv", "--language", "vi")
    assert (ran.code, ran.out) == (1, "")
    accepted("problems-vi.txt", ran.err)


def test_keep_going_scores_the_rest() -> None:
    ran = run("score", SAMPLE, units(BAD, GOOD), "--keep-going", "--format", "json")
    assert (ran.code, names(ran.out)) == (1, ["Xã Tốt"])
    assert "units.csv:2:3, cell C2, unit `Xã Xấu`" in ran.err
    assert "units.csv:2:4, cell D2, unit `Xã Xấu`" in ran.err
    assert ran.err.endswith("1 of 2 units cannot be scored and are left out\n")


def test_keep_going_with_nothing_left() -> None:
    ran = run("score", SAMPLE, units(BAD), "--keep-going", "--format", "json")
    assert (ran.code, json.loads(ran.out)) == (1, [])
    assert run("score", SAMPLE, "units.csv", "--keep-going").out == ""


def test_keep_going_where_the_file_breaks_off() -> None:
    Path("units.csv").write_bytes(f"{HEAD}\n{GOOD}\n".encode() + b"X\xe3,1,1,,\n" + b"Y,1,1,,\n")
    ran = run("score", SAMPLE, "units.csv", "--keep-going", "--format", "json")
    assert (ran.code, names(ran.out)) == (1, ["Xã Tốt"])
    assert "units.csv:3:2" in ran.err
    ran = run("score", SAMPLE, "units.csv", "--format", "json")
    assert (ran.code, ran.out) == (1, "")


def test_a_file_full_of_errors_is_not_read_to_its_end() -> None:
    ran = run("score", SAMPLE, units(*(f"U{number},x,1,,0" for number in range(500))))
    assert ran.err.count("error[") == 20
    assert "20 units cannot be scored, and the rest of the file was not looked at" in ran.err


def test_a_remark_does_not_stop_anything() -> None:
    ran = run("score", SAMPLE, units(f"{GOOD},x", head=f"{HEAD},notes"))
    assert ran.code == 0
    assert "warning[ignored-column]" in ran.err
    assert "Xã Tốt" in ran.out


def test_errors_of_other_units_do_not_matter_for_one() -> None:
    ran = run("score", SAMPLE, units(BAD, GOOD), "--unit", "Xã Tốt")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("wanted", "help_"),
    [
        ("xa tot", "did you mean `Xã Tốt`?"),
        ("Phòng", "the units are: `Xã Xấu`, `Xã Tốt`"),
    ],
)
def test_a_unit_that_is_not_there(wanted: str, help_: str) -> None:
    ran = run("score", SAMPLE, units(BAD, GOOD), "--unit", wanted)
    assert (ran.code, ran.out) == (1, "")
    assert f"`units.csv` has no unit `{wanted}`" in ran.err
    assert help_ in ran.err


def test_an_error_in_json_stands_under_its_value() -> None:
    Path("u.json").write_text('[{"unit": "A", "requests": 4,\n  "on_time": 5}]')
    ran = run("score", SAMPLE, "u.json")
    assert ran.err.splitlines()[1:5] == [
        "  --> u.json:2:14, unit `A`",
        "  |",
        '2 |   "on_time": 5}]',
        "  |              ^",
    ]


def test_a_decimal_comma_is_explicit() -> None:
    file = units("A;4;4;0,5;0", head=HEAD.replace(",", ";"))
    refused = run("score", SAMPLE, file)
    assert refused.code == 1
    assert "= help: write `0.5`, or give `--decimal ,`" in refused.err
    assert run("score", SAMPLE, file, "--decimal", ",").code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["score", SAMPLE, "no.csv"], 1, "there is no file `no.csv`"),
        (["score", SAMPLE, "."], 1, "`.` is a folder"),
        (["score", "sampl", UNITS], 1, "`sampl` is neither a file nor a shipped ruleset"),
        (["score", "digital_transformation_2023", UNITS], 1, "did you mean `digital_transformation_2024`?"),
        (["score", UNITS, UNITS], 1, "error["),
        (["score", SAMPLE, UNITS, "--output", "no/where"], 1, "`no/where` cannot be written"),
        (["score", SAMPLE], 2, "Missing argument 'FACTS'"),
        (["score", SAMPLE, UNITS, "--format", "xml"], 2, "'xml' is not one of"),
        (["score", SAMPLE, UNITS, "--unknown"], 2, "No such option"),
        (["scor"], 2, "No such command 'scor'"),
    ],
)
def test_how_it_ends(words: list[str], code: int, said: str) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "Traceback" not in ran.err

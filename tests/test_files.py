"""Reading files of facts: what a spreadsheet or a program may have written, and a clear word for all else."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emurules import Diagnostic, EmurulesError, FactsError, Ruleset, loads
from emurules.diagnostics import LANGUAGES, Language
from emurules.diagnostics.render.text import as_text
from emurules.files import CsvPlaces, Decimal, FactsFile, Origin, Unit, read_facts
from emurules.files.blank import blank_csv, blank_json
from emurules.files.units import cell_name
from emurules.files.writing import replacing

GOLDENS = Path(__file__).parent / "cli" / "goldens"
pytestmark = pytest.mark.usefixtures("folder")

TABLE = """
ruleset sample "Sample"
    source "Decision 1"
fact kind "Kind of unit": one of
    office "An office"
    commune "A commune"
fact dossiers "Hồ sơ đã giải quyết": count
    source "register"
    source "monthly report"
fact dossiers_on_time "of these, in time": count up to dossiers
fact share: percent
fact gain: optional number from -1000 to 2000 in steps of 0.5 measured in "°C"
fact late "Late reports": count up to 50 default 0
fact since: date from 2020-01-01
fact reason: count only when late > 2
section I "All" worth 10
criterion 1 "One" worth 10
    award 1 when kind is office
    award 1 when dossiers_on_time = dossiers
    award 1 when share > 5%
    award 1 when gain is not missing and gain > 0
    award 1 when late = 0
    award 1 when since > 2024-01-01
    award 1 when late > 2 and reason > 1
"""
HEAD = "unit,kind,dossiers,dossiers_on_time,share,since"
ROW = "A,office,10,9,90%,2024-02-03"
FACTS = {"kind": "office", "dossiers": "10", "dossiers_on_time": "9", "share": "90%", "since": "2024-02-03"}


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return loads(TABLE, "sample.emu")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def accepted(file: Path, text: str) -> None:
    if os.environ.get("EMURULES_ACCEPT"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8"), f"{file.name} differs; EMURULES_ACCEPT=1 accepts it"


class Reading:
    """A file as read: its units, and everything that was said, as `line:column slug: message | help`."""

    def __init__(
        self, data: str | bytes, ruleset: Ruleset, name: str = "units.csv", decimal: Decimal = None
    ) -> None:
        Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
        self.units: list[Unit] = []
        self.found: list[Diagnostic] = []
        try:
            self._take(read_facts(name, ruleset, decimal))
        except FactsError as error:
            self.found += error.diagnostics
        self.said = [line(one) for one in self.found]

    def _take(self, file: FactsFile) -> None:
        self.found += file.remarks
        for unit in file.units:
            self.units.append(unit)
            self.found += unit.problems


def line(found: Diagnostic) -> str:
    place = ":".join(str(part) for part in (found.line, found.column) if part is not None)
    mild = "" if found.severity == "error" else "remark "
    return f"{place} {mild}{found.slug}: {found.message}".strip() + (f" | {found.help}" if found.help else "")


# ---------------------------------------------------------------- what is read

ONE = {"A": FACTS}


@pytest.mark.parametrize(
    ("title", "data"),
    [
        ("commas", f"{HEAD}\n{ROW}\n"),
        ("semicolons, as Excel writes in Vietnam", f"{HEAD}\n{ROW}\n".replace(",", ";")),
        ("tabs", f"{HEAD}\n{ROW}\n".replace(",", "\t")),
        ("CRLF and a byte order mark, as Excel writes", f"\ufeff{HEAD}\r\n{ROW}\r\n"),
        ("UTF-16, Excel's Unicode text", f"{HEAD}\r\n{ROW}\r\n".replace(",", "\t").encode("utf-16")),
        ("CR, as on old Macs", f"{HEAD}\r{ROW}\r"),
        ("no end of the last line", f"{HEAD}\n{ROW}"),
        ("everything in quotes", '"' + HEAD.replace(",", '","') + '"\n"' + ROW.replace(",", '","') + '"\n'),
        ("spaces around", f"{HEAD}\n{ROW}\n".replace(",", " , ")),
        ("blank rows", f"\n\n{HEAD}\n,,,,,\n{ROW}\n\n,,\n"),
        ("empty columns at the end", f"{HEAD},,\n{ROW},,\n"),
        ("empty cells past the header", f"{HEAD}\n{ROW},,,\n"),
        ("remarks", f'# a remark, with a comma\n{HEAD}\n# titles,a,b\n"# forms; and more",c\n{ROW}\n'),
        ("a remark row of blank cells", f"#,,,,,\n{HEAD}\n#,,,,,\n{ROW}\n"),
        ("Excel's own word for the separator", f"sep=;\n{HEAD}\n{ROW}\n".replace(",", ";")),
        (
            "another order of columns",
            "since,share,unit,dossiers_on_time,dossiers,kind\n2024-02-03,90%,A,9,10,office\n",
        ),
    ],
)
def test_a_csv_is_read(title: str, data: str | bytes, ruleset: Ruleset) -> None:
    read = Reading(data, ruleset)
    assert {unit.name: unit.facts for unit in read.units} == ONE, title
    assert read.said == []


def test_text_with_separators_quotes_and_lines_in_quotes(ruleset: Ruleset) -> None:
    row = '"Xã ""A"", số 1\nkhu 2",office,10,9,90%,2024-02-03\n'
    read = Reading(f"{HEAD}\n{row}B,office,x", ruleset)
    assert read.units[0].name == 'Xã "A", số 1 khu 2'
    # the row before took two lines, but is one row of the spreadsheet
    assert read.units[1].places == CsvPlaces(4, 3, {})


def test_names_are_one_whether_composed_or_not() -> None:
    table = 'ruleset t "T" fact hồ_sơ: count section I "All" worth 1 award 1 when hồ_sơ > 0'
    text = unicodedata.normalize("NFD", "unit,hồ_sơ\nXã  Tân Hòa,5\n")
    read = Reading(text, loads(table))
    assert [(unit.name, unit.facts) for unit in read.units] == [("Xã Tân Hòa", {"hồ_sơ": "5"})]


@pytest.mark.parametrize(
    ("title", "data"),
    [
        ("a list", json.dumps([{"unit": "A", **FACTS}])),
        ("one object", json.dumps({"unit": "A", **FACTS})),
        ("a byte order mark", "\ufeff" + json.dumps([{"unit": "A", **FACTS}])),
        ("UTF-16", json.dumps([{"unit": "A", **FACTS}]).encode("utf-16")),
        ("remarks", json.dumps([{"#": "how to"}, {"unit": "A", "# more": [1], **FACTS}])),
        ("null is not given", json.dumps([{"unit": "A", "gain": None, **FACTS}])),
    ],
)
@pytest.mark.parametrize("name", ["units.json", "units.txt"])
def test_a_json_is_read(title: str, data: str | bytes, name: str, ruleset: Ruleset) -> None:
    read = Reading(data, ruleset, name)
    assert {unit.name: unit.facts for unit in read.units} == ONE, title
    assert read.said == []


def test_numbers_of_a_json_arrive_exactly(ruleset: Ruleset) -> None:
    text = '{"dossiers": 50, "gain": 0.1, "late": 50.0, "share": 1e2, "reason": REASON, "kind": 1e999999999}'
    facts = Reading(text.replace("REASON", "9" * 5000), ruleset, "u.json").units[0].facts
    assert facts is not None
    shown = {name: f"{type(value).__name__} {value}" for name, value in facts.items()}
    assert shown == {
        "dossiers": "int 50",
        "gain": "Decimal 0.1",
        "late": "Decimal 50.0",
        "share": "Decimal 1E+2",
        # too long to be made a number before anybody has measured it
        "reason": "str " + "9" * 5000,
        "kind": "str 1e999999999",
    }


# ---------------------------------------------------------------- what is refused


def cases(file: Path) -> list[tuple[str, str]]:
    """The titles and inputs of a file of cases; what is said of each follows its `---`."""
    blocks = file.read_text(encoding="utf-8").split("=== ")[1:]
    return [
        (title, rest.partition("\n---\n")[0]) for title, _, rest in (one.partition("\n") for one in blocks)
    ]


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_what_is_said_of_a_file_that_is_not_right(kind: str, ruleset: Ruleset) -> None:
    file = GOLDENS / f"bad-{kind}.txt"
    blocks: list[str] = []
    for title, data in cases(file):
        read = Reading(f"{data}\n", ruleset, f"units.{kind}")
        english = "\n\n".join(as_text(one) for one in read.found)
        vietnamese = "\n\n".join(as_text(one.within("vi")) for one in read.found)
        blocks.append(f"=== {title}\n{data}\n---\n{english}\n\n{vietnamese}\n")
    accepted(file, "\n".join(blocks))


EMPTY = [
    "empty-file: `units.csv` is empty | `emurules template sample --format csv` prints the form to fill in"
]
TO_SAVE = "save it as .xlsx or the sheet as `CSV UTF-8`, and give that file"
WORKBOOK = [f"binary-file: `units.csv` is an Excel workbook | {TO_SAVE}"]
BINARY = ["binary-file: `units.csv` is no text | check that this is the right file"]
SAVE = "save it as UTF-8 (in Excel: Save As, `CSV UTF-8`)"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", EMPTY),
        (b"\xef\xbb\xbf \n\r\n", EMPTY),
        (b"# only\n# remarks\n", EMPTY),
        (
            f"{HEAD}\nX\xe3 T\xe2n,office\n".encode("latin-1"),
            [f"2:2 encoding: this is not UTF-8 text: byte 0xe3 at offset 49 | {SAVE}"],
        ),
        (b"PK\x03\x04 rest", WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", WORKBOOK),
        (b"\x89PNG\r\n\x1a\n\0\0\0", BINARY),
        (f"{HEAD}\n\0\n".encode(), BINARY),
        (b"[\0]", BINARY),
        (b"\xff\xfea", [f"encoding: this is not UTF-16 text, as its start says | {SAVE}"]),
        (
            b"unit," + b"x" * (1 << 20),
            ["1 file-too-large: a line has more than 1 MiB | check that this is the right file"],
        ),
        (
            b"[" * 100_000,
            ["1:1 json-nesting: the file is nested too deeply | units are objects of plain values"],
        ),
    ],
)
def test_a_file_that_cannot_be_read(data: bytes, said: list[str], ruleset: Ruleset) -> None:
    assert Reading(data, ruleset).said == said


def test_many_unknown_columns_are_summed_up(ruleset: Ruleset) -> None:
    head = ",".join([HEAD, *(f"column_{number}" for number in range(1000))])
    said = Reading(f"{head}\n{ROW}{',' * 1000}\n", ruleset).said
    assert len(said) == 11
    assert said[-1] == "1 remark ignored-column: 990 more columns are no facts of `sample` and are ignored"


def test_without_a_column_for_names_units_are_called_after_their_rows(ruleset: Ruleset) -> None:
    read = Reading(f"# x\nĐơn vị{HEAD[4:]}\n\n{ROW}\n{ROW}\n", ruleset)
    assert [unit.name for unit in read.units] == ["row 4", "row 5"]
    then = "is it column `Đơn vị`? then call it `unit`"
    assert read.said == [
        "2:1 remark ignored-column: column `Đơn vị` is no fact of `sample` and is ignored",
        f"2 remark no-unit-names: there is no column `unit`: the units are called `row 3` and so on | {then}",
    ]


def test_one_json_object_needs_no_name(ruleset: Ruleset) -> None:
    read = Reading(json.dumps(FACTS), ruleset, "u.json")
    assert [(unit.name, unit.facts) for unit in read.units] == [(None, FACTS)]
    assert read.said == []


def test_a_key_is_told_of_once(ruleset: Ruleset) -> None:
    units = [{"unit": str(index), "remark": 1, **FACTS} for index in range(5)]
    assert len(Reading(json.dumps(units), ruleset, "u.json").said) == 1


# ---------------------------------------------------------------- decimal marks

CELLS = [
    "1.5", "1,5", "-0,5", "1500", "0.125", "1/3", "five", "missing", "1.250", "1,250", "1.000", "1.000.000",
    "1,250.5", "1.250,5",
]  # fmt: skip


def test_decimal_marks(ruleset: Ruleset) -> None:
    lines: list[str] = []
    marks: tuple[Decimal, ...] = (None, ".", ",")
    for decimal in marks:
        lines.append(f"--decimal {decimal}" if decimal else "without --decimal")
        for cell in CELLS:
            read = Reading(
                f"{HEAD},gain\n{ROW},{cell}\n".replace(cell, f'"{cell}"'), ruleset, decimal=decimal
            )
            facts = read.units[0].facts or {}
            said = [one.replace("2:7 ", "").replace(f"`{cell}` for `gain` ", "") for one in read.said]
            lines.append(f"  {cell:10} {''.join(said) or facts['gain']}")
    accepted(GOLDENS / "decimal-marks.txt", "\n".join(lines) + "\n")


def test_a_date_or_an_option_is_no_number(ruleset: Ruleset) -> None:
    rows = f"{HEAD}\nA,1.000,10,9,90.125%,2024\n"
    assert Reading(rows, ruleset).said == []


# ---------------------------------------------------------------- files


def test_a_file_that_is_not_there(ruleset: Ruleset, folder: Path) -> None:
    def refused(name: str) -> str:
        with pytest.raises(FactsError) as caught:
            read_facts(name, ruleset)
        return line(caught.value.diagnostics[0])

    (folder / "units-2024.csv").write_text("x")
    assert (
        refused("unit-2024.csv")
        == "file-not-found: there is no file `unit-2024.csv` | did you mean `units-2024.csv`?"
    )
    help_ = "check the name and the folder: a path starts from the current folder"
    assert refused("other.json") == f"file-not-found: there is no file `other.json` | {help_}"
    assert refused("no/such.csv") == f"file-not-found: there is no file `no/such.csv` | {help_}"
    assert refused("units-2024.csv/x") == f"file-not-found: there is no file `units-2024.csv/x` | {help_}"
    assert refused("a\0b").startswith("unreadable-file: ")
    assert refused("x" * 5000).startswith("unreadable-file: ")
    assert refused(str(folder)) == f"not-a-file: `{folder}` is a folder | name a file in it"


def test_cells_are_named_as_in_a_spreadsheet() -> None:
    assert [cell_name(7, column) for column in (1, 2, 26, 27, 52, 53, 702, 703)] == [
        "A7", "B7", "Z7", "AA7", "AZ7", "BA7", "ZZ7", "AAA7",
    ]  # fmt: skip


def half_written(target: Path) -> None:
    with replacing(Origin(str(target), "en")) as stream:
        stream.write(b"half")
        raise KeyError


def test_a_file_is_replaced_whole_or_not_at_all(folder: Path) -> None:
    target = folder / "out.txt"
    target.write_text("before")
    with pytest.raises(KeyError):
        half_written(target)
    assert target.read_text() == "before"
    with replacing(Origin(str(target), "en")) as stream:
        stream.write(b"after")
        assert target.read_text() == "before"
    assert target.read_text() == "after"
    assert [path.name for path in folder.iterdir()] == ["out.txt"]


@pytest.mark.parametrize(("name", "slug"), [("no/out.txt", "unwritable-file"), (".", "not-a-file")])
def test_a_file_that_cannot_be_written(name: str, slug: str) -> None:
    with pytest.raises(EmurulesError) as caught, replacing(Origin(name, "en")):
        pass
    assert [one.slug for one in caught.value.diagnostics] == [slug]


# ---------------------------------------------------------------- the blank form


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("separator", [",", ";"])
def test_the_blank_form_filled_in_is_read(language: Language, separator: str, ruleset: Ruleset) -> None:
    form = blank_csv(ruleset, language, separator)
    row = separator.join(["A", "office", "10", "9", "90%", "", "", "2024-02-03", ""])
    read = Reading(f"\ufeff{form}{row}\r\n", ruleset)
    assert {unit.name: unit.facts for unit in read.units} == ONE
    assert read.said == []


def test_the_blank_form_says_what_goes_in(ruleset: Ruleset) -> None:
    for language in LANGUAGES:
        accepted(GOLDENS / f"blank-{language}.csv", blank_csv(ruleset, language, ";").replace("\r\n", "\n"))
        accepted(GOLDENS / f"blank-{language}.json", blank_json(ruleset, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_blank_json_filled_in_is_read(language: Language, ruleset: Ruleset) -> None:
    form = json.loads(blank_json(ruleset, language))
    assert list(form[1]) == ["unit", *(fact.name for fact in ruleset.facts)]
    form[1] |= {"unit": "A", **FACTS}
    read = Reading(json.dumps(form), ruleset, "u.json")
    assert {unit.name: unit.facts for unit in read.units} == ONE
    assert read.said == []


def test_no_title_becomes_a_formula() -> None:
    table = (
        'ruleset t "T" fact a "=1+1": count fact b "- Có": count section I "All" worth 1 award 1 when a > b'
    )
    assert "'=1+1,'- Có" in blank_csv(loads(table), "en")


# ---------------------------------------------------------------- any input


def test_whatever_the_bytes_only_our_errors_leave(ruleset: Ruleset) -> None:
    words = [
        b"unit",
        b"kind",
        b"dossiers",
        b"1.5",
        b"1e99",
        b"NaN",
        b"null",
        b"sep=;",
        HEAD.encode(),
        ROW.encode(),
    ]
    signs = [bytes([code]) for code in b',;\n\r"# []{}:\0\\'] + [b"\xe3", b"\xc3\xa3", b"\xff\xfe"]
    pieces = st.sampled_from([*words, *signs])
    data = st.lists(st.one_of(pieces, st.binary(max_size=4)), max_size=30).map(b"".join)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=data, name=st.sampled_from(["u.csv", "u.json"]), decimal=st.sampled_from([None, ",", "."]))
    def holds(data: bytes, name: str, decimal: Decimal) -> None:
        Reading(data, ruleset, name, decimal)

    holds()

"""`emurules check --summary`: what each section, criterion and the total can come to, as a table.

Guarantees: all figures come from the analysis; what is a bound only is marked so, and the units below the
table have been scored by the reference evaluator. Left out: findings (check).
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from typing import TYPE_CHECKING, TextIO

import click

from emurules.cli import words
from emurules.cli.console import show
from emurules.cli.output import written
from emurules.cli.tables import Column, Table, show_table
from emurules.diagnostics import Diagnostic, Language, Text
from emurules.model.notation import number_text

if TYPE_CHECKING:
    from emurules.analysis import Analysis
    from emurules.analysis.reach import Reach, Reaches
    from emurules.analysis.results import End
    from emurules.model.facts import Facts
    from emurules.model.ruleset import Node
    from emurules.model.values import Known

_CRITERION = Text("Criterion", "Tiêu chí")
_WORTH = Text("Worth", "Điểm chuẩn")
_LEAST = Text("Least", "Thấp nhất")
_MOST = Text("Most", "Cao nhất")
_RESULTS = Text("Results", "Số kết quả")
_EXEMPT = Text("Exempt", "Không áp dụng")
_MAY_BE = Text("possible", "có thể")
_ALWAYS = Text("always", "luôn luôn")
_BOUND = Text(
    "≥ and ≤: bounds that no unit goes beyond; no unit was found that reaches them",
    "≥ và ≤: không đơn vị nào vượt qua giới hạn này; chưa tìm thấy đơn vị nào đạt đúng",
)
_UNIT = {
    "least": Text("The least total, {value}:", "Tổng điểm thấp nhất, {value}:"),
    "most": Text("The most total, {value}:", "Tổng điểm cao nhất, {value}:"),
}


def summarised(files: tuple[str, ...], form: str, language: Language | None) -> list[Diagnostic]:
    """Write the summary of each ruleset without errors; what was found in all of them, as text before it."""
    from emurules import driver
    from emurules.analysis import Analysis
    from emurules.cli.check import checked, write

    if form not in ("text", "json") or "-" in files:
        raise click.UsageError("--summary reads files, and writes text or JSON")
    found = [(file, checked(file, language)) for file in files]
    told = [one for _, some in found for one in some]
    sound = [file for file, some in found if not any(one.severity == "error" for one in some)]
    sums = [Analysis(driver.load(file, language)) for file in sound]
    if form == "text":
        write(told, form, language)
    else:
        show(told)
    with written(None) as out:
        if form == "json":
            out.write(json.dumps([_data(one) for one in sums], ensure_ascii=False, indent=2) + "\n")
            return told
        for place, one in enumerate(sums):
            out.write("\n" if place else "")
            _show(one, language or one.ruleset.language, out)
    return told


def _data(analysis: Analysis) -> dict[str, object]:
    reaches, ruleset = analysis.reaches, analysis.ruleset
    rows = [_plain(node, reaches) for node in (*ruleset.node_by_id.values(), ruleset.total)]
    return {"ruleset": ruleset.name, "nodes": rows, "units": _units(reaches), "laws": _laws(analysis)}


def _laws(analysis: Analysis) -> list[dict[str, object]]:
    """What is known of each law."""
    from emurules.analysis.laws import Empty, NotRefuted, Proven, Refuted

    names = {Proven: "proven", Refuted: "refuted", NotRefuted: "not refuted", Empty: "empty"}
    verdicts = zip(analysis.ruleset.laws, analysis.laws, strict=True)
    return [{"law": law.text, "verdict": names[type(verdict)]} for law, verdict in verdicts]


def _show(analysis: Analysis, language: Language, out: TextIO) -> None:
    from emurules.checks.laws import tally

    reaches, ruleset = analysis.reaches, analysis.ruleset
    nodes = [*ruleset.node_by_id.values(), ruleset.total]
    rows = tuple(_row(node, reaches, language) for node in nodes)
    heads = (_CRITERION, words.TITLE, _WORTH, _LEAST, _MOST, _RESULTS, _EXEMPT)
    columns = tuple(
        Column(one.filled(language, {}), "right" if one in (_WORTH, _LEAST, _MOST, _RESULTS) else "left")
        for one in heads
    )
    loose = any("≥" in cell or "≤" in cell for row in rows for cell in row[3:5])
    laws = tally(analysis.laws, language)
    below = (
        *((_BOUND.filled(language, {}),) if loose else ()),
        *_told(reaches, language),
        *((laws,) if laws else ()),
    )
    table = Table(columns=columns, rows=rows, above=(ruleset.title,), below=below)
    show_table(table, out, terminal=sys.stdout.isatty())


def _row(node: Node, reaches: Reaches, language: Language) -> tuple[str, ...]:
    reach = reaches.of(node.id)
    exempt = _exemption(reach)
    return (
        node.id or words.TOTAL.filled(language, {}),
        node.title if node.id else "",
        _worth(node, reaches, language),
        _end(reach.least, reach.least_attained, "≥", reach, language),
        _end(reach.most, reach.most_attained, "≤", reach, language),
        _count(reach, language),
        "" if exempt is None else exempt.filled(language, {}),
    )


def _exemption(reach: Reach) -> Text | None:
    return (_MAY_BE if reach.assessed else _ALWAYS) if reach.exempt else None


def _worth(node: Node, reaches: Reaches, language: Language) -> str:
    """The worth of a node; both ends of it where it depends on the unit."""
    from emurules.analysis.adjusted import unlimited

    if unlimited(node, reaches.ranges):
        return words.number("unlimited", language)
    worth = reaches.ranges.worths[node.id]
    ends = [words.number(end, language) for end in (worth.lower, worth.upper)]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def _end(value: Fraction | None, attained: bool, sign: str, reach: Reach, language: Language) -> str:
    if not reach.assessed:
        return words.NAMELESS
    if value is None:
        return words.number("unlimited", language)
    text = words.number(value, language)
    return text if attained else f"{sign} {text}"


def _count(reach: Reach, language: Language) -> str:
    if reach.distinct is None:
        return words.NAMELESS
    text = words.number(Fraction(reach.distinct), language)
    return text if reach.counted else f"≤ {text}"


def _told(reaches: Reaches, language: Language) -> list[str]:
    """The units with the least and the most total, as facts of an example."""
    from emurules.checks.wording import unit_words

    found: list[str] = []
    ruleset = reaches.ruleset
    reach = reaches.of("")
    ends: tuple[tuple[End, Fraction | None], ...] = (("least", reach.least), ("most", reach.most))
    for end, value in ends:
        facts = reaches.unit("", end)
        if facts is not None:
            found.append(_UNIT[end].filled(language, {"value": words.number(value, language)}))
            found.append(f"    {unit_words(_there(facts), ruleset, ruleset.language)}")
    return found


def _there(facts: Facts) -> list[tuple[str, Known]]:
    """What an example gives: an optional fact that is missing is left out."""
    from emurules.model.values import Missing

    return [(name, value) for name, value in facts.values if not isinstance(value, Missing)]


# ---------------------------------------------------------------- JSON


def _plain(node: Node, reaches: Reaches) -> dict[str, object]:
    from emurules.analysis.adjusted import unlimited

    reach = reaches.of(node.id)
    worth = reaches.ranges.worths[node.id]
    endless = unlimited(node, reaches.ranges)
    return {
        "id": node.id or None,
        "title": node.title,
        "worth_least": None if endless else _number(worth.lower),
        "worth_most": None if endless else _number(worth.upper),
        "least": _number(reach.least),
        "least_attained": reach.least_attained,
        "most": _number(reach.most),
        "most_attained": reach.most_attained,
        "distinct": reach.distinct,
        "counted": reach.counted,
        "exempt": reach.exempt,
        "assessed": reach.assessed,
    }


def _number(value: Fraction | None) -> str | None:
    return None if value is None else number_text(value)


def _units(reaches: Reaches) -> dict[str, object]:
    from emurules.model.facts import as_json

    least, most = reaches.unit("", "least"), reaches.unit("", "most")
    return {
        "least": None if least is None else as_json(reaches.ruleset, least),
        "most": None if most is None else as_json(reaches.ruleset, most),
    }

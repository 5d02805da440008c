"""What a file declares: names, ids and which node is whose child.

Resolving runs in four steps: *scope* (this module) collects declarations and refuses doubles; *lower* and
those that it calls turn every declaration into its model, names looked up and types found; *order* finds
circles; *soundness*, *limits* and *sizes* prove that every value can be had where it is needed. A
declaration that is refused leaves nothing behind that would be reported again.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from attrs import frozen

from emurules.diagnostics import Label
from emurules.resolve.report import Report
from emurules.source import Span
from emurules.syntax import nodes

DEEPEST_ID = 20
Named = nodes.Fact | nodes.Rate | nodes.Let | nodes.Table
Pointed = nodes.Section | nodes.Criterion
Kind = TypeVar("Kind")
Key = TypeVar("Key", bound=Hashable)


@frozen
class Scope:
    """Declarations by name and by id, in the order of the file.

    `parents` gives the id above each node ("" for a section at the top), `children` the ids below.
    """

    file: nodes.File
    names: dict[str, Named]
    pointed: dict[str, Pointed]
    parents: dict[str, str]
    children: dict[str, tuple[str, ...]]
    total: nodes.Total | None
    gradings: dict[str | None, nodes.Grades]
    examples: dict[str, nodes.Example]

    def all(self, kind: type[Kind]) -> list[Kind]:
        """The accepted declarations of a kind, in the order of the file."""
        return [one for one in self.names.values() if isinstance(one, kind)]

    def others(self, kind: type[Kind]) -> list[Kind]:
        """The declarations that have no name in the scope, in the order of the file."""
        return [one for one in self.file.declarations if isinstance(one, kind)]


def collect(file: nodes.File, report: Report) -> Scope:
    """Collect the declarations of a file, reporting doubles and nodes that have no place."""
    names: dict[str, Named] = {}
    pointed: dict[str, Pointed] = {}
    gradings: dict[str | None, nodes.Grades] = {}
    examples: dict[str, nodes.Example] = {}
    totals: list[nodes.Total] = []
    for one in file.declarations:
        match one:
            case nodes.Fact() | nodes.Rate() | nodes.Let() | nodes.Table():
                if _first(names, one.name.text, one, report, "duplicate-name"):
                    names[one.name.text] = one
            case nodes.Section() | nodes.Criterion():
                if _first(pointed, one.id.text, one, report, "duplicate-id"):
                    pointed[one.id.text] = one
            case nodes.Grades():
                key = one.name.text if one.name else None
                variant, help = ("grading", "") if key else ("unnamed grading", "name it")
                if _first(gradings, key, one, report, "duplicate-name", variant, help):
                    gradings[key] = one
            case nodes.Example():
                if _first(examples, one.title.value, one, report, "duplicate-name", "example"):
                    examples[one.title.value] = one
            case nodes.Total():
                totals.append(one)
                if len(totals) > 1:
                    also = (Label(totals[0].span, "first"),)
                    report.add("duplicate-name", one.span, variant="total", help="remove", also=also)
    parents = _parents(file, pointed, report)
    children: dict[str, list[str]] = {}
    for id, parent in parents.items():
        children.setdefault(parent, []).append(id)
    below = {parent: tuple(ids) for parent, ids in children.items()}
    return Scope(file, names, pointed, parents, below, totals[0] if totals else None, gradings, examples)


Declared = Named | Pointed | nodes.Grades | nodes.Example


def _place(one: Declared) -> Span:
    """Where a declaration's name stands (the quantity, of an unnamed grading)."""
    match one:
        case nodes.Section() | nodes.Criterion():
            return one.id.span
        case nodes.Example():
            return one.title.span
        case nodes.Grades():
            return one.name.span if one.name else one.by.span
        case _:
            return one.name.span


def _first(
    known: Mapping[Key, Declared],
    key: Key,
    one: Declared,
    report: Report,
    slug: str,
    variant: str = "",
    help: str = "",
) -> bool:
    """Whether a name is declared for the first time; if not, the double is reported on the second one."""
    if key not in known:
        return True
    also = (Label(_place(known[key]), "first"),)
    report.add(slug, _place(one), variant=variant, help=help, also=also, name=str(key))
    return False


def _parents(file: nodes.File, pointed: dict[str, Pointed], report: Report) -> dict[str, str]:
    """The id above each node; a node that has no place is reported and put under the section above it.

    A table without sections for its scale has its criteria straight under the total; a bonus and a penalty
    may follow them. Where there is such a section, a criterion above it belongs nowhere.

    INVARIANT: a parent is a section above, or has a shorter id and is no criterion over a section: no
    circles.
    """
    parents: dict[str, str] = {}
    section: str | None = None
    parted = any(isinstance(one, nodes.Section) and one.kind == "main" for one in file.declarations)
    for one in file.declarations:
        if not isinstance(one, Pointed) or pointed.get(one.id.text) is not one:
            continue
        id = one.id.text
        prefix = id.rpartition(".")[0]
        above = "" if isinstance(one, nodes.Section) else section or ""
        if id.count(".") >= DEEPEST_ID:
            report.add("id-too-deep", one.id.span, id=id, limit=str(DEEPEST_ID))
        elif prefix:
            above = prefix if _fits_under(one, prefix, pointed, report) else above
        elif isinstance(one, nodes.Criterion) and section is None and parted:
            report.add("outside-section", one.id.span, id=id)
        if isinstance(one, nodes.Section):
            section = id
        parents[id] = above
    return parents


def _fits_under(one: Pointed, prefix: str, pointed: dict[str, Pointed], report: Report) -> bool:
    """Whether a node can stand under what its id names; if not, it is reported."""
    id, above = one.id.text, pointed.get(prefix)
    if above is None:
        near = report.near_id(prefix, [one for one in pointed if not one.startswith(f"{prefix}.")])
        help = "" if near is None else "near"
        report.add("undeclared-prefix", one.id.span, help=help, id=id, prefix=prefix, near=near or "")
        return False
    if isinstance(one, nodes.Section) and isinstance(above, nodes.Criterion):
        also = (Label(above.id.span, "above"),)
        report.add("misplaced-section", one.id.span, also=also, id=id, prefix=prefix)
        return False
    if isinstance(one, nodes.Section) and one.kind != "main":
        report.add("misplaced-section", one.id.span, variant="kind", id=id, prefix=prefix)
    return True

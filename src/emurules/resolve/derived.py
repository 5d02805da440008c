"""Rates, lets and tables, lowered in the order of their needs: every type is known when it is asked for.

Guarantees: what lies in a circle, or uses what was reported, is passed over in silence.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve, frozen

from emurules.model import expression as model
from emurules.model import ruleset as meant
from emurules.model.domain import Choice, Domain
from emurules.model.reach import whole_numbers
from emurules.model.values import Type
from emurules.resolve.docs import docs_of
from emurules.resolve.domains import domain_of
from emurules.resolve.expressions import lower, numeric
from emurules.resolve.graph import report_circles, sorted_with_circles
from emurules.resolve.names import Names, choice_of, settles
from emurules.resolve.references import named_in
from emurules.resolve.report import Report
from emurules.resolve.rows import Subject
from emurules.resolve.scope import Scope
from emurules.resolve.thresholds import rows_of_bands
from emurules.syntax import nodes

DEEPEST_TABLES = 20
# How many tables one look-up may lead through: without a limit the time would grow with a power of the text.
MOST_LOOKUPS = 1_000


@frozen
class Derived:
    """What is derived from facts, each kind in the order of the file, and the names to look them up."""

    rates: tuple[meant.Rate, ...]
    lets: tuple[meant.Let, ...]
    tables: tuple[meant.Table, ...]
    names: Names


def derived(scope: Scope, domains: dict[str, Domain], report: Report) -> Derived:
    """Every rate, let and table that is sound."""
    declared = {
        name: one
        for name, one in scope.names.items()
        if isinstance(one, (nodes.Rate, nodes.Let, nodes.Table))
    }
    needs = {name: named_in(one, domains) for name, one in declared.items()}
    order, circles = sorted_with_circles(needs)
    circular = report_circles(circles, needs, lambda name: declared[name].name.span, str, report)
    types: dict[str, model.Expression | None] = {}
    tabled: dict[str, tuple[Domain, bool]] = {}
    rates: dict[str, meant.Rate] = {}
    choices: dict[str, Choice] = {}
    settled: set[str] = set()
    lets: dict[str, meant.Let] = {}
    tables: dict[str, meant.Table] = {}
    depths: dict[str, int] = {}
    lookups: dict[str, int] = {}
    lacking = _Lacking(set(), set())
    # INVARIANT: only this fold adds to what the names show, each name before its first use.
    names = Names(scope, domains, types, tabled, rates, report, choices, settled)
    for name in order:
        one = declared[name]
        match one:
            case _ if name in circular:
                continue
            case nodes.Let():
                value = types[name] = lower(one.value, names)
                if value is not None:
                    lacking.note(name, value, names)
                    if all(settles(use, names) for use in model.references(value)):
                        settled.add(name)
                    lets[name] = meant.Let(name, _title(one), value, docs_of(one.docs), span=one.name.span)
                    if value.type is Type.CHOICE and (choice := choice_of(value, names)):
                        choices[name] = choice
            case nodes.Rate():
                if (rate := _rate(one, lacking, names)) is not None:
                    rates[name] = rate
            case nodes.Table():
                depths[name] = 1 + max((depths.get(used, 0) for used in needs[name]), default=0)
                domain = domain_of(one.type, domains, scope, report)
                if domain is not None:
                    table = _bounded(_table(one, domain, depths[name], names), lookups, report)
                    tabled[name] = domain, table is not None
                    if table is not None:
                        tables[name] = table
    return Derived(
        tuple(rates[name] for name in declared if name in rates),
        tuple(lets[name] for name in declared if name in lets),
        tuple(tables[name] for name in declared if name in tables),
        names,
    )


def _title(node: nodes.Rate | nodes.Let | nodes.Table) -> str | None:
    return node.title.value if node.title else None


# ---------------------------------------------------------------- rates: counts over counts


@frozen
class _Lacking:
    """The lets so far that no rate may use: no whole numbers (`uncounted`), or no matter of facts."""

    uncounted: set[str]
    unfactual: set[str]

    def note(self, name: str, value: model.Expression, names: Names) -> None:
        """Note a let, after all that it uses."""
        if self.beyond_facts(value):
            self.unfactual.add(name)
        if self.uncounted_in(value, names) is not None:
            self.uncounted.add(name)

    def beyond_facts(self, expression: model.Expression) -> bool:
        """Whether an expression depends on points, so that no fact could depend on it."""
        return any(
            isinstance(one, (model.Quantity, model.IsExempt, model.TableUse))
            or (isinstance(one, model.LetUse) and one.name in self.unfactual)
            for one in model.references(expression)
        )

    def uncounted_in(self, expression: model.Expression, names: Names) -> model.Expression | None:
        """Something in a number that is no whole number, or depends on points."""
        waiting = [expression]
        while waiting:
            one = waiting.pop()
            match one:
                case model.Choose() if self.beyond_facts(one.condition):
                    return one.condition
                case model.Choose():
                    waiting += [one.otherwise, one.then]
                case model.Call(function="tally" | "days" | "days_late"):
                    if self.beyond_facts(one):
                        return one
                case model.Constant(value=value):
                    if not isinstance(value, Fraction) or value.denominator != 1:
                        return one
                case model.FactUse(name=name):
                    if not whole_numbers(names.domains.get(name)):
                        return one
                case model.LetUse(name=name):
                    if name in self.uncounted or name in self.unfactual:
                        return one
                case model.Arithmetic(operator="+" | "-" | "*") | model.Negative() | model.Call():
                    waiting += reversed(model.parts(one))
                case _:
                    return one
        return None


def _rate(node: nodes.Rate, lacking: _Lacking, names: Names) -> meant.Rate | None:
    part, whole = _counts(node.part, lacking, names), _counts(node.whole, lacking, names)
    if part is None or whole is None:
        return None
    if_none = node.if_none.value if node.if_none else None
    docs = docs_of(node.docs)
    return meant.Rate(node.name.text, _title(node), part, whole, if_none, docs, span=node.name.span)


def _counts(node: nodes.Expression, lacking: _Lacking, names: Names) -> model.Expression | None:
    """An expression made of counts; the first thing in it that is none is reported."""
    lowered = numeric(node, names)
    wrong = None if lowered is None else lacking.uncounted_in(lowered, names)
    if wrong is None:
        return lowered
    names.report.add("rate-of-counts", wrong.span, text=names.report.words(wrong.span))
    return None


# ---------------------------------------------------------------- tables


def _bounded(table: meant.Table | None, lookups: dict[str, int], report: Report) -> meant.Table | None:
    """The table, if one look-up in it leads through few enough others; `lookups` keeps how many."""
    if table is None:
        return None
    written = [one for row in table.partition.rows for one in (row.guard, row.points) if one is not None]
    called = [use for one in written for use in model.references(one) if isinstance(use, model.TableUse)]
    lookups[table.name] = 1 + sum(lookups.get(use.name, 1) for use in called)
    if lookups[table.name] <= MOST_LOOKUPS:
        return table
    report.add("tables-too-deep", table.span, variant="lookups", name=table.name, limit=f"{MOST_LOOKUPS:_}")
    return None


def _table(node: nodes.Table, domain: Domain, depth: int, names: Names) -> meant.Table | None:
    report, name = names.report, node.parameter.text
    if depth > DEEPEST_TABLES:
        report.add("tables-too-deep", node.name.span, name=node.name.text, limit=str(DEEPEST_TABLES))
        return None
    subject = node.bands.subject
    if not (isinstance(subject, nodes.NameUse) and subject.name == name):
        report.add("table-subject", subject.span, text=report.words(subject.span), name=name)
        return None
    if node.bands.guard is not None:
        place = node.bands.guard.span
        report.add("misplaced-statement", place, variant="table", help="table", text=report.words(place))
        return None
    inside = evolve(names, parameter=(name, domain))
    rows = rows_of_bands(node.bands, Subject(domain.type, domain, False, name), inside)
    if rows is None:
        return None
    docs = docs_of(node.docs)
    return meant.Table(node.name.text, _title(node), name, domain, rows, docs, span=node.name.span)

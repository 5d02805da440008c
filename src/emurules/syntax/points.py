"""Builders of the tree of points, bands, grades, laws, examples: a function for each such rule of emu.lark.

Guarantees: as in declarations. Left out: which node is whose child, which follows from order and ids
(resolve).
"""

# ruff: noqa: D103  # what a builder takes and makes, its rule in emu.lark says

from __future__ import annotations

from typing import Literal

from attrs import evolve
from lark import Token

from emurules.syntax import nodes
from emurules.syntax.parts import Parts, covering, name_of, place

# ---------------------------------------------------------------- the tree of points


_KINDS: dict[str, Literal["bonus", "penalty"]] = {"BONUS": "bonus", "PENALTY": "penalty"}


def section(parts: Parts) -> nodes.Section:
    _, id_, title, kind, worth_, rescaled, *statements = parts
    return nodes.Section(
        name_of(id_),
        title,
        "main" if kind is None else _KINDS[kind.type],
        worth_,
        rescaled is not None,
        tuple(statements),
        span=covering(parts),
    )


def criterion(parts: Parts) -> nodes.Criterion:
    _, id_, title, worth_, rescaled, *statements = parts
    return nodes.Criterion(
        name_of(id_), title, worth_, rescaled is not None, tuple(statements), span=covering(parts)
    )


def total_node(parts: Parts) -> nodes.Total:
    _, worth_, rescaled, *statements = parts
    return nodes.Total(worth_, rescaled is not None, tuple(statements), span=covering(parts))


def worth(parts: Parts) -> nodes.Expression:
    value: nodes.Expression = parts[1]
    return value


def unlimited(parts: Parts) -> nodes.Unlimited:
    return nodes.Unlimited(span=covering(parts))


def award(parts: Parts) -> nodes.Award:
    _, points, *modifiers, label = parts
    return nodes.Award(points, tuple(modifiers), label, span=covering(parts))


def deduct(parts: Parts) -> nodes.Award:
    _, points, *modifiers, label = parts
    return nodes.Award(points, tuple(modifiers), label, deduct=True, span=covering(parts))


def deduct_bands(parts: Parts) -> nodes.Bands:
    rows: nodes.Bands = parts[1]
    return evolve(rows, deduct=True, span=covering(parts))


def reduce(parts: Parts) -> nodes.Reduce:
    _, share, *modifiers, label = parts
    return nodes.Reduce(share, tuple(modifiers), label, span=covering(parts))


def zero(parts: Parts) -> nodes.Zero:
    return nodes.Zero(parts[1], parts[2], span=covering(parts))


def exempt(parts: Parts) -> nodes.Exempt:
    _, _, condition, scoring, reason = parts
    return nodes.Exempt(condition, scoring, reason, span=covering(parts))


def points_at_most(parts: Parts) -> nodes.Limit:
    return nodes.Limit(parts[1], least=False, span=covering(parts))


def points_at_least(parts: Parts) -> nodes.Limit:
    return nodes.Limit(parts[1], least=True, span=covering(parts))


def rounded(parts: Parts) -> nodes.Rounded:
    return nodes.Rounded(parts[1], "half up", span=covering(parts))


def rounded_up(parts: Parts) -> nodes.Rounded:
    return nodes.Rounded(parts[1], "up", span=covering(parts))


def rounded_down(parts: Parts) -> nodes.Rounded:
    return nodes.Rounded(parts[1], "down", span=covering(parts))


def rounded_half_even(parts: Parts) -> nodes.Rounded:
    return nodes.Rounded(parts[1], "half even", span=covering(parts))


def best_of_parts(parts: Parts) -> nodes.BestOfParts:
    return nodes.BestOfParts(span=covering(parts))


def per(parts: Parts) -> nodes.Per:
    return nodes.Per(parts[1], span=covering(parts))


def per_full(parts: Parts) -> nodes.Per:
    return nodes.Per(parts[2], parts[1], started=False, span=covering(parts))


def per_started(parts: Parts) -> nodes.Per:
    return nodes.Per(parts[2], parts[1], started=True, span=covering(parts))


def when(parts: Parts) -> nodes.When:
    return nodes.When(parts[1], span=covering(parts))


def at_most(parts: Parts) -> nodes.AtMost:
    return nodes.AtMost(parts[1], span=covering(parts))


def planned_modifier(parts: Parts) -> nodes.Planned:
    return nodes.Planned("for each", span=place(parts[0]))


# ---------------------------------------------------------------- bands


def bands(parts: Parts) -> nodes.Bands:
    _, subject, best, guard_, *rows = parts
    best_that_holds = best is not None
    return nodes.Bands(subject, guard_, tuple(rows), best_that_holds=best_that_holds, span=covering(parts))


def row(parts: Parts) -> nodes.Row:
    head, guard_, points, label = parts
    return nodes.Row(head, guard_, points, label, span=covering(parts))


def guard(parts: Parts) -> nodes.Expression:
    condition: nodes.Expression = parts[1]
    return condition


def exactly(parts: Parts) -> nodes.Exactly:
    return nodes.Exactly(parts[-1], span=covering(parts))


def from_(parts: Parts) -> nodes.Range:
    return nodes.Range(parts[1], None, span=covering(parts))


def from_to(parts: Parts) -> nodes.Range:
    return nodes.Range(parts[1], parts[2], span=covering(parts))


def from_to_below(parts: Parts) -> nodes.Range:
    return nodes.Range(parts[1], parts[3], upper_open=True, span=covering(parts))


def above(parts: Parts) -> nodes.Range:
    return nodes.Range(parts[1], None, lower_open=True, span=covering(parts))


def above_to(parts: Parts) -> nodes.Range:
    return nodes.Range(parts[1], parts[2], lower_open=True, span=covering(parts))


def above_to_below(parts: Parts) -> nodes.Range:
    return nodes.Range(parts[1], parts[3], lower_open=True, upper_open=True, span=covering(parts))


def below(parts: Parts) -> nodes.Range:
    return nodes.Range(None, parts[1], upper_open=True, span=covering(parts))


def up_to(parts: Parts) -> nodes.Range:
    return nodes.Range(None, parts[1], span=covering(parts))


def among(parts: Parts) -> nodes.Among:
    return nodes.Among(tuple(map(name_of, parts)), span=covering(parts))


def otherwise(parts: Parts) -> nodes.Otherwise:
    return nodes.Otherwise(span=covering(parts))


# ---------------------------------------------------------------- grades, laws, examples


def grades(parts: Parts) -> nodes.Grades:
    _, name, title, by, best, *rest = parts
    return nodes.Grades(
        None if name is None else name_of(name),
        title,
        by,
        best is not None,
        tuple(one for one in rest if isinstance(one, nodes.GradeRow)),
        tuple(one for one in rest if not isinstance(one, nodes.GradeRow)),
        span=covering(parts),
    )


def grade(parts: Parts) -> nodes.GradeRow:
    head, guard_, label = parts
    return nodes.GradeRow(head, guard_, label, span=covering(parts))


def one_lower(parts: Parts) -> nodes.OneLower:
    return nodes.OneLower(parts[1], parts[2], span=covering(parts))


def grade_cap(parts: Parts) -> nodes.GradeCap:
    _, label, _, condition, reason = parts
    return nodes.GradeCap(label, condition, reason, span=covering(parts))


def disqualify(parts: Parts) -> nodes.Disqualify:
    _, condition, reason, *docs = parts
    return nodes.Disqualify(condition, reason, tuple(docs), span=covering(parts))


def law(parts: Parts) -> nodes.Law:
    _, text, claim, *docs = parts
    return nodes.Law(text, claim, tuple(docs), span=covering(parts))


def never_falls(parts: Parts) -> nodes.Monotone:
    return nodes.Monotone(parts[0], name_of(parts[2]), falls=True, span=covering(parts))


def never_rises(parts: Parts) -> nodes.Monotone:
    return nodes.Monotone(parts[0], name_of(parts[2]), falls=False, span=covering(parts))


def example(parts: Parts) -> nodes.Example:
    _, title, like, given_, *expectations = parts
    return nodes.Example(title, like, given_ or (), tuple(expectations), span=covering(parts))


def given(parts: Parts) -> tuple[nodes.Assignment, ...]:
    return tuple(parts)


def assignment(parts: Parts) -> nodes.Assignment:
    return nodes.Assignment(name_of(parts[0]), parts[1], span=covering(parts))


def expect_value(parts: Parts) -> nodes.ExpectValue:
    _, quantity, value = parts
    return nodes.ExpectValue(quantity, None if isinstance(value, Token) else value, span=covering(parts))


def expect_exempt(parts: Parts) -> nodes.ExpectExempt:
    return nodes.ExpectExempt(name_of(parts[1]), exempt=True, span=covering(parts))


def expect_not_exempt(parts: Parts) -> nodes.ExpectExempt:
    return nodes.ExpectExempt(name_of(parts[1]), exempt=False, span=covering(parts))


def expect_grade(parts: Parts) -> nodes.ExpectGrade:
    _, name, label = parts
    to_fill = isinstance(label, Token)
    grading = None if name is None else name_of(name)
    return nodes.ExpectGrade(grading, None if to_fill else label, to_fill=to_fill, span=covering(parts))


def expect_no_grade(parts: Parts) -> nodes.ExpectGrade:
    grading = None if parts[1] is None else name_of(parts[1])
    return nodes.ExpectGrade(grading, None, span=covering(parts))


def expect_disqualified(parts: Parts) -> nodes.ExpectDisqualified:
    return nodes.ExpectDisqualified(disqualified=True, span=covering(parts))


def expect_not_disqualified(parts: Parts) -> nodes.ExpectDisqualified:
    return nodes.ExpectDisqualified(disqualified=False, span=covering(parts))


BUILDERS = (
    *(section, criterion, total_node, worth, unlimited),
    *(award, deduct, deduct_bands, reduce, zero, exempt, points_at_most, points_at_least),
    *(rounded, rounded_up, rounded_down, rounded_half_even, best_of_parts),
    *(per, per_full, per_started, when, at_most, planned_modifier),
    *(bands, row, guard, exactly, from_, from_to, from_to_below),
    *(above, above_to, above_to_below, below, up_to, among, otherwise),
    *(grades, grade, one_lower, grade_cap, disqualify, law, never_falls, never_rises),
    *(example, given, assignment, expect_value, expect_exempt, expect_not_exempt),
    *(expect_grade, expect_no_grade, expect_disqualified, expect_not_disqualified),
)

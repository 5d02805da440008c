"""The tree of a ruleset as it is written: one frozen class for each form of language.md.

Guarantees: every node carries the span of its text in the source; spans take no part in equality,
so two texts that say the same are equal trees. Names are NFC, without backquotes; numbers are exact.
Left out: meaning. Whether a name is declared, a type fits or an id has a parent is the resolver's business.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import Factory, field, frozen

from emurules.source import Source, Span


def _span() -> Span:
    span: Span = field(eq=False, repr=False, kw_only=True)
    return span


def _depth(*names: str) -> int:
    """How deep the node is nested: one more than the deepest of these parts; the parser bounds it."""

    def depth(node: object) -> int:
        deepest = 0
        for name in names:
            part = getattr(node, name)
            for one in part if isinstance(part, tuple) else (part,):
                deepest = max(deepest, getattr(one, "depth", 0))
        return deepest + 1

    return field(init=False, eq=False, repr=False, default=Factory(depth, takes_self=True))


# ---------------------------------------------------------------- words and texts


@frozen
class Name:
    """A name of a fact, rate, let, table, grading or option, or an id of a section or criterion."""

    text: str
    span: Span = _span()


@frozen
class Text:
    """Adjacent strings, joined, escapes undone."""

    value: str
    span: Span = _span()


@frozen
class Comment:
    """A comment with its `#`; `alone` if nothing but space stands before it on its line."""

    text: str
    alone: bool
    span: Span = _span()


# ---------------------------------------------------------------- expressions


@frozen
class Number:
    """A plain number; `spelling` is how it was written."""

    value: Fraction
    spelling: str = field(eq=False, kw_only=True, default="")
    span: Span = _span()


@frozen
class Percent:
    """A percent; the value of `95%` is 95/100."""

    value: Fraction
    spelling: str = field(eq=False, kw_only=True, default="")
    span: Span = _span()


@frozen
class Date:
    value: date
    span: Span = _span()


@frozen
class Truth:
    """`yes` or `no`."""

    value: bool
    span: Span = _span()


@frozen
class Missing:
    """The word `missing`."""

    span: Span = _span()


@frozen
class NameUse:
    """A name in an expression: a fact, rate, let or option."""

    name: str
    span: Span = _span()


@frozen
class Negative:
    operand: Expression
    span: Span = _span()
    depth: int = _depth("operand")


@frozen
class Arithmetic:
    operator: Literal["+", "-", "*", "/"]
    left: Expression
    right: Expression
    span: Span = _span()
    depth: int = _depth("left", "right")


@frozen
class Comparison:
    operator: Literal["=", "!=", "<", "<=", ">", ">="]
    left: Expression
    right: Expression
    span: Span = _span()
    depth: int = _depth("left", "right")


@frozen
class Is:
    """`x is value` or `x is not value`; the value is an option, yes, no or missing."""

    subject: Expression
    value: NameUse | Truth | Missing
    negated: bool
    span: Span = _span()
    depth: int = _depth("subject")


@frozen
class And:
    left: Expression
    right: Expression
    span: Span = _span()
    depth: int = _depth("left", "right")


@frozen
class Or:
    left: Expression
    right: Expression
    span: Span = _span()
    depth: int = _depth("left", "right")


@frozen
class Not:
    operand: Expression
    span: Span = _span()
    depth: int = _depth("operand")


@frozen
class Choice:
    """`(A when C otherwise B)`."""

    then: Expression
    condition: Expression
    otherwise: Expression
    span: Span = _span()
    depth: int = _depth("then", "condition", "otherwise")


@frozen
class OwnWorth:
    """`worth` alone: the worth of the node that the expression stands in."""

    span: Span = _span()


@frozen
class ExemptTest:
    """`exempt 6`, or with `assessed` the contrary."""

    node: Name
    assessed: bool
    span: Span = _span()


@frozen
class TableCall:
    table: Name
    argument: Expression
    span: Span = _span()
    depth: int = _depth("argument")


FunctionName = Literal["min", "max", "abs", "round", "floor", "ceil", "tally", "days", "days_late"]


@frozen
class FunctionCall:
    function: FunctionName
    arguments: tuple[Expression, ...]
    span: Span = _span()
    depth: int = _depth("arguments")


@frozen
class Quantity:
    """`total`, or `points of 6` and its kin; no node means the total."""

    kind: Literal["points", "worth", "attainable", "share"]
    node: Name | None
    span: Span = _span()


@frozen
class Planned:
    """Words kept for later versions, `list of` and `for each`."""

    words: Literal["list of", "for each"]
    span: Span = _span()


Expression = (
    Number
    | Percent
    | Date
    | Truth
    | Missing
    | NameUse
    | Negative
    | Arithmetic
    | Comparison
    | Is
    | And
    | Or
    | Not
    | Choice
    | OwnWorth
    | ExemptTest
    | TableCall
    | FunctionCall
    | Quantity
    | Planned
)
# Bounds and literals are expressions made of Number, Percent, Date, Truth, Missing, NameUse (an option),
# Negative(Number|Percent) and Arithmetic("/", …) of them.
Literal_ = Expression


# ---------------------------------------------------------------- texts for people


@frozen
class Wording:
    text: Text
    span: Span = _span()


@frozen
class Evidence:
    text: Text
    span: Span = _span()


@frozen
class Citation:
    """`source "…" [dated DATE]`."""

    text: Text
    dated: Date | None = None
    span: Span = _span()


@frozen
class Note:
    text: Text
    span: Span = _span()


@frozen
class Reading:
    """`read as "…" rather than "…" rather than "…"`."""

    text: Text
    rejected: tuple[Text, ...]
    span: Span = _span()


Doc = Wording | Evidence | Citation | Note | Reading


# ---------------------------------------------------------------- head


@frozen
class Issuer:
    text: Text
    span: Span = _span()


@frozen
class Period:
    start: Date
    end: Date
    span: Span = _span()


@frozen
class MoreIsWorse:
    """`more is worse`, of the whole score, of a node's points or of a fact."""

    span: Span = _span()


@frozen
class Head:
    name: Name
    title: Text
    items: tuple[Issuer | Period | MoreIsWorse | Citation | Note, ...]
    span: Span = _span()


# ---------------------------------------------------------------- facts and derived values


@frozen
class Bounds:
    """`from A to B`, `from A` or `up to B`, of a type."""

    lower: Expression | None
    upper: Expression | None
    span: Span = _span()


@frozen
class YesNoType:
    span: Span = _span()


@frozen
class CountType:
    """`count [from LOWEST to LIMIT]` or `count up to LIMIT`; the limit is a number or a fact's name."""

    bounds: Bounds | None
    span: Span = _span()

    @property
    def lowest(self) -> Expression | None:
        """The least that is counted, where it is written."""
        return self.bounds.lower if self.bounds else None

    @property
    def limit(self) -> Expression | None:
        """The most that is counted: a number, or the name of another count."""
        return self.bounds.upper if self.bounds else None


@frozen
class NumberType:
    bounds: Bounds | None
    step: Expression | None
    unit: Text | None
    span: Span = _span()


@frozen
class PercentType:
    bounds: Bounds | None
    step: Expression | None
    span: Span = _span()


@frozen
class DateType:
    bounds: Bounds | None
    span: Span = _span()


@frozen
class Option:
    name: Name
    title: Text | None
    span: Span = _span()


@frozen
class ChoiceType:
    options: tuple[Option, ...]
    span: Span = _span()


@frozen
class SameType:
    """`same as` another fact."""

    fact: Name
    span: Span = _span()


@frozen
class PlannedType:
    span: Span = _span()


Type = YesNoType | CountType | NumberType | PercentType | DateType | ChoiceType | SameType | PlannedType


@frozen
class Default:
    value: Expression
    span: Span = _span()


@frozen
class OnlyWhen:
    condition: Expression
    span: Span = _span()


@frozen
class Fixed:
    """`fixed`: nobody can change the fact."""

    span: Span = _span()


@frozen
class Fact:
    name: Name
    title: Text | None
    optional: bool
    type: Type
    items: tuple[Default | OnlyWhen | Fixed | MoreIsWorse | Doc, ...]
    span: Span = _span()


@frozen
class Require:
    text: Text
    condition: Expression
    docs: tuple[Doc, ...]
    span: Span = _span()


@frozen
class Rate:
    """`rate NAME: PART of WHOLE if none P|exempt`; `if_none` is None for `exempt`."""

    name: Name
    title: Text | None
    part: Expression
    whole: Expression
    if_none: Percent | None
    docs: tuple[Doc, ...]
    span: Span = _span()


@frozen
class Let:
    name: Name
    title: Text | None
    value: Expression
    docs: tuple[Doc, ...]
    span: Span = _span()


@frozen
class Table:
    name: Name
    title: Text | None
    parameter: Name
    type: Type
    bands: Bands
    docs: tuple[Doc, ...]
    span: Span = _span()


# ---------------------------------------------------------------- rows


@frozen
class Exactly:
    """One value: a number, percent, date, yes, no or missing."""

    value: Expression
    span: Span = _span()


@frozen
class Range:
    """A stretch of values; an end that is None is not bounded."""

    lower: Expression | None
    upper: Expression | None
    lower_open: bool = False
    upper_open: bool = False
    span: Span = _span()


@frozen
class Among:
    """Options, separated by semicolons."""

    options: tuple[Name, ...]
    span: Span = _span()


@frozen
class Otherwise:
    span: Span = _span()


RowHead = Exactly | Range | Among | Otherwise


@frozen
class Row:
    head: RowHead
    guard: Expression | None
    points: Expression
    label: Text | None
    span: Span = _span()


@frozen
class GradeRow:
    head: RowHead
    guard: Expression | None
    label: Text
    span: Span = _span()


@frozen
class Bands:
    """`bands X [best that holds] [when C]` with rows; `deduct` for `deduct bands`."""

    subject: Expression
    guard: Expression | None
    rows: tuple[Row, ...]
    deduct: bool = False
    best_that_holds: bool = False
    span: Span = _span()


# ---------------------------------------------------------------- the tree of points


@frozen
class Per:
    """`per Q`, `per full N of Q`, `per started N of Q`."""

    quantity: Expression
    size: Expression | None = None
    started: bool = False
    span: Span = _span()


@frozen
class When:
    condition: Expression
    span: Span = _span()


@frozen
class AtMost:
    limit: Expression
    span: Span = _span()


Modifier = Per | When | AtMost | Planned


@frozen
class Award:
    """`award` or, with `deduct`, `deduct`."""

    points: Expression
    modifiers: tuple[Modifier, ...]
    label: Text | None
    deduct: bool = False
    span: Span = _span()


@frozen
class Reduce:
    share: Expression
    modifiers: tuple[Modifier, ...]
    label: Text | None
    span: Span = _span()


@frozen
class Zero:
    condition: Expression
    reason: Text | None
    span: Span = _span()


@frozen
class Exempt:
    condition: Expression
    scoring: Expression | None
    reason: Text | None
    span: Span = _span()


@frozen
class Limit:
    """`points at most P`, or with `least` `points at least P`."""

    points: Expression
    least: bool
    span: Span = _span()


RoundingMode = Literal["half up", "up", "down", "half even"]


@frozen
class Rounded:
    step: Expression
    mode: RoundingMode
    span: Span = _span()


@frozen
class BestOfParts:
    span: Span = _span()


Statement = Award | Bands | Reduce | Zero | Exempt | Limit | Rounded | BestOfParts | MoreIsWorse | Doc


@frozen
class Unlimited:
    span: Span = _span()


@frozen
class Section:
    id: Name
    title: Text
    kind: Literal["main", "bonus", "penalty"]
    worth: Expression | Unlimited | None
    rescaled: bool
    statements: tuple[Statement, ...]
    span: Span = _span()


@frozen
class Criterion:
    id: Name
    title: Text
    worth: Expression | Unlimited | None
    rescaled: bool
    statements: tuple[Statement, ...]
    span: Span = _span()


@frozen
class Total:
    worth: Expression | Unlimited | None
    rescaled: bool
    statements: tuple[Statement, ...]
    span: Span = _span()


# ---------------------------------------------------------------- grades, laws, examples


@frozen
class OneLower:
    condition: Expression
    reason: Text | None
    span: Span = _span()


@frozen
class GradeCap:
    """`at most "LABEL" when C` of a grading."""

    label: Text
    condition: Expression
    reason: Text | None
    span: Span = _span()


@frozen
class Grades:
    name: Name | None
    title: Text | None
    by: Quantity
    best_that_holds: bool
    rows: tuple[GradeRow, ...]
    items: tuple[OneLower | GradeCap | Doc, ...]
    span: Span = _span()


@frozen
class Disqualify:
    condition: Expression
    reason: Text
    docs: tuple[Doc, ...]
    span: Span = _span()


@frozen
class Monotone:
    """`Q never falls when FACT rises`, or with `falls=False` `never rises`."""

    quantity: Quantity
    fact: Name
    falls: bool
    span: Span = _span()


@frozen
class Law:
    text: Text
    claim: Expression | Monotone
    docs: tuple[Doc, ...]
    span: Span = _span()


@frozen
class Assignment:
    """`fact = value`; the value is a literal, an option or missing."""

    fact: Name
    value: Expression
    span: Span = _span()


@frozen
class ExpectValue:
    """`expect Q = value`; no value for `?`."""

    quantity: Quantity
    value: Expression | None
    span: Span = _span()


@frozen
class ExpectExempt:
    node: Name
    exempt: bool
    span: Span = _span()


@frozen
class ExpectGrade:
    """`expect grade [NAME] = "…"`, `= ?` (to fill), or `expect no grade` (neither)."""

    grading: Name | None
    label: Text | None
    to_fill: bool = False
    span: Span = _span()


@frozen
class ExpectDisqualified:
    disqualified: bool
    span: Span = _span()


Expectation = ExpectValue | ExpectExempt | ExpectGrade | ExpectDisqualified


@frozen
class Example:
    title: Text
    like: Text | None
    given: tuple[Assignment, ...]
    expectations: tuple[Expectation, ...]
    span: Span = _span()


Declaration = (
    Fact | Require | Rate | Let | Table | Section | Criterion | Total | Grades | Disqualify | Law | Example
)


@frozen
class File:
    """A whole ruleset as written. `language` is the dialect's: `en` or `vi`."""

    head: Head
    declarations: tuple[Declaration, ...]
    language: str
    comments: tuple[Comment, ...] = field(eq=False, default=())
    source: Source = field(eq=False, kw_only=True, repr=False)

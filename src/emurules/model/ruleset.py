"""The model of a ruleset: what a text means, frozen, names resolved, types and domains known.

Guarantees: everything to the right of the model in the house (checks, evaluation, and later rooms) reads
this and nothing else; spans point into `Ruleset.text`. `Ruleset.order` lists every derived value and
node after all that it depends on. Left out: the tree as written (syntax), and any meaning beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from emurules.model.domain import Domain
from emurules.model.expression import Expression, Quantity
from emurules.model.partition import Partition
from emurules.model.values import Known, Unlimited
from emurules.source import NOWHERE, Source, Span

if TYPE_CHECKING:
    from emurules.model.bonds import Bonds


def _span() -> Span:
    return field(eq=False, repr=False, kw_only=True, default=NOWHERE)


@frozen
class Citation:
    """Where something stands: a text, and the date of the document if one is given."""

    text: str
    dated: date | None = None


@frozen
class Reading:
    """The reading of an ambiguous text that was taken, and those that were not."""

    text: str
    rejected: tuple[str, ...]


@frozen
class Docs:
    """Texts for people, each kind in the order written."""

    wording: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()


NO_DOCS = Docs()


# ---------------------------------------------------------------- facts and derived values


@frozen
class Fact:
    """What is known of one unit.

    `up_to` names the count that bounds this one; `only_when` is its condition (whose own facts'
    conditions are included when facts are admitted); `default` is used when it is not given.
    Nobody can change a `fixed` fact; both this and `more_is_worse` bear on advice only.
    """

    name: str
    title: str | None
    domain: Domain
    optional: bool = False
    up_to: str | None = None
    only_when: Expression | None = None
    default: Known | None = None
    fixed: bool = False
    more_is_worse: bool = False
    docs: Docs = NO_DOCS
    span: Span = _span()

    @property
    def may_be_missing(self) -> bool:
        """Whether an admitted unit can lack it."""
        return self.optional or self.only_when is not None


@frozen
class Requirement:
    """What every unit's facts satisfy."""

    text: str
    condition: Expression
    docs: Docs = NO_DOCS
    span: Span = _span()


@frozen
class Rate:
    """A part of a whole; `if_none` is its value where the whole is 0, None for exempt."""

    name: str
    title: str | None
    part: Expression
    whole: Expression
    if_none: Fraction | None
    docs: Docs = NO_DOCS
    span: Span = _span()


@frozen
class Let:
    """A named expression."""

    name: str
    title: str | None
    value: Expression
    docs: Docs = NO_DOCS
    span: Span = _span()


@frozen
class Table:
    """A reusable set of bands over one parameter."""

    name: str
    title: str | None
    parameter: str
    domain: Domain
    partition: Partition
    docs: Docs = NO_DOCS
    span: Span = _span()


# ---------------------------------------------------------------- statements


@frozen
class Per:
    """How often points are given: once for each of `quantity`, or for each group of `size`."""

    quantity: Expression
    size: Fraction | None = None
    started: bool = False


@frozen
class Award:
    """Adds points (subtracts with `deduct`), times `per`, if `when` holds, no more than `at_most`."""

    points: Expression
    per: Per | None = None
    when: Expression | None = None
    at_most: Expression | None = None
    label: str | None = None
    deduct: bool = False
    span: Span = _span()


@frozen
class Bands:
    """Adds the points of the one row that `subject` falls in (subtracts with `deduct`)."""

    subject: Expression
    partition: Partition
    when: Expression | None = None
    deduct: bool = False
    span: Span = _span()


@frozen
class Reduce:
    """Takes a share off the points so far."""

    share: Expression
    per: Per | None = None
    when: Expression | None = None
    at_most: Expression | None = None
    label: str | None = None
    span: Span = _span()


@frozen
class Zero:
    condition: Expression
    reason: str | None = None
    span: Span = _span()


@frozen
class Exemption:
    """Not assessed when `condition` holds; with `scoring` assessed as those points."""

    condition: Expression
    scoring: Expression | None = None
    reason: str | None = None
    span: Span = _span()


@frozen
class Limit:
    points: Expression
    span: Span = _span()


Mode = Literal["half up", "up", "down", "half even"]


@frozen
class Rounding:
    step: Fraction
    mode: Mode = "half up"
    span: Span = _span()


# ---------------------------------------------------------------- the tree of points

NodeKind = Literal["main", "bonus", "penalty"]


@frozen(kw_only=True)
class Node:
    """A section or criterion, or the total (id "" and no children of its own: the sections are).

    `worth` is None where it is the sum (or best) of the children's. Statements are kept by the
    step at which they apply, each kind in the order written. `more_is_worse` is what holds of its points,
    whether said here, above or of the whole score (for which it is the total's).
    """

    id: str
    title: str
    form: Literal["section", "criterion", "total"]
    kind: NodeKind = "main"
    worth: Expression | Unlimited | None = None
    rescaled: bool = False
    exemptions: tuple[Exemption, ...] = ()
    awards: tuple[Award | Bands, ...] = ()
    reductions: tuple[Reduce, ...] = ()
    zeros: tuple[Zero, ...] = ()
    at_most: Limit | None = None
    at_least: Limit | None = None
    rounding: Rounding | None = None
    best_of_parts: bool = False
    more_is_worse: bool = False
    children: tuple[Node, ...] = ()
    docs: Docs = NO_DOCS
    span: Span = _span()
    head_span: Span = _span()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order printed."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


# ---------------------------------------------------------------- grades, laws, examples


@frozen
class OneLower:
    condition: Expression
    reason: str | None = None
    span: Span = _span()


@frozen
class GradeCap:
    """No grade better than `label` where the condition holds; a row carries that label."""

    label: str
    condition: Expression
    reason: str | None = None
    span: Span = _span()


@frozen
class Grading:
    """Grades by a quantity; rows carry labels. `name` is None for the unnamed grading."""

    name: str | None
    title: str | None
    by: Quantity
    partition: Partition
    best_that_holds: bool = False
    lowered: tuple[OneLower, ...] = ()
    caps: tuple[GradeCap, ...] = ()
    docs: Docs = NO_DOCS
    span: Span = _span()

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """Those under which a grade is lowered, steps before caps."""
        return *(one.condition for one in self.lowered), *(one.condition for one in self.caps)


@frozen
class Disqualification:
    condition: Expression
    reason: str
    docs: Docs = NO_DOCS
    span: Span = _span()


@frozen
class Monotone:
    """`quantity` never falls when `fact` rises (never rises, where `falls` is False)."""

    quantity: Quantity
    fact: str
    falls: bool


@frozen
class Law:
    text: str
    claim: Expression | Monotone
    docs: Docs = NO_DOCS
    span: Span = _span()


@frozen
class ExpectValue:
    """A quantity comes out as a value; None is still to be filled in (`?`)."""

    quantity: Quantity
    value: Fraction | None
    span: Span = _span()


@frozen
class ExpectExempt:
    id: str
    exempt: bool
    span: Span = _span()


@frozen
class ExpectGrade:
    """A grading comes out as a label, or as no grade (None); `to_fill` for `?`."""

    grading: str | None
    label: str | None
    to_fill: bool = False
    span: Span = _span()


@frozen
class ExpectDisqualified:
    disqualified: bool
    span: Span = _span()


Expectation = ExpectValue | ExpectExempt | ExpectGrade | ExpectDisqualified


@frozen
class Example:
    """A unit and what must come out; `given` includes what it takes from the example it is like.

    A fact that an example takes back (`x = missing`) is not in `given`.
    """

    title: str
    given: tuple[tuple[str, Known], ...]
    expectations: tuple[Expectation, ...]
    span: Span = _span()


# ---------------------------------------------------------------- the whole

Step = tuple[Literal["rate", "let", "table", "worth", "node"], str]


@frozen(kw_only=True)
class Ruleset:
    """A ruleset.

    Attributes:
        name, title: from its head.
        language: of its dialect, `en` or `vi`.
        facts, sections: in the order printed.
        digest: `sha256:…` over what it means and says, not over its layout.
    """

    name: str
    title: str
    language: Literal["en", "vi"]
    issuer: str | None = None
    sources: tuple[Citation, ...] = ()
    period: tuple[date, date] | None = None
    notes: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    rates: tuple[Rate, ...] = ()
    lets: tuple[Let, ...] = ()
    tables: tuple[Table, ...] = ()
    sections: tuple[Node, ...] = ()
    total: Node
    gradings: tuple[Grading, ...] = ()
    disqualifications: tuple[Disqualification, ...] = ()
    laws: tuple[Law, ...] = ()
    examples: tuple[Example, ...] = ()
    order: tuple[Step, ...] = field(eq=False, repr=False)
    text: Source = field(eq=False, repr=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the sorted, compact, UTF-8 JSON of the model: layout and comments don't count."""
        from emurules.model.digest import of_ruleset

        return of_ruleset(self)

    @cached_property
    def bonds(self) -> Bonds:
        """What ties facts to each other."""
        from emurules.model.bonds import Bonds

        return Bonds(self)

    @cached_property
    def fact_by_name(self) -> dict[str, Fact]:
        """Facts by name."""
        return {fact.name: fact for fact in self.facts}

    @cached_property
    def rate_by_name(self) -> dict[str, Rate]:
        """Rates by name."""
        return {rate.name: rate for rate in self.rates}

    @cached_property
    def let_by_name(self) -> dict[str, Let]:
        """Lets by name."""
        return {let.name: let for let in self.lets}

    @cached_property
    def table_by_name(self) -> dict[str, Table]:
        """Tables by name."""
        return {table.name: table for table in self.tables}

    @cached_property
    def node_by_id(self) -> dict[str, Node]:
        """Sections and criteria by id."""
        return {node.id: node for section in self.sections for node in section.walk()}

    def line(self, span: Span) -> int:
        """The line of the text, from 1, at which a span begins."""
        return self.text.position(span.start)[0]

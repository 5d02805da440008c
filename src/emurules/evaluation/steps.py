"""The steps of a trace: what each statement did, on which values, and why.

Lives here: `Term` (a value that was used), `Finding` (how a condition came out), `RowShown` (a row of bands
or
of a grading) and a class for each kind of step, told apart by `kind`. Guarantees: frozen values, exact,
with all that
a sentence about the step needs, in structures rather than words. Left out: nodes and the whole result
(trace).
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import frozen

# A known value as a script sees it: numbers and percents are Fractions (90% is 9/10).
Plain = Fraction | bool | date | str
Worth = Fraction | Literal["unlimited"]
TypeName = Literal["number", "percent", "yes/no", "date", "choice"]
TermKind = Literal[
    "fact", "rate", "let", "table", "parameter", "points", "worth", "attainable", "share", "exempt",
    "constant", "expression",
]  # fmt: skip


@frozen(kw_only=True)
class Term:
    """A value that a step used: a fact, rate, let, table or quantity, or a compound expression.

    Attributes:
        text: as written in the ruleset.
        kind: what it is; "expression" for a compound one, whose references are its `inputs`.
        name: the fact's, rate's, let's or table's name, or the node's id; None for expressions, constants,
            the total.
        title: the official words for it, if the ruleset gives any (of an option value: `value_title`); of an
            expression its text with titles for names.
        state: "known" with a `value`, else "missing" or "exempt" with None. A rate or let that cannot be had,
            and that nothing needed, is missing.
        part, whole: of a rate, and of what comes to one, the two counts: 45 of 50.
    """

    text: str
    kind: TermKind
    name: str | None = None
    title: str | None = None
    type: TypeName
    state: Literal["known", "missing", "exempt"] = "known"
    value: Plain | None
    value_title: str | None = None
    unit: str | None = None
    part: Fraction | None = None
    whole: Fraction | None = None
    inputs: tuple[Term, ...] = ()


@frozen(kw_only=True)
class Finding:
    """How a condition came out.

    `holds` is None where it is exempt (nobody can say). A "comparison" has a relation and two terms,
    a "value" (a yes/no fact or let, `x is missing`, `exempt 6`, a constant) one term; "and", "or" and "not"
    have parts.
    Of an `is missing` or `exempt` test the term is what is tested and `relation` says "missing" or "exempt".
    """

    text: str
    kind: Literal["comparison", "value", "and", "or", "not"]
    holds: bool | None
    relation: Literal["=", "!=", "<", "<=", ">", ">=", "missing", "exempt"] | None = None
    terms: tuple[Term, ...] = ()
    parts: tuple[Finding, ...] = ()


@frozen(kw_only=True)
class HeadShown:
    """What a row takes: an interval, some values, missing, or the rest."""

    kind: Literal["interval", "values", "missing", "otherwise"]
    lower: Fraction | date | None = None
    upper: Fraction | date | None = None
    lower_open: bool = False
    upper_open: bool = False
    values: tuple[str | bool, ...] = ()
    titles: tuple[str, ...] = ()


@frozen(kw_only=True)
class RowShown:
    """One row of a band or grading, and why it was or wasn't taken.

    `why`: "taken"; "below" or "above" (the value lies on that side of the row); "other" (another value);
    "guard" (its guard doesn't hold); "not needed" (an `otherwise` whose rest is taken by a named row);
    "later" (`best that holds` took an earlier one). `points` is what the row gives, so that a reader sees
    what
    another row would have given: where that is a constant, and the guard (if it has one) is shown; else None.
    """

    text: str
    line: int
    head: HeadShown
    guard: Finding | None = None
    why: Literal["taken", "below", "above", "other", "guard", "not needed", "later"]
    label: str | None = None
    points: Fraction | None = None


@frozen(kw_only=True)
class _Step:
    """What all steps share: the line of the ruleset that it stands on, its words there, and its label."""

    line: int
    text: str
    label: str | None = None


@frozen(kw_only=True)
class ExemptStep(_Step):
    """An `exempt when`: each that does not hold, and the one that decides.

    `scoring` is what the node is assessed as, None for plainly exempt.
    """

    kind: Literal["exempt"] = "exempt"
    condition: Finding
    scoring: Fraction | None = None


@frozen(kw_only=True)
class ExemptValueStep(_Step):
    """The node is exempt because a value that it needs is: `reasons` are the rates and nodes behind it."""

    kind: Literal["exempt by value"] = "exempt by value"
    reasons: tuple[Term, ...]


@frozen(kw_only=True)
class AwardStep(_Step):
    """An `award` or `deduct`. `gain` is what it added (negative for a deduction); 0 if `when` doesn't hold.

    Where `when` does not hold nothing else was needed: `per` and `at_most` are None, and so are `points`
    unless constant.
    `groups` is how often the points were given (of `per`); `capped` says that `at_most` had to limit it.
    """

    kind: Literal["award", "deduct"]
    when: Finding | None = None
    points: Term | None = None
    per: Term | None = None
    size: Fraction | None = None
    started: bool = False
    groups: Fraction | None = None
    at_most: Term | None = None
    capped: bool = False
    gain: Fraction


@frozen(kw_only=True)
class BandsStep(_Step):
    """A `bands`. All rows are shown in the order written, the taken one with `why` "taken".

    `more_is_worse` if the points of its node are the worse the more they are.
    """

    kind: Literal["bands", "deduct bands"]
    when: Finding | None = None
    subject: Term | None = None
    rows: tuple[RowShown, ...] = ()
    points: Term | None = None
    gain: Fraction
    more_is_worse: bool = False


@frozen(kw_only=True)
class SumStep(_Step):
    """A parent's points from its parts: each part's id and points, None for exempt.

    `before` is what they are added to: of a rescaled total, the rescaled scale, to which bonus and penalty
    are added.
    """

    kind: Literal["sum", "best"]
    parts: tuple[tuple[str, Fraction | None], ...]
    after: Fraction
    before: Fraction = Fraction(0)


@frozen(kw_only=True)
class ReduceStep(_Step):
    """A `reduce by`. `taken` is the share taken (after `at_most`), `after` the points that remain."""

    kind: Literal["reduce"] = "reduce"
    when: Finding | None = None
    share: Term | None = None
    per: Term | None = None
    size: Fraction | None = None
    started: bool = False
    groups: Fraction | None = None
    at_most: Term | None = None
    capped: bool = False
    taken: Fraction
    before: Fraction
    after: Fraction


@frozen(kw_only=True)
class ZeroStep(_Step):
    """A `zero when`; `before` is what the points were, None if the award was exempt by value."""

    kind: Literal["zero"] = "zero"
    condition: Finding
    before: Fraction | None
    after: Fraction | None


@frozen(kw_only=True)
class LimitStep(_Step):
    """An upper or lower limit: written ones always, the default ones (`written` False) where they cut."""

    kind: Literal["at most", "at least"]
    written: bool
    limit: Term
    before: Fraction
    after: Fraction


@frozen(kw_only=True)
class RescaleStep(_Step):
    """`worth W rescaled`: points times worth over attainable."""

    kind: Literal["rescale"] = "rescale"
    worth: Fraction
    attainable: Fraction
    before: Fraction
    after: Fraction


@frozen(kw_only=True)
class RoundStep(_Step):
    """A rounding to a multiple of `step`."""

    kind: Literal["round"] = "round"
    mode: Literal["half up", "up", "down", "half even"]
    step: Fraction
    before: Fraction
    after: Fraction


Step = (
    ExemptStep
    | ExemptValueStep
    | AwardStep
    | BandsStep
    | SumStep
    | ReduceStep
    | ZeroStep
    | LimitStep
    | RescaleStep
    | RoundStep
)

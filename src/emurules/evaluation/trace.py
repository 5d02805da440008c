"""The trace: the result of evaluating a ruleset on one unit, which is its own explanation.

Guarantees: every value is frozen; points exist only here, as read off by `total`, `points` and the steps;
what a step shows is what was computed, exact. The size is linear in the ruleset. A trace holds all that an
explanation needs, in structures rather than sentences, so that it can be told in any language.
Left out: making it (evaluator), JSON (serial), sentences (explain).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from attrs import field, frozen

from emurules.diagnostics import factual
from emurules.errors import EmurulesError, UnknownNodeError
from emurules.evaluation.steps import (
    AwardStep,
    BandsStep,
    ExemptStep,
    ExemptValueStep,
    Finding,
    HeadShown,
    LimitStep,
    Plain,
    ReduceStep,
    RescaleStep,
    RoundStep,
    RowShown,
    Step,
    SumStep,
    Term,
    TermKind,
    TypeName,
    Worth,
    ZeroStep,
)

__all__ = [
    "AwardStep",
    "BandsStep",
    "CapShown",
    "CitationShown",
    "DisqualificationShown",
    "ExemptStep",
    "ExemptValueStep",
    "FactShown",
    "Finding",
    "GradingTrace",
    "HeadShown",
    "LimitStep",
    "LoweredShown",
    "NodeTrace",
    "Plain",
    "ReadingShown",
    "ReduceStep",
    "RescaleStep",
    "RoundStep",
    "RowShown",
    "RulesetShown",
    "Step",
    "SumStep",
    "Term",
    "TermKind",
    "Trace",
    "TypeName",
    "Worth",
    "ZeroStep",
]


@frozen(kw_only=True)
class CitationShown:
    """Where a rule stands in an official text."""

    text: str
    dated: date | None = None


@frozen(kw_only=True)
class ReadingShown:
    """The reading of an ambiguous text that was taken, and those that were not."""

    text: str
    rejected: tuple[str, ...] = ()


@frozen(kw_only=True)
class NodeTrace:
    """What a section or criterion came to.

    Attributes:
        points: None when exempt. What it counts with its parent, after every step.
        unscaled: the points before rescaling (the same as `points` where nothing is rescaled); None when
            exempt.
        worth, attainable: `attainable` is 0 for an exempt node and in penalty sections; either may be
            "unlimited".
        undeclared: what the worth of its parts lacks to its own, as in a table that is transcribed in part.
        status: "assessed" or "exempt".
        steps: in the order of evaluation.
        citations: its sources. criteria: the nodes below it.
    """

    id: str
    title: str
    form: Literal["section", "criterion"]
    kind: Literal["main", "bonus", "penalty"]
    line: int
    status: Literal["assessed", "exempt"]
    points: Fraction | None
    unscaled: Fraction | None
    worth: Worth
    attainable: Worth
    undeclared: Fraction = Fraction(0)
    steps: tuple[Step, ...] = ()
    wording: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    citations: tuple[CitationShown, ...] = ()
    notes: tuple[str, ...] = ()
    readings: tuple[ReadingShown, ...] = ()
    criteria: tuple[NodeTrace, ...] = ()

    def walk(self) -> Iterator[NodeTrace]:
        """This node and all below it, in the order printed."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.criteria))


@frozen(kw_only=True)
class LoweredShown:
    """A `one lower when` of a grading."""

    line: int
    text: str
    label: str | None
    condition: Finding


@frozen(kw_only=True)
class CapShown:
    """An `at most "GRADE" when` of a grading.

    `changed` if the grade was better before the caps, and no other cap that holds is lower.
    """

    line: int
    text: str
    grade: str
    label: str | None
    condition: Finding
    changed: bool


@frozen(kw_only=True)
class GradingTrace:
    """How a grading came out; `label` None is no grade (its quantity is exempt, or the unit disqualified).

    `best` is the label before any `one lower when` and any cap. With `best_that_holds` rows run from best
    to worst.
    """

    name: str | None
    title: str | None
    line: int
    by: Term
    rows: tuple[RowShown, ...]
    best: str | None
    lowered: tuple[LoweredShown, ...] = ()
    caps: tuple[CapShown, ...] = ()
    label: str | None
    best_that_holds: bool = False


@frozen(kw_only=True)
class DisqualificationShown:
    """A `disqualify when` and whether it holds."""

    line: int
    text: str
    reason: str
    condition: Finding


@frozen(kw_only=True)
class RulesetShown:
    """Which ruleset was applied.

    Attributes:
        source, dated: the document that it applies, the first that it names.
        further_sources: all others, in the order written.
        period: the first and the last day that it assesses.
    """

    name: str
    title: str
    language: Literal["en", "vi"]
    digest: str
    issuer: str | None = None
    source: str | None = None
    dated: date | None = None
    further_sources: tuple[CitationShown, ...] = ()
    period: tuple[date, date] | None = None


@frozen(kw_only=True)
class FactShown:
    """A fact as it was used; `value` None is missing. `defaulted` if the ruleset's default stood in.

    Nobody can change a `fixed` one, and `more_is_worse` says that it should not rise: advice keeps to both.
    """

    name: str
    title: str | None
    type: TypeName
    value: Plain | None
    value_title: str | None = None
    unit: str | None = None
    defaulted: bool = False
    fixed: bool = False
    more_is_worse: bool = False


@frozen(kw_only=True)
class Trace:
    """The whole result of one unit.

    Attributes:
        total: the points of the unit, exact. attainable: of the scale (no bonus, no exempt criterion).
        undeclared: what the worth of the sections lacks to that of the total.
        unit: its name, or None.
        inputs: every fact as used. derived: every rate and let.
        sections: each with its criteria. total_steps: what was done to the total.
        gradings: every grading. disqualifications: every `disqualify when`.
    """

    engine: str
    ruleset: RulesetShown
    unit: str | None
    inputs: tuple[FactShown, ...]
    facts_digest: str
    derived: tuple[Term, ...]
    sections: tuple[NodeTrace, ...]
    total: Fraction
    unscaled: Fraction
    worth: Worth
    attainable: Worth
    undeclared: Fraction = Fraction(0)
    total_steps: tuple[Step, ...] = ()
    gradings: tuple[GradingTrace, ...] = ()
    disqualifications: tuple[DisqualificationShown, ...] = ()
    schema: int = field(default=1)

    @property
    def facts(self) -> Mapping[str, Plain | None]:
        """Every fact by name, defaults included; None is missing."""
        return {fact.name: fact.value for fact in self.inputs}

    @property
    def defaults(self) -> tuple[str, ...]:
        """The facts for which the ruleset's default stood in."""
        return tuple(fact.name for fact in self.inputs if fact.defaulted)

    @property
    def disqualified(self) -> tuple[str, ...]:
        """The reasons for which the unit is disqualified; empty if it is not."""
        return tuple(one.reason for one in self.disqualifications if one.condition.holds)

    @property
    def grades(self) -> Mapping[str, str | None]:
        """The label of each named grading."""
        return {one.name: one.label for one in self.gradings if one.name is not None}

    @property
    def grade(self) -> str | None:
        """The label of the unnamed grading; None if there is none or it gives none."""
        return next((one.label for one in self.gradings if one.name is None), None)

    def nodes(self) -> Iterator[NodeTrace]:
        """Every section and criterion, in the order printed."""
        for section in self.sections:
            yield from section.walk()

    def section(self, id: str) -> NodeTrace:
        """A section by its id.

        Raises:
            UnknownNodeError: there is none; it is a `KeyError` too, and names those there are.
        """
        return self._node(id, "section")

    def criterion(self, id: str) -> NodeTrace:
        """A criterion by its id.

        Raises:
            UnknownNodeError: there is none; it is a `KeyError` too, and names those there are.
        """
        return self._node(id, "criterion")

    def _node(self, id: str, form: Literal["section", "criterion"]) -> NodeTrace:
        nodes = [node for node in self.nodes() if node.form == form]
        for node in nodes:
            if node.id == id:
                return node
        known = ", ".join(node.id for node in nodes)
        raise UnknownNodeError(
            (factual("unknown-node", form, "en", variant=form, id=str(id)[:80], known=known),)
        )

    def to_json(self, indent: int | None = None) -> str:
        """The trace as JSON, without loss; numbers are strings, exact."""
        from emurules.evaluation.serial import to_json

        return to_json(self, indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Trace:
        """The trace that `to_json` wrote.

        Raises:
            EmurulesError: the text is no trace of this version, or its points are not what its steps come
                to; the message says where and why.
        """
        from emurules.evaluation.serial import audited

        given: object = text
        if not isinstance(given, (str, bytes)):
            wrong = type(given).__name__
            params = {"argument": "text", "found": wrong, "wanted": "str or bytes"}
            raise EmurulesError((factual("bad-argument", "text", "en", **params),))
        return audited(text)

    def _repr_html_(self) -> str:
        from emurules.evaluation.explain import to_html

        return to_html(self)

    def _repr_markdown_(self) -> str:
        from emurules.evaluation.explain import explain

        return explain(self, format="markdown")

"""What an expression may lack at the place where it stands.

Three things may be lacking: a fact that may be missing, a divisor that may be 0, and, where no exemption
may go on (guards of grades, disqualification, laws), a value that may be exempt. Each place knows what must
hold for it to be reached (`known`): the other side of an `and`, the condition of a branch, `when`, the
guard of a row, the contrary of the node's `exempt when`. What a rate, let or table lacks inside itself is
asked for where it is used, because it counts as its text. Left out: the places (soundness).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from attrs import evolve, field, frozen

from emurules.model import expression as model
from emurules.model import ruleset as meant
from emurules.model.known import Known, both
from emurules.model.proof import holds, strict, surely, there
from emurules.model.ranges import Ranges
from emurules.model.values import Type
from emurules.source import Span

# Of what one name lacks no more is kept: nobody guards so much at once.
_MOST = 100
_ZERO = Fraction(0)


@frozen
class Lack:
    """What may be lacking: a `fact`, a `divisor` that may be 0, or a value `exempt` for a rate or node."""

    kind: Literal["fact", "divisor", "exempt rate", "exempt points", "exempt share"]
    name: str
    subject: model.Expression


@frozen
class Use:
    """Where a lack is felt; `inside` is its own place, if that is in a let, rate or table used there."""

    span: Span
    inside: Span | None = None


Lacks = dict[Lack, Use]


@frozen
class Soundness:
    """What is known of a ruleset: ranges, what each name lacks inside, which nodes may be exempt."""

    ruleset: meant.Ruleset
    ranges: Ranges
    rates: dict[str, Lacks] = field(factory=dict)
    lets: dict[str, Lacks] = field(factory=dict)
    tables: dict[str, Lacks] = field(factory=dict)
    exempt_nodes: dict[str, bool] = field(factory=dict)

    def after(self, condition: model.Expression | None, known: Known, truth: bool = True) -> Known:
        """What is known once a condition came out as `truth`: also that its own values could be had."""
        if condition is None:
            return known
        atoms = self.ranges.assumed(condition, truth)
        values = frozenset(value for atom in atoms for value in self._had(atom))
        return both(known, both(atoms, values))

    def _had(self, atom: model.Expression) -> Iterator[model.Expression]:
        for one in strict(atom):
            if isinstance(one, model.FactUse):
                if self.ruleset.fact_by_name[one.name].may_be_missing:
                    yield model.Not(model.IsMissing(one.name), span=atom.span)
            elif isinstance(one, model.Arithmetic) and one.operator == "/":
                zero = model.Constant(_ZERO, one.right.type)
                yield model.Compare("!=", one.right, zero, span=atom.span)


def merged(*found: Lacks) -> Lacks:
    """Several lacks together; of one that is felt twice the first place stays."""
    whole: Lacks = {}
    for one in found:
        for lack, use in one.items():
            whole.setdefault(lack, use)
    return whole


def kept_of_name(found: Lacks) -> Lacks:
    """What is kept of the lacks of a let, rate or table."""
    return dict(list(found.items())[:_MOST])


# ---------------------------------------------------------------- expressions


def lacks(expression: model.Expression, known: Known, sound: Soundness, whole_side: bool = False) -> Lacks:
    """What an expression may lack, given what is known where it stands.

    A `whole_side` of a comparison, a limit or a head is exempt where it is the points of an exempt node;
    anywhere else those count 0.
    """
    match expression:
        case model.FactUse(name=name):
            return kept({Lack("fact", name, expression): Use(expression.span)}, known, sound)
        case model.RateUse(name=name):
            return _through(sound.rates.get(name, {}), expression, known, sound)
        case model.LetUse(name=name):
            found = _through(sound.lets.get(name, {}), expression, known, sound)
            return merged(found, _points_behind(expression, known, sound)) if whole_side else found
        case model.TableUse(name=name):
            inside = _through(sound.tables.get(name, {}), expression, known, sound)
            return merged(lacks(expression.argument, known, sound), inside)
        case model.Quantity():
            return kept(_quantity(expression, whole_side), known, sound)
        case model.And() | model.Or():
            return _joined(expression, known, sound)
        case model.Choose(condition=condition, then=then, otherwise=otherwise):
            return merged(
                lacks(condition, known, sound),
                lacks(then, sound.after(condition, known), sound),
                lacks(otherwise, sound.after(condition, known, truth=False), sound),
            )
        case model.Compare(left=left, right=right):
            sides = (lacks(side, known, sound, whole_side=True) for side in (left, right))
            return merged(*sides)
        case model.Arithmetic(operator="/", left=left, right=divisor):
            zero = kept({Lack("divisor", "", divisor): Use(divisor.span)}, known, sound)
            return merged(lacks(left, known, sound), lacks(divisor, known, sound), zero)
        case _:
            return merged(*(lacks(part, known, sound) for part in model.parts(expression)))


def _joined(expression: model.And | model.Or, known: Known, sound: Soundness) -> Lacks:
    """Each side is needed only where the other one does not decide, whichever stands first."""
    undecided = isinstance(expression, model.And)
    left, right = expression.left, expression.right
    if_right = both(known, sound.ranges.assumed(right, undecided))
    if_left = both(known, sound.ranges.assumed(left, undecided))
    return merged(lacks(left, if_right, sound), lacks(right, if_left, sound))


def _through(found: Lacks, use: model.Expression, known: Known, sound: Soundness) -> Lacks:
    """What a name lacks, felt where it is used."""
    felt = {
        lack: Use(use.span, one.inside or (None if lack.kind == "exempt rate" else one.span))
        for lack, one in found.items()
    }
    return kept(felt, known, sound)


def _points_behind(use: model.LetUse, known: Known, sound: Soundness) -> Lacks:
    """A let that is just the points of a node is exempt with it where it is a whole side."""
    told = sound.ranges.spelled(use)
    if not isinstance(told, model.Quantity):
        return {}
    found = lacks(told, known, sound, whole_side=True)
    return {lack: evolve(one, span=use.span, inside=told.span) for lack, one in found.items()}


def _quantity(expression: model.Quantity, whole_side: bool) -> Lacks:
    if expression.kind == "share":
        return {Lack("exempt share", expression.id or "", expression): Use(expression.span)}
    if expression.kind == "points" and expression.id is not None and whole_side:
        return {Lack("exempt points", expression.id, expression): Use(expression.span)}
    return {}


# ---------------------------------------------------------------- what rules a lack out


def kept(found: Lacks, known: Known, sound: Soundness) -> Lacks:
    """Those lacks that what is known does not rule out."""
    return {lack: use for lack, use in found.items() if not _ruled_out(lack, known, sound)}


def _ruled_out(lack: Lack, known: Known, sound: Soundness) -> bool:
    ranges = sound.ranges
    match lack.kind:
        case "fact":
            if not sound.ruleset.fact_by_name[lack.name].may_be_missing:
                return True
            return surely(lambda here: there(lack.name, here, ranges), known, ranges)
        case "divisor":
            return _not_zero(lack.subject, known, sound)
        case "exempt rate":
            return _not_zero(sound.ruleset.rate_by_name[lack.name].whole, known, sound)
        case "exempt points":
            attainable = model.Quantity("attainable", lack.name, Type.NUMBER)
            if not sound.exempt_nodes.get(lack.name, False):
                return True
            return _is_assessed(lack.name, known, sound) or _not_zero(attainable, known, sound)
        case "exempt share":
            attainable = model.Quantity("attainable", lack.name or None, Type.NUMBER)
            return _has_attainable(lack.name, known, sound) or _not_zero(attainable, known, sound)


def _not_zero(subject: model.Expression, known: Known, sound: Soundness) -> bool:
    return surely(lambda here: _ZERO not in sound.ranges.of(subject, here), known, sound.ranges)


def _is_assessed(id: str, known: Known, sound: Soundness) -> bool:
    return holds(model.IsExempt(id), False, known, sound.ranges)


def _has_attainable(id: str, known: Known, sound: Soundness) -> bool:
    """Whether something is surely attainable of a node or of the total, so that its share is not exempt."""
    if id == "":
        scale = [one for one in sound.ruleset.sections if one.kind == "main"]
        worth = sound.ranges.worths.get("")
        positive = worth is not None and worth.lower is not None and worth.lower > 0
        return positive and any(_has_attainable(one.id, known, sound) for one in scale)
    node = sound.ruleset.node_by_id[id]
    if _is_assessed(id, known, sound):
        return gives_if_assessed(node, sound)
    if sound.exempt_nodes.get(id, True) or not _own_worth_is_positive(node, sound):
        return False
    return not node.children or any(_has_attainable(child.id, known, sound) for child in node.children)


def gives_if_assessed(node: meant.Node, sound: Soundness) -> bool:
    """Whether something is attainable of a node whenever it is assessed: so it is of every part of it."""
    if not _own_worth_is_positive(node, sound):
        return False
    return all(gives_if_assessed(child, sound) for child in node.children)


def _own_worth_is_positive(node: meant.Node, sound: Soundness) -> bool:
    if node.worth is None:
        return True
    worth = sound.ranges.worths.get(node.id)
    return worth is not None and worth.lower is not None and worth.lower > 0

"""What surely follows where something is known.

Guarantees: sound and not complete: a condition that is said to hold does hold for every admitted unit that
gets there; one that is not said to may hold all the same. The work is bounded: only so many sides are taken.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from emurules.model import expression as model
from emurules.model.domain import Choice
from emurules.model.expression import Expression
from emurules.model.interval import Interval
from emurules.model.known import CONTRARY, Known, answer, assume, both, contrary
from emurules.model.linear import MEASURED
from emurules.model.ranges import Ranges
from emurules.model.values import Type

_SPLITS = 2
_MOST_CLAUSES = 3
_MOST_CONDITIONS = 10
_LONG_TEXT = 1 << 17


def holds(condition: Expression, truth: bool, known: Known, ranges: Ranges) -> bool:
    """Whether a condition surely comes out as `truth` wherever something is known."""
    text = ranges.spelled(condition)
    return surely(lambda here: _holds(text, truth, here, ranges), known, ranges)


def surely(goal: Callable[[Known], bool], known: Known, ranges: Ranges, splits: int = 0) -> bool:
    """Whether a goal is reached wherever something is known, if need be on both sides of an `or`.

    In a text longer than anybody writes no sides are taken, to bound the time; `splits` counts them.
    """
    if goal(known) or impossible(known, ranges):
        return True
    if splits == _SPLITS or len(ranges.ruleset.text.text) > _LONG_TEXT:
        return False
    clauses = sorted(
        (one for one in known if isinstance(one, model.Or)), key=lambda one: (one.span.start, one.span.end)
    )
    lets = ranges.ruleset.let_by_name
    for clause in clauses[:_MOST_CLAUSES]:
        rest = known - {clause}
        sides = (both(rest, assume(side, True, lets)) for side in (clause.left, clause.right))
        if all(surely(goal, side, ranges, splits + 1) for side in sides):
            return True
    return False


def impossible(known: Known, ranges: Ranges) -> bool:
    """Whether no unit can satisfy all of what is known."""
    for atom in known:
        match atom:
            case model.Not(operand=operand) if operand in known:
                return True
            case model.Compare() if atom.left.type in MEASURED:
                if ranges.of(_difference(atom), known).empty:
                    return True
            case model.Compare() if atom.left.type is Type.CHOICE:
                left = answers(atom.left, known, ranges)
                if left is not None and not left:
                    return True
    return False


def answers(subject: Expression, known: Known, ranges: Ranges) -> frozenset[str] | None:
    """The options that a subject can still be; None where its options are not known."""
    if isinstance(subject, model.Constant):
        return frozenset((str(subject.value),))
    possible: frozenset[str] | None = None
    if isinstance(subject, model.FactUse):
        domain = ranges.ruleset.fact_by_name[subject.name].domain
        possible = frozenset(domain.names) if isinstance(domain, Choice) else None
    for atom in known:
        if (
            isinstance(atom, model.Compare)
            and atom.left == subject
            and isinstance(atom.right, model.Constant)
        ):
            value = frozenset((str(atom.right.value),))
            if atom.relation == "=":
                possible = value if possible is None else possible & value
            elif possible is not None:
                possible -= value
    return possible


# ---------------------------------------------------------------- conditions


def _holds(condition: Expression, truth: bool, known: Known, ranges: Ranges) -> bool:
    match condition:
        case model.Constant(value=value):
            return value is truth
        case model.And(left=left, right=right) | model.Or(left=left, right=right):
            sides = (_holds(side, truth, known, ranges) for side in (left, right))
            return all(sides) if isinstance(condition, model.And) == truth else any(sides)
        case model.Not(operand=operand):
            return _holds(operand, not truth, known, ranges)
        case model.Compare():
            return _compared(condition, truth, known, ranges)
        case model.IsMissing(fact=name):
            written = (condition if truth else model.Not(condition)) in known
            return written or (_absent(name, known, ranges) if truth else there(name, known, ranges))
        case _:
            return (condition if truth else model.Not(condition)) in known


def there(name: str, known: Known, ranges: Ranges, deep: int = 0) -> bool:
    """Whether a fact is surely there: it always is, or its own condition surely holds."""
    fact = ranges.ruleset.fact_by_name[name]
    if not fact.may_be_missing or model.Not(model.IsMissing(name)) in known:
        return True
    if fact.optional or fact.only_when is None or deep > _MOST_CONDITIONS:
        return False
    condition = ranges.spelled(fact.only_when)
    if not _holds(condition, True, known, ranges):
        return False
    # A condition that its domain alone makes true needs its own facts all the same.
    unread = [one for one in _used(condition) if not _read(one, known)]
    return all(isinstance(one, model.FactUse) and there(one.name, known, ranges, deep + 1) for one in unread)


def _used(condition: Expression) -> list[Expression]:
    """The facts of a condition, and its rates, which may be exempt."""
    return [one for one in model.references(condition) if isinstance(one, (model.FactUse, model.RateUse))]


def _read(used: Expression, known: Known) -> bool:
    """Whether something known to hold could not be told without a value."""
    return any(used in strict(atom) for atom in known)


def strict(atom: Expression) -> set[Expression]:
    """Everything without which an atom has no answer: its operands, but for those of a choice."""
    found: set[Expression] = set()
    waiting = [atom]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (model.And, model.Or)):
            continue
        found.add(one)
        waiting.extend([one.condition] if isinstance(one, model.Choose) else model.parts(one))
    return found


def _absent(name: str, known: Known, ranges: Ranges) -> bool:
    fact = ranges.ruleset.fact_by_name[name]
    return fact.only_when is not None and _holds(ranges.spelled(fact.only_when), False, known, ranges)


def _compared(comparison: model.Compare, truth: bool, known: Known, ranges: Ranges) -> bool:
    if comparison.left.type in MEASURED:
        relation = comparison.relation if truth else CONTRARY[comparison.relation]
        return _is(relation, ranges.of(_difference(comparison), known))
    inner = answer(comparison)
    if inner is not None:
        return _holds(inner[0], inner[1] == truth, known, ranges)
    if comparison.left.type is Type.TRUTH:
        return (comparison if truth else contrary(comparison)) in known
    left, right = answers(comparison.left, known, ranges), answers(comparison.right, known, ranges)
    if left is None or right is None:
        return False
    equal = (comparison.relation == "=") == truth
    return left == right and len(left) == 1 if equal else not left & right


def _difference(comparison: model.Compare) -> Expression:
    """The left side less the right one, whose sign decides; dates are counted in days."""
    return model.Arithmetic("-", comparison.left, comparison.right, Type.NUMBER)


def _is(relation: model.Relation, difference: Interval) -> bool:
    """Whether every difference in an interval stands in a relation to 0."""
    lower, upper = difference.lower, difference.upper
    match relation:
        case ">=":
            return lower is not None and lower >= 0
        case ">":
            return difference.below(Fraction(0))
        case "<=":
            return upper is not None and upper <= 0
        case "<":
            return difference.above(Fraction(0))
        case "=":
            return lower == upper == 0
        case "!=":
            return Fraction(0) not in difference

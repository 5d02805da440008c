"""Laws: those that an admissible unit breaks, those that could not be proven, and those that speak of nobody.

Guarantees: the values that a message tells are those of the reference evaluator for the unit that it carries.
Left out: how a law is proven or refuted (analysis.laws).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import evolve

from emurules.analysis import Analysis
from emurules.analysis.laws import Empty, NotRefuted, Proven, Refuted, Verdict
from emurules.analysis.trying import Pair, compared, scope_for
from emurules.checks.questions import witness
from emurules.checks.wording import number_words, unit_words, value_words
from emurules.diagnostics import Diagnostic, Language, Text, diagnostic
from emurules.evaluation.expressions import look
from emurules.model import expression as model
from emurules.model.expression import Expression
from emurules.model.facts import Facts
from emurules.model.ruleset import Law, Monotone, Ruleset
from emurules.model.values import Exempt, Missing, Undefined

_REQUIRE: dict[Language, str] = {"en": "require", "vi": "ràng buộc"}
# Nobody reads more facts in one message; the unit that it carries has them all.
_MOST_FACTS = 6


def laws(analysis: Analysis, language: Language) -> Iterator[Diagnostic]:
    """What is found of every law that is not proven."""
    for law, verdict in zip(analysis.ruleset.laws, analysis.laws, strict=True):
        yield from _found(law, verdict, analysis.ruleset, language)


def _found(law: Law, verdict: Verdict, ruleset: Ruleset, language: Language) -> Iterator[Diagnostic]:
    claim = law.claim
    span = claim.quantity.span if isinstance(claim, Monotone) else claim.span
    match verdict:
        case Proven():
            return
        case Refuted(second=second):
            about = _one(claim, verdict, ruleset, language) if not isinstance(claim, Monotone) else {}
            if isinstance(claim, Monotone) and second is not None:
                about = _two(claim, verdict, Pair(verdict.first, second), ruleset, language)
            variant, help = about.pop("variant"), about.pop("help")
            about["require"] = _REQUIRE[ruleset.language]
            found = diagnostic(
                "refuted-law", ruleset.text, span, language, variant=variant, help=help, also=(), **about
            )
            yield evolve(found, witness=witness(ruleset, verdict.first))
        case NotRefuted(units=units):
            number = counted(units, language, pairs=isinstance(claim, Monotone))
            yield diagnostic("unproven-law", ruleset.text, span, language, number=number)
        case Empty():
            assert isinstance(claim, Monotone)  # that some unit is admitted has been seen before (required)
            yield diagnostic("empty-law", ruleset.text, span, language, fact=claim.fact)


def counted(number: int, language: Language, *, pairs: bool) -> str:
    """A number of units, or of pairs of units, in words."""
    if language == "vi":
        return f"{number:,}".replace(",", ".") + (" cặp đơn vị" if pairs else " đơn vị")
    nouns = ("pair of units", "pairs of units") if pairs else ("unit", "units")
    return f"{number:,} {nouns[number != 1]}"


# ---------------------------------------------------------------- one unit


def _one(claim: Expression, found: Refuted, ruleset: Ruleset, language: Language) -> dict[str, str]:
    """What to say of a unit that breaks a claim: its facts that matter, and what its sides come to."""
    unit = _facts(found.first, found.matter, ruleset, language)
    values = "; ".join(_values(claim, found.first, ruleset, language))
    variant = "everybody" if not unit else "" if values else "facts"
    return {"variant": variant, "help": "", "witness": unit, "values": values}


def _facts(facts: Facts, matter: tuple[str, ...], ruleset: Ruleset, language: Language) -> str:
    known = [(name, value) for name, value in facts.values if name in matter]
    told = unit_words(known[:_MOST_FACTS], ruleset, language)
    return f"{told}; …" if len(known) > _MOST_FACTS else told


def _values(claim: Expression, facts: Facts, ruleset: Ruleset, language: Language) -> Iterator[str]:
    """The values of the sides of a comparison, or of everything that a condition uses, but for facts."""
    scope = scope_for(claim, facts, ruleset)
    assert scope is not None
    sides = (claim.left, claim.right) if isinstance(claim, model.Compare) else model.references(claim)
    plain = (model.Constant, model.FactUse, model.IsMissing, model.IsExempt)
    told: dict[str, None] = {}
    for side in sides:
        text = " ".join(ruleset.text.slice(side.span).split())
        value = look(side, scope).value
        if isinstance(side, plain) or isinstance(value, Undefined):
            continue
        words = (
            ("không áp dụng" if language == "vi" else "exempt")
            if isinstance(value, Exempt)
            else value_words(value, side.type, language)
        )
        told[f"`{text}` = {words}"] = None
    yield from told


# ---------------------------------------------------------------- two units


def _two(claim: Monotone, found: Refuted, pair: Pair, ruleset: Ruleset, language: Language) -> dict[str, str]:
    """What to say of two units: the quantity and the fact of both, and what else matters."""
    values = compared(claim, pair, ruleset)
    assert values is not None
    type = ruleset.fact_by_name[claim.fact].domain.type
    low, high = (facts.by_name[claim.fact] for facts in (pair.first, pair.second))
    before, after = (_number(value, claim, language) for value in values)
    unit = _facts(found.first, tuple(name for name in found.matter if name != claim.fact), ruleset, language)
    assert not isinstance(low, Missing)
    assert not isinstance(high, Missing)
    return {
        "variant": ("falls" if claim.falls else "rises") + ("-unit" if unit else ""),
        "help": "moves",
        "quantity": " ".join(ruleset.text.slice(claim.quantity.span).split()),
        "fact": claim.fact,
        "before": before,
        "after": after,
        "low": value_words(low, type, language),
        "high": value_words(high, type, language),
        "witness": unit,
    }


def _number(value: Fraction, claim: Monotone, language: Language) -> str:
    return number_words(value, claim.quantity.type, language)


# ---------------------------------------------------------------- how many there are

_TALLY: dict[type[Verdict], Text] = {
    Proven: Text("{n} proven", "{n} đã chứng minh"),
    Refuted: Text("{n} refuted", "{n} bị bác bỏ"),
    NotRefuted: Text("{n} neither proven nor refuted", "{n} chưa chứng minh, chưa thấy trái"),
    Empty: Text("{n} about nobody", "{n} không nói về đơn vị nào"),
}


def tally(verdicts: Iterable[Verdict], language: Language) -> str:
    """How many laws are proven and how many are not, in words; empty where there are no laws.

    Example:
        >>> tally([Proven(), NotRefuted(1000), Proven()], "en")
        'laws: 2 proven, 1 neither proven nor refuted'
    """
    found = Counter(type(one) for one in verdicts)
    told = [text.filled(language, {"n": str(found[kind])}) for kind, text in _TALLY.items() if found[kind]]
    return f"{'nguyên tắc' if language == 'vi' else 'laws'}: {', '.join(told)}" if told else ""

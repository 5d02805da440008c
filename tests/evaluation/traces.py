"""Traces to tell and to write: made by hand, so that the renderers are tested alone; and evaluated ones."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from attrs import evolve
from tests.evaluation.accepting import GOLDENS

import emurules
from emurules.evaluation.trace import (
    BandsStep,
    FactShown,
    Finding,
    HeadShown,
    NodeTrace,
    RowShown,
    RulesetShown,
    Step,
    SumStep,
    Term,
    Trace,
)

F = Fraction
ONE, TWO = Fraction(1), Fraction(2)


def constant(value: Fraction | bool | str | date, **more: Any) -> Term:
    kinds: dict[type, str] = {Fraction: "number", bool: "yes/no", str: "choice", date: "date"}
    type_ = more.pop("type", kinds[type(value)])
    return Term(text=str(value), kind="constant", type=type_, value=value, **more)


def percent(value: Fraction) -> Term:
    return constant(value, type="percent")


def fact(name: str, value: Any, **more: Any) -> Term:
    type_ = more.pop("type", constant(value).type if value is not None else "number")
    state: Any = "known" if value is not None else more.pop("state", "missing")
    title = more.pop("title", name.capitalize())
    return Term(text=name, kind="fact", name=name, title=title, type=type_, value=value, state=state, **more)


def rate(part: int, whole: int, title: str = "On time", if_none: Fraction | None = None) -> Term:
    value = F(part, whole) if whole else if_none
    return Term(
        text="on_time",
        kind="rate",
        name="on_time",
        title=title,
        type="percent",
        value=value,
        state="known" if value is not None else "exempt",
        part=F(part),
        whole=F(whole),
    )


def compound(text: str, value: Fraction, *inputs: Term) -> Term:
    return Term(text=text, kind="expression", type="number", value=value, inputs=inputs)


def compare(left: Term, relation: Any, right: Term, holds: bool | None) -> Finding:
    text = f"{left.text} {relation} {right.text}"
    return Finding(text=text, kind="comparison", holds=holds, relation=relation, terms=(left, right))


def truth(term: Term) -> Finding:
    return Finding(text=term.text, kind="value", holds=term.value is True, terms=(term,))


def joined(kind: Any, holds: bool | None, *parts: Finding) -> Finding:
    return Finding(text=f" {kind} ".join(one.text for one in parts), kind=kind, holds=holds, parts=parts)


def interval(lower: Any = None, upper: Any = None, ends: str = "[)") -> HeadShown:
    return HeadShown(
        kind="interval",
        lower=lower,
        upper=upper,
        lower_open=lower is not None and ends[0] == "(",
        upper_open=upper is not None and ends[1] == ")",
    )


def row(head: HeadShown, why: Any, **more: Any) -> RowShown:
    return RowShown(text="row", line=1, head=head, why=why, **more)


def node(id: str, *steps: Step, points: Fraction | None = ONE, worth: Any = TWO, **more: Any) -> NodeTrace:
    exempt = points is None
    usual: dict[str, Any] = {
        "title": f"Title of {id}",
        "form": "criterion",
        "kind": "main",
        "line": 1,
        "status": "exempt" if exempt else "assessed",
        "unscaled": points,
        "attainable": F(0) if exempt else worth,
    }
    return NodeTrace(id=id, points=points, worth=worth, steps=steps, **{**usual, **more})


def trace(*sections: NodeTrace, total: Fraction = ONE, language: Any = "en", **more: Any) -> Trace:
    usual: dict[str, Any] = {
        "engine": "emurules 0.0.0",
        "ruleset": RulesetShown(name="tiny", title="Tiny", language=language, digest="sha256:0"),
        "unit": "A",
        "inputs": (),
        "facts_digest": "sha256:1",
        "derived": (),
        "unscaled": total,
        "worth": F(2),
        "attainable": F(2),
    }
    return Trace(sections=sections, total=total, **{**usual, **more})


def with_step(*steps: Step, language: Any = "en", **more: Any) -> Trace:
    """A trace of one criterion with these steps."""
    return trace(node("I", form="section", criteria=(node("6", *steps),)), language=language, **more)


def on_time_bands() -> BandsStep:
    return BandsStep(
        kind="bands",
        line=3,
        text="bands on_time",
        subject=rate(45, 50),
        rows=(
            row(interval(F(1), F(1), "[]"), "below", points=F(3, 2)),
            row(interval(F(4, 5), F(1)), "taken", points=F(1)),
            row(interval(None, F(4, 5)), "above", points=F(1, 2)),
        ),
        points=constant(F(1)),
        gain=F(1),
    )


def small() -> Trace:
    """A trace of each class but few steps."""
    main = node(
        "I",
        SumStep(kind="sum", line=2, text="section I", parts=(("6", F(1)), ("7", None)), after=F(1)),
        form="section",
        criteria=(node("6", on_time_bands()), node("7", points=None)),
    )
    inputs = (
        FactShown(name="dossiers", title="Dossiers", type="number", value=F(50)),
        FactShown(name="share", title=None, type="percent", value=F(1, 3), defaulted=True),
        FactShown(name="plan", title=None, type="yes/no", value=None),
        FactShown(name="sent", title=None, type="date", value=date(2024, 3, 26)),
        FactShown(name="kind", title=None, type="choice", value="commune", value_title="Commune"),
    )
    return trace(main, inputs=inputs, derived=(rate(45, 50),))


# ---------------------------------------------------------------- evaluated

_EVERYTHING: dict[str, object] = {
    "kind": "commune", "ideas": 7, "hours": 45, "cases": 70, "cases_on_time": 45, "calls": 0,
    "calls_answered": 0, "temperature": "27.5", "due": "2024-11-30", "sent": "2024-12-02", "late": 3,
    "warned": False,
}  # fmt: skip
UNITS: dict[str, dict[str, object]] = {
    "middling": _EVERYTHING,
    "disqualified": {
        **_EVERYTHING, "kind": "office", "ideas": 3, "hours": 5, "cases": 0, "cases_on_time": 0,
        "satisfaction": "85%", "falsified": True, "complaints": 5, "late": 0,
    },
    "best": {
        **_EVERYTHING, "ideas": 20, "hours": 100, "cases_on_time": 70, "late": 1, "warned": True,
        "satisfaction": "100%", "sent": "2024-11-01", "temperature": 20, "complaints": 1,
    },
}  # fmt: skip


def settled(trace: Trace) -> Trace:
    """The trace without what changes with each version: for goldens."""
    ruleset = evolve(trace.ruleset, digest="sha256:0")
    return evolve(trace, engine="emurules 0.0.0", ruleset=ruleset, facts_digest="sha256:1")


@cache
def everything(unit: str) -> Trace:
    """A unit under a ruleset that has every kind of step."""
    return emurules.evaluate(emurules.load(GOLDENS / "everything.emu"), UNITS[unit], unit=unit)


@cache
def table_2024(name: str) -> Trace:
    """A commune that fails here and there, under the shipped table by this name."""
    ruleset = emurules.load(name)
    values: list[object] = [
        None, True, False, 1200, 1139, 300, 180, 70, 45, 10_000, 9_999, 4, 4, 50, 45, 0, 0, 5, 4, 20, 16,
        True, True, False,
    ]  # fmt: skip
    facts = {one.name: value for one, value in zip(ruleset.facts, values, strict=True)}
    facts["unit_kind" if "unit_kind" in facts else "loại_đơn_vị"] = (
        "commune" if "unit_kind" in facts else "xã_phường"
    )
    return emurules.evaluate(ruleset, facts, unit="UBND xã Vĩnh Hòa")

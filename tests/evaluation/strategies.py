"""Random traces: of the right types, else as wild as their classes allow."""

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from emurules.evaluation import trace as shapes
from emurules.model.values import Type

# No capital letter: what an explanation must not say (None, True, Fraction) can't come from here.
texts = st.text(
    st.sampled_from("aăâbđeêioôơuưyệỗ019 .,;:|*_`<>&#[]()\"'\\{}%-+=~$\n\t\x1b\u202e\u00a0"), max_size=12
)
numbers = st.one_of(
    st.integers(-3, 100).map(Fraction),
    st.sampled_from(
        [Fraction(1, 3), Fraction(9, 2), Fraction(-5, 7), Fraction(1, 10**15), Fraction(10**41, 3)]
    ),
    st.fractions(max_denominator=1000),
)
dates = st.dates(date(1, 1, 1), date(9999, 12, 31))
worths: st.SearchStrategy[Any] = st.one_of(numbers, st.just("unlimited"))
lines = st.integers(1, 2000)
types = st.sampled_from([one.value for one in Type])


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def few(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


def of_type(type_: str) -> st.SearchStrategy[Any]:
    return {"yes/no": st.booleans(), "date": dates, "choice": texts}.get(type_, numbers)


@st.composite
def terms(draw: st.DrawFn, depth: int = 1) -> shapes.Term:
    type_: Any = draw(types)
    state: Any = draw(st.sampled_from(["known", "known", "missing", "exempt"]))
    return shapes.Term(
        text=draw(texts),
        kind=draw(st.sampled_from(shapes.TermKind.__args__)),  # type: ignore[attr-defined]
        name=draw(maybe(texts)),
        title=draw(maybe(texts)),
        type=type_,
        state=state,
        value=draw(of_type(type_)) if state == "known" else None,
        value_title=draw(maybe(texts)),
        unit=draw(maybe(texts)),
        part=draw(maybe(numbers)),
        whole=draw(maybe(numbers)),
        inputs=draw(few(terms(depth - 1))) if depth else (),
    )


def findings(depth: int = 2) -> st.SearchStrategy[shapes.Finding]:
    return st.builds(
        shapes.Finding,
        text=texts,
        kind=st.sampled_from(["comparison", "value", "and", "or", "not"]),
        holds=maybe(st.booleans()),
        relation=st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "missing", "exempt", None]),
        terms=few(terms(0)),
        parts=few(findings(depth - 1)) if depth else st.just(()),
    )


@st.composite
def heads(draw: st.DrawFn) -> shapes.HeadShown:
    ends = draw(st.sampled_from([numbers, dates]))
    return shapes.HeadShown(
        kind=draw(st.sampled_from(["interval", "values", "missing", "otherwise"])),
        lower=draw(maybe(ends)),
        upper=draw(maybe(ends)),
        lower_open=draw(st.booleans()),
        upper_open=draw(st.booleans()),
        values=draw(few(texts | st.booleans())),
        titles=draw(few(texts)),
    )


rows = st.builds(
    shapes.RowShown,
    text=texts,
    line=lines,
    head=heads(),
    guard=maybe(findings(1)),
    why=st.sampled_from(["taken", "below", "above", "other", "guard", "not needed", "later"]),
    label=maybe(texts),
    points=maybe(numbers),
)

_step: dict[str, Any] = {"line": lines, "text": texts, "label": maybe(texts)}
_per: dict[str, Any] = {
    "per": maybe(terms(0)),
    "size": maybe(numbers),
    "started": st.booleans(),
    "groups": maybe(numbers),
    "at_most": maybe(terms(0)),
    "capped": st.booleans(),
}
_change: dict[str, Any] = {"before": numbers, "after": numbers}
steps: st.SearchStrategy[Any] = st.one_of(
    st.builds(shapes.ExemptStep, **_step, condition=findings(), scoring=maybe(numbers)),
    st.builds(shapes.ExemptValueStep, **_step, reasons=few(terms(0))),
    st.builds(
        shapes.AwardStep,
        **_step,
        **_per,
        kind=st.sampled_from(["award", "deduct"]),
        when=maybe(findings()),
        points=maybe(terms()),
        gain=numbers,
    ),
    st.builds(
        shapes.BandsStep,
        **_step,
        kind=st.sampled_from(["bands", "deduct bands"]),
        when=maybe(findings()),
        subject=maybe(terms()),
        rows=few(rows),
        points=maybe(terms()),
        gain=numbers,
        more_is_worse=st.booleans(),
    ),
    st.builds(
        shapes.SumStep,
        **_step,
        kind=st.sampled_from(["sum", "best"]),
        parts=few(st.tuples(texts, maybe(numbers))),
        after=numbers,
        before=numbers,
    ),
    st.builds(
        shapes.ReduceStep,
        **_step,
        **_per,
        **_change,
        when=maybe(findings()),
        share=maybe(terms()),
        taken=numbers,
    ),
    st.builds(shapes.ZeroStep, **_step, condition=findings(), before=maybe(numbers), after=maybe(numbers)),
    st.builds(
        shapes.LimitStep,
        **_step,
        **_change,
        kind=st.sampled_from(["at most", "at least"]),
        written=st.booleans(),
        limit=terms(),
    ),
    st.builds(shapes.RescaleStep, **_step, **_change, worth=numbers, attainable=numbers),
    st.builds(
        shapes.RoundStep,
        **_step,
        **_change,
        mode=st.sampled_from(["half up", "up", "down", "half even"]),
        step=numbers,
    ),
)


def nodes(depth: int) -> st.SearchStrategy[shapes.NodeTrace]:
    return st.builds(
        shapes.NodeTrace,
        id=texts,
        title=texts,
        form=st.sampled_from(["section", "criterion"]),
        kind=st.sampled_from(["main", "bonus", "penalty"]),
        line=lines,
        status=st.sampled_from(["assessed", "exempt"]),
        points=maybe(numbers),
        unscaled=maybe(numbers),
        worth=worths,
        attainable=worths,
        undeclared=numbers,
        steps=few(steps),
        wording=few(texts),
        evidence=few(texts),
        citations=few(st.builds(shapes.CitationShown, text=texts, dated=maybe(dates))),
        notes=few(texts),
        readings=few(st.builds(shapes.ReadingShown, text=texts, rejected=few(texts))),
        criteria=few(nodes(depth - 1)) if depth else st.just(()),
    )


@st.composite
def facts(draw: st.DrawFn) -> shapes.FactShown:
    type_: Any = draw(types)
    return shapes.FactShown(
        name=draw(texts),
        title=draw(maybe(texts)),
        type=type_,
        value=draw(maybe(of_type(type_))),
        value_title=draw(maybe(texts)),
        unit=draw(maybe(texts)),
        defaulted=draw(st.booleans()),
        fixed=draw(st.booleans()),
        more_is_worse=draw(st.booleans()),
    )


gradings = st.builds(
    shapes.GradingTrace,
    name=maybe(texts),
    title=maybe(texts),
    line=lines,
    by=terms(0),
    rows=few(rows),
    best=maybe(texts),
    lowered=few(
        st.builds(shapes.LoweredShown, line=lines, text=texts, label=maybe(texts), condition=findings(1))
    ),
    caps=few(
        st.builds(
            shapes.CapShown,
            line=lines,
            text=texts,
            grade=texts,
            label=maybe(texts),
            condition=findings(1),
            changed=st.booleans(),
        )
    ),
    label=maybe(texts),
    best_that_holds=st.booleans(),
)
rulesets = st.builds(
    shapes.RulesetShown,
    name=texts,
    title=texts,
    language=st.sampled_from(["en", "vi"]),
    digest=texts,
    issuer=maybe(texts),
    source=maybe(texts),
    dated=maybe(dates),
    further_sources=few(st.builds(shapes.CitationShown, text=texts, dated=maybe(dates))),
    period=maybe(st.tuples(dates, dates)),
)
traces = st.builds(
    shapes.Trace,
    engine=texts,
    ruleset=rulesets,
    unit=maybe(texts),
    inputs=st.lists(facts(), max_size=3, unique_by=lambda one: one.name).map(tuple),
    facts_digest=texts,
    derived=few(terms()),
    sections=few(nodes(1)),
    total=numbers,
    unscaled=numbers,
    worth=worths,
    attainable=worths,
    undeclared=numbers,
    total_steps=few(steps),
    gradings=few(gradings),
    disqualifications=few(
        st.builds(shapes.DisqualificationShown, line=lines, text=texts, reason=texts, condition=findings(1))
    ),
)

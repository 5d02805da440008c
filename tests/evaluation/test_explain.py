"""What an explanation says, in both languages and all formats."""

import string
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.evaluation import traces as made
from tests.evaluation.accepting import check
from tests.evaluation.strategies import texts, traces
from tests.evaluation.traces import F, settled

from emurules.errors import EmurulesError
from emurules.evaluation import trace as shapes
from emurules.evaluation.explain import explain, to_html
from emurules.evaluation.explain.layout import WIDTH
from emurules.evaluation.explain.phrases import PHRASES, Phrases

LINE: dict[str, Any] = {"line": 1, "text": "rule"}


class TestGoldens:
    @pytest.mark.parametrize(
        ("name", "ruleset", "language", "form"),
        [
            ("2024-vi.txt", "chuyen_doi_so_2024", "vi", "text"),
            ("2024-vi.md", "chuyen_doi_so_2024", "vi", "markdown"),
            ("2024-en.txt", "digital_transformation_2024", "en", "text"),
        ],
    )
    def test_2024(self, name: str, ruleset: str, language: Any, form: Any) -> None:
        check(name, explain(settled(made.table_2024(ruleset)), language, form))

    @pytest.mark.parametrize("unit", list(made.UNITS))
    @pytest.mark.parametrize("language", ["en", "vi"])
    def test_everything(self, unit: str, language: Any) -> None:
        check(f"everything-{unit}-{language}.txt", explain(settled(made.everything(unit)), language))

    def test_html(self) -> None:
        check("everything-middling.html", to_html(settled(made.everything("middling"))) + "\n")


class TestAccount:
    def summary(self, trace: shapes.Trace, language: Any = "en") -> list[str]:
        return explain(trace, language).split("\n\n")[1].splitlines()

    def test_plain(self) -> None:
        assert self.summary(made.trace(made.node("I", form="section")))[:2] == [
            "Total: 1 of 2 points attainable",
            "  Section I. Title of I: 1 of 2 points",
        ]

    def test_bonus_and_penalty(self) -> None:
        trace = made.trace(
            made.node("I", form="section", attainable=F(1)),
            made.node("II", form="section", kind="bonus", points=F(1)),
            made.node("III", form="section", kind="penalty", points=F(-1), attainable=F(0)),
            made.node("IV", form="section", kind="penalty", points=F(0), attainable=F(0)),
            attainable=F(1),
        )
        assert self.summary(trace, "vi") == [
            "Tổng điểm: 1 điểm; có thể đạt 1 điểm, chưa kể điểm thưởng và điểm trừ (thang 2 điểm)",
            "  Phần I. Title of I: 1 trên 2 điểm (có thể đạt 1 điểm)",
            "  Phần II. Title of II: 1 trên 2 điểm thưởng",
            "  Phần III. Title of III: bị trừ 1 điểm (tối đa 2 điểm)",
            "  Phần IV. Title of IV: không bị trừ điểm",
        ]

    def test_unlimited(self) -> None:
        trace = made.trace(
            made.node("I", form="section", worth="unlimited"),
            made.node("II", form="section", kind="bonus", worth="unlimited"),
            worth="unlimited",
            attainable="unlimited",
        )
        assert self.summary(trace) == [
            "Total: 1 point",
            "  Section I. Title of I: 1 point",
            "  Section II. Title of II: 1 point of bonus",
        ]

    def test_exempt_and_defaults(self) -> None:
        late = shapes.FactShown(name="late", title="Late", type="number", value=F(0), defaulted=True)
        section = made.node(
            "I", form="section", criteria=(made.node("1", points=None), made.node("2", points=None))
        )
        assert self.summary(made.trace(section, inputs=(late,)), "vi")[2:] == [
            "Không áp dụng: tiêu chí 1 và tiêu chí 2",
            "Số liệu mặc định, do đơn vị không khai: Late: 0",
        ]

    def test_disqualified(self) -> None:
        condition = made.compare(made.fact("violations", F(1)), ">", made.constant(F(0)), True)
        shown = shapes.DisqualificationShown(line=1, text="x", reason="a violation", condition=condition)
        spared = evolve(shown, condition=evolve(condition, holds=False))
        grading = shapes.GradingTrace(
            name=None, title=None, line=1, by=made.fact("total", F(1)), rows=(), best="Good", label=None
        )
        trace = made.trace(disqualifications=(shown, spared), gradings=(grading,))
        assert self.summary(trace)[1:] == [
            "Disqualified: a violation (Violations: 1, above 0)",
            "Grade: none, because the unit is disqualified",
        ]

    def grading(self, **more: Any) -> shapes.GradingTrace:
        warned = made.compare(made.fact("warnings", F(1)), "=", made.constant(F(0)), False)
        usual: dict[str, Any] = {
            "name": None,
            "title": None,
            "line": 1,
            "by": shapes.Term(text="share of total", kind="share", type="percent", value=F(19, 20)),
            "rows": (
                made.row(made.interval(F(9, 10)), "guard", label="Excellent", guard=warned),
                made.row(made.interval(F(4, 5)), "taken", label="Good"),
                made.row(shapes.HeadShown(kind="otherwise"), "later", label="Fair"),
            ),
            "best": "Good",
            "label": "Good",
            "best_that_holds": True,
        }
        return shapes.GradingTrace(**{**usual, **more})

    def grade(self, language: Any = "vi", **more: Any) -> str:
        text = explain(made.trace(gradings=(self.grading(**more),)), language, "markdown")
        return text.split("attainable\n- " if language == "en" else "có thể đạt\n- ")[1].split("\n\n")[0]

    def test_grade(self) -> None:
        assert self.grade() == (
            "**Xếp loại:** Good, vì tỷ lệ điểm đạt được: 95%, từ 80% trở lên; "
            "chưa đạt “Excellent”: Warnings: 1, khác 0"
        )
        assert self.grade("en", title="Rank", best_that_holds=False) == (
            "**Rank:** Good, because share of what is attainable: 95%, 80% or more"
        )

    def test_next_grade_by_value(self) -> None:
        rows = (
            made.row(made.interval(F(9, 10)), "below", label="Excellent"),
            made.row(made.interval(F(4, 5)), "taken", label="Good"),
        )
        assert self.grade(rows=rows).endswith("chưa đạt “Excellent”: cần từ 90% trở lên")

    def test_lowered(self) -> None:
        condition = made.compare(made.fact("late", F(3)), ">", made.constant(F(2)), True)
        lowered = shapes.LoweredShown(line=1, text="x", label="late reports", condition=condition)
        spared = evolve(lowered, label="no", condition=evolve(condition, holds=False))
        said = self.grade("en", label="Fair", lowered=(lowered, spared), best_that_holds=False)
        assert said == (
            "**Grade:** Fair, lowered from “Good” (share of what is attainable: 95%, 80% or more): "
            "late reports (Late: 3, above 2)"
        )

    def test_capped(self) -> None:
        condition = made.compare(made.fact("late", F(3)), ">", made.constant(F(2)), True)
        lowered = shapes.LoweredShown(line=1, text="x", label="late reports", condition=condition)
        cap = shapes.CapShown(line=1, text="x", grade="Fair", label=None, condition=condition, changed=True)
        idle = evolve(cap, grade="Good", label="no", changed=False)
        said = self.grade("en", label="Fair", caps=(idle, cap), best_that_holds=False)
        assert said == (
            "**Grade:** Fair, lowered from “Good” (share of what is attainable: 95%, 80% or more): "
            "at most “Fair”, because Late: 3, above 2"
        )
        both = self.grade(label="Fair", lowered=(lowered,), caps=(cap, idle), best_that_holds=False)
        assert both == (
            "**Xếp loại:** Fair, hạ bậc từ “Good” (tỷ lệ điểm đạt được: 95%, từ 80% trở lên): "
            "late reports (Late: 3, trên 2); tối đa “Fair”, vì Late: 3, trên 2"
        )
        spared = self.grade("en", caps=(idle,), best_that_holds=False)
        assert spared == "**Grade:** Good, because share of what is attainable: 95%, 80% or more"

    def test_no_grade_for_what_is_exempt(self) -> None:
        by = shapes.Term(text="x", kind="points", name="6", type="number", state="exempt", value=None)
        said = self.grade("en", by=by, rows=(), best=None, label=None)
        assert said == "**Grade:** none, because points of 6 is not applicable"

    def test_rescaled(self) -> None:
        step = shapes.RescaleStep(**LINE, worth=F(100), attainable=F(90), before=F(45), after=F(50))
        trace = made.trace(total=F(50), worth=F(100), attainable=F(90), total_steps=(step,))
        assert self.summary(trace, "vi") == [
            "Tổng điểm: 50 điểm, đã quy đổi về thang 100 điểm",
            "Quy đổi về thang 100: 45 × 100/90 = 50 điểm.",
        ]

    def test_texts_of_a_criterion(self) -> None:
        node = made.node(
            "1",
            evidence=("- a list\n- of two",),
            citations=(shapes.CitationShown(text="Decree 1, row 2", dated=date(2024, 3, 26)),),
            readings=(shapes.ReadingShown(text="this", rejected=("that", "or that")),),
            notes=("a remark",),
        )
        said = explain(made.trace(node), "vi").split("---\n")[1].split("\n\n")[0].splitlines()
        assert said == [
            "Căn cứ: Decree 1, row 2 ngày 26/3/2024",
            "Minh chứng: - a list",
            "  - of two",
            "Cách hiểu: this",
            "  Không hiểu là: that",
            "  Không hiểu là: or that",
            "Ghi chú: a remark",
        ]

    def test_language_of_the_ruleset(self) -> None:
        assert explain(made.trace(language="vi")).startswith("Kết quả chấm điểm: A\n")
        assert explain(made.trace(language="vi"), "en").startswith("Result of the assessment: A\n")
        assert explain(made.trace(unit=None)).startswith("Result of the assessment\n")

    def test_no_such_language_or_format(self) -> None:
        with pytest.raises(EmurulesError, match="no texts in `fr`"):
            explain(made.trace(), "fr")  # type: ignore[arg-type]
        with pytest.raises(EmurulesError, match="no format `pdf`"):
            explain(made.trace(), None, "pdf")  # type: ignore[arg-type]


class TestLayout:
    def test_width(self) -> None:
        for unit in made.UNITS:
            lines = explain(made.everything(unit), "vi").splitlines()
            assert max(map(len, lines)) <= WIDTH
            assert lines == [line.rstrip() for line in lines]

    def test_long_words_stay_whole(self) -> None:
        url = "https://example.org/" + "x" * 150
        assert url in explain(made.trace(made.node("1", notes=(url,))))

    def test_any_depth(self) -> None:
        node = made.node("1")
        condition = made.truth(made.fact("plan", True))
        for _ in range(2000):
            node = made.node("1", criteria=(node,))
            condition = made.joined("not", True, condition)
        step = shapes.ZeroStep(**LINE, condition=condition, before=F(1), after=F(0))
        for language in ("en", "vi"):
            assert explain(made.trace(node, total_steps=(step,)), language)

    def test_markdown_is_escaped(self) -> None:
        wild = "| *a* _b_ `c` <i> [d](e) # \\ $x$ &amp;"
        text = explain(
            made.trace(made.node("1", title=wild, notes=("1. one\n- two\n+ three",))), "en", "markdown"
        )
        assert r"\| \*a\* \_b\_ \`c\` \<i\> \[d\](e) \# \\ \$x\$ \&amp;" in text
        assert "1. one\\\n  \\- two\\\n  \\+ three" in text
        row = next(line for line in text.splitlines() if line.startswith("| **1**"))
        assert row.replace("\\|", "").count("|") == 6

    @given(texts, texts)
    def test_markdown_shows_texts_as_they_are(self, title: str, note: str) -> None:
        """What a reader of the rendered page sees is what the ruleset says."""
        page = explain(made.trace(made.node("1", title=title, notes=(note,))), "en", "markdown")
        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page)
        parts = [part for token in tokens for part in token.children or ()]
        assert {part.type for part in parts} <= {
            "text",
            "text_special",
            "strong_open",
            "strong_close",
            "hardbreak",
        }
        seen = [
            "".join(part.content for part in token.children or ())
            for token in tokens
            if token.type == "inline"
        ]
        cells = [one for one in seen if _seen(one) == _seen(title)]
        assert cells or not _seen(title)
        assert any(_seen(one) == _seen(f"Note: {note}") for one in seen)

    def test_html_is_escaped_and_closed(self) -> None:
        trace = made.trace(made.node("<b>", title='<script>alert("x")</script>'), unit="<img>")
        page = to_html(trace)
        assert "<script" not in page
        assert "<img" not in page
        parser = _Balance()
        parser.feed(page)
        assert parser.open == []

    def test_nothing_steers_a_terminal(self) -> None:
        text = explain(made.trace(unit="\x1b[31mred\x07 \u202eevil\ttab"))
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "\ufffd[31mred\ufffd \ufffdevil tab" in text


def _seen(text: str) -> str:
    """A text without its spaces, as Markdown has its own; what can't be shown is a replacement character."""
    kept = "".join(text.split())
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in kept)


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


class TestPhrases:
    def places(self, phrase: object) -> Iterator[str]:
        if isinstance(phrase, str):
            for _, name, _, _ in string.Formatter().parse(phrase):
                if name is not None:
                    yield name

    @pytest.mark.parametrize("field", [one.name for one in attrs.fields(Phrases)])
    def test_languages_fill_in_the_same(self, field: str) -> None:
        one, *others = (getattr(phrases, field) for phrases in PHRASES.values())
        for other in others:
            assert type(one) is type(other)
            if isinstance(one, dict) and field != "points":
                assert list(one) == list(other)
                for key in one:
                    assert sorted(self.places(one[key])) == sorted(self.places(other[key])), key
            elif isinstance(one, str):
                assert sorted(self.places(one)) == sorted(self.places(other))
            elif isinstance(one, tuple):
                assert len(one) == len(other)

    def test_catalogues_are_named_by_their_language(self) -> None:
        for language, phrases in PHRASES.items():
            assert phrases.locale == language


@given(traces, st.sampled_from(["en", "vi"]), st.sampled_from(["text", "markdown", "html"]))
def test_any_trace_can_be_told(trace: shapes.Trace, language: Any, form: Any) -> None:
    text = to_html(trace, language) if form == "html" else explain(trace, language, form)
    for word in ("None", "True", "False", "Fraction", "Decimal", "date(", "{number", "{points"):
        assert word not in text
    assert text.isprintable() or all(letter == "\n" or letter.isprintable() for letter in text)

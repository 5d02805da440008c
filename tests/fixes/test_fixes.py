"""What fixes make of the case files, of mistakes planted in right rulesets, and of each construct."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases import FOLDER, Case, load_cases
from tests.sizes import examples

from emurules.diagnostics import Diagnostic
from emurules.driver import check_text
from emurules.fixes import fixed
from emurules.fixes import proposals as offered
from emurules.fixes.edits import Edit
from emurules.fixes.proposals import PROPOSALS
from emurules.fixes.state import State, worse
from emurules.source import Source, Span
from emurules.syntax.dialects import dialect_of


def after(text: str) -> str:
    return fixed(Source("x.emu", text)).source.text


# ---------------------------------------------------------------- the case files

CASES = [case for slug in PROPOSALS for case in load_cases(FOLDER / f"{slug}.emu")]


def errors(text: str) -> Counter[tuple[str, str]]:
    return Counter((one.slug, one.message) for one in check_text(text) if one.severity == "error")


def fixable(text: str) -> list[Diagnostic]:
    return [one.finding for one in offered.proposals(State(Source("x.emu", text), None))]


@pytest.mark.unmeasured
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.title}")
def test_a_case(case: Case) -> None:
    """Fixes leave nothing that they offer to fix, and no new error; lines that they are not about stay."""
    result = fixed(Source("x.emu", case.text))
    text = result.source.text
    assert (text == case.text) == (not result.fixes)
    assert fixable(text) == []
    assert not worse(State(result.source, None), State(Source("x.emu", case.text), None), ())
    before = State(Source("x.emu", case.text), None)
    if before.stage == 2:
        assert errors(text) <= errors(case.text)
    again = fixed(result.source)
    assert (again.source.text, again.fixes) == (text, ())
    if "unused-fact" not in dict(result.fixes):
        about = {one.line for one in check_text(case.text)} | {one.line for one in case.expected}
        lines = iter(text.split("\n"))
        kept = [line for number, line in enumerate(case.text.split("\n"), 1) if number not in about]
        assert all(line in lines for line in kept if line.strip())


@pytest.mark.parametrize("slug", PROPOSALS)
def test_each_slug_is_fixed_in_both_dialects(slug: str) -> None:
    told = set()
    for case in load_cases(FOLDER / f"{slug}.emu"):
        if slug in dict(fixed(Source("x.emu", case.text)).fixes):
            spoken = dialect_of(case.text)
            told.add(spoken.name if spoken else "")
    assert told == {"en", "vi"}


# ---------------------------------------------------------------- planted mistakes

RIGHT = {
    "en": """ruleset desks "Desks, 2024"
source "Decision 12/QD-UBND"
# all of them
fact late "Late": count
fact kept: percent
fact `date`: date
rate share: late of `all` if none 100%
fact `all`: count
section I "Main tasks" worth 12.5
criterion 1 "In time" worth 2.5
    evidence "the – register"
    bands kept
        100%                  : 2.5
        from 80% to below 100%: 1.25
        below 80%             : 0
criterion 2 "Late" worth 10
    award 2.5 when late <= 5 and kept >= 12.5%
    award 7.5 * kept when share != 0%  # “so”
    deduct 1 when `date` > 2024-03-26
""",
    "vi": """bảng điểm phòng "Các phòng, 2024"
căn cứ "Quyết định 12/QĐ-UBND"
# tất cả
số liệu trễ "Trễ": số lượng
số liệu giữ: phần trăm
số liệu `ngày`: ngày tháng
số liệu cả: số lượng
tỷ lệ phần_trễ: trễ trên tổng cả nếu không phát sinh thì 100%
phần I "Nhiệm vụ" điểm chuẩn 12,5
tiêu chí 1 "Đúng hạn" điểm chuẩn 2,5
    minh chứng "sổ – theo dõi"
    mức điểm theo giữ
        100%                : 2,5
        từ 80% đến dưới 100%: 1,25
        dưới 80%            : 0
tiêu chí 2 "Trễ" điểm chuẩn 10
    cộng 2,5 khi trễ <= 5 và giữ >= 12,5%
    cộng 7,5 * giữ khi phần_trễ != 0%  # “thế”
    trừ 1 khi `ngày` > 2024-03-26
""",
}
_PASTED = {"<=": "≤", ">=": "≥", "!=": "≠", "*": "×"}


def planted(dialect: str) -> list[tuple[Span, str]]:
    """Mistakes that can be made in the right ruleset: a stretch and what stands there instead."""
    text = RIGHT[dialect]
    code = re.sub(r"#.*", lambda found: " " * len(found[0]), text)
    bare = re.sub(r'"[^"\n]*"', lambda found: " " * len(found[0]), code)
    found = [
        (Span(*one.span()), one[0].translate({44: ".", 46: ","}))
        for one in re.finditer(r"(?<![.\d])\d+[.,]\d{1,2}(?![\d%])", bare)
    ]
    found += [(Span(one.start(), one.end()), " %") for one in re.finditer(r"(?<=\d)%", bare)]
    found += [(Span(*one.span()), _PASTED[one[0]]) for one in re.finditer(r"<=|>=|!=|\*", bare)]
    found += [(Span(*one.span()), f"“{one[0][1:-1]}”") for one in re.finditer(r'"[^"\n]*"', code)]
    found += [
        (Span(*one.span()), one[0].strip("`"))
        for one in re.finditer(r"`(?:date|ngày|all)`", bare)
        if one[0] != "`all`"
    ]
    unit = " điểm" if dialect == "vi" else " points"
    found += [
        (Span(one.end(), one.end()), unit) for one in re.finditer(r"(?<=: )[\d.,]+$", bare, re.MULTILINE)
    ]
    if dialect == "vi":
        words = r"\b(?:số liệu|tiêu chí|điểm chuẩn|minh chứng|mức điểm theo|đến)\b"
        found += [(Span(*one.span()), plain(one[0])) for one in re.finditer(words, bare)]
    return found


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@st.composite
def mistaken(draw: st.DrawFn) -> tuple[str, str]:
    """A right ruleset, and the same with some mistakes."""
    dialect = draw(st.sampled_from(sorted(RIGHT)))
    chosen = draw(
        st.lists(st.sampled_from(planted(dialect)), min_size=1, max_size=8, unique_by=lambda one: one[0])
    )
    text, done = RIGHT[dialect], len(RIGHT[dialect]) + 1
    for span, wrong in sorted(chosen, key=lambda one: one[0], reverse=True):
        if span.end <= done:
            text, done = text[: span.start] + wrong + text[span.end :], span.start
    return RIGHT[dialect], text


@given(mistaken())
@examples(10, 100)
def test_planted_mistakes_are_undone_to_the_letter(drawn: tuple[str, str]) -> None:
    right, wrong = drawn
    assert after(wrong) == right


@pytest.mark.parametrize("dialect", RIGHT)
def test_the_right_rulesets_are_right(dialect: str) -> None:
    assert fixable(RIGHT[dialect]) == []
    assert errors(RIGHT[dialect]) == Counter()
    assert len(planted(dialect)) > 25


@pytest.mark.unmeasured
@pytest.mark.parametrize("dialect", RIGHT)
def test_every_mistake_by_itself(dialect: str) -> None:
    right = RIGHT[dialect]
    for span, wrong in planted(dialect):
        text = right[: span.start] + wrong + right[span.end :]
        assert errors(text), (span, wrong)
        assert after(text) == right, (right[span.start : span.end], wrong)


def test_line_ends_marks_and_decomposed_letters_stay() -> None:
    right = "\ufeff" + unicodedata.normalize("NFD", RIGHT["vi"]).replace("\n", "\r\n")
    wrong = right.replace("7,5", "7.5").replace("80%", "80 %", 1)
    assert wrong != right
    assert after(wrong) == right


# ---------------------------------------------------------------- what only the author knows

FRAME = """ruleset r "R"
fact n: count
fact p: percent
section I "S" worth 2
criterion 1 "C" worth 2
    award n * p at most 2
{}
"""


@pytest.mark.parametrize(
    "line",
    [
        "let a = 1,500",
        "let a = n½",
        "let a = 1 ½",
        "rate total: n of n if none 0%",
        "let yes = 1",
        "let a = (1 when p > 0.8 otherwise 2)",
        "let a = (1 when n > 50% otherwise 2)",
        "rate a “X: n of n if none 0%",
        "rate a ‘it’s”: n of n if none 0%",
        'rate a “the "X"”: n of n if none 0%',
        "-5 – 3: 2",
    ],
)
def test_what_is_left_alone(line: str) -> None:
    text = FRAME.format(line)
    assert errors(text)
    assert after(text) == text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("rate a ‘it’s “X”’: n of n if none 0%", 'rate a "it’s “X”": n of n if none 0%'),
        ("rate a „X“: n of n if none 0%", 'rate a "X": n of n if none 0%'),
        ("let a = １２＋３", "let a = 12+3"),
        ("section ٣٤ “X” worth 1", 'section 34 "X" worth 1'),
        ("let a = 1 ⁄ 2 × 3", "let a = 1 / 2 * 3"),
        ("let a = (1 when n≤5 and n÷2≠3 otherwise 2×n)", "let a = (1 when n<=5 and n/2!=3 otherwise 2*n)"),
        ('rate a “X": n of n if none 0%', 'rate a "X": n of n if none 0%'),
        ("let a = 5 — n", "let a = 5 - n"),
        ("let a = (½)", "let a = (1/2)"),
        ("let a = (1 when p > 95 otherwise 2)", "let a = (1 when p > 95% otherwise 2)"),
        ("let a = (1 when p > (95) otherwise 2)", "let a = (1 when p > (95%) otherwise 2)"),
        ("let a = (1 when p > -95 otherwise 2)", "let a = (1 when p > -95% otherwise 2)"),
    ],
)
def test_a_line(wrong: str, right: str) -> None:
    assert after(FRAME.format(wrong)) == FRAME.format(right)


def test_many_mistakes_in_one_declaration() -> None:
    rows = "".join(f"        from {n} % to below {n + 1} %: 1,5 point\n" for n in range(12))
    text = (
        f'ruleset r "R"\nfact p: percent\nsection I "S" worth 2\ncriterion 1 "C" worth 2\n    bands p\n{rows}'
    )
    made = after(text + "        from 12%: 2\n")
    assert made.endswith("        from 11% to below 12%: 1.5\n        from 12%: 2\n")
    assert errors(made) == Counter()


# ---------------------------------------------------------------- rows

BANDS = """ruleset r "R"
fact n: count
fact s: optional count
section I "S" worth 2
criterion 0 "B" worth 2
    award 1 when s is not missing and n > 1
criterion 1 "C" worth 2
    bands {subject}
        below 5      : 0
        from 7       : 2{more}
"""


def test_a_row_for_the_rest_is_aligned_and_told_of() -> None:
    result = fixed(Source("x.emu", BANDS.format(subject="n", more="  # so")))
    assert result.source.text == BANDS.format(
        subject="n", more="  # so\n        otherwise    : 0  # decide the points"
    )
    assert (result.fixes, result.undecided) == ((("gap", 1),), (11,))


def test_a_row_for_the_rest_ends_its_line_like_the_others() -> None:
    text = BANDS.format(subject="n", more="").replace("\n", "\r\n")
    assert after(text) == text + "        otherwise    : 0  # decide the points\r\n"
    assert after(text.rstrip()) == text + "        otherwise    : 0  # decide the points"


def test_a_row_for_missing_and_one_for_the_rest() -> None:
    result = fixed(Source("x.emu", BANDS.format(subject="s", more="")))
    assert errors(result.source.text) == Counter()
    assert sorted(result.source.text.split("\n")[10:12]) == [
        "        missing      : 0  # decide the points",
        "        otherwise    : 0  # decide the points",
    ]
    assert result.undecided == (11, 12)


@pytest.mark.parametrize(
    "text",
    [
        # a bound that could be closed, and rows with something behind them on their line
        BANDS.format(subject="n", more="").replace("from 7 ", "above 5"),
        BANDS.format(subject="n", more=" award 0"),
        # a grade cannot be made up
        FRAME.format('grades by total\n    from 1: "A"'),
    ],
)
def test_gaps_that_are_left_alone(text: str) -> None:
    assert "gap" in {one.slug for one in check_text(text)}
    assert after(text) == text


# ---------------------------------------------------------------- facts

USED = """ruleset r "R"
fact n: count
section I "S" worth 2
criterion 1 "C" worth 2
    award 1 per n at most 2
"""


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("given n = 1; x = 2; y = yes", "given n = 1"),
        ("given x = 2; n = 1; y = yes", "given n = 1"),
        ("given x = 2; y = yes; n = 1;", "given n = 1;"),
        ("given n = 1;  # one\n          x = 2;  # two\n          y = yes  # three", "given n = 1;  # one"),
        ("given x = 2;\n          n = 1;\n          y = yes", "given n = 1;"),
        ("given n = 1; x = 2;\n          y = yes", "given n = 1;"),
    ],
)
def test_a_fact_goes_with_its_values(given: str, left: str) -> None:
    declared = 'fact x "X": count  # of old\n    source "the books"\n'
    example = 'example "a"\n    {}\n    expect total = 1\n'
    more = 'fact y: yes/no\nexample "b" like "a"\n    given y = no\n    expect total = 1\n'
    kept = 'example "b" like "a"\n    expect total = 1\n'
    text = USED.replace("section", f"{declared}# kept\nsection") + example.format(given) + more
    assert errors(text) == Counter()
    assert after(text) == USED.replace("section", "# kept\nsection") + example.format(left) + kept


def test_a_fact_that_only_the_useless_use_is_left() -> None:
    text = USED + "fact x: count\nlet y = x + 1\n"
    assert {"unused-fact", "unused-name"} <= {one.slug for one in check_text(text)}
    assert after(text) == text


def test_facts_go_one_after_the_other() -> None:
    assert after(USED + "fact x: count up to y\nfact y: count up to z\nfact z: count") == USED


# ---------------------------------------------------------------- harm


def test_a_fix_that_does_harm_is_not_put_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than the redundant row is removed, and there is a gap."""
    (case, *_) = load_cases(FOLDER / "redundant-otherwise.emu")

    def harmful(finding: Diagnostic, state: State) -> tuple[Edit, ...]:
        start = state.text.rindex("from 5", 0, finding.labels[0].span.start)
        return (Edit(Span(start, state.text.index("\n", finding.labels[0].span.start)), ""),)

    monkeypatch.setitem(PROPOSALS, "redundant-otherwise", harmful)
    assert after(case.text) == case.text


def test_of_several_fixes_only_the_harmful_one_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'ruleset r "R"\nlet a = 1,5\nlet b = 2,5\nlet c = 3,5\n'
    usual = PROPOSALS["decimal-mark"]

    def harmful(finding: Diagnostic, state: State) -> tuple[Edit, ...]:
        (edit,) = usual(finding, state)
        return (Edit(edit.span, "2.5.5"),) if edit.text == "2.5" else (edit,)

    monkeypatch.setitem(PROPOSALS, "decimal-mark", harmful)
    assert after(text) == text.replace("1,5", "1.5").replace("3,5", "3.5")


def test_a_fix_that_does_not_help_is_not_put_in(monkeypatch: pytest.MonkeyPatch) -> None:
    (case, *_) = load_cases(FOLDER / "redundant-otherwise.emu")

    def useless(finding: Diagnostic, _: State) -> tuple[Edit, ...]:
        return (Edit(Span(finding.labels[0].span.start, finding.labels[0].span.start), " "),)

    monkeypatch.setitem(PROPOSALS, "redundant-otherwise", useless)
    assert after(case.text) == case.text


def test_a_comment_is_removed_and_nothing_that_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'ruleset r "R"\nnote "x"\nfact n: count  # allow possible-gap: y\nsection I "S" worth 1 award n\n'
    assert after(text) == text.replace("  # allow possible-gap: y", "")

    def harmful(finding: Diagnostic, state: State) -> tuple[Edit, ...]:
        start = state.text.index("note")
        return (Edit(Span(start, start + 8), ""), *usual(finding, state))

    usual = PROPOSALS["unused-silencing"]
    monkeypatch.setitem(PROPOSALS, "unused-silencing", harmful)
    assert after(text) == text
    assert after(text + "fact x: count\n") == text

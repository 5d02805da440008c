"""Trees: every form of the language in both dialects, and where one statement ends and the next begins."""

from typing import Any

import pytest
from tests.syntax.shapes import Form, declarations, forms, shape, tree

from emurules.source import Source
from emurules.syntax import parse
from emurules.syntax.limits import BYTES

FORMS = forms("forms.txt")
BOUNDARIES = forms("boundaries.txt")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.title)
def test_form(form: Form) -> None:
    assert set(form.texts) == {"en", "vi"}
    for language, text in form.texts.items():
        assert declarations(language, text) == form.tree


@pytest.mark.parametrize("form", BOUNDARIES, ids=lambda form: form.title)
def test_boundary(form: Form) -> None:
    for language, text in form.texts.items():
        assert declarations(language, text) == form.tree


def test_phrases_in_capitals_and_over_lines() -> None:
    text = 'TIÊU\n\tCHÍ 1 "c" Mức  điểm\r\n theo\xa0x Từ 1: 1'
    assert declarations("vi", text) == '(Criterion 1 "c" [(Bands x [(Row [1,) 1)])])'


def test_head() -> None:
    english = tree(
        'ruleset a_1 "A" "B" issuer "I" source "S" dated 2024-03-26 period 2024-01-01 to 2024-12-31 note "N"'
    )
    vietnamese = tree(
        'Bảng điểm a_1 "A" "B" cơ quan ban hành "I" căn cứ "S" ngày 26/3/2024 '
        'kỳ đánh giá từ 1/1/2024 đến 31/12/2024 ghi chú "N"'
    )
    assert english.head == vietnamese.head
    assert shape(english.head) == (
        '(Head a_1 "AB" [(Issuer "I") (Citation "S" 2024-03-26) (Period 2024-01-01 2024-12-31) (Note "N")])'
    )
    assert (english.language, vietnamese.language) == ("en", "vi")
    assert (english.declarations, english.comments) == ((), ())


# ---------------------------------------------------------------- names, numbers, comments


def test_names_are_nfc_and_may_be_anything_in_backquotes() -> None:
    file = tree(
        'ruleset `a b` "A"\nfact so\u0302\u0301: count\n'
        "fact `so\u0302\u0301 mo\u0323\u0302t`: count\nfact đ_1: count"
    )
    facts: Any = file.declarations
    assert [file.head.name.text, *(fact.name.text for fact in facts)] == ["a b", "số", "số một", "đ_1"]


def test_numbers_keep_their_spelling() -> None:
    declared: Any = tree('ruleset a "A"\nlet v = 5_000.50 + 012.5%').declarations[0]
    assert (declared.value.left.spelling, declared.value.right.spelling) == ("5_000.50", "012.5%")


def test_comments() -> None:
    file = tree('# one\nruleset a "# no" # two\n  # three\r\nfact x: count #four')
    assert [(one.text, one.alone) for one in file.comments] == [
        ("# one", True),
        ("# two", False),
        ("# three", True),
        ("#four", False),
    ]
    assert [file.source.slice(one.span) for one in file.comments] == [one.text for one in file.comments]


def test_trees_of_one_meaning_are_equal() -> None:
    assert tree('ruleset a "A"\nlet v = (1.50)') == tree('ruleset a "A" # c\n\nlet v   = 1.5')


# ---------------------------------------------------------------- the edges of the verb


def test_a_text_over_the_limit_is_not_read() -> None:
    text = 'ruleset a "' + "ế" * 100 + '"'
    assert parse(Source("a", text), limit=len(text.encode()))[0] is not None
    tree_, (found,) = parse(Source("a", text), limit=len(text.encode()) - 1)
    assert (tree_, found.slug, found.language) == (None, "text-too-long", "en")
    assert parse(Source("a", "x" * (BYTES + 1)))[1][0].slug == "text-too-long"


def test_messages_are_in_the_dialect_or_as_asked() -> None:
    vietnamese = Source("a", 'bảng điểm a "A"\nđặt v = 1.5')
    english = Source("a", 'ruleset a "A"\nlet v = 1,5')
    unknown = Source("a", "hello")
    found = [
        parse(source, language)[1][0].language
        for source in (vietnamese, english, unknown)
        for language in (None, "en", "vi")
    ]
    assert found == ["vi", "en", "vi", "en", "en", "vi", "en", "en", "vi"]


@pytest.mark.parametrize(
    "text", ["\0", "\ud800", "\ufeff", "#", '"', "`", "ruleset", "ruleset a", "bảng điểm", "ſ", "\r"]
)
def test_odd_texts_give_diagnostics(text: str) -> None:
    file, diagnostics = parse(Source("a", text))
    assert file is None
    assert diagnostics
    assert all(one.message and one.line for one in diagnostics)

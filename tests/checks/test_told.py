"""What authors are told of mistakes that they make first: words and numbers of the messages."""

from __future__ import annotations

import pytest

from emurules import check_text, evaluate, explain, loads
from emurules.diagnostics import Diagnostic

pytestmark = pytest.mark.unmeasured

HEAD = """bảng điểm r "R"
    căn cứ "Quyết định 1"
số liệu n "N": số lượng không quá 10
số liệu q "Q": có/không
phần I "P" điểm chuẩn 10
"""


def told(text: str, slug: str) -> Diagnostic:
    (found,) = (one for one in check_text(HEAD + text) if one.slug == slug)
    return found


def criterion(id: str, worth: str, *lines: str) -> str:
    return "\n    ".join([f'tiêu chí {id} "C" điểm chuẩn {worth}', 'minh chứng "x"', *lines]) + "\n"


def test_numbers_of_examples_have_the_mark_of_the_language() -> None:
    text = criterion("1", "10", "cộng 10 khi q", "cộng 0,5 khi không phải q")
    example = 'ví dụ "E"\n    với n = 1; q = không\n    kết quả tổng điểm = 7,25\n'
    assert told(text + example, "failing-example").message == "cần 7,25 nhưng ra 0,5"


def test_a_negative_award_in_a_penalty_section_is_to_be_deducted() -> None:
    text = criterion("1", "10", "cộng 10") + 'phần II "Trừ" điểm trừ điểm chuẩn 1\n'
    assert told(text + criterion("2", "1", "cộng -1 khi q"), "award-in-penalty").help == "hãy viết `trừ 1`"
    assert told(text + criterion("2", "1", "cộng n"), "award-in-penalty").help == "hãy viết `trừ`"


def test_parts_that_do_not_add_up_are_added_up() -> None:
    text = criterion("1", "5", "cộng 5") + criterion("2", "4", "không áp dụng khi q", "cộng 4")
    assert told(text, "parts-sum").message == (
        "điểm chuẩn là 10, nhưng các phần cộng lại là 9, tính phần được áp dụng là 5 hoặc 9"
    )


def test_points_above_the_worth_may_be_a_slip() -> None:
    found = told(criterion("1", "10", "cộng 11 khi q"), "points-cut")
    assert found.help == (
        "hãy sửa điểm chuẩn hoặc mức điểm; nếu đúng là có giới hạn, hãy ghi rõ: `tổng không quá 10`"
    )


def test_points_that_a_penalty_would_add_are_cut_and_that_is_told() -> None:
    text = criterion("1", "10", "cộng 10") + 'phần II "Trừ" điểm trừ điểm chuẩn 2\n'
    head = HEAD.replace('"Q": có/không', '"Q": số từ -1 đến 1')
    (found,) = (
        one for one in check_text(head + text + criterion("2", "2", "trừ 2 * q")) if one.slug == "points-cut"
    )
    assert found.message == "điểm có thể lên đến 2 và bị cắt còn 0, ví dụ với `q = -1`"


def test_a_cut_for_every_unit_has_a_unit_as_its_example() -> None:
    text = criterion("1", "2", "cộng 1 mỗi n tối đa 2", "trừ 3")
    found = told(text, "points-cut")
    assert found.message == "điểm có thể xuống đến -3 và được nâng lên 0, ví dụ với `n = 0; q = có`"


@pytest.mark.parametrize(("most", "warned"), [(25, False), (26, True)])
def test_where_there_is_too_much_to_look_at_the_ranges_tell_of_a_cut(most: int, warned: bool) -> None:
    facts = "".join(f"fact n{number}: count up to 1000\n" for number in range(25))
    rows = "".join(f"        {number}: {number}\n" for number in range(25))
    tallied = "; ".join(f"n{number} > {number}" for number in range(25))
    found = check_text(
        f'ruleset r "R"\n{facts}let t = tally({tallied})\nsection I "S" worth 25\n'
        f'criterion 1 "C" worth 25\n    bands t\n{rows}        25: {most}\n'
    )
    cut = [one for one in found if one.slug == "points-cut"]
    assert bool(cut) == warned
    assert all("no unit was found" in one.message for one in cut)


def test_a_sum_that_stands_nowhere_in_the_text_is_told_in_its_parts() -> None:
    found = check_text(
        'ruleset r "R"\nfact g: yes/no\nfact n: count up to 400\nfact m: count up to n only when g\n'
        'require "d": m is missing or m * m = n\nsection I "S" worth 3\n'
        'criterion 1 "C" worth 3\n    bands m\n        missing: 0\n        up to 1: 1\n        2: 3\n'
    )
    (gap,) = [one for one in found if one.slug == "possible-gap"]
    assert gap.message.startswith("`m` from 3 to 400 when `g` = yes and `n - m * m` = 0 falls in no row")


def test_below_the_lowest_threshold_the_rest_is_proposed() -> None:
    """A row with both ends cannot stand among thresholds; what is proposed is taken."""
    rows = ("mức điểm theo n lấy mức cao nhất", "trên 2: 1", "từ 5: 2")
    found = told(criterion("1", "10", *rows), "gap")
    assert (found.message, found.help) == (
        "`n` từ 0 đến 2 không thuộc dòng nào",
        "hãy thêm một dòng: `còn lại : …`",
    )
    mended = check_text(HEAD + criterion("1", "10", *rows, "còn lại: 0"))
    assert not [one for one in mended if one.severity == "error"]


def test_an_advice_does_not_send_anybody_to_a_row_that_is_never_the_best() -> None:
    rows = ("mức điểm theo n lấy mức cao nhất", "từ 5: 3", "từ 9: 2", "còn lại: 0")
    trace = evaluate(loads(HEAD + criterion("1", "10", *rows)), {"n": 1, "q": True})
    assert "Để được 3 điểm cần từ 5 trở lên." in explain(trace)

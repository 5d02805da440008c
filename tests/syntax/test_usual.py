"""What people write before they know the words of the language, and what they are told to write."""

from __future__ import annotations

import pytest

from emurules import check_text

VI = """bảng điểm r "R"
số liệu hồ_sơ "Hồ sơ": số lượng
số liệu đúng_hạn "Đúng hạn": số lượng không quá hồ_sơ
số liệu kh "Kế hoạch": có/không
tỷ lệ tl: đúng_hạn trên tổng số hồ_sơ nếu không phát sinh thì không áp dụng
phần I "P" điểm chuẩn 2
tiêu chí 1 "X" điểm chuẩn 2
"""
EN = """ruleset r "R"
fact files "Files": count
fact kept "Kept": count up to files
fact q "Q": yes/no
rate share: kept of files if none exempt
section I "S" worth 2
criterion 1 "C" worth 2
"""
SAID = [
    (VI + "cộng 2 nếu kh", "nếu", "hãy viết `khi`"),
    (VI + "mức điểm theo tl\n>= 80%: 2\ncòn lại: 0", ">=", "hãy viết `từ`"),
    (VI + "mức điểm theo tl\n> 80%: 2\ncòn lại: 0", ">", "hãy viết `trên`"),
    (VI + "mức điểm theo tl\n50% - 80%: 2\ncòn lại: 0", "50% - 80%", "hãy viết `từ 50% đến 80%`"),
    (VI + "mức điểm theo tl\n80%+: 2\ncòn lại: 0", "80%+", "hãy viết `từ 80% trở lên`"),
    (VI + "mức điểm theo tl\n80% trở đi: 2\ncòn lại: 0", "80% trở đi", "hãy viết `từ 80% trở lên`"),
    (VI + "mức điểm theo tl\n80% trở lên: 2\ncòn lại: 0", "80%", "hãy viết `từ 80%`"),
    (VI + "mức điểm theo tl\n80% đến dưới 90%: 2\ncòn lại: 0", "80%", "hãy viết `từ 80%`"),
    (VI + "mức điểm theo tl\nlớn hơn 80%: 2\ncòn lại: 0", "lớn hơn", "hãy viết `trên`"),
    (VI + "mức điểm theo tl\nkhông dưới 80%: 2\ncòn lại: 0", "không dưới", "hãy viết `từ`"),
    (VI + "mức điểm theo tl\nkhông ít hơn 80%: 2\ncòn lại: 0", "không ít hơn", "hãy viết `từ`"),
    (VI + "mức điểm theo tl\nkhông vượt quá 80%: 2\ncòn lại: 0", "không vượt quá", "hãy viết `không quá`"),
    (VI + "mức điểm theo tl\nthấp hơn 80%: 2\ncòn lại: 0", "thấp hơn", "hãy viết `dưới`"),
    (VI + "mức điểm theo tl\ncao hơn 80%: 2\ncòn lại: 0", "cao hơn", "hãy viết `trên`"),
    (VI + "mức điểm theo tl\nnhỏ hơn 80%: 2\ncòn lại: 0", "nhỏ hơn", "hãy viết `dưới`"),
    (VI + 'minh chứng: "x"\ncộng 1', ":", "hãy bỏ dấu này"),
    (VI.replace('X" điểm chuẩn', 'X" điểm chuẩn:') + "cộng 1", ":", "hãy bỏ dấu này"),
    (VI.replace("đúng_hạn trên tổng số", "đúng_hạn /") + "cộng 1", "/", "hãy viết `trên tổng số`"),
    (EN + "award 2 if q", "if", "write `when`"),
    (EN + "bands share\n>= 80%: 2\notherwise: 0", ">=", "write `from`"),
    (EN + "bands share\nat least 80%: 2\notherwise: 0", "at least", "write `from`"),
    (EN + "bands share\nnot less than 80%: 2\notherwise: 0", "not less than", "write `from`"),
    (EN + "bands share\nno less than 80%: 2\notherwise: 0", "no less than", "write `from`"),
    (EN + "bands share\nat most 80%: 2\notherwise: 0", "at most", "write `up to`"),
    (EN + "bands share\nno more than 80%: 2\notherwise: 0", "no more than", "write `up to`"),
    (EN + "bands share\nnot more than 80%: 2\notherwise: 0", "not more than", "write `up to`"),
    (EN + "bands share\nlower than 80%: 2\notherwise: 0", "lower than", "write `below`"),
    (EN + "bands share\nhigher than 80%: 2\notherwise: 0", "higher than", "write `above`"),
    (EN + "bands share\nless than 80%: 2\notherwise: 0", "less than", "write `below`"),
    (EN + "bands kept\n5-7: 2\notherwise: 0", "5-7", "write `from 5 to 7`"),
    (EN + "bands kept\n8 or more: 2\notherwise: 0", "8 or more", "write `from 8 upwards`"),
    (EN + "bands kept\n8+: 2\notherwise: 0", "8+", "write `from 8 upwards`"),
    (EN + "bands kept\n8 or above: 2\notherwise: 0", "8 or above", "write `from 8 upwards`"),
    (EN + "bands kept\n8 and above: 2\notherwise: 0", "8 and above", "write `from 8 upwards`"),
    (EN.replace("kept of", "kept /") + "award 1", "/", "write `of`"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found", "help"), SAID, ids=[f"{one[1]} {one[2]}" for one in SAID])
def test_a_usual_word_is_told_with_the_one_to_write(text: str, found: str, help: str) -> None:
    (said,) = check_text(text)
    used = f"ở đây không dùng `{found}`" if text.startswith("bảng") else f"`{found}` is not used here"
    assert (said.slug, said.message, said.help) == ("syntax", used, help)


def test_what_is_told_to_write_can_be_read() -> None:
    """Every message that quotes what to write is followed to the letter."""
    for text, found, help in SAID:
        write = help.split("`")[1] if "`" in help else ""
        start = text.rindex(found)
        if found == ":":
            start = text.index(': "x"') if ': "x"' in text else text.index("chuẩn: ") + 5
        if found == "/":
            start = text.index(" / ") + 1
        mended = text[:start] + write + text[start + len(found) :]
        assert not [one for one in check_text(mended) if one.slug == "syntax"], mended


def test_a_row_without_bands_is_told_so() -> None:
    (said,) = check_text(VI + "Từ 80% trở lên: 2")
    assert said.message == "`Từ` mở đầu một dòng mức, nhưng phía trên chưa có `mức điểm theo …`"
    (said,) = check_text(EN + "otherwise: 2")
    assert said.message == "`otherwise` starts a row, but no `bands …` stands above it"


def test_a_declared_name_is_no_misspelt_keyword() -> None:
    (said,) = check_text(VI + "cộng 2 khi có kh")
    assert (said.slug, said.help) == ("syntax", None)

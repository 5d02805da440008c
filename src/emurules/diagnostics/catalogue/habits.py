"""Kinds of diagnostics of the checker: what a table should say, and what nobody would expect of it."""

from __future__ import annotations

from collections.abc import Mapping

from emurules.diagnostics.catalogue.kind import Kind, Text
from emurules.diagnostics.catalogue.kind import kind as entry


def _warning(
    slug: str,
    summary: Text,
    messages: Text | Mapping[str, Text],
    helps: Text | Mapping[str, Text] | None = None,
    labels: Mapping[str, Text] | None = None,
) -> Kind:
    return entry(slug, summary, messages, helps, labels, severity="warning")


_USER = {"user": Text("used only here, which nothing uses", "chỉ dùng ở đây, mà nơi này không được dùng")}

_UNUSED = (
    _warning(
        "unused-fact",
        Text("a fact that changes nothing", "một số liệu không ảnh hưởng gì"),
        {
            "": Text("nothing uses the fact `{name}`", "số liệu `{name}` không được dùng ở đâu"),
            "through": Text(
                "the fact `{name}` is used only by `{user}`, which nothing uses",
                "số liệu `{name}` chỉ được `{user}` dùng, mà `{user}` không được dùng ở đâu",
            ),
        },
        {
            "": Text("use it in a criterion, or remove it", "hãy dùng nó trong một tiêu chí, hoặc bỏ nó"),
            "examples": Text(
                "use it in a criterion, or remove it here and in the examples",
                "hãy dùng nó trong một tiêu chí, hoặc bỏ nó ở đây và trong các ví dụ",
            ),
        },
        _USER,
    ),
    _warning(
        "unused-name",
        Text(
            "a rate, a table or another derived value that changes nothing",
            "một tỷ lệ, bảng tra hoặc giá trị khác không ảnh hưởng gì",
        ),
        {
            "rate": Text("nothing uses the rate `{name}`", "tỷ lệ `{name}` không được dùng ở đâu"),
            "let": Text("nothing uses `{name}`", "`{name}` không được dùng ở đâu"),
            "table": Text("nothing uses the table `{name}`", "bảng tra `{name}` không được dùng ở đâu"),
            "through": Text(
                "`{name}` is used only by `{user}`, which nothing uses",
                "`{name}` chỉ được `{user}` dùng, mà `{user}` không được dùng ở đâu",
            ),
        },
        Text("use it in a criterion, or remove it", "hãy dùng nó trong một tiêu chí, hoặc bỏ nó"),
        _USER,
    ),
)

_DOCUMENTS = (
    _warning(
        "no-source",
        Text("a criterion that says nowhere what it rests on", "một tiêu chí không nêu căn cứ"),
        {
            "": Text("no source is given for `{id}`", "chưa nêu căn cứ của `{id}`"),
            "parts": Text(
                "no source is given for `{id}` and its parts", "chưa nêu căn cứ của `{id}` và các mục con"
            ),
            "section": Text(
                "no source is given for the {count} criteria of `{id}`",
                "chưa nêu căn cứ của {count} tiêu chí thuộc `{id}`",
            ),
            "file": Text(
                "no source is given for {count} criteria: {ids}",
                "chưa nêu căn cứ của {count} tiêu chí: {ids}",
            ),
        },
        {
            "": Text(
                'say where it stands: `{word} "…"`', 'hãy ghi vị trí của nó trong văn bản: `{word} "…"`'
            ),
            "above": Text(
                'say where they stand, here for all of them: `{word} "…"`',
                'hãy ghi vị trí trong văn bản, ở đây cho tất cả: `{word} "…"`',
            ),
            "file": Text(
                'say where they stand, or in the head where the whole table comes from: `{word} "…"`',
                'hãy ghi vị trí của từng mục, hoặc ghi ở đầu bảng văn bản ban hành cả bảng: `{word} "…"`',
            ),
        },
    ),
    _warning(
        "no-evidence",
        Text("a criterion that says nowhere what proves it", "một tiêu chí không nêu minh chứng"),
        {
            "": Text("nothing says what proves `{id}`", "chưa nêu minh chứng của `{id}`"),
            "parts": Text(
                "nothing says what proves `{id}` and its parts",
                "chưa nêu minh chứng của `{id}` và các mục con",
            ),
            "section": Text(
                "nothing says what proves the {count} criteria of `{id}`",
                "chưa nêu minh chứng của {count} tiêu chí thuộc `{id}`",
            ),
            "file": Text(
                "nothing says what proves {count} criteria: {ids}",
                "chưa nêu minh chứng của {count} tiêu chí: {ids}",
            ),
        },
        {
            "": Text(
                'say which document or record proves it: `{word} "…"`',
                'hãy ghi văn bản hoặc sổ sách nào chứng minh: `{word} "…"`',
            ),
            "above": Text(
                'say in it for all of its parts, or in each of them: `{word} "…"`',
                'hãy ghi chung cho các mục con, hoặc ở từng mục: `{word} "…"`',
            ),
            "each": Text(
                'say in each criterion which document or record proves it: `{word} "…"`',
                'hãy ghi ở từng tiêu chí văn bản hoặc sổ sách nào chứng minh: `{word} "…"`',
            ),
        },
    ),
)

_FALLING = (
    _warning(
        "bands-fall",
        Text("points that go the wrong way", "mức điểm đi ngược chiều"),
        {
            "": Text(
                "the points fall from {other} to {points} as `{fact}` rises, but more of it is better",
                "điểm giảm từ {other} xuống {points} khi `{fact}` tăng, nhưng càng nhiều phải càng tốt",
            ),
            "rise": Text(
                "the points rise from {other} to {points} as `{fact}` rises, but less of it is better",
                "điểm tăng từ {other} lên {points} khi `{fact}` tăng, nhưng càng ít phải càng tốt",
            ),
            "deduct": Text(
                "the deduction rises from {other} to {points} as `{fact}` rises, but more of it is better",
                "điểm trừ tăng từ {other} lên {points} khi `{fact}` tăng, nhưng càng nhiều phải càng tốt",
            ),
            "deduct less": Text(
                "the deduction falls from {other} to {points} as `{fact}` rises, but less of it is better",
                "điểm trừ giảm từ {other} xuống {points} khi `{fact}` tăng, nhưng càng ít phải càng tốt",
            ),
        },
        Text(
            "hold both rows and the law `{law}` against the decree: one of them is wrong",
            "hãy đối chiếu hai mức này và nguyên tắc `{law}` với văn bản: có một chỗ sai",
        ),
        {"other": Text("the row before it", "mức liền trước")},
    ),
)

_WRITING = (
    _warning(
        "confusable-name",
        Text("two names that look the same", "hai tên trông như nhau"),
        {
            "spelling": Text(
                "`{name}` and `{other}` are two spellings of one word",
                "`{name}` và `{other}` là hai cách viết của một từ",
            ),
            "case": Text(
                "`{name}` and `{other}` differ only in capitals or underscores",
                "`{name}` và `{other}` chỉ khác nhau ở chữ hoa hoặc dấu gạch dưới",
            ),
            "letters": Text(
                "`{name}` and `{other}` look the same, but `{letter}` is {code} here and {other_code} there",
                "`{name}` và `{other}` trông như nhau, nhưng `{letter}` ở đây là {code}, kia là {other_code}",
            ),
        },
        Text(
            "if they mean the same, write both alike; if not, choose names that differ more",
            "nếu cùng một nghĩa, hãy viết giống nhau; nếu không, hãy chọn tên khác nhau rõ hơn",
        ),
        {"first": Text("the other name", "tên kia")},
    ),
    _warning(
        "hidden-character",
        Text("a character in a text or name that nobody sees", "ký tự ẩn trong văn bản hoặc tên"),
        {
            "bidi": Text(
                "there is a hidden character here that turns the order of the text, {code}",
                "ở đây có ký tự ẩn làm đảo thứ tự hiển thị, {code}",
            ),
            "invisible": Text(
                "there is an invisible character here, {code}", "ở đây có ký tự không nhìn thấy, {code}"
            ),
        },
        Text("delete it, or type the text anew", "hãy xóa nó, hoặc gõ lại đoạn này"),
    ),
    _warning(
        "ambiguous-number-mark",
        Text("a number that reads as thousands elsewhere", "một số mà nơi khác đọc là hàng nghìn"),
        Text(
            "`{text}` is {small} here, and {large} elsewhere",
            "`{text}` ở đây là {small}, nơi khác là {large}",
        ),
        Text("write `{large}` or `{plain}`", "hãy viết `{large}` hoặc `{plain}`"),
    ),
)

_CONDITIONS = (
    _warning(
        "settled-condition",
        Text("a comparison that always comes out the same", "một phép so sánh luôn cho cùng kết quả"),
        {
            "always": Text(
                "`{text}` always holds: `{name}` is {domain}",
                "`{text}` luôn đúng: `{name}` chỉ có thể là {domain}",
            ),
            "never": Text(
                "`{text}` can never hold: `{name}` is {domain}",
                "`{text}` không bao giờ đúng: `{name}` chỉ có thể là {domain}",
            ),
        },
        Text("correct the value, or leave the comparison out", "hãy sửa giá trị, hoặc bỏ phép so sánh này"),
    ),
    _warning(
        "unfilled-expectation",
        Text("an example whose result is still open", "một ví dụ còn để trống kết quả"),
        Text("this result is still to be filled in", "kết quả này chưa được điền"),
        Text(
            "work it out by hand from the decree; it comes out as {actual}",
            "hãy tính bằng tay theo văn bản; kết quả chấm ra là {actual}",
        ),
    ),
)

KINDS: tuple[Kind, ...] = (*_UNUSED, *_DOCUMENTS, *_FALLING, *_WRITING, *_CONDITIONS)

"""Kinds of diagnostics found while reading: everything that keeps a text from being a tree."""

from emurules.diagnostics.catalogue.kind import Kind, Text, kind

# What could have stood at a place; `{a}`, `{b}` and `{c}` are words of the dialect.
EXPECTED: dict[str, Text] = {
    "value": Text("a value", "một giá trị"),
    "bound": Text("a number, a percent or a date", "một số, một phần trăm hoặc một ngày"),
    "number": Text("a number", "một số"),
    "percent": Text("a percent such as `100%`", "một phần trăm (ví dụ `100%`)"),
    "date": Text("a date such as `2024-03-26`", "một ngày (ví dụ `2024-03-26`)"),
    "answer": Text(
        "an option, a yes, a no or the word for missing", "một lựa chọn, có, không hoặc từ chỉ chưa có"
    ),
    "name": Text("a name", "một tên"),
    "id": Text("an id such as `4.1`", "một số hiệu (ví dụ `4.1`)"),
    "text": Text("a text in quotes", "một văn bản trong ngoặc kép"),
    "type": Text("a kind of fact such as `{a}`", "loại số liệu (ví dụ `{a}`)"),
    "quantity": Text("a quantity such as `{a}`", "một đại lượng (ví dụ `{a}`)"),
    "row": Text("a row such as `{a} 80%:`", "một dòng mức (ví dụ `{a} 80%:`)"),
    "bands": Text("`{a}` and its rows", "`{a}` và các dòng mức"),
    "statement": Text("a statement or the next declaration", "một câu của tiêu chí hoặc khai báo tiếp theo"),
    "declaration": Text("the next declaration", "khai báo tiếp theo"),
    "one": Text("`{a}`", "`{a}`"),
    "two": Text("`{a}` or `{b}`", "`{a}` hoặc `{b}`"),
    "three": Text("`{a}`, `{b}` or `{c}`", "`{a}`, `{b}` hoặc `{c}`"),
}
_PLACES: dict[str, Text] = {
    "found": Text("expected [what], found `{found}`", "cần [what], nhưng lại gặp `{found}`"),
    "after": Text("expected [what] after `{last}`", "thiếu [what] sau `{last}`"),
    "end": Text("the text ends where [what] should stand", "văn bản kết thúc ở chỗ còn thiếu [what]"),
}
_EXPECTATIONS = {
    f"{what} {place}": Text(sentence.en.replace("[what]", thing.en), sentence.vi.replace("[what]", thing.vi))
    for what, thing in EXPECTED.items()
    for place, sentence in _PLACES.items()
}
_WRITE = Text("write `{write}`", "hãy viết `{write}`")
_NEAR = Text("did you mean `{near}`?", "có phải là `{near}`?")

GENERAL: tuple[Kind, ...] = (
    kind(
        "syntax",
        Text("a text that the language does not know", "văn bản không đúng ngôn ngữ"),
        {
            **_EXPECTATIONS,
            "": Text("`{found}` does not fit here", "`{found}` không hợp ở đây"),
            "spelling": Text("`{found}` is not known here", "không hiểu `{found}` ở đây"),
            "dialect": Text("`{found}` is a word of another dialect", "`{found}` là từ của ngôn ngữ khác"),
            "foreign": Text("`{found}` is not used here", "ở đây không dùng `{found}`"),
            "row": Text(
                "`{found}` starts a row, but no `{bands} …` stands above it",
                "`{found}` mở đầu một dòng mức, nhưng phía trên chưa có `{bands} …`",
            ),
            "space": Text("a space is missing in `{found}`", "`{found}` thiếu dấu cách"),
            "second": Text("a file holds one ruleset", "một tệp chỉ có một bảng điểm"),
            "exponent": Text("a number is not written `{found}`", "không viết số là `{found}`"),
            "groups": Text(
                "the digits of `{found}` are grouped unevenly", "các nhóm chữ số của `{found}` không đều"
            ),
            "more": Text("and there are more errors from here on", "và từ đây còn nhiều lỗi nữa"),
        },
        {
            "near": _NEAR,
            "write": _WRITE,
            "drop": Text("leave it out", "hãy bỏ dấu này"),
            "second": Text("move the other one to a file of its own", "chuyển bảng kia sang tệp riêng"),
            "more": Text("mend these first", "hãy sửa các lỗi trên trước"),
        },
        {"opened": Text("opened here", "mở ở đây")},
    ),
    kind(
        "empty-ruleset",
        Text("a text without a ruleset", "văn bản không có bảng điểm"),
        Text("there is no ruleset in this text", "văn bản này không có bảng điểm nào"),
        Text("a ruleset starts with `{starts}`", "bảng điểm bắt đầu bằng `{starts}`"),
    ),
    kind(
        "unknown-dialect",
        Text("a text that no dialect starts like", "từ mở đầu không thuộc ngôn ngữ nào"),
        Text("a ruleset does not start with `{found}`", "bảng điểm không bắt đầu bằng `{found}`"),
        {"": Text("a ruleset starts with `{starts}`", "bảng điểm bắt đầu bằng `{starts}`"), "near": _NEAR},
    ),
    kind(
        "text-too-long",
        Text("a text that is too long for a ruleset", "văn bản quá dài"),
        Text("the text is longer than {limit} bytes", "văn bản dài quá {limit} byte"),
        Text("is this the right file?", "đây có đúng là tệp bảng điểm không?"),
    ),
    kind(
        "nesting-too-deep",
        Text("an expression that is nested too deep", "biểu thức lồng nhau quá sâu"),
        Text("this is nested more than {limit} levels deep", "biểu thức lồng nhau quá {limit} tầng"),
        Text(
            "name a part of it with `{let}`, and use the name; each sign adds a level to a long sum",
            "hãy đặt tên cho một phần bằng `{let}` rồi dùng tên đó; trong tổng dài, mỗi dấu là một tầng",
        ),
    ),
)

WORDS: tuple[Kind, ...] = (
    kind(
        "reserved-name",
        Text("a word of the language where a name stands", "từ của ngôn ngữ dùng làm tên"),
        Text(
            "`{found}` is a word of the language and cannot be a name",
            "`{found}` là từ của ngôn ngữ, không dùng làm tên được",
        ),
        Text(
            "in backquotes it is a name: `` `{found}` ``",
            "đặt trong dấu nháy ngược thì nó là tên: `` `{found}` ``",
        ),
    ),
    kind(
        "keyword-without-diacritics",
        Text("a word of the language with diacritics left out", "từ của ngôn ngữ thiếu dấu hoặc sai dấu"),
        Text("`{found}` lacks its diacritics", "`{found}` thiếu dấu hoặc sai dấu"),
        _WRITE,
    ),
    kind(
        "misplaced-not",
        Text("a `no` that should be a `not`", "`không` dùng thay cho `không phải`"),
        Text(
            "`{found}` is an answer and denies nothing", "`{found}` là câu trả lời, không phủ định điều kiện"
        ),
        _WRITE,
    ),
    kind(
        "chained-comparison",
        Text("two comparisons in one", "hai phép so sánh nối liền"),
        Text("comparisons cannot be chained", "không nối liền các phép so sánh được"),
        _WRITE,
    ),
    kind(
        "negative-row",
        Text("a row that starts with a minus", "dòng mức bắt đầu bằng dấu trừ"),
        Text(
            "`{found}` would be subtracted from what stands before it",
            "`{found}` sẽ bị trừ vào phần đứng trước nó",
        ),
        _WRITE,
    ),
)

CHARACTERS: tuple[Kind, ...] = (
    kind(
        "pasted-character",
        Text("a character from a word processor", "ký tự dán từ trình soạn thảo"),
        Text("`{found}` ({code}) is not used here", "ở đây không dùng `{found}` ({code})"),
        {
            "": Text("type `{write}`", "hãy gõ `{write}`"),
            "quote": Text('put the text between `"` and `"`', 'đặt văn bản giữa `"` và `"`'),
            "dash": Text("type `-`, or for a range `{write}`", "hãy gõ `-`, còn khoảng thì viết `{write}`"),
        },
    ),
    kind(
        "control-character",
        Text("a character that nobody sees", "ký tự ẩn"),
        {
            "control": Text("there is a control character here, {code}", "ở đây có ký tự điều khiển {code}"),
            "bidi": Text(
                "there is a hidden character here that turns the order of the text, {code}",
                "ở đây có ký tự ẩn làm đảo thứ tự hiển thị, {code}",
            ),
            "invisible": Text(
                "there is an invisible character here, {code}", "ở đây có ký tự không nhìn thấy, {code}"
            ),
            "marks": Text("a letter carries more than {limit} marks", "một chữ cái mang quá {limit} dấu"),
        },
        Text("delete it, or type the line anew", "hãy xóa nó, hoặc gõ lại dòng này"),
    ),
    kind(
        "unterminated-string",
        Text("a text that is not closed", "văn bản không được đóng"),
        {
            "": Text("the text is not closed on its line", "văn bản không được đóng trên dòng của nó"),
            "name": Text("the name is not closed on its line", "tên không được đóng trên dòng của nó"),
        },
        {
            "": Text(
                'close it with `"`; a long text goes on between quotes on the next line',
                'hãy đóng bằng `"`; văn bản dài viết tiếp trong ngoặc kép ở dòng sau',
            ),
            "name": Text("close it with a backquote", "hãy đóng bằng dấu nháy ngược"),
        },
    ),
    kind(
        "bad-escape",
        Text("a backslash that means nothing", "dấu `\\` không có nghĩa"),
        Text("`{found}` means nothing in a text", "`{found}` không có nghĩa trong văn bản"),
        Text(
            'write `\\\\` for a backslash, `\\"` for a quote, `\\n` for a new line',
            'viết `\\\\` cho dấu `\\`, `\\"` cho ngoặc kép, `\\n` để xuống dòng',
        ),
    ),
)

NUMBERS: tuple[Kind, ...] = (
    kind(
        "decimal-mark",
        Text("a number with marks of another language", "số viết theo dấu của ngôn ngữ khác"),
        Text("a number is not written `{found}` here", "ở đây không viết số là `{found}`"),
        {
            "": _WRITE,
            "either": Text(
                "write `{thousands}` for thousands, or `{write}` for a decimal",
                "viết `{thousands}` nếu là hàng nghìn, `{write}` nếu là số thập phân",
            ),
        },
    ),
    kind(
        "spaced-percent",
        Text("a percent sign that stands apart", "dấu % viết rời"),
        Text("`%` stands apart from its number", "`%` viết rời khỏi số"),
        _WRITE,
    ),
    kind(
        "unit-after-points",
        Text("points with their unit", "điểm có kèm đơn vị"),
        Text("points are written without a unit", "số điểm viết không kèm đơn vị"),
        _WRITE,
    ),
    kind(
        "bad-date",
        Text("a day that is in no calendar", "ngày không có trong lịch"),
        {
            "": Text("there is no day `{found}`", "không có ngày `{found}`"),
            "form": Text("a date is not written `{found}`", "không viết ngày là `{found}`"),
        },
        {"form": _WRITE},
    ),
    kind(
        "number-too-long",
        Text("a number with too many digits", "số có quá nhiều chữ số"),
        Text("a number has no more than {limit} digits", "một số có không quá {limit} chữ số"),
        Text(
            "a code or a reference goes into a text in quotes", "mã hoặc số văn bản thì viết trong ngoặc kép"
        ),
    ),
)

KINDS: tuple[Kind, ...] = (*GENERAL, *WORDS, *CHARACTERS, *NUMBERS)

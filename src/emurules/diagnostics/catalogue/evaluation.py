"""Kinds of diagnostics: refusals while a unit is evaluated, which a checked ruleset never shows."""

from emurules.diagnostics.catalogue.kind import Kind, Text, kind

_CHECK = Text(
    "`emurules check` finds such places before a unit does",
    "`emurules check` tìm ra những chỗ như vậy trước khi chấm",
)

KINDS: tuple[Kind, ...] = (
    kind(
        "no-row-holds",
        Text("a value falls in no row", "giá trị không rơi vào dòng nào"),
        Text("`{subject}` = {value} falls in no row", "`{subject}` = {value} không rơi vào dòng nào"),
        Text("add a row for it, or `otherwise`", "hãy thêm một dòng cho giá trị này, hoặc `còn lại`"),
    ),
    kind(
        "several-rows-hold",
        Text("a value falls in several rows", "giá trị rơi vào nhiều dòng"),
        Text(
            "`{subject}` = {value} falls in two rows, `{first}` and `{second}`",
            "`{subject}` = {value} rơi vào hai dòng, `{first}` và `{second}`",
        ),
        Text("let each value fall in one row only", "hãy để mỗi giá trị chỉ rơi vào một dòng"),
    ),
    kind(
        "value-missing",
        Text("a value that is needed is missing", "giá trị cần dùng chưa có số liệu"),
        Text(
            "`{subject}` is missing, and is needed here", "`{subject}` chưa có số liệu, mà ở đây cần dùng đến"
        ),
        Text(
            "use it only where `{subject} is not missing`",
            "chỉ dùng khi `{subject} không phải là chưa có số liệu`",
        ),
    ),
    kind(
        "divided-by-zero",
        Text("a division by 0", "phép chia cho 0"),
        Text("`{subject}` is 0, and is divided by here", "`{subject}` bằng 0, mà ở đây phải chia cho nó"),
        Text(
            "say what holds then, with a `rate` and `if none` or with a condition",
            "hãy nêu kết quả khi đó, bằng `tỷ lệ` với `nếu không phát sinh thì`, hoặc bằng một điều kiện",
        ),
    ),
    kind(
        "step-not-above-zero",
        Text("rounding to a step that is not above 0", "làm tròn đến bước không lớn hơn 0"),
        Text(
            "the step `{subject}` is not above 0, and nothing can be rounded to it",
            "bước `{subject}` không lớn hơn 0, không thể làm tròn đến bước đó",
        ),
    ),
    kind(
        "unlimited-figure",
        Text("a number is needed where there is no limit", "cần một con số nhưng không có giới hạn"),
        Text(
            "`{subject}` is unlimited, and a number is needed here",
            "`{subject}` không giới hạn, mà ở đây cần một con số",
        ),
        Text("give the node a worth", "hãy đặt điểm chuẩn cho mục đó"),
    ),
    kind(
        "groups-below-zero",
        Text("groups of something below 0", "đếm nhóm của đại lượng âm"),
        Text(
            "`{subject}` = {value}, and groups of it cannot be counted",
            "`{subject}` = {value}, không đếm nhóm được",
        ),
        Text("let the groups begin at 0: `max({subject}; 0)`", "hãy đếm nhóm từ 0: `lớn nhất({subject}; 0)`"),
    ),
    kind(
        "share-below-zero",
        Text("a negative share is taken off", "phần giảm âm"),
        Text(
            "`{subject}` = {value}, and no share below 0 can be taken off",
            "`{subject}` = {value}, không thể giảm một phần nhỏ hơn 0",
        ),
    ),
    kind(
        "unit-limits-crossed",
        Text(
            "a unit’s lower limit lies above its upper one", "giới hạn dưới của đơn vị cao hơn giới hạn trên"
        ),
        {
            "": Text(
                "the lower limit {lower} lies above the upper one, {upper}",
                "giới hạn dưới {lower} cao hơn giới hạn trên {upper}",
            ),
            "worth": Text(
                "the upper limit {upper} lies above the most that `{id}` can give, {most}",
                "giới hạn trên {upper} cao hơn mức cao nhất của `{id}` là {most}",
            ),
        },
        {"": _CHECK, "worth": _CHECK},
    ),
    kind(
        "exempt-in-condition",
        Text("an answer is needed of something exempt", "cần câu trả lời từ nội dung không áp dụng"),
        Text(
            "`{subject}` is exempt for this unit, so that nobody can say whether this holds",
            "`{subject}` không áp dụng cho đơn vị này nên không thể nói điều kiện có đúng hay không",
        ),
        Text(
            "ask first whether it is assessed: `assessed …`",
            "hãy hỏi trước là có áp dụng hay không: `có áp dụng …`",
        ),
    ),
)

"""Kinds of diagnostics found while resolving: values that cannot be had, or cannot be meant.

A word in capitals, such as `{WORTH}`, is a terminal of the grammar, as in resolution.
"""

from emurules.diagnostics.catalogue.kind import Kind, Text, kind

_INSIDE = {"inside": Text("needed here", "được dùng ở đây")}

VALUES: tuple[Kind, ...] = (
    kind(
        "division-by-zero",
        Text("a division by something that can be 0", "chia cho đại lượng có thể bằng 0"),
        {
            "": Text(
                "`{text}` can be 0, and nothing can be divided by 0",
                "`{text}` có thể bằng 0, không chia được",
            ),
            "constant": Text("nothing can be divided by `{text}`", "không chia cho `{text}` được"),
        },
        Text(
            "declare a rate with `{_IF_NONE}`, or guard it: `{WHEN} {text} > 0`",
            "hãy khai báo tỷ lệ với `{_IF_NONE}`, hoặc thêm điều kiện: `{WHEN} {text} > 0`",
        ),
        _INSIDE,
    ),
    kind(
        "maybe-missing",
        Text("a fact used where it may be missing", "dùng số liệu ở chỗ có thể thiếu"),
        {
            "": Text("`{name}` may be missing here", "`{name}` có thể chưa có số liệu ở đây"),
            "only when": Text(
                "`{name}` is there only when `{condition}`", "`{name}` chỉ có khi `{condition}`"
            ),
        },
        {
            "": Text(
                "ask first: `{name} {_IS_NOT} {MISSING}`", "hãy hỏi trước: `{name} {_IS_NOT} {MISSING}`"
            ),
            "only when": Text("use it only when `{condition}`", "chỉ dùng khi `{condition}`"),
        },
        _INSIDE,
    ),
    kind(
        "maybe-exempt",
        Text(
            "a value that may be exempt where an answer is needed",
            "giá trị có thể không áp dụng ở chỗ cần câu trả lời",
        ),
        {
            "": Text("`{text}` may be exempt here", "`{text}` có thể không áp dụng ở đây"),
            "rate": Text(
                "the rate `{name}` is exempt where `{whole}` is 0",
                "tỷ lệ `{name}` không áp dụng khi `{whole}` bằng 0",
            ),
            "share": Text(
                "`{text}` is exempt where nothing is attainable",
                "`{text}` không áp dụng khi không có điểm nào có thể đạt",
            ),
        },
        {
            "": Text("write `{ASSESSED} {id} {_AND} …`", "hãy viết `{ASSESSED} {id} {_AND} …`"),
            "rate": Text("write `{whole} > 0 {_AND} …`", "hãy viết `{whole} > 0 {_AND} …`"),
            "share": Text(
                "write `{ATTAINABLE_OF} {id} > 0 {_AND} …`", "hãy viết `{ATTAINABLE_OF} {id} > 0 {_AND} …`"
            ),
        },
        _INSIDE,
    ),
    kind(
        "impossible-requirement",
        Text("a requirement that no unit can satisfy", "ràng buộc không đơn vị nào thỏa mãn được"),
        {
            "": Text("no unit can satisfy `{text}`", "không đơn vị nào thỏa mãn được `{text}`"),
            "together": Text(
                "no unit can satisfy `{text}` and the requirements above it",
                "không đơn vị nào thỏa mãn được cả `{text}` và các ràng buộc ở trên",
            ),
        },
        Text("compare it with what the facts can be", "hãy đối chiếu với các giá trị có thể của số liệu"),
    ),
    kind(
        "no-such-quantity",
        Text("a quantity that does not exist", "đại lượng không có"),
        {
            "unlimited": Text(
                "there is no `{text}`, because the worth is unlimited",
                "không có `{text}`, vì không giới hạn điểm",
            ),
            "rescaled": Text(
                "there is no `{text}`, because a section is rescaled",
                "không có `{text}`, vì có phần được quy đổi",
            ),
            "penalty": Text(
                "there is no `{text}`, because nothing is attainable of a penalty",
                "không có `{text}`, vì điểm trừ không có điểm nào có thể đạt",
            ),
        },
        {
            "": Text("use its points", "hãy dùng số điểm của mục đó"),
            "unlimited": Text(
                "give it a worth, or use its points", "hãy ghi điểm chuẩn, hoặc dùng số điểm của mục đó"
            ),
            "rescaled": Text(
                "use the share of a section, or rescale the total",
                "hãy dùng tỷ lệ điểm của một phần, hoặc quy đổi tổng điểm",
            ),
        },
    ),
    kind(
        "step-not-positive",
        Text("a step or group that is no positive constant", "bước hoặc cỡ nhóm không phải hằng số dương"),
        {
            "": Text(
                "the step `{text}` is no positive constant", "bước `{text}` không phải là hằng số dương"
            ),
            "group": Text(
                "the size of a group is no positive constant: `{text}`",
                "cỡ nhóm không phải là hằng số dương: `{text}`",
            ),
        },
        Text("write a number above 0", "hãy viết một số lớn hơn 0"),
    ),
    kind(
        "negative-worth",
        Text("a worth below 0", "điểm chuẩn nhỏ hơn 0"),
        Text("the worth `{text}` can be below 0", "điểm chuẩn `{text}` có thể nhỏ hơn 0"),
        Text(
            "write a positive number; in a penalty section it is the most that is taken",
            "hãy ghi số dương; trong phần điểm trừ đó là số điểm bị trừ nhiều nhất",
        ),
    ),
    kind(
        "limit-above-worth",
        Text("a limit that leaves the worth", "giới hạn vượt điểm chuẩn"),
        {
            "": Text(
                "the limit `{text}` can lie above the worth, {worth}",
                "giới hạn `{text}` có thể cao hơn điểm chuẩn {worth}",
            ),
            "positive": Text(
                "the limit `{text}` can lie above 0, where a penalty ends",
                "giới hạn `{text}` có thể lớn hơn 0, là mức cao nhất của điểm trừ",
            ),
            "penalty": Text(
                "the limit `{text}` can take more than the worth, {worth}",
                "giới hạn `{text}` có thể trừ nhiều hơn điểm chuẩn {worth}",
            ),
        },
        {
            "": Text("raise the worth, or lower the limit", "hãy tăng điểm chuẩn hoặc hạ giới hạn"),
            "positive": Text("write a limit of 0 or less", "hãy ghi giới hạn không quá 0"),
            "penalty": Text("raise the worth or the limit", "hãy tăng điểm chuẩn hoặc nâng giới hạn"),
        },
    ),
    kind(
        "limits-crossed",
        Text("a lower limit above the upper one", "giới hạn dưới cao hơn giới hạn trên"),
        {
            "": Text(
                "the lower limit `{text}` can lie above the upper one, {other}",
                "giới hạn dưới `{text}` có thể cao hơn giới hạn trên {other}",
            ),
            "upper": Text(
                "the upper limit `{text}` can lie below the lower one, {other}",
                "giới hạn trên `{text}` có thể thấp hơn giới hạn dưới {other}",
            ),
        },
        {
            "": Text("lower it, or raise the upper limit", "hãy hạ giới hạn này, hoặc nâng giới hạn trên"),
            "upper": Text(
                "raise it, or write a lower limit: `{POINTS_AT_LEAST} …`",
                "hãy nâng giới hạn này, hoặc ghi giới hạn dưới: `{POINTS_AT_LEAST} …`",
            ),
        },
    ),
    kind(
        "worth-off-step",
        Text("a worth that rounding would change", "điểm chuẩn không phải là bội của bước làm tròn"),
        {
            "": Text(
                "the worth `{text}` is no multiple of the rounding step {step}",
                "điểm chuẩn `{text}` không phải là bội của bước làm tròn {step}",
            ),
            "sum": Text(
                "the worth of the parts, {text}, is no multiple of the rounding step {step}",
                "điểm chuẩn của các mục con, {text}, không phải là bội của bước làm tròn {step}",
            ),
        },
        Text("choose a step that divides the worth", "hãy chọn bước mà điểm chuẩn chia hết"),
    ),
    kind(
        "reduce-above-worth",
        Text("`reduce` of points that can exceed the worth", "giảm trên số điểm có thể vượt điểm chuẩn"),
        {
            "": Text(
                "the awards here can exceed the worth {text}, so that the share would be of more",
                "điểm cộng ở đây có thể vượt điểm chuẩn {text}, nên phần giảm sẽ tính trên số lớn hơn",
            ),
            "parts": Text(
                "the parts can exceed the worth {text}, so that the share would be of more",
                "điểm các mục con có thể vượt điểm chuẩn {text}, nên phần giảm sẽ tính trên số lớn hơn",
            ),
        },
        {
            "": Text("limit the awards with `{AT_MOST}`", "hãy giới hạn điểm cộng bằng `{AT_MOST}`"),
            "parts": Text(
                "raise the worth, or lower that of the parts",
                "hãy tăng điểm chuẩn, hoặc hạ điểm chuẩn của mục con",
            ),
        },
    ),
    kind(
        "negative-groups",
        Text("groups of something that can be negative", "đếm nhóm của đại lượng có thể âm"),
        Text(
            "`{text}` can be negative, and groups of it cannot be counted",
            "`{text}` có thể là số âm, không đếm nhóm được",
        ),
        Text("write `{MAX}{text}; 0)`", "hãy viết `{MAX}{text}; 0)`"),
    ),
    kind(
        "value-too-long",
        Text("a value that can have too many digits", "giá trị có thể có quá nhiều chữ số"),
        Text("`{text}` can have more than {limit} digits", "`{text}` có thể có hơn {limit} chữ số"),
        Text("multiply less, or bound the facts", "hãy bớt phép nhân, hoặc giới hạn số liệu"),
    ),
)

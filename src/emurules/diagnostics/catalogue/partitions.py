"""Kinds of diagnostics of the checker: bands, tables and grades that do not divide their domain."""

from emurules.diagnostics.catalogue.kind import Kind, Text, kind

_BESIDE = {
    "below": Text("this row ends before it", "dòng này kết thúc trước đó"),
    "above": Text("this row begins after it", "dòng này bắt đầu sau đó"),
}
_ROWS = {"first": Text("this row takes it too", "dòng này cũng nhận")}

KINDS: tuple[Kind, ...] = (
    kind(
        "gap",
        Text("a value that falls in no row", "giá trị không thuộc dòng nào"),
        {
            "": Text("{where} falls in no row", "{where} không thuộc dòng nào"),
            "unit": Text(
                "{where} falls in no row, for example `{witness}`",
                "{where} không thuộc dòng nào, ví dụ `{witness}`",
            ),
        },
        {
            "": Text("add a row: `{row}`", "hãy thêm một dòng: `{row}`"),
            "bound": Text("write `{new}` instead of `{old}`", "hãy ghi `{new}` thay cho `{old}`"),
        },
        _BESIDE,
    ),
    kind(
        "possible-gap",
        Text("a gap that could not be ruled out", "khoảng trống chưa loại trừ được"),
        {
            "": Text(
                "{where} falls in no row; whether a unit can have that could not be decided",
                "{where} không thuộc dòng nào; chưa xác định được có đơn vị nào như vậy không",
            ),
            "large": Text(
                "`{subject}` depends on too much to decide whether each value falls in one row",
                "`{subject}` phụ thuộc vào quá nhiều thứ, chưa xác định được mỗi giá trị thuộc đúng một dòng",
            ),
        },
        {
            "": Text(
                "add a row for it, or a requirement that rules it out",
                "hãy thêm một dòng cho trường hợp đó, hoặc một ràng buộc loại trừ nó",
            ),
            "large": Text(
                "split the rows over several criteria, or use fewer facts in the guards",
                "hãy tách các dòng thành nhiều tiêu chí, hoặc dùng ít số liệu hơn trong điều kiện",
            ),
        },
        severity="warning",
    ),
    kind(
        "overlap",
        Text("two rows that take the same value", "hai dòng cùng nhận một giá trị"),
        {
            "": Text(
                "`{first}` and `{second}` both take {where}", "`{first}` và `{second}` cùng nhận {where}"
            ),
            "unit": Text(
                "`{first}` and `{second}` both take {where}, for example `{witness}`",
                "`{first}` và `{second}` cùng nhận {where}, ví dụ `{witness}`",
            ),
        },
        {
            "": Text("keep one of them, or move a bound", "hãy giữ một dòng, hoặc dời một mốc"),
            "end": Text("write `{new}` instead of `{old}`", "hãy ghi `{new}` thay cho `{old}`"),
            "rest": Text("keep one of them", "hãy giữ một dòng"),
        },
        _ROWS,
    ),
    kind(
        "possible-overlap",
        Text("an overlap that could not be ruled out", "chồng lấn chưa loại trừ được"),
        Text(
            "`{first}` and `{second}` both take {where}; whether a unit can have that could not be decided",
            "`{first}` và `{second}` cùng nhận {where}; chưa xác định được có đơn vị nào như vậy không",
        ),
        Text(
            "keep one of them, or add a requirement that rules it out",
            "hãy giữ một dòng, hoặc thêm một ràng buộc loại trừ trường hợp đó",
        ),
        _ROWS,
        severity="warning",
    ),
    kind(
        "unreachable-row",
        Text("a row that nobody can fall into", "dòng không đơn vị nào thuộc vào"),
        {
            "": Text("no unit can fall into `{row}`", "không đơn vị nào thuộc dòng `{row}`"),
            "best": Text(
                "no unit can fall into `{row}`: the rows above it take all that it takes",
                "không đơn vị nào thuộc dòng `{row}`: các dòng trên đã nhận hết",
            ),
            "threshold": Text(
                "`{row}` is never the best row: wherever it holds, another gives as many points or more",
                "`{row}` không bao giờ là dòng cao nhất: đạt dòng này thì luôn đạt dòng khác không kém điểm",
            ),
        },
        Text("remove it, or change its bounds or its guard", "hãy bỏ dòng này, hoặc sửa mốc hay điều kiện"),
        severity="warning",
    ),
    kind(
        "redundant-otherwise",
        Text("an `otherwise` with nothing left to take", "dòng `còn lại` không còn gì để nhận"),
        Text(
            "the other rows take everything: nothing is left for `{row}`",
            "các dòng khác đã nhận hết: không còn gì cho `{row}`",
        ),
        Text("remove this row", "hãy bỏ dòng này"),
        severity="warning",
    ),
)

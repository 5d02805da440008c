"""Kinds of diagnostics found while resolving: types, and what a type cannot be.

A word in capitals, such as `{WORTH}`, is a terminal of the grammar, as in resolution.
"""

from emurules.diagnostics.catalogue.kind import Kind, Text, kind

TYPES: tuple[Kind, ...] = (
    kind(
        "type-mismatch",
        Text("a value of another type than is needed", "giá trị sai loại"),
        {
            "": Text(
                "`{text}` is {found}, and {wanted} is needed here", "`{text}` là {found}, ở đây cần {wanted}"
            ),
            "constant": Text("`{text}` is not {wanted}", "`{text}` không phải là {wanted}"),
            "count": Text(
                "`{text}` is no count, so it cannot bound one",
                "`{text}` không phải là số lượng nên không thể làm giới hạn",
            ),
            "dates": Text(
                "`{text}` computes with dates as if they were numbers",
                "`{text}` tính toán với ngày như với số",
            ),
            "order": Text(
                "`{text}` asks for an order that answers do not have",
                "`{text}` so sánh lớn nhỏ giữa các câu trả lời không có thứ tự",
            ),
            "is": Text(
                "`{text}` is no answer to `{subject}`", "`{text}` không phải là câu trả lời cho `{subject}`"
            ),
            "options": Text(
                "`{text}` and `{subject}` do not have the same options",
                "`{text}` và `{subject}` không có cùng các lựa chọn",
            ),
            "row": Text(
                "`{text}` does not fit `{subject}`, which is {wanted}",
                "`{text}` không hợp với `{subject}`, vốn là {wanted}",
            ),
            "rises": Text(
                "`{text}` is a choice, whose options cannot rise",
                "`{text}` là một lựa chọn, không thể tăng hay giảm",
            ),
        },
        {
            "compare": Text(
                "compare it with something, as in `{text} >= {example}`",
                "hãy so sánh, ví dụ `{text} >= {example}`",
            ),
            "compare option": Text("compare it: `{text} {_IS} …`", "hãy so sánh: `{text} {_IS} …`"),
            "order": Text(
                "use `=`, `!=`, `{_IS}` or `{_IS_NOT}`", "hãy dùng `=`, `!=`, `{_IS}` hoặc `{_IS_NOT}`"
            ),
            "is": Text(
                "`{_IS}` takes an option, `{YES}`, `{NO}` or `{MISSING}`; for numbers use `=`",
                "`{_IS}` đi với lựa chọn, `{YES}`, `{NO}` hoặc `{MISSING}`; với số hãy dùng `=`",
            ),
            "is fact": Text("compare two facts by `=`", "hãy so sánh hai số liệu bằng `=`"),
            "days": Text(
                "write `{DAYS}…; …)` for the days between two dates",
                "hãy viết `{DAYS}…; …)` để tính số ngày giữa hai ngày",
            ),
            "days of": Text(
                "write `{DAYS}{start}; {end})` for the days between the two",
                "hãy viết `{DAYS}{start}; {end})` để tính số ngày giữa hai ngày",
            ),
            "choice": Text(
                "write `(1 {WHEN} {text} {otherwise} 0)` for a number",
                "hãy viết `(1 {WHEN} {text} {otherwise} 0)` để được một số",
            ),
        },
    ),
    kind(
        "percent-number",
        Text("a percent and a plain number mixed up", "lẫn lộn phần trăm và số thường"),
        {
            "": Text(
                "`{text}` is a plain number and `{other}` is a percent",
                "`{text}` là số thường còn `{other}` là phần trăm",
            ),
            "percent first": Text(
                "`{text}` is a percent and `{other}` is a plain number",
                "`{text}` là phần trăm còn `{other}` là số thường",
            ),
            "wanted percent": Text(
                "`{text}` is a plain number, and a percent is needed here",
                "`{text}` là số thường, ở đây cần phần trăm",
            ),
            "wanted number": Text(
                "`{text}` is a percent, and a plain number is needed here",
                "`{text}` là phần trăm, ở đây cần số thường",
            ),
            "row": Text(
                "of `{text}` and `{other}` one is a percent, the other a plain number",
                "trong `{text}` và `{other}`, một bên là phần trăm, một bên là số thường",
            ),
        },
        {
            "percent": Text("write `{plain}%`", "hãy viết `{plain}%`"),
            "percent or ratio": Text(
                "write `{hundredfold}%`, or `{plain}%` if that is meant",
                "hãy viết `{hundredfold}%`, hoặc `{plain}%` nếu đúng ý là vậy",
            ),
            "number": Text("write `{plain}`, without the sign", "hãy viết `{plain}`, không có dấu phần trăm"),
            "times worth": Text(
                "multiply it by points, as in `{text} * {WORTH}`",
                "hãy nhân với điểm, ví dụ `{text} * {WORTH}`",
            ),
        },
    ),
    kind(
        "wrong-arguments",
        Text("a function with too few or too many values", "hàm thừa hoặc thiếu giá trị"),
        {
            "": Text(
                "`{function}` needs {least} values in its parentheses, not {found}",
                "`{function}` cần {least} giá trị trong ngoặc, ở đây có {found}",
            ),
            "one": Text(
                "`{function}` needs one value in its parentheses, not {found}",
                "`{function}` cần một giá trị trong ngoặc, ở đây có {found}",
            ),
        },
        Text("separate the values by semicolons", "các giá trị cách nhau bằng dấu chấm phẩy"),
    ),
    kind(
        "value-outside-domain",
        Text("a value that cannot occur", "giá trị không thể xảy ra"),
        Text("`{text}` cannot occur here", "`{text}` không thể xảy ra ở đây"),
        Text("possible: {domain}", "các giá trị có thể: {domain}"),
    ),
    kind(
        "bad-domain",
        Text("a type that no value fits", "kiểu số liệu không có giá trị nào hợp"),
        {
            "count": Text(
                "`{text}` is no whole number, so it cannot bound a count",
                "`{text}` không phải là số nguyên nên không thể giới hạn số lượng",
            ),
            "negative": Text(
                "`{text}` is below 0, and nothing is counted below 0",
                "`{text}` nhỏ hơn 0, trong khi số lượng không thể nhỏ hơn 0",
            ),
            "ends": Text("`{text}` ends before it begins", "`{text}` kết thúc trước khi bắt đầu"),
            "step": Text("nothing lies in steps of `{text}`", "không có giá trị nào theo bước `{text}`"),
        },
        {
            "": Text("use a whole number", "hãy dùng số nguyên"),
            "negative": Text(
                "for whole numbers on both sides of 0 write `number from {text} to … in steps of 1`",
                "với số nguyên ở cả hai phía của 0, hãy viết `số từ {text} đến … theo bước 1`",
            ),
            "ends": Text("exchange the two ends", "hãy đổi chỗ hai đầu"),
            "step": Text("use a step above 0", "hãy dùng bước lớn hơn 0"),
        },
    ),
    kind(
        "empty-row",
        Text("a row that takes no value", "dòng không nhận giá trị nào"),
        Text("no value lies in `{text}`", "không có giá trị nào thuộc `{text}`"),
        {
            "": Text(
                "take one of the two ends in, or remove the row",
                "hãy tính cả một trong hai đầu, hoặc bỏ dòng này",
            ),
            "turn": Text("exchange the two ends", "hãy đổi chỗ hai đầu"),
        },
    ),
    kind(
        "misplaced-missing",
        Text("`missing` where nothing can be missing", "hỏi thiếu số liệu ở chỗ không thể thiếu"),
        {
            "no fact": Text(
                "`{text}` is no fact, so it cannot be missing",
                "`{text}` không phải là số liệu nên không thể thiếu",
            ),
            "never": Text("`{name}` is never missing", "`{name}` không bao giờ thiếu"),
        },
        {
            "never": Text(
                "declare it `{OPTIONAL}`, or remove the test",
                "hãy khai báo `{OPTIONAL}`, hoặc bỏ phép thử",
            ),
            "never row": Text(
                "declare the fact `{OPTIONAL}`, or remove the row",
                "hãy khai báo số liệu `{OPTIONAL}`, hoặc bỏ dòng này",
            ),
            "row": Text("remove the row", "hãy bỏ dòng này"),
        },
    ),
    kind(
        "misplaced-worth",
        Text("`worth` alone outside the tree of points", "`điểm chuẩn` đứng một mình ngoài phần và tiêu chí"),
        Text(
            "`{WORTH}` alone has a meaning in a section, a criterion or the total only",
            "`{WORTH}` đứng một mình chỉ có nghĩa trong phần, tiêu chí hoặc tổng điểm",
        ),
        Text("write `{WORTH_OF} …`", "hãy viết `{WORTH_OF} …`"),
    ),
    kind(
        "worth-depends",
        Text(
            "a worth that depends on more than yes/no and choice facts",
            "điểm chuẩn phụ thuộc vào số liệu khác có/không và lựa chọn",
        ),
        Text("a worth cannot depend on `{text}`", "điểm chuẩn không được phụ thuộc vào `{text}`"),
        Text("use yes/no and choice facts only", "chỉ dùng số liệu có/không và lựa chọn"),
    ),
    kind(
        "rate-of-counts",
        Text("a rate of something that is not counted", "tỷ lệ của đại lượng không đếm được"),
        Text(
            "`{text}` is no count, and a rate is counts over counts",
            "`{text}` không phải là số lượng, mà tỷ lệ là số lượng trên số lượng",
        ),
        Text(
            "use a `{LET}` with a division that is guarded", "hãy dùng `{LET}` với một phép chia có điều kiện"
        ),
    ),
    kind(
        "table-subject",
        Text("a table whose rows divide something else", "bảng tra chia mức theo đại lượng khác"),
        Text(
            "the rows of this table divide `{text}` and not `{name}`",
            "các dòng của bảng tra này chia theo `{text}` chứ không theo `{name}`",
        ),
        Text("write `{BANDS} {name}`", "hãy viết `{BANDS} {name}`"),
    ),
    kind(
        "tables-too-deep",
        Text("tables that use tables too deeply", "bảng tra dùng nhau quá nhiều lớp"),
        {
            "": Text("`{name}` uses tables more than {limit} deep", "`{name}` dùng bảng tra quá {limit} lớp"),
            "lookups": Text(
                "one look-up in `{name}` leads through more than {limit} others",
                "một lần tra `{name}` phải qua hơn {limit} lần tra khác",
            ),
        },
        Text("join some of the tables", "hãy gộp bớt bảng tra"),
    ),
)

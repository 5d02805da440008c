"""Kinds of diagnostics: a unit's facts that cannot be scored."""

from emurules.diagnostics.catalogue.kind import Kind, Text, kind

_NEAR = Text("did you mean `{near}`?", "có phải là `{near}` không?")
_NOT_KNOWN = Text("leave it out if it is not known", "nếu chưa biết thì bỏ trống")

_NAMES: tuple[Kind, ...] = (
    kind(
        "facts-unreadable",
        Text("facts that are no names with values", "số liệu không phải là các tên kèm giá trị"),
        Text("the facts of this unit cannot be read", "không đọc được số liệu của đơn vị này"),
        Text("give each fact by its name with its value", "hãy nêu từng số liệu theo tên kèm giá trị"),
    ),
    kind(
        "fact-name",
        Text("a name of a fact that is no text", "tên số liệu không phải là chữ"),
        Text("`{key}` is no name of a fact", "`{key}` không phải là tên số liệu"),
        Text("names are text, as in the ruleset", "tên phải là chữ, như trong bảng điểm"),
    ),
    kind(
        "fact-twice",
        Text("one fact under two spellings", "một số liệu với hai cách viết"),
        Text(
            "`{fact}` is given twice, in two spellings that look the same",
            "`{fact}` được nêu hai lần, với hai cách viết trông giống nhau",
        ),
        Text("remove one of the two", "bỏ một trong hai"),
    ),
    kind(
        "unknown-fact",
        Text("a name that is no fact of the ruleset", "tên không phải là số liệu của bảng điểm"),
        Text("`{key}` is no fact of `{ruleset}`", "`{key}` không phải là số liệu của `{ruleset}`"),
        {
            "": Text("remove it, or check its spelling", "hãy bỏ đi, hoặc kiểm tra lại cách viết"),
            "near": _NEAR,
        },
    ),
)

_PRESENCE: tuple[Kind, ...] = (
    kind(
        "fact-not-given",
        Text("a fact that every unit needs is not given", "thiếu số liệu bắt buộc"),
        Text("`{fact}` is not given", "chưa có số liệu `{fact}`"),
        {"": Text("give {wanted}", "hãy nêu {wanted}")},
    ),
    kind(
        "fact-required",
        Text(
            "a fact is not given although its condition holds",
            "thiếu số liệu trong khi điều kiện của nó đúng",
        ),
        Text(
            "`{fact}` is not given, and is required when `{condition}`",
            "chưa có số liệu `{fact}`, bắt buộc phải có khi `{condition}`",
        ),
        {"": Text("give {wanted}", "hãy nêu {wanted}")},
    ),
    kind(
        "fact-not-asked",
        Text(
            "a fact is given although its condition does not hold",
            "có số liệu trong khi điều kiện của nó không đúng",
        ),
        Text(
            "`{fact}` is given, and is asked for only when `{condition}`",
            "có nêu số liệu `{fact}`, trong khi chỉ cần khi `{condition}`",
        ),
        Text(
            "leave `{fact}` out, or correct what its condition says",
            "hãy bỏ `{fact}`, hoặc sửa số liệu trong điều kiện của nó",
        ),
    ),
    kind(
        "fact-missing",
        Text("a fact that must be there is said to be missing", "số liệu bắt buộc lại ghi là không có"),
        Text(
            "`{fact}` is said to be missing, and must be given",
            "`{fact}` ghi là không có, mà bắt buộc phải có",
        ),
        {"": Text("give {wanted}", "hãy nêu {wanted}")},
    ),
)

_VALUES: tuple[Kind, ...] = (
    kind(
        "fact-type",
        Text("a value of the wrong kind", "giá trị không đúng loại"),
        {
            "": Text(
                "`{value}` for `{fact}` is not {wanted}", "`{value}` cho `{fact}` không phải là {wanted}"
            ),
            "nan": Text("`{fact}` is not a number (NaN)", "`{fact}` không phải là số (NaN)"),
            "infinite": Text("`{fact}` is infinite", "`{fact}` là vô hạn"),
            "percent": Text(
                "`{value}` for `{fact}` is a plain number, and a percent is wanted",
                "`{value}` cho `{fact}` là số thường, trong khi cần phần trăm",
            ),
        },
        {
            "": Text("give {wanted}", "hãy nêu {wanted}"),
            "nan": Text(
                "give `None`, or leave it out, where the number is not known",
                "nếu chưa biết con số thì ghi `None` hoặc bỏ trống",
            ),
            "infinite": _NOT_KNOWN,
            "percent": Text(
                "write `{as_percent}`, or `{as_ratio}` if `{value}` is the ratio",
                "hãy viết `{as_percent}`, hoặc `{as_ratio}` nếu `{value}` là tỷ số",
            ),
            "as percent": Text("write `{as_percent}`", "hãy viết `{as_percent}`"),
            "as ratio": Text("write `{as_ratio}`", "hãy viết `{as_ratio}`"),
            "bare": Text("write `{other}`", "hãy viết `{other}`"),
            "empty": Text(
                "leave it empty where there is nothing to say, or give `--missing '{value}'`",
                "không có thì để trống, hoặc thêm `--missing '{value}'` cho mọi ô như vậy",
            ),
            "comma": Text("write `{other}`, with a point", "hãy viết `{other}`, dùng dấu chấm"),
            "exponent": Text("write it out: `{other}`", "hãy viết đầy đủ: `{other}`"),
            "time": Text("give the day only, without a time", "chỉ nêu ngày, không nêu giờ"),
        },
    ),
    kind(
        "fact-domain",
        Text("a value that the fact cannot have", "giá trị mà số liệu không thể có"),
        {
            "below": Text(
                "`{value}` for `{fact}` is below {bound}, the least it can be",
                "`{value}` cho `{fact}` nhỏ hơn {bound}, mức thấp nhất",
            ),
            "above": Text(
                "`{value}` for `{fact}` is above {bound}, the most it can be",
                "`{value}` cho `{fact}` lớn hơn {bound}, mức cao nhất",
            ),
            "whole": Text(
                "`{value}` for `{fact}` is not a whole number",
                "`{value}` cho `{fact}` không phải là số nguyên",
            ),
            "grid": Text(
                "`{value}` for `{fact}` lies between the steps of {step}",
                "`{value}` cho `{fact}` nằm giữa các bước {step}",
            ),
            "option": Text(
                "`{value}` is none of the answers to `{fact}`",
                "`{value}` không thuộc các lựa chọn của `{fact}`",
            ),
        },
        {
            "grid": Text("the nearest are {before} and {after}", "gần nhất là {before} và {after}"),
            "option": Text("the answers are {options}", "các lựa chọn gồm {options}"),
            "near": _NEAR,
        },
    ),
    kind(
        "number-too-long-fact",
        Text("a number with too many digits", "số có quá nhiều chữ số"),
        Text("the number for `{fact}` has more than {limit} digits", "số của `{fact}` có hơn {limit} chữ số"),
        Text(
            "give at most {limit} digits, before and after the point together",
            "nêu nhiều nhất {limit} chữ số, tính cả trước và sau dấu thập phân",
        ),
    ),
)

_RELATIONS: tuple[Kind, ...] = (
    kind(
        "fact-above-whole",
        Text("a part exceeds its whole", "phần lớn hơn toàn thể"),
        Text(
            "`{fact}` is {value}, and must not exceed `{whole}`, which is {bound}",
            "`{fact}` là {value}, không được vượt `{whole}` là {bound}",
        ),
        Text("check both numbers", "hãy kiểm tra cả hai số"),
    ),
    kind(
        "requirement-broken",
        Text("a unit breaks a requirement", "đơn vị không đáp ứng yêu cầu về số liệu"),
        {
            "": Text("the facts break a requirement: {text}", "số liệu trái với yêu cầu: {text}"),
            "unknown": Text(
                "nobody can say whether a requirement holds without `{lacking}`: {text}",
                "không có `{lacking}` thì không biết yêu cầu có được đáp ứng hay không: {text}",
            ),
        },
        {
            "": Text("`{condition}` must hold; here {values}", "phải có `{condition}`; ở đây {values}"),
            "unknown": Text("`{condition}` must hold", "phải có `{condition}`"),
        },
    ),
)

# What is wanted of a fact, by its domain, for the messages above.
WANTED: dict[str, Text] = {
    "yes/no": Text("`yes` or `no`", "`có` hoặc `không`"),
    "count": Text("a count, such as `50`", "một số đếm, ví dụ `50`"),
    "number": Text("a number, such as `12.5`", "một số, ví dụ `12.5`"),
    "percent": Text("a percent, such as `90%`", "một tỷ lệ phần trăm, ví dụ `90%`"),
    "date": Text("a date, such as `2024-03-26`", "một ngày, ví dụ `2024-03-26`"),
    "choice": Text("one of {options}", "một trong {options}"),
}

KINDS: tuple[Kind, ...] = (*_NAMES, *_PRESENCE, *_VALUES, *_RELATIONS)

"""Kinds of diagnostics of the checker: points that cannot be reached, or are cut."""

from emurules.diagnostics.catalogue.kind import Kind, Text, kind

KINDS: tuple[Kind, ...] = (
    kind(
        "unreachable-worth",
        Text("a worth that no unit can reach", "điểm chuẩn không đơn vị nào đạt được"),
        {
            "": Text(
                "no unit can get {worth}; none gets more than {most}",
                "không đơn vị nào đạt được {worth} điểm; không đơn vị nào quá {most}",
            ),
            "unit": Text(
                "no unit can get {worth}; the most is {most}, for example with `{witness}`",
                "không đơn vị nào đạt được {worth} điểm; cao nhất là {most}, ví dụ với `{witness}`",
            ),
            "penalty": Text(
                "no unit can lose {worth}; none loses more than {most}",
                "không đơn vị nào bị trừ đến {worth} điểm; không đơn vị nào quá {most}",
            ),
            "exempt": Text(
                "no unit can get {worth}: `{id}` is exempt for every unit",
                "không đơn vị nào đạt được {worth} điểm: `{id}` không áp dụng với mọi đơn vị",
            ),
        },
        {
            "": Text(
                "correct the worth or the points, or write `{limit}` if that is meant",
                "hãy sửa điểm chuẩn hoặc mức điểm, hoặc ghi `{limit}` nếu đúng là như vậy",
            ),
            "points": Text(
                "correct the worth, or the points of the rows and awards",
                "hãy sửa điểm chuẩn, hoặc mức điểm của các dòng và các khoản cộng",
            ),
            "exempt": Text(
                "correct the conditions under which it is exempt", "hãy sửa các điều kiện không áp dụng"
            ),
        },
        severity="warning",
    ),
    kind(
        "points-cut",
        Text("points that are cut without a word", "điểm bị cắt mà bảng không nói"),
        {
            "": Text(
                "points can come to {value} and are cut to {limit}, for example with `{witness}`",
                "điểm có thể lên đến {value} và bị cắt còn {limit}, ví dụ với `{witness}`",
            ),
            "least": Text(
                "points can fall to {value} and are lifted to {limit}, for example with `{witness}`",
                "điểm có thể xuống đến {value} và được nâng lên {limit}, ví dụ với `{witness}`",
            ),
            "unsure": Text(
                "points may come to more than {limit} and be cut; no unit was found with which they do",
                "điểm có thể vượt {limit} và bị cắt; chưa tìm thấy đơn vị nào như vậy",
            ),
            "unsure least": Text(
                "points may fall below {limit} and be lifted; no unit was found with which they do",
                "điểm có thể xuống dưới {limit} và được nâng lên; chưa tìm thấy đơn vị nào như vậy",
            ),
        },
        Text(
            "correct the worth or the points; if the cut is meant, let readers see it: `{written}`",
            "hãy sửa điểm chuẩn hoặc mức điểm; nếu đúng là có giới hạn, hãy ghi rõ: `{written}`",
        ),
        severity="warning",
    ),
    kind(
        "parts-sum",
        Text("parts that do not add up", "các phần cộng lại không khớp"),
        {
            "": Text(
                "worth {worth}, but its parts are worth {sum} together",
                "điểm chuẩn là {worth}, nhưng các phần cộng lại là {sum}",
            ),
            "best": Text(
                "worth {worth}, but the best of its parts is worth {sum}",
                "điểm chuẩn là {worth}, nhưng phần cao nhất là {sum}",
            ),
            "exempt": Text(
                "worth {worth}, but the parts are worth {plain} together, and {sum} of those that apply",
                "điểm chuẩn là {worth}, nhưng các phần cộng lại là {plain}, tính phần được áp dụng là {sum}",
            ),
            "varies": Text(
                "worth {worth}, but the parts that apply are worth {sum}, never {worth}",
                "điểm chuẩn là {worth}, nhưng các phần được áp dụng là {sum}, không khi nào là {worth}",
            ),
        },
        {
            "": Text(
                "write the sum as the worth, correct a part, or write `{limit}`",
                "hãy ghi tổng làm điểm chuẩn, sửa một phần, hoặc ghi `{limit}`",
            ),
            "parts": Text(
                "correct the worth, a part, or when parts are exempt",
                "hãy sửa điểm chuẩn, một phần, hoặc các điều kiện không áp dụng",
            ),
            "less": Text(
                "write {sum} as the worth, or correct a part", "hãy ghi điểm chuẩn {sum}, hoặc sửa một phần"
            ),
        },
        severity="warning",
    ),
)

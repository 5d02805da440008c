"""Kinds of diagnostics of the checker: laws refuted, and laws that could not be proven."""

from emurules.diagnostics.catalogue.kind import Kind, Text, kind

KINDS: tuple[Kind, ...] = (
    kind(
        "refuted-law",
        Text("a law that an admissible unit breaks", "nguyên tắc bị một đơn vị hợp lệ vi phạm"),
        {
            "": Text(
                "this law does not hold for `{witness}`: {values}",
                "nguyên tắc này không đúng với `{witness}`: {values}",
            ),
            "facts": Text(
                "this law does not hold for `{witness}`", "nguyên tắc này không đúng với `{witness}`"
            ),
            "everybody": Text("this law does not hold: {values}", "nguyên tắc này không đúng: {values}"),
            "falls": Text(
                "`{quantity}` falls from {before} to {after} when `{fact}` rises from {low} to {high}",
                "`{quantity}` giảm từ {before} còn {after} khi `{fact}` tăng từ {low} lên {high}",
            ),
            "falls-unit": Text(
                "`{quantity}` falls from {before} to {after} when `{fact}` rises from {low} to {high}, "
                "for example with `{witness}`",
                "`{quantity}` giảm từ {before} còn {after} khi `{fact}` tăng từ {low} lên {high}, "
                "ví dụ với `{witness}`",
            ),
            "rises": Text(
                "`{quantity}` rises from {before} to {after} when `{fact}` rises from {low} to {high}",
                "`{quantity}` tăng từ {before} lên {after} khi `{fact}` tăng từ {low} lên {high}",
            ),
            "rises-unit": Text(
                "`{quantity}` rises from {before} to {after} when `{fact}` rises from {low} to {high}, "
                "for example with `{witness}`",
                "`{quantity}` tăng từ {before} lên {after} khi `{fact}` tăng từ {low} lên {high}, "
                "ví dụ với `{witness}`",
            ),
        },
        {
            "": Text(
                "correct the criteria that it speaks of, or the law; `{require}` rules out units that cannot "
                "exist",
                "hãy sửa các tiêu chí liên quan, hoặc sửa nguyên tắc; `{require}` loại những đơn vị không "
                "thể có",
            ),
            "moves": Text(
                "correct the rows or awards that use `{fact}`, or the law",
                "hãy sửa các dòng hoặc các lần cộng điểm dùng `{fact}`, hoặc sửa nguyên tắc",
            ),
        },
    ),
    kind(
        "unproven-law",
        Text("a law that could not be proven", "nguyên tắc chưa chứng minh được"),
        {
            "": Text(
                "this law could not be proven; it was not refuted in {number}",
                "chưa chứng minh được nguyên tắc này; chưa thấy trái trong {number} đã thử",
            ),
        },
        Text(
            "split it into laws about single criteria, or give an example for each case that matters",
            "hãy tách thành nguyên tắc về từng tiêu chí, hoặc thêm ví dụ cho từng trường hợp quan trọng",
        ),
        severity="warning",
    ),
    kind(
        "empty-law",
        Text("a law that speaks of nobody", "nguyên tắc không nói về đơn vị nào"),
        {
            "": Text(
                "this law speaks of nobody: there are no two units of which only `{fact}` differs, and no "
                "exemption",
                "nguyên tắc này không nói về ai: không có hai đơn vị chỉ khác nhau ở `{fact}` mà mức áp dụng "
                "các tiêu chí như nhau",
            ),
        },
        {
            "": Text(
                "look at what ties `{fact}` to other facts, and at the exemptions that depend on it",
                "hãy xem những gì ràng buộc `{fact}` với số liệu khác, và các trường hợp không áp dụng phụ "
                "thuộc vào số liệu này",
            ),
        },
        severity="warning",
    ),
)

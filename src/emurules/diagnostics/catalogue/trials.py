"""Kinds of diagnostics of a ruleset's own tests: examples (and, with the checker, laws)."""

from emurules.diagnostics.catalogue.kind import Kind, Text, kind

KINDS: tuple[Kind, ...] = (
    kind(
        "failing-example",
        Text("an example that does not come out as written", "ví dụ không ra kết quả như đã ghi"),
        {
            "": Text("expected {wanted}, but it comes out as {actual}", "cần {wanted} nhưng ra {actual}"),
            "facts": Text(
                "the facts of `{title}` are refused: {problem}",
                "số liệu của `{title}` không hợp lệ: {problem}",
            ),
            "refused": Text(
                "`{title}` cannot be evaluated: {problem}", "không chấm được `{title}`: {problem}"
            ),
        },
        {
            "": Text("correct the rule or the expectation", "hãy sửa quy tắc hoặc kết quả mong đợi"),
            "facts": Text(
                "give every required fact a value that it can have",
                "hãy cho mỗi số liệu bắt buộc một giá trị hợp lệ",
            ),
        },
        {"example": Text("in this example", "trong ví dụ này")},
    ),
)

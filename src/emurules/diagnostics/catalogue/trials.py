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
            "missing": Text("`{title}` does not give {names}", "`{title}` chưa có số liệu {names}"),
            "refused": Text(
                "`{title}` cannot be evaluated: {problem}", "không chấm được `{title}`: {problem}"
            ),
        },
        {
            "": Text("correct the rule or the expectation", "hãy sửa quy tắc hoặc kết quả mong đợi"),
            "facts": Text(
                "give it the facts of a unit that there can be",
                "hãy ghi số liệu của một đơn vị có thể có thật",
            ),
            "missing": Text("add a line: `{given}`", "hãy thêm một dòng: `{given}`"),
        },
        {"example": Text("in this example", "trong ví dụ này")},
    ),
)

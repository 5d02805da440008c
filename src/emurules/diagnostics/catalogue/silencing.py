"""Kinds of diagnostics of the checker: comments that silence a finding."""

from emurules.diagnostics.catalogue.kind import Kind, Text, kind

KINDS: tuple[Kind, ...] = (
    kind(
        "unused-silencing",
        Text("a comment that silences nothing", "chú thích bỏ qua không có tác dụng"),
        {
            "": Text(
                "`{name}` is allowed for line {line}, where it is not found",
                "`{name}` được bỏ qua cho dòng {line}, nhưng dòng đó không có cảnh báo này",
            ),
            "error": Text(
                "`{name}` is an error, and errors cannot be silenced",
                "`{name}` là lỗi, mà lỗi thì không bỏ qua được",
            ),
        },
        {
            "": Text("remove it from the comment", "hãy xóa nó khỏi chú thích"),
            "error": Text(
                "mend what the error is about, and remove this", "hãy sửa lỗi đó, và xóa phần bỏ qua này"
            ),
        },
        severity="warning",
    ),
    kind(
        "silencing-without-reason",
        Text("a finding silenced without a reason", "bỏ qua cảnh báo mà không nêu lý do"),
        Text(
            "there is no reason for allowing {slugs}, so nothing is silenced",
            "chưa có lý do bỏ qua {slugs}, nên chưa bỏ qua gì",
        ),
        Text("give one after a colon: `{write}`", "hãy nêu lý do sau dấu hai chấm: `{write}`"),
        severity="warning",
    ),
    kind(
        "unknown-silencing",
        Text("a silenced finding that does not exist", "bỏ qua một cảnh báo không có thật"),
        Text("no finding is called `{name}`", "không có cảnh báo nào tên là `{name}`"),
        {
            "": Text(
                "write the name that stands in brackets in the warning",
                "hãy ghi tên trong ngoặc vuông của cảnh báo",
            ),
            "near": Text("did you mean `{near}`?", "có phải là `{near}`?"),
        },
        severity="warning",
    ),
)

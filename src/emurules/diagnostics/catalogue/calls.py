"""Kinds of diagnostics about calls from Python: what a script passes or asks for."""

from emurules.diagnostics.catalogue.kind import Kind, Text, kind

KINDS: tuple[Kind, ...] = (
    kind(
        "unknown-node",
        Text("a section or criterion that a trace does not have", "mục không có trong kết quả"),
        {
            "section": Text("there is no section `{id}`", "không có phần `{id}`"),
            "criterion": Text("there is no criterion `{id}`", "không có tiêu chí `{id}`"),
        },
        Text("there are: {known}", "các mục có: {known}"),
    ),
    kind(
        "bad-argument",
        Text("a value of another kind than the function takes", "đối số không đúng loại"),
        Text("`{argument}` is {found}, and {wanted} is needed", "`{argument}` là {found}, cần {wanted}"),
        Text("see the page `API` of the documentation", "xem trang `API` của tài liệu"),
    ),
)

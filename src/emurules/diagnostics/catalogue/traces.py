"""Kinds of diagnostics: traces that are read back or told."""

from emurules.diagnostics.catalogue.kind import Kind, Text, kind

TRACES: tuple[Kind, ...] = (
    kind(
        "bad-trace-json",
        Text("a text is no trace in JSON", "văn bản không phải là bản ghi kết quả ở dạng JSON"),
        {
            "": Text("`{path}` cannot be read: `{found}`", "không đọc được `{path}`: `{found}`"),
            "not json": Text("this is no JSON from here on", "từ đây trở đi không phải là JSON"),
            "deep": Text("the trace is nested too deeply", "bản ghi có quá nhiều tầng lồng nhau"),
            "schema": Text(
                "this is a trace of schema `{found}`, and schema `{known}` is what can be read here",
                "bản ghi này theo lược đồ `{found}`, ở đây chỉ đọc được lược đồ `{known}`",
            ),
            "object": Text(
                "`{path}` must be an object, and is `{found}`",
                "`{path}` phải là một đối tượng JSON, không phải `{found}`",
            ),
            "several": Text("this is a list, and no trace", "đây là một danh sách, không phải một bản ghi"),
            "list": Text(
                "`{path}` must be a list, and is `{found}`",
                "`{path}` phải là một danh sách, không phải `{found}`",
            ),
            "text": Text(
                "`{path}` must be a text, and is `{found}`",
                "`{path}` phải là chuỗi văn bản, không phải `{found}`",
            ),
            "integer": Text(
                "`{path}` must be a whole number, and is `{found}`",
                "`{path}` phải là số nguyên, không phải `{found}`",
            ),
            "yes/no": Text(
                "`{path}` must be `true` or `false`, and is `{found}`",
                "`{path}` phải là `true` hoặc `false`, không phải `{found}`",
            ),
            "number": Text(
                '`{path}` must be a number in quotes such as `"9.5"` or `"1/3"`, and is `{found}`',
                '`{path}` phải là số trong ngoặc kép như `"9.5"` hoặc `"1/3"`, không phải `{found}`',
            ),
            "percent": Text(
                '`{path}` must be a percent such as `"90%"`, and is `{found}`',
                '`{path}` phải là phần trăm như `"90%"`, không phải `{found}`',
            ),
            "date": Text(
                '`{path}` must be a date such as `"2024-03-26"`, and is `{found}`',
                '`{path}` phải là ngày tháng như `"2024-03-26"`, không phải `{found}`',
            ),
            "fewer digits": Text(
                "the number at `{path}` has too many digits",
                "số ở `{path}` có quá nhiều chữ số",
            ),
            "one of": Text(
                "`{path}` must be one of {allowed}, and is `{found}`",
                "`{path}` phải là một trong các giá trị {allowed}, không phải `{found}`",
            ),
            "missing": Text("`{path}` is missing", "thiếu `{path}`"),
            "unknown": Text("a trace has nothing called `{path}`", "bản ghi không có mục nào là `{path}`"),
            "twice": Text("`{path}` stands there twice", "`{path}` được ghi hai lần"),
            "value": Text(
                "`{path}` is `{found}`, which does not go with its state",
                "`{path}` là `{found}`, không khớp với trạng thái của nó",
            ),
            "disagrees": Text(
                "`{path}` is `{found}`, but the rest of the trace gives `{expected}`",
                "`{path}` là `{found}`, nhưng phần còn lại của bản ghi cho ra `{expected}`",
            ),
        },
        {
            "schema": Text(
                "read it with the version that wrote it: `{engine}`",
                "hãy đọc bằng phiên bản đã ghi ra nó: `{engine}`",
            ),
            "several": Text(
                "`score --format json` writes a list of traces: give one of them",
                "`score --format json` ghi một danh sách các bản ghi: hãy đưa vào một bản ghi trong đó",
            ),
        },
    ),
    kind(
        "unknown-choice",
        Text("a language or format that there is not", "ngôn ngữ hoặc định dạng không có"),
        {
            "": Text("there is no `{found}` here", "ở đây không có `{found}`"),
            "language": Text("there are no texts in `{found}`", "không có bản văn bằng ngôn ngữ `{found}`"),
            "format": Text("there is no format `{found}`", "không có định dạng `{found}`"),
        },
        Text("choose one of {known}", "hãy chọn một trong {known}"),
    ),
)

"""Kinds of diagnostics: reading and writing files.

The kinds about the form of a file of facts (CSV, JSON) stand in fact_files, those about traces in traces.
"""

from emurules.diagnostics.catalogue.fact_files import FACT_FILES
from emurules.diagnostics.catalogue.kind import Kind, Text, kind
from emurules.diagnostics.catalogue.traces import TRACES

_UTF8 = Text(
    "save it as UTF-8 (in Excel: Save As, `CSV UTF-8`)",
    "lưu lại theo mã UTF-8 (trong Excel: Save As, chọn `CSV UTF-8`)",
)
_DID_YOU_MEAN = Text("did you mean `{near}`?", "có phải là `{near}` không?")

_ANY_FILE: tuple[Kind, ...] = (
    kind(
        "file-not-found",
        Text("there is no such file or shipped ruleset", "không có tệp hay bảng điểm có sẵn như vậy"),
        {
            "": Text("there is no file `{path}`", "không có tệp `{path}`"),
            "ruleset": Text(
                "`{path}` is neither a file nor a shipped ruleset",
                "`{path}` không phải là tệp, cũng không phải bảng điểm có sẵn",
            ),
        },
        {
            "": Text(
                "check the name and the folder: a path starts from the current folder",
                "kiểm tra lại tên và thư mục: đường dẫn tính từ thư mục hiện tại",
            ),
            "near": _DID_YOU_MEAN,
            "shipped": Text("shipped rulesets: {names}", "các bảng điểm có sẵn: {names}"),
        },
    ),
    kind(
        "not-a-file",
        Text(
            "a folder or device stands where a file is needed",
            "cần một tệp nhưng đây là thư mục hoặc thiết bị",
        ),
        {
            "": Text("`{path}` is a folder", "`{path}` là một thư mục"),
            "device": Text("`{path}` is no ordinary file", "`{path}` không phải là tệp thông thường"),
        },
        {"": Text("name a file in it", "chỉ rõ một tệp trong đó"), "near": _DID_YOU_MEAN},
    ),
    kind(
        "unreadable-file",
        Text("a file cannot be read", "không đọc được tệp"),
        Text("`{path}` cannot be read: {reason}", "không đọc được `{path}`: {reason}"),
        {
            "": Text("check that you may read it", "kiểm tra quyền đọc tệp"),
            "workbook": Text(
                "open it in Excel or LibreOffice and save it as .xlsx",
                "mở bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx",
            ),
        },
    ),
    kind(
        "missing-extra",
        Text("a package that is needed is not installed", "chưa cài gói cần thiết"),
        Text("`{path}` needs the package {package}", "`{path}` cần gói {package}"),
        Text("install it: `pip install 'emurules[{extra}]'`", "cài đặt: `pip install 'emurules[{extra}]'`"),
    ),
    kind(
        "unwritable-file",
        Text("a file cannot be written", "không ghi được tệp"),
        {
            "": Text("`{path}` cannot be written: {reason}", "không ghi được `{path}`: {reason}"),
            "exists": Text("`{path}` exists already", "đã có tệp `{path}`"),
        },
        {
            "": Text("check the folder, and that you may write there", "kiểm tra thư mục và quyền ghi"),
            "exists": Text(
                "choose another name, or give `--force` to replace it",
                "chọn tên khác, hoặc thêm `--force` để ghi đè",
            ),
        },
    ),
    kind(
        "not-rewritten",
        Text(
            "a ruleset cannot be laid out anew and say the same",
            "bảng điểm không thể viết lại mà vẫn giữ nguyên nghĩa",
        ),
        {
            "": Text(
                "`{path}` is left as it is: `{name}`, an id here, is a word of the other dialect",
                "`{path}` được để nguyên: mã `{name}` trong tệp là một từ khóa của ngôn ngữ kia",
            ),
            "unsure": Text(
                "`{path}` is left as it is: laid out anew, it would not say the same",
                "`{path}` được để nguyên: nếu viết lại thì nội dung sẽ khác đi",
            ),
        },
        {
            "": Text("give it another id", "đặt mã khác"),
            "unsure": Text(
                "this is a mistake of emurules: please report it, with the file",
                "đây là lỗi của emurules: hãy báo lại kèm theo tệp này",
            ),
        },
    ),
    kind(
        "file-too-large",
        Text("a file or a line of it is too large", "tệp hoặc một dòng trong tệp quá lớn"),
        {
            "": Text("`{path}` has more than {limit}", "`{path}` lớn hơn {limit}"),
            "line": Text("a line has more than {limit}", "một dòng dài hơn {limit}"),
        },
        {
            "": Text("check that this is the right file", "kiểm tra xem có đúng tệp không"),
            "line": Text("check that this is the right file", "kiểm tra xem có đúng tệp không"),
        },
    ),
    kind(
        "encoding",
        Text("a file is not UTF-8 text", "tệp không phải văn bản UTF-8"),
        {
            "": Text(
                "this is not UTF-8 text: byte {byte} at offset {offset}",
                "đây không phải văn bản UTF-8: byte {byte} ở vị trí {offset}",
            ),
            "utf-16": Text(
                "this is not UTF-16 text, as its start says",
                "đây không phải văn bản UTF-16 như phần đầu tệp cho biết",
            ),
        },
        {"": _UTF8, "ruleset": Text("save it as UTF-8 text", "lưu lại dạng văn bản mã UTF-8")},
    ),
    kind(
        "binary-file",
        Text("a file is no text", "tệp không phải văn bản"),
        {
            "": Text("`{path}` is no text", "`{path}` không phải là văn bản"),
            "workbook": Text("`{path}` is an Excel workbook", "`{path}` là tệp Excel"),
        },
        {
            "": Text("check that this is the right file", "kiểm tra xem có đúng tệp không"),
            "workbook": Text(
                "save it as .xlsx or the sheet as `CSV UTF-8`, and give that file",
                "lưu lại dạng .xlsx, hoặc lưu trang tính theo dạng `CSV UTF-8`, rồi dùng tệp đó",
            ),
        },
    ),
    kind(
        "empty-file",
        Text("a file is empty", "tệp rỗng"),
        Text("`{path}` is empty", "`{path}` không có nội dung"),
        {
            "": Text("check that this is the right file", "kiểm tra xem có đúng tệp không"),
            "facts": Text(
                "`emurules template {called} --format csv` prints the form to fill in",
                "`emurules template {called} --format csv` in ra mẫu để điền",
            ),
        },
    ),
)

KINDS: tuple[Kind, ...] = (*_ANY_FILE, *FACT_FILES, *TRACES)

"""Kinds of diagnostics: the form of a file of facts, CSV or JSON.

Guarantees: every text says what a person sees in the file: rows, columns, cells, entries.
Left out: what the values mean for a ruleset (facts).
"""

from emurules.diagnostics.catalogue.kind import Kind, Text, kind

_DID_YOU_MEAN = Text("did you mean `{near}`?", "có phải là `{near}` không?")
_TEMPLATE = Text(
    "`emurules template {called} --format csv` prints the whole header",
    "`emurules template {called} --format csv` in ra toàn bộ dòng tiêu đề",
)

_ANY_FACTS: tuple[Kind, ...] = (
    kind(
        "unknown-column",
        Text(
            "a column or key that resembles a fact which isn't given",
            "cột hoặc khóa gần giống một số liệu chưa có",
        ),
        {
            "": Text(
                "column `{name}` is no fact of `{ruleset}`",
                "cột `{name}` không phải là số liệu của `{ruleset}`",
            ),
            "key": Text(
                "`{name}` is no fact of `{ruleset}`", "`{name}` không phải là số liệu của `{ruleset}`"
            ),
        },
        {"": _DID_YOU_MEAN},
    ),
    kind(
        "ignored-column",
        Text(
            "a column or key that no fact has is left out", "cột hoặc khóa không phải số liệu nên được bỏ qua"
        ),
        {
            "": Text(
                "column `{name}` is no fact of `{ruleset}` and is ignored",
                "cột `{name}` không phải là số liệu của `{ruleset}` nên được bỏ qua",
            ),
            "key": Text(
                "`{name}` is no fact of `{ruleset}` and is ignored",
                "`{name}` không phải là số liệu của `{ruleset}` nên được bỏ qua",
            ),
            "more": Text(
                "{count} more columns are no facts of `{ruleset}` and are ignored",
                "còn {count} cột khác không phải là số liệu của `{ruleset}` nên được bỏ qua",
            ),
        },
        severity="warning",
    ),
    kind(
        "no-rows",
        Text("a file has no units", "tệp không có đơn vị nào"),
        {
            "": Text(
                "there is a header but no row below it", "có dòng tiêu đề nhưng không có dòng nào bên dưới"
            ),
            "list": Text("the list is empty", "danh sách rỗng"),
        },
        {
            "": Text("write one row for each unit", "ghi mỗi đơn vị một dòng"),
            "list": Text("write one object for each unit", "ghi mỗi đơn vị một đối tượng"),
        },
    ),
    kind(
        "duplicate-unit",
        Text("two units have one name", "hai đơn vị trùng tên"),
        Text("`{unit}` stands on line {first} already", "`{unit}` đã có ở dòng {first}"),
        Text(
            "give each unit a name of its own, or remove one of the two",
            "đặt tên khác nhau cho từng đơn vị, hoặc bỏ một trong hai",
        ),
    ),
    kind(
        "similar-unit",
        Text("two units have names that look the same", "hai đơn vị có tên trông giống nhau"),
        Text(
            "`{unit}` looks like `{near}` on line {first}: only case, width or hidden characters differ",
            "`{unit}` trông giống `{near}` ở dòng {first}: chỉ khác chữ hoa, độ rộng hoặc ký tự ẩn",
        ),
        Text(
            "if they are one unit, remove one of the two; if not, give them names that differ",
            "nếu là một đơn vị, hãy bỏ một trong hai; nếu không, hãy đặt tên khác hẳn nhau",
        ),
        severity="warning",
    ),
    kind(
        "unnamed-unit",
        Text("a unit has no name", "đơn vị không có tên"),
        Text("this row has no name in `unit`", "dòng này không có tên ở cột `unit`"),
        Text("fill in the name, or remove the row", "điền tên đơn vị, hoặc bỏ dòng này"),
    ),
    kind(
        "no-unit-names",
        Text("the units have no names", "các đơn vị không có tên"),
        {
            "": Text(
                "there is no column `unit`: the units are called `{example}` and so on",
                "không có cột `unit`: các đơn vị được gọi là `{example}`, v.v.",
            ),
            "key": Text(
                "units without a `unit` are called `{example}` and so on",
                "các đơn vị không có `unit` được gọi là `{example}`, v.v.",
            ),
        },
        {
            "near": Text(
                "is it column `{near}`? then call it `unit`",
                "có phải là cột `{near}` không? nếu phải, hãy đặt tên cột là `unit`",
            )
        },
        severity="warning",
    ),
    kind(
        "unknown-unit",
        Text("no unit has this name", "không có đơn vị nào tên như vậy"),
        Text("`{path}` has no unit `{unit}`", "`{path}` không có đơn vị `{unit}`"),
        {"": Text("the units are: {names}", "các đơn vị gồm: {names}"), "near": _DID_YOU_MEAN},
    ),
    kind(
        "fact-decimal-mark",
        Text("a number has the other decimal mark", "số dùng dấu thập phân khác"),
        {
            "comma": Text(
                "`{value}` for `{fact}` has a comma, where a decimal point is expected",
                "`{value}` của `{fact}` có dấu phẩy, trong khi dấu thập phân là dấu chấm",
            ),
            "thousands": Text(
                "`{value}` for `{fact}` has a comma, where a decimal point is expected",
                "`{value}` của `{fact}` có dấu phẩy, trong khi dấu thập phân là dấu chấm",
            ),
            "groups": Text(
                "`{value}` for `{fact}` has points between its thousands",
                "`{value}` của `{fact}` có dấu chấm phân cách hàng nghìn",
            ),
            "point": Text(
                "`{value}` for `{fact}` has a point, where the decimal mark is a comma",
                "`{value}` của `{fact}` có dấu chấm, trong khi dấu thập phân là dấu phẩy",
            ),
        },
        {
            "comma": Text("write `{other}`, or give `--decimal ,`", "ghi `{other}`, hoặc thêm `--decimal ,`"),
            "thousands": Text(
                "write `{plain}`; if the comma is a decimal mark, give `--decimal ,`",
                "ghi `{plain}`; nếu dấu phẩy là dấu thập phân, thêm `--decimal ,`",
            ),
            "groups": Text("write `{plain}`", "ghi `{plain}`"),
            "point": Text(
                "write `{other}`, or leave `--decimal ,` out", "ghi `{other}`, hoặc bỏ `--decimal ,`"
            ),
        },
    ),
    kind(
        "ambiguous-number",
        Text("a number can be read in two ways", "số có thể hiểu theo hai cách"),
        Text(
            "`{value}` for `{fact}` can be read as {small} and as {large}",
            "`{value}` của `{fact}` có thể hiểu là {small} hoặc {large}",
        ),
        Text(
            "write `{large}` or `{small}`, or give `--decimal .` if every point is a decimal point",
            "ghi `{large}` hoặc `{small}`, hoặc thêm `--decimal .` nếu mọi dấu chấm là dấu thập phân",
        ),
    ),
)

_DATES: tuple[Kind, ...] = (
    kind(
        "date-order",
        Text("a date of which the day or the month comes first", "ngày ghi theo thứ tự khác"),
        {
            "": Text(
                "`{value}` for `{fact}` can be read as {day_first} and as {month_first}",
                "`{value}` của `{fact}` có thể hiểu là {day_first} hoặc {month_first}",
            ),
            "day first": Text(
                "`{value}` for `{fact}` has the day first", "`{value}` của `{fact}` ghi ngày trước"
            ),
            "month first": Text(
                "`{value}` for `{fact}` has the month first", "`{value}` của `{fact}` ghi tháng trước"
            ),
            "iso": Text(
                "`{value}` for `{fact}` does not begin with the year",
                "`{value}` của `{fact}` không bắt đầu bằng năm",
            ),
            "none": Text(
                "`{value}` for `{fact}` is no day of the calendar",
                "`{value}` của `{fact}` không phải là ngày có trong lịch",
            ),
            "not day first": Text(
                "`{value}` for `{fact}` is no date with the day first",
                "`{value}` của `{fact}` không phải là ngày ghi ngày trước",
            ),
            "not month first": Text(
                "`{value}` for `{fact}` is no date with the month first",
                "`{value}` của `{fact}` không phải là ngày ghi tháng trước",
            ),
        },
        {
            "": Text(
                "write one of the two, or give `--dates d/m/y` or `--dates m/d/y` for all dates of the file",
                "ghi một trong hai, hoặc thêm `--dates d/m/y` hay `--dates m/d/y` cho mọi ngày trong tệp",
            ),
            "day first": Text(
                "write `{other}`, or give `--dates d/m/y`", "ghi `{other}`, hoặc thêm `--dates d/m/y`"
            ),
            "month first": Text(
                "write `{other}`, or give `--dates m/d/y`", "ghi `{other}`, hoặc thêm `--dates m/d/y`"
            ),
            "iso": Text("write `{other}`", "ghi `{other}`"),
            "none": Text("correct the day or the month", "hãy sửa lại ngày hoặc tháng"),
            "not day first": Text(
                "write `{other}` if the month comes first here; `--dates m/d/y` says so of the whole file",
                "nếu ở đây tháng đứng trước thì ghi `{other}`; `--dates m/d/y` là cho cả tệp",
            ),
            "not month first": Text(
                "write `{other}` if the day comes first here; `--dates d/m/y` says so of the whole file",
                "nếu ở đây ngày đứng trước thì ghi `{other}`; `--dates d/m/y` là cho cả tệp",
            ),
        },
    ),
)

_EXCEL: tuple[Kind, ...] = (
    kind(
        "excel-sheet",
        Text(
            "no sheet of a workbook, or several, can be meant", "không rõ dùng trang tính nào của tệp Excel"
        ),
        {
            "": Text("facts stand on several sheets: {names}", "số liệu nằm ở nhiều trang tính: {names}"),
            "none": Text("there is no sheet `{sheet}`", "không có trang tính `{sheet}`"),
        },
        {
            "": Text("choose one: `--sheet '{sheet}'`", "hãy chọn một: `--sheet '{sheet}'`"),
            "none": Text("there are {names}", "có các trang {names}"),
        },
    ),
    kind(
        "excel-formula",
        Text("a formula without a saved value", "công thức chưa có giá trị được lưu"),
        Text(
            "the formula for `{fact}` has no value: `{formula}`",
            "công thức của `{fact}` chưa có giá trị: `{formula}`",
        ),
        Text(
            "open the file in Excel or LibreOffice, so that it calculates, and save it",
            "mở tệp bằng Excel hoặc LibreOffice để tính lại, rồi lưu",
        ),
    ),
)

_CSV: tuple[Kind, ...] = (
    kind(
        "csv-header",
        Text("a CSV's first row names no fact", "dòng đầu của CSV không có tên số liệu nào"),
        {
            "": Text(
                "the first row names no fact of `{ruleset}`",
                "dòng đầu không có tên số liệu nào của `{ruleset}`",
            ),
            "one": Text(
                "the first row is one cell: `{text}`",
                "dòng đầu chỉ có một ô: `{text}`",
            ),
        },
        {
            "": Text(
                "is it for another ruleset? `emurules template {called}` prints the header of this one",
                "tệp này của bảng điểm khác? `emurules template {called}` in ra dòng tiêu đề đúng",
            ),
            "one": Text(
                "put commas or semicolons between the columns",
                "phân cách các cột bằng dấu phẩy hoặc dấu chấm phẩy",
            ),
        },
    ),
    kind(
        "missing-column",
        Text("a required fact has no column", "thiếu cột của số liệu bắt buộc"),
        {
            "": Text("there is no column for the fact `{names}`", "không có cột cho số liệu `{names}`"),
            "many": Text(
                "there are no columns for the facts {names}", "không có cột cho các số liệu {names}"
            ),
        },
        {"": _TEMPLATE, "many": _TEMPLATE},
    ),
    kind(
        "doubled-column",
        Text("two columns have one name", "hai cột trùng tên"),
        Text("column `{name}` stands at {first} already", "cột `{name}` đã có ở {first}"),
        Text("remove or rename one of the two", "bỏ hoặc đổi tên một trong hai cột"),
    ),
    kind(
        "csv-cells",
        Text("a row has more or fewer cells than the header", "dòng có số ô khác với dòng tiêu đề"),
        {
            "many": Text(
                "this row has {cells} cells, the header {columns}: `{value}` stands in no column",
                "dòng này có {cells} ô, dòng tiêu đề có {columns}: `{value}` không thuộc cột nào",
            ),
            "few": Text(
                "this row has {cells} cells, the header {columns}: it ends before column `{name}`",
                "dòng này có {cells} ô, dòng tiêu đề có {columns}: dòng kết thúc trước cột `{name}`",
            ),
        },
        {
            "many": Text(
                'a value that holds the separator needs quotes: "1,5"',
                'giá trị có chứa dấu phân cách cần đặt trong ngoặc kép: "1,5"',
            ),
            "few": Text(
                "fill in the rest; what is not known is an empty cell",
                "ghi đủ phần còn lại; chưa biết thì để ô trống",
            ),
        },
    ),
    kind(
        "csv-short-row",
        Text(
            "a row ends early, and what it lacks is not given",
            "dòng kết thúc sớm, phần thiếu coi như chưa có",
        ),
        Text(
            "this row ends before column `{name}`: what follows is taken as not given",
            "dòng này kết thúc trước cột `{name}`: phần sau coi như chưa có",
        ),
        severity="warning",
    ),
    kind(
        "csv-nameless-column",
        Text("a column has values but no name", "cột có giá trị nhưng không có tên"),
        Text("`{value}` stands in a column without a name", "`{value}` ở cột không có tên"),
        Text(
            "name the column in the header row, or empty it",
            "đặt tên cột ở dòng tiêu đề, hoặc xóa nội dung cột",
        ),
    ),
    kind(
        "csv-quotes",
        Text("quote marks of a CSV do not pair", "dấu ngoặc kép trong CSV không đủ cặp"),
        {
            "open": Text(
                "a quote mark opens in this row and is never closed",
                "dòng này mở ngoặc kép mà không đóng",
            ),
            "after": Text(
                "this row goes on after a closing quote mark",
                "dòng này có chữ ngay sau dấu đóng ngoặc kép",
            ),
        },
        {
            "": Text(
                'write a quote mark inside a cell twice: ""',
                'dấu ngoặc kép nằm trong ô phải viết hai lần: ""',
            )
        },
    ),
)

_JSON: tuple[Kind, ...] = (
    kind(
        "json-syntax",
        Text("a file is not JSON", "tệp không phải JSON"),
        {
            "": Text("this is not JSON", "đây không phải JSON"),
            "value": Text("a value is expected here", "ở đây cần một giá trị"),
            "comma": Text("a comma is missing here", "ở đây thiếu dấu phẩy"),
            "colon": Text("a colon is missing here", "ở đây thiếu dấu hai chấm"),
            "key": Text("a key in quotes is expected here", "ở đây cần một khóa đặt trong ngoặc kép"),
            "string": Text("this text is never closed", "đoạn chữ này không đóng ngoặc kép"),
            "control": Text("a text goes on over the end of its line", "đoạn chữ kéo sang dòng sau"),
            "escape": Text("there is no such escape after `\\`", "không có ký hiệu này sau `\\`"),
            "extra": Text("something follows the end of the JSON", "có nội dung thừa sau phần JSON"),
        },
        {
            "": Text("check the file with a JSON editor", "kiểm tra tệp bằng trình soạn thảo JSON"),
            "value": Text(
                "texts need quotes; what isn't known is null; nothing follows a last comma",
                "chữ phải đặt trong ngoặc kép; chưa biết thì ghi null; sau phần tử cuối không có dấu phẩy",
            ),
            "comma": Text("put a comma between two values", "giữa hai giá trị phải có dấu phẩy"),
            "colon": Text(
                "put a colon between a key and its value", "giữa khóa và giá trị phải có dấu hai chấm"
            ),
            "key": Text(
                "remove the comma before `}}`, or put the key in quotes",
                "bỏ dấu phẩy trước `}}`, hoặc đặt khóa trong ngoặc kép",
            ),
            "string": Text("close it with a quote mark", "đóng lại bằng dấu ngoặc kép"),
            "control": Text(
                "close it with a quote mark, or write `\\n` for the end of a line",
                "đóng lại bằng dấu ngoặc kép, hoặc ghi `\\n` để xuống dòng",
            ),
            "escape": Text("write `\\\\` for a backslash", "dấu gạch chéo ngược phải viết là `\\\\`"),
            "extra": Text(
                "put several units into one list: [{{…}}, {{…}}]",
                "đặt nhiều đơn vị vào một danh sách: [{{…}}, {{…}}]",
            ),
        },
    ),
    kind(
        "json-form",
        Text("JSON of another form than units", "JSON không đúng dạng danh sách đơn vị"),
        {
            "": Text(
                "the file holds neither a unit nor a list of units",
                "tệp không chứa đơn vị hay danh sách đơn vị",
            ),
            "unit": Text("a unit must be an object", "mỗi đơn vị phải là một đối tượng"),
            "name": Text("the unit's name must be a text", "tên đơn vị phải là chữ"),
            "fact": Text(
                "`{fact}` must be a number, a text, true, false or null",
                "`{fact}` phải là số, chữ, true, false hoặc null",
            ),
            "facts": Text(
                "no key is a fact of `{ruleset}`",
                "không có khóa nào là số liệu của `{ruleset}`",
            ),
        },
        {
            "": Text(
                'write [{{"unit": "…", "{fact}": …}}, …]',
                'ghi [{{"unit": "…", "{fact}": …}}, …]',
            ),
            "unit": Text(
                'write {{"unit": "…", "{fact}": …}}',
                'ghi {{"unit": "…", "{fact}": …}}',
            ),
            "facts": Text(
                "is it for another ruleset? `emurules template {called} --format json` prints the right keys",
                "tệp này của bảng điểm khác? `emurules template {called} --format json` in ra các khóa đúng",
            ),
        },
    ),
    kind(
        "json-doubled-key",
        Text("one object has a key twice", "một đối tượng có khóa trùng"),
        Text("`{key}` stands twice in this object", "`{key}` xuất hiện hai lần trong đối tượng này"),
        Text("remove one of the two", "bỏ một trong hai"),
    ),
    kind(
        "json-number",
        Text("NaN and Infinity are no numbers", "NaN và Infinity không phải là số"),
        Text("`{value}` is no number", "`{value}` không phải là số"),
        Text("write null for what is not known", "chưa biết thì ghi null"),
    ),
    kind(
        "json-nesting",
        Text("JSON is nested too deeply", "JSON lồng nhau quá sâu"),
        Text("the file is nested too deeply", "tệp lồng nhau quá nhiều cấp"),
        Text("units are objects of plain values", "mỗi đơn vị là một đối tượng gồm các giá trị đơn"),
    ),
)

FACT_FILES: tuple[Kind, ...] = (*_ANY_FACTS, *_DATES, *_EXCEL, *_CSV, *_JSON)

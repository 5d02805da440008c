"""Kinds of diagnostics found while resolving: names and the tree of points (see types, values).

A word in capitals, such as `{WORTH}`, is a terminal of the grammar: it is filled with the spelling of the
ruleset's own dialect, whatever the language of the message.
"""

from emurules.diagnostics.catalogue.kind import Kind, Text, kind
from emurules.diagnostics.catalogue.types import TYPES
from emurules.diagnostics.catalogue.values import VALUES

_NEAR = Text("did you mean `{near}`?", "có phải là `{near}` không?")
_FIRST = {"first": Text("first here", "lần đầu ở đây")}

NAMES: tuple[Kind, ...] = (
    kind(
        "duplicate-name",
        Text("a name that is declared twice", "tên khai báo hai lần"),
        {
            "": Text("`{name}` is declared twice", "`{name}` được khai báo hai lần"),
            "grading": Text(
                "the grading `{name}` is declared twice", "cách xếp loại `{name}` được khai báo hai lần"
            ),
            "unnamed grading": Text("two gradings have no name", "có hai cách xếp loại không có tên"),
            "example": Text("two examples are called `{name}`", "hai ví dụ cùng tên `{name}`"),
            "total": Text("the total is declared twice", "tổng điểm được khai báo hai lần"),
            "option": Text("the option `{name}` stands here twice", "lựa chọn `{name}` xuất hiện hai lần"),
            "given": Text("`{name}` is given twice", "`{name}` được cho hai lần"),
        },
        {
            "": Text("rename or remove one of the two", "hãy đổi tên hoặc bỏ một trong hai"),
            "name it": Text("give the second one a name", "hãy đặt tên cho cách thứ hai"),
            "remove": Text("remove one of the two", "hãy bỏ một trong hai"),
        },
        _FIRST,
    ),
    kind(
        "duplicate-id",
        Text("an id that stands twice", "số hiệu xuất hiện hai lần"),
        Text("the id `{name}` stands twice", "số hiệu `{name}` xuất hiện hai lần"),
        Text(
            "ids are unique in the whole table: put the section's id before it, as in `II.1`",
            "số hiệu là duy nhất trong cả bảng: hãy ghi số hiệu của phần ở trước, ví dụ `II.1`",
        ),
        _FIRST,
    ),
    kind(
        "unknown-name",
        Text("a name that nothing has", "tên chưa được khai báo"),
        {
            "": Text("nothing is called `{name}`", "không có gì tên là `{name}`"),
            "fact": Text("no fact is called `{name}`", "không có số liệu nào tên là `{name}`"),
            "option": Text(
                "`{name}` is an option of `{fact}` and means nothing by itself",
                "`{name}` là một lựa chọn của `{fact}`, đứng một mình thì không có nghĩa",
            ),
            "table": Text("no table is called `{name}`", "không có bảng tra nào tên là `{name}`"),
            "example": Text("no example is called `{name}`", "không có ví dụ nào tên là `{name}`"),
            "grading": Text("no grading is called `{name}`", "không có cách xếp loại nào tên là `{name}`"),
            "no grading": Text(
                "this ruleset has no grading without a name", "bảng điểm này không có cách xếp loại không tên"
            ),
            "grade": Text("no row gives the grade `{name}`", "không có dòng nào xếp loại `{name}`"),
        },
        {
            "near": _NEAR,
            "declare": Text(
                "declare it as a fact, a rate or a `{LET}`",
                "hãy khai báo tên này là số liệu, tỷ lệ hoặc giá trị `{LET}`",
            ),
            "option": Text("compare it: `{fact} {_IS} {name}`", "hãy so sánh: `{fact} {_IS} {name}`"),
            "gradings": Text("name the grading: {names}", "hãy ghi tên cách xếp loại: {names}"),
            "fact": Text("declare it: `{FACT} {name}: …`", "hãy khai báo: `{FACT} {name}: …`"),
            "table": Text("declare it as a `{TABLE}`", "hãy khai báo tên này là `{TABLE}`"),
            "known": Text("possible: {names}", "hiện có: {names}"),
        },
    ),
    kind(
        "unknown-id",
        Text("an id that no section or criterion has", "số hiệu không có trong bảng"),
        Text(
            "no section or criterion has the id `{id}`",
            "không có phần hay tiêu chí nào mang số hiệu `{id}`",
        ),
        {
            "near": _NEAR,
            "ids": Text("the ids are {ids}", "bảng có các số hiệu {ids}"),
            "none": Text("declare a section first", "hãy khai báo một phần trước"),
        },
    ),
    kind(
        "unknown-option",
        Text("an option that the choice does not have", "lựa chọn không có"),
        Text("`{name}` is none of the options here", "`{name}` không phải là một lựa chọn ở đây"),
        {"near": _NEAR, "options": Text("the options are {options}", "các lựa chọn là {options}")},
    ),
    kind(
        "wrong-kind-of-name",
        Text("a name of another kind than is needed", "tên không đúng loại cần dùng"),
        {
            "": Text("`{name}` is no table", "`{name}` không phải là bảng tra"),
            "table": Text(
                "`{name}` is a table, and what to look up is missing",
                "`{name}` là bảng tra mà thiếu giá trị cần tra",
            ),
            "fact": Text("`{name}` is no fact", "`{name}` không phải là số liệu"),
        },
        {
            "": Text(
                "only the name of a table is followed by a value in parentheses",
                "chỉ tên bảng tra mới có giá trị trong ngoặc đi sau",
            ),
            "table": Text("write `{name}(…)`", "hãy viết `{name}(…)`"),
            "fact": Text(
                "use a fact here; rates and other values follow from facts",
                "ở đây phải là số liệu; tỷ lệ và các giá trị khác được tính từ số liệu",
            ),
        },
    ),
    kind(
        "reserved-fact-name",
        Text(
            "a fact with a name that data files need", "tên số liệu trùng với cột dành riêng của tệp số liệu"
        ),
        Text("a fact cannot be called `{name}`", "số liệu không được mang tên `{name}`"),
        Text(
            "`{name}` is the column with the units' names: choose another name",
            "`{name}` là cột ghi tên đơn vị: hãy chọn tên khác",
        ),
    ),
    kind(
        "planned-word",
        Text("words that are kept for a later version", "từ dành cho phiên bản sau"),
        Text("`{text}` is kept for a later version", "`{text}` được dành cho phiên bản sau"),
        Text(
            "score each record by a second ruleset, and take its results as facts of this one",
            "hãy chấm từng bản ghi bằng một bảng điểm khác và lấy kết quả làm số liệu của bảng này",
        ),
    ),
    kind(
        "not-allowed-here",
        Text("a name that may not be used at this place", "tên không được dùng ở đây"),
        {
            "facts": Text(
                "`{text}` is no fact, and only facts can be used here",
                "`{text}` không phải số liệu, mà ở đây chỉ được dùng số liệu",
            ),
            "facts and rates": Text(
                "`{text}` is neither a fact nor a rate, and only these can be used here",
                "`{text}` không phải số liệu hay tỷ lệ, mà ở đây chỉ được dùng số liệu và tỷ lệ",
            ),
        },
        Text("write the condition out with facts", "hãy viết thẳng điều kiện bằng số liệu"),
    ),
    kind(
        "circular",
        Text("something that needs itself", "định nghĩa vòng tròn"),
        Text("`{name}` needs itself: {path}", "`{name}` phụ thuộc vào chính nó: {path}"),
        Text("break the circle at one of these places", "hãy bỏ sự phụ thuộc ở một trong các chỗ này"),
        {"circle": Text("goes on here", "tiếp ở đây")},
    ),
)

TREE: tuple[Kind, ...] = (
    kind(
        "undeclared-prefix",
        Text("an id whose parent is not declared", "số hiệu chưa có mục cha"),
        Text(
            "`{id}` stands under `{prefix}`, which is not declared",
            "`{id}` thuộc `{prefix}`, mà `{prefix}` chưa được khai báo",
        ),
        {
            "": Text(
                "declare `{prefix}`, or use an id without a dot",
                "hãy khai báo `{prefix}`, hoặc dùng số hiệu không có dấu chấm",
            ),
            "near": Text(
                "declare `{prefix}`, or did you mean `{near}`?",
                "hãy khai báo `{prefix}`, hoặc có phải là `{near}` không?",
            ),
        },
    ),
    kind(
        "outside-section",
        Text("a criterion above the first section", "tiêu chí nằm ngoài mọi phần"),
        Text(
            "criterion `{id}` stands in no section, while others of the scale stand in one",
            "tiêu chí `{id}` không thuộc phần nào, trong khi các tiêu chí khác của thang điểm có phần",
        ),
        Text(
            "declare a section above it; a table without sections has none for any criterion of the scale",
            "hãy khai báo một phần ở phía trên; bảng không chia phần thì không tiêu chí nào thuộc phần",
        ),
    ),
    kind(
        "misplaced-section",
        Text("a section in the wrong place", "phần đặt sai chỗ"),
        {
            "": Text(
                "section `{id}` stands under criterion `{prefix}`",
                "phần `{id}` nằm dưới tiêu chí `{prefix}`",
            ),
            "kind": Text(
                "section `{id}` is a part of `{prefix}` and cannot be a bonus or penalty of its own",
                "phần `{id}` thuộc `{prefix}` nên không thể là điểm thưởng hay điểm trừ riêng",
            ),
        },
        Text("use an id without a dot", "hãy dùng số hiệu không có dấu chấm"),
        {"above": Text("this is a criterion", "đây là tiêu chí")},
    ),
    kind(
        "id-too-deep",
        Text("an id with too many parts", "số hiệu có quá nhiều cấp"),
        Text("`{id}` has more than {limit} levels", "`{id}` có hơn {limit} cấp"),
        Text("use fewer levels", "hãy dùng ít cấp hơn"),
    ),
    kind(
        "worth-missing",
        Text("a criterion without a worth", "tiêu chí không có điểm chuẩn"),
        Text("`{id}` has no parts and no worth", "`{id}` không có mục con, cũng không có điểm chuẩn"),
        Text(
            "write `{WORTH} …` after the title; only plain figures tell it by themselves",
            "hãy viết `{WORTH} …` sau tên; chỉ khi các mức là những con số cụ thể mới không cần",
        ),
    ),
    kind(
        "parent-with-awards",
        Text("a node with parts that has points of its own", "mục có mục con mà lại có điểm riêng"),
        Text(
            "`{id}` has parts, whose points are added up: `{text}` cannot stand here",
            "`{id}` có mục con nên điểm là tổng điểm của chúng: không đặt `{text}` ở đây được",
        ),
        Text("move it into a part", "hãy chuyển vào một mục con"),
        {"parent": Text("has parts", "có mục con")},
    ),
    kind(
        "award-in-penalty",
        Text("an award in a penalty section", "cộng điểm trong phần điểm trừ"),
        Text("`{text}` adds points in a penalty section", "`{text}` cộng điểm trong phần điểm trừ"),
        {
            "": Text("write `{DEDUCT}`", "hãy viết `{DEDUCT}`"),
            "positive": Text("write `{DEDUCT} {amount}`", "hãy viết `{DEDUCT} {amount}`"),
        },
    ),
    kind(
        "positive-in-penalty",
        Text("a row that adds points in a penalty section", "mức điểm dương trong phần điểm trừ"),
        Text("`{text}` can add points in a penalty section", "`{text}` có thể cộng điểm trong phần điểm trừ"),
        Text(
            "write `{DEDUCT} {BANDS}` with the points as printed, or negative points",
            "hãy viết `{DEDUCT} {BANDS}` với số điểm như in trong bảng, hoặc ghi số âm",
        ),
    ),
    kind(
        "negative-deduction",
        Text("a deduction or reduction of less than nothing", "trừ hoặc giảm một số âm"),
        {
            "": Text(
                "`{text}` can be negative, and deducting it would add points",
                "`{text}` có thể là số âm, trừ đi sẽ thành cộng điểm",
            ),
            "share": Text(
                "`{text}` can be negative, and no share below 0% can be taken off",
                "`{text}` có thể là số âm, không thể giảm một phần nhỏ hơn 0%",
            ),
        },
        {
            "award": Text("write `{AWARD}`, or a positive number", "hãy viết `{AWARD}`, hoặc ghi số dương"),
            "bands": Text(
                "the rows of `{DEDUCT} {BANDS}` hold positive points, as printed",
                "các dòng của `{DEDUCT} {BANDS}` ghi số dương như in trong bảng",
            ),
            "positive": Text("write a positive percent", "hãy ghi phần trăm dương"),
            "share": Text("write `{MAX}{text}; 0%)`", "hãy viết `{MAX}{text}; 0%)`"),
            "times": Text("write `{MAX}{text}; 0)`", "hãy viết `{MAX}{text}; 0)`"),
        },
    ),
    kind(
        "penalty-rescaled",
        Text("a penalty that is rescaled", "điểm trừ được quy đổi"),
        Text("`{id}` is a penalty and cannot be rescaled", "`{id}` là điểm trừ, không quy đổi được"),
        Text("remove `{RESCALED}`", "hãy bỏ `{RESCALED}`"),
    ),
    kind(
        "rescaled-without-worth",
        Text("something rescaled to no worth", "quy đổi mà không có điểm chuẩn"),
        {
            "": Text("`{id}` is rescaled, but to no worth", "`{id}` được quy đổi nhưng không ghi điểm chuẩn"),
            "total": Text(
                "the total is rescaled, but to no worth", "tổng điểm được quy đổi nhưng không ghi điểm chuẩn"
            ),
        },
        Text(
            "write `{WORTH}` and a number before `{RESCALED}`",
            "hãy viết `{WORTH}` và một số trước `{RESCALED}`",
        ),
    ),
    kind(
        "misplaced-statement",
        Text("a statement in the wrong place", "câu đặt sai chỗ"),
        {
            "total": Text("`{text}` cannot stand in the total", "không đặt `{text}` trong tổng điểm được"),
            "leaf": Text(
                "`{id}` has no parts to take the best of", "`{id}` không có mục con để lấy mục cao nhất"
            ),
            "lower": Text(
                "`{text}` needs rows that are read from best to worst",
                "`{text}` cần các dòng được đọc từ cao xuống thấp",
            ),
            "table": Text(
                "a table has rows only: `{text}` cannot stand here",
                "bảng tra chỉ có các dòng: không đặt `{text}` ở đây được",
            ),
            "best guard": Text(
                "a row of `{best}` stands without a condition in bands: not `{text}`",
                "dòng của mức điểm `{best}` không kèm điều kiện được: `{text}`",
            ),
            "best points": Text(
                "`{text}` is no fixed number of points, so that nobody can say which row is the best",
                "`{text}` không phải là số điểm cố định nên không biết dòng nào cao nhất",
            ),
            "best head": Text(
                "`{text}` is no threshold, which `{best}` needs",
                "`{text}` không phải là một mốc, mà `{best}` cần mốc",
            ),
            "best turned": Text(
                "`{text}` goes the other way than the rows above it",
                "`{text}` đi ngược chiều với các dòng trên",
            ),
        },
        {
            "total": Text(
                "the total takes `{ZERO_WHEN}`, limits, rounding and `{RESCALED}`",
                "tổng điểm chỉ nhận `{ZERO_WHEN}`, giới hạn, làm tròn và `{RESCALED}`",
            ),
            "leaf": Text(
                "remove it, or declare parts such as `{id}.1`",
                "hãy bỏ đi, hoặc khai báo mục con như `{id}.1`",
            ),
            "lower": Text(
                "write `{BEST_THAT_HOLDS}` before the rows", "hãy viết `{BEST_THAT_HOLDS}` trước các dòng"
            ),
            "table": Text("put the condition into the rows", "hãy đặt điều kiện ở từng dòng"),
            "best guard": Text(
                "put the condition behind `{best}`, or remove `{best}` and give each row both its ends",
                "hãy đặt điều kiện sau `{best}`, hoặc bỏ `{best}` và ghi đủ hai đầu của từng dòng",
            ),
            "best points": Text(
                "write a number, or remove `{best}` and give each row both its ends",
                "hãy viết một số, hoặc bỏ `{best}` và ghi đủ hai đầu của từng dòng",
            ),
            "best head": Text(
                "write `{FROM}` or `{ABOVE}` and a bound in every row; or `{UP_TO}` or `{BELOW}` in all",
                "hãy viết mọi dòng với `{FROM}` hoặc `{ABOVE}`; hoặc mọi dòng với `{UP_TO}` hoặc `{BELOW}`",
            ),
        },
        {"first": Text("the first row goes this way", "dòng đầu đi theo chiều này")},
    ),
    kind(
        "statement-twice",
        Text("something that may stand once only", "câu chỉ được viết một lần"),
        Text("`{text}` is the second of its kind here", "`{text}` là câu thứ hai cùng loại ở đây"),
        Text("keep one of the two", "hãy giữ một trong hai"),
        _FIRST,
    ),
    kind(
        "bad-period",
        Text("a period that ends before it begins", "kỳ đánh giá kết thúc trước khi bắt đầu"),
        Text(
            "the period ends on {end}, before it begins on {start}",
            "kỳ đánh giá kết thúc ngày {end}, trước ngày bắt đầu {start}",
        ),
        Text("exchange the two dates", "hãy đổi chỗ hai ngày"),
    ),
)

KINDS: tuple[Kind, ...] = (*NAMES, *TREE, *TYPES, *VALUES)

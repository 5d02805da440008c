"""The few words of the command line's results, in each language, and its numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from emurules.diagnostics import Language, Text
from emurules.model.notation import number_text

RANK = Text("Rank", "Hạng")
UNIT = Text("Unit", "Đơn vị")
TOTAL = Text("Total", "Tổng điểm")
ATTAINABLE = Text("Attainable", "Có thể đạt")
EXEMPT = Text("Exempt", "Không áp dụng")
GRADE = Text("Grade", "Xếp loại")
NOTE = Text("Note", "Ghi chú")
DISQUALIFIED = Text("disqualified: {reasons}", "không xét: {reasons}")
WORTH = Text("{title}, worth {worth}", "{title}, điểm chuẩn {worth}")
BONUS = Text("{title}, bonus, worth {worth}", "{title}, điểm thưởng, điểm chuẩn {worth}")
PENALTY = Text("{title}, penalty, at most {worth}", "{title}, điểm trừ, tối đa {worth}")
UNDECLARED = Text(
    "{id}: {points} points of its worth are declared in no part of it, so nobody can get them",
    "{id}: {points} điểm trong điểm chuẩn chưa được khai báo ở phần nào, nên không ai đạt được",
)
LOWEST_FIRST = Text(
    "Ranked from the lowest total: more points are worse.",
    "Xếp hạng từ tổng điểm thấp nhất: càng nhiều điểm càng kém.",
)
RANKING = Text("Ranking", "Xếp hạng")
UNITS = Text("Units", "Đơn vị")
RESULTS = Text("Criteria", "Tiêu chí")
LOSSES = Text("Points lost", "Điểm bị mất")
CRITERION = Text("Criterion", "Tiêu chí")
ID = Text("No.", "Mã")
POINTS = Text("Points", "Điểm")
STANDARD = Text("Worth", "Điểm chuẩn")
LOST = Text("Points lost", "Số điểm mất")
AGAINST = Text("Points against", "Số điểm bất lợi")
WHY = Text("Why", "Lý do")
UNLIMITED = Text("unlimited", "không giới hạn")
NAMELESS = "–"
SCORING = Text("scoring", "đang chấm điểm")
REFUSED = Text(
    "{broken} of {units} units cannot be scored, so nothing is; --keep-going scores the others",
    "{broken} trên {units} đơn vị không chấm được nên chưa chấm đơn vị nào; "
    "thêm --keep-going để chấm các đơn vị còn lại",
)
STOPPED = Text(
    "{broken} units cannot be scored, and the rest of the file was not looked at",
    "{broken} đơn vị không chấm được; phần còn lại của tệp chưa được xem",
)
KEPT_GOING = Text(
    "{broken} of {units} units cannot be scored and are left out",
    "{broken} trên {units} đơn vị không chấm được và bị bỏ qua",
)
# Longer numbers fill no column of a table; JSON and explanations have them.
_LONGEST_NUMBER = 20
_GREAT = 10**300

NAME = Text("Name", "Tên")
TITLE = Text("Title", "Tên đầy đủ")
CRITERIA = Text("Criteria", "Số tiêu chí")
LANGUAGE = Text("Language", "Ngôn ngữ")


def number(value: Fraction | Literal["unlimited"] | None, language: Language) -> str:
    """A number for people, exact: with the language's decimal mark, or as `6 2/3` if it doesn't end."""
    if value is None:
        return NAMELESS
    if value == "unlimited":
        return UNLIMITED.filled(language, {})
    text = number_text(value)
    if "/" in text and abs(value) > 1:
        whole, rest = divmod(abs(value), 1)
        sign = "-" if value < 0 else ""
        text = f"{sign}{number_text(Fraction(whole))} {number_text(rest)}"
    if len(text) > _LONGEST_NUMBER:
        text = f"≈ {float(value):.6g}" if abs(value) < _GREAT else text
    return text.replace(".", ",") if language == "vi" else text

"""What each table of the corpus gives, written straight from its published definition.

One function a table, from facts as they stand in `cases.json` to what must come out. Nothing here reads a
ruleset or uses the package, so that agreement means something. The functions trust their facts: what a
ruleset would refuse (a value outside its domain, a fact that does not apply) is not looked for. All numbers
are exact.

The keys of the points are the ids of the rulesets, sections included; None stands for what is not assessed.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import TypeAlias, TypedDict

Facts: TypeAlias = Mapping[str, object]
Number: TypeAlias = Fraction | int
Points: TypeAlias = Mapping[str, Number | None]
Steps: TypeAlias = Sequence[tuple[Number, int]]


class Expected(TypedDict):
    """What must come out of a case; numbers are written as in the JSON of a trace."""

    total: str
    attainable: str
    points: dict[str, str | None]
    grade: str | None
    disqualified: bool


# -- facts and results ---------------------------------------------------------------------------------------


def _given(facts: Facts, name: str) -> bool:
    return facts.get(name) is not None


def _number(facts: Facts, name: str) -> Fraction:
    """A count, a number (12, "12.5") or a percentage ("12.5%", as the ratio)."""
    value = facts[name]
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError(f"{name} is no number: {value!r}")
    if isinstance(value, str) and value.endswith("%"):
        return Fraction(value.removesuffix("%")) / 100
    return Fraction(value)


def _holds(facts: Facts, name: str) -> bool:
    value = facts[name]
    if not isinstance(value, bool):
        raise TypeError(f"{name} is neither yes nor no: {value!r}")
    return value


def _choice(facts: Facts, name: str) -> str:
    value = facts[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is no choice: {value!r}")
    return value


def _written(value: Number) -> str:
    """A decimal where it ends, else a fraction."""
    exact = Fraction(value)
    places = next((n for n in range(40) if 10**n % exact.denominator == 0), None)
    if places is None:
        return f"{exact.numerator}/{exact.denominator}"
    if places == 0:
        return str(exact.numerator)
    digits = str(abs(exact.numerator) * (10**places // exact.denominator)).rjust(places + 1, "0")
    return f"{'-' if exact < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def _expected(
    points: Points, total: Number, attainable: int, grade: str | None = None, *, disqualified: bool = False
) -> Expected:
    return {
        "total": _written(total),
        "attainable": _written(attainable),
        "points": {key: None if value is None else _written(value) for key, value in points.items()},
        "grade": grade,
        "disqualified": disqualified,
    }


def _up_to(value: Number, steps: Steps, beyond: int) -> int:
    """The points of the first limit that the value does not exceed."""
    return next((points for limit, points in steps if value <= limit), beyond)


def _below(value: Number, steps: Steps, beyond: int) -> int:
    """The points of the first limit that the value stays below."""
    return next((points for limit, points in steps if value < limit), beyond)


def _rounded(value: Fraction, places: int) -> Fraction:
    """A number that is not negative, to so many decimals, halves up."""
    return Fraction(floor(value * 10**places + Fraction(1, 2)), 10**places)


# -- clinical scores -----------------------------------------------------------------------------------------


def apgar(facts: Facts) -> Expected:
    """Apgar score: V. Apgar, Curr Res Anesth Analg 32 (1953) 260-267; five signs, each 0, 1 or 2.

    Bands 0-3 low, 4-6 moderately abnormal, 7-10 reassuring: AAP and ACOG, Pediatrics 136 (2015) 819-822.
    """
    signs = {
        "2": ("respiratory_effort", ("apneic", "irregular", "lusty")),
        "3": ("reflex_irritability", ("unresponsive", "grimace", "vigorous")),
        "4": ("muscle_tone", ("flaccid", "flexion", "active")),
        "5": ("color", ("pale_or_blue", "acrocyanotic", "pink")),
    }
    points = {"1": _below(_number(facts, "heart_rate"), [(1, 0), (100, 1)], 2)}
    points |= {key: levels.index(_choice(facts, name)) for key, (name, levels) in signs.items()}
    total = sum(points.values())
    grade = "low" if total <= 3 else "moderately abnormal" if total <= 6 else "reassuring"
    return _expected({"I": total, **points}, total, 10, grade)


def has_bled(facts: Facts) -> Expected:
    """HAS-BLED: Pisters et al., Chest 138 (2010) 1093-1100; nine points, 3 or more is high risk.

    Hypertension above 160 mmHg systolic; Abnormal kidney (dialysis, transplant, creatinine of 200 µmol/L or
    more) and liver (chronic disease, or bilirubin above 2 with enzymes above 3 times the upper limit of
    normal); Stroke; Bleeding; Labile INR (below 60% of the time in range); Elderly above 65; Drugs; alcohol
    of 8 units a week or more.
    """
    replaced = _holds(facts, "dialysis") or _holds(facts, "renal_transplant")
    kidney = replaced or _number(facts, "creatinine") >= 200
    deranged = _number(facts, "bilirubin") > 2 and _number(facts, "liver_enzymes") > 3
    liver = _holds(facts, "chronic_liver_disease") or deranged
    labile = _holds(facts, "on_vitamin_k_antagonist") and _number(facts, "time_in_range") < Fraction(60, 100)
    drugs, alcohol = _holds(facts, "bleeding_drugs"), _number(facts, "alcohol_units") >= 8
    letters = {
        "H": int(_number(facts, "systolic") > 160),
        "A": kidney + liver,
        "S": int(_holds(facts, "stroke")),
        "B": int(_holds(facts, "bleeding")),
        "L": int(labile),
        "E": int(_number(facts, "age") > 65),
        "D": drugs + alcohol,
    }
    total = sum(letters.values())
    parts = {"A.1": int(kidney), "A.2": int(liver), "D.1": int(drugs), "D.2": int(alcohol)}
    return _expected({"I": total, **letters, **parts}, total, 9, "high risk" if total >= 3 else "not high")


def child_pugh(facts: Facts) -> Expected:
    """Child-Pugh: Pugh et al., Br J Surg 60 (1973) 646-649; five measures of 1 to 3; A 5-6, B 7-9, C 10-15.

    Bilirubin below 2, 2-3, above 3 mg/dL (in cholestatic disease below 4, 4-10, above 10); albumin above 3.5,
    3.5-2.8, below 2.8 g/dL; INR, which stands in for the prothrombin time, below 1.7, 1.7-2.3, above 2.3.
    """
    bilirubin, albumin, inr = (_number(facts, name) for name in ("bilirubin", "albumin", "inr"))
    low, high = (4, 10) if _holds(facts, "cholestatic_disease") else (2, 3)
    points = {
        "1": 1 if bilirubin < low else 2 if bilirubin <= high else 3,
        "2": 1 if albumin > Fraction("3.5") else 2 if albumin >= Fraction("2.8") else 3,
        "3": 1 if inr < Fraction("1.7") else 2 if inr <= Fraction("2.3") else 3,
        "4": {"absent": 1, "slight": 2, "moderate": 3}[_choice(facts, "ascites")],
        "5": {"absent": 1, "mild": 2, "severe": 3}[_choice(facts, "encephalopathy")],
    }
    total = sum(points.values())
    return _expected({"I": total, **points}, total, 15, "A" if total <= 6 else "B" if total <= 9 else "C")


def mews(facts: Facts) -> Expected:
    """Modified Early Warning Score: Subbe et al., QJM 94 (2001) 521-526; 5 or more is a critical score.

    The printed columns leave out a systolic pressure of 70 and a heart rate of 40 (below 70, 71-80; below 40,
    41-50); both are taken with the values below them.
    """
    levels = ("alert", "voice", "pain", "unresponsive")
    points = {
        "1": _up_to(_number(facts, "systolic"), [(70, 3), (80, 2), (100, 1), (199, 0)], 2),
        "2": _up_to(_number(facts, "heart_rate"), [(40, 2), (50, 1), (100, 0), (110, 1), (129, 2)], 3),
        "3": _below(_number(facts, "respiratory_rate"), [(9, 2), (15, 0), (21, 1), (30, 2)], 3),
        "4": _below(_number(facts, "temperature"), [(35, 2), (Fraction("38.5"), 0)], 2),
        "5": levels.index(_choice(facts, "consciousness")),
    }
    total = sum(points.values())
    grade = "critical score" if total >= 5 else "below the critical score"
    return _expected({"I": total, **points}, total, 14, grade)


# -- immigration ---------------------------------------------------------------------------------------------

# Each pair: with an accompanying spouse, without one.
CRS_AGE_FROM_30 = [(95, 105), (90, 99), (85, 94), (80, 88), (75, 83), (70, 77), (65, 72), (60, 66), (55, 61)]
CRS_AGE_FROM_39 = [(50, 55), (45, 50), (35, 39), (25, 28), (15, 17), (5, 6)]
CRS_AGE = {
    18: (90, 99),
    19: (95, 105),
    **dict.fromkeys(range(20, 30), (100, 110)),
    **dict(enumerate(CRS_AGE_FROM_30 + CRS_AGE_FROM_39, 30)),
}
CRS_EDUCATION = {  # and what the same level of the spouse gives
    "less_than_secondary": (0, 0, 0),
    "secondary": (28, 30, 2),
    "one_year": (84, 90, 6),
    "two_year": (91, 98, 7),
    "bachelor": (112, 120, 8),
    "two_or_more": (119, 128, 9),
    "master": (126, 135, 10),
    "doctorate": (140, 150, 10),
}
CRS_WORK = [(0, 0, 0), (35, 40, 5), (46, 53, 7), (56, 64, 8), (63, 72, 9), (70, 80, 10)]  # the last: spouse
CRS_FIRST = {4: (6, 6), 5: (6, 6), 6: (8, 9), 7: (16, 17), 8: (22, 23), 9: (29, 31), 10: (32, 34)}
SKILLS = ("speaking", "listening", "reading", "writing")


def crs_core(facts: Facts) -> Expected:
    """Express Entry, CRS criteria of IRCC, part A (core human capital) and part B (spouse or partner).

    Part A: age, education, first official language (four abilities), second official language (four
    abilities, no more than 22 with a spouse and 24 without), Canadian work experience. Part B needs a spouse.
    """
    spouse = _holds(facts, "has_spouse")
    column = 0 if spouse else 1
    points: dict[str, int | None] = {
        "A.1": CRS_AGE.get(int(_number(facts, "age")), (0, 0))[column],
        "A.2": CRS_EDUCATION[_choice(facts, "education")][column],
        "A.5": CRS_WORK[min(5, int(_number(facts, "canadian_work")))][column],
        "B.1": CRS_EDUCATION[_choice(facts, "spouse_education")][2] if spouse else None,
        "B.3": CRS_WORK[min(5, int(_number(facts, "spouse_canadian_work")))][2] if spouse else None,
    }
    first = [CRS_FIRST.get(min(10, int(_number(facts, skill))), (0, 0))[column] for skill in SKILLS]
    second = third = [0, 0, 0, 0]
    if _holds(facts, "second_language_tested"):
        second = [_up_to(_number(facts, f"second_{skill}"), [(4, 0), (6, 1), (8, 3)], 6) for skill in SKILLS]
    if spouse:
        third = [_up_to(_number(facts, f"spouse_{skill}"), [(4, 0), (6, 1), (8, 3)], 5) for skill in SKILLS]
    points["A.3"], points["A.4"] = sum(first), min(sum(second), 22 if spouse else 24)
    points["B.2"] = sum(third) if spouse else None
    core = sum(points[f"A.{n}"] or 0 for n in range(1, 6))
    partner = sum(points[f"B.{n}"] or 0 for n in range(1, 4))
    points |= {"A": core, "B": partner if spouse else None}
    points |= {f"A.3.{n}": value for n, value in enumerate(first, 1)}
    points |= {f"A.4.{n}": value for n, value in enumerate(second, 1)}
    points |= {f"B.2.{n}": value if spouse else None for n, value in enumerate(third, 1)}
    return _expected(dict(sorted(points.items())), core + partner, 500)


# -- admission -----------------------------------------------------------------------------------------------


def admission_vn(facts: Facts) -> Expected:
    """University admission in Viet Nam: Thông tư 08/2022/TT-BGDĐT, Điều 7, as applied from 2023.

    Khu vực KV1 0,75, KV2-NT 0,5, KV2 0,25, in the year of graduation and the next one; nhóm UT1 2, UT2 1;
    from a total of 22,5 of 30 on, what is granted is (30 - total) / 7,5 of that.
    """
    marks = [_number(facts, f"môn_{n}") for n in (1, 2, 3)]
    total = sum(marks, Fraction(0))
    area = {"kv1": Fraction("0.75"), "kv2_nt": Fraction("0.5"), "kv2": Fraction("0.25"), "kv3": Fraction(0)}
    group = {"ut1": 2, "ut2": 1, "không_có": 0}
    part = (30 - total) / Fraction("7.5") if total >= Fraction("22.5") else Fraction(1)
    recent = _number(facts, "năm_sau_tốt_nghiệp") <= 1
    by_area = area[_choice(facts, "khu_vực")] * part if recent else Fraction(0)
    by_group = group[_choice(facts, "nhóm_ưu_tiên")] * part
    points = {"I": total, **{f"I.{n}": mark for n, mark in enumerate(marks, 1)}}
    points |= {"II": by_area + by_group, "II.1": by_area, "II.2": by_group}
    return _expected(points, total + by_area + by_group, 30)


# -- equality index ------------------------------------------------------------------------------------------

# A gap of 0, of more than 0 and up to 1, of more than 1 and up to 2, ... up to 20 percentage points.
PAY_GAP = (40, 39, 38, 37, 36, 35, 34, 33, 31, 29, 27, 25, 23, 21, 19, 17, 14, 11, 8, 5, 2)
DUTIES = ("corrective measures required", "progress objectives to be set", "no further duty")


def _corrects(facts: Facts, favoured: str | None) -> bool:
    """Whether a gap in favour of these goes against the (rounded) pay gap."""
    if not _given(facts, "pay_gap") or not _given(facts, "pay_gap_favours") or favoured is None:
        return False
    return _rounded(_number(facts, "pay_gap") * 100, 1) > 0 and favoured != facts["pay_gap_favours"]


def _declared_gap(facts: Facts, name: str, steps: Steps) -> int | None:
    """Annex I: a gap in raises or promotions as declared; the full points where it is corrective."""
    if not _given(facts, name):
        return None
    favours = f"{name}_favours"
    if _corrects(facts, _choice(facts, favours) if _given(facts, favours) else None):
        return steps[0][1]
    return _up_to(_rounded(_number(facts, name) * 100, 1), steps, 0)


def _counted_gap(facts: Facts) -> int | None:
    """Annex II: the gap in raises, in percentage points or in employees, whichever gives more."""
    women, men = _number(facts, "women"), _number(facts, "men")
    raised_women, raised_men = _number(facts, "raised_women"), _number(facts, "raised_men")
    if women < 5 or men < 5 or raised_women + raised_men == 0:
        return None
    gap = raised_men / men - raised_women / women
    if gap != 0 and _corrects(facts, "men_favoured" if gap > 0 else "women_favoured"):
        return 35
    results = (_rounded(abs(gap) * 100, 1), _rounded(abs(gap) * min(women, men), 1))
    return max(_up_to(result, [(2, 35), (5, 25), (10, 15)], 0) for result in results)


def equality_index_fr(facts: Facts) -> Expected:
    """French equality index: Code du travail, D. 1142-2 to D. 1142-6, annexes I (over 250), II (50 to 250).

    What cannot be computed is left out and the rest brought to 100, halves up; below 75 computable points
    there is no index (the number that the rule of three would give is kept as the total, without a grade).
    """
    large = facts["size"] == "over_250"
    gap = _rounded(_number(facts, "pay_gap") * 100, 1) if _given(facts, "pay_gap") else None
    pay = None if gap is None else PAY_GAP[-floor(-gap)] if gap <= 20 else 0
    returns = _number(facts, "returns")
    best_paid = _number(facts, "top_ten_fewer")
    indicators = {
        "1": (40, pay),
        "2": (20, _declared_gap(facts, "raise_gap", [(2, 20), (5, 10), (10, 5)]) if large else None),
        "2bis": (35, None if large else _counted_gap(facts)),
        "3": (15, _declared_gap(facts, "promotion_gap", [(2, 15), (5, 10), (10, 5)]) if large else None),
        "4": (15, None if returns == 0 else 15 if _number(facts, "returns_raised") == returns else 0),
        "5": (10, _up_to(best_paid, [(1, 0), (3, 5)], 10)),
    }
    points = sum(value or 0 for _, value in indicators.values())
    attainable = sum(most for most, value in indicators.values() if value is not None)
    index = _rounded(Fraction(points * 100, attainable), 0)
    return _expected(
        {"I": points, **{key: value for key, (_, value) in indicators.items()}},
        index,
        attainable,
        DUTIES[(index >= 75) + (index >= 85)] if attainable >= 75 else None,
        disqualified=attainable < 75,
    )


REFERENCES: Mapping[str, Callable[[Facts], Expected]] = {
    "admission_vn": admission_vn,
    "apgar": apgar,
    "child_pugh": child_pugh,
    "crs_core": crs_core,
    "equality_index_fr": equality_index_fr,
    "has_bled": has_bled,
    "mews": mews,
}

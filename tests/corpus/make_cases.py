"""Writes each table's `cases.json`: chosen facts, and what the reference says of them.

Run it from the top of the checkout: `python -m tests.corpus.make_cases`. What it writes depends on this file
and `reference.py` alone. A case is a base with some facts changed; a fact changed to None is written as null,
which means not given. Each threshold of a table is met on it, just below it and just above it.

Longer than the house allows, because it is data.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from tests.corpus.reference import REFERENCES, SKILLS

HERE = Path(__file__).parent

Value: TypeAlias = int | str | bool | None
Changes: TypeAlias = Mapping[str, Value]
Case: TypeAlias = tuple[str, dict[str, Value]]


def _sweep(base: Changes, fact: str, values: Iterable[Value], remark: str = "") -> Iterator[Case]:
    """The base with one fact at each of some values."""
    for value in values:
        yield (
            f"{fact} {value}{remark}".replace("True", "true").replace("False", "false"),
            {**base, fact: value},
        )


def _vary(base: Changes, changes: Mapping[str, Changes]) -> Iterator[Case]:
    """The base with named changes."""
    for name, change in changes.items():
        yield name, {**base, **change}


# -- apgar ---------------------------------------------------------------------------------------------------

SIGNS = {
    "respiratory_effort": ("apneic", "irregular", "lusty"),
    "reflex_irritability": ("unresponsive", "grimace", "vigorous"),
    "muscle_tone": ("flaccid", "flexion", "active"),
    "color": ("pale_or_blue", "acrocyanotic", "pink"),
}


def apgar() -> Iterator[Case]:
    """Heart rates around its limits, each sign at each level, and mixtures around the limits of the bands."""

    def signs(levels: str) -> dict[str, Value]:
        return {name: SIGNS[name][int(level)] for name, level in zip(SIGNS, levels, strict=True)}

    best: dict[str, Value] = {"heart_rate": 140, **signs("2222")}
    yield from _sweep(best, "heart_rate", (0, 1, 50, 99, 100, 101, 140, 141, 300))
    for name, levels in SIGNS.items():
        yield from _sweep(best, name, levels[:2])
    rates = {"0": 0, "1": 80, "2": 120}
    mixtures = (
        "00000 10000 01010 11001 11010 21010 21011 11110 02220 12211 21111 22012 22202 12222 02221 00222"
    )
    for mix in mixtures.split():
        yield f"levels {mix}", {"heart_rate": rates[mix[0]], **signs(mix[1:])}


# -- has_bled ------------------------------------------------------------------------------------------------

NO_RISK: dict[str, Value] = {
    "systolic": 120,
    "dialysis": False,
    "renal_transplant": False,
    "creatinine": 80,
    "chronic_liver_disease": False,
    "bilirubin": 1,
    "liver_enzymes": 1,
    "stroke": False,
    "bleeding": False,
    "on_vitamin_k_antagonist": False,
    "age": 50,
    "bleeding_drugs": False,
    "alcohol_units": 0,
}
VKA: Changes = {"on_vitamin_k_antagonist": True, "time_in_range": "72.5%"}
ALL_RISKS: dict[str, Value] = {
    "systolic": 180,
    "dialysis": True,
    "renal_transplant": True,
    "creatinine": 450,
    "chronic_liver_disease": True,
    "bilirubin": 4,
    "liver_enzymes": 5,
    "stroke": True,
    "bleeding": True,
    "on_vitamin_k_antagonist": True,
    "time_in_range": "0%",
    "age": 82,
    "bleeding_drugs": True,
    "alcohol_units": 20,
}


def has_bled() -> Iterator[Case]:
    """Each factor alone and around its limit, the two-sided factors, and mixtures around 3 points."""
    yield "no risk factor", NO_RISK
    yield "every risk factor", ALL_RISKS
    yield from _sweep(NO_RISK, "systolic", (0, 159, 160, 161, 400))
    yield from _sweep(NO_RISK, "creatinine", ("199.9", 200, "200.1"))
    for fact in (
        "dialysis",
        "renal_transplant",
        "chronic_liver_disease",
        "stroke",
        "bleeding",
        "bleeding_drugs",
    ):
        yield f"only {fact}", {**NO_RISK, fact: True}
    yield "dialysis and transplant count once", {**NO_RISK, "dialysis": True, "renal_transplant": True}
    for bilirubin, enzymes in ((2, "3.1"), ("2.1", 3), ("2.1", "3.1"), (6, 1), (1, 9), ("2.001", "3.001")):
        derangement: Changes = {"bilirubin": bilirubin, "liver_enzymes": enzymes}
        yield f"bilirubin {bilirubin} and enzymes {enzymes} times normal", {**NO_RISK, **derangement}
    yield from _sweep({**NO_RISK, **VKA}, "time_in_range", ("59.99%", "60%", "60.01%", "0%", "100%"))
    yield "time in range null without the drug", {**NO_RISK, "time_in_range": None}
    yield from _sweep(NO_RISK, "age", (64, 65, 66, 130))
    yield from _sweep(NO_RISK, "alcohol_units", ("7.9", 8, "8.1"))
    two: Changes = {**NO_RISK, "age": 70, "stroke": True}
    three_and_labile: Changes = {**two, **VKA, "bleeding": True, "time_in_range": "45%"}
    yield "two points", {**two}
    yield "three points", {**two, "systolic": 170}
    yield "four points", {**three_and_labile}
    yield "five points", {**three_and_labile, "bleeding_drugs": True}
    yield "six points", {**three_and_labile, "bleeding_drugs": True, "alcohol_units": "12.5"}
    yield "seven points", {**ALL_RISKS, "stroke": False, "bleeding": False}
    yield "all but the labile INR", {**ALL_RISKS, "time_in_range": "60%"}


# -- child_pugh ----------------------------------------------------------------------------------------------

COMPENSATED: dict[str, Value] = {
    "bilirubin": 1,
    "cholestatic_disease": False,
    "albumin": 4,
    "inr": 1,
    "ascites": "absent",
    "encephalopathy": "absent",
}


def child_pugh() -> Iterator[Case]:
    """Each measure around its limits, bilirubin with both pairs of limits, and totals around the classes."""
    cholestatic = {**COMPENSATED, "cholestatic_disease": True}
    limits = ("1.99", 2, "2.01", 3, "3.000001", "3.99", 4, "4.01", 10, "10.01", 100)
    yield from _sweep(COMPENSATED, "bilirubin", (0, *limits))
    yield from _sweep(cholestatic, "bilirubin", limits, ", cholestatic")
    yield from _sweep(COMPENSATED, "albumin", (10, "3.51", "3.5", "3.49", "2.81", "2.8", "2.79", "0"))
    yield from _sweep(COMPENSATED, "inr", (0, "1.69", "1.7", "1.71", "2.29", "2.3", "2.31", 30))
    yield from _sweep(COMPENSATED, "ascites", ("slight", "moderate"))
    yield from _sweep(COMPENSATED, "encephalopathy", ("mild", "severe"))
    worst: Changes = {
        "bilirubin": 50,
        "albumin": 2,
        "inr": 3,
        "ascites": "moderate",
        "encephalopathy": "severe",
    }
    mixed: dict[str, Changes] = {
        "six, the most of class A": {"albumin": "2.9"},
        "seven, the least of class B": {"ascites": "slight", "inr": 2},
        "eight": {"ascites": "moderate", "bilirubin": "2.4"},
        "nine, the most of class B": {"ascites": "moderate", "encephalopathy": "mild", "albumin": 3},
        "ten, the least of class C": {"ascites": "moderate", "encephalopathy": "severe", "albumin": 3},
        "fifteen": worst,
        "fifteen, cholestatic": {**worst, "cholestatic_disease": True},
        "fourteen, cholestatic": {**worst, "cholestatic_disease": True, "bilirubin": 10},
        "eleven": {**worst, "bilirubin": 1, "albumin": "3.6"},
        "thirteen": {**worst, "bilirubin": 3, "ascites": "slight"},
        "all in the middle": {
            "bilirubin": "2.5",
            "albumin": 3,
            "inr": 2,
            "ascites": "slight",
            "encephalopathy": "mild",
        },
    }
    yield from _vary(COMPENSATED, mixed)


# -- mews ----------------------------------------------------------------------------------------------------

NORMAL: dict[str, Value] = {
    "systolic": 120,
    "heart_rate": 72,
    "respiratory_rate": 12,
    "temperature": "36.8",
    "consciousness": "alert",
}


def mews() -> Iterator[Case]:
    """Each sign around each of its limits, extremes, and totals around the critical score."""
    yield "all normal", NORMAL
    yield from _sweep(NORMAL, "systolic", (0, 69, 70, 71, 80, 81, 100, 101, 199, 200, 201, 400))
    yield from _sweep(NORMAL, "heart_rate", (0, 39, 40, 41, 50, 51, 100, 101, 110, 111, 129, 130, 400))
    yield from _sweep(NORMAL, "respiratory_rate", (0, 8, 9, 14, 15, 20, 21, 29, 30, 150))
    yield from _sweep(NORMAL, "temperature", (20, "34.9", 35, "35.1", "38.3", "38.4", "38.5", "38.6", 45))
    yield from _sweep(NORMAL, "consciousness", ("voice", "pain", "unresponsive"))
    worst: Changes = {
        "systolic": 60,
        "heart_rate": 150,
        "respiratory_rate": 40,
        "consciousness": "unresponsive",
    }
    mixed: dict[str, Changes] = {
        "four, below the critical score": {"heart_rate": 120, "temperature": 39},
        "five, the least critical score": {"heart_rate": 120, "temperature": 39, "respiratory_rate": 16},
        "five from five signs": {
            "systolic": 95,
            "heart_rate": 105,
            "respiratory_rate": 22,
            "consciousness": "voice",
        },
        "fourteen, febrile": {**worst, "temperature": "40.5"},
        "fourteen, hypothermic": {**worst, "temperature": "33.2"},
        "twelve without fever": worst,
        "slow in everything": {
            "systolic": 75,
            "heart_rate": 38,
            "respiratory_rate": 6,
            "temperature": "34.0",
        },
    }
    yield from _vary(NORMAL, mixed)


# -- crs_core ------------------------------------------------------------------------------------------------

SINGLE: dict[str, Value] = {
    "has_spouse": False,
    "age": 25,
    "education": "bachelor",
    **dict.fromkeys(SKILLS, 9),
    "second_language_tested": False,
    "canadian_work": 1,
}
COUPLE: dict[str, Value] = {
    **SINGLE,
    "has_spouse": True,
    "spouse_education": "bachelor",
    **{f"spouse_{skill}": 7 for skill in SKILLS},
    "spouse_canadian_work": 0,
}
LEVELS = (
    "less_than_secondary",
    "secondary",
    "one_year",
    "two_year",
    "bachelor",
    "two_or_more",
    "master",
    "doctorate",
)


def _skills(prefix: str, *levels: int) -> dict[str, Value]:
    return {f"{prefix}{skill}": level for skill, level in zip(SKILLS, levels, strict=True)}


def crs_core() -> Iterator[Case]:
    """Every age that has a line, every level of education, language and work, alone and with a spouse."""
    for base, remark in ((SINGLE, ", single"), (COUPLE, ", couple")):
        yield from _sweep(base, "age", (0, 17, 18, 19, 20, *range(29, 47), 120), remark)
        yield from _sweep(base, "education", LEVELS, remark)
        yield from _sweep(base, "canadian_work", (0, 2, 3, 4, 5, 6), remark)
        for levels in (
            (3, 4, 5, 6),
            (7, 8, 9, 10),
            (6, 5, 4, 3),
            (10, 9, 8, 7),
            (0, 11, 12, 2),
            (10, 10, 10, 10),
        ):
            yield f"first language {levels}{remark}", {**base, **_skills("", *levels)}
        for levels in (
            (4, 5, 6, 7),
            (7, 6, 5, 4),
            (8, 9, 10, 12),
            (9, 9, 9, 9),
            (9, 9, 9, 8),
            (9, 9, 9, 5),
            (0, 0, 0, 0),
        ):
            tested: Changes = {"second_language_tested": True, **_skills("second_", *levels)}
            yield f"second language {levels}{remark}", {**base, **tested}
    yield from _sweep(COUPLE, "spouse_education", (level for level in LEVELS if level != "bachelor"))
    yield from _sweep(COUPLE, "spouse_canadian_work", (1, 2, 3, 4, 5, 6, 80))
    for levels in ((4, 5, 6, 7), (7, 6, 5, 4), (8, 9, 10, 12), (10, 8, 9, 8), (0, 1, 3, 4), (9, 9, 9, 9)):
        yield f"spouse's language {levels}", {**COUPLE, **_skills("spouse_", *levels)}
    best: Changes = {
        "education": "doctorate",
        "canadian_work": 5,
        **_skills("", 10, 10, 10, 10),
        "second_language_tested": True,
        **_skills("second_", 9, 9, 9, 9),
    }
    spouse: Changes = {
        "spouse_education": "master",
        **_skills("spouse_", 9, 9, 9, 9),
        "spouse_canadian_work": 5,
    }
    worst: Changes = {
        "age": 50,
        "education": "less_than_secondary",
        "canadian_work": 0,
        **_skills("", 0, 1, 2, 3),
    }
    yield "five hundred, single", {**SINGLE, **best}
    yield "five hundred, couple", {**COUPLE, **best, **spouse}
    yield "four hundred and sixty, couple", {**COUPLE, **best, **_zero_spouse()}
    yield "nothing, single", {**SINGLE, **worst}
    yield "nothing, couple", {**COUPLE, **worst, **_zero_spouse()}


def _zero_spouse() -> Changes:
    return {
        "spouse_education": "less_than_secondary",
        **_skills("spouse_", 0, 0, 0, 0),
        "spouse_canadian_work": 0,
    }


# -- admission_vn --------------------------------------------------------------------------------------------

PUPIL: dict[str, Value] = {
    "môn_1": 7,
    "môn_2": "7.5",
    "môn_3": "7.75",
    "khu_vực": "kv1",
    "năm_sau_tốt_nghiệp": 0,
    "nhóm_ưu_tiên": "ut1",
}


def _marks(*marks: Value) -> dict[str, Value]:
    return {f"môn_{n}": mark for n, mark in enumerate(marks, 1)}


def admission_vn() -> Iterator[Case]:
    """Totals around 22.5 and up to 30, each area and group below and above it, and the two years."""
    high = {**PUPIL, **_marks(9, 9, 9)}
    for base, remark in ((PUPIL, ", 22.25 điểm"), (high, ", 27 điểm")):
        yield from _sweep(
            {**base, "nhóm_ưu_tiên": "không_có"}, "khu_vực", ("kv1", "kv2_nt", "kv2", "kv3"), remark
        )
        yield from _sweep({**base, "khu_vực": "kv3"}, "nhóm_ưu_tiên", ("ut1", "ut2"), remark)
        yield from _sweep(base, "năm_sau_tốt_nghiệp", (0, 1, 2, 80), remark)
    for marks in (
        (0, 0, 0),
        ("7.49", "7.5", "7.5"),
        ("7.5", "7.5", "7.5"),
        ("7.51", "7.5", "7.5"),
        ("2.5", 10, 10),
        (10, 10, "2.49"),
        (8, 8, 8),
        ("8.25", "8.4", "8.6"),
        ("9.25", "9.6", "9.15"),
        ("9.01", 9, 9),
        ("9.99", 10, 10),
        (10, 10, 10),
        (0, 0, 10),
    ):
        yield f"điểm {', '.join(map(str, marks))}", {**PUPIL, **_marks(*marks)}
    mixed: dict[str, Changes] = {
        "kv2_nt, ut2, 24 điểm": {**_marks(8, 8, 8), "khu_vực": "kv2_nt", "nhóm_ưu_tiên": "ut2"},
        "kv2, ut2, 25,01 điểm": {**_marks("8.01", 8, 9), "khu_vực": "kv2", "nhóm_ưu_tiên": "ut2"},
        "hết ưu tiên khu vực, 28 điểm": {**_marks(9, 9, 10), "năm_sau_tốt_nghiệp": 3},
        "không ưu tiên, 29,75 điểm": {**_marks(10, 10, "9.75"), "khu_vực": "kv3", "nhóm_ưu_tiên": "không_có"},
    }
    yield from _vary(PUPIL, mixed)


# -- equality_index_fr ---------------------------------------------------------------------------------------

LARGE: dict[str, Value] = {
    "size": "over_250",
    "women": 200,
    "men": 200,
    "pay_group_employees": 320,
    "pay_gap": "3.24%",
    "pay_gap_favours": "men_favoured",
    "raised_women": 50,
    "raised_men": 60,
    "category_group_employees": 400,
    "raise_gap": "5%",
    "raise_gap_favours": "men_favoured",
    "promoted": 12,
    "promotion_gap": "2.1%",
    "promotion_gap_favours": "men_favoured",
    "returns": 6,
    "returns_raised": 6,
    "top_ten_fewer": 3,
}
SMALL: dict[str, Value] = {
    "size": "from_50_to_250",
    "women": 100,
    "men": 100,
    "pay_group_employees": 200,
    "pay_gap": "3.24%",
    "pay_gap_favours": "men_favoured",
    "raised_women": 20,
    "raised_men": 22,
    "returns": 6,
    "returns_raised": 6,
    "top_ten_fewer": 4,
}
NO_PAY_GAP: Changes = {"pay_gap": None, "pay_gap_favours": None}
NO_RAISE_GAP: Changes = {"raise_gap": None, "raise_gap_favours": None}
NO_PROMOTION_GAP: Changes = {"promotion_gap": None, "promotion_gap_favours": None}
NO_RETURN: Changes = {"returns": 0, "returns_raised": 0}
NO_CATEGORY: Changes = {**NO_RAISE_GAP, **NO_PROMOTION_GAP}


def equality_index_fr() -> Iterator[Case]:
    """Both sizes: gaps around their limits and their rounding, corrections, and what cannot be computed."""
    yield "no pay gap at all", {**LARGE, "pay_gap": "0%", "pay_gap_favours": None}
    for limit in range(21):
        yield from _sweep(LARGE, "pay_gap", (f"{limit}.04%", f"{limit}.05%"))
    yield from _sweep(LARGE, "pay_gap", ("1%", "7%", "8%", "19.9%", "20%", "20.1%", "100%"))
    gaps = ("0.01%", "2%", "2.04%", "2.05%", "5.04%", "5.05%", "10%", "10.04%", "10.05%", "100%")
    yield from _sweep(LARGE, "raise_gap", gaps)
    yield from _sweep(LARGE, "promotion_gap", gaps)
    yield from _vary(LARGE, {f"large: {name}": change for name, change in _large().items()})
    yield from _sweep(SMALL, "raised_women", (0, 1, 10, 11, 12, 13, 16, 17, 18, 19, 21, 22, 23, 100))
    yield from _sweep(SMALL, "top_ten_fewer", range(6))
    yield from _vary(SMALL, {f"small: {name}": change for name, change in _small().items()})


def _large() -> dict[str, Changes]:
    women: Changes = {"raise_gap_favours": "women_favoured", "promotion_gap_favours": "women_favoured"}
    wide: Changes = {"raise_gap": "12%", "promotion_gap": "12%"}
    return {
        "wide gaps": wide,
        "wide gaps that correct": {**wide, **women},
        "wide gaps that correct, the other way round": {**wide, "pay_gap_favours": "women_favoured"},
        "wide gaps, the same way, for women": {**wide, **women, "pay_gap_favours": "women_favoured"},
        "nothing to correct after rounding": {**wide, **women, "pay_gap": "0.04%"},
        "the least pay gap to correct": {**wide, **women, "pay_gap": "0.05%"},
        "nothing to correct": {**wide, **women, "pay_gap": "0%", "pay_gap_favours": None},
        "equal raises": {"raise_gap": "0%", "raise_gap_favours": None},
        "equal promotions": {"promotion_gap": "0%", "promotion_gap_favours": None},
        "groups of exactly 40%": {"pay_group_employees": 160},
        "groups below 40%": {"pay_group_employees": 159, **NO_PAY_GAP},
        "categories of exactly 40%": {"category_group_employees": 160},
        "categories below 40%": {"category_group_employees": 159, **NO_CATEGORY},
        "no category": {"category_group_employees": None, **NO_CATEGORY},
        "no promotion": {"promoted": 0, **NO_PROMOTION_GAP},
        "promoted not given": {"promoted": None, **NO_PROMOTION_GAP},
        "no return": NO_RETURN,
        "one return without a raise": {"returns_raised": 5},
        "no return, no promotion": {**NO_RETURN, "promoted": 0, **NO_PROMOTION_GAP},
        "no return, no raise": {**NO_RETURN, "raised_women": 0, "raised_men": 0, **NO_RAISE_GAP},
        "nothing but the best paid": {**NO_RETURN, "pay_group_employees": 0, **NO_PAY_GAP, **NO_CATEGORY}
        | {"category_group_employees": 0},
        "the least index": {**wide, "pay_gap": "40%", "returns_raised": 0, "top_ten_fewer": 0},
        "the greatest index": {"pay_gap": "0%", "pay_gap_favours": None, "raise_gap": "1%"}
        | {"promotion_gap": "1%", "top_ten_fewer": 5},
        "exactly 75": {"pay_gap": "4.5%", "raise_gap": "4%"},
        "one below 75": {"pay_gap": "5.5%"},
        "exactly 85": {"pay_gap": "4.5%", "raise_gap": "2%"},
        "one below 85": {"pay_gap": "5.5%", "raise_gap": "2%"},
        "no raise, a half after rescaling": {"raised_women": 0, "raised_men": 0, **NO_RAISE_GAP},
    }


def _small() -> dict[str, Changes]:
    few: Changes = {"women": 20, "men": 40, "pay_group_employees": 40, "raised_men": 20}
    return {
        "better in points": {"women": 115, "men": 132, "raised_women": 23, "raised_men": 29},
        "better in points after rounding": {"women": 105, "men": 118, "raised_women": 21, "raised_men": 26},
        "equivalent number of 2.05, a half": {"women": 41, "raised_women": 0, "raised_men": 5}
        | {"pay_group_employees": 100},
        "better in employees": {**few, "raised_women": 8},
        "better in employees, 2.1": {**few, "men": 41, "raised_women": 8, "raised_men": 21},
        "equivalent number of 5": {**few, "raised_women": 5},
        "equivalent number of 5.5": {**few, "men": 42, "raised_women": 5, "raised_men": 22},
        "equivalent number of 10": {**few, "raised_women": 0},
        "four women": {"women": 4, "raised_women": 1, "men": 60, "pay_group_employees": 60, **NO_RETURN},
        "five women": {"women": 5, "raised_women": 1, "men": 60, "pay_group_employees": 60, **NO_RETURN},
        "four men": {"men": 4, "raised_men": 4, "pay_group_employees": 100},
        "five men": {"men": 5, "raised_men": 5, "pay_group_employees": 100},
        "no men": {"men": 0, "raised_men": 0, "pay_group_employees": 0, **NO_PAY_GAP},
        "nobody": {"women": 0, "men": 0, "raised_women": 0, "raised_men": 0, "pay_group_employees": 0}
        | {**NO_PAY_GAP, **NO_RETURN},
        "no raise": {"raised_women": 0, "raised_men": 0},
        "raises correct": {"raised_women": 60, "raised_men": 20},
        "raises correct, the other way round": {"raised_men": 60, "pay_gap_favours": "women_favoured"},
        "raises correct nothing after rounding": {"raised_women": 60, "raised_men": 20, "pay_gap": "0.04%"},
        "raises against women": {"raised_women": 20, "raised_men": 60},
        "no return": NO_RETURN,
        "groups of exactly 40%": {"pay_group_employees": 80},
        "groups below 40%": {"pay_group_employees": 79, **NO_PAY_GAP},
        "one hundred": {"pay_gap": "0%", "pay_gap_favours": None},
    }


# -- writing -------------------------------------------------------------------------------------------------

TABLES: Mapping[str, Callable[[], Iterator[Case]]] = {
    "admission_vn": admission_vn,
    "apgar": apgar,
    "child_pugh": child_pugh,
    "crs_core": crs_core,
    "equality_index_fr": equality_index_fr,
    "has_bled": has_bled,
    "mews": mews,
}


def cases(table: str) -> str:
    """The text of a table's `cases.json`, one case a line."""
    lines = []
    for unit, facts in TABLES[table]():
        case = {"unit": unit, "facts": facts, "expected": REFERENCES[table](facts)}
        lines.append(json.dumps(case, ensure_ascii=False))
    return "[\n" + ",\n".join(lines) + "\n]\n"


if __name__ == "__main__":
    for table in TABLES:
        (HERE / table / "cases.json").write_text(cases(table), encoding="utf-8", newline="\n")

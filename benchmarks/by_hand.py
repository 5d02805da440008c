"""The table of 2024 as somebody would write it in Python for one year: the total, and nothing to show for it.

What a trace costs is measured against it. It checks no facts and explains nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

HALF = Fraction(1, 2)


def total(facts: Mapping[str, Any]) -> Fraction:
    """The points of a unit."""
    points: Fraction = Fraction(0)
    points += HALF * (int(facts["has_plan"]) + int(facts["has_report"]))
    if facts["documents"]:
        points += int(facts["documents_electronic"] * 100 >= facts["documents"] * 95)
    if facts["files"]:
        threshold = 80 if facts["unit_kind"] == "department" else 65
        points += int(facts["files_online"] * 100 >= facts["files"] * threshold)
    if facts["outgoing"]:
        points += 1 if facts["outgoing_signed"] * 100 >= facts["outgoing"] * 40 else HALF
    if facts["issued"]:
        points += 1 if facts["issued_on_app"] == facts["issued"] else HALF
    if facts["leaders"]:
        points += int(facts["leaders_on_email"] == facts["leaders"])
    points += _by_steps(facts["dossiers_on_time"], facts["dossiers"], (100, 80))
    points += _by_steps(facts["applications_online"], facts["applications"], (50, 30))
    points += _training(facts)
    points += int(facts["egov_completed"]) + int(facts["payment_target_met"])
    return points


def _by_steps(part: int, whole: int, steps: tuple[int, int]) -> Fraction:
    if not whole:
        return Fraction(0)
    return HALF * (1 + sum(part * 100 >= whole * step for step in steps))


def _training(facts: Mapping[str, Any]) -> bool:
    return bool(
        facts["courses"]
        and facts["courses_attended"] == facts["courses"]
        and facts["seats_filled"] * 100 > facts["seats"] * 80
        and facts["training_list_on_time"]
    )

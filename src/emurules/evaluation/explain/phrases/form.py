"""The form of a catalogue of phrases: each field a phrase, with the places that are filled in.

Sentences of steps share these places: `{points}` is a number of points with its word; `{label}`,
`{detail}` and `{why}` are empty or one of the phrases of the same name, which bring their own commas and
spaces. A no-break space keeps words on one line; the layout turns it into a space.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen


@frozen(kw_only=True)
class Phrases:
    """What an explanation says in one language. Keys of mappings are the same in each."""

    locale: str
    date: str
    quoted: str

    # values
    yes: str
    no: str
    missing: str
    exempt: str
    equals: str
    about: str
    exact_and_about: str
    unlimited: str
    nothing_to_count: str
    counted_as: str
    points: Mapping[str, str]
    named: str
    bracketed: str
    reading_of: str
    joined: str
    negative: str
    quantities: Mapping[str, str]
    quantities_of_all: Mapping[str, str]

    # rows and conditions
    numbers: Mapping[str, str]
    dates: Mapping[str, str]
    any_value: str
    otherwise: str
    in_row: str
    guard: str
    relations: Mapping[str, str]
    not_relations: Mapping[str, str]
    date_relations: Mapping[str, str]
    date_not_relations: Mapping[str, str]
    is_not: str
    compared: str
    beside: str
    node_exempt: str
    node_assessed: str

    # the parts of the sentences of steps
    label: str
    why: str
    reason: str
    times: str
    times_full: str
    times_started: str
    computed: str
    taken_from: str
    capped: str

    # the sentences of steps
    award: str
    no_award: str
    no_award_of: str
    deduct: str
    no_deduct: str
    bands: str
    deduct_bands: str
    no_bands: str
    better: str
    better_nothing_off: str
    better_less_off: str
    better_fewer: str
    better_more_off: str
    exempt_step: str
    exempt_scoring: str
    exempt_by_value: str
    exempt_unknown: str
    sum: str
    sum_of_some: str
    best: str
    part: str
    reduce: str
    zero: str
    zero_from: str
    at_most: str
    at_least: str
    rescale: str
    round: Mapping[str, str]

    # the account
    title: str
    title_of: str
    source: str
    dated: str
    issuer: str
    period: str
    period_is: str
    total: str
    total_is: str
    total_beside: str
    total_rescaled: str
    total_unlimited: str
    bonus: str
    penalty: str
    scale: str
    not_assessed: str
    disqualified: str
    grade: str
    grade_is: str
    grade_none: str
    grade_none_disqualified: str
    grade_none_exempt: str
    grade_lowered: str
    grade_cap: str
    grade_missed: str
    grade_missed_row: str
    defaults: str
    section: str
    criterion: str
    section_name: str
    criterion_name: str
    headed: str
    score: str
    score_unlimited: str
    score_bonus: str
    score_bonus_unlimited: str
    score_penalty: str
    score_no_penalty: str
    score_attainable: str
    undeclared: str
    undeclared_sections: str
    evidence: str
    note: str
    reading: str
    rejected: str
    facts: str
    defaulted: str
    record: str
    ruleset: str
    ruleset_digest: str
    facts_digest: str
    engine: str
    columns: tuple[str, str, str, str, str]
    why_column: str
    assessed: str

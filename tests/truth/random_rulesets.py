"""Random small rulesets, as texts: facts, rates, bands with guards, tables, awards, exemptions, gradings.

Most are meant to be sound. At most one set of rows has a fault on purpose (an end opened or closed, a row or
a guard left out, a row twice), so that what is found can be told from what was planted.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen
from hypothesis import strategies as st
from tests.truth.mutants import written_number, written_range

OPTIONS = ("office", "school", "hospital")


@frozen
class Subject:
    """What rows can be about: a name, the bounds between its rows, and where it can be missing."""

    name: str
    bounds: tuple[str, ...]
    options: tuple[str, ...] = ()
    missing: bool = False


@frozen
class Vocabulary:
    """The facts and rates of a ruleset, and conditions over those that are always there."""

    lines: tuple[str, ...]
    subjects: tuple[Subject, ...]
    conditions: tuple[str, ...]
    amounts: tuple[str, ...]


# ---------------------------------------------------------------- facts


@st.composite
def vocabularies(draw: st.DrawFn) -> Vocabulary:
    """A few facts of every type, with rates over some."""
    kind = ("kind", f"one of {' '.join(OPTIONS)}")
    lines = [f"fact {kind[0]}: {kind[1]}", "fact large: yes/no", "fact new: optional yes/no"]
    subjects = [
        Subject("kind", (), OPTIONS),
        Subject("large", (), ("yes", "no")),
        Subject("new", (), ("yes", "no"), missing=True),
    ]
    top = draw(st.sampled_from((None, 6, 40)))
    lines += [f"fact late: count{'' if top is None else f' up to {top}'}{draw(defaults)}"]
    whole = draw(st.sampled_from(("cases", "cases", "late")))
    lines += [f"fact cases: count{draw(advice)}", f"fact done: count up to {whole}"]
    subjects += [
        Subject("late", ("1", "3", "5")),
        Subject("done", ("2", "10", "50")),
        Subject("cases", ("1", "4")),
    ]
    for number in range(draw(st.integers(0, 2))):
        lines.append(f"fact mark_{number}: {draw(numeric_types)}{draw(only_when)}")
        missing = "optional" in lines[-1] or "only when" in lines[-1]
        subjects.append(Subject(f"mark_{number}", ("2.5", "5", "7.5"), missing=missing))
    if draw(st.booleans()):
        lines.append(f"fact share: {draw(st.sampled_from(('percent', 'optional percent')))}")
        subjects.append(Subject("share", ("20%", "50%", "99.5%"), missing="optional" in lines[-1]))
    if draw(st.booleans()):
        lines.append("fact sent: date from 2024-01-01 to 2024-12-31")
        subjects.append(Subject("sent", ("2024-02-29", "2024-07-01", "2024-10-01")))
    if draw(st.integers(0, 3)) == 0:
        lines.append(f'require "few are late": late <= {draw(st.sampled_from(("cases", "20", "cases + 3")))}')
    if whole == "cases" and draw(st.booleans()):
        none = draw(st.sampled_from(("exempt", "100%", "0%")))
        lines.append(f"rate closed: done of cases if none {none}")
        subjects.append(Subject("closed", ("50%", "80%", "95%")))
    if whole == "cases" and draw(st.booleans()):
        lines.append("let left = cases - done")
        subjects.append(Subject("left", ("1", "4")))
    conditions = [
        "large",
        "not large",
        "kind is office",
        "kind is not school",
        "late = 0",
        "late > 2",
        "done >= 10",
    ]
    conditions += ["new is missing", "new is not missing and new", "cases > 0 and done < 5"]
    return Vocabulary(
        tuple(lines), tuple(subjects), tuple(conditions), ("late", "done / 4", "cases", "late + done")
    )


advice = st.sampled_from(("", "", " fixed", " more is worse", " more is worse fixed"))
defaults = st.sampled_from(("", "", " default 2"))
only_when = st.sampled_from(("", "", "", " only when large", " only when kind is not school"))
numeric_types = st.sampled_from(
    (
        "number from 0 to 10",
        "number from 0 to 10 in steps of 0.5",
        "number",
        "number from -5",
        "optional number from 0 to 10",
        "number in steps of 0.25",
        "optional count up to 12",
    )
)


# ---------------------------------------------------------------- rows


@st.composite
def heads(draw: st.DrawFn, subject: Subject) -> list[str]:
    """Heads that take every value once."""
    if subject.options:
        found = list(subject.options)
        if len(found) > 2 and draw(st.booleans()):
            found = [f"{found[0]}; {found[1]}", *found[2:]]
    else:
        bounds = sorted(draw(st.sets(st.sampled_from(range(len(subject.bounds))), min_size=1)))
        chosen = [subject.bounds[one] for one in bounds]
        low_has = [draw(st.booleans()) for _ in chosen]
        found = []
        for number in range(len(chosen) + 1):
            lower = chosen[number - 1] if number else None
            upper = chosen[number] if number < len(chosen) else None
            lower_open = bool(number) and low_has[number - 1]
            upper_open = number < len(chosen) and not low_has[number]
            found.append(written_range(lower, upper, lower_open, upper_open, "en"))
    if draw(st.integers(0, 4)) == 0:
        found[draw(st.integers(0, len(found) - 1))] = "otherwise"
    if subject.missing:
        found.append("missing")
    return found


@st.composite
def rows(
    draw: st.DrawFn, subject: Subject, conditions: tuple[str, ...], faulty: bool, most: int
) -> list[str]:
    """Rows with points up to `most`; with guards the heads stand once for each case."""
    guards = [""]
    if draw(st.integers(0, 2)) == 0:
        condition = draw(st.sampled_from(conditions))
        guards = [f" when {condition}", f" when not ({condition})"]
    found: list[str] = []
    for guard in guards:
        for head in draw(heads(subject)):
            if head == "otherwise":
                found = [row for row in found if not row.startswith("otherwise")]
            points = written_number(Fraction(draw(st.integers(0, 2 * most)), 2), False, "en")
            found.append(f"{head}{'' if head == 'otherwise' else guard}: {points}")
    if faulty:
        found = draw(faults(found))
    return found


@st.composite
def thresholds(draw: st.DrawFn, subject: Subject, faulty: bool, most: int) -> list[str]:
    """Rows with one end each, in any order and with any points, of which the best counts.

    They may leave a gap only at the one place that is at fault: a witness of a second gap meets the first.
    """
    ways = draw(st.sampled_from((("from", "above"), ("up to", "below"))))
    found = [
        f"{draw(st.sampled_from(ways))} {draw(st.sampled_from(subject.bounds))}: {draw(st.integers(0, most))}"
        for _ in range(draw(st.integers(1, 4)))
    ]
    if not faulty or draw(st.booleans()):
        found.insert(draw(st.integers(0, len(found))), f"otherwise: {draw(st.integers(0, most))}")
    if subject.missing:
        found.append(f"missing: {draw(st.integers(0, most))}")
    return found


@st.composite
def faults(draw: st.DrawFn, found: list[str]) -> list[str]:
    """Rows with something wrong, as a rule."""
    at = draw(st.integers(0, len(found) - 1))
    head, _, points = found[at].rpartition(":")
    match draw(st.sampled_from(("drop", "double", "unguard", "open", "close"))):
        case "drop" if len(found) > 1:
            return [*found[:at], *found[at + 1 :]]
        case "unguard":
            return [*found[:at], f"{head.partition(' when ')[0]}:{points}", *found[at + 1 :]]
        case "open":
            opened = found[at].replace("from ", "above ").replace("up to ", "below ")
            return [*found[:at], opened, *found[at + 1 :]]
        case "close":
            closed = found[at].replace("above ", "from ").replace("below ", "up to ")
            return [*found[:at], closed, *found[at + 1 :]]
    return [*found, found[at]]


# ---------------------------------------------------------------- criteria


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A whole ruleset."""
    words = draw(vocabularies())
    count = draw(st.integers(1, 4))
    faulty = draw(st.sampled_from((None, None, *range(count))))
    lines = ['ruleset r "R"', *words.lines]
    body: list[str] = []
    for number in range(count):
        body += [f'criterion {number} "C" worth 4', *draw(statements(words, number == faulty))]
    if draw(st.booleans()):
        lines += draw(tables(words))
        body += [
            'criterion t "T" worth 4',
            f"award t({draw(st.sampled_from(('late', 'done', 'min(late; 5)')))})",
        ]
    parted = draw(st.booleans())  # or criteria straight under the total
    lines += ['section I "S" worth 40', *body] if parted else body
    if draw(st.booleans()):
        lines += [
            'section P "P" penalty worth 3',
            'criterion P.1 "L" worth 3',
            "deduct 0.5 per late at most 2",
        ]
    if draw(st.booleans()):
        by = Subject("total", ("5", "8.5", "12"))
        best = draw(st.sampled_from(("", " best that holds")))
        graded = draw(rows(by, ("large", "late = 0"), False, 4))
        lines += [f"grades by total{best}", *(_graded(row) for row in graded)]
        if best and draw(st.booleans()):
            label = draw(st.sampled_from(graded)).rpartition(":")[2].strip()
            lines.append(
                draw(st.sampled_from((f'at most "{label}" when late > 2', "one lower when late > 2")))
            )
    return "\n".join(lines) + "\n"


def _graded(row: str) -> str:
    head, _, points = row.rpartition(":")
    return f'{head}: "{points.strip()}"'


@st.composite
def tables(draw: st.DrawFn, words: Vocabulary) -> list[str]:
    subject = Subject("level", ("2", "4", "9"))
    type = draw(st.sampled_from(("count", "number", "number from 0")))
    if draw(st.integers(0, 3)) == 0:
        return [
            f"table t for level: {type}",
            "bands level best that holds",
            *draw(thresholds(subject, False, 4)),
        ]
    return [f"table t for level: {type}", "bands level", *draw(rows(subject, words.conditions[:6], False, 4))]


@st.composite
def statements(draw: st.DrawFn, words: Vocabulary, faulty: bool) -> list[str]:
    """What a criterion says."""
    found: list[str] = []
    condition = st.sampled_from(words.conditions)
    sets = 1 if faulty else draw(st.integers(0, 2))
    for _ in range(sets):
        subject = draw(st.sampled_from(words.subjects))
        guard = f" when {draw(condition)}" if draw(st.integers(0, 4)) == 0 else ""
        if subject.bounds and draw(st.integers(0, 3)) == 0:
            found += [f"bands {subject.name} best that holds{guard}", *draw(thresholds(subject, faulty, 4))]
            continue
        found += [f"bands {subject.name}{guard}", *draw(rows(subject, words.conditions, faulty, 4))]
    extra = draw(st.integers(0, 6)) if found else 0
    match extra:
        case 0:
            found.append(f"award 2 when {draw(condition)}")
        case 1:
            found.append(f"award 0.5 per {draw(st.sampled_from(words.amounts))} at most 2")
        case 2 if sets == 1:
            found.append(f"reduce by 10% per late at most 50% when {draw(condition)}")
    if draw(st.integers(0, 4)) == 0:
        found.append(f"exempt when {draw(condition)}")
    if draw(st.integers(0, 4)) == 0:
        found.append(f"zero when {draw(condition)}")
    return found

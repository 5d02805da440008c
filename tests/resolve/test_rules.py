"""Every sentence of the specification that is a rule of compiling: a ruleset that keeps it and one that breaks it.

Sentences that need the proof of rows (gaps, overlaps, laws) and those that only warn belong to a later check.
"""

# ruff: noqa: E501  # a ruleset stands in one row with what is told of it

from __future__ import annotations

import pytest
from tests.resolve.rulesets import HEAD, condition, criterion, told, value, with_facts

TREE = 'section I "S" worth 9\ncriterion 1 "C" worth 9 award 1\n'
BANDS = "bands {} {}"


def tree(*lines: str) -> str:
    """A ruleset of a few lines."""
    return HEAD + "\n".join(lines)


def bands(subject: str, rows: str) -> str:
    """A ruleset with a criterion over a subject."""
    return criterion(f"bands {subject} {rows}")


# The sentence, what keeps it, what breaks it, and what is told then.
RULES = [
    # ---- chapter 2
    ("ids of sections and criteria, unique in the file",
     tree('section I "S" worth 1', 'criterion I.1 "C" worth 1 award 1', 'section II "T" worth 1', 'criterion II.1 "D" worth 1 award 1'),
     tree('section I "S" worth 1', 'criterion 1 "C" worth 1 award 1', 'section II "T" worth 1', 'criterion 1 "D" worth 1 award 1'),
     ["duplicate-id 1"]),
    ("a dotted id is a child of its prefix, which must be declared",
     tree('section I "S" worth 1', 'criterion 4 "C"', 'criterion 4.1 "D" worth 1 award 1'),
     tree('section I "S" worth 1', 'criterion 4.1 "D" worth 1 award 1'),
     ["undeclared-prefix 4.1"]),
    # ---- chapter 3: facts
    ("count (integer ≥ 0, `up to` another count or a number)",
     with_facts("fact a: count up to n", "fact b: count up to 5"), with_facts("fact a: count up to x"), ["type-mismatch x"]),
    ("number (rational, with optional bounds, a step and a unit of measure",
     with_facts('fact a: number from -1/2 to 5 in steps of 0.5 measured in "km"'), with_facts("fact a: number from 5% to 6"),
     ["percent-number 5%"]),
    ("steps count from the lower bound, or from 0",
     bands("a", "0.5: 1 otherwise: 0").replace(HEAD, HEAD + "fact a: number from 0.5 in steps of 2\n"),
     bands("a", "2: 1 otherwise: 0").replace(HEAD, HEAD + "fact a: number from 0.5 in steps of 2\n"), ["value-outside-domain 2"]),
    ("percent (0 to 100% unless bounds are given)",
     bands("g", "150%: 1 otherwise: 0"), bands("p", "150%: 1 otherwise: 0"), ["value-outside-domain 150%"]),
    ("`same as` another fact",
     with_facts("fact a: same as k"), with_facts("fact a: same as r"), ["wrong-kind-of-name r"]),
    ("a fact `only when C` is required when C holds and refused when it does not",
     criterion("award min(w; 1) when q"), criterion("award min(w; 1) when z"), ["maybe-missing w"]),
    ("Option names are not global: which option a bare name means follows from the other side",
     condition("k = red"), condition("red"), ["unknown-name red"]),
    ("[requirements are] over facts only",
     with_facts('require "a": m <= n'), with_facts('require "a": r > 5%'), ["not-allowed-here r"]),
    ("requirements that nothing can satisfy are an error",
     with_facts('require "a": m + 1 <= n + 1'), with_facts('require "a": m > n'), ["impossible-requirement m > n"]),
    # ---- derived values
    ("A `rate` (counts over counts)",
     with_facts("rate a: m + 1 of n if none exempt"), with_facts("rate a: x of n if none exempt"), ["rate-of-counts x"]),
    ("A `table` is a reusable set of bands, used as `clb_points(speaking)`",
     criterion("award t(n) at most 5"), criterion("award t at most 5"), ["wrong-kind-of-name t"]),
    ("`let` may hold a condition and may use quantities",
     condition("good") + "\nlet good = points of 1 > 1", condition("good") + "\nlet good = points of 1", ["type-mismatch good"]),
    ("None may be circular",
     with_facts("let a = b", "let b = n"), with_facts("let a = b", "let b = a"), ["circular a"]),
    ("In a guard of a grade, in a disqualification or a law, a value that may be exempt is a compile error unless it is guarded",
     with_facts('disqualify when assessed 2 and points of 2 < 5 "x"'), with_facts('disqualify when points of 2 < 5 "x"'),
     ["maybe-exempt points of 2"]),
    ("[the same in a guard of a grade]",
     with_facts('grades by total from 1 when n > 0 and s > 5%: "a" otherwise: "b"'),
     with_facts('grades by total from 1 when s > 5%: "a" otherwise: "b"'), ["maybe-exempt s"]),
    ("[the same in a law]",
     with_facts('law "a": exempt 2 or points of 2 <= 10'), with_facts('law "a": points of 2 <= 10'), ["maybe-exempt points of 2"]),
    # ---- the tree of points
    ("A criterion belongs to the section above it",
     tree(TREE), tree('criterion 0 "C" worth 1 award 1', TREE), ["outside-section 0"]),
    ("A table without sections has its criteria straight under the total",
     tree('criterion 1 "C" worth 1 award 1', 'section II "B" bonus worth 1', 'criterion 2 "D" worth 1 award 1'),
     tree('criterion 1 "C" worth 1 award 1', 'section II "B" worth 1', 'criterion 2 "D" worth 1 award 1'), ["outside-section 1"]),
    ("A node with children has no award of its own",
     tree('section I "S"', 'criterion 4 "C"', 'criterion 4.1 "D" worth 1 award 1'),
     tree('section I "S"', 'criterion 4 "C" award 1', 'criterion 4.1 "D" worth 1 award 1'), ["parent-with-awards award 1"]),
    ("A leaf has a worth. It may leave it out where its rows and awards are plain figures",
     with_facts('section X "S"', 'criterion 91 "C" award 1 when n > 1'), with_facts('section X "S"', 'criterion 91 "C" award 1 per n'), ["worth-missing 91"]),
    ("[a worth] may depend on yes/no and choice facts",
     criterion("award 1", worth="(5 when q otherwise (4 when k is red otherwise 3))"),
     criterion("award 1", worth="(5 when n > 3 otherwise 3)"), ["worth-depends n"]),
    ("what is attainable of [`worth unlimited`], and of nodes above it that set no worth of their own, is then unlimited, and a share of it a compile error",
     tree('section I "S" worth 5', 'criterion 1 "C" worth unlimited award 1', 'grades by share of I otherwise: "a"'),
     tree('section I "S"', 'criterion 1 "C" worth unlimited award 1', 'grades by share of I otherwise: "a"'), ["no-such-quantity share of I"]),
    ("modifiers in any order, each once",
     criterion("award 1 at most 3 when q per n"), criterion("award 1 when q per n when z"), ["statement-twice when z"]),
    ("`reduce by`: M is a percent that caps this share",
     criterion("award 9", "reduce by 5% per n at most 50%"), criterion("award 9", "reduce by 5% per n at most 5"), ["percent-number 5"]),
    ("`rounded to` …: the step may be a fraction",
     criterion("award 1", "rounded to 1/4"), criterion("award 1", "rounded to 0/4"), ["step-not-positive 0/4"]),
    ("`worth` alone in an expression is the node's own worth",
     criterion("award p * worth"), value("p * worth"), ["misplaced-worth worth"]),
    ("A `total` declaration, optional and once",
     with_facts("total worth 1"), with_facts("total worth 1", "total rounded to 1"), ["duplicate-name total rounded to 1"]),
    ("[the total] takes `zero`, limits, rounding and `rescaled`",
     with_facts('total worth 5 rescaled zero when q "x" points at most 9 rounded to 1'), with_facts("total award 1"),
     ["misplaced-statement award 1"]),
    ("`share of total` is an error where a section (not the total) is rescaled",
     with_facts("total worth 7 rescaled", 'grades by share of total otherwise: "a"'),
     tree('section I "S" worth 9 rescaled', 'criterion 1 "C" worth 1 award 1', 'grades by share of total otherwise: "a"'),
     ["no-such-quantity share of total"]),
    ("`award` in a penalty section … [is an error]",
     tree('section I "S" penalty worth 5', 'criterion 1 "C" worth 5 deduct 1'),
     tree('section I "S" penalty worth 5', 'criterion 1 "C" worth 5 award 1'), ["award-in-penalty award 1"]),
    ("`reduce` on a node whose awards can exceed its worth [is an error]",
     criterion("award n at most 5", "reduce by 5%", worth="5"), criterion("award n", "reduce by 5%", worth="5"),
     ["reduce-above-worth reduce by 5%"]),
    # ---- bands, grades, laws, examples
    ("Bounds are constants",
     bands("n", "from 1/3 to below 5: 1 otherwise: 0"), bands("n", "from 2024-01-01: 1 otherwise: 0"), ["type-mismatch 2024-01-01"]),
    ("options (`master; phd`), `yes`, `no`; `missing`",
     bands("k", "red; green: 1 blue: 0") + " bands oq yes: 1 no: 0 missing: 0", bands("k", "red; purple: 1 otherwise: 0"),
     ["unknown-option purple"]),
    ("A row may carry a guard",
     bands("n", "from 5 when q: 1 otherwise: 0"), bands("n", "from 5 when n: 1 otherwise: 0"), ["type-mismatch n"]),
    ("several gradings may be named",
     with_facts('grades by total otherwise: "a"', 'grades h by total otherwise: "a"'),
     with_facts('grades h by total otherwise: "a"', 'grades h by total otherwise: "a"'), ["duplicate-name h"]),
    ("With `best that holds` … each `one lower when` that holds moves one row down",
     with_facts('grades by total best that holds from 1: "a" otherwise: "b" one lower when q'),
     with_facts('grades by total from 1: "a" otherwise: "b" one lower when q'), ["misplaced-statement one lower when q"]),
    ("An example … (`like` starts from another's)",
     with_facts('example "a" given q = yes', 'example "b" like "a"'), with_facts('example "b" like "a"'), ['unknown-name "a"']),
    # ---- expressions
    ("a percent and a plain number are not compared or added", condition("p > 95%"), condition("p > 95"), ["percent-number 95"]),
    ("`total` inside a criterion always is [a circle]",
     with_facts('disqualify when total < 1 "x"'), condition("total > 1"), ["circular IX"]),
    ("Division by something that can be zero must be a `rate`, or guarded",
     criterion("award m / n when n > 0 at most 1"), criterion("award m / n at most 1"), ["division-by-zero n"]),
    ("An optional or `only when` fact may be used only where it is known to be there: under `x is not missing` … in the same condition",
     condition("o > 3 and o is not missing"), condition("o > 3 and n > 0"), ["maybe-missing o"]),
    ("… `when` …", criterion("award min(o; 1) when o is not missing"), criterion("award min(o; 1) when q"), ["maybe-missing o"]),
    ("… guard …",
     bands("n", "from 0 when o is not missing: min(o; 1) otherwise: 0"), bands("n", "from 0 when q: min(o; 1) otherwise: 0"),
     ["maybe-missing o"]),
    ("… `exempt when x is missing` of the node …",
     criterion("exempt when o is missing", "award min(o; 1)"), criterion("exempt when o is not missing", "award min(o; 1)"),
     ["maybe-missing o"]),
    ("… or through a `let`, which counts as its text",
     criterion("award min(more; 1) when there") + "\nlet more = o + 1\nlet there = o is not missing",
     criterion("award min(more; 1) when q") + "\nlet more = o + 1", ["maybe-missing more"]),
    # ---- chapter 4
    ('unknown name … (with "did you mean")', condition("n > 1"), condition("nn > 1"), ["unknown-name nn"]),
    ("bad period", HEAD + "period 2024-01-01 to 2024-12-31\n" + TREE, HEAD + "period 2024-12-31 to 2024-01-01\n" + TREE,
     ["bad-period 2024-12-31 to 2024-01-01"]),
    ("a value in a band outside its fact's domain", bands("n", "5: 1 otherwise: 0"), bands("n", "5.5: 1 otherwise: 0"),
     ["value-outside-domain 5.5"]),
    # ---- chapter 6: facts
    ("in an example `x = missing` takes a fact back",
     with_facts('example "a" given q = missing; n = 3'), with_facts('example "a" given zz = missing'), ["unknown-name zz"]),
    ("`only when` conditions use facts and rates only",
     with_facts("fact a: count only when r > 5% and n > 1"), with_facts("fact a: count only when total > 1"), ["not-allowed-here total"]),
    ("[`only when` conditions] include the conditions of the facts they use",
     with_facts("fact a: count only when w > 1"), with_facts("fact a: count only when o > 1"), ["maybe-missing o"]),
    ("Off the grid of `in steps of` is outside the domain",
     with_facts("fact a: number in steps of 0.1 default 0.5"), with_facts("fact a: number in steps of 0.1 default 0.55"),
     ["value-outside-domain 0.55"]),
    ("`exactly` outside the domain is an error; ends of ranges may lie outside",
     bands("p", "from -5% to 105%: 1"), bands("p", "exactly -5%: 1 otherwise: 0"), ["value-outside-domain -5%"]),
    # ---- exempt
    ("`D > 0`, `D >= 1`, `D != 0` guard a rate over D",
     with_facts('disqualify when n > 0 and s < 5% or n >= 1 and s < 5% or n != 0 and s < 5% "x"'),
     with_facts('disqualify when m >= 0 and s < 5% "x"'), ["maybe-exempt s"]),
    ("exempt as a whole side of a comparison or a head; parentheses and lets are transparent",
     with_facts('disqualify when points of 2 + 0 < 5 "x"'), with_facts('disqualify when (same) < 5 "x"', "let same = points of 2"),
     ["maybe-exempt (same)"]),
    ("`share` is exempt where attainable is 0",
     with_facts('disqualify when share of 1 < 5% "x"'),
     with_facts('section X "S" worth 0', 'criterion 10 "C" worth 0 award 0', 'disqualify when share of 10 < 5% "x"'),
     ["maybe-exempt share of 10"]),
    # ---- limits, penalty, groups
    ("an upper limit above the worth … is an error",
     criterion("award n", "points at most 5", worth="5"), criterion("award n", "points at most 6", worth="5"), ["limit-above-worth 6"]),
    ("[an upper limit of the total] may lie above [its worth]",
     with_facts("total worth 5 points at most 9"), criterion("award n", "points at most 9", worth="5"), ["limit-above-worth 9"]),
    ("… or lower above upper, is an error",
     criterion("award n", "points at most 5 points at least 5"), criterion("award n", "points at most 5 points at least 6"),
     ["limits-crossed 6"]),
    ("A worth that is no multiple of the rounding step is an error",
     criterion("award n", "rounded to 0.5", worth="2.5"), criterion("award n", "rounded to 0.5", worth="2.6"), ["worth-off-step 2.6"]),
    ("A positive band row in a penalty section is an error",
     tree("fact n: count", 'section I "S" penalty worth 5', 'criterion 1 "C" worth 5 bands n 0: 0 otherwise: -1'),
     tree("fact n: count", 'section I "S" penalty worth 5', 'criterion 1 "C" worth 5 bands n 0: 0 otherwise: 1'), ["positive-in-penalty 1"]),
    ("A penalty has nothing attainable, no share …",
     with_facts('disqualify when attainable of 4 > 1 "x"'), with_facts('grades by share of 4 otherwise: "a"'),
     ["no-such-quantity share of 4"]),
    ("… and cannot be rescaled",
     tree('section I "S" worth 9 rescaled', 'criterion 1 "C" worth 5 award 1'),
     tree('section I "S" penalty worth 9 rescaled', 'criterion 1 "C" worth 5 deduct 1'), ["penalty-rescaled I"]),
    ("`rises` takes a count, number, percent, date or yes/no fact",
     with_facts(*(f'law "{one}": total never falls when {one} rises' for one in "nxpdq")),
     with_facts('law "k": total never falls when k rises'), ["type-mismatch k"]),
    ("The quantity of such a law needs no guard",
     with_facts('law "a": points of 2 never falls when n rises'), with_facts('law "a": points of 2 <= 10'), ["maybe-exempt points of 2"]),
    ("The size in `per full N of Q` is a positive constant",
     criterion("award 1 per full 1/2 of n"), criterion("award 1 per full n of n"), ["step-not-positive n"]),
    ("[in `per full N of Q`] Q must not be negative",
     criterion("award 1 per full 5 of n - m"), criterion("award 1 per full 5 of m - n"), ["negative-groups m - n"]),
    ("`list of` and `for each` are reserved",
     criterion("award 1 per n"), criterion("award 1 for each n"), ["planned-word for each"]),
    ("an expression whose value can exceed 10,000 digits over its facts' domains is a compile error",
     condition("a9 > 1") + "".join(f"\nlet a{one} = a{one - 1} + a{one - 1}" for one in range(1, 10)) + "\nlet a0 = n",
     condition("a9 > 1") + "".join(f"\nlet a{one} = a{one - 1} * a{one - 1}" for one in range(1, 10)) + "\nlet a0 = n",
     ["value-too-long a7 * a7"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "kept", "broken", "wrong"), RULES, ids=[rule[0][:70] for rule in RULES])
def test_rule(sentence: str, kept: str, broken: str, wrong: list[str]) -> None:
    assert told(kept) == [], sentence
    assert told(broken) == wrong, sentence

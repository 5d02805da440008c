"""The verb: fixes are put into a text until there is nothing more to fix.

Guarantees: after each round the text is no worse than before it, and so is the last one; there is an end to
the rounds; a text that has nothing to fix is given back as it is.
"""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

from attrs import frozen

from emurules.diagnostics import Diagnostic, Language
from emurules.fixes.edits import Fix, put_in, together
from emurules.fixes.proposals import SAME_MEANING, proposals
from emurules.fixes.rows import undecided
from emurules.fixes.state import State, worse
from emurules.source import Source

# A declaration shows one mistake at a time, and has no more of them than this.
_ROUNDS = 200
# So many fixes are tried one by one in a round, where they do harm together.
_ALONE = 50

Key: TypeAlias = tuple[str, str, str]
"""A slug, a line of the text, and what is written."""


@frozen
class Fixed:
    """A text with its fixes.

    Attributes:
        source: the text.
        fixes: how many there were of each slug.
        undecided: the lines, from 1, of rows whose points wait for a decision.
        found: what is still found.
    """

    source: Source
    fixes: tuple[tuple[str, int], ...]
    undecided: tuple[int, ...]
    found: tuple[Diagnostic, ...]


def fixed(source: Source, language: Language | None = None) -> Fixed:
    """A text with all that can be fixed.

    Args:
        source: any text.
        language: of the messages; by default that of the text's dialect.

    Example:
        >>> fixed(Source("a.emu", 'ruleset a "A" section I "S" worth 1,5 award 1')).source.text
        'ruleset a "A" section I "S" worth 1.5 award 1'
    """
    first = state = State(source, language)
    counts: Counter[str] = Counter()
    refused: set[Key] = set()
    for _ in range(_ROUNDS):
        after, fixes = _round(state, refused)
        if not fixes:
            break
        state = after
        counts.update(one.finding.slug for one in fixes)
    if state is not first and worse(state, first, ()):
        state, counts = first, Counter()
    return Fixed(state.source, tuple(sorted(counts.items())), undecided(state.source), state.found)


def _round(state: State, refused: set[Key]) -> tuple[State, tuple[Fix, ...]]:
    """The text after one round, and the fixes that stayed; those that did harm are added to `refused`."""
    offered = [one for one in proposals(state) if _key(one, state) not in refused]
    fixes = together([one for one in offered if one.finding.slug not in SAME_MEANING] or offered)
    after = _tried(state, fixes)
    if after is not None:
        return after, fixes
    good = tuple(fix for fix in fixes[:_ALONE] if len(fixes) > 1 and _tried(state, (fix,)) is not None)
    refused.update(_key(fix, state) for fix in fixes[:_ALONE] if fix not in good)
    for fewer in (good, good[:1]):
        after = _tried(state, fewer)
        if after is not None:
            return after, fewer
    return state, ()


def _tried(state: State, fixes: tuple[Fix, ...]) -> State | None:
    """The text with some fixes, if there are any and it is no worse for them."""
    if not fixes:
        return None
    text, places = put_in(state.text, fixes)
    after = State(Source(state.source.name, text), state.language)
    if worse(after, state, places, [one.finding for one in fixes]):
        return None
    kept = all(one.finding.slug in SAME_MEANING for one in fixes)
    return None if kept and after.digest != state.digest else after


def _key(fix: Fix, state: State) -> Key:
    """What a fix does and to what, wherever other fixes have moved it."""
    line = state.source.line(fix.finding.line or 0)
    return fix.finding.slug, line, "\n".join(edit.text for edit in fix.edits)

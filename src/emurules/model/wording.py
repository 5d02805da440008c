"""A ruleset's own expressions in words for who has not read its text: titles where names stand.

What lives here: `titled`, `without_comments`. Guarantees: only names and the sign of multiplication are put
otherwise, and what has no title keeps its name. Left out: what an expression comes to (evaluation).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emurules.model import expression as model
from emurules.model.ruleset import Ruleset

# A string or a name in backquotes is kept whatever it holds, a comment is not.
_TEXT_OR_COMMENT = re.compile(r'("(?:\\.|[^"\\\r\n])*"|`[^`\r\n]*`)|#[^\r\n]*')
# Within a formula these would read as its own signs.
_SIGNS = re.compile(r"[-+*/×÷=<>,;:()]")


def without_comments(written: str) -> str:
    """What stands at a place, without the comments in it."""
    if "#" not in written:
        return written
    return _TEXT_OR_COMMENT.sub(lambda found: found[1] or " ", written)


def titled(expression: model.Expression, ruleset: Ruleset) -> str:
    """An expression as it is written, with titles for names, on one line."""
    text, end = ruleset.text, expression.span.end
    pieces, at = [], expression.span.start
    for start, stop, title in sorted(_titles(expression, ruleset)):
        if at <= start and stop <= end:
            pieces += [_signs(text.text[at:start]), _marked(title)]
            at = stop
    return " ".join("".join([*pieces, _signs(text.text[at:end])]).split())


def _titles(expression: model.Expression, ruleset: Ruleset) -> Iterator[tuple[int, int, str]]:
    """Where a name stands that has a title, and the title."""
    for one in model.references(expression):
        match one:
            case model.FactUse(name=name) | model.IsMissing(fact=name):
                title = ruleset.fact_by_name[name].title
            case model.RateUse(name=name):
                title = ruleset.rate_by_name[name].title
            case model.LetUse(name=name):
                title = ruleset.let_by_name[name].title
            case model.TableUse(name=name):
                title = ruleset.table_by_name[name].title
            case _:
                continue
        written = ruleset.text.text[one.span.start : one.span.end]
        found = re.search(rf"`{re.escape(name)}`|(?<!\w){re.escape(name)}(?!\w)", written)
        if title and found:
            start = one.span.start + found.start()
            yield start, start + len(found[0]), " ".join(title.split())


def _signs(written: str) -> str:
    between = without_comments(written)
    return between if "`" in between or '"' in between else re.sub(r"\s*\*\s*", " × ", between)


def _marked(title: str) -> str:
    return f"‘{title}’" if _SIGNS.search(title) else title

"""Findings silenced by a comment on their line, and comments that silence nothing.

```
fact staff "Cán bộ": count    # allow unused-fact: kept for the report of 2025
# bỏ qua no-source, no-evidence: căn cứ nêu ở phụ lục
tiêu chí 4 "Khác" điểm chuẩn 1 ...
```

A silencing is a comment, or a part of one that starts with `#` again, that says `allow` or `bỏ qua` (both are
understood in each dialect), names kinds of findings, and gives a reason after a colon. It counts for the line
that it ends, or, alone on its line, for the next line that is no comment; a head, statement or row that goes
on over several lines is one line in this.

Guarantees: only warnings are silenced, and only with a reason; each name that silences nothing is itself a
finding. A comment in words that only begins alike (`# allow more time`) is left alone. Left out: what the
findings are (check), and texts whose checks did not run: nobody knows what they would have found.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import frozen

from emurules.diagnostics import CATALOGUE, Diagnostic, Language, diagnostic, sorted_in_source
from emurules.model.spelling import nearest
from emurules.source import Source, Span
from emurules.syntax.text import normalised
from emurules.syntax.trivia import comments

_PART = re.compile(r"(?:\A|(?<=\s))#+(?:(?!\s#+\s).)*")
_DASHES = re.compile("[‐‑‒–—−]")
_NAME = r"[\w‐‑‒–—−-]+"
_SILENCING = re.compile(
    rf"#+\s*(?P<head>(?:allow|bỏ\s+qua)\s+(?P<names>{_NAME}(?:\s*,\s*{_NAME})*))\s*"
    r"(?P<colon>:)?\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W_]")

Place: TypeAlias = tuple[int, str]
"""A line, from 1, and the slug of a finding on it."""


@frozen
class Named:
    """A kind of finding that a comment names, and where."""

    slug: str
    span: Span


@frozen
class Silencing:
    """A comment, or a part of one, that silences findings.

    Attributes:
        line: the line, from 1, whose findings are meant first.
        named: what is silenced.
        reason: why; empty if it says nothing.
        head: the words before the colon.
        part, comment: all of it from its `#` on, and the whole comment that it is a part of.
        alone: whether nothing else stands on its line.
    """

    line: int
    named: tuple[Named, ...]
    reason: str
    head: Span
    part: Span
    comment: Span
    alone: bool


def silenced(found: Iterable[Diagnostic], source: Source, language: Language) -> tuple[Diagnostic, ...]:
    """What was found without what comments silence, and with what is wrong with these, in source order."""
    given = silencings(source)
    nearest: dict[Place, Named] = {}
    for one in given:
        for named in one.named if one.reason else ():
            nearest.setdefault((one.line, named.slug), named)
    kept, used = _without(found, nearest)
    kept, more = _without(kept, _further(given, used, kept, source))
    about = (each for one in given for each in _about(one, used | more, source, language))
    return sorted_in_source([*kept, *about])


def _without(found: Iterable[Diagnostic], places: dict[Place, Named]) -> tuple[list[Diagnostic], set[Span]]:
    """The findings but for warnings at these places, and the names that silence them."""
    kept: list[Diagnostic] = []
    used: set[Span] = set()
    for each in found:
        match = places.get((each.line or 0, each.slug)) if each.severity == "warning" else None
        if match is None:
            kept.append(each)
        else:
            used.add(match.span)
    return kept, used


def _further(
    given: tuple[Silencing, ...], used: set[Span], kept: list[Diagnostic], source: Source
) -> dict[Place, Named]:
    """Where comments silence what stands on another line of a statement that goes on over several lines."""
    lines: dict[str, list[int]] = {}
    for each in kept:
        lines.setdefault(each.slug, []).append(each.line or 0)
    unused = [
        (one, named)
        for one in given
        for named in one.named
        if one.reason and named.span not in used and named.slug in lines
    ]
    starts, end = _starts(source) if unused else (), source.position(len(source.text))[0]
    found: dict[Place, Named] = {}
    for one, named in unused:
        after = bisect_right(starts, one.line)
        first = one.line if one.alone else starts[after - 1] if after else one.line
        last = one.line if not one.alone else starts[after] - 1 if after < len(starts) else end
        warned = sorted(lines[named.slug])
        for line in warned[bisect_left(warned, first) : bisect_right(warned, last)]:
            found.setdefault((line, named.slug), named)
    return found


def _starts(source: Source) -> tuple[int, ...]:
    """The lines on which a line of the layout starts: a head, a statement, a row."""
    from emurules.syntax.layout import read
    from emurules.syntax.layout.declarations import lines_of

    at = read(source)
    return () if at is None else tuple(sorted({at.line(one.start) for one in lines_of(at)}))


def _about(one: Silencing, used: set[Span], source: Source, language: Language) -> Iterator[Diagnostic]:
    """What is wrong with a silencing."""
    if not one.reason:
        slugs = ", ".join(f"`{named.slug}`" for named in one.named)
        write = f"{' '.join(source.slice(one.head).split())}: …"
        yield diagnostic("silencing-without-reason", source, one.head, language, slugs=slugs, write=write)
    for named in one.named:
        kind = CATALOGUE.get(named.slug)
        if kind is None:
            warnings = (slug for slug, each in CATALOGUE.items() if each.severity == "warning")
            near = nearest(named.slug, warnings)
            yield diagnostic(
                "unknown-silencing", source, named.span, language,
                help="near" if near else "", name=named.slug, near=near or "",
            )  # fmt: skip
        elif kind.severity == "error":
            yield diagnostic(
                "unused-silencing", source, named.span, language,
                variant="error", help="error", name=named.slug,
            )  # fmt: skip
        elif one.reason and named.span not in used:
            yield diagnostic(
                "unused-silencing", source, named.span, language, name=named.slug, line=str(one.line)
            )


# ---------------------------------------------------------------- the comments


def silencings(source: Source) -> tuple[Silencing, ...]:
    """The silencings of a text that can be read, in their order."""
    if "#" not in source.text:
        return ()
    normal = normalised(source.text)
    found: list[Silencing] = []
    below = 0, 0  # of the comments further down, a line of nothing else and the first line below that is more
    for comment in reversed(comments(normal.text)):
        whole = normal.span(comment.span)
        line = source.position(whole.start)[0]
        if comment.alone:
            below = line, below[1] if below[0] == line + 1 else line + 1
        for part in reversed(list(_PART.finditer(comment.text))):
            said = _silencing(part[0])
            if said is None:
                continue
            at = comment.span.start + part.start()
            names = _named(said, at)
            found.append(
                Silencing(
                    below[1] if comment.alone else line,
                    tuple(Named(slug, normal.span(span)) for slug, span in names),
                    said["rest"].strip() if said["colon"] and _LETTER.search(said["rest"]) else "",
                    normal.span(_moved(said.span("head"), at)),
                    normal.span(_moved((0, len(part[0].rstrip())), at)),
                    whole,
                    comment.alone,
                )
            )
    return tuple(reversed(found))


def _silencing(part: str) -> re.Match[str] | None:
    """A part of a comment, if it is meant to silence something."""
    said = _SILENCING.match(part)
    if said is None:
        return None
    slugs = [slug for slug, _ in _named(said, 0)]
    if said["colon"]:
        return said
    if not said["rest"]:
        return said if any(slug in CATALOGUE or "-" in slug for slug in slugs) else None
    # Without a colon it may be any sentence: then only names that are no words count.
    return said if all(slug in CATALOGUE and "-" in slug for slug in slugs) else None


def _named(said: re.Match[str], at: int) -> list[tuple[str, Span]]:
    """The names in a silencing, and their places in the text; a pasted dash in a name is a hyphen."""
    start = at + said.start("names")
    return [
        (_DASHES.sub("-", name[0]), _moved(name.span(), start)) for name in re.finditer(_NAME, said["names"])
    ]


def _moved(span: tuple[int, int], by: int) -> Span:
    return Span(span[0] + by, span[1] + by)

"""Case files: texts of rulesets with the diagnostics that they must give, on the lines where they stand.

    # ---- a title
    ruleset a "A"
    fact date: count                  # error: reserved-name "date"
    criterion 1 "c" worth
    # error above: syntax ""

`# error: slug "covered"` says that a diagnostic of this slug stands on this line and that its primary span
covers exactly this text, which is written as in JSON; without it any text will do. `above` means the line
before, for lines that cannot take a comment; a line may expect several. A file holds one case, or several
that start with `# ---- title` each; a title may end in `[vi]` or `[en]`, the language of messages to ask
for, which is else the dialect's. What is not expected must not be found.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from attrs import frozen

from emurules.diagnostics import Diagnostic, Language, Severity
from emurules.driver import check_text
from emurules.syntax.dialects import dialect_of

FOLDER = Path(__file__).with_name("cases")

_TITLE = re.compile(r"^# ----[ \t]*(.*?)[ \t]*(?:\[(vi|en)\])?[ \t]*$\r?\n?", re.MULTILINE)
_COMMENT = re.compile(r"#[ \t]*(?:error|warning)(?: above)?:.*$")
_EXPECTED = re.compile(r'(error|warning)( above)?: ([a-z][a-z-]*)(?:[ \t]+("(?:\\.|[^"\\])*"))?')


@frozen
class Expected:
    """A diagnostic that must be found; `covered` is None where any span will do."""

    line: int
    severity: Severity
    slug: str
    covered: str | None


@frozen
class Case:
    """A text, what must be found in it, and where it stands: `start` is its first line in the file."""

    title: str
    text: str
    language: Language
    expected: list[Expected]
    file: str
    start: int


def load_cases(path: Path) -> list[Case]:
    """The cases of a file in their order."""
    content = path.read_bytes().decode("utf-8")
    titles = list(_TITLE.finditer(content))
    ends = [title.start() for title in titles[1:]] + [len(content)]
    chunks = [(title[1], title[2], title.end(), end) for title, end in zip(titles, ends, strict=True)]
    return [
        _case(path, title, language, content[start:end], content.count("\n", 0, start) + 1)
        for title, language, start, end in chunks or [(path.stem, None, 0, len(content))]
    ]


def _case(path: Path, title: str, asked: str | None, text: str, start: int) -> Case:
    written = dialect_of(text)
    language: Language = "vi" if (asked or (written and written.name)) == "vi" else "en"
    expected = []
    for number, line in enumerate(text.split("\n"), 1):
        comment = _COMMENT.search(line)
        for severity, above, slug, covered in _EXPECTED.findall(comment[0]) if comment else ():
            place = number - 1 if above else number
            expected.append(Expected(place, severity, slug, json.loads(covered) if covered else None))
    return Case(title, text, language, expected, path.name, start)


@cache
def told(text: str, file: str, language: Language) -> tuple[Diagnostic, ...]:
    """What a check of a case gives; several tests ask, and some cases take long."""
    return check_text(text, file, language)


def found_in(diagnostics: Iterable[Diagnostic]) -> list[Expected]:
    """What diagnostics say, in the form of what is expected."""
    found = []
    for one in diagnostics:
        covered = one.source.slice(one.labels[0].span) if one.source and one.labels else None
        found.append(Expected(one.line or 0, one.severity, one.slug, covered))
    return found


def compare(case: Case, diagnostics: Iterable[Diagnostic]) -> None:
    """Assert that exactly what the case expects was found."""
    said = list(diagnostics)
    missing = Counter(case.expected)
    surplus = []
    for one, diagnostic in zip(found_in(said), said, strict=True):
        loose = Expected(one.line, one.severity, one.slug, None)
        match = next((each for each in (one, loose) if missing[each] > 0), None)
        if match is None:
            surplus.append((one, diagnostic))
        else:
            missing[match] -= 1
    lines = [f"{case.file}, line {case.start}: {case.title}"]
    lines += [f"  not found:    {_shown(case, one)}" for one in (+missing).elements()]
    for one, diagnostic in surplus:
        lines += [f"  not expected: {_shown(case, one)}", f"                {diagnostic.message}"]
        lines += [f"                help: {diagnostic.help}"] if diagnostic.help else []
    assert len(lines) == 1, "\n".join(lines)


def _shown(case: Case, one: Expected) -> str:
    covered = "" if one.covered is None else " " + json.dumps(one.covered, ensure_ascii=False)
    return f"line {one.line + case.start - 1}: {one.severity}: {one.slug}{covered}"

"""`emurules explain-check`: the page of a kind of diagnostic, or all kinds at a glance."""

from __future__ import annotations

import sys
from string import Formatter
from typing import TYPE_CHECKING

import click

from emurules.cli.output import written
from emurules.diagnostics import CATALOGUE, Kind, Language, Text
from emurules.diagnostics.render.text import HELP, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emurules.cli.tables import Table

_UNKNOWN = Text(
    "there is no check `{slug}`; `emurules explain-check` lists them all",
    "không có mục kiểm tra nào tên là `{slug}`; `emurules explain-check` liệt kê tất cả",
)
_NEAR = Text(
    "there is no check `{slug}`; did you mean `{near}`?",
    "không có mục kiểm tra nào tên là `{slug}`; có phải là `{near}` không?",
)
_HEADS = (Text("Name", "Tên"), Text("Severity", "Mức độ"), Text("What it says", "Nội dung"))
# Nobody reads more variants of one message.
_MOST = 6
_PAGE = Text("", "Trang dưới đây viết bằng tiếng Anh.")


@click.command("explain-check", short_help="Explain what a check finds, and how to mend it.")
@click.argument("slug", required=False)
@click.option(
    "--language",
    type=click.Choice(["vi", "en"]),
    default="en",
    show_default=True,
    help="Of the list, and of the messages; the pages are in English.",
)
def explain_check(slug: str | None, language: Language) -> None:
    """Print the page of a check: what it finds, why that matters, an example, how to mend it.

    SLUG is the name in brackets at the head of a finding, such as unknown-name. Without it, all checks are
    listed.
    """
    if slug is None:
        from emurules.cli.tables import show_table

        with written(None) as out:
            show_table(_table(language), out, terminal=sys.stdout.isatty())
        return
    text = _page(_known(slug, language), language)
    if sys.stdout.isatty():
        from emurules.cli.paper import drawn
        from emurules.diagnostics.pages import unlinked

        text = drawn(unlinked(text))
    click.echo(text, nl=False)


def _known(slug: str, language: Language) -> Kind:
    """The kind of this name.

    Raises:
        click.UsageError: there is none.
    """
    given = slug.strip().strip("`[]").lower()
    if given in CATALOGUE:
        return CATALOGUE[given]
    from emurules.model.spelling import nearest

    near = nearest(given, CATALOGUE)
    text = _UNKNOWN if near is None else _NEAR
    raise click.UsageError(text.filled(language, {"slug": slug, "near": near or ""}))


def _table(language: Language) -> Table:
    from emurules.cli.tables import Column, Table

    rows = tuple(
        (slug, SEVERITIES[kind.severity].filled(language, {}), kind.summary.filled(language, {}))
        for slug, kind in sorted(CATALOGUE.items())
    )
    return Table(columns=tuple(Column(head.filled(language, {})) for head in _HEADS), rows=rows)


# ---------------------------------------------------------------- a page


def _page(kind: Kind, language: Language) -> str:
    """The page, which is in English, with what the catalogue says in another language."""
    from emurules.diagnostics.pages import page

    text = page(kind.slug)
    if language == "en":
        return text
    title, rest = text.split("\n", 1)
    return f"{title}\n\n{_above(kind, language)}\n---\n{rest}"


def _above(kind: Kind, language: Language) -> str:
    """What a kind is, says and advises, in Markdown."""
    from emurules.syntax.dialects import dialect

    words = {name: spellings[0] for name, spellings in dialect(language).keywords.items()}
    messages, helps = (
        [_filled(text, language, words) for text in list(texts.values())[:_MOST]]
        + ["…"] * (len(texts) > _MOST)
        for texts in (kind.messages, kind.helps)
    )
    help = HELP.filled(language, {})
    lines = [f"**{SEVERITIES[kind.severity].filled(language, {})}**: {kind.summary.filled(language, {})}", ""]
    lines += [f"- {one}" for one in messages]
    lines += [f"- {help}: {one}" for one in helps]
    return "\n".join([*lines, "", _PAGE.filled(language, {})]) + "\n"


def _filled(text: Text, language: Language, words: Mapping[str, str]) -> str:
    """A text of the catalogue with the words of a dialect, and … for all that a finding fills in."""
    template = text.vi if language == "vi" else text.en
    places = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    return text.filled(language, {name: words.get(name, "…") for name in places})

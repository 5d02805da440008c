"""The page of each kind of diagnostic: what it means, why it matters, an example, how to mend it.

Guarantees: every kind of the catalogue has one, in English, as Markdown. Left out: how it is shown.
"""

from __future__ import annotations

import re

from emurules.resources import find

_LINK = re.compile(r"\[([^\]]+)\]\([^)\s]*\.md(?:#[^)\s]*)?\)")


def page(slug: str) -> str:
    """The page of a kind, as it stands in the documentation.

    Raises:
        FileNotFoundError: the installation is broken, or there is no such kind.
    """
    return (find("pages") / f"{slug}.md").read_text(encoding="utf-8")


def unlinked(text: str) -> str:
    """A page without its links to other pages, which are not where this one goes: their words stay."""
    return _LINK.sub(r"\1", text)

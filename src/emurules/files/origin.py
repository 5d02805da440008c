"""Where facts come from, and findings about the file as such.

Lives here: `Origin`, which all readers of this folder carry. Guarantees: what is wrong with a file leaves
as a `FactsError` whose diagnostics name the file and, where there is one, the line and column (from 1; in a
CSV the column is that of the spreadsheet). Left out: reading.
"""

from __future__ import annotations

from attrs import frozen

from emurules.diagnostics import Diagnostic, Language
from emurules.errors import FactsError


@frozen
class Origin:
    """A file in messages.

    Attributes:
        name: its path as given, or `<stdin>`.
        language: of the messages.
        ruleset: the name of the ruleset, for messages.
        called: how the person calls it, for the commands that a help line proposes.
    """

    name: str
    language: Language
    ruleset: str = ""
    called: str = ""

    def finding(
        self,
        slug: str,
        line: int | None = None,
        column: int | None = None,
        *,
        variant: str = "",
        help: str | None = "",
        subject: str | None = None,
        **params: str,
    ) -> Diagnostic:
        """A finding about this file; texts may use `{path}`, `{ruleset}` and `{called}`."""
        known = {"path": self.name, "ruleset": self.ruleset, "called": self.called, **params}
        return Diagnostic(
            slug=slug,
            language=self.language,
            variant=variant,
            help_variant=help,
            params=tuple(sorted(known.items())),
            file=self.name,
            line=line,
            column=column,
            subject=subject,
        )

    def refusal(
        self, slug: str, line: int | None = None, column: int | None = None, **more: str
    ) -> FactsError:
        """The error for a file that cannot be read on; `more` as for `finding`."""
        return FactsError((self.finding(slug, line, column, **more),))

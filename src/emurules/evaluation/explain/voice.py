"""Values, rows and quantities of a trace in the words of one language.

What lives here: `Voice`, which says a number, a term or the head of a row. Guarantees: numbers are exact;
one that doesn't end is said as a fraction, and what is only near it carries a sign that says so; nothing
is evaluated. Left out: conditions (reasons) and sentences (steps). Babel is loaded when a number is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import Literal, assert_never

from attrs import frozen

from emurules.evaluation.explain.phrases import Phrases
from emurules.evaluation.trace import FactShown, HeadShown, Plain, Term
from emurules.model.notation import number_text

# A fraction that is longer says nothing to a reader; the trace has it.
_LONGEST_FRACTION = 60
_INPUTS_SHOWN = frozenset(("let", "table", "expression"))


@frozen
class Voice:
    """How one language says the values of a trace, whose nodes, facts, rates and lets it knows by name."""

    phrases: Phrases
    forms: Mapping[str, str]
    facts: Mapping[str, FactShown]
    derived: Mapping[str, Term]

    # ------------------------------------------------------------ plain values

    def number(self, value: Fraction) -> str:
        """A number, exact: `1,5`, or `1/3` where it doesn't end."""
        top, stroke, bottom = number_text(value).partition("/")
        if not stroke:
            return self._decimal(top)
        exact = f"{self._decimal(top)}/{self._decimal(bottom)}"
        return exact if len(exact) <= _LONGEST_FRACTION else f"≈ {self._near(value)}"

    def percent(self, value: Fraction) -> str:
        """A ratio as a percent: `90%`, or `1/3 ≈ 33,33%` where it doesn't end."""
        if "/" not in number_text(value * 100):
            return self._percent(number_text(value))
        return self.phrases.about.format(left=self.number(value), right=self._near_percent(value))

    def points(self, value: Fraction) -> str:
        """A number of points with its word: `1,5 điểm`."""
        text = number_text(value)
        words = self.phrases.points
        if "/" in text:
            exact = words["other"].format(number=self.number(value))
            if "≈" in exact:
                return exact
            return self.phrases.exact_and_about.format(exact=exact, about=self._near(value))
        form = _plural(text, self.phrases.locale)
        return words.get(form, words["other"]).format(number=self.number(value))

    def day(self, value: date) -> str:
        """A date."""
        from babel.dates import format_date

        return format_date(value, self.phrases.date, locale=self.phrases.locale)

    def truth(self, value: bool) -> str:
        """Yes or no."""
        return self.phrases.yes if value else self.phrases.no

    def plain(self, value: Plain | None, percent: bool = False, title: str | None = None) -> str:
        """Any value; `title` is an option's."""
        match value:
            case None:
                return self.phrases.missing
            case bool():
                return self.truth(value)
            case str():
                return flat(title or value)
            case date():
                return self.day(value)
            case Fraction() if percent:
                return self.percent(value)
            case Fraction():
                return self._counted(value)
            case never:
                assert_never(never)

    def among(self, items: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
        """A list: `a, b và c`; with the style `or` its alternatives."""
        from babel.lists import format_list

        return format_list(list(items), style=style, locale=self.phrases.locale)

    def quoted(self, text: str) -> str:
        """Words of the ruleset, as such."""
        return self.phrases.quoted.format(text=flat(text))

    def _counted(self, value: Fraction) -> str:
        said = self.number(value)
        if "/" in said:
            return self.phrases.exact_and_about.format(exact=said, about=self._near(value))
        return said

    def _decimal(self, text: str) -> str:
        return _decimal(text, self.phrases.locale)

    def _percent(self, text: str) -> str:
        return _percent(text, self.phrases.locale)

    def _near(self, value: Fraction) -> str:
        return self._decimal(_rounded(value))

    def _near_percent(self, value: Fraction) -> str:
        rounded = _rounded(value * 100)
        with _exact(rounded):
            return self._percent(str(Decimal(rounded).scaleb(-2)))

    # ------------------------------------------------------------ terms

    def node(self, id: str) -> str:
        """A section or criterion by its id: `tiêu chí 6`."""
        match self.forms.get(id):
            case "section":
                return self.phrases.section_name.format(id=id)
            case "criterion":
                return self.phrases.criterion_name.format(id=id)
            case _:
                return id

    def name(self, term: Term) -> str:
        """What a term is called: its title, its name, or of a formula its words in quotes."""
        match term.kind:
            case "points" | "worth" | "attainable" | "share":
                if term.name is None:
                    return self.phrases.quantities_of_all[term.kind]
                return self.phrases.quantities[term.kind].format(node=self.node(term.name))
            case "exempt":
                return self.node(term.name or term.text)
            case "expression":
                return self.quoted(term.title or term.text)
            case _:
                return flat(term.title or term.name or term.text)

    def value(self, term: Term) -> str:
        """A term's value: `45/50 = 90%`, `có`, `37,5 °C`, `chưa có số liệu`."""
        said = self._known(term)
        if term.part is None or term.whole is None:
            return said
        ratio = f"{self.number(term.part)}/{self.number(term.whole)}"
        if term.whole == 0:
            if term.state == "known":
                return self.phrases.counted_as.format(ratio=ratio, value=said)
            return self.phrases.nothing_to_count.format(ratio=ratio)
        if not isinstance(term.value, Fraction):
            return ratio
        if "≈" in said:
            return self.phrases.about.format(left=ratio, right=self._near_percent(term.value))
        return self.phrases.equals.format(left=ratio, right=said)

    def _known(self, term: Term) -> str:
        if term.state == "exempt":
            return self.phrases.exempt
        said = self.plain(term.value, term.type == "percent", term.value_title)
        return f"{said} {flat(term.unit)}" if term.unit and isinstance(term.value, Fraction) else said

    def stated(self, term: Term, inputs: bool = True) -> str:
        """A term with its value, and with what it was computed from unless that is left out."""
        if term.kind == "constant":
            return self.value(term)
        form = self.phrases.reading_of if term.kind == "expression" else self.phrases.named
        said = form.format(name=self.name(term), text=self.name(term), value=self.value(term))
        behind = self.behind(term) if inputs else ""
        return self.phrases.bracketed.format(text=said, aside=behind) if behind else said

    def behind(self, term: Term) -> str:
        """The values that a term was computed from, or nothing if it says them itself."""
        if term.kind not in _INPUTS_SHOWN:
            return ""
        inputs = term.inputs
        if term.kind == "let" and not inputs:
            let = self.derived.get(term.name or "")
            inputs = let.inputs if let is not None else ()
        told = (self.stated(one, inputs=False) for one in inputs if one.kind != "constant")
        return self.phrases.joined.join(dict.fromkeys(told))

    def beside(self, term: Term) -> str:
        """A term on the far side of a comparison: `Lớp tập huấn (5)`."""
        if term.kind == "constant":
            return self.value(term)
        return self.phrases.beside.format(name=self.name(term), value=self.value(term))

    # ------------------------------------------------------------ rows

    def head(self, head: HeadShown, percent: bool = False) -> str:
        """What a row takes: `từ 80% đến dưới 100%`."""
        match head.kind:
            case "otherwise":
                return self.phrases.otherwise
            case "missing":
                return self.phrases.missing
            case "values":
                titles: tuple[str | None, ...] = head.titles
                if len(titles) != len(head.values):
                    titles = (None,) * len(head.values)
                pairs = zip(head.values, titles, strict=True)
                return self.among((self.plain(one, title=title) for one, title in pairs), "or")
            case "interval":
                return self._interval(head, percent)
            case never:
                assert_never(never)

    def _interval(self, head: HeadShown, percent: bool) -> str:
        if head.lower is None and head.upper is None:
            return self.phrases.any_value
        if head.lower == head.upper and not (head.lower_open or head.upper_open):
            return self._end(head.lower, percent)
        left = "" if head.lower is None else "(" if head.lower_open else "["
        right = "" if head.upper is None else ")" if head.upper_open else "]"
        ends = (head.lower, head.upper)
        forms = self.phrases.dates if any(isinstance(one, date) for one in ends) else self.phrases.numbers
        return forms[left + right].format(
            lower=self._end(ends[0], percent), upper=self._end(ends[1], percent)
        )

    def _end(self, end: Fraction | date | None, percent: bool) -> str:
        match end:
            case None:
                return ""
            case date():
                return self.day(end)
            case _:
                return self.percent(end) if percent else self.number(end)


def flat(text: str) -> str:
    """A text of the ruleset on one line."""
    return re.sub(r"\s+", " ", text).strip()


# The same few numbers are said again and again, and Babel takes its time over each.


@lru_cache(maxsize=1024)
def _decimal(text: str, locale: str) -> str:
    from babel.numbers import format_decimal

    with _exact(text):
        return format_decimal(Decimal(text), locale=locale, decimal_quantization=False)


@lru_cache(maxsize=1024)
def _percent(text: str, locale: str) -> str:
    from babel.numbers import format_percent

    with _exact(text):
        return format_percent(Decimal(text), locale=locale, decimal_quantization=False)


@lru_cache(maxsize=1024)
def _plural(text: str, locale: str) -> str:
    from babel import Locale

    with _exact(text):
        return str(Locale.parse(locale).plural_form(Decimal(text)))


@contextmanager
def _exact(text: str) -> Iterator[None]:
    """Where Babel keeps each digit of a number."""
    with localcontext(Context(prec=len(text) + 10, Emax=10**6, Emin=-(10**6))):
        yield


def _rounded(value: Fraction) -> str:
    """A number to as many decimals, two at least, as show that it is no rounder than it is."""
    for decimals in range(2, 13):
        scaled = round(value * 10**decimals)
        if scaled % 10:
            return number_text(Fraction(scaled, 10**decimals))
    return number_text(Fraction(round(value * 10**12), 10**12))

"""Texts, units and traces of a size that nobody needs, each of which must be refused or be done with at once.

`python -m tests.properties.monsters NAME…` runs them through everything that they reach and prints what came
of each: the slugs of its findings, or how far it got. Tests do so in other processes, so that a monster that
never ends, or eats the memory, is stopped.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import emurules
from emurules import EmurulesError, Trace
from emurules.files import read_facts

HEAD = 'ruleset r "R"\n'
TAIL = 'section I "S" worth 1\ncriterion 1 "C" worth 1 award 1\n'
MIB = 1 << 20
LARGEST = 4 * MIB

# ---------------------------------------------------------------- texts


def _with(*declarations: str) -> str:
    return HEAD + "".join(f"{one}\n" for one in declarations) + TAIL


def _award(expression: str, *declarations: str) -> str:
    return _with(*declarations) + f"award {expression} points at most 1\n"


def _when(condition: str, *declarations: str) -> str:
    return _with(*declarations) + f"award 1 when {condition}\n"


def _chain(first: str, link: Callable[[int], str], length: int) -> Iterable[str]:
    return (first, *(link(n) for n in range(1, length)))


def _tree(depth: int) -> str:
    """A criterion in a criterion in a criterion."""
    ids = [".".join(["1"] * length) for length in range(1, depth + 1)]
    nodes = (f'criterion {id} "C" worth 1' for id in ids)
    return HEAD + 'section I "S" worth 1\n' + "\n".join(nodes) + " award 1\n"


DOUBLING = [f"let a{n} = a{n - 1} {{}} a{n - 1}" for n in range(1, 60)]


def _doubling(first: str, operator: str) -> list[str]:
    """Sixty definitions, each using the one before it twice: 2^60 uses, if they were written out."""
    return [f"let a0 = {first}", *(one.format(operator) for one in DOUBLING)]


YES = "fact q: yes/no"
COUNT = "fact n: count up to 100"
MANY = range(10_000)

TEXTS: Mapping[str, Callable[[], str]] = {
    "one byte too many": lambda: _with("#" * (LARGEST + 1 - len(_with("")))),
    "four mebibytes of comment": lambda: _with("#" * (LARGEST - len(_with("")))),
    "four mebibytes of line ends": lambda: _with("\n" * (LARGEST - len(_with("")))),
    "four mebibytes of quotes": lambda: _with('"' * (LARGEST - len(_with("")))),
    "four mebibytes of marks": lambda: "e" + "\u0301" * (LARGEST // 2),
    "four mebibytes of marks in a comment": lambda: _with("# e" + "\u0301\u0323" * (LARGEST // 4 - 100)),
    "four mebibytes of digits": lambda: _award("1" * (LARGEST - 200)),
    "exponent": lambda: _award("1e999999"),
    "ten million digits": lambda: _award("1" * 10_000_000),
    "ten thousand digits": lambda: _award("1" * 10_000),
    "ten thousand decimals": lambda: _award("0." + "1" * 10_000),
    "digits in groups": lambda: _award("1" + "_000" * 10_000),
    "ten thousand parentheses": lambda: _award("(" * 10_000 + "1" + ")" * 10_000),
    "ten thousand opening parentheses": lambda: _award("(" * 10_000),
    "ten thousand times not": lambda: _when("not " * 10_000 + "q", YES),
    "ten thousand signs": lambda: _award("-" * 10_000 + "1"),
    "ten thousand calls": lambda: _award("min(1; " * 10_000 + "1" + ")" * 10_000),
    "ten thousand choices": lambda: _award("(1 when q otherwise " * 10_000 + "1" + ")" * 10_000, YES),
    "ten thousand terms": lambda: _award(" + ".join(["1"] * 10_000)),
    "ten thousand factors": lambda: _award(" * ".join(["n"] * 10_000), COUNT),
    "ten thousand conditions": lambda: _when(" and ".join(["q"] * 10_000), YES),
    "ten thousand arguments": lambda: _award(f"tally({'; '.join(['q'] * 10_000)}) / 10_000", YES),
    "ten thousand parts of an id": lambda: (
        _with() + f'criterion {".".join(["1"] * 10_000)} "C" worth 1 award 1\n'
    ),
    "criteria in criteria": lambda: _tree(600),
    "criteria in criteria, few enough": lambda: _tree(10),
    "long name": lambda: _with(f"fact {'n' * 100_000}: count") + f"award {'n' * 100_000} points at most 1\n",
    "long name in backquotes": lambda: _when(f"`{'n ' * 50_000}`", f"fact `{'n ' * 50_000}`: yes/no"),
    "long unknown name": lambda: _when("n" * 100_000, f"fact {'n' * 100_001}: yes/no"),
    "long id": lambda: _with() + f'criterion {"n" * 100_000} "C" worth 1 award 1\n',
    "long string": lambda: _with(f'note "{"n" * 900_000}"'),
    "many strings": lambda: HEAD + "note " + '"a"\n' * 100_000 + TAIL,
    "many facts": lambda: _with(*(f"fact f{n}: count" for n in MANY)),
    "many facts up to the next": lambda: _with(
        *_chain("fact f0: count", lambda n: f"fact f{n}: count up to f{n - 1}", 10_000)
    ),
    "many facts like the next": lambda: _with(
        *_chain("fact f0: count", lambda n: f"fact f{n}: same as f{n - 1}", 10_000)
    ),
    "many facts only when another": lambda: _with(
        *_chain("fact f0: yes/no", lambda n: f"fact f{n}: yes/no only when f{n - 1}", 10_000)
    ),
    "many facts of one name": lambda: _with(*("fact f: count" for _ in MANY)),
    "many facts in a circle": lambda: _with(*(f"fact f{n}: count up to f{(n + 1) % 10_000}" for n in MANY)),
    "many requirements": lambda: _with(COUNT, *(f'require "R{n}": n < {n + 100}' for n in MANY)),
    "many rates": lambda: _with(COUNT, *(f"rate r{n}: n of n if none exempt" for n in MANY)),
    "many lets": lambda: _award(
        "a9999 / 10_000", "let a0 = 1", *(f"let a{n} = a{n - 1} + 1" for n in range(1, 10_000))
    ),
    "many lets in a circle": lambda: _with(*(f"let a{n} = a{(n + 1) % 10_000} + 1" for n in MANY)),
    "many lets of nothing": lambda: _with(*(f"let a{n} = unknown{n} + 1" for n in MANY)),
    "many tables": lambda: _with(*(f"table t{n} for x: count bands x otherwise: 1" for n in MANY[:5000])),
    "many options": lambda: _with("fact o: one of " + " ".join(f"o{n}" for n in MANY)),
    "many options, many rows": lambda: (
        _with("fact o: one of " + " ".join(f"o{n}" for n in range(2000)))
        + "bands o "
        + "\n".join(f"o{n}: 0" for n in range(2000))
    ),
    "many rows": lambda: (
        _with("fact m: count") + "bands m " + "\n".join(f"{n}: 0" for n in MANY) + " from 10_000: 1\n"
    ),
    "many sections": lambda: HEAD + "".join(f'section S{n} "S" worth 1 award 1\n' for n in MANY),
    "many criteria": lambda: (
        HEAD + 'section I "S"\n' + "".join(f'criterion {n} "C" worth 1 award 1\n' for n in MANY)
    ),
    "many criteria exempt by the next": lambda: (
        HEAD
        + 'section I "S"\n'
        + "".join(f'criterion {n} "C" worth 1 award 1 exempt when exempt {n + 1}\n' for n in range(3000))
        + 'criterion 3000 "C" worth 1 award 1\n'
    ),
    "many awards": lambda: _with() + "award 0\n" * 10_000,
    "many grades": lambda: (
        _with() + "grades by total " + "\n".join(f'{n}: "G{n}"' for n in MANY) + ' otherwise: "none"\n'
    ),
    "many gradings": lambda: _with() + "".join(f'grades g{n} by total otherwise: "G"\n' for n in MANY[:5000]),
    "many times one lower": lambda: (
        _with(YES)
        + 'grades by total best that holds from 1: "A" otherwise: "B"\n'
        + "one lower when q\n" * 10_000
    ),
    "many disqualifications": lambda: _with(YES) + 'disqualify when q "q"\n' * 10_000,
    "many laws": lambda: _with() + "".join(f'law "L{n}": total <= {n}\n' for n in MANY),
    "many examples": lambda: _with() + "".join(f'example "E{n}" expect total = 1\n' for n in MANY[:5000]),
    "many examples like the one before": lambda: (
        _with(YES)
        + 'example "E0" given q = yes expect total = 1\n'
        + "".join(f'example "E{n}" like "E{n - 1}" expect total = 1\n' for n in range(1, 3000))
    ),
    "many unknown examples": lambda: (
        _with() + "".join(f'example "E{n}" like "F{n}" expect total = 1\n' for n in MANY[:5000])
    ),
    "many unknown names": lambda: (
        _with(*(f"fact fact_{n}: yes/no" for n in range(3000)))
        + "".join(f"award 1 when fakt_{n}\n" for n in range(3000))
    ),
    "many faults": lambda: _with(*("fact f1 count" for _ in MANY)),
    "many signs": lambda: _with("= " * 50_000),
    "many words": lambda: _with("up " * 50_000),
    "many quotation marks": lambda: _with("“" * 50_000),
    "many backquotes": lambda: _with("`" * 50_000),
    "many keywords": lambda: HEAD + "fact " * 50_000,
    "doubling conditions": lambda: _when("a59", YES, *_doubling("q", "and")),
    "doubling sums": lambda: _award("min(a59; 1)", COUNT, *_doubling("n", "+")),
    "doubling sums of a rate": lambda: _when(
        "a59 > 5%", COUNT, "rate r: n of n if none exempt", *_doubling("r", "+")
    ),
    "squares of squares": lambda: _award("min(a59; 1)", COUNT, *_doubling("n", "*")),
    "halves of halves": lambda: _award(
        "min(a59; 1)",
        COUNT,
        "let a0 = n / 7 + 1",
        *(f"let a{n} = a{n - 1} / (a{n - 1} + 1)" for n in range(1, 60)),
    ),
    "denominators": lambda: _award("min(" + " + ".join(f"n / {n}" for n in range(2, 90)) + "; 1)", COUNT),
    "denominators of lets": lambda: _award(
        "min(a999; 1)", COUNT, "let a0 = n", *(f"let a{n} = a{n - 1} + n / {n + 1}" for n in range(1, 1000))
    ),
    "choices of choices": lambda: _award(
        "min(a59; 1)",
        YES,
        "let a0 = 1",
        *(f"let a{n} = (a{n - 1} when q otherwise a{n - 1} + 1)" for n in range(1, 60)),
    ),
    "tables of tables": lambda: _award(
        "min(t59(n); 1)",
        COUNT,
        "table t0 for x: count bands x otherwise: 1",
        *(f"table t{n} for x: count bands x otherwise: t{n - 1}(x) + t{n - 1}(x)" for n in range(1, 60)),
    ),
    "worths of worths": lambda: (
        _with()
        + "".join(
            f'criterion C{n} "C" worth 1 award (points of C{n + 1} + points of C{n + 1}) / 2\n'
            for n in range(60)
        )
        + 'criterion C60 "C" worth 1 award 1\n'
    ),
    "tiny steps": lambda: _award(
        "min(n; 1)", "fact n: number from 0 to 999_999_999_999 in steps of 0." + "0" * 35 + "1"
    ),
    "tiny rounding": lambda: _with(COUNT) + f"award min(n / 7; 1) rounded to 0.{'0' * 35}1\n",
    "requirements of three answers each": lambda: (
        _with(
            *(f"fact q{n}: yes/no" for n in range(24)),
            *(f'require "R{n}": q{n % 24} or not q{7 * n % 24} or q{11 * n % 23}' for n in range(1, 33)),
        )
        + "".join(
            f'criterion {n} "C" worth 2 award 1 when q{n} award 1 when q{n - 1} or q{(2 * n + 5) % 24}\n'
            for n in range(2, 14)
        )
    ),
    "a weighted sum of many counts": lambda: (
        _with(
            *(f"fact n{n}: count up to {97 + n}" for n in range(15)),
            'require "R": ' + " + ".join(f"n{n}" for n in range(15)) + " <= 500",
            "let sum = " + " + ".join(f"{n + 1} / 7 * n{n}" for n in range(15)),
        )
        + 'criterion 2 "C" worth 40 bands sum\n'
        + "".join(f"from {10 * n} to below {10 * n + 10}: {n}\n" for n in range(40))
        + 'from 400: 3\nlaw "L": points of 2 never falls when n3 rises\n'
    ),
    "a product of many numbers": lambda: (
        _with(
            *(f"fact n{n}: number from -10 to 10 in steps of 0.001" for n in range(6)),
            "let product = " + " * ".join(f"(n{n} + 1)" for n in range(6)),
        )
        + 'criterion 2 "C" worth 40 bands product below -30: 0 from 30: 1\n'
        + "".join(f"from {n} to below {n + 1}: {n % 10}\n" for n in range(-30, 30))
        + 'law "L": points of 2 never rises when n2 rises\n'
    ),
    "huge awards": lambda: _with(COUNT) + "award " + "9" * 40 + " per n points at most 1\n",
}


def _text(name: str) -> str:
    """The text as a text and from a file; a ruleset is then put to use."""
    text = TEXTS[name]()
    found = emurules.check_text(text)
    _shown(found)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "monster.emu"
        file.write_bytes(text.encode())
        slugs = {one.slug for one in emurules.check(file)}
        assert slugs == {one.slug for one in found} or "file-too-large" in slugs
    try:
        ruleset = emurules.loads(text)
    except EmurulesError as error:
        return _slugs(error)
    facts: dict[str, object] = {fact.name: _some(fact.domain) for fact in ruleset.facts}
    try:
        trace = emurules.evaluate(ruleset, facts)
    except EmurulesError as error:
        return f"accepted, then {_slugs(error)}"
    assert len(ruleset.digest) == 71
    return f"accepted, then {_told(trace, len(text))}"


def _some(domain: object) -> object:
    names = getattr(domain, "names", None)
    return names[0] if names else True if "YesNo" in type(domain).__name__ else 1


def _told(trace: Trace, length: int) -> str:
    text = trace.to_json()
    assert Trace.from_json(text) == trace
    told = emurules.explain(trace, "vi") + emurules.explain(trace, "en", "markdown")
    assert len(text) + len(told) < 500 * (length + 10_000), "the size is not linear in the ruleset"
    return "scored"


def _shown(found: tuple[emurules.Diagnostic, ...]) -> None:
    from emurules.diagnostics.render.text import as_text

    size = sum(len(as_text(one)) for one in found)
    assert size < 50 * MIB


def _slugs(error: EmurulesError) -> str:
    _shown(error.diagnostics)
    return ", ".join(sorted({one.slug for one in error.diagnostics}))


# ---------------------------------------------------------------- facts and traces

SMALL = (
    _award("min(n; 1)", "fact n: number", "fact p: percent", "fact d: optional date")
    + "award 0 when p > 5%\n"
)


@cache
def _small() -> emurules.Ruleset:
    return emurules.loads(SMALL)


def _file(data: bytes) -> str:
    """Facts in a file."""
    try:
        results = [
            emurules.evaluate(_small(), unit.facts, unit=unit.name)
            for unit in read_facts(BytesIO(data), _small()).units
            if unit.facts is not None and not unit.problems
        ]
    except EmurulesError as error:
        return _slugs(error)
    return f"{len(results)} scored"


def _facts(**facts: object) -> str:
    try:
        return _told(emurules.evaluate(_small(), {"n": 1, "p": "5%", **facts}), 10**6)
    except EmurulesError as error:
        return _slugs(error)


def _trace(change: Callable[[str], str | bytes]) -> str:
    text = emurules.evaluate(_small(), {"n": 1, "p": "5%"}).to_json()
    try:
        return _told(Trace.from_json(change(text)), 10**6)
    except EmurulesError as error:
        return _slugs(error)


OTHERS: Mapping[str, Callable[[], str]] = {
    "fact: exponent": lambda: _facts(n="1e999999"),
    "fact: exponent, negative": lambda: _facts(n="1e-999999"),
    "fact: exponent of a percent": lambda: _facts(p="1e999999%"),
    "fact: Decimal": lambda: _facts(n=Decimal("1e999999")),
    "fact: Decimal, tiny": lambda: _facts(n=Decimal("1e-999999")),
    "fact: ten million digits": lambda: _facts(n="1" * 10_000_000),
    "fact: ten million decimals": lambda: _facts(n="0." + "1" * 10_000_000),
    "fact: ten million spaces": lambda: _facts(n=" " * 10_000_000 + "1"),
    "fact: a long int": lambda: _facts(n=1 << 33_000_000),
    "fact: a long Fraction": lambda: _facts(n=Fraction(1, 10**100_000)),
    "fact: a long name": lambda: _facts(**{"n" * 10_000_000: 1}),
    "fact: many names": lambda: _facts(**{f"n{number}": 1 for number in range(100_000)}),
    "fact: long date": lambda: _facts(d="2024-01-01" + "0" * 10_000_000),
    "unit: long name": lambda: _told(
        emurules.evaluate(_small(), {"n": 1, "p": "5%"}, unit="u" * 1_000_000), 10**6
    ),
    "json: exponent": lambda: _file(b'[{"n": 1e999999, "p": "5%"}]'),
    "json: exponent, negative": lambda: _file(b'[{"n": 1e-999999, "p": "5%"}]'),
    "json: huge exponent": lambda: _file(b'[{"n": 1e' + b"9" * 10_000 + b', "p": "5%"}]'),
    "json: ten million digits": lambda: _file(b'[{"n": ' + b"1" * 10_000_000 + b', "p": "5%"}]'),
    "json: nesting": lambda: _file(b"[" * 1_000_000),
    "json: nesting of objects": lambda: _file(b'{"n":' * 1_000_000),
    "json: nesting that ends": lambda: _file(b'[{"n": ' + b"[" * 100_000 + b"]" * 100_000 + b"}]"),
    "csv: exponent": lambda: _file(b"n,p\n1e999999,5%\n"),
    "csv: long cell": lambda: _file(b"n,p\n" + b"1" * 900_000 + b",5%\n"),
    "csv: long line": lambda: _file(b"n,p\n" + b"1" * 10_000_000 + b",5%\n"),
    "csv: open quote": lambda: _file(b'n,p\n"' + b"1\n" * 5_000_000),
    "csv: many columns": lambda: _file(b",".join(b"c%d" % n for n in range(100_000)) + b"\n1,5%\n"),
    "csv: many commas": lambda: _file(b"n,p\n" + b"," * 900_000 + b"\n"),
    "csv: many blank lines": lambda: _file(b"\n" * 10_000_000),
    "csv: many rows": lambda: _file(b"n,p\n" + b"x,y\n" * 20_000),
    "trace: exponent": lambda: _trace(lambda text: text.replace('"total": "1"', '"total": "1e999999"')),
    "trace: bare exponent": lambda: _trace(lambda text: text.replace('"total": "1"', '"total": 1e999999')),
    "trace: ten million digits": lambda: _trace(
        lambda text: text.replace('"total": "1"', f'"total": "{"1" * 10**7}"')
    ),
    "trace: nesting": lambda: _trace(lambda _: "[" * 1_000_000),
    "trace: nesting in it": lambda: _trace(
        lambda text: text.replace('"sections": [', '"sections": [' + "[" * 900 + "]" * 900 + ",")
    ),
    "trace: criteria in criteria": lambda: _trace(_deepened),
    "trace: many keys": lambda: _trace(
        lambda text: text[:-1] + "".join(f', "k{n}": 1' for n in range(100_000)) + "}"
    ),
}


def _deepened(text: str) -> str:
    """The only criterion, put into copies of itself."""
    plain = json.loads(text)
    criterion = json.dumps(plain["sections"][0]["criteria"][0])
    empty = '"criteria": []'
    assert criterion.count(empty) == 1
    before, after = criterion.split(empty)
    deep = before + '"criteria": [' + (before + '"criteria": [') * 300 + criterion + ("]" + after) * 301
    return text.replace(criterion, deep)


MONSTERS = (*TEXTS, *OTHERS)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(f"{name}:", end=" ", flush=True)  # noqa: T201
        print(OTHERS[name]() if name in OTHERS else _text(name), flush=True)  # noqa: T201

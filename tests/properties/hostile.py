"""Values that nobody should give: for facts of any type, and for places in the JSON of a trace."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from tests.properties import watch
from tests.properties.mutations import NASTY, NUMBERS


class Colour(Enum):
    RED = "red"


class Stubborn:
    """An object that does nothing that is asked of it, while it is being tested."""

    def _refuse(self, *_: object) -> Any:
        if watch.ON:
            raise RuntimeError("no")
        return "stubborn"

    __str__ = __repr__ = __eq__ = __bool__ = __len__ = __iter__ = __int__ = __float__ = __format__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = __getitem__ = __contains__ = __index__ = __getattr__ = _refuse
    __hash__ = object.__hash__


class OwnText(str):
    __slots__ = ()
    __str__ = __repr__ = __eq__ = __format__ = Stubborn._refuse
    __hash__ = str.__hash__


class OwnWhole(int):
    __str__ = __repr__ = __eq__ = __lt__ = __add__ = Stubborn._refuse
    __hash__ = int.__hash__


HOSTILE: tuple[Any, ...] = (
    Stubborn(), OwnText("commune"), OwnText(""), OwnWhole(3), Colour.RED, object, object(), Ellipsis, len,
    NotImplemented, float("nan"), float("inf"), -float("inf"), -0.0, 1e308, 5e-324, 0.1 + 0.2, complex(1, 2),
    10**40, 10**5000, -(10**40), 1 << 200_000, Fraction(1, 10**5000), Fraction(10**41, 3), Fraction(2, 3),
    Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1e999999"), Decimal("1e-999999"),
    Decimal("-0"), date.min, date.max, datetime(2024, 1, 1), datetime(2024, 1, 1, tzinfo=UTC),  # noqa: DTZ001
    b"1", bytearray(b"x"), (), [], {}, set(), True, False, None, "", " ", "missing", "MISSING",
    "chưa có số liệu", "yes", "Có", "không", "TRUE", "1/0", "1/3", "1e5", "1e999999", "9" * 10_000,
    "0." + "1" * 10_000, "12,5", "1.500", "90 %", "90%", "-5%", "1_000", "٣", "１２", "½", "∞", "nan", "+5",
    "--5", "0x10", "2024-03-26", "26/3/2024", "2024-13-01", "0000-00-00", "\ud800", "\0", "a" * 200_000,
    "e\u0301" * 1000,
)  # fmt: skip

_plain = st.one_of(
    st.integers(0, len(HOSTILE) - 1).map(HOSTILE.__getitem__),
    st.sampled_from(NUMBERS),
    st.sampled_from(NASTY),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.fractions(),
    st.dates(),
    st.datetimes(),
    st.text(max_size=20),
    st.binary(max_size=5),
)


def _holding(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    mappings = st.dictionaries(st.text(max_size=3), inner, max_size=2)
    return st.one_of(st.lists(inner, max_size=3), st.tuples(inner), mappings)


anything = st.recursive(_plain, _holding, max_leaves=4)

_IN_TRACES = (
    "known", "missing", "exempt", "rate", "taken", "interval", "yes/no", "percent", "number", "date",
    "choice", "unlimited",
    "0", "1/3", "1/0", "90%", "2024-02-30", "9" * 9999, "", *NUMBERS, *NASTY,
)  # fmt: skip
json_values: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from((None, True, False, 0, -1, 1, 10**30, [], {}, [[]])),
    st.sampled_from(_IN_TRACES),
    st.lists(st.one_of(st.text(max_size=5), st.integers(), st.floats()), max_size=3),
)

"""What an expression can be: the values of the language and their types.

Numbers and percents are `Fraction`s (a percent is the ratio: 90% is 9/10), conditions `bool`,
dates `date`, options `str` (the option's name). Guarantees: no float. Beside the values there are
`MISSING`, the answer to an optional fact that has none, `Exempt`, which says why a value does not
exist, and `Undefined`, which says why a value cannot be had and is an error if anything needs it.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Final, Literal

from attrs import frozen


class Type(Enum):
    """The type of an expression."""

    NUMBER = "number"
    PERCENT = "percent"
    TRUTH = "yes/no"
    DATE = "date"
    CHOICE = "choice"


Known = Fraction | bool | date | str


class Missing(Enum):
    """The one value of a fact that is not there."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING


class Unlimited(Enum):
    """A worth without an upper limit, and what is attainable of it."""

    UNLIMITED = "unlimited"


UNLIMITED: Final = Unlimited.UNLIMITED
Worth = Fraction | Unlimited


# What an exemption comes from: a rate over nothing, or an exempt node (id "" for the total).
Reason = tuple[Literal["rate", "node"], str]


@frozen
class Exempt:
    """No value, because nothing is assessed: `reasons` are the rates and nodes it comes from.

    With `as_zero` it is the points of an exempt node, which count 0 inside arithmetic.
    """

    reasons: tuple[Reason, ...]
    as_zero: bool = False


@frozen
class Undefined:
    """No value, and none can be had: an error only if something needs it.

    `cause` is a slug of the catalogue, `subject` the words at fault, `details` what else its message says.
    """

    cause: str
    subject: str
    details: tuple[tuple[str, str], ...] = ()


Value = Known | Missing | Exempt | Undefined

"""Files of facts: `read_facts` reads them; beside it the blank form to fill in, and safe writing.

Guarantees: a file that cannot be used is refused with a `FactsError`; units are read lazily and linearly,
and carry their own problems. No fact is checked against its domain here: that is `admit`, in evaluate.
"""

from emurules.files.cells import Dates, Decimal
from emurules.files.origin import Origin
from emurules.files.read import STDIN, read_facts
from emurules.files.units import CsvPlaces, FactsFile, RawFact, Unit, placed

__all__ = [
    "STDIN",
    "CsvPlaces",
    "Dates",
    "Decimal",
    "FactsFile",
    "Origin",
    "RawFact",
    "Unit",
    "placed",
    "read_facts",
]

"""Where the files that come with the package are: the grammar and the shipped rulesets.

Lives here: the one place that knows that both folders stand at the top of a checkout, where people read and
edit them, and inside the package once it is installed. Guarantees: the same answer from a wheel, a wheel made
from the sdist, an editable installation and a zip file on the import path. Left out: reading, parsing and
choosing files.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["grammar", "rulesets"]

# The package by name: nothing inside imports the root module.
_PACKAGE = "emurules"
_CHECKOUT = Path(__file__).parents[2]


def find(kind: Kind) -> Traversable:
    """Return the folder of the files of this kind.

    Args:
        kind: `grammar` (the structure, the words and, in a wheel, the compiled tables) or `rulesets` (`.emu`
            files).

    Raises:
        FileNotFoundError: The installation is broken: the folder is neither in the package nor in a checkout.
    """
    packaged = files(_PACKAGE) / kind
    if packaged.is_dir():
        return packaged
    beside = _CHECKOUT / kind
    if beside.is_dir():
        return beside
    raise FileNotFoundError(
        f"`{kind}` is missing from this installation of emurules; please install it again"
    )

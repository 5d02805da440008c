"""Where the files that come with the package are: the grammar, the shipped rulesets, the pages of the checks.

Lives here: the one place that knows where these folders stand in a checkout, where people read and edit them,
and that they are inside the package once it is installed. Guarantees: the same answer from a wheel, a wheel
made from the sdist, an editable installation and a zip file on the import path. Left out: reading, parsing
and choosing files.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Kind: TypeAlias = Literal["grammar", "rulesets", "pages"]

# The package by name: nothing inside imports the root module.
_PACKAGE = "emurules"
_HERE = Path(__file__).parent
_CHECKOUT = Path(__file__).parents[2]
_IN_CHECKOUT: dict[Kind, str] = {"grammar": "grammar", "rulesets": "rulesets", "pages": "docs/checks"}


def find(kind: Kind) -> Traversable:
    """Return the folder of the files of this kind.

    Args:
        kind: `grammar` (the structure, the words and, in a wheel, the compiled tables), `rulesets` (`.emu`
            files) or `pages` (`<slug>.md`, a page for each kind of diagnostic).

    Raises:
        FileNotFoundError: The installation is broken: the folder is neither in the package nor in a checkout.
    """
    beside_code = _HERE / kind
    if beside_code.is_dir():
        return beside_code
    # Only here, for it takes a while to load: a zip file. It goes before the checkout, which is none then.
    from importlib.resources import files

    packaged = files(_PACKAGE) / kind
    if packaged.is_dir():
        return packaged
    in_checkout = _CHECKOUT / _IN_CHECKOUT[kind]
    if in_checkout.is_dir():
        return in_checkout
    raise FileNotFoundError(
        f"`{kind}` is missing from this installation of emurules; please install it again"
    )

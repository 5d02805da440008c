"""All builders in the form that the parser takes them: an object with a function for each rule of emu.lark.

Guarantees: it can be pickled, as a list of names, so that a compiled grammar carries it; a rule without a
builder is a mistake that tests find. Left out: the builders themselves (declarations, points, expressions).
"""

from __future__ import annotations

from types import SimpleNamespace

from emurules.syntax import declarations, expressions, points

BUILDERS = SimpleNamespace(
    **{
        builder.__name__: builder
        for module in (declarations, points, expressions)
        for builder in module.BUILDERS
    }
)

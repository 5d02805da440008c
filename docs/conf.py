"""How Sphinx builds these pages. Built with `-n -W`: a broken reference is an error."""

import sys
from pathlib import Path

from emurules import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "emurules"
author = "The emurules authors"
copyright = "The emurules authors, Apache License 2.0"  # noqa: A001
version = release = __version__

extensions = [
    "attributes",
    "emu_lexer",
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
    "sphinx_design",
]
exclude_patterns = ["_build"]
templates_path: list[str] = []
html_static_path = ["_static"]
html_css_files = ["pages.css"]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

# A block without a language is no code.
highlight_language = "none"
# In docstrings, `words` are code.
default_role = "code"

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_numpy_docstring = False

# Here the examples of docstrings run; those of the pages run in tests/docs.
doctest_global_setup = "import emurules\nfrom emurules import *"
doctest_test_doctest_blocks = "default"

# No pages of other projects are asked for, so that the build needs no network: their names stay unlinked.
nitpick_ignore_regex = [
    (
        r"py:.*",
        r"(abc|collections|datetime|decimal|enum|fractions|importlib|io|numbers|os|pathlib|typing|types)\..*",
    ),
    # The short names under which annotations mention them.
    (r"py:.*", r"(Any|Callable|Decimal|Fraction|Iterable|Iterator|Literal|Mapping|Path|Sequence|date)"),
    # Parts of what is public that have no entry of their own; docs/trace.md tells of steps and terms.
    (r"py:.*", r"emurules\.(diagnostics|evaluate|model)\..*"),
    (r"py:.*", r"(attrs|attr|babel|cattrs|click|hypothesis|lark|rich)\..*"),
]

html_theme = "furo"
html_title = f"emurules {release}"
html_theme_options = {
    # The reader's own fonts, those first that have every Vietnamese letter (DejaVu Sans Mono lacks some).
    "light_css_variables": {
        "font-stack": "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif",
        "font-stack--monospace": "ui-monospace, 'SF Mono', 'Cascadia Mono', Consolas, 'Noto Sans Mono', "
        "'Liberation Mono', Menlo, monospace",
    },
}

"""The version, written here and nowhere else.

The build reads this file, and a trace names the version as its engine.
"""

__version__ = "0.1.0"

"""The command line: one command, one function, a module each; `main` is the whole of it.

Guarantees: data goes to stdout, remarks to stderr, both as UTF-8; what is wrong with a file is a message
and exit code 1, wrong usage 2; nothing is half-written. Heavy parts are imported inside the commands that
need them.
"""

from emurules.cli.program import main

__all__ = ["main"]

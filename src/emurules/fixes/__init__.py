"""Mechanical fixes: what a finding says to write, written.

Guarantees: only places that a fix is about change; a fix stays only if its finding is gone and nothing is
worse for it. What has to be decided by a person is not fixed, but for the points of a row that closes a gap:
these are 0, and a comment beside them says that they wait for a decision. Left out: files, and asking (cli).
"""

from emurules.fixes.rounds import Fixed, fixed

__all__ = ["Fixed", "fixed"]

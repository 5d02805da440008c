"""What a ruleset gives for all admitted units at once, found without scoring any of them.

Guarantees: exact where it says so; what it cannot decide it says. Left out: findings for people (check).
"""

from emurules.analysis.analysis import Analysis

__all__ = ["Analysis"]

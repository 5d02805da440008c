"""Laws: proven over the cells of their quantities, refuted by units, or searched where neither works.

What lives here: `verdict`. Guarantees: `Proven` is a proof for every admitted unit (or pair of units) that
can be scored; the units of `Refuted` have been given to the reference evaluator, which says that the law is
broken; `Empty` is a proof that the law speaks of nobody. Left out: words (check).
"""

from __future__ import annotations

from emurules.analysis.analysis import Analysis
from emurules.analysis.claims import of_claim
from emurules.analysis.moving import of_monotone
from emurules.analysis.verdicts import Empty, NotRefuted, Proven, Refuted, Verdict
from emurules.model.ruleset import Law, Monotone

__all__ = ["Empty", "NotRefuted", "Proven", "Refuted", "Verdict", "verdict"]


def verdict(law: Law, analysis: Analysis) -> Verdict:
    """What is known of a law.

    Example:
        >>> from emurules import load
        >>> ruleset = load("digital_transformation_2024")
        >>> verdict(ruleset.laws[0], Analysis(ruleset))
        Proven()
    """
    if isinstance(law.claim, Monotone):
        return of_monotone(law.claim, analysis.ruleset, analysis.ranges)
    return of_claim(law.claim, analysis)

"""The words of an explanation, a catalogue for each language.

What lives here: `Phrases`, all that an explanation says apart from numbers, dates and the ruleset's own
texts; and `PHRASES`, the catalogues. Guarantees: a catalogue is complete, as each phrase is a field; a
third language is one more module and one more entry. `{name}` is filled in. Left out: what is said when
(account, steps).
"""

from emurules.evaluation.explain.phrases import en, vi
from emurules.evaluation.explain.phrases.form import Phrases

PHRASES: dict[str, Phrases] = {"en": en.PHRASES, "vi": vi.PHRASES}

__all__ = ["PHRASES", "Phrases"]

"""The order in which derived values and nodes are turned into functions: what one needs goes before it.

Guarantees: a chain of any length is walked step by step, so that nothing recurses along it; what would take
too many steps is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from emurules.analysis.diagrams import TooLarge
from emurules.analysis.space import Space
from emurules.model import expression as model
from emurules.model.ruleset import Step
from emurules.model.uses import needs_of

# One question that needs more is answered less exactly.
_MOST_AT_ONCE = 2_000


def prepare(step: Step, space: Space) -> None:
    """Turn all that a step needs into functions first, as far as these are not known yet.

    Raises:
        TooLarge: one of them depends on too much, or they are too many.
    """
    if step in space.ready:
        return
    from emurules.analysis.lowering import value
    from emurules.analysis.nodes import figures
    from emurules.analysis.whole import worth

    for kind, name in _pending(step, space):
        if not space.steps[0]:
            raise TooLarge
        space.steps[0] -= 1
        space.ready.add((kind, name))
        match kind:
            case "let":
                value(model.LetUse(name, space.ruleset.let_by_name[name].value.type), space)
            case "worth":
                worth(name, space)
            case "node" if not space.shallow:
                figures(name, space)


def _pending(step: Step, space: Space) -> Iterator[Step]:
    """All that a step needs and that is not known, each after what it needs itself, and the step last."""
    seen = {step}
    waiting: list[tuple[Step, Iterator[Step]]] = [(step, _needs(step, space))]
    while waiting:
        one, needs = waiting[-1]
        following = next((it for it in needs if it not in seen and it not in space.ready), None)
        if following is None:
            yield one
            waiting.pop()
            continue
        seen.add(following)
        if len(seen) > min(_MOST_AT_ONCE, space.steps[0]):
            space.steps[0] = max(0, space.steps[0] - len(seen))  # looking was work too
            raise TooLarge
        waiting.append((following, _needs(following, space)))


def _needs(step: Step, space: Space) -> Iterator[Step]:
    # In a shallow space nobody looks into nodes.
    return iter(() if space.shallow and step[0] == "node" else needs_of(step, space.ruleset))

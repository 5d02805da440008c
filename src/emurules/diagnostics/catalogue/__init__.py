"""The catalogue of every kind of diagnostic, by slug; a module for each stage that finds them."""

from emurules.diagnostics.catalogue import (
    calls,
    evaluation,
    facts,
    files,
    habits,
    laws,
    partitions,
    resolution,
    silencing,
    sums,
    syntax,
    trials,
)
from emurules.diagnostics.catalogue.kind import Kind

CATALOGUE: dict[str, Kind] = {
    kind.slug: kind
    for module in (
        files,
        syntax,
        resolution,
        evaluation,
        facts,
        trials,
        calls,
        partitions,
        sums,
        laws,
        habits,
        silencing,
    )
    for kind in module.KINDS
}

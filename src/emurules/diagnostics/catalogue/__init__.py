"""The catalogue of every kind of diagnostic, by slug; a module for each stage that finds them.

Guarantees: it is read when a kind is first looked up, so that a run without findings makes no entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from emurules.diagnostics.catalogue.kind import Kind


class _Catalogue(Mapping[str, Kind]):
    @cached_property
    def _kinds(self) -> dict[str, Kind]:
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

        modules = (
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
        return {kind.slug: kind for module in modules for kind in module.KINDS}

    def __getitem__(self, slug: str) -> Kind:
        return self._kinds[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)


CATALOGUE: Mapping[str, Kind] = _Catalogue()

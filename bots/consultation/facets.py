"""The ways to code statements that the settings name: their keys, and what people may call them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

_BETWEEN: Final = re.compile(r"[\s_-]+")
_SHOWN: Final = 12
"""Keys that a message names at most."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to code statements, such as ``theme``."""

    name: str
    keys: tuple[str, ...] = ()
    """In the settings' order; none where people choose their own."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    """What readers see in place of a key, by key and language."""

    def key_of(self, value: str) -> str:
        """Return the key that people mean: written otherwise, or by its label in any language.

        What is no key comes back as it is.
        """
        return self._known.get(_folded(value), value)

    def unknown(self, values: Iterable[str]) -> list[str]:
        """Return those of these values that are no key; none where people choose their own."""
        return [value for value in values if self.keys and self.key_of(value) not in self.keys]

    def label(self, key: str, language: str) -> str:
        """Return what readers of a language see for a key: its label, else any, else nothing."""
        labels = self.labels.get(key, {})
        return labels.get(language) or next(iter(labels.values()), "")

    @property
    def known(self) -> str:
        """The keys as a message names them."""
        return ", ".join(self.keys[:_SHOWN]) + (" …" if len(self.keys) > _SHOWN else "")

    @property
    def _known(self) -> dict[str, str]:
        labels = {
            _folded(label): key for key in self.keys for label in self.labels.get(key, {}).values()
        }
        return labels | {_folded(key): key for key in self.keys}


def facet_of(facets: Sequence[Facet], name: str) -> Facet:
    """Return the facet of this name; one without keys where the settings do not name it."""
    return next((facet for facet in facets if facet.name == name), Facet(name))


def _folded(value: str) -> str:
    return _BETWEEN.sub("-", value.casefold().strip())

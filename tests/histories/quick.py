"""What makes thousands of histories quick: the same text is read once, not twenty times.

Nine tenths of the time go into reading rows and pages again that nobody has changed. Reading is a
pure function, so that remembering what came of it changes nothing.
"""

from __future__ import annotations

from functools import lru_cache

from bots.page import outcome, records, regions, soundness
from bots.page.calls import calls

_READ = 400
"""Texts remembered: more than the latest of a history, less than would fill the memory."""

plain_read = regions._read
plain_parameters = records._parameters
_known: dict[tuple[object, ...], regions.Host] = {}


def read_once(title, text, rows, of_records):
    key = (title, text, id(rows), id(of_records))
    if key not in _known:
        if len(_known) > _READ:
            _known.clear()
        _known[key] = plain_read(title, text, rows, of_records)
    return _known[key]


def quicken(patch) -> None:
    """Have both remembered; ``patch`` sets an attribute as pytest's monkeypatch does."""
    patch(regions, "_read", read_once)
    patch(records, "_parameters", lru_cache(20_000)(plain_parameters))
    calls_once = lru_cache(_READ)(calls)
    for module in (regions, outcome, soundness):
        patch(module, "calls", calls_once)

"""A bot: what it is called, and the kinds of region it keeps."""

from __future__ import annotations

from dataclasses import dataclass

from bots.kinds import KINDS
from bots.kinds.base import Kind, no_requests


@dataclass(frozen=True, slots=True)
class Bot:
    """One bot; several of them in one run save each page once."""

    name: str
    keeps: tuple[str, ...]
    """The names of its kinds; with a kind comes the record behind its rows."""

    @property
    def kinds(self) -> dict[str, Kind]:
        """Its kinds by name, with those in which people ask for what any bot may do."""
        asked = (name for name, kind in KINDS.items() if kind.requests is not no_requests)
        return {name: KINDS[name] for name in (*self.keeps, *asked)}

"""A request on the wiki that a run answers, and what the run has at hand for that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bots.consultation.keys import row_key
from bots.consultation.requests import Place, Request
from bots.consultation.typed.exported import Exported, Line
from bots.page.ownership import Schema
from bots.run.hosts import HostPage
from bots.run.importing import Importing
from bots.run.plan import Change
from bots.stores.base import Revision


class Tables(NamedTuple):
    """How statements stand on a page as a table: the form of it is no matter of a run's."""

    written: Callable[[Sequence[Exported], Sequence[Schema], Sequence[str]], str]
    read: Callable[[str], Sequence[Line]]
    """Raises ConsultationError where there is no table."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An open request that this run answers."""

    place: Place
    request: Request
    by: str
    """The account that asked, by the page's history; nothing where that does not tell."""
    state: str = ""
    """Set where it is not carried out: refused or failed."""
    why: str = ""
    pages: tuple[str, ...] = ()
    """The pages of ours that it names, with those on which their lists go on; none means all."""
    importing: Importing | None = None

    @property
    def answer(self) -> str:
        """The page for an answer: never one that people would have named so."""
        page, region, key = self.place
        made = len(key) == len(row_key("")) and set(key) <= set("0123456789abcdef")
        return f"{page}/{key if made else row_key(region, key)}"

    def is_about(self, change: Change) -> bool:
        """Return whether a page is one of those named, or a new one on which their lists go on."""
        title = change.title
        goes_on = change.base is None and any(title.startswith(f"{page}/") for page in self.pages)
        return not self.pages or title in self.pages or goes_on

    def not_done(self, state: str, why: str) -> Asked:
        """Return the same, not to be carried out."""
        return replace(self, state=state, why=why)


@dataclass(frozen=True, slots=True)
class Desk:
    """What is asked for, and the hosts with what is brought into them."""

    hosts: tuple[HostPage, ...]
    asked: tuple[Asked, ...] = ()
    there: Mapping[str, Revision | None] = field(default_factory=dict)
    """The pages for answers, as they stand."""

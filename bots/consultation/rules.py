"""What the settings say of people and of statements, as the core needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from bots.consultation.facets import Facet
from bots.consultation.keywords import Keyword
from bots.talk.addresses import address

Grain = Literal["threads", "comments"]
"""What a row of a list of statements accounts for."""


class Facilitator(NamedTuple):
    """Somebody who sees to what needs a person."""

    account: str
    languages: frozenset[str] = frozenset()
    """The languages that they look after; all, where none is named."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How a consultation is run; without settings, by nobody in particular."""

    organizers: frozenset[str] = frozenset()
    """The accounts that answer for the consultation: what they write is no statement."""
    bots: frozenset[str] = frozenset()
    """Accounts that only bots write with."""
    rows: Grain = "threads"
    """What a row accounts for where its region does not say."""
    facets: tuple[str, ...] = ()
    """The cells by which people code statements, besides ``theme``."""
    keywords: tuple[Keyword, ...] = ()
    """The words that hint at the keys of facets."""
    suggest: bool = False
    """Whether rows on the wiki show what those words suggest."""
    codes: tuple[Facet, ...] = ()
    """The facets that have keys, ``theme`` among them if it has."""
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """By disposition, those that may follow it, where the settings say other than usual."""
    stakeholders: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Accounts by the kind of stakeholder that they speak for; nothing on the wiki tells it."""
    regions: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Accounts by the part of the world that they are from; nothing on the wiki tells it."""
    facilitators: tuple[Facilitator, ...] = ()
    """Among whom work is divided; where there are none, anybody sees to everything."""
    days: int = 14
    """After how many days without an answer a thread is somebody else's matter too."""


def account(name: str) -> str:
    """Return an account's name as the wiki writes it: spaces, its first letter a capital.

    So of an IP address: the wiki signs ``2001:db8::1`` as ``2001:DB8:0:0:0:0:0:1``.
    """
    plain = " ".join(name.replace("_", " ").split())
    return (":" in plain and address(plain)) or plain[:1].upper() + plain[1:]

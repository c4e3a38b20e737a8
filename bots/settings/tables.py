"""The tables of the settings file, sources aside: what each may hold, and what holds without it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bots.settings.values import Account, Disposition, Language, Title, Wiki, once


class Table(BaseModel):
    """A table of which every key is known, and which stays as it was read."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class ConsultationTable(Table):
    """What the consultation is called and how its wiki signs."""

    name: str = Field(min_length=1)
    wiki: Wiki
    task: Title
    """The page that explains the bot; every edit's summary links it."""
    stop: Title | None = None
    """The bot runs only while this page is missing or empty."""
    settings: Title | None = None
    """A JSON page on which people without a shell keep settings that go before the file's."""
    discussiontools: bool = True
    """Whether the wiki has DiscussionTools, so that Special:GoToComment finds comments."""


class ScopeTable(Table):
    """Where regions and records are served."""

    prefixes: tuple[Title, ...] = Field(min_length=1)
    exclude: tuple[Title, ...] = ()
    users: bool = False
    """Whether people may have lists of what became of their own comments in their user space."""
    notices: bool = False
    """Whether a problem with one of these pages is told on its talk page, once. A community allows
    a bot to write there, or does not: so nobody's bot does because it was upgraded."""


class PeopleTable(Table):
    """Accounts whose comments are no statements, and which answer for the consultation."""

    organizers: tuple[Account, ...] = ()
    bots: tuple[Account, ...] = ()
    stakeholders: Annotated[Mapping[str, tuple[Account, ...]], AfterValidator(once)] = {}
    """Accounts by the kind of stakeholder that they speak for."""
    regions: Annotated[Mapping[str, tuple[Account, ...]], AfterValidator(once)] = {}
    """Accounts by the part of the world that they are from."""


class StatementsTable(Table):
    """How lists of statements are made where their markers do not say."""

    rows: Literal["threads", "comments"] = "threads"
    suggest: bool = False
    """Whether rows on the wiki show what the words of uncoded statements suggest."""


class DispositionsTable(Table):
    """What may become of a statement after what."""

    steps: Mapping[Disposition, tuple[Disposition, ...]] = {}
    """By disposition, those that may follow it; of one that is not named, the usual ones."""


class CoverageTable(Table):
    """What follows where a comment is not accounted for."""

    required: bool = False


class UnansweredTable(Table):
    """How long people wait."""

    days: int = Field(default=14, ge=1, le=3650)


class FacilitatorTable(Table):
    """Somebody who sees to what needs a person."""

    account: Account
    languages: tuple[Language, ...] = ()
    """The languages that they look after; all, where none is named."""
    page: Title | None = None
    """Where their digest stands; “consult new” creates it."""

"""The settings of a consultation: one TOML file, checked as a whole, with errors that help."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    model_validator,
)

from bots.consultation.dispositions import DISPOSITIONS
from bots.consultation.facets import Facet as Codes
from bots.consultation.keywords import keywords_of
from bots.consultation.rules import Facilitator, Rules, account
from bots.consultation.sources import Source, is_within, talk_title
from bots.consultation.user_space import owner_of
from bots.errors import SettingsError, UnknownWiki
from bots.kinds.statements import FACET
from bots.kinds.statements import ROW as STATEMENT
from bots.stores.site_data import api_of
from bots.talk.site import Site, site

FOLDER: Final = Path("config")


def _title(value: str) -> str:
    """Return a page's title, or a title's beginning, as MediaWiki writes it."""
    title = " ".join(value.replace("_", " ").split())
    if not title or set(title) & set("<>[]{}|#"):
        raise ValueError("a page's title is wanted, without any of < > [ ] { } | #")
    return title


def _wiki(value: str) -> str:
    try:
        site(value)
    except UnknownWiki as error:
        raise ValueError(str(error)) from None
    return value


def _account(value: str) -> str:
    """Return an account's name, with or without ``User:`` before it."""
    return _title(account(value.removeprefix("User:")))


def _facet(value: str) -> str:
    """Return a facet's name, which is also the name of a cell in people's rows."""
    name = " ".join(value.lower().split())
    if not re.fullmatch(r"[^\W\d_][\w -]*", name):
        raise ValueError("a facet's name is made of letters, digits, spaces and hyphens")
    if name in (*STATEMENT.order, "rows", "kind") and name != FACET:
        raise ValueError(f"“{name}” is a cell that every statement has; choose another name")
    return name


def _keyword(value: str) -> str:
    """Return a word to look for in comments; a star at its end or its beginning leaves it open."""
    word = " ".join(value.split())
    if not word.strip("* ") or "*" in word.strip("*"):
        raise ValueError(
            "a keyword is a word, or its beginning or end with a star: “fund*”, “*schutz”"
        )
    return word


def _interwiki(value: str) -> str:
    """Return an interwiki prefix without the colons around it, such as ``w:fr``."""
    prefix = value.strip(": ").lower()
    if not re.fullmatch(r"[a-z][a-z0-9_-]*(?::[a-z][a-z0-9_-]*)*", prefix):
        raise ValueError("an interwiki prefix is wanted as it stands in links, such as w:fr")
    return prefix


def _abroad(value: str) -> str:
    """Return where another wiki is read: the address of its API, or a folder for trying out."""
    kind, _, rest = value.partition(":")
    if not rest or kind not in ("https", "http", "folder"):
        raise ValueError("the address of the wiki's api.php is wanted, or folder:PATH")
    return value


def _disposition(value: str) -> str:
    name = " ".join(value.lower().split())
    if name not in DISPOSITIONS:
        raise ValueError(f"“{value}” is no disposition; use {', '.join(DISPOSITIONS)}")
    return name


def _once(value: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Return accounts by what is said of them, each said of once."""
    named = [account for accounts in value.values() for account in accounts]
    if twice := next((account for account in named if named.count(account) > 1), ""):
        raise ValueError(f"“{twice}” stands in two of them")
    return value


Title = Annotated[str, AfterValidator(_title)]
Disposition = Annotated[str, AfterValidator(_disposition)]
Keyword = Annotated[str, AfterValidator(_keyword)]
Interwiki = Annotated[str, AfterValidator(_interwiki)]
Abroad = Annotated[str, AfterValidator(_abroad)]
Account = Annotated[str, AfterValidator(_account)]
Facet = Annotated[str, AfterValidator(_facet)]
Wiki = Annotated[str, AfterValidator(_wiki)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class ConsultationTable(_Table):
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


class ScopeTable(_Table):
    """Where regions and records are served."""

    prefixes: tuple[Title, ...] = Field(min_length=1)
    exclude: tuple[Title, ...] = ()
    users: bool = False
    """Whether people may have lists of what became of their own comments in their user space."""


class SourceTable(_Table):
    """Talk pages whose comments count: one by its title, or all whose titles begin so."""

    title: Title | None = None
    prefix: Title | None = None
    wiki: Wiki | None = None
    language: str | None = None
    interwiki: Interwiki | None = None
    """The prefix by which this wiki links the other one on which the pages stand."""
    store: Abroad | None = None
    """Where the other wiki is read, where its name does not tell: the address of its API."""
    section: str | None = None
    """The heading of the one section that counts."""
    exclude: bool = False

    @model_validator(mode="after")
    def _one_of_two(self) -> SourceTable:
        if (self.title is None) == (self.prefix is None):
            raise ValueError("give either title or prefix")
        if self.interwiki and not self.wiki:
            raise ValueError("pages with an interwiki prefix need wiki, the name of that wiki")
        if self.store and not self.interwiki:
            raise ValueError("store is for pages of another wiki, which need an interwiki prefix")
        if self.section and not self.title:
            raise ValueError("a section is one of a page, which needs a title")
        return self

    @property
    def at(self) -> str:
        """The title, or the beginning of titles, by which we know the pages."""
        name = self.title or self.prefix or ""
        return f"{self.interwiki}:{name[:1].upper()}{name[1:]}" if self.interwiki else name

    def covers(self, title: str) -> bool:
        """Return whether this entry speaks of the page."""
        return title == self.at if self.title else title.startswith(self.at)


class PeopleTable(_Table):
    """Accounts whose comments are no statements, and which answer for the consultation."""

    organizers: tuple[Account, ...] = ()
    bots: tuple[Account, ...] = ()
    stakeholders: Annotated[Mapping[str, tuple[Account, ...]], AfterValidator(_once)] = {}
    """Accounts by the kind of stakeholder that they speak for."""
    regions: Annotated[Mapping[str, tuple[Account, ...]], AfterValidator(_once)] = {}
    """Accounts by the part of the world that they are from."""


class StatementsTable(_Table):
    """How lists of statements are made where their markers do not say."""

    rows: Literal["threads", "comments"] = "threads"
    suggest: bool = False
    """Whether rows on the wiki show what the words of uncoded statements suggest."""


class DispositionsTable(_Table):
    """What may become of a statement after what."""

    steps: Mapping[Disposition, tuple[Disposition, ...]] = {}
    """By disposition, those that may follow it; of one that is not named, the usual ones."""


class CoverageTable(_Table):
    """What follows where a comment is not accounted for."""

    required: bool = False


class UnansweredTable(_Table):
    """How long people wait."""

    days: int = Field(default=14, ge=1, le=3650)


class FacilitatorTable(_Table):
    """Somebody who sees to what needs a person."""

    account: Account
    languages: tuple[str, ...] = ()
    """The languages that they look after; all, where none is named."""
    page: Title | None = None
    """Where their digest stands; “consult new” creates it."""


class Settings(_Table):
    """All settings of one consultation."""

    consultation: ConsultationTable
    scope: ScopeTable
    sources: tuple[SourceTable, ...] = ()
    people: PeopleTable = PeopleTable()
    statements: StatementsTable = StatementsTable()
    facets: Mapping[Facet, Mapping[str, Mapping[str, tuple[Keyword, ...]]]] = {}
    """How statements are coded: by facet, its keys; by key, the words that hint at it, by
    language."""
    labels: Mapping[Facet, Mapping[str, Mapping[str, str]]] = {}
    """What readers see in place of a facet's keys: by facet and key, by language."""
    dispositions: DispositionsTable = DispositionsTable()
    coverage: CoverageTable = CoverageTable()
    unanswered: UnansweredTable = UnansweredTable()
    facilitators: tuple[FacilitatorTable, ...] = ()
    _troubles: tuple[tuple[str, str], ...] = PrivateAttr(default=())

    @property
    def troubles(self) -> tuple[tuple[str, str], ...]:
        """Return what of the wiki's own settings does not count, as page and sentence."""
        return self._troubles

    def telling(self, troubles: Iterable[tuple[str, str]]) -> Settings:
        """Return the same settings with these troubles."""
        copy = self.model_copy()
        copy._troubles = tuple(troubles)  # noqa: SLF001 - a copy of our own
        return copy

    @model_validator(mode="after")
    def _one_wiki_a_prefix(self) -> Settings:
        known: dict[str, tuple[str | None, str | None]] = {}
        for entry in self.sources:
            if entry.interwiki and not entry.exclude:
                there = known.setdefault(entry.interwiki, (entry.wiki, entry.store))
                if there != (entry.wiki, entry.store):
                    raise ValueError(
                        f"sources: the prefix {entry.interwiki} stands for two wikis or two stores"
                    )
                if not (entry.store or api_of(entry.wiki or "")):
                    raise ValueError(
                        f"sources: nobody knows where {entry.wiki} is; give store, the address of"
                        " its api.php"
                    )
        return self

    @model_validator(mode="after")
    def _labelled(self) -> Settings:
        for facet, labels in self.labels.items():
            if unknown := sorted({*labels} - {*self.facets.get(facet, ())}):
                raise ValueError(f"labels.{facet}: “{unknown[0]}” is none of the facet's keys")
        return self

    @property
    def rules(self) -> Rules:
        """Return what the core needs to know of them."""
        return Rules(
            organizers=frozenset(self.people.organizers),
            bots=frozenset(self.people.bots),
            rows=self.statements.rows,
            facets=tuple(self.facets),
            keywords=keywords_of(self.facets),
            suggest=self.statements.suggest,
            codes=tuple(
                Codes(name, tuple(keys), self.labels.get(name, {}))
                for name, keys in self.facets.items()
            ),
            steps=self.dispositions.steps,
            stakeholders=self.people.stakeholders,
            regions=self.people.regions,
            facilitators=tuple(
                Facilitator(f.account, frozenset(f.languages)) for f in self.facilitators
            ),
            days=self.unanswered.days,
        )

    def serves(self, title: str) -> bool:
        """Return whether regions and records on this page are kept."""
        return any(is_within(title, prefix) for prefix in self.scope.prefixes) and not any(
            is_within(title, prefix) for prefix in self.scope.exclude
        )

    def lends(self, title: str) -> bool:
        """Return whether a person may have lists of their own on this page, and nothing else."""
        return (
            self.scope.users
            and bool(owner_of(title))
            and not self.serves(title)
            and not any(is_within(title, prefix) for prefix in self.scope.exclude)
        )

    def reaches(self, title: str) -> bool:
        """Return whether the bot may write on this page at all."""
        return self.serves(title) or self.lends(title)

    def covers(self, beginning: str) -> bool:
        """Return whether all pages whose titles begin so are the consultation's."""
        roots = (*self.scope.prefixes, *map(talk_title, self.scope.prefixes))
        begun = (entry.at for entry in self.sources if not entry.exclude)
        return any(is_within(beginning.rstrip("/"), root) for root in roots) or any(
            beginning.startswith(start) for start in begun
        )

    def entry(self, title: str) -> SourceTable | None:
        """Return the entry that speaks of this page most precisely, be it to leave it out."""
        entries = [entry for entry in self.sources if entry.covers(title)]
        return max(
            entries,
            key=lambda e: (e.title is not None, len(e.at)),
            default=None,
        )

    def source(self, title: str) -> Source | None:
        """Return the source that this page is, by the entry that speaks of it most precisely."""
        entry = self.entry(title)
        if entry is None or entry.exclude:
            return None
        wiki = entry.wiki or self.consultation.wiki
        language = entry.language or site(wiki).language
        return Source(
            title,
            wiki,
            language,
            interwiki=entry.interwiki or "",
            section=" ".join((entry.section or "").split()),
        )

    @property
    def abroad(self) -> Mapping[str, str]:
        """Return by interwiki prefix where each other wiki is read."""
        return {
            entry.interwiki: entry.store or api_of(entry.wiki or "")
            for entry in self.sources
            if entry.interwiki and not entry.exclude
        }

    def site_of(self, source: Source) -> Site:
        """Return how the source's wiki signs."""
        return site(source.wiki)


def load(path: Path) -> Settings:
    """Return the settings in this file.

    Raises SettingsError, which names file and key and says what is allowed there.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(
            "there is no such settings file", "run “consult init” to write one", title=str(path)
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot be read ({error})", title=str(path)) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"is not TOML: {error}", title=str(path)) from None
    return checked(raw, str(path))


def checked(raw: Mapping[str, Any], title: str) -> Settings:
    """Return these settings; raises SettingsError, which names the keys and what is allowed."""
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        problems = "; ".join(_sentence(problem) for problem in error.errors())
        raise SettingsError(problems, title=title) from None


def find(folder: Path = FOLDER) -> Path:
    """Return the one settings file in the folder; raises SettingsError at none or several."""
    files = sorted(folder.glob("*.toml"))
    if len(files) == 1:
        return files[0]
    if not files:
        raise SettingsError(
            f"there is no settings file in {folder}/",
            "run “consult init” to write one, or name one with --config FILE",
        )
    names = ", ".join(str(file) for file in files)
    raise SettingsError(f"several settings files: {names}", "name one with --config FILE")


def _sentence(problem: Any) -> str:
    """Return one error of pydantic's as a sentence with the key and what is allowed there."""
    key = "".join(
        f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in problem["loc"]
    ).lstrip(".")
    message = str(problem["msg"]).removeprefix("Value error, ")
    if problem["type"] == "extra_forbidden":
        allowed = ", ".join(_allowed(problem["loc"]))
        return f"{key} is not a setting; allowed here: {allowed}"
    if problem["type"] == "missing":
        return f"{key} is missing"
    return f"{key}: {message[:1].lower()}{message[1:]}"


def _allowed(location: tuple[str | int, ...]) -> list[str]:
    """Return the keys that the table holding this location may have."""
    tables: dict[str, type[BaseModel]] = {
        "consultation": ConsultationTable,
        "scope": ScopeTable,
        "sources": SourceTable,
        "people": PeopleTable,
        "statements": StatementsTable,
        "dispositions": DispositionsTable,
        "coverage": CoverageTable,
        "unanswered": UnansweredTable,
        "facilitators": FacilitatorTable,
    }
    table = tables.get(str(location[0]), Settings) if len(location) > 1 else Settings
    return list(table.model_fields)

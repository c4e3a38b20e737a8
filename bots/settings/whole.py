"""All settings of one consultation, and what follows from them for a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import PrivateAttr, model_validator

from bots.consultation.facets import Facet as Codes
from bots.consultation.keywords import keywords_of
from bots.consultation.people.user_space import is_personal, owner_of
from bots.consultation.rules import Facilitator, Rules
from bots.consultation.talks.sources import Source, is_within, talk_title
from bots.settings.sources import SourceTable
from bots.settings.tables import (
    ConsultationTable,
    CoverageTable,
    DispositionsTable,
    FacilitatorTable,
    PeopleTable,
    ScopeTable,
    StatementsTable,
    Table,
    UnansweredTable,
)
from bots.settings.values import Facet, Keyword
from bots.stores.site_data import api_of
from bots.talk.site import Site, site


class Settings(Table):
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
        within = any(is_within(title, prefix) for prefix in self.scope.prefixes)
        return within and not self._leaves_out(title)

    def lends(self, title: str) -> bool:
        """Return whether a person may have lists of their own on this page, and nothing else."""
        return (
            self.scope.users
            and bool(owner_of(title))
            and not self.serves(title)
            and not self._leaves_out(title)
        )

    def reaches(self, title: str) -> bool:
        """Return whether the bot may write on this page at all."""
        return self.serves(title) or self.lends(title)

    def tells_of(self, title: str) -> bool:
        """Return whether a problem with this page is told on its talk page."""
        return self.scope.notices and self.serves(title)

    def tells_on(self, talk: str) -> bool:
        """Return whether that may be on this page, the talk page or one to which it redirects.

        Never in user space: whoever is written to on a talk page of their own is called there.
        """
        return not self._leaves_out(talk) and not is_personal(talk)

    def _leaves_out(self, title: str) -> bool:
        return any(is_within(title, prefix) for prefix in self.scope.exclude)

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

"""The records that a consultation has, so that none is proposed again and no id given twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bots.consultation.adopting.adoption import milestone
from bots.consultation.process.milestones import MILESTONE, Milestone
from bots.consultation.results.recommendations import RECOMMENDATION
from bots.consultation.working_groups.groups import GROUP
from bots.errors import RegionError
from bots.page.placing import Placed
from bots.page.regions import COMMON, Host
from bots.run.hosts import read_page
from bots.settings import Settings
from bots.stores.base import Store
from bots.talk.site import site


@dataclass(frozen=True, slots=True)
class Known:
    """What has a record already, and in which language people write."""

    language: str
    """The language in which people write dates."""
    milestones: tuple[Milestone, ...] = ()
    groups: tuple[str, ...] = ()
    """The ids of the working groups."""
    recommendations: tuple[str, ...] = ()
    """The ids of the recommendations."""

    def plus(self, page: str, records: Sequence[Placed]) -> Known:
        """Return what is known when these stand on the page, so that no id is given twice."""
        milestones = (r.cells for r in records if r.template == MILESTONE.template)
        groups = (r.cells["id"] for r in records if r.template == GROUP.template)
        drafts = (r.cells["id"] for r in records if r.template == RECOMMENDATION.template)
        return replace(
            self,
            recommendations=(*self.recommendations, *drafts),
            milestones=(*self.milestones, *(Milestone(c["id"], page, c) for c in milestones)),
            groups=(*self.groups, *groups),
        )

    def at(self, host: Host) -> Known:
        """Return what is known when the host is as it is now."""
        here = (milestone(host.title, r) for r in host.records if r.schema is MILESTONE)
        elsewhere = (each for each in self.milestones if each.page != host.title)
        return replace(self, milestones=(*elsewhere, *here))


def known_records(store: Store, settings: Settings) -> Known:
    """Return the records in scope; a page that is not sound says nothing of its own."""
    known = Known(site(settings.consultation.wiki).language)
    titles = [title for title in store.using(COMMON) if settings.serves(title)]
    for _, revision in store.read(titles):
        try:
            host = read_page(revision) if revision else None
        except RegionError:
            continue
        for record in host.records if host else ():
            known = known.plus(
                host.title if host else "",
                [Placed(record.schema.template, {**record.cells, "id": record.key}, 0)],
            )
    return known

"""What ``consult adopt`` would save on the pages that a list of groups or recommendations links."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from bots.consultation.adopting.from_lists import ForPage, for_pages, place_for
from bots.consultation.adopting.listed import read_listed
from bots.consultation.results.recommendations import RECOMMENDATION
from bots.errors import ConsultationError
from bots.kinds import RECORD_SCHEMAS, ROWS
from bots.page.keep import Bases, Kept
from bots.page.placing import place_records
from bots.page.regions import is_translatable, read_host
from bots.run.plan import Change
from bots.settings import Settings
from bots.stores.base import Revision, Store


@dataclass(slots=True)
class FromLists:
    """What becomes of the pages that lists link."""

    changes: list[Change] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """What is not proposed, as page with the list and sentence."""


def adopt_listed(
    store: Store,
    settings: Settings,
    lists: Sequence[Revision],
    taken: Collection[str],
    apart: Collection[str],
) -> FromLists:
    """Return the records for the pages that these lists link.

    ``taken`` are the ids of recommendations with a record, ``apart`` the titles of pages that are
    changed otherwise in this run.
    """
    done = FromLists()
    wanted: dict[str, list[ForPage]] = {}
    by: dict[str, str] = {}
    ids = set(taken)
    for page in lists:
        found, notes = for_pages(read_listed(page.text, page.title), ids)
        done.notes += [(page.title, note) for note in notes]
        ids |= {one.cells["id"] for one in found if one.template == RECOMMENDATION.template}
        for one in found:
            wanted.setdefault(one.page, []).append(one)
            by.setdefault(one.page, page.title)
    for title, revision in store.read(wanted):
        problem = _why_not(settings, title, revision, apart)
        if problem or revision is None:
            done.notes.append((by[title], f"no record on “{title}”, which it links: {problem}"))
            continue
        try:
            change = _change(revision, wanted[title])
        except ConsultationError as error:
            done.notes.append((by[title], f"no record on “{title}”: {error.problem}"))
            continue
        if change.kept.added:
            done.changes.append(change)
    return done


def _why_not(
    settings: Settings, title: str, revision: Revision | None, apart: Collection[str]
) -> str:
    """Return why nothing can be put on a page, if so."""
    if revision is None:
        return "there is no such page"
    if revision.redirect:
        return f"it is a redirect to “{revision.redirect}”; link that"
    if not settings.serves(title):
        return "it is outside the consultation's pages"
    if title in apart:
        return "it gets other records first; adopt once more"
    if is_translatable(revision.text):
        return "it has Translate markup; put the record on a data page"
    return ""


def _change(page: Revision, wanted: Sequence[ForPage]) -> Change:
    def transform(text: str, bases: Bases) -> Kept:  # noqa: ARG001
        host = read_host(page.title, text, ROWS, RECORD_SCHEMAS)
        records = [placed for one in wanted if (placed := place_for(host, one))]
        kept = Kept(place_records(host, records) if records else text, added=len(records))
        # What a run would refuse to read must never be saved.
        read_host(page.title, kept.text, ROWS, RECORD_SCHEMAS)
        return kept

    return Change(page.title, page, transform(page.text, {}), ("records",), transform)

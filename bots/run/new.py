"""What ``consult new`` would create: the pages of a consultation that do not exist yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bots.errors import ConsultationError, RegionError, UsageError
from bots.kinds import RECORD_SCHEMAS, ROWS
from bots.page.keep import Bases, Kept
from bots.page.regions import read_host
from bots.run.known import known_records
from bots.run.plan import Change, Plan
from bots.run.skeletons import NewPage, new_pages
from bots.settings import Settings
from bots.stores.base import Store


@dataclass(frozen=True, slots=True)
class Beginning:
    """The pages to create, and those that are there already and stay as they are."""

    plan: Plan
    existing: tuple[str, ...]


def plan_beginning(
    store: Store,
    settings: Settings,
    groups: Sequence[str],
    questions: Sequence[str],
    only: frozenset[str] = frozenset(),
) -> Beginning:
    """Return what would be created, on these titles only if any are named. Writes nothing.

    Raises UsageError where one that is named is no page of a new consultation.
    """
    taken = known_records(store, settings).groups
    pages = {page.title: page for page in new_pages(settings, groups, questions, taken)}
    if strange := sorted(only - pages.keys()):
        raise UsageError(
            "is none of the pages of a new consultation",
            f"name one of these: {', '.join(pages)}",
            title=strange[0],
        )
    changes: list[Change] = []
    refusals: list[ConsultationError] = []
    existing: list[str] = []
    for title, revision in store.read(title for title in pages if not only or title in only):
        if revision is not None:
            existing.append(title)
            continue
        try:
            changes.append(_creation(pages[title]))
        except RegionError as error:
            refusals.append(error)
    return Beginning(Plan(tuple(changes), {}, tuple(refusals), ()), tuple(existing))


def _creation(page: NewPage) -> Change:
    # What a run would refuse to read must never be saved.
    read_host(page.title, page.text, ROWS, RECORD_SCHEMAS)

    def transform(text: str, bases: Bases) -> Kept:  # noqa: ARG001
        raise ConsultationError(
            "was created meanwhile", "it stays as it is; edit it by hand", title=page.title
        )

    return Change(page.title, None, Kept(page.text), (page.kind,), transform)

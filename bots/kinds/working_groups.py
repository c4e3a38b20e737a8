"""``working groups``: all groups with their stage, members, meetings and conversations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bots.consultation.process.evidence import STAGES
from bots.consultation.state import Consultation
from bots.consultation.working_groups.groups import GROUP, Group, group_cells
from bots.consultation.working_groups.page import GroupPage, pages_of
from bots.consultation.working_groups.problems import group_problems
from bots.kinds._asked import of_pages_named, pages_named
from bots.kinds._records import with_id
from bots.kinds.base import Cells, Kind, Needs, RecordKind
from bots.page.ownership import AS_OF, Schema
from bots.page.records import Record
from bots.page.regions import Host, Region

_COPIED = (
    "name",
    "formerly",
    "members",
    "call until",
    "next meeting",
    "minutes",
    "minutes link",
    "questions",
    "questions link",
    "deliverables",
    "threads",
    "comments",
    "people",
    "unanswered",
    "latest",
)
ROW = Schema(
    template="Consultation working group row",
    bot=("id", "page", "stage", *_COPIED, "gone", AS_OF),
    people=("note",),
    values={"stage": STAGES},
)
_READ = frozenset({Needs.CONVERSATIONS, Needs.COMMENTS})


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each working group, by name; of the pages that ``source`` names, if any."""
    return [
        {
            "id": group.id,
            **{name: group.cells.get(name, "") for name in _COPIED},
            "page": group.page,
            "stage": group.stage,
            AS_OF: consultation.today.isoformat(),
        }
        for group in sorted(_asked(consultation, region), key=_by_name)
    ]


def _by_name(group: Group) -> tuple[str, str]:
    return group.cells.get("name", "").casefold(), group.id


def _asked(consultation: Consultation, region: Region) -> list[Group]:
    return of_pages_named(region, consultation.groups)


def troubles(consultation: Consultation, region: Region) -> Sequence[str]:
    """Return which of the pages that ``source`` names are no group's."""
    known = {entry.page for entry in consultation.standing.get(GROUP.template, ())}
    missing = sorted(pages_named(region) - known)
    return [
        f"region {region.id} asks for “{page}”, which has no group's record" for page in missing
    ]


def _page(consultation: Consultation, host: Host, record: Record) -> GroupPage:
    groups = consultation.standing.get(GROUP.template, ())
    return GroupPage(
        host.title,
        host.text,
        record.cells,
        consultation.texts,
        [group.cells.get("name", "") for group in groups],
        consultation.language,
        consultation.today,
    )


def record_cells(consultation: Consultation, host: Host, record: Record) -> Cells:
    """Return the bot's cells of a group's record: its members, its meetings, what was said."""
    page = _page(consultation, host, record)
    return group_cells(page, consultation.conversations, consultation.rules)


def record_problems(consultation: Consultation, host: Host, record: Record) -> Sequence[str]:
    """Return what of a working group's page a person has to see to."""
    return group_problems(_page(consultation, host, record))


def asked_pages(host: Host, record: Record) -> Iterable[str]:
    """Return the titles of the pages that tell of a group besides its own."""
    return pages_of(host.title, host.text, record.cells)


KIND = Kind(
    "working groups",
    ROW,
    _READ,
    rows,
    record=RecordKind(
        GROUP,
        record_cells,
        with_id("a working group", record_problems),
        needs=_READ,
        asks=asked_pages,
    ),
    troubles=troubles,
)

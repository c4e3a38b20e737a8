"""``index``: the pages of a consultation, rounds, reports, talk pages, with the latest word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from bots.consultation.indexing import (
    ARCHIVE,
    BY_RECORD,
    LIST,
    PAGE,
    SORTS,
    TALK,
    sort_by_title,
    translations,
)
from bots.consultation.keys import row_key
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.presence import PAGE_DELETED
from bots.consultation.talks.sources import talk_title
from bots.errors import RegionError
from bots.kinds._asked import conversations_of, names_in
from bots.kinds.base import Cells, Kind, Needs, found_nowhere, page_of
from bots.page.names import CONTINUES
from bots.page.ownership import AS_OF, Schema, normal
from bots.page.regions import Region

PREFIX: Final = "prefix"
"""The start marker's parameter that names pages by the beginning of their titles."""
ROW = Schema(
    template="Consultation index row",
    bot=(
        "id",
        "page",
        "sort",
        "lang",
        "translations",
        "threads",
        "comments",
        "latest",
        "latest link",
        "gone",
        AS_OF,
    ),
    people=("note",),
    words=("latest link",),
    values={"sort": SORTS},
)


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each page, by what it is and then by title.

    ``prefix`` names pages by the beginning of their titles, ``source`` talk pages; without either
    all talk pages are listed.
    """
    asked = tuple(begins(region))
    talk: Sequence[Conversation] = ()
    if not asked or region.settings.get("source", "").strip():
        talk = conversations_of(consultation, region)
    for beginning in asked:
        if beginning not in consultation.pages:
            raise RegionError(
                f"region {region.id} asks for pages that begin with “{beginning}”, which is none"
                " of this consultation's prefixes or sources",
                "correct prefix=, or ask for it to be added in the settings",
                line=region.start.line,
            )
    known = {conversation.source.title: conversation for conversation in consultation.conversations}
    listed = {title for beginning in asked for title in consultation.pages[beginning]}
    ours = _sorts(consultation)
    versions = translations(listed, {*ours, *known})
    listed -= _further(consultation)
    listed -= {f"{page}/{code}" for page, codes in versions.items() for code in codes}
    found = []
    for title in listed | {conversation.source.title for conversation in talk}:
        conversation = known.get(title)
        if conversation:
            sort = ARCHIVE if conversation.source.archive_of else TALK
        else:
            sort = ours.get(title, "") or sort_by_title(title)
            sort = LIST if sort == PAGE and title in ours else sort
        found.append((SORTS.index(sort), title, sort, conversation, versions.get(title, ())))
    return [
        _row(consultation, title, sort, conversation, languages)
        for _, title, sort, conversation, languages in sorted(found, key=lambda f: f[:2])
    ]


def _sorts(consultation: Consultation) -> dict[str, str]:
    """Return what the pages are on which something of ours stands; nothing where only a region."""
    found = dict.fromkeys((title for title, _ in consultation.regions), "")
    for template, sort in BY_RECORD.items():
        found |= dict.fromkeys((entry.page for entry in consultation.entries(template)), sort)
    return found


def _further(consultation: Consultation) -> set[str]:
    """Return the pages that only go on with a list that begins elsewhere."""
    regions = consultation.regions
    return {title for title, region in regions if normal(region.settings.get(CONTINUES, ""))}


def _row(
    consultation: Consultation,
    title: str,
    sort: str,
    conversation: Conversation | None,
    languages: Iterable[str],
) -> Cells:
    talk = title if conversation else talk_title(title)
    about = [
        c
        for c in consultation.conversations
        if c.source.title == talk or (c.source.archive_of == talk and sort != ARCHIVE)
    ]
    latest = max(
        (c.latest for c in about if c.latest), key=lambda comment: comment.timestamp, default=None
    )
    return {
        "id": row_key("page", title),
        "page": title,
        "sort": sort,
        "lang": conversation.source.language if conversation else consultation.language,
        "translations": ", ".join(languages),
        "threads": str(sum(len(c.threads) for c in about)),
        "comments": str(sum(c.comments for c in about)),
        "latest": latest.timestamp.date().isoformat() if latest else "",
        "latest link": consultation.link(latest) if latest else "",
        AS_OF: consultation.today.isoformat(),
    }


def begins(region: Region) -> Iterable[str]:
    """Return the beginnings of titles that a start marker names."""
    return names_in(region, PREFIX)


def lost(consultation: Consultation, cells: Cells) -> str:
    """Return why a page is gone: deleted, or moved away; nothing where it is only not asked for."""
    page = page_of(cells)
    if page in consultation.presence.deleted:
        return PAGE_DELETED
    asked = [titles for start, titles in consultation.pages.items() if page.startswith(start)]
    return found_nowhere(consultation, cells) if asked and page not in asked[0] else ""


KIND = Kind(
    "index",
    ROW,
    frozenset({Needs.CONVERSATIONS}),
    rows,
    lost=lost,
    begins=begins,
    asks=(PREFIX,),
)

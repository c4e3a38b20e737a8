"""What ``done when`` is checked against, from the pages that conditions name and from records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from bots.consultation.process.evidence import Evidence
from bots.consultation.process.milestones import events
from bots.consultation.talks.conversations import Conversation
from bots.consultation.working_groups.groups import GROUP
from bots.consultation.working_groups.members import read_members
from bots.run.hosts import HostPage, records_on
from bots.settings import Settings
from bots.talk.site import site
from bots.talk.threads import parse


def evidence_from(
    texts: Mapping[str, str],
    settings: Settings,
    hosts: Iterable[HostPage],
    today: date,
    conversations: Iterable[Conversation] = (),
) -> Evidence:
    """Return the evidence for all milestones; ``texts`` are those of the pages that exist.

    What is said in ``conversations`` counts as well: a closed thread is soon archived.
    """
    hosts = tuple(hosts)
    said = [(conversation.source, conversation.threads) for conversation in conversations]
    groups = [(page, record) for page, record in records_on(hosts) if record.schema is GROUP]

    def members(title: str) -> int | None:
        found = read_members(texts.get(title, ""), today)
        return None if found.problem else len(found.names)

    def closed(title: str, heading: str) -> bool:
        source = settings.source(title)
        signing = settings.site_of(source) if source else site(settings.consultation.wiki)
        threads = parse(texts.get(title, ""), signing).threads
        if any(thread.closed and thread.heading.text == heading for thread in threads):
            return True
        return any(
            thread.closed and thread.heading == heading
            for source, heard in said
            if title in (source.title, source.archive_of, *source.known_as)
            for thread in heard
        )

    return Evidence(
        today=today,
        exists=texts.__contains__,
        members=members,
        closed=closed,
        stages=tuple(record.cells.get("stage", "").strip().lower() for _, record in groups),
        groups=tuple(page.host.title for page, _ in groups),
        when=events(
            [
                (record.cells.get("title", ""), record.cells.get("date", ""))
                for _, record in records_on(hosts)
                if {"title", "date"} <= {*record.schema.people}
            ],
            site(settings.consultation.wiki).language,
        ),
    )

"""The conversations of a public wiki by the address of a talk page: no account, no settings."""

from __future__ import annotations

from datetime import date

from bots.consultation.process.evidence import Evidence
from bots.consultation.state import Consultation
from bots.consultation.talks.archives import archived_page
from bots.consultation.talks.conversations import ambiguous_names, count_conversation
from bots.consultation.talks.sources import Source
from bots.errors import Missing
from bots.stores.api import ApiPages
from bots.talk.threads import parse


def read_public(store: ApiPages, title: str, today: date) -> Consultation:
    """Return the consultation that a talk page and its subpages are, archives among them.

    Raises Missing where neither the page nor a subpage is there.
    """
    site = store.site
    titles = dict.fromkeys([title, *store.titles(f"{title}/")])
    conversations = tuple(
        count_conversation(
            Source(revision.title, site.wiki, site.language, archived_page(revision.title)),
            parse(revision.text, site),
            revision.text,
        )
        for _, revision in store.read(titles)
        if revision is not None and not revision.redirect
    )
    if not conversations:
        raise Missing(f"{store.host} has no such page", "check the address", title=title)
    evidence = Evidence(
        today=today,
        exists=lambda _: False,
        members=lambda _: None,
        closed=lambda _title, _heading: False,
        stages=(),
    )
    extensions = {extension.get("name") for extension in store.siteinfo["extensions"]}
    return Consultation(
        evidence=evidence,
        language=site.language,
        conversations=conversations,
        ambiguous=ambiguous_names(conversations),
        discussiontools="DiscussionTools" in extensions,
    )

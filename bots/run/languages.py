"""Copies of our pages in other languages, and the dates on them that records no longer have."""

from __future__ import annotations

from collections.abc import Iterator

from bots.consultation.adopting.copies_of_dates import dates_behind
from bots.consultation.state import Consultation
from bots.settings import Settings
from bots.stores.base import Store
from bots.talk.languages import is_language


def copies_behind(
    store: Store, settings: Settings, consultation: Consultation
) -> Iterator[tuple[str, str]]:
    """Yield what is behind on copies in other languages, as page and sentence.

    A copy is a page whose title is another page's with a language's code behind it, as Translate
    and people alike name them.
    """
    milestones = consultation.milestones
    titles = {
        title
        for prefix in settings.scope.prefixes
        for title in store.titles(prefix)
        if settings.serves(title)
    }
    copies = {
        title: code
        for title in titles
        for base, _, code in [title.rpartition("/")]
        if base in titles and is_language(code)
    }
    for title, revision in store.read(sorted(copies)):
        if revision is None or revision.redirect:
            continue
        for behind in dates_behind(revision.text, copies[title], milestones):
            yield title, behind.sentence

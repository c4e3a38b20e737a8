"""Taking a run back: each of its edits on which nothing was built since."""

from __future__ import annotations

from bots.errors import ConsultationError
from bots.run.journal import Entry, Journal
from bots.run.save import UNDOES
from bots.stores.base import Revision, Store


def edits_of(entries: list[Entry], only: frozenset[str]) -> list[Entry]:
    """Return the edits of a run, the last first, on these pages; on all if none is named."""
    saved = [entry for entry in entries if entry.event == "saved"]
    return [entry for entry in reversed(saved) if not only or entry.page in only]


def text_before(store: Store, edit: Entry) -> tuple[Revision, str]:
    """Return the page's revision and the text that it had before the edit.

    Raises ConsultationError where the edit cannot be taken back: someone has edited since, or
    the page was created by it.
    """
    (_, current), *_ = store.read([edit.page])
    if current is None:
        raise ConsultationError("does not exist any more", title=edit.page)
    if current.id != edit.after:
        raise ConsultationError(
            "was edited since, so this edit stays",
            "take it back by hand from the page's history, if it is to go",
            title=edit.page,
            revision=edit.after,
        )
    if edit.before == 0:
        raise ConsultationError(
            "was created by this run, and a bot deletes nothing",
            "ask for its deletion, or leave it: it does no harm",
            title=edit.page,
        )
    for revision in store.history(edit.page):
        if revision.id == edit.before:
            return current, revision.text
    raise ConsultationError(
        "its earlier text is not among the latest revisions", title=edit.page, revision=edit.before
    )


def take_back(store: Store, edit: Entry, undone: str, task: str, journal: Journal) -> Revision:
    """Save the text from before the edit and return the revision that the page has now."""
    current, text = text_before(store, edit)
    note = f"{UNDOES} {undone} ([[{task}]], run {journal.run})"
    revision = store.save(edit.page, text, base=current, summary=note)
    journal.write(Entry("saved", edit.page, current.id, revision.id, {"undoes": undone}))
    return revision

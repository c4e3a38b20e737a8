"""The one way to write: on the exact revision read, made again where someone came between."""

from __future__ import annotations

from typing import Final

from bots.errors import Conflict, ConsultationError, Missing, Stopped
from bots.run.exclusion import allows
from bots.run.gather import bases_of, read_page
from bots.run.plan import Change
from bots.stores.base import Revision, Store
from bots.stores.texts import as_saved

TRIES: Final = 3
"""How often a page that someone keeps editing is made again before it is left for the next run."""
UNDOES: Final = "undo of run"
"""Stands in the summary of each edit that takes one back, so that it counts as a person's will."""


def save_change(
    store: Store, change: Change, summary: str, *, again: bool = False
) -> Revision | None:
    """Save the change and return the revision made, or None where nothing was left to change.

    The latter is so where someone else has done the same meanwhile: that edit is not ours to undo.

    On a conflict the page is read again and its text made again from that, at most three times.
    ``again`` saves although the page was put back to a state before the bot's last edit.

    Raises ConsultationError where the page is to be left alone, with the reason.
    """
    base, text = change.base, change.kept.text
    for remaining in range(TRIES - 1, -1, -1):
        refuse(store, change.title, base, text, again=again)
        try:
            return store.save(change.title, text, base=base, summary=summary)
        except Conflict:
            if not remaining:
                raise
        base, text = _made_again(store, change)
        if text == base.text:
            return None
    raise AssertionError("the loop returns or raises")


def _made_again(store: Store, change: Change) -> tuple[Revision, str]:
    """Return the page's latest revision and the text that follows from it."""
    (_, revision), *_ = store.read([change.title])
    if revision is None:
        raise Missing(
            "was deleted while the run was at work",
            "nothing is created again; remove its regions from the plan by a new run",
            title=change.title,
        )
    if revision.redirect:
        return revision, revision.text
    host = read_page(revision)
    bases = bases_of(store, host) if host else {}
    return revision, change.transform(revision.text, bases).text


def refuse(store: Store, title: str, base: Revision | None, text: str, *, again: bool) -> None:
    """Raise ConsultationError where this text may not be saved on this page."""
    if not text.strip():
        raise ConsultationError("nothing would be left of the page", title=title)
    if not allows(text, store.user):
        raise ConsultationError(
            f"{{{{bots}}}} or {{{{nobots}}}} keeps {store.user} away",
            "take the bot out of it if it is to keep this page",
            title=title,
        )
    if base is not None and not again and was_reverted(store, base):
        raise ConsultationError(
            "the page was put back to a state before the bot's last edit, so the bot stays away",
            "change the page otherwise, or run “consult update --again --page TITLE”",
            title=title,
            revision=base.id,
        )


def was_reverted(store: Store, current: Revision) -> bool:
    """Return whether the page's text is one from before the bot's last edit.

    The bot's own edits that take one back count as what they are: a person's will.
    """
    found_own = False
    text = as_saved(current.text)
    for revision in store.history(current.title):
        if found_own and as_saved(revision.text) == text:
            return True
        if revision.user == store.user and UNDOES not in revision.summary:
            if revision.id == current.id:
                return False
            found_own = True
    return False


def check_stop_page(store: Store, title: str | None) -> None:
    """Raise Stopped where the stop page holds anything but white space."""
    if title is None:
        return
    (_, revision), *_ = store.read([title])
    if revision is not None and revision.text.strip():
        raise Stopped(
            "someone has stopped the bot here", "empty this page to let it run again", title=title
        )

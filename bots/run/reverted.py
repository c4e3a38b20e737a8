"""Whether somebody took the bot's last edit of a page back: then it stays away."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from bots.run.summaries import takes_back
from bots.stores.base import Revision, Store
from bots.stores.texts import as_saved

_Edit = tuple[Revision, Revision]
"""A revision, and the one that it was made from."""


def was_reverted(store: Store, current: Revision) -> bool:
    """Return whether somebody took the bot's last edit back, and nobody has edited the page since.

    Its text is one from before that edit, or the edit was undone behind others. The bot's own
    edits that take one back count as what they are: a person's will.
    """
    if current.user == store.user and takes_back(current.summary):
        # By its text it may not be found: words removed since do not come back with an undo.
        return True
    if current.user == store.user or not current.parent:
        # The bot's edit stands, or there is nothing before: the history need not be asked.
        return False
    revisions = list(store.history(current.title))
    # A move and a protection make revisions as well, of the same text.
    edits = [pair for pair in pairwise(revisions) if pair[0].text != pair[1].text]
    own = next((e for e in edits if e[0].user == store.user and not takes_back(e[0].summary)), None)
    if own is None or own is edits[0]:
        return False
    text = as_saved(current.text)
    older = revisions[revisions.index(own[1]) :]
    return any(as_saved(r.text) == text for r in older) or _is_undo(edits[0], own)


def _is_undo(latest: _Edit, own: _Edit) -> bool:
    """Return whether one edit takes another back, whatever was changed in between.

    It brings the very lines that the other took away, and takes away those that it brought.
    """
    known = all(after.parent == before.id for after, before in (latest, own))
    return known and _lines_changed(*latest) == _lines_changed(*reversed(own))


def _lines_changed(after: Revision, before: Revision) -> tuple[Counter[str], Counter[str]]:
    """Return the lines that an edit brought, and those that it took away."""
    new, old = (Counter(as_saved(revision.text).split("\n")) for revision in (after, before))
    return new - old, old - new

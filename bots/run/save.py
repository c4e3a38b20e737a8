"""The one way to write: on the exact revision read, made again where someone came between.

What keeps a page from being saved is looked for in the very text that is to be saved.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bots.errors import Conflict, ConsultationError, Missing, Stopped, TryLater, UsageError
from bots.page.names import START
from bots.run.exclusion import allows, kept_away
from bots.run.hosts import bases_of, read_page
from bots.run.plan import Change
from bots.run.reverted import was_reverted
from bots.stores.base import WIKITEXT, Revision, Store

TRIES: Final = 3
"""How often a page that someone keeps editing is made again before it is left for the next run."""
AT_ONCE: Final = 5
"""How many pages one look is for; after so many edits the stop page is read again."""
FRESH: Final = 4.0
"""Seconds for which a look holds: less than what parts the edits of a flagged bot."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A save that was made."""

    revision: Revision
    tries: int
    """How often it was tried: more than once where someone came between."""
    merged: bool
    """Whether the wiki merged it with an edit of somebody else's."""


def save_change(
    store: Store,
    change: Change,
    summary: str,
    *,
    latest: Revision | None = None,
    again: bool = False,
) -> Saved | None:
    """Save the change and return what was made, or None where nothing was left to change.

    The latter is so where someone else has done the same meanwhile: that edit is not ours to undo.

    Where ``latest``, the page as it was just now, is no longer what the change was made from, and
    on a conflict, the text is made again from the page's present one, at most three times.
    ``again`` saves although somebody took the bot's last edit back.

    Raises ConsultationError where the page is to be left alone, with the reason.
    """
    base, text = change.base, change.kept.text
    if base is not None and latest is not None and latest.id != base.id:
        base, text = latest, _text_from(store, change, latest)
    for tried in range(1, TRIES + 1):
        if base is not None and text == base.text:
            return None
        refuse(store, change.title, base, text, again=again)
        try:
            revision = store.save(change.title, text, base=base, summary=summary)
        except Conflict:
            if tried == TRIES:
                raise
        else:
            before = base.id if base else 0
            if revision.id == before or revision.user != store.user:
                return None
            return Saved(revision, tried, revision.parent != before)
        base, text = _made_again(store, change)
    raise AssertionError("the loop returns or raises")


def _made_again(store: Store, change: Change) -> tuple[Revision, str]:
    """Return the page's latest revision and the text that follows from it."""
    (_, revision), *_ = store.read([change.title])
    if revision is None:
        raise Missing(
            "was deleted, or moved without a redirect, while the run was at work",
            "nothing to do: it is not created again, and the next run finds what was moved",
            title=change.title,
        )
    return revision, _text_from(store, change, revision)


def _text_from(store: Store, change: Change, revision: Revision) -> str:
    """Return the page's new text as it follows from this revision."""
    if revision.redirect:
        raise Conflict(
            f"the page was moved to {revision.redirect} while the run was at work",
            "nothing to do: the next run finds it there",
            title=change.title,
            revision=revision.id,
        )
    if revision.model != WIKITEXT:
        raise Conflict(
            f"the page became one of {revision.model} while the run was at work",
            "nothing to do: such pages are left alone",
            title=change.title,
            revision=revision.id,
        )
    host = read_page(revision)
    if change.base is None and host is None and f"{{{{{START}" in change.kept.text:
        raise Conflict(
            "a list is to go on here, but somebody's own page has this name",
            "move that page; until then the rows that would stand here are nowhere",
            title=change.title,
            revision=revision.id,
        )
    bases = bases_of(store, host) if host else {}
    return change.transform(revision.text, bases).text


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
            "somebody took the bot's last edit back, so the bot stays away",
            "change the page otherwise, or run “consult update --again --page TITLE”",
            title=title,
            revision=base.id,
        )


def check_stop_page(
    store: Store, title: str | None, also: Sequence[str] = ()
) -> dict[str, Revision | None]:
    """Return these other pages, read in the same request.

    Raises Stopped where the stop page holds anything but white space, or cannot be read.
    """
    titles = [*([title] if title else []), *also]
    pages = dict(_read(store, titles, title)) if titles else {}
    if title is not None:
        _heed(pages.get(title), title)
    return pages


class Lookout:
    """Looks, just before an edit, at the stop page and at the page to be edited.

    The next few pages are looked at in the same request, which then holds for them as long as
    edits follow each other quickly; at the pace of flagged bots each edit has a look of its own.
    """

    def __init__(self, store: Store, stop_page: str | None, titles: Sequence[str]) -> None:
        self._store = store
        self._stop_page = stop_page
        self._titles = titles
        self._kept_away: frozenset[str] | None = None
        self._seen: dict[str, Revision | None] = {}
        self._when = float("-inf")

    def look(self, number: int) -> Revision | None:
        """Return the page of this number as it is now, or None where there is none.

        Raises Stopped where the stop page says so, ConsultationError where a template on the page
        keeps the bot away.
        """
        title = self._titles[number]
        if title not in self._seen or self._now() - self._when > FRESH:
            self._look(self._titles[number : number + AT_ONCE])
        if self._kept_away is None:
            self._kept_away = kept_away(self._store, self._titles[number:])
        if title in self._kept_away:
            raise ConsultationError(
                f"a template on it keeps {self._store.user} away, as {{{{nobots}}}} does",
                "take the template from the page if the bot is to keep it",
                title=title,
            )
        return self._seen.pop(title)

    def _look(self, titles: Sequence[str]) -> None:
        stop = self._stop_page
        self._seen = dict(_read(self._store, [*([stop] if stop else []), *titles], stop))
        self._when = self._now()
        if stop is not None:
            _heed(self._seen.get(stop), stop)

    def _now(self) -> float:
        pace = getattr(self._store, "pace", None)
        return float(pace.clock.now()) if pace else time.monotonic()


def _read(
    store: Store, titles: Sequence[str], stop: str | None
) -> list[tuple[str, Revision | None]]:
    try:
        return list(store.read(titles))
    except (TryLater, Stopped, UsageError):
        raise
    except ConsultationError as error:
        raise Stopped(
            f"the stop page cannot be read ({error.problem})", error.mend, title=stop or ""
        ) from error


def _heed(revision: Revision | None, title: str) -> None:
    if revision is not None and revision.text.strip():
        raise Stopped(
            "someone has stopped the bot here", "empty this page to let it run again", title=title
        )

"""What people ask the bots for on the wiki, who asked, and what becomes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from bots.consultation.keys import typed_keys
from bots.page.calls import calls
from bots.page.names import FAMILY
from bots.page.ownership import normal

TEMPLATE: Final = f"{FAMILY}request"
UPDATE: Final = "update"
PREVIEW: Final = "preview"
EXPORT: Final = "export"
IMPORT: Final = "import"
ACTIONS: Final = (UPDATE, PREVIEW, EXPORT, IMPORT)

DONE: Final = "done"
REFUSED: Final = "refused"
FAILED: Final = "failed"
STATES: Final = (DONE, REFUSED, FAILED)

NOT_LISTED: Final = "not listed"
UNKNOWN: Final = "unknown"
UNCLEAR: Final = "unclear"
OUTSIDE: Final = "outside"
NOT_KEPT: Final = "not kept"
MISSING: Final = "missing"
NOT_YOURS: Final = "not yours"
NOTHING: Final = "nothing"
SOME_LINES: Final = "some lines"
REASONS: Final = (
    NOT_LISTED,
    UNKNOWN,
    UNCLEAR,
    OUTSIDE,
    NOT_KEPT,
    MISSING,
    NOT_YOURS,
    NOTHING,
    SOME_LINES,
)
"""What may stand under ``why`` and is said in the reader's language; all else stands as it is."""

ASKING: Final = ("do", "page", "note")
ANSWERING: Final = ("state", "asked by", "answered", "answer", "why")

Cells = Mapping[str, str]
Words = tuple[str, ...]
"""What people ask with, as they typed it: by it a row is known in the page's history."""


class Request(NamedTuple):
    """An open row."""

    key: str
    do: str
    """One word of ``ACTIONS``, or what was typed instead."""
    titles: tuple[str, ...]
    """The pages named; none means all."""
    words: Words


class Reply(NamedTuple):
    """What became of a request."""

    words: Words
    """The row that it answers, for another may have taken its place meanwhile."""
    state: str
    by: str
    """The account that asked; nothing where nobody knows."""
    page: str = ""
    """Where the answer stands, if it is a page."""
    why: str = ""


Place = tuple[str, str, str]
"""A row's page, region and key."""
Replies = Mapping[Place, Reply]


class Seen(NamedTuple):
    """A revision of a request page."""

    id: int
    parent: int
    user: str
    text: str


def words_of(cells: Cells) -> Words:
    """Return what people typed in a row to ask for something."""
    return tuple(normal(cells.get(name, "")) for name in ASKING)


def action_of(cells: Cells) -> str:
    """Return what a row asks for, as one word."""
    return normal(cells.get("do", "")).lower()


def titles_of(cells: Cells) -> tuple[str, ...]:
    """Return the titles that a row names, apart by semicolons, with or without link brackets."""
    parts = (" ".join(part.replace("_", " ").split()) for part in cells.get("page", "").split(";"))
    titles = (part.strip("[]").strip(" :") for part in parts)
    return tuple(dict.fromkeys(title for title in titles if title))


def keys_of(region: str, rows: Sequence[Cells], written: Iterable[str]) -> list[str]:
    """Return the keys of a region's rows: their own, or new ones that no row has had before."""
    asked = [
        {
            "id": normal(row.get("id", "")),
            "do": f"{region}\n{action_of(row)}",
            **{name: normal(row.get(name, "")) for name in ("page", "note")},
        }
        for row in rows
    ]
    return typed_keys(asked, ASKING, written)


def is_unanswered(cells: Cells) -> bool:
    """Return whether a row asks for something, and nothing is said of what became of it."""
    return any(normal(cells.get(name, "")) for name in ("do", "page")) and not any(
        normal(cells.get(name, "")) for name in ANSWERING
    )


def askers(rows: Sequence[Words], history: Sequence[Seen]) -> list[tuple[str, ...]]:
    """Return, for each of these open rows, the accounts that brought it there as it is now.

    ``history`` is the page's, newest first, and begins with the revision that the rows are from.
    Nobody where it does not tell: where a revision in between cannot be seen, or the row is older
    than what is known. Of equal rows the later ones came when their number rose. With a page that
    was put back as it once was, rows came that others had brought there before: they count too.
    """
    known: dict[int, Counter[Words]] = {}

    def count(at: int, words: Words) -> int:
        if at not in known:
            known[at] = _open_rows(history[at].text)
        return known[at][words]

    ranks: Counter[Words] = Counter()
    found = []
    for words in rows:
        ranks[words] += 1
        has = partial(_is_there, count, words, ranks[words])
        found.append(tuple(dict.fromkeys(_brought(history, has))))
    return found


def _is_there(count: Callable[[int, Words], int], words: Words, rank: int, at: int) -> bool:
    return count(at, words) >= rank


def _brought(history: Sequence[Seen], has: Callable[[int], bool]) -> list[str]:
    """Return who brought a row, from the last who did back to the first that may have meant it.

    ``has`` says whether it stands in a revision, by its place in the history.
    """
    at = 0 if history else None
    users = []
    while at is not None:
        while has(at) and history[at].parent:
            if at + 1 == len(history) or history[at + 1].id != history[at].parent:
                return []
            if not has(at + 1):
                break
            at += 1
        users.append(history[at].user)
        same = (n for n in range(at + 1, len(history)) if history[n].text == history[at].text)
        at = next(same, None)
    return users


def is_put_back(history: Sequence[Seen], user: str) -> bool:
    """Return whether a page is as it was before this account's last edit: then it stays away."""
    before = False
    for seen in history[1:]:
        if before and seen.text == history[0].text:
            return True
        before = before or seen.user == user
    return False


def _open_rows(text: str) -> Counter[Words]:
    """Return how often each open row stands on a page, wherever its regions may begin and end."""
    return Counter(
        words_of(call.cells)
        for call in calls(text, FAMILY)
        if call.name == TEMPLATE and is_unanswered(call.cells)
    )

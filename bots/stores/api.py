"""Reading pages through MediaWiki's API, whoever sends the requests.

``wiki`` sends them with pywikibot, ``web`` with requests; what is asked and what is made of the
answers is the same, and stands here. Answers are in ``formatversion=2``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any, Final
from urllib.parse import unquote

from bots.errors import InvalidTitle
from bots.stores.base import WIKITEXT, Found, Revision
from bots.stores.site_data import site_of
from bots.talk.site import Site

LOCAL: Final = "127.0.0.1"
"""The host of wikis on this machine, of which less is asked."""
Answer = dict[str, Any]
Call = Callable[[Mapping[str, str]], Answer]
"""Sends one request and returns its answer; raises a ConsultationError where it says so."""

_CONTENT: Final = {
    "prop": "revisions",
    "rvprop": "ids|timestamp|user|comment|content",
    "rvslots": "main",
}
# The API would read "A|B" as two titles, and "A#B" as A.
_NEVER: Final = re.compile(r"[|#\x00-\x1f\x7f\ufffd]|^[ _]*$")


def impossible(title: str) -> str:
    """Return why a title cannot even be asked for, or nothing; the wiki knows more reasons."""
    if bad := _NEVER.search(title):
        return f"a title cannot contain {bad[0]!r}" if bad[0].strip(" _") else "a title is missing"
    return ""


class ApiPages:
    """The pages of a wiki as its API tells of them: the reading half of a Store."""

    host: str
    """The wiki's host, without a port."""

    def __init__(self, call: Call, batch: int = 50) -> None:
        """``batch`` is how many titles the account may name in one request: 50 or 500."""
        self._call = call
        self._batch = batch

    def read(self, titles: Iterable[str]) -> Iterator[tuple[str, Revision | None]]:
        """Yield each title as asked for, once, in order, with its latest revision or None."""
        waiting = _once(titles)
        while asked := list(islice(waiting, self._batch)):
            yield from self._read(asked)

    def revision(self, number: int) -> Revision | None:
        """Return a revision by its number, or None where it is gone or hidden."""
        for query in self._queries({**_CONTENT, "revids": str(number)}):
            for page in query.get("pages", ()):
                for one in _revisions(page):
                    return one
        return None

    def pages_of(self, revisions: Iterable[int]) -> Mapping[int, str]:
        """Return the titles of the pages of these revisions, of those that exist."""
        return {int(one["revid"]): title for title, one in self._numbered(revisions)}

    def times_of(self, revisions: Iterable[int]) -> Mapping[int, datetime]:
        """Return when these revisions were made, of those that exist."""
        return {
            int(one["revid"]): datetime.fromisoformat(one["timestamp"])
            for _, one in self._numbered(revisions)
        }

    def _numbered(self, revisions: Iterable[int]) -> Iterator[tuple[str, Answer]]:
        waiting = iter(dict.fromkeys(revisions))
        while asked := list(islice(waiting, self._batch)):
            ask = {"prop": "revisions", "rvprop": "ids|timestamp"}
            for query in self._queries({**ask, "revids": "|".join(map(str, asked))}):
                for page in query.get("pages", ()):
                    yield from ((page["title"], one) for one in page.get("revisions", ()))

    def titles(self, prefix: str = "") -> Iterator[str]:
        """Yield the titles of the pages that begin with ``prefix``, sorted; redirects included."""
        found: set[str] = set()
        for space, start in self._spaces(unicodedata.normalize("NFC", prefix).replace("_", " ")):
            found.update(self._listed("allpages", "ap", apnamespace=str(space), apprefix=start))
        yield from sorted(found)

    def using(self, template: str) -> Iterator[str]:
        """Yield, sorted, the titles of the pages that transclude ``Template:<template>``."""
        title = f"Template:{template}"
        yield from sorted(set(self._listed("embeddedin", "ei", eititle=title)))

    def found(self, template: str) -> list[Found]:
        """Return the pages that transclude a template, sorted, with what ``using`` leaves out.

        In the same requests the wiki is asked whether an edit would be allowed, which tells
        translations, which Translate alone may write, from pages.
        """
        ask = {
            "generator": "embeddedin",
            "geititle": f"Template:{template}",
            "geilimit": "max",
            "prop": "info",
            "intestactions": "edit",
            "intestactionsdetail": "full",
        }
        pages: dict[str, Answer] = {}
        for query in self._queries(ask):
            for page in query.get("pages", ()):
                pages.setdefault(page["title"], {}).update(page)
        return [_found(pages[title]) for title in sorted(pages)]

    def history(self, title: str, limit: int = 50) -> Iterator[Revision]:
        """Yield the revisions of a page, newest first; those whose text is hidden are left out."""
        return self._history(title, limit)

    def edits_by(self, user: str, title: str, limit: int = 50) -> Iterator[Revision]:
        """Yield the revisions of a page that one account made, as ``history`` does all."""
        return self._history(title, limit, rvuser=user)

    def talk_title(self, title: str) -> str:
        """Return the title of a page's talk page, in the wiki's own names."""
        name, colon, rest = title.partition(":")
        space = self._space(name) if colon else None
        number, rest = (0, title) if space is None else (space, rest.lstrip(" "))
        if number % 2:
            return title if number > 0 else ""
        talk = self.siteinfo["namespaces"].get(str(number + 1))
        return f"{talk['name']}:{rest}" if talk else ""

    def _history(self, title: str, limit: int, **more: str) -> Iterator[Revision]:
        if _NEVER.search(title):
            return
        left = limit
        ask = {**_CONTENT, "titles": title, "rvlimit": str(min(limit, self._batch)), **more}
        for query in self._queries(ask):
            for page in query.get("pages", ()):
                for one in islice(_revisions(page), left):
                    left -= 1
                    yield one
            if left <= 0:
                return

    @property
    def clock(self) -> datetime:
        """What time it is for the wiki; asked anew each time."""
        answer = self._call({"action": "query", "curtimestamp": "1"})
        return datetime.fromisoformat(answer["curtimestamp"])

    @property
    def is_remote(self) -> bool:
        """Whether the wiki is on another machine."""
        return self.host != LOCAL

    def protection(self, title: str) -> str:
        """Return who alone may edit or create a page, such as ``sysop``; nothing for everybody."""
        ask = {"prop": "info", "inprop": "protection", "titles": title}
        for query in self._queries(ask):
            for page in query.get("pages", ()):
                for one in page.get("protection", ()):
                    if one.get("type") in ("edit", "create"):
                        return str(one.get("level", ""))
        return ""

    @cached_property
    def siteinfo(self) -> Answer:
        """What the wiki says of itself; asked once."""
        properties = "general|namespaces|namespacealiases|specialpagealiases|extensions"
        answer = self._call({"action": "query", "meta": "siteinfo", "siprop": properties})
        query: Answer = answer["query"]
        return query

    @cached_property
    def site(self) -> Site:
        """How people sign on this wiki."""
        return site_of(self.host, self.siteinfo)

    def _read(self, asked: list[str]) -> Iterator[tuple[str, Revision | None]]:
        sent = {title: unicodedata.normalize("NFC", title) for title in asked}
        possible = dict.fromkeys(name for name in sent.values() if not _NEVER.search(name))
        proper: dict[str, str] = {}
        pages: dict[str, Revision] = {}
        if possible:
            for query in self._queries({**_CONTENT, "titles": "|".join(possible)}):
                proper.update(_normalized(query))
                for page in query.get("pages", ()):
                    pages.update((one.title, one) for one in _revisions(page))
        for title in asked:
            name = sent[title]
            yield title, pages.get(proper.get(name, name)) if name in possible else None

    def _listed(self, module: str, prefix: str, **options: str) -> Iterator[str]:
        """Yield the titles that one of the API's lists holds; none for an impossible title."""
        ask = {"list": module, f"{prefix}limit": "max", **options}
        try:
            for query in self._queries(ask):
                for page in query.get(module, ()):
                    yield page["title"]
        except InvalidTitle:
            return

    def _queries(self, ask: Mapping[str, str]) -> Iterator[Answer]:
        """Yield the parts of an answer, for a long one is cut by the wiki."""
        going_on: dict[str, str] = {}
        while True:
            answer = self._call({"action": "query", **ask, **going_on})
            yield answer.get("query", {})
            if "continue" not in answer:
                return
            going_on = {key: str(value) for key, value in answer["continue"].items()}

    def _spaces(self, prefix: str) -> Iterator[tuple[int, str]]:
        """Yield each namespace that can have such titles, and what they begin with in it."""
        names = {
            int(space["id"]): str(space["name"]) + (":" if space["name"] else "")
            for space in self.siteinfo["namespaces"].values()
            if int(space["id"]) >= 0
        }
        word, colon, rest = prefix.partition(":")
        if colon and (space := self._space(word)) is not None:
            yield space, rest.lstrip(" ")
            return
        for space, name in names.items():
            if not name:
                yield space, prefix
            elif name.casefold().startswith(prefix.casefold()):
                yield space, ""

    def _space(self, word: str) -> int | None:
        """Return the namespace that a word before a colon means, in any of its names."""
        wanted = word.strip(" ").casefold()
        for space in self.siteinfo["namespaces"].values():
            if wanted in (space["name"].casefold(), space.get("canonical", "").casefold()):
                return int(space["id"]) if wanted else None
        for alias in self.siteinfo.get("namespacealiases", ()):
            if wanted == alias["alias"].casefold():
                return int(alias["id"])
        return None


def _once(titles: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for title in titles:
        if title not in seen:
            seen.add(title)
            yield title


def _normalized(query: Answer) -> dict[str, str]:
    """Return the wiki's spelling of each title that it spells otherwise."""
    return {
        unquote(change["from"]) if change.get("fromencoded") else change["from"]: change["to"]
        for change in query.get("normalized", ())
    }


def _revisions(page: Answer) -> Iterator[Revision]:
    """Yield the revisions in one page's part of an answer; a hidden one has no text to give."""
    for one in page.get("revisions", ()):
        content = one.get("slots", {}).get("main", {})
        if "content" in content:
            yield Revision(
                title=page["title"],
                id=one["revid"],
                text=content["content"],
                user=one.get("user", ""),
                timestamp=datetime.fromisoformat(one["timestamp"]),
                summary=one.get("comment", ""),
                parent=one.get("parentid", 0),
                model=content.get("contentmodel", WIKITEXT),
            )


def _found(page: Answer) -> Found:
    refusals = page.get("actions", {}).get("edit", [])
    return Found(
        title=page["title"],
        revision=page.get("lastrevid", 0),
        redirect=bool(page.get("redirect")),
        language=page.get("pagelanguage", ""),
        refusal=refusals[0].get("code", "refused") if refusals else "",
    )

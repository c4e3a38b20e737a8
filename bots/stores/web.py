"""A public wiki read by its address: no account, no settings, nothing is ever written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from bots.errors import StoreError, UsageError
from bots.stores.api import Answer, ApiPages
from bots.stores.api_errors import error_of
from bots.stores.base import Revision
from bots.stores.polite import Reader

_USUAL: Final = ("/w/api.php", "/api.php", "/wiki/api.php", "/mediawiki/api.php")
"""Where api.php is on most wikis, for pages that do not say."""
_PAGE_NAME: Final = re.compile(r'"wgPageName":("(?:[^"\\]|\\.)*")')


class WebStore(ApiPages):
    """The pages of the wiki whose API has this address: the reading half of a Store."""

    def __init__(self, api: str, reader: Reader | None = None) -> None:
        self.api = api
        self.host = urlsplit(api).hostname or ""
        self.name = f"web:{api}"
        self.user = ""
        self._reader = reader or Reader()
        super().__init__(self._asked)

    def save(
        self, title: str, text: str, *, base: Revision | None, summary: str, minor: bool = False
    ) -> Revision:
        """Raise StoreError: whoever reads a wiki by its address has no account there."""
        del text, base, summary, minor
        raise StoreError(
            f"{self.host} is read only here", mend="use --store wiki to edit", title=title
        )

    def _asked(self, ask: Mapping[str, str]) -> Answer:
        answer = self._reader.ask(self.api, {**ask, "format": "json", "formatversion": "2"})
        try:
            facts = answer.json()
        except ValueError as error:
            raise StoreError(f"{self.api} is not the API of a wiki") from error
        if not isinstance(facts, dict):
            raise StoreError(f"{self.api} is not the API of a wiki")
        if problem := facts.get("error"):
            raise error_of(str(problem.get("code")), str(problem.get("info", "")), "", problem)
        return facts


def open_url(url: str, reader: Reader | None = None) -> tuple[WebStore, str]:
    """Return the wiki that a page's address belongs to, and the page's title there.

    ``https://HOST/wiki/Talk:X``, ``…/index.php?title=Talk:X&action=history`` and whatever else
    shows the page will do. Raises UsageError where no MediaWiki is found.
    """
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise UsageError(f"{url} is no address of a web page", mend="give one with https://")
    reader = reader or Reader()
    place, head = reader.head_of(url)
    for api in _candidates(place, head):
        store = WebStore(api, reader)
        try:
            general: Mapping[str, Any] = store.siteinfo["general"]
        except (StoreError, KeyError):
            continue
        title = _title(url, general) or _title(place, general) or _page_name(head)
        if not title:
            raise UsageError(f"{url} names no page", mend="give the address of a talk page")
        return store, title
    raise UsageError(
        f"no MediaWiki is found at {url}",
        mend="give the address of a page of a wiki, such as https://meta.wikimedia.org/wiki/Talk:X",
    )


def _candidates(place: str, head: str) -> Iterator[str]:
    """Yield the addresses at which the API may be, the one that the page tells first."""
    links = _Links()
    links.feed(head)
    if links.edit:
        yield urljoin(place, links.edit).partition("?")[0]
    else:
        yield from (urljoin(place, usual) for usual in _USUAL)


class _Links(HTMLParser):
    """Finds ``<link rel="EditURI" href="//host/w/api.php?action=rsd">``."""

    edit = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the address, if this is that link."""
        facts = dict(attrs)
        if tag == "link" and facts.get("rel") == "EditURI":
            self.edit = facts.get("href") or ""


def _title(url: str, general: Mapping[str, Any]) -> str:
    """Return the title that an address names, by the wiki's own way of making addresses."""
    parts = urlsplit(url)
    if named := parse_qs(parts.query).get("title"):
        return named[0].replace("_", " ")
    before, _, after = urlsplit(str(general["articlepath"])).path.partition("$1")
    path = parts.path
    if before and path.startswith(before) and path.endswith(after):
        return unquote(path[len(before) : len(path) - len(after)]).replace("_", " ")
    return ""


def _page_name(head: str) -> str:
    """Return the title that the page's own HTML tells, for addresses of another form."""
    found = _PAGE_NAME.search(head)
    return str(json.loads(found[1])).replace("_", " ") if found else ""

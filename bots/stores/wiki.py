"""A wiki as a store, reached with pywikibot: the pages that people edit.

pywikibot's pages are not used. Between reading a page and saving it they fetch the page's state
anew for many harmless-looking reasons, and then save over edits made in between. Here text and
revision come in one answer, and every save names the revision that its text was made from.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from bots.errors import (
    Conflict,
    ConsultationError,
    InvalidTitle,
    Missing,
    Stopped,
    StoreError,
    UsageError,
)
from bots.stores import pywiki
from bots.stores.account import Account, account_of, findings
from bots.stores.api import Answer, ApiPages, impossible
from bots.stores.api_errors import GONE, error_of
from bots.stores.base import Revision
from bots.stores.credentials import Credentials, credentials
from bots.stores.pace import Pace
from bots.stores.pywiki_errors import exceptions, own_errors
from bots.stores.texts import as_saved

_LARGEST: Final = 2048 * 1024
"""MediaWiki's own $wgMaxArticleSize, in bytes; a wiki says in its siteinfo if it has another."""
_LONGEST_SUMMARY: Final = 500
_EXPANDED: Final = re.compile(r"~~~|\bsubst:|\[\[[^\[\]\n]*\|\s*\]\]|\[\[\|", re.IGNORECASE)
"""What MediaWiki writes otherwise when it saves; where it may, what stands there is read."""
_QUOTED: Final = re.compile(r"<nowiki>[^<]*</nowiki>")
"""Where it writes nothing otherwise: pages of statements are full of other people's words."""


class WikiStore(ApiPages):
    """A wiki's pages. See ``bots.stores.base.Store`` for what each method promises.

    ``site`` is pywikibot's, logged in. Where somebody else changed other lines since ``base``,
    MediaWiki merges, and what ``save`` returns says what stands there now.
    """

    def __init__(self, site: Any) -> None:
        self._site = site
        self.user = str(site.user())
        self.name = f"wiki:{site.hostname()}"
        self.host = urlsplit(f"//{site.hostname()}").hostname or ""
        self._fit = False
        self.pace: Pace | None = getattr(site, "throttle", None)
        """Its waiting, which this run shares."""
        super().__init__(self._read_only, batch=500 if site.has_right("apihighlimits") else 50)

    @property
    def account(self) -> Account:
        """Who is logged in, with which rights; asked anew each time."""
        ask = {"action": "query", "meta": "userinfo", "uiprop": "groups|rights|blockinfo"}
        return account_of(self._call(ask)["query"]["userinfo"])

    @property
    def credentials(self) -> Credentials:
        """How it was logged in, by pywikibot's files."""
        return credentials(sys.modules["pywikibot"].config, self._site)

    def save(
        self, title: str, text: str, *, base: Revision | None, summary: str, minor: bool = False
    ) -> Revision:
        """Save a text made from ``base`` and return the revision it became."""
        if problem := impossible(title):
            raise InvalidTitle(problem, mend="choose another title", title=title)
        text = as_saved(text)
        if base is not None and text == as_saved(base.text):
            return base
        self._check_size(title, text)
        self._check_account()
        ask = {
            "title": title,
            "text": text,
            "summary": summary,
            "watchlist": "nochange",
            # Never a default, for that may be the account's preference.
            "minor" if minor else "notminor": "1",
            "bot": "1",
            # With assert=bot (bots.stores.pywiki) the wiki itself looks at every edit, whatever
            # has become of session and rights.
            "assertuser": self.user,
        }
        if base is None:
            ask["createonly"] = "1"
        else:
            ask |= {"nocreate": "1", "baserevid": str(base.id)}
        lost = False
        while True:
            try:
                done = self._edit(ask, title)
            except pywiki.Unanswered:
                # Each of them has waited, so that the budget of waiting ends this.
                lost = True
                if made := self._made(title, text, base, summary):
                    return made
            except Conflict as conflict:
                if lost and (made := self._made(title, text, base, summary)):
                    return made
                raise self._explained(conflict, base) from None
            else:
                return self._outcome(done, title, text, base, summary)

    def templates_on(self, titles: list[str], templates: list[str]) -> dict[str, frozenset[str]]:
        """Return which of these templates each page transcludes; see ``bots.stores.base``."""
        found: dict[str, set[str]] = {title: set() for title in titles}
        for start in range(0, len(titles), self._batch):
            ask = {
                "prop": "templates",
                "titles": "|".join(titles[start : start + self._batch]),
                "tllimit": "max",
                "tlnamespace": "10",
            }
            if templates:
                ask["tltemplates"] = "|".join(f"Template:{name}" for name in templates)
            for query in self._queries(ask):
                for page in query.get("pages", ()):
                    names = (one["title"].partition(":")[2] for one in page.get("templates", ()))
                    found.setdefault(page["title"], set()).update(names)
        return {title: frozenset(names) for title, names in found.items()}

    def _check_size(self, title: str, text: str) -> None:
        size = len(text.encode())
        largest = _LARGEST
        if size > _LARGEST // 4:
            largest = int(self.siteinfo["general"].get("maxarticlesize", _LARGEST))
        if size > largest:
            raise StoreError(
                f"the page would be larger than the wiki allows: {size:,} bytes of {largest:,}",
                mend="split it",
                title=title,
            )

    def _check_account(self) -> None:
        """Raise before the first edit where this is not an account that should write here.

        What the wiki said at the login counts; each edit makes it look again.
        """
        if self._fit:
            return
        account = account_of(self._site.userinfo)
        if account.name != self.user:
            raise UsageError(f"{account.name} is logged in, and {self.user} was meant")
        if account.block:
            raise Stopped(f"{account.name} is blocked: {account.block}", "talk to who blocked it")
        wrong = [one for one in findings(account) if not one.right and not one.harmless]
        if wrong:
            words = "; ".join(one.what for one in wrong)
            raise UsageError(
                f"nothing is saved on {self.host}: {words}",
                mend="; ".join(dict.fromkeys(one.mend for one in wrong if one.mend)),
            )
        if "noratelimit" not in account.rights:
            self._slow_down()
        self._fit = True

    def _slow_down(self) -> None:
        """Pace the edits so that the limit which the wiki sets this account is never reached."""
        ask = {"action": "query", "meta": "userinfo", "uiprop": "ratelimits"}
        limits = self._call(ask)["query"]["userinfo"].get("ratelimits", {}).get("edit", {})
        # A little slower, for it is not known when the wiki begins to count.
        slowest = max((1.1 * one["seconds"] / one["hits"] for one in limits.values()), default=0.0)
        if self.pace:
            self.pace.between = max(self.pace.between, slowest)

    def _edit(self, ask: Mapping[str, str], title: str) -> Answer:
        """Return what the wiki says of an edit that it took; raise where it took none."""
        # A function's arguments, not a parameter string: there a "|" would be a separator.
        values = {key: [value] for key, value in ask.items()}
        with own_errors(title):
            try:
                answer = self._submit_edit(values)
            except exceptions().APIError as error:
                if error.code != "badtoken":
                    raise
                # After logging in again pywikibot takes the login's token for the edit's.
                self._site.tokens.clear()
                answer = self._submit_edit(values)
        done: Answer = answer.get("edit", {})
        if done.get("result") == "Success":
            return done
        code = "captcha" if "captcha" in done else str(done.get("code", "unknown"))
        raise error_of(code, str(done.get("info", "")), title, done)

    def _submit_edit(self, values: Mapping[str, list[str]]) -> Answer:
        token = self._site.tokens["csrf"]
        return pywiki.submit(self._site, {"action": "edit", **values, "token": token}, False)

    def _outcome(
        self, done: Answer, title: str, text: str, base: Revision | None, summary: str
    ) -> Revision:
        """Return the revision that an edit made; it is read only where the answer does not say."""
        if "nochange" not in done:
            merged = int(done.get("oldrevid", 0)) != (base.id if base else 0)
            # The wiki writes a summary of its own where there is none, and cuts a long one.
            known = 0 < len(summary.strip()) <= _LONGEST_SUMMARY
            known = known and not _EXPANDED.search(_QUOTED.sub("", text))
            if known and not merged:
                return Revision(
                    title=str(done["title"]),
                    id=int(done["newrevid"]),
                    text=text,
                    user=self.user,
                    timestamp=datetime.fromisoformat(done["newtimestamp"]),
                    summary=summary.strip(),
                    parent=int(done.get("oldrevid", 0)),
                )
            if made := self.revision(int(done["newrevid"])):
                return made
        latest = dict(self.read([title]))[title]
        if latest is None:
            raise Missing("the page was deleted as soon as it was saved", title=title)
        return latest

    def _made(self, title: str, text: str, base: Revision | None, summary: str) -> Revision | None:
        """Return the revision that this very save made although its answer was lost, or None.

        The summary names the run, and a run makes a page from one base once.
        """
        for revision in self.history(title, limit=20):
            if base is not None and revision.id <= base.id:
                break
            same = as_saved(revision.text) == text or revision.summary == summary.strip() != ""
            if revision.user == self.user and same:
                return revision
        return None

    def _explained(self, conflict: Conflict, base: Revision | None) -> ConsultationError:
        """Return what became of the page that could not be saved."""
        latest = dict(self.read([conflict.title]))[conflict.title]
        if latest is None:
            return Missing(*GONE, title=conflict.title)
        conflict.revision = latest.id
        if latest.redirect and base is not None and not base.redirect:
            conflict.problem = f"the page was moved to {latest.redirect}"
            conflict.mend = "go on under the new title"
        return conflict

    def _read_only(self, ask: Mapping[str, str]) -> Answer:
        with own_errors():
            return pywiki.submit(self._site, ask, True)

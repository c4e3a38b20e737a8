"""A wiki as a store, reached with pywikibot: the pages that people edit.

pywikibot's pages are not used. Between reading a page and saving it they fetch the page's state
anew for many harmless-looking reasons, and then save over edits made in between. Here text and
revision come in one answer, and every save names the revision that its text was made from.

pywikibot is imported when a store is opened, for its configuration is read while it is imported.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from bots import __version__
from bots.errors import Conflict, ConsultationError, InvalidTitle, Missing, TryLater, UsageError
from bots.stores.api import Answer, ApiPages, impossible
from bots.stores.api_errors import error_of
from bots.stores.base import Revision
from bots.stores.texts import as_saved

_SAFE_HOST: Final = "127.0.0.1"
"""Until saving is proven safe, nothing is saved anywhere else."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a wiki says of the account that is logged in."""

    name: str
    groups: frozenset[str]
    rights: frozenset[str]
    block: str = ""
    """Why it is blocked, or nothing."""


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
        many = site.has_right("apihighlimits")
        super().__init__(self._read_only, batch=500 if many else 50)

    @property
    def account(self) -> Account:
        """Who is logged in, with which rights; asked anew each time."""
        ask = {"action": "query", "meta": "userinfo", "uiprop": "groups|rights|blockinfo"}
        facts = self._call(ask)["query"]["userinfo"]
        block = str(facts.get("blockreason") or "no reason given") if "blockid" in facts else ""
        return Account(facts["name"], frozenset(facts["groups"]), frozenset(facts["rights"]), block)

    def save(
        self, title: str, text: str, *, base: Revision | None, summary: str, minor: bool = False
    ) -> Revision:
        """Save a text made from ``base`` and return the revision it became."""
        if problem := impossible(title):
            raise InvalidTitle(problem, mend="choose another title", title=title)
        if self.host != _SAFE_HOST:
            raise UsageError(
                f"nothing is saved on {self.host} yet, only on this machine's own wiki",
                mend="look at what would change with --simulate",
            )
        text = as_saved(text)
        if base is not None and text == as_saved(base.text):
            return base
        ask = {
            "title": title,
            "text": text,
            "summary": summary,
            "watchlist": "nochange",
            # Never a default, for that may be the account's preference.
            "minor" if minor else "notminor": "1",
            "bot": "1",
            "assertuser": self.user,
        }
        if base is None:
            ask["createonly"] = "1"
        else:
            ask |= {"nocreate": "1", "baserevid": str(base.id)}
        try:
            done = self._edit(ask, title)
        except Conflict as conflict:
            return self._after_conflict(conflict, text, base)
        made = None if "nochange" in done else self.revision(int(done["newrevid"]))
        # What stands there is asked for, because the wiki may have merged or expanded something.
        latest = made or dict(self.read([title]))[title]
        if latest is None:
            raise Missing("the page was deleted as soon as it was saved", title=title)
        return latest

    def _edit(self, ask: Mapping[str, str], title: str) -> Answer:
        """Return what the wiki says of an edit that it took; raise where it took none."""
        # A function's arguments, not a parameter string: there a "|" would be a separator.
        values = {key: [value] for key, value in ask.items()}
        with _own_errors(title):
            try:
                answer = self._submit_edit(values)
            except _exceptions().APIError as error:
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
        return _submit(self._site, {"action": "edit", **values, "token": token}, False)

    def _after_conflict(self, conflict: Conflict, text: str, base: Revision | None) -> Revision:
        """Return the revision that this very save made, or raise what became of the page."""
        latest = dict(self.read([conflict.title]))[conflict.title]
        if latest is None:
            raise Missing(
                "the page was deleted", mend="create it only if it should be", title=conflict.title
            ) from conflict
        ours = latest.user == self.user and latest.text == text
        if ours and latest.parent == (base.id if base else 0):
            # The answer to the first attempt was lost, and pywikibot sent the edit again.
            return latest
        conflict.revision = latest.id
        if latest.redirect and base is not None and not base.redirect:
            conflict.problem = f"the page was moved to {latest.redirect}"
            conflict.mend = "go on under the new title"
        raise conflict

    def _read_only(self, ask: Mapping[str, str]) -> Answer:
        with _own_errors():
            return _submit(self._site, ask, True)


def open_local(api: str, user: str, directory: Path) -> WikiStore:
    """Return the store of a wiki on this machine, such as the sandbox; no user-config.py is read.

    ``directory`` is pywikibot's: it has ``user-password.py``, and cookies and caches go there.
    """
    pywikibot = _pywikibot(directory)
    url = urlsplit(api)
    family = f"local{url.port or 80}"
    config = pywikibot.config
    config.base_dir = str(directory)
    # pywikibot makes this file once a process, and a second directory would lack it.
    (directory / "throttle.ctrl").touch()
    config.password_file = str(directory / "user-password.py")
    config.family_files[family] = api
    config.usernames[family]["*"] = user
    config.put_throttle = config.minthrottle = 0
    config.enable_GET_without_SSL = True
    return _logged_in(pywikibot.Site(family, family))


def open_configured(family: str = "", code: str = "") -> WikiStore:
    """Return the store of a wiki that the user's ``user-config.py`` names; its default one."""
    pywikibot = _pywikibot(None)
    config = pywikibot.config
    if not Path(config.base_dir, config.user_config_file).is_file():
        raise _no_configuration()
    family, code = family or config.family, code or config.mylang
    names = config.usernames.get(family, {})
    if not (names.get(code) or names.get("*")):
        raise UsageError(
            f"no account is named for {family}:{code} in {config.base_dir}/user-config.py",
            mend="see user-config.py.sample",
        )
    return _logged_in(pywikibot.Site(code, family))


def _pywikibot(directory: Path | None) -> Any:
    """Return pywikibot, configured to give up in minutes and to ask nobody anything."""
    new = "pywikibot" not in sys.modules
    if new and directory is not None:
        # Else it would make a directory in the user's home and keep its files where it runs.
        os.environ.setdefault("PYWIKIBOT_NO_USER_CONFIG", "2")
        os.environ.setdefault("PYWIKIBOT_DIR", str(directory))
    try:
        import pywikibot
    except RuntimeError as error:
        raise _no_configuration() from error
    if new:
        _quieten(pywikibot)
    config = pywikibot.config
    config.write_maxlag = 5
    config.max_retries = 4
    config.retry_max = 60
    config.solve_captcha = False
    if not config.user_agent_description:
        config.user_agent_description = f"consultation-bots/{__version__}"
    return pywikibot


def _no_configuration() -> UsageError:
    return UsageError(
        "pywikibot finds no user-config.py",
        mend="copy user-config.py.sample, or set PYWIKIBOT_DIR to the directory that has one",
    )


def _quieten(pywikibot: Any) -> None:
    """Leave pywikibot's messages to the logging of whoever runs this, without debugging's.

    It would write them to the terminal among ours; and debugging writes passwords.
    """
    pywikibot.bot.init_handlers()
    logger = logging.getLogger("pywiki")
    for handler in [*logger.handlers]:
        logger.removeHandler(handler)
    logger.addHandler(logging.NullHandler())
    logger.setLevel(logging.INFO)
    logger.propagate = True
    logging.captureWarnings(False)


def _logged_in(site: Any) -> WikiStore:
    with _own_errors():
        site.login()
        if not site.logged_in():
            raise UsageError(
                f"logging in to {site.hostname()} as {site.username()} failed",
                mend="check the bot password in pywikibot's password file",
            )
        return WikiStore(site)


def _submit(site: Any, ask: Mapping[str, Any], use_get: bool) -> Answer:
    from pywikibot.data.api import Request

    request = Request(site=site, use_get=use_get, parameters={**ask, "formatversion": "2"})
    answer: Answer = request.submit()
    return answer


def _exceptions() -> Any:
    from pywikibot import exceptions

    return exceptions


@contextmanager
def _own_errors(title: str = "") -> Iterator[None]:
    """Raise this project's errors in place of pywikibot's."""
    exceptions = _exceptions()
    try:
        yield
    except ConsultationError:
        raise
    except exceptions.APIError as error:
        raise error_of(error.code, error.info, title, error.other) from error
    except (exceptions.NoUsernameError, EOFError) as error:
        raise UsageError(
            "the wiki does not accept the account's name or password",
            mend="make a new bot password and put it in pywikibot's password file",
        ) from error
    except exceptions.ClientError as error:
        raise UsageError(f"the wiki refuses to answer: {error}", title=title) from error
    except (exceptions.Error, OSError, KeyError) as error:
        # Time-outs, lag for ever, broken connections, answers that are none.
        words = str(error).strip().partition("\n")[0]
        raise TryLater(
            f"the wiki does not answer as it should: {words}", mend="try again later", title=title
        ) from error

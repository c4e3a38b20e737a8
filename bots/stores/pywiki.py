"""pywikibot as this project uses it: quiet, patient within a budget, and asking nobody anything.

It keeps what it is good at: configuration, logging in, sessions, tokens, the form of requests.
Three things are replaced, all of them here: its throttle (by ``bots.stores.pace``), its retrying
(15 times and up to 20 minutes, for permanent errors as well, and an edit is sent again without
looking whether the first one arrived), and its sleeping at a login that is refused.

pywikibot is imported when a wiki is opened, for its configuration is read while it is imported.
"""

from __future__ import annotations

import logging
import os
import stat
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from bots import __version__
from bots.errors import ConsultationError, TryLater, UsageError
from bots.stores import redaction
from bots.stores.api import LOCAL
from bots.stores.credentials import check_library, oauth_secrets
from bots.stores.pace import BETWEEN_EDITS, READ_TIMEOUT, Pace

_RETRY_AFTER: Final = "Retry-After"


class Unanswered(Exception):
    """An edit was sent, and nobody knows whether the wiki made it. The wait is over already."""


class _Unwell(Exception):
    """The wiki gave no proper answer; another attempt may help."""

    def __init__(self, trouble: str, after: float = 0.0) -> None:
        super().__init__(trouble)
        self.after = after


def load(directory: Path | None) -> Any:
    """Return pywikibot, configured for this process.

    ``directory`` stands for the user's own, so that no user-config.py is read.
    """
    redaction.install()
    new = "pywikibot" not in sys.modules
    if new and directory is not None:
        # Else it would make a directory in the user's home and keep its files where it runs.
        os.environ.setdefault("PYWIKIBOT_NO_USER_CONFIG", "2")
        os.environ.setdefault("PYWIKIBOT_DIR", str(directory))
    if new and directory is None:
        refuse_open_file(Path(os.environ.get("PYWIKIBOT_DIR") or ".", "user-config.py"))
    try:
        import pywikibot
    except RuntimeError as error:
        raise no_configuration() from error
    except (SyntaxError, NameError, LookupError, TypeError, ValueError) as error:
        raise _unreadable(error) from None
    if new:
        _quieten(pywikibot)
    config = pywikibot.config
    config.read_maxlag = config.write_maxlag = 5
    # How often is not counted: the budget of time is what ends it.
    config.max_retries = sys.maxsize
    config.socket_timeout = (6.05, READ_TIMEOUT)
    config.solve_captcha = False
    if not config.user_agent_description:
        config.user_agent_description = f"consultation-bots/{__version__}"
    return pywikibot


def connect(code: str, family: str, pace: Pace) -> Any:
    """Return pywikibot's site, logged in, which waits by this pace: a new one for each run."""
    pywikibot = sys.modules["pywikibot"]
    from pywikibot.site import APISite, _basesite

    check_library(pywikibot.config)
    # A new site sends its first request while it is made.
    vars(_basesite)["Throttle"] = lambda _site: pace
    setattr(APISite, "_request_class", staticmethod(_class_of))  # noqa: B010
    site = pywikibot.Site(code, family)
    site._throttle = pace  # noqa: SLF001
    host = urlsplit(f"//{site.hostname()}").hostname or ""
    if host != LOCAL:
        pace.between = max(BETWEEN_EDITS, float(pywikibot.config.put_throttle))
    # At a login that is refused for a while pywikibot would sleep as long as the wiki says.
    vars(pywikibot)["sleep"] = pace.wait
    password_file = Path(pywikibot.config.base_dir, pywikibot.config.password_file or "")
    redaction.hide_those_in(password_file)
    for secret in oauth_secrets(pywikibot.config):
        redaction.hide(secret)
    # Who is logged in is asked now, not remembered from a run before in this process; nor are its
    # tokens, for a session may have ended since.
    del site.userinfo
    site.tokens.clear()
    site.login()
    if not site.logged_in():
        raise UsageError(
            f"logging in to {site.hostname()} as {site.username()} failed",
            mend="check the bot password in pywikibot's password file, or the tokens of OAuth in"
            " user-config.py",
        )
    return site


def submit(site: Any, ask: Mapping[str, Any], use_get: bool) -> dict[str, Any]:
    """Send one request and return its answer; raises pywikibot's errors, and Unanswered."""
    request = _classes()[0](site=site, use_get=use_get, parameters={**ask, "formatversion": "2"})
    answer: dict[str, Any] = request.submit()
    return answer


def no_configuration() -> UsageError:
    """Return the error of a process that finds no configuration."""
    return UsageError(
        "pywikibot finds no user-config.py",
        mend="copy user-config.py.sample, or set PYWIKIBOT_DIR to the directory that has one",
    )


def _unreadable(error: Exception) -> UsageError:
    """Return the error of a configuration that Python cannot run.

    It quotes no line, for a secret may stand there; of a variable that is not set, its name.
    """
    what = f"{type(error).__name__} {error}" if isinstance(error, KeyError | NameError) else ""
    line = f", line {error.lineno}" if isinstance(error, SyntaxError) else ""
    return UsageError(
        f"pywikibot cannot read user-config.py ({what or type(error).__name__}{line})",
        "mend that file; where it takes secrets from variables, set them",
    )


def refuse_open_file(path: Path) -> None:
    """Raise UsageError where anybody may write this configuration: pywikibot would pass it over.

    Then it would go on with its defaults, another wiki and nobody's account.
    """
    if path.is_file() and path.stat().st_mode & stat.S_IWOTH:
        raise UsageError(
            "anybody may write this file, so it is not trusted",
            f"chmod 600 {path}",
            title=str(path),
        )


def _quieten(pywikibot: Any) -> None:
    """Leave pywikibot's messages to the logging of whoever runs this, without debugging's.

    It would write them to the terminal among ours.
    """
    pywikibot.bot.init_handlers()
    logger = logging.getLogger("pywiki")
    for handler in [*logger.handlers]:
        logger.removeHandler(handler)
    logger.addHandler(logging.NullHandler())
    logger.setLevel(logging.INFO)
    logger.propagate = True
    logging.captureWarnings(False)


def _class_of(kwargs: Mapping[str, Any]) -> Any:
    """Return the class that pywikibot's own requests are made of, logging in included."""
    return _classes()[1 if kwargs.get("expiry") is not None else 0]


class _Patient:
    """What is put before pywikibot's requests: waiting by the pace, and edits that are sent once.

    The methods take the place of pywikibot's own of these names, and nothing else is touched.
    """

    action: str
    site: Any
    last_error: dict[str, Any]

    def _add_defaults(self) -> None:
        super()._add_defaults()  # type: ignore[misc]
        if self.action == "edit":
            # It would only assert that somebody is logged in, whatever was asked for.
            self["assert"] = "bot"  # type: ignore[index]

    def submit(self) -> dict[str, Any]:
        pace = self.site.throttle
        while True:
            try:
                answer: dict[str, Any] = super().submit()  # type: ignore[misc]
            except _Unwell as trouble:
                pace.again(str(trouble), trouble.after, self.action)
                if self.action == "edit":
                    raise Unanswered(str(trouble)) from None
            else:
                pace.well(self.action)
                return answer

    def wait(self, delay: float | None = None, **_: object) -> None:
        """Wait after an answer which says that nothing was done."""
        words = self.last_error.get("info") or "the wiki asks to wait"
        self.last_error = dict.fromkeys(["code", "info"])
        pace = self.site.throttle
        pace.again(str(words), max(delay or 0.0, pace.retry_after), self.action)

    def _logged_in(self, code: str) -> bool:
        # A session that is gone has not the bot right either: then it is logged in again, once.
        lost = code == "assertbotfailed"
        known: bool = super()._logged_in("assertuserfailed" if lost else code)  # type: ignore[misc]
        return known

    def _http_request(
        self, use_get: bool, uri: str, data: Any, headers: Any, _: str
    ) -> tuple[Any, bool]:
        http, exceptions = _parts()
        try:
            response = http.request(
                self.site,
                uri=uri,
                method="GET" if use_get else "POST",
                data=data,
                headers=headers,
                default_error_handling=False,
                callbacks=[_examine],
            )
        except exceptions.Client414Error:
            if use_get:
                return None, False
            raise
        return response, use_get

    def _json_loads(self, response: Any) -> Any:
        try:
            answer = response.json()
        except ValueError:
            answer = None
        if isinstance(answer, dict) and (response.ok or "error" in answer):
            return answer
        if response.ok:
            raise _Unwell("the wiki's answer is not what an API answers")
        raise _parts()[1].ClientError(f"{response.status_code} {response.reason}")


@cache
def _classes() -> tuple[Any, Any]:
    """Return the classes of requests that are sent, and of those whose answers are kept."""
    from pywikibot.data.api import CachedRequest, Request

    return (
        type("PatientRequest", (_Patient, Request), {}),
        type("PatientCachedRequest", (_Patient, CachedRequest), {}),
    )


@cache
def _parts() -> tuple[Any, Any]:
    from pywikibot import exceptions
    from pywikibot.comms import http

    return http, exceptions


def _examine(response: Any) -> None:
    """Raise where there is no answer, or one from a server that is not well."""
    if isinstance(response, ConsultationError):
        raise response
    if isinstance(response, Exception):
        words = str(response).partition("\n")[0]
        if "NameResolutionError" in words:
            raise TryLater(f"the wiki's host is not found: {words}", mend="try again later")
        raise _Unwell(f"the wiki does not answer ({type(response).__name__})")
    if response.status_code == 414:
        raise _parts()[1].Client414Error("the address is too long")
    if response.status_code in (408, 425, 429) or response.status_code >= 500:
        trouble = f"the wiki answers {response.status_code} {response.reason}"
        raise _Unwell(trouble, _seconds(response.headers.get(_RETRY_AFTER, "")))


def _seconds(value: str) -> float:
    """Return how long ``Retry-After`` means, in seconds or as a date; 0 for nothing."""
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    return max(0.0, (when - datetime.now(UTC)).total_seconds())

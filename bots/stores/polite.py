"""A polite reader of other people's servers: says who it is, waits when told, gives up in time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import count
from typing import Any, Final
from urllib.parse import urlencode

import requests

from bots import __version__
from bots.errors import StoreError, TryLater

_TIMEOUT: Final = (10, 60)
_BUDGET: Final = 300.0
"""Seconds to spend waiting on one request, whatever the server asks for."""
_RETRIES: Final = 4
_LONGEST_URL: Final = 2000


class Reader:
    """Sends one request at a time, with cookies and compression, and retries what may pass.

    ``contact`` tells the servers' operators whom to write to: an address or a page. Without one
    it is taken from the environment variable CONSULT_CONTACT.
    """

    def __init__(self, contact: str = "", sleep: Callable[[float], None] = time.sleep) -> None:
        contact = contact or os.environ.get("CONSULT_CONTACT", "")
        self._session = requests.Session()
        self._session.headers["User-Agent"] = (
            f"consultation-bots/{__version__} ({contact or 'reading talk pages'})"
            f" python-requests/{requests.__version__}"
        )
        self._session.headers["Accept-Encoding"] = "gzip"
        self._sleep = sleep

    def ask(self, url: str, parameters: Mapping[str, str]) -> requests.Response:
        """Return the answer to a question that changes nothing; long questions go by POST."""
        if len(urlencode(parameters)) > _LONGEST_URL:
            # Tells Wikimedia that the nearest data center will do.
            headers = {"Promise-Non-Write-API-Action": "true"}
            return self._send("POST", url, data=dict(parameters), headers=headers)
        return self._send("GET", url, params=dict(parameters))

    def head_of(self, url: str) -> tuple[str, str]:
        """Return where a web page was found in the end, and its HTML up to the body."""
        with self._send("GET", url, accept_missing=True, stream=True) as answer:
            answer.encoding = "utf-8"
            text = ""
            for chunk in answer.iter_content(16_384, decode_unicode=True):
                text += chunk
                if "</head>" in text or len(text) > 500_000:
                    break
            return answer.url, text.partition("</head>")[0]

    def _send(
        self, method: str, url: str, *, accept_missing: bool = False, **options: Any
    ) -> requests.Response:
        waited = 0.0
        for attempt in count():
            answer, problem = self._once(method, url, options)
            if answer is not None and answer.ok:
                return answer
            if answer is not None and answer.status_code != 429 and answer.status_code < 500:
                if accept_missing and answer.status_code == 404:
                    return answer
                raise StoreError(f"{url} {problem}", mend="check the address")
            wait = max(2.0**attempt, 0.0 if answer is None else _retry_after(answer))
            if attempt == _RETRIES or waited + wait > _BUDGET:
                break
            self._sleep(wait)
            waited += wait
        raise TryLater(f"{url} {problem}", mend="try again later")

    def _once(
        self, method: str, url: str, options: Mapping[str, Any]
    ) -> tuple[requests.Response | None, str]:
        """Return an answer, if one came, and what is wrong, if something is."""
        try:
            answer = self._session.request(method, url, timeout=_TIMEOUT, **options)
        except (requests.ConnectionError, requests.Timeout) as error:
            if "NameResolutionError" in repr(error):
                raise TryLater(
                    f"{url} cannot be reached: its host is not found",
                    mend="check the address and the network",
                ) from error
            return None, "cannot be reached"
        except requests.RequestException as error:
            raise StoreError(f"{url} cannot be read: {type(error).__name__}") from error
        return answer, f"answers {answer.status_code} {answer.reason}".rstrip()


def _retry_after(answer: requests.Response) -> float:
    """Return the seconds that a server wants to be left alone, 0 where it does not say."""
    said = answer.headers.get("Retry-After", "")
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return 0.0
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())

"""A person at the sandbox: someone else who edits, deletes, moves and protects pages meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import requests

from bots.errors import StoreError, UsageError
from bots.sandbox.place import Account
from bots.stores.api_errors import error_of


class Person:
    """An account of the sandbox, logged in at its first deed. It knows nothing of pywikibot."""

    def __init__(self, api: str, account: Account) -> None:
        self._api = api
        self._account = account
        self._session = requests.Session()

    def edit(self, title: str, text: str, summary: str = "", **more: str) -> int:
        """Save a page, whatever stands there, and return its new revision; 0 if nothing changed."""
        done = self.act("edit", title=title, text=text, summary=summary, **more)
        return int(done["edit"].get("newrevid", 0))

    def delete(self, title: str) -> None:
        """Delete a page; administrators may."""
        self.act("delete", title=title)

    def move(self, title: str, new: str) -> None:
        """Move a page, leaving a redirect."""
        self.act("move", **{"from": title, "to": new})

    def protect(self, title: str, level: str = "sysop") -> None:
        """Let only a group edit a page; administrators may."""
        self.act("protect", title=title, protections=f"edit={level}|move={level}")

    def block(self, user: str, **more: str) -> None:
        """Block an account; administrators may."""
        self.act("block", user=user, reason="trying out", **more)

    def act(self, action: str, **parameters: str) -> dict[str, Any]:
        """Return the wiki's answer to an action that changes something."""
        try:
            return self._act(action, parameters)
        except UsageError:
            # The sandbox was reset, and its sessions with it.
            self._session.cookies.clear()
            vars(self).pop("_token", None)
            return self._act(action, parameters)

    def ask(self, **parameters: str) -> dict[str, Any]:
        """Return the wiki's answer to any request."""
        whole = {"format": "json", "formatversion": "2", **parameters}
        answer = self._session.post(self._api, data=whole, timeout=60)
        if not answer.ok:
            raise StoreError(f"the sandbox answers {answer.status_code} {answer.reason}")
        facts: dict[str, Any] = answer.json()
        if problem := facts.get("error"):
            raise error_of(problem["code"], problem["info"], parameters.get("title", ""), problem)
        return facts

    def _act(self, action: str, parameters: Mapping[str, str]) -> dict[str, Any]:
        asked = {"action": action, "token": self._token, "assertuser": self._account.name}
        return self.ask(**asked, **parameters)

    @cached_property
    def _token(self) -> str:
        """A token for this session, logged in for it."""
        done = self.ask(
            action="clientlogin",
            username=self._account.name,
            password=self._account.password,
            logintoken=self._tokens("login"),
            loginreturnurl=self._api,
        )["clientlogin"]
        if done["status"] != "PASS":
            raise StoreError(f"{self._account.name} cannot log in: {done.get('message', '')}")
        return self._tokens("csrf")

    def _tokens(self, kind: str) -> str:
        answer = self.ask(action="query", meta="tokens", type=kind)
        return str(answer["query"]["tokens"][f"{kind}token"])

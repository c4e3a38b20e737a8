"""What is right and what is not before a run, each with what to do about it. Reads only."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from bots.errors import ConsultationError
from bots.kinds import KINDS
from bots.run.exclusion import allows, kept_away
from bots.run.gather import Gathered, gather
from bots.run.journal import state_folder
from bots.run.plan import make_plan
from bots.run.wiki_doctor import wiki_findings
from bots.run.wiki_settings import with_wiki_settings
from bots.settings import Settings
from bots.stores.account import Finding, findings, widths
from bots.stores.api import ApiPages
from bots.stores.base import Store
from bots.stores.credentials import Credentials, Login

_SHOWN: Final = 5
"""How many pages are named of those that are not sound, for all to fit on one screen."""
_EXAMPLE: Final = "User:Example"
"""Whom user-config.py.sample names."""


def examine(
    settings: Settings,
    open_store: Callable[[], Store],
    state: Path,
    today: date,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[Finding]:
    """Yield what is right and what is not with settings, state, login, wiki, account and pages."""
    yield Finding(True, f"settings: {settings.consultation.name}, {len(settings.sources)} sources")
    try:
        store = open_store()
        yield _state(state, store)
        if isinstance(store, ApiPages):
            yield from _login(store)
        else:
            yield Finding(True, f"store: {store.name}")
        settings = with_wiki_settings(store, settings)
        yield from wiki_findings(store, settings, clock)
        yield from _pages(store, settings, today)
    except ConsultationError as error:
        place = f"{error.title}: " if error.title else ""
        yield Finding(False, f"{place}{error.problem}", error.mend, status=error.status)


def _state(state: Path, store: Store) -> Finding:
    try:
        folder = state_folder(state, store.name)
    except ConsultationError as error:
        return Finding(False, f"journal: {error}", error.mend)
    if folder.stat().st_mode & 0o077:
        return Finding(False, f"journal: others may read {folder}", f"chmod 700 {folder}")
    if not os.access(folder, os.W_OK):
        return Finding(False, f"journal: {folder} cannot be written", "name another with --state")
    return Finding(True, f"journal: {folder}")


def _login(store: ApiPages) -> Iterator[Finding]:
    """Yield what there is to say of account and secrets; nothing where nobody is logged in."""
    credentials: Credentials | None = getattr(store, "credentials", None)
    account = getattr(store, "account", None)
    if credentials is None or account is None:
        return
    open_files = [file for file in credentials.files if file.stat().st_mode & 0o077]
    for file in open_files:
        yield Finding(False, f"others may read {file}, and a secret is in it", f"chmod 600 {file}")
    if not open_files:
        yield Finding(True, f"secrets: {len(credentials.files)} files, which nobody else may read")
    yield from findings(account)
    if credentials.login is Login.PASSWORD:
        yield Finding(
            False,
            f"it is logged in with {credentials.login.value}, which may do everything",
            "make a bot password on Special:BotPasswords, as user-config.py.sample shows",
            harmless=True,
        )
    else:
        yield Finding(True, f"it is logged in with {credentials.login.value}")
        yield from widths(account)
    if store.is_remote and (not credentials.contact or _EXAMPLE in credentials.contact):
        yield Finding(
            False,
            "requests do not say whom the wiki's operators can write to",
            "set user_agent_description in user-config.py",
            harmless=True,
        )


def _pages(store: Store, settings: Settings, today: date) -> Iterator[Finding]:
    gathered = gather(store, settings, today)
    plan = make_plan(gathered, KINDS, frozenset())
    if not plan.kept and not plan.refusals:
        yield Finding(False, "no page in scope has a region or a record", "see docs/kinds.md")
        return
    yield Finding(True, f"{len(plan.kept)} pages with regions or records are sound")
    for refusal in plan.refusals[:_SHOWN]:
        yield Finding(False, str(refusal), refusal.mend)
    if len(plan.refusals) > _SHOWN:
        rest = len(plan.refusals) - _SHOWN
        yield Finding(False, f"{rest} more pages are not sound", "“consult check” names them all")
    for title, sentence in plan.troubles[:_SHOWN]:
        yield Finding(False, f"{title}: {sentence}", harmless=True)
    if len(plan.troubles) > _SHOWN:
        rest = len(plan.troubles) - _SHOWN
        yield Finding(False, f"{rest} more to look at", "“consult check” names it", harmless=True)
    yield from _kept_away(store, gathered)


def _kept_away(store: Store, gathered: Gathered) -> Iterator[Finding]:
    """Yield the pages from which people keep the bot away, as is their right."""
    texts = {page.host.title: page.host.text for page in gathered.hosts}
    away = {title for title, text in texts.items() if not allows(text, store.user)}
    away |= kept_away(store, [title for title in texts if title not in away])
    if away:
        more = f" and {len(away) - _SHOWN} more" if len(away) > _SHOWN else ""
        yield Finding(
            False,
            f"{store.user} is kept away from {', '.join(sorted(away)[:_SHOWN])}{more}",
            "take {{nobots}} out if these are to be kept",
            harmless=True,
        )

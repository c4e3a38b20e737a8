"""What is right and what is not before a run, each with what to do about it. Reads only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bots.errors import ConsultationError
from bots.kinds import KINDS
from bots.run.gather import gather
from bots.run.journal import state_folder
from bots.run.plan import make_plan
from bots.run.save import check_stop_page
from bots.settings import Settings
from bots.stores.account import Finding, findings
from bots.stores.api import ApiPages
from bots.stores.base import Store
from bots.templates import Standing, differences, templates


def examine(store: Store, settings: Settings, state: Path, today: date) -> Iterator[Finding]:
    """Yield what is right and what is not with settings, state, wiki, account and pages."""
    yield Finding(True, f"settings: {settings.consultation.name}, {len(settings.sources)} sources")
    yield _state(state, store)
    if isinstance(store, ApiPages):
        yield from _wiki(store, settings)
        yield _templates(store, settings)
    else:
        yield Finding(True, f"store: {store.name}")
    account = getattr(store, "account", None)
    if account is not None:
        yield from findings(account)
    yield from _stop_page(store, settings)
    yield from _pages(store, settings, today)


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


def _wiki(store: ApiPages, settings: Settings) -> Iterator[Finding]:
    general = store.siteinfo["general"]
    yield Finding(True, f"wiki: {general['sitename']} at {general['base']}, {general['generator']}")
    if general.get("readonly"):
        reason = general.get("readonlyreason") or "no reason given"
        yield Finding(False, f"the wiki is read-only: {reason}", "try again later")
    extensions = {extension.get("name") for extension in store.siteinfo["extensions"]}
    has = "DiscussionTools" in extensions
    if has != settings.consultation.discussiontools:
        yield Finding(
            False,
            f"the wiki has {'' if has else 'no '}DiscussionTools, and the settings say otherwise",
            f"set discussiontools = {str(has).lower()} under [consultation]",
        )
    if "ParserFunctions" not in extensions:
        yield Finding(False, "the wiki has no ParserFunctions, which the templates need", "")


def _stop_page(store: Store, settings: Settings) -> Iterator[Finding]:
    title = settings.consultation.stop
    if title is None:
        yield Finding(False, "there is no stop page", "name one: stop = under [consultation]")
        return
    try:
        check_stop_page(store, title)
    except ConsultationError as error:
        yield Finding(False, str(error), error.mend)
    else:
        yield Finding(True, f"stop page: {title}, empty or missing")


def _templates(store: Store, settings: Settings) -> Finding:
    shipped = templates(settings.rules.facets)
    found = differences(shipped, store.read(list(shipped)))
    missing = sum(one.standing is Standing.MISSING for one in found)
    older = sum(one.standing is Standing.OLDER for one in found)
    changed = sum(one.standing is Standing.CHANGED for one in found)
    counts = f"{len(found)} templates"
    if missing or older:
        return Finding(
            False, f"{counts}: {missing} missing, {older} of another version", "consult install"
        )
    return Finding(True, f"{counts} installed, {changed} of them changed on the wiki")


def _pages(store: Store, settings: Settings, today: date) -> Iterator[Finding]:
    plan = make_plan(gather(store, settings, today), KINDS, frozenset())
    if not plan.kept and not plan.refusals:
        yield Finding(False, "no page in scope has a region or a record", "see docs/kinds.md")
        return
    yield Finding(True, f"{len(plan.kept)} pages with regions or records are sound")
    for refusal in plan.refusals:
        yield Finding(False, str(refusal), refusal.mend)
    for title, sentence in plan.troubles:
        yield Finding(False, f"{title}: {sentence}")

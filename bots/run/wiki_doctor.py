"""What is right and what is not with a wiki: its state, its extensions, our templates there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from bots import __version__
from bots.errors import ConsultationError
from bots.run.beginning import check_beginning
from bots.run.install import compare
from bots.run.site import check_site
from bots.settings import Settings
from bots.stores.account import Finding
from bots.stores.api import ApiPages
from bots.stores.base import Store
from bots.templates import Difference, Standing, templates

_SKEW: Final = timedelta(minutes=2)
"""How far a clock may be off: OAuth allows a few minutes, and days turn by it."""
_NAMED: Final = 3
"""How many templates are named."""


def wiki_findings(
    store: Store, settings: Settings, clock: Callable[[], datetime]
) -> Iterator[Finding]:
    """Yield what there is to say of the wiki, or of the folder, before its pages are read."""
    check_site(store, settings)
    if isinstance(store, ApiPages):
        yield from _wiki(store, settings)
        yield _clock(store, clock)
        yield from _templates(store, settings)
    yield from _stop_page(store, settings)
    yield _task_page(store, settings)


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
    looked_for = ("DiscussionTools", "Translate", "TemplateStyles")
    there = ", ".join(f"{'' if name in extensions else 'no '}{name}" for name in looked_for)
    yield Finding(True, f"extensions: {there}")


def _clock(store: ApiPages, clock: Callable[[], datetime]) -> Finding:
    off = round((clock() - store.clock).total_seconds())
    if abs(off) <= _SKEW.total_seconds():
        return Finding(True, "clock: as the wiki's")
    return Finding(
        False,
        f"this machine's clock is {abs(off)} s {'ahead of' if off > 0 else 'behind'} the wiki's",
        "set it: logging in with OAuth fails, and dates turn on the wrong day",
    )


def _templates(store: Store, settings: Settings) -> Iterator[Finding]:
    shipped = templates(settings.rules.facets)
    found = compare(store, shipped, list(shipped))
    by = {one: [d for d in found if d.standing is one] for one in Standing}
    if newer := by[Standing.NEWER]:
        yield Finding(
            False,
            f"templates: {_names(newer)} of {newer[0].version}, later than this {__version__}",
            "upgrade these bots, as docs/maintainers.md says",
        )
    if missing := by[Standing.MISSING]:
        yield Finding(False, f"templates: {_names(missing)} missing", "consult install")
    if older := by[Standing.OLDER] + by[Standing.MERGED]:
        since = older[0].version or "an earlier version"
        yield Finding(
            False,
            f"templates: {_names(older)} of {since}, earlier than this {__version__}",
            "consult install",
            harmless=True,
        )
    if changed := by[Standing.CHANGED]:
        yield Finding(
            False,
            f"templates: {_names(changed)} changed here where a new version changes them too",
            "compare with “consult install --simulate”",
            harmless=True,
        )
    settled = sum(one.settled for one in found)
    own = len(by[Standing.ADAPTED])
    if settled:
        yield Finding(
            True,
            f"templates: {settled} of {len(found)} as in {__version__}, {own} with own changes",
        )


def _names(found: Sequence[Difference]) -> str:
    names = [difference.title.partition(":")[2] for difference in found[:_NAMED]]
    rest = len(found) - len(names)
    return ", ".join(names) + (f" and {rest} more" if rest else "")


def _stop_page(store: Store, settings: Settings) -> Iterator[Finding]:
    title = settings.consultation.stop
    if title is None:
        yield Finding(False, "there is no stop page", "name one: stop = under [consultation]")
    try:
        seen = check_beginning(store, settings)
    except ConsultationError as error:
        yield Finding(False, str(error), error.mend, status=error.status)
        return
    for page, sentence in seen:
        yield Finding(False, f"{page} {sentence}", harmless=True)
    if title is None:
        return
    level = store.protection(title) if isinstance(store, ApiPages) else ""
    if level:
        yield Finding(
            False,
            f"stop page: {title} is protected, so that not everybody can stop the bots",
            f"ask for “{level}” to be taken off",
            harmless=True,
        )
    else:
        yield Finding(True, f"stop page: {title}, empty or missing")


def _task_page(store: Store, settings: Settings) -> Finding:
    title = settings.consultation.task
    ((_, revision),) = store.read([title])
    if revision is None:
        return Finding(
            False,
            f"the page that explains the bots, {title}, does not exist, and every summary links it",
            "write it, or let “consult new” propose one",
            harmless=True,
        )
    return Finding(True, f"page about the bots: {title}")

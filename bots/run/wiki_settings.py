"""Settings that people keep on the wiki: a JSON page, checked, and merged over the file.

The file says who may write that page and what the consultation's pages are, so nobody can give
themselves, or the bots, more than the file does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final

from bots.errors import SettingsError
from bots.settings import Settings, checked
from bots.stores.base import Revision, Store

TABLES: Final[Mapping[str, tuple[str, ...] | None]] = {
    "people": ("organizers", "stakeholders", "regions"),
    "statements": None,
    "facets": None,
    "labels": None,
    "dispositions": None,
    "coverage": None,
    "unanswered": None,
    "facilitators": None,
}
"""The tables that may stand on the wiki, and those of their keys that may; None: all."""
_WHY_NOT: Final[Mapping[str, str]] = {
    "consultation": "it says where the bots read and how they are stopped",
    "scope": "it says on which pages the bots write",
    "sources": "it says which pages are read",
    "people.bots": "it says whose comments do not count",
}
_LOOKED_AT: Final = 500
"""How far back in the page's history an account is looked for that may change it."""


def with_wiki_settings(store: Store, settings: Settings) -> Settings:
    """Return the settings with those of the wiki's page over them, if they name one.

    What is wrong there is in ``Settings.troubles``, and then the file's settings hold. Reads only.
    """
    title = settings.consultation.settings
    if title is None:
        return settings
    ((_, latest),) = store.read([title])
    if latest is None:
        return settings
    allowed = writers(settings) | {getattr(store, "hand", "")} - {""}
    found = latest if latest.user in allowed else _last_by(store, title, allowed)
    troubles = []
    if found is not latest:
        counts = f"{found.user}’s of {found.timestamp:%Y-%m-%d}" if found else "the settings file"
        troubles.append(
            f"the latest edit is by {latest.user}, whom the settings file names neither as"
            f" facilitator nor as organizer, so {counts} counts — one of them is to save it"
        )
    if found is not None:
        try:
            settings = merged(settings, found.text, title)
        except SettingsError as error:
            troubles.append(f"{error.problem} — {error.mend}")
    return settings.telling((title, trouble) for trouble in troubles)


def writers(settings: Settings) -> frozenset[str]:
    """Return the accounts whose edits of the page count: those that the file names."""
    named = (facilitator.account for facilitator in settings.facilitators)
    return frozenset((*settings.people.organizers, *named))


def _last_by(store: Store, title: str, accounts: AbstractSet[str]) -> Revision | None:
    found = (one for one in store.history(title, _LOOKED_AT) if one.user in accounts)
    return next(found, None)


def merged(settings: Settings, text: str, title: str) -> Settings:
    """Return the settings with those that this JSON text holds over them.

    In each table a key on the wiki takes the place of the same key in the file, whole; a key that
    is not there stays as the file has it, and a list is replaced by the list. Raises SettingsError,
    which names all keys that are wrong: then none of it is to count.
    """
    mend = "mend the page; until then the settings file holds"
    try:
        said = json.loads(text, object_pairs_hook=_once) if text.strip() else {}
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"is not JSON: {error}", mend, title=title) from None
    if not isinstance(said, dict):
        raise SettingsError("is not a JSON object, {…}", mend, title=title)
    if problems := [*_refused(said)]:
        raise SettingsError("; ".join(problems), mend, title=title)
    raw: dict[str, Any] = settings.model_dump()
    for name, table in said.items():
        both = isinstance(table, dict) and isinstance(raw[name], Mapping)
        raw[name] = {**raw[name], **table} if both else table
    try:
        return checked(raw, title)
    except SettingsError as error:
        raise SettingsError(error.problem, mend, title=title) from None


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"“{name}” stands there twice")
        found[name] = value
    return found


def _refused(said: Mapping[str, Any]) -> Iterable[str]:
    """Yield why a table, or a key of one, may not stand on the wiki."""
    for name, table in said.items():
        if name not in TABLES:
            yield f"{name} {_reason(name)}; allowed here: {', '.join(TABLES)}"
            continue
        keys = TABLES[name]
        for key in table if keys and isinstance(table, dict) else ():
            if keys and key not in keys:
                place = f"{name}.{key}"
                yield f"{place} {_reason(place)}; allowed here: {', '.join(keys)}"


def _reason(key: str) -> str:
    why = _WHY_NOT.get(key)
    return f"belongs in the settings file alone, for {why}" if why else "is not a setting"

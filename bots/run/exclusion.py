"""Whether a page keeps this bot away: ``{{bots}}`` and ``{{nobots}}``, in every live form.

In the page's own text, under another name that redirects there, or in a template that the page
transcludes. Names are compared without regard to case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bots.page.calls import calls
from bots.stores.base import Store, Templated
from bots.stores.transclusions import as_included

TEMPLATES: Final = ("Nobots", "NoBots", "NOBOTS", "Bots")
"""The templates that keep bots away, those of them that a wiki has."""


def allows(text: str, user: str, nobots: Iterable[str] = (), bots: Iterable[str] = ()) -> bool:
    """Return whether a bot of this name may edit a page with this text.

    Only live calls count. Of several calls, one that keeps the bot away decides. ``nobots`` and
    ``bots`` are further names of the two templates on this wiki.
    """
    lower = text.lower()
    words = {name.partition(" ")[0].lower() for name in (*TEMPLATES, *nobots, *bots)}
    if not any(word in lower for word in words):
        # As on nearly all pages.
        return True
    for name in dict.fromkeys((*TEMPLATES[:-1], *nobots)):
        if any(call.name.casefold() == name.casefold() for call in calls(text, name)):
            return False
    for name in dict.fromkeys((TEMPLATES[-1], *bots)):
        for call in calls(text, name):
            if call.name == name and not _let_in(call.cells, user):
                return False
    return True


def kept_away(store: Store, titles: Iterable[str]) -> frozenset[str]:
    """Return those of the pages on which a template that they transclude keeps the bot away.

    One request for all of them; more only where a page transcludes such a template. A store
    without templates keeps nobody away but by a page's own text.
    """
    names = list(dict.fromkeys(titles))
    if not names or not isinstance(store, Templated):
        return frozenset()
    suspects = {t for t, found in store.templates_on(names, list(TEMPLATES)).items() if found}
    shown = ((title, store.templates_on([title], [])[title]) for title in suspects)
    return frozenset(title for title, templates in shown if _by_template(store, title, templates))


def _by_template(store: Store, title: str, shown: Iterable[str]) -> bool:
    """Return whether one of the templates on a page, or a redirect to one, speaks of this bot."""
    pages = dict(store.read([title, *(f"Template:{name}" for name in sorted(shown))]))
    goals = {f"Template:{name}": name for name in TEMPLATES}
    nobots: list[str] = []
    bots: list[str] = []
    texts = []
    for name, revision in pages.items():
        if revision is None or name in goals:
            continue
        goal = goals.get(revision.redirect)
        if goal:
            (bots if goal == TEMPLATES[-1] else nobots).append(name.partition(":")[2])
        elif name == title:
            texts.append(revision.text)
        else:
            # Documentation in noinclude names {{nobots}} often, and means nothing by it.
            texts.append(as_included(revision.text))
    return not all(allows(text, store.user, nobots, bots) for text in texts)


def _let_in(cells: Mapping[str, str], user: str) -> bool:
    names = {user.casefold(), "all"}
    if "optout" in cells and _listed(cells["optout"]) & names:
        return False
    if "deny" in cells:
        return not _listed(cells["deny"]) & names
    if "allow" in cells:
        return bool(_listed(cells["allow"]) & names)
    return True


def _listed(value: str) -> set[str]:
    return {" ".join(name.replace("_", " ").split()).casefold() for name in value.split(",")}

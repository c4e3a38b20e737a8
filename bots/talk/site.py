"""How a wiki writes: its signatures, its dates, its names for users, its templates.

``site("frwiki")`` knows every Wikimedia wiki; ``of_language`` makes a site for any other wiki, and
``with_siteinfo`` corrects a site by what a live wiki says of itself. A Site is plain data; what is
built from it (expressions) is built once, in the file that uses it.

Facts from bots/data: languages.json and zones.json (written by scripts/generate_site_data),
wikis.json and templates.json (kept by hand).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bots.errors import UnknownWiki
from bots.shipped import data
from bots.talk.languages import Words, fact_of, is_language, with_fallbacks, words_of


@dataclass(frozen=True, slots=True)
class Templates:
    """Names of templates by what they do, first letter as written, case of it not minded."""

    unsigned: tuple[str, ...] = ()
    outdent: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    closed_end: tuple[str, ...] = ()
    resolved: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    """Show nothing that could begin a comment."""
    boxes: tuple[str, ...] = ()
    """Others that are shown as a box of their own, and so end a paragraph."""
    quote: tuple[str, ...] = ()
    """Hold somebody's words: signatures inside are quoted too."""
    archives: tuple[str, ...] = ()
    """List a page's archives, or tell a bot how to make them."""
    template_link: tuple[str, ...] = ()
    """Show their argument as a template: ``{{tl|X}}`` as ``{{X}}``."""
    bots: tuple[str, ...] = ()
    """Accounts, not templates: those that post for many or on their own."""


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """What the parser has to know of a wiki. Two sites are equal only if they are the same one."""

    wiki: str
    language: str
    zone: str
    switch: datetime
    """From this moment on ids have times like 20220712000000."""
    words: tuple[Words, ...]
    """The language first, then those of its variants that write otherwise."""
    user: tuple[str, ...] = ()
    user_talk: tuple[str, ...] = ()
    special: tuple[str, ...] = ()
    contributions: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    file: tuple[str, ...] = ()
    template: tuple[str, ...] = ()
    rtl: bool = False
    multilingual: bool = False
    """People of all languages write here, and paste signatures of their own wikis."""
    templates: Templates = field(default_factory=Templates)


@cache
def site(wiki: str) -> Site:
    """Return what is known of the Wikimedia wiki with this database name, such as ``frwiki``.

    Raises UnknownWiki, with the nearest names, if there can be no such wiki.
    """
    known = data("wikis")
    facts = known["wikis"].get(wiki, {})
    language = facts.get("language") or _language_of(wiki)
    if not language:
        raise UnknownWiki(
            f"no wiki is called {wiki!r}",
            f"{_nearest(wiki)}a wiki's name is the one of its database, such as enwiki, "
            "frwiktionary, zh_min_nanwiki or metawiki",
        )
    zones = data("zones")
    multilingual = bool(facts.get("multilingual"))
    templates = templates_of(language, wiki, multilingual)
    made = of_language(language, wiki, zones.get(wiki, zones["default"]), templates=templates)
    names = known["names"].get(wiki, {})
    return replace(
        made,
        multilingual=multilingual,
        user=(*made.user, *names.get("user", ())),
        user_talk=(*made.user_talk, *names.get("user_talk", ())),
    )


def of_language(
    language: str,
    wiki: str = "",
    zone: str = "UTC",
    switch: str = "",
    templates: Templates | None = None,
) -> Site:
    """Return a site that writes as MediaWiki does in a language, in a zone such as Europe/Paris.

    ``switch`` is the local day from which comments' ids have their times without hyphens; without
    one it is Wikimedia's. Raises UnknownWiki for a language or a zone that is not known.
    """
    if not is_language(language):
        raise UnknownWiki(f"MediaWiki has no language {language!r}", "see bots/data/languages.json")
    try:
        zone_info = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownWiki(f"there is no time zone {zone!r}", "for example Europe/Paris") from None
    day = datetime.fromisoformat(switch or data("wikis")["switch"])
    return Site(
        wiki=wiki or language,
        language=language,
        zone=zone,
        switch=day.replace(tzinfo=zone_info).astimezone(UTC),
        words=words_of(language),
        user=("User", *fact_of(language, "user")),
        user_talk=("User talk", *fact_of(language, "user_talk")),
        special=("Special", *fact_of(language, "special")),
        contributions=("Contributions", *fact_of(language, "contributions")),
        category=("Category", *fact_of(language, "category")),
        file=("File", "Image", *fact_of(language, "file")),
        template=("Template", *fact_of(language, "template")),
        rtl=bool(fact_of(language, "rtl")),
        templates=templates_of(language) if templates is None else templates,
    )


def with_siteinfo(known: Site, query: Mapping[str, Any]) -> Site:
    """Return the site as a live wiki describes it, for what its answer holds.

    ``query`` is what ``action=query&meta=siteinfo&siprop=general|namespaces|namespacealiases|
    specialpagealiases&formatversion=2`` gives under ``query``. The wiki's own word comes first;
    what it does not say stays.
    """
    general = query.get("general", {})
    language = str(general.get("lang") or known.language)
    if not is_language(language):
        language = known.language
    zone = str(general.get("timezone") or known.zone)
    names: dict[int, list[str]] = {}
    for space in query.get("namespaces", {}).values():
        names[int(space["id"])] = [str(space["name"]), str(space.get("canonical", ""))]
    for alias in query.get("namespacealiases", ()):
        names.setdefault(int(alias["id"]), []).append(str(alias["alias"]))
    pages = [
        tuple(map(str, page["aliases"]))
        for page in query.get("specialpagealiases", ())
        if page["realname"] == "Contributions"
    ]
    local = of_language(language, known.wiki, zone)
    return replace(
        known,
        language=language,
        zone=zone,
        switch=local.switch,
        words=local.words,
        rtl=local.rtl,
        special=_more(local.special, names.get(-1, ())),
        user=_more(known.user, names.get(2, ())),
        user_talk=_more(known.user_talk, names.get(3, ())),
        file=_more(known.file, names.get(6, ())),
        template=_more(known.template, names.get(10, ())),
        category=_more(known.category, names.get(14, ())),
        contributions=_more(local.contributions, pages[0] if pages else ()),
    )


def templates_of(
    language: str = "",
    wiki: str = "",
    multilingual: bool = False,
    more: Mapping[str, Iterable[str]] | None = None,
) -> Templates:
    """Return the names of templates that a wiki uses, ``more`` besides those that are shipped.

    They are those of every wiki, of its language (and of those it is written like), and its own.
    """
    shipped = {key: part for key, part in data("templates").items() if key != "about"}
    if multilingual:
        parts = [*shipped.values()]
    else:
        chain = with_fallbacks(language) if language else []
        parts = [shipped.get(key, {}) for key in ("*", *chain, wiki)]
    parts.append(more or {})
    return Templates(
        **{
            role: tuple(dict.fromkeys(name for part in parts for name in part.get(role, ())))
            for role in Templates.__slots__
        }
    )


def _more(names: tuple[str, ...], added: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in (*names, *added) if name))


def _language_of(wiki: str) -> str:
    """Return the language that a database name begins with, or nothing."""
    known = data("wikis")
    for project in known["projects"]:
        if wiki.endswith(project) and wiki != project:
            code = wiki.removesuffix(project).replace("_", "-")
            code = known["codes"].get(code, code)
            return code if is_language(code) else ""
    return ""


def _nearest(wiki: str) -> str:
    known = data("wikis")
    every = [code.replace("-", "_") + "wiki" for code in data("languages")]
    near = difflib.get_close_matches(wiki, [*known["wikis"], *every], n=3)
    return f"did you mean {' or '.join(near)}? " if near else ""

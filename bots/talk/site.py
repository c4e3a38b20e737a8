"""How a wiki writes: its signatures, its dates, its names for users, its templates.

``site("frwiki")`` knows every Wikimedia wiki; ``of_language`` makes a site for any other wiki, and
``with_siteinfo`` corrects a site by what a live wiki says of itself. A Site is plain data; what is
built from it (expressions) is built once, in the file that uses it.

Facts from bots/data: languages.json and zones.json (written by scripts/generate_site_data),
wikis.json and templates.json (kept by hand).
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bots.errors import UnknownWiki


@dataclass(frozen=True, slots=True)
class Words:
    """A language, or one variant of it, as it stands in dates."""

    format: str
    """The format of ``~~~~``, in the letters of MediaWiki's Language::sprintfDate."""
    formats: tuple[str, ...]
    """Other formats of the language, also seen in signatures."""
    months: tuple[str, ...]
    """As they stand alone, January first."""
    genitive: tuple[str, ...]
    abbreviated: tuple[str, ...]
    weekdays: tuple[str, ...]
    digits: str
    utc: str
    """What stands between the brackets of a time in UTC."""


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
    known = _data("wikis")
    facts = known["wikis"].get(wiki, {})
    language = facts.get("language") or _language_of(wiki)
    if not language:
        raise UnknownWiki(
            f"no wiki is called {wiki!r}",
            f"{_nearest(wiki)}a wiki's name is the one of its database, such as enwiki, "
            "frwiktionary, zh_min_nanwiki or metawiki",
        )
    zones = _data("zones")
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
    if language not in _data("languages"):
        raise UnknownWiki(f"MediaWiki has no language {language!r}", "see bots/data/languages.json")
    try:
        zone_info = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownWiki(f"there is no time zone {zone!r}", "for example Europe/Paris") from None
    day = datetime.fromisoformat(switch or _data("wikis")["switch"])
    return Site(
        wiki=wiki or language,
        language=language,
        zone=zone,
        switch=day.replace(tzinfo=zone_info).astimezone(UTC),
        words=_words(language),
        user=("User", *_fact(language, "user")),
        user_talk=("User talk", *_fact(language, "user_talk")),
        special=("Special", *_fact(language, "special")),
        contributions=("Contributions", *_fact(language, "contributions")),
        category=("Category", *_fact(language, "category")),
        file=("File", "Image", *_fact(language, "file")),
        template=("Template", *_fact(language, "template")),
        rtl=bool(_fact(language, "rtl")),
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
    if language not in _data("languages"):
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
    shipped = {key: part for key, part in _data("templates").items() if key != "about"}
    if multilingual:
        parts = [*shipped.values()]
    else:
        chain = _chain(language) if language else []
        parts = [shipped.get(key, {}) for key in ("*", *chain, wiki)]
    parts.append(more or {})
    return Templates(
        **{
            role: tuple(dict.fromkeys(name for part in parts for name in part.get(role, ())))
            for role in Templates.__slots__
        }
    )


def _chain(language: str) -> list[str]:
    """Return a language and those that MediaWiki falls back to, English aside."""
    wider = language.partition("-")[0]
    codes = [language, *_fact(language, "fallback"), *([wider] if wider != language else [])]
    return [code for code in dict.fromkeys(codes) if code != "en"]


@cache
def other_words() -> tuple[Words, ...]:
    """Return the words of the languages that are met most often far from their own wikis."""
    languages = [code for code in _data("templates") if code in _data("languages")]
    return tuple(dict.fromkeys(words for code in languages for words in _words(code)))


@cache
def all_user_names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what any language calls User and User talk: for wikis of many languages."""
    found: tuple[dict[str, None], dict[str, None]] = ({}, {})
    for facts in _data("languages").values():
        for names, key in zip(found, ("user", "user_talk"), strict=True):
            names.update(dict.fromkeys(facts.get(key, ())))
    return tuple(found[0]), tuple(found[1])


@cache
def is_language(code: str) -> bool:
    """Return whether MediaWiki has a language of this code."""
    return code in _data("languages")


def all_special_names() -> tuple[str, ...]:
    """Return what any language calls the namespace of special pages."""
    names = (name for facts in _data("languages").values() for name in facts.get("special", ()))
    return tuple(dict.fromkeys(("Special", *names)))


def _more(names: tuple[str, ...], added: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in (*names, *added) if name))


def _language_of(wiki: str) -> str:
    """Return the language that a database name begins with, or nothing."""
    known = _data("wikis")
    for project in known["projects"]:
        if wiki.endswith(project) and wiki != project:
            code = wiki.removesuffix(project).replace("_", "-")
            code = known["codes"].get(code, code)
            return code if code in _data("languages") else ""
    return ""


def _nearest(wiki: str) -> str:
    known = _data("wikis")
    every = [code.replace("-", "_") + "wiki" for code in _data("languages")]
    near = difflib.get_close_matches(wiki, [*known["wikis"], *every], n=3)
    return f"did you mean {' or '.join(near)}? " if near else ""


def _words(language: str) -> tuple[Words, ...]:
    """Return the language's words, then each variant's that differ."""
    variants: dict[str, dict[str, Any]] = _fact(language, "variants")
    made = [_words_of(language, {}), *(_words_of(language, other) for other in variants.values())]
    return tuple(dict.fromkeys(made))


def _words_of(language: str, changed: Mapping[str, Any]) -> Words:
    def fact(key: str) -> Any:
        return changed[key] if key in changed else _fact(language, key)

    return Words(
        format=fact("format"),
        formats=tuple(fact("formats")),
        months=tuple(fact("months")),
        genitive=tuple(fact("genitive")),
        abbreviated=tuple(fact("abbreviated")),
        weekdays=tuple(dict.fromkeys([*fact("weekdays"), *fact("weekdays_abbreviated")])),
        digits=fact("digits"),
        utc=fact("utc"),
    )


def _fact(language: str, key: str) -> Any:
    languages = _data("languages")
    while key not in languages[language]:
        language = languages[language]["like"]
    return languages[language][key]


@cache
def _data(name: str) -> dict[str, Any]:
    text = files("bots.data").joinpath(f"{name}.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data

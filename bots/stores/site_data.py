"""How a live wiki signs: what is known of its language, corrected by what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bots.errors import UnknownWiki
from bots.talk.site import Site, of_language, site, with_siteinfo

_WIKIMEDIA: Final = (
    "wikipedia.org wiktionary.org wikibooks.org wikiquote.org wikisource.org wikinews.org "
    "wikiversity.org wikivoyage.org wikimedia.org wikidata.org mediawiki.org wikifunctions.org"
).split()


def is_wikimedia(host: str) -> bool:
    """Return whether a host is one of Wikimedia's."""
    return any(host == domain or host.endswith(f".{domain}") for domain in _WIKIMEDIA)


def site_of(host: str, siteinfo: Mapping[str, Any]) -> Site:
    """Return the site of a wiki by its host and its answer to ``meta=siteinfo``.

    A database name means something on Wikimedia's hosts only: many a wiki is called ``enwiki``.
    """
    general = siteinfo["general"]
    name = str(general.get("wikiid", ""))
    if is_wikimedia(host):
        try:
            return with_siteinfo(site(name), siteinfo)
        except UnknownWiki:
            pass
    fallbacks = [str(language["code"]) for language in general.get("fallback", ())]
    for language in (str(general["lang"]), *fallbacks):
        try:
            return with_siteinfo(of_language(language, name), siteinfo)
        except UnknownWiki:
            continue
    return with_siteinfo(of_language("en", name), siteinfo)

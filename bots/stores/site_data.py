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


_SPECIAL: Final = {
    "metawiki": "meta.wikimedia.org",
    "commonswiki": "commons.wikimedia.org",
    "specieswiki": "species.wikimedia.org",
    "incubatorwiki": "incubator.wikimedia.org",
    "outreachwiki": "outreach.wikimedia.org",
    "wikidatawiki": "www.wikidata.org",
    "mediawikiwiki": "www.mediawiki.org",
    "wikifunctionswiki": "www.wikifunctions.org",
    "sourceswiki": "wikisource.org",
}
_PROJECTS: Final = {
    "wiki": "wikipedia",
    **{name: name for name in "wiktionary wikibooks wikinews wikiquote wikisource".split()},
    **{name: name for name in "wikiversity wikivoyage wikimedia".split()},
}


def api_of(wiki: str) -> str:
    """Return the address of the API of the Wikimedia wiki of this name; nothing for another."""
    host = _SPECIAL.get(wiki, "")
    for project, domain in _PROJECTS.items():
        code = wiki.removesuffix(project).replace("_", "-")
        if not host and wiki.endswith(project) and code and "wik" not in code:
            host = f"{code}.{domain}.org"
    return f"https://{host}/w/api.php" if host else ""


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

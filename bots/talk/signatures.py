"""Who signed: the user link before a timestamp, and the templates that sign for the unsigned.

The author is the target of the nearest link to a user page, a user's talk page or contributions
before the timestamp, not what the link shows. The search stops at the end of the paragraph, at the
signature before, and after DiscussionTools' budget of 100 characters of visible text.

Rules from DiscussionTools' CommentParser (findSignature, getUsernameFromLink) and MediaWiki's
MediaWikiTitleCodec (splitTitleString).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote

from bots.talk.blocks import edges, either
from bots.talk.site import Site, all_user_names
from bots.talk.timestamps import MARK, find_bare

SCAN_LIMIT: Final = 100
"""Visible characters between a user's link and the timestamp, as in DiscussionTools."""

REACH: Final = 3000
"""Characters of wikitext looked at before a timestamp: decorations are long, pages longer."""

_TAG: Final = re.compile(r"<[^<>]*>|'{2,}|\[\[[^\[\]|]*\||\[\[|\]\]|\[(?:https?:)?//\S*|[\0\x7f]+")
_LAST_MARKUP: Final = re.compile(r".*(?:>|''|\]|\}\}|\x7f)", re.DOTALL)
_INVISIBLE: Final = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\0]")
_BLANKS: Final = re.compile(r"[\s_]+")
_IPV6: Final = re.compile(r"[0-9a-fA-F:]+:[0-9a-fA-F:.]*\Z")


class Signature(NamedTuple):
    """Whose it is, and where it stands."""

    author: str
    start: int
    """Where the first of the author's links begins."""


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A template that says who wrote the text before it: ``{{unsigned|Ana|10:15, …}}``."""

    start: int
    end: int
    author: str
    """Empty if the template does not tell."""
    moment: datetime | None
    """In UTC; None if the template does not tell."""
    warning: str = ""


class _Links(NamedTuple):
    wiki: re.Pattern[str]
    url: re.Pattern[str]
    call: re.Pattern[str]


def find_author(text: str, floor: int, stamp: int, site: Site) -> Signature | None:
    """Return who signed at a timestamp in a masked text, or None if no one did.

    ``floor`` is where the search may begin: the end of the signature before, at the earliest.
    """
    links = _links(site)
    low = max(floor, stamp - REACH)
    author, start = "", stamp
    at = stamp
    while (at := text.rfind("[", low, at)) >= 0:
        if text[at - 1 : at] == "[" and at > low:
            at -= 1
            found = links.wiki.match(text, at)
            name = user_name(found, site) if found else ""
        else:
            found = links.url.match(text, at)
            name = user_name(found, site) if found else ""
        if author and name != author:
            # What follows belongs to this author: only more of it is looked for, not far away.
            if stamp - at > SCAN_LIMIT and _visible(text, at, stamp) >= SCAN_LIMIT:
                break
            continue
        if stamp - at > SCAN_LIMIT and _visible(text, at, stamp) >= SCAN_LIMIT:
            break
        if not name:
            continue
        if edges(site).paragraph.search(text, at, start):
            break
        author, start = name, at
    if author:
        return Signature(author, start)
    return _signature_template(text, low, stamp, links, site)


def user_name(link: re.Match[str], site: Site) -> str:
    """Return the user's name, as MediaWiki writes it, that a link's target names, or nothing."""
    raw = link["name"]
    name = normalize(raw if "%" not in raw else unquote(raw), site)
    return "" if "/" in name else name


def normalize(name: str, site: Site) -> str:
    """Return a user's name as in the title of the user page: one name, one spelling."""
    if "&" in name:
        name = html.unescape(name)
    if not name.isalnum():
        name = _BLANKS.sub(" ", _INVISIBLE.sub("", name)).strip(" ")
        if ":" in name and _IPV6.match(name):
            return name.upper()
    first = name[:1]
    if first.islower():
        upper = "İ" if first == "i" and site.language in _DOTTED else first.upper()
        # Some letters have two letters for a capital: MediaWiki leaves these as they are.
        name = (upper if len(upper) == 1 else first) + name[1:]
    return name


_DOTTED: Final = frozenset(("az", "kaa", "kk-latn", "tr"))


def _visible(text: str, start: int, end: int) -> int:
    """Return how many characters a reader sees, the plain words right before the end left out."""
    between = text[start:end]
    last = _LAST_MARKUP.match(between)
    return sum(len(part.strip()) for part in _TAG.split(between[: last.end()])) if last else 0


def _signature_template(
    text: str, low: int, stamp: int, links: _Links, site: Site
) -> Signature | None:
    """Return the owner of ``{{User:Ana/signature}}`` where that stands right before the time."""
    at = text.rfind("{{", max(low, stamp - 2 * SCAN_LIMIT), stamp)
    if at < 0 or edges(site).paragraph.search(text, at, stamp):
        return None
    found = links.call.match(text, at, stamp)
    return Signature(normalize(found["name"], site), at) if found else None


@lru_cache(maxsize=256)
def _links(site: Site) -> _Links:
    """Return the expressions for links to users, built once a site."""
    user = either((*site.user, *site.user_talk))
    contributions = rf"(?:{either(site.special)})[ _]*:[ _]*(?:{either(site.contributions)})/"
    local = rf"(?:(?:{user})[ _]*:|{contributions})"
    every = all_user_names()
    anywhere = (
        either((*site.user, *site.user_talk, *every[0], *every[1])) if site.multilingual else user
    )
    prefix = r"(?::?[ _]*(?:[a-z][a-z0-9-]*[ _]*:[ _]*)+)"
    name = r"(?P<name>[^\[\]{}|#<>\n]+)"
    return _Links(
        re.compile(
            rf"\[\[{MARK}[ _]*(?::[ _]*)?(?:{local}|{prefix}(?:(?:{anywhere})[ _]*:"
            rf"|{contributions})){MARK}{name}(?:#[^\[\]|\n]*)?[\]|]",
            re.IGNORECASE,
        ),
        re.compile(
            r"\[(?:https?:)?//[^\s\[\]/]+/(?:wiki/|w/index\.php\?title=)"
            rf"(?:(?:{anywhere})(?::|%3A)|{contributions})(?P<name>[^\s\[\]<>|#&?]+)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\{{\{{[ _]*:?(?:{user})[ _]*:[ _]*(?P<name>[^\[\]{{}}|#<>\n/]+)/", re.IGNORECASE
        ),
    )


def find_unsigned(text: str, site: Site) -> Iterator[Unsigned]:
    """Yield the masked text's calls of templates for unsigned comments, in order.

    The shapes of their parameters differ from wiki to wiki and from call to call: the time may be
    the first argument or the second, may share its argument with the name, may be missing. So the
    arguments are told apart by what they hold, not by their place.
    """
    calls = _unsigned_calls(site)
    if calls is None:
        return
    for call in calls.finditer(text):
        author, stamp = "", None
        for argument in call["arguments"].split("|")[1:]:
            key, equals, value = argument.partition("=")
            if not equals:
                value = argument
            elif not key.strip().isdecimal() and key.strip().lower() not in _NAMING:
                continue
            found = None if stamp else find_bare(value, site)
            if found:
                stamp = found
                rest = (value[: found.start] + value[found.end :]).strip(" \t\n,·()")
                rest = _INVISIBLE.sub("", rest).strip()
            else:
                rest = value.strip()
            if rest and not author and not rest.isdecimal():
                author = normalize(_LINKED.sub(r"\1", rest), site)
        moment = stamp.moment if stamp else None
        yield Unsigned(call.start(), call.end(), author, moment, stamp.warning if stamp else "")


_NAMING: Final = frozenset(("user", "name", "date", "time", "timestamp", "user name", "ip"))
_LINKED: Final = re.compile(r"\[\[[^\[\]|:]*:([^\[\]|/#]+)[^\[\]]*\]\]")


@lru_cache(maxsize=256)
def _unsigned_calls(site: Site) -> re.Pattern[str] | None:
    if not site.templates.unsigned:
        return None
    names = either(site.templates.unsigned)
    return re.compile(
        rf"\{{\{{\s*(?:subst:\s*)?(?:{names})\s*(?P<arguments>\|[^{{}}]*)?\}}\}}", re.IGNORECASE
    )

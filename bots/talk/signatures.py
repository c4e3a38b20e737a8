"""Who signed: the user link before a timestamp.

The author is the target of the nearest link to a user page, a user's talk page or contributions
before the timestamp, not what the link shows. The search stops at the end of the paragraph, at the
signature before, and after DiscussionTools' budget of 100 characters of visible text.

Rules from DiscussionTools' CommentParser (findSignature, getUsernameFromLink) and MediaWiki's
MediaWikiTitleCodec (splitTitleString).
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote

from bots.talk.addresses import address
from bots.talk.blocks import Edges, either
from bots.talk.dateformats import MARK
from bots.talk.languages import all_user_names
from bots.talk.site import Site

SCAN_LIMIT: Final = 100
"""Visible characters between a user's link and the timestamp, as in DiscussionTools."""

REACH: Final = 3000
"""Characters of wikitext looked at before a timestamp: decorations are long, pages longer."""

_MANY: Final = 20_000
"""Of links and signatures remembered, so that a dump of a whole wiki does not fill the memory."""

_LONG: Final = 400
"""Characters of a link's target or a signature that is worth remembering."""

_HIDDEN: Final = re.compile(
    r"<[^<>]*>|'{2,}|\[\[[^\[\]|]*\||\[\[|\]\]|\[(?:https?:)?//\S*|[\0\x7f]+"
)
_INVISIBLE: Final = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\0]")
_BLANKS: Final = re.compile(r"[\s_]+")
_IPV6: Final = re.compile(r"[0-9a-fA-F:]+:[0-9a-fA-F:.]*\Z")
_DOTTED: Final = frozenset(("az", "kaa", "kk-latn", "tr"))
"""Languages whose capital of i is İ."""


class Links(NamedTuple):
    """A site's links to users."""

    wiki: re.Pattern[str]
    """A link's target, without brackets."""
    url: re.Pattern[str]
    """An external link to a user's page."""
    image: re.Pattern[str]
    """An image that leads to a user's page."""
    call: re.Pattern[str]
    """A signature kept on a subpage of the user's, and shown by a template call."""
    site: Site
    known: dict[str, str]
    """The users of targets seen before, empty for other pages."""
    seen: dict[str, tuple[str, int]]
    """Whose the signatures seen before are: people sign alike for years."""


def find_author(
    text: str, floor: int, stamp: int, links: Links, edge: Edges
) -> tuple[str, int] | None:
    """Return who signed at a timestamp in a masked text and where the signature begins, or None.

    ``floor`` is where the search may begin: the end of the signature before, at the earliest.
    """
    low = max(floor, stamp - REACH)
    near = text.rfind("[[", low, stamp)
    begin = text.rfind("[[", max(low, near - 2 * SCAN_LIMIT), near) if near >= 0 else -1
    if begin < 0:
        begin = near
    if begin < 0 or text.rfind("[[", max(low, begin - SCAN_LIMIT), begin) >= 0:
        return _search(text, low, stamp, links, edge)
    # Two links and none before them: all that is looked at stands here.
    words = text[begin:stamp]
    if words in links.seen:
        author, start = links.seen[words]
        return author, begin + start
    found = _search(text, low, stamp, links, edge)
    if found and found[1] >= begin and "\n" not in words:
        if len(links.seen) >= _MANY:
            links.seen.clear()
        if len(words) <= _LONG:
            links.seen[words] = found[0], found[1] - begin
    return found


def _search(text: str, low: int, stamp: int, links: Links, edge: Edges) -> tuple[str, int] | None:
    """Return what ``find_author`` does, by going back from link to link."""
    counted, visible = 0, 0
    at = text.rfind("[[", low, stamp)
    while at >= 0:
        if stamp - at > SCAN_LIMIT:
            # What stands right before the time, after the last markup, is not counted.
            counted = counted or _after_markup(text, at, stamp)
            visible += _visible(text[at:counted])
            counted = at
            if visible >= SCAN_LIMIT:
                break
        if name := _user(text, at, stamp, links):
            start = _first_link(text, low, at, name, links)
            if _broken(text, start, stamp, edge):
                start = at
                if _broken(text, start, stamp, edge):
                    return None
            return name, start
        at = text.rfind("[[", low, at)
    return _unusual(text, low, stamp, links, edge)


def _user(text: str, at: int, limit: int, links: Links) -> str:
    """Return the user that the link at an offset leads to, or nothing."""
    end = text.find("]", at, limit)
    bar = text.find("|", at, end if end >= 0 else limit)
    target = text[at + 2 : bar if bar >= 0 else end if end >= 0 else limit]
    if len(target) > _LONG:
        return ""
    known = links.known
    name = known.get(target)
    if name is None:
        found = links.wiki.match(target)
        name = user_name(found["name"], links.site) if found else ""
        if len(known) >= _MANY:
            known.clear()
        known[target] = name
    return name


def _first_link(text: str, low: int, start: int, author: str, links: Links) -> int:
    """Return where the author's links before the nearest one begin: the signature's first."""
    at = start
    while (at := text.rfind("[[", max(low, at - SCAN_LIMIT), at)) >= 0:
        name = _user(text, at, start, links)
        if name == author:
            start = at
        elif name or start - at > 2 * SCAN_LIMIT:
            # Another user is spoken of there, or the signature is far behind.
            break
    return start


def _broken(text: str, start: int, end: int, edge: Edges) -> bool:
    """Tell whether a paragraph ends between two places."""
    if edge.paragraph.search(text, start, end + 1):
        return True
    if text.find("\n", start, end) < 0:
        return False
    # A list item ends with its line, whatever follows, and so does a heading.
    return text[text.rfind("\n", 0, start) + 1] in "*#:;="


def _after_markup(text: str, start: int, end: int) -> int:
    """Return where the plain words right before a place begin."""
    return 1 + max(
        start,
        text.rfind(">", start, end),
        text.rfind("]", start, end),
        text.rfind("}", start, end),
        text.rfind("''", start, end),
    )


def _visible(wikitext: str) -> int:
    """Return how many characters a reader sees of a piece of wikitext."""
    return sum(len(part.strip()) for part in _HIDDEN.split(wikitext))


def _unusual(text: str, low: int, stamp: int, links: Links, edge: Edges) -> tuple[str, int] | None:
    """Return who signed with an address, with an image, or with ``{{User:Ana/signature}}``."""
    low = max(low, stamp - 4 * SCAN_LIMIT)
    name, at = "", stamp
    while (at := text.rfind("//", low, at)) >= 0:
        begin = text.rfind("[", max(low, at - 7), at)
        found = links.url.match(text, begin, stamp) if begin >= 0 else None
        name = user_name(found["name"], links.site) if found else ""
        if name:
            return None if _broken(text, begin, stamp, edge) else (name, begin)
    for image in links.image.finditer(text, low, stamp):
        name, at = user_name(image["name"], links.site), image.start()
    if name and not _broken(text, at, stamp, edge):
        return name, at
    at = text.rfind("{{", max(low, stamp - 2 * SCAN_LIMIT), stamp)
    found = links.call.match(text, at, stamp) if at >= 0 else None
    if found and not _broken(text, at, stamp, edge):
        return normalize(found["name"], links.site), at
    return None


def named_user(target: str, site: Site) -> str:
    """Return the user of a title such as ``User:Ana``, or nothing for any other."""
    found = links_of(site).wiki.match(target)
    return user_name(found["name"], site) if found else ""


def user_name(target: str, site: Site) -> str:
    """Return the user that a link's target names, or nothing for a subpage."""
    name = normalize(unquote(target) if "%" in target else target, site)
    return "" if "/" in name else name


def normalize(name: str, site: Site) -> str:
    """Return a user's name as in the title of the user page: one name, one spelling."""
    if "&" in name:
        name = html.unescape(name)
    if not name.isalnum():
        name = _BLANKS.sub(" ", _INVISIBLE.sub("", name)).strip(" ")
        if ":" in name and _IPV6.match(name):
            return address(name) or name.upper()
    first = name[:1]
    if first.islower():
        upper = "İ" if first == "i" and site.language in _DOTTED else first.upper()
        # Some letters have two letters for a capital, Georgian ones none that titles use:
        # Wikimedia's wikis leave these as they are.
        name = (upper if len(upper) == 1 and not "ა" <= first <= "ჿ" else first) + name[1:]
    return name


@lru_cache(maxsize=256)
def links_of(site: Site) -> Links:
    """Return the expressions for links to users, built once a site."""
    user = either((*site.user, *site.user_talk))
    contributions = rf"(?:{either(site.special)})[ _]*:[ _]*(?:{either(site.contributions)})/"
    every = all_user_names()
    anywhere = (
        either((*site.user, *site.user_talk, *every[0], *every[1])) if site.multilingual else user
    )
    prefix = r"(?::?[ _]*(?:[a-z][a-z0-9-]*[ _]*:[ _]*)+)"
    return Links(
        re.compile(
            rf"{MARK}[ _]*(?::[ _]*)?"
            rf"(?:(?:{anywhere})[ _]*:|{contributions}"
            rf"|{prefix}(?:(?:{anywhere})[ _]*:|{contributions}))"
            rf"{MARK}(?P<name>[^\[\]{{}}|#<>\n]+)(?:\#.*)?\Z",
            re.IGNORECASE,
        ),
        re.compile(
            r"\[(?:https?:)?//[^\s\[\]/]+/(?:wiki/|w/index\.php\?title=)"
            rf"(?:(?:{anywhere})(?::|%3A)|{contributions})(?P<name>[^\s\[\]<>|\#&?]+)",
            re.IGNORECASE,
        ),
        re.compile(
            r"\[\[[^\[\]]*\|[ _]*link[ _]*=[ _]*:?"
            rf"(?:(?:{user})[ _]*:|{contributions})(?P<name>[^\[\]|]+)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\{{\{{[ _]*:?(?:{user})[ _]*:[ _]*(?P<name>[^\[\]{{}}|\#<>\n/]+)/", re.IGNORECASE
        ),
        site,
        {},
        {},
    )

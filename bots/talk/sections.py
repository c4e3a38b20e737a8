"""Headings: where they stand, their level, their text as the page's anchors have it.

DiscussionTools takes a heading's text from its anchor, so markup, links and entities are resolved
and a second heading of the same text reads "Text 2", as in its anchor.

Rules from MediaWiki's Parser (doHeadings, finalizeHeadings, normalizeSectionName) and Sanitizer
(escapeIdForAttribute in the html5 mode).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bots.talk.site import Site

_MARKUP: Final = re.compile(r"[<{\['&]")
_LINE: Final = re.compile(r"\n\0*=")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_LINK: Final = re.compile(r"\[\[:?([^\[\]|]*)(?:\|((?:[^\[\]]|\[(?!\[)|\](?!\]))*))?\]\]")
_FILE: Final = re.compile(
    r"\[\[[^\[\]|:]*:[^\[\]|]*\.(?:svg|png|jpe?g|gif|webp|tiff?)[^\[\]]*\]\]", re.IGNORECASE
)
_URL: Final = re.compile(
    r"\[(?:(?:[a-z]+:)?//|mailto:|news:|tel:)[^\s\]]+ ?([^\]]*)\]", re.IGNORECASE
)
_QUOTES: Final = re.compile(r"'{2,}")
_TEMPLATE: Final = re.compile(r"\{\{([^{}]*)\}\}")
_NOWIKI: Final = re.compile(r"<nowiki>(.*?)</nowiki\s*>", re.IGNORECASE | re.DOTALL)
_UNSEEN: Final = re.compile(r"[\u200e\u200f\u202a-\u202e]+")
"""What an anchor drops."""


class Heading(NamedTuple):
    """A heading as it stands in the text."""

    start: int
    end: int
    """After the heading's line, before its line break."""
    level: int
    text: str
    """As a reader sees it."""
    anchor: str
    """The same, numbered where an earlier heading has it: what ids are made of."""


def find(text: str, masked: str, site: Site, tags: Sequence[re.Match[str]] = ()) -> list[Heading]:
    """Return the page's headings in order; ``text`` is what ``masked`` was made of."""
    found = []
    if masked.lstrip("\0").startswith("="):
        found.append(_read(text, masked, site, len(masked) - len(masked.lstrip("\0"))))
    found.extend(_read(text, masked, site, line.end() - 1) for line in _LINE.finditer(masked))
    headings = [heading for heading in found if heading]
    if in_html := list(_in_html(text, tags, site)):
        headings = sorted([*headings, *in_html])
    return _anchored(headings)


def _in_html(text: str, tags: Sequence[re.Match[str]], site: Site) -> Iterator[Heading]:
    """Yield the headings written as HTML elements, in order."""
    opened: re.Match[str] | None = None
    for tag in tags:
        name = tag["name"]
        if name[0] not in "hH":
            continue
        if not tag["close"]:
            opened = opened or tag
        elif opened and opened["name"].lower() == name.lower():
            plain = plain_text(text[opened.end() : tag.start()], site)
            yield Heading(opened.start(), tag.end(), int(name[1]), plain, plain)
            opened = None


def _read(text: str, masked: str, site: Site, at: int) -> Heading | None:
    """Return the heading whose first equals sign stands at an offset, if it is one."""
    end = masked.find("\n", at)
    end = len(masked) if end < 0 else end
    line = masked[at:end].rstrip(" \t\0\r")
    if len(line) < 3 or line[-1] != "=":
        return None
    opening = len(line) - len(line.lstrip("="))
    closing = len(line) - len(line.rstrip("="))
    if opening == len(line):
        # Nothing but equals signs: the middle one or two are the text.
        opening = closing = (len(line) - 1) // 2
    level = min(opening, closing, 6)
    plain = plain_text(text[at + level : at + len(line) - level], site)
    return Heading(at, at + len(line), level, plain, plain)


def plain_text(wikitext: str, site: Site) -> str:
    """Return a heading's wikitext as a reader sees it, white space folded.

    What a template shows cannot be known from the page alone. Those that only link a template are
    shown as they show it; any other as MediaWiki shows one that does not exist, by its title.
    """
    text = wikitext
    if not _MARKUP.search(text):
        return _folded(text)
    if "<" in text:
        text = _NOWIKI.sub(lambda shielded: _shield(shielded[1]), text)
        text = _TAG.sub("", text)
    if "{{" in text:
        for _ in range(_DEEPEST):
            inner = _TEMPLATE.sub(lambda call: _shown(call[1], site), text)
            if inner == text:
                break
            text = inner
    if "[" in text:
        text = _FILE.sub("", text)
        text = _LINK.sub(lambda link: link[1] if link[2] is None else link[2], text)
        text = _URL.sub(r"\1", text)
    if "''" in text:
        # Bold is three, italic two, both are five; of any other number some are shown.
        text = _QUOTES.sub(lambda marks: "'" * _SHOWN.get(len(marks[0]), len(marks[0]) - 5), text)
    if "&" in text:
        text = html.unescape(text)
    return _folded(text)


_SHOWN: Final = {2: 0, 3: 0, 4: 1, 5: 0}
"""Apostrophes that are shown of so many in a row."""


def _folded(text: str) -> str:
    """Return text with its white space folded as an anchor has it, of whatever kind it is."""
    return " ".join((text if text.isascii() else _UNSEEN.sub("", text)).replace("_", " ").split())


_DEEPEST: Final = 8
"""Templates inside templates of a heading: more are left as they stand."""


def _shield(plain: str) -> str:
    """Return text of nowiki so that nothing in it is taken for wikitext."""
    return "".join(f"&#{ord(char)};" if char in "[]{}'<>=|" else char for char in plain)


def _shown(call: str, site: Site) -> str:
    """Return what a template call in a heading shows, shielded."""
    if call in ("!", "="):
        return _shield("|" if call == "!" else call)
    name, _, arguments = call.partition("|")
    title = " ".join(name.replace("_", " ").split())
    if title.lower() in {known.lower() for known in site.templates.template_link}:
        shown = arguments.partition("|")[0].strip()
        return _shield("{{" + shown.removeprefix("1=") + "}}")
    if not title or title[0] in "#:" or ":" in title:
        return ""
    return f"{site.template[-1]}:{title[0].upper()}{title[1:]}"


def _anchored(headings: list[Heading]) -> list[Heading]:
    """Return the headings with those that repeat numbered as their anchors are."""
    seen: dict[str, int] = {}
    numbered = []
    for heading in headings:
        key = _key(heading.text)
        if key in seen:
            number = seen[key]
            while f"{key} {number}" in seen:
                number += 1
            seen[key] = number + 1
            heading = heading._replace(anchor=f"{heading.text} {number}")
            seen[_key(heading.anchor)] = 2
        else:
            seen[key] = 2
        numbered.append(heading)
    return numbered


def _key(text: str) -> str:
    """Return what two anchors must not share: MediaWiki minds the case of all but ASCII letters."""
    return text.encode(errors="surrogatepass").lower().decode(errors="surrogatepass")

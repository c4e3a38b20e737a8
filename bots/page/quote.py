"""Other people's words made inert: quoted on a page, they do nothing to it.

The rules are measured (DESIGN, section 3): with them a quote left links, categories, templates,
files, external and language links of the quoting page unchanged in all hostile cases.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

_DROPPED: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, lone surrogates, noncharacters: MediaWiki would save them as U+FFFD."""
_PLAIN: Final = re.compile(r"[\w .,;:!?()/'\"+%@§°–—‘’“”«»„…·、。،؛؟-]*")
_RISKY: Final = re.compile(
    r"''|^'|'$|://|__|^[*#:; =+-]|~~~|-\{|\b(?:ISBN|RFC|PMID)\b|\b\w+:(?=\S)"
)
_INERT: Final = (("&", "&amp;"), ("<", "&lt;"), ("{{", "{&#123;"), ("}}", "}&#125;"))


def folded(text: str) -> str:
    """Return the text in NFC, control characters dropped, white space folded."""
    # Spaces first: some control characters, such as tabs, are white space and part words.
    kept = " ".join(text.split())
    if _DROPPED.search(kept):
        kept = " ".join(_DROPPED.sub("", kept).split())
    return kept if kept.isascii() else unicodedata.normalize("NFC", kept)


def quote(text: str) -> str:
    """Return wikitext that shows these words and does nothing else; nothing for no words.

    Never inside an attribute: what stands in ``nowiki`` is text there as well, but templates may
    not put it there.
    """
    inert = folded(text)
    for character, entity in _INERT:
        inert = inert.replace(character, entity)
    return f"<nowiki>{inert}</nowiki>" if inert else ""


def cell(text: str) -> str:
    """Return the text as the value of a parameter: as it is where that is harmless, else quoted."""
    plain = folded(text)
    if _PLAIN.fullmatch(plain) and not _RISKY.search(plain):
        return plain
    return quote(text)


def words(wikitext: str) -> str:
    """Return the words that ``quote`` or ``cell`` made into this wikitext."""
    if wikitext.startswith("<nowiki>") and wikitext.endswith("</nowiki>"):
        return html.unescape(wikitext[len("<nowiki>") : -len("</nowiki>")])
    return wikitext

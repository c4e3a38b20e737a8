"""What people wrote in a cell, shown on another page: links stay, all else is only words there."""

from __future__ import annotations

import re
from typing import Final

from bots.page.plain import plain
from bots.page.quote import cell, folded

LONGEST: Final = 600
"""Characters of it that are shown; the rest is where it was written."""
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKUP: Final = re.compile(r"\{\{|\}\}|<|\{\||~~~|-\{")
"""With any of these, or lines of lists and headings, only the words are shown."""
_LINES: Final = re.compile(r"^[ *#:;=]", re.MULTILINE)
_LINK: Final = re.compile(
    r"\[\[(?P<target>[^\[\]{}|<>\n]+)(?:\|(?P<label>[^\[\]{}|<>\n]*))?\]\]"
    r"|\[(?P<url>https?://[^\s\[\]{}|<>\"]+)(?:[ \t]+(?P<words>[^\[\]{}|<>\n]*))?\]"
    r"|(?P<bare>https?://[^\s\[\]{}|<>\"'()]+)"
)
_APOSTROPHES: Final = re.compile("'{2,}")


def shown_elsewhere(wikitext: str) -> str:
    """Return wikitext that shows on any page what this one says; nothing for nothing.

    Links lead where they led: they categorize nothing, show no picture, and are no language link.
    """
    text = _COMMENT.sub("", wikitext).strip()
    if _MARKUP.search(text) or _LINES.search(text) or len(text) > LONGEST:
        words = folded(plain(text))
        return cell(words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…")
    text = folded(_APOSTROPHES.sub("", text))
    parts, position = [], 0
    for link in _LINK.finditer(text):
        parts += [_words(text[position : link.start()]), _link(link)]
        position = link.end()
    return "".join([*parts, _words(text[position:])]).strip()


def _link(link: re.Match[str]) -> str:
    if link["bare"]:
        return link[0]
    if link["url"]:
        words = cell(link["words"] or "")
        return f"[{link['url']} {words}]" if words else link[0]
    target = link["target"].strip().removeprefix(":").strip()
    label = cell(link["label"] or "")
    # A link to a part of its own page, or to a subpage, would lead elsewhere from here.
    if not target or target[0] in "/#." or "%" in target:
        return label or cell(target)
    return f"[[:{target}|{label}]]" if label else f"[[:{target}]]"


def _words(text: str) -> str:
    """Return words between links, the spaces around them kept."""
    before, after = (" " if text[:1] == " " else "", " " if text[-1:] == " " else "")
    return f"{before}{cell(text)}{after}" if text.strip() else text[:1]

"""Links to changes of pages, in whatever way people write them: which revisions they name. Pure.

``[[Special:Diff/123]]`` in any language of MediaWiki, ``Special:PermanentLink/123``, and addresses
with ``diff=`` or ``oldid=``. A link to another wiki names revisions that this one knows nothing of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from bots.consultation.words import without_comments
from bots.shipped import data
from bots.talk.languages import all_special_names

Revisions = Mapping[int, str | None]
"""The page of each revision that was asked for, None where there is no such revision; one that
could not be asked for is not there."""

_ADDRESS: Final = re.compile(r"(?:(?:https?:)?//|/w(?:iki)?/)[^\s\[\]|<>\"{}]+", re.IGNORECASE)
_FULLURL: Final = re.compile(r"\{\{\s*(?:fullurl|localurl):[^{}]*\}\}", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,17}")
_PREFIX: Final = re.compile(r"[\w-]:\Z")
"""Before the namespace: another wiki's prefix."""
_LONGEST: Final = 80
"""Characters in which namespace and prefix are looked for."""


class Diff(NamedTuple):
    """A link to a change, or to the state of a page after it."""

    revisions: tuple[int, ...]
    """Those that it names, the one that the change made first."""
    elsewhere: bool = False
    """Whether it leads to another wiki."""


def read_diffs(wikitext: str, host: str = "") -> tuple[Diff, ...]:
    """Return the links to changes that stand in a cell, in their order.

    ``host`` is the wiki's own; without it any address counts as the wiki's.
    """
    if not wikitext:
        return ()
    text = without_comments(wikitext)
    found = [
        (address.start(), diff)
        for address in (*_FULLURL.finditer(text), *_ADDRESS.finditer(text))
        if (diff := _of_address(address[0], host))
    ]
    masked = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    found += _links(masked)
    return tuple(diff for _, diff in sorted(found))


def asked_of(cells: Iterable[str], host: str = "") -> Iterator[int]:
    """Yield the revisions of this wiki that the links in these cells name."""
    for cell in cells:
        for diff in read_diffs(cell, host):
            if not diff.elsewhere:
                yield from diff.revisions


def page_changed(diff: Diff, known: Revisions) -> str | None:
    """Return the page that a change was made on; None where that is not known to exist."""
    pages = [None if diff.elsewhere else known.get(revision) for revision in diff.revisions]
    return None if None in pages else pages[0]


def missing(diff: Diff, known: Revisions) -> tuple[int, ...]:
    """Return the revisions of which it is known that there are none such."""
    if diff.elsewhere:
        return ()
    return tuple(r for r in diff.revisions if r in known and known[r] is None)


def _of_address(address: str, host: str) -> Diff | None:
    parts = urlsplit(address.replace("&amp;", "&"))
    elsewhere = bool(host and parts.hostname and _desktop(parts.hostname) != _desktop(host))
    if address.startswith("{{"):
        asked = parse_qs(address.strip("{} ").partition("|")[2].replace("|", "&"))
    else:
        asked = parse_qs(parts.query)
    values = [value for name in ("diff", "oldid") for value in asked.get(name, ())]
    revisions = tuple(_numbers(values))
    for _, diff in _links(unquote(parts.path).replace("/", " / ").replace("_", " ")):
        revisions = revisions or diff.revisions
    return Diff(revisions, elsewhere) if revisions else None


def _links(text: str) -> Iterator[tuple[int, Diff]]:
    """Yield the names of special pages that show a change, each with its place."""
    for link in _page().finditer(text):
        before = text[max(0, link.start() - _LONGEST) : link.start()].rstrip()
        space = next((name for name in _spaces() if before.casefold().endswith(name)), "")
        wiki = before[: len(before) - len(space)]
        revisions = tuple(_numbers((link["second"] or "", link["first"])))
        if space and revisions and not wiki[-1:].isalpha():
            yield link.start(), Diff(revisions, bool(_PREFIX.search(wiki)))


def _desktop(host: str) -> str:
    """Return a host without the part that says it is for phones."""
    return host.lower().replace(".m.", ".")


def _numbers(words: Iterable[str]) -> Iterator[int]:
    return (int(word) for word in words if _NUMBER.fullmatch(word))


@cache
def _page() -> re.Pattern[str]:
    """Return an expression for what stands behind the namespace of a link to a change."""
    words = data("special_words")
    pages = _one_of((*words["diff"], *words["permanent link"]))
    return re.compile(
        rf"[ _]{{0,9}}:[ _]{{0,9}}(?:{pages})\s*/\s*(?P<first>\d{{1,18}})(?!\d)"
        r"(?:\s*/\s*(?P<second>\w+))?",
        re.IGNORECASE,
    )


@cache
def _spaces() -> tuple[str, ...]:
    """Return what the namespace of special pages is called, longest first."""
    return tuple(sorted({name.casefold() for name in all_special_names()}, key=len, reverse=True))


def _one_of(names: Iterable[str]) -> str:
    longest = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", "[ _]") for name in longest)

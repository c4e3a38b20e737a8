"""Archives: which page a title says it is an archive of, and what archive templates say of theirs.

An archive is part of its page: ``together`` makes one conversation of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.sources import is_within
from bots.page.calls import Call, calls
from bots.shipped import data
from bots.talk.languages import other_words
from bots.talk.site import of_language

_CALLED: Final = re.compile(r"\{\{([^{}|\[\]]*)")
_TOKEN: Final = re.compile(r"[^\W_]+")
_LINK: Final = re.compile(r"\[\[([^\[\]|#<>{}\n]+)")
_WHOLE: Final = re.compile(
    r"\{\{\s*(?:FULL|TALK)PAGENAMEE?\s*\}\}|\(\(\s*(?:Lemma|FULLPAGENAME)\s*\)\)", re.IGNORECASE
)
"""What archive templates write for the title of the page itself."""
_FILLED: Final = re.compile(r"%\(\w+\)\d*[ds]|\(\([^()]*\)\)|<#>|\{\{[^{}]*\}\}", re.IGNORECASE)
"""Where the archiving bot puts a number or a date."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a page's archive template says of the titles of its archives."""

    page: str
    beginning: str
    """What all of them begin with."""
    expression: str = ""
    """With a group for each number or date; nothing for all archives below the beginning."""

    def covers(self, title: str) -> bool:
        """Return whether a page of this title is one of the archives."""
        if title == self.page:
            return False
        if not self.expression:
            return archived_page(title) == self.beginning.rstrip("/")
        found = re.fullmatch(self.expression, title)
        # A place to fill must not take in whatever page stands beside the archives.
        return found is not None and all(_tells_when(filled) for filled in found.groups())


def archived_page(title: str) -> str:
    """Return the page that a page of this title is an archive of; nothing for no archive.

    ``X/Archive 1``, ``X/Archives/2018/May`` and ``X/2018 Archive`` are archives of X, in the words
    of any language; ``X/Archives and libraries`` is none.
    """
    parts = title.split("/")
    for place, part in enumerate(parts[1:], start=1):
        if _is_archive(part):
            return "/".join(parts[:place])
    return ""


def archive_patterns(text: str, title: str, templates: Iterable[str]) -> tuple[Pattern, ...]:
    """Return what the archive templates of these names on a page say of its archives.

    A page that is an archive itself only leads back to its page.
    """
    if archived_page(title):
        return ()
    found: list[Pattern] = []
    if "{{" not in text:
        return ()
    called = _called(text)
    for name in dict.fromkeys(templates):
        if name.lower() not in called:
            continue
        for call in calls(text, name):
            if call.name == name:
                found += _patterns(call, text, title)
    return tuple(dict.fromkeys(found))


def _called(text: str) -> str:
    """Return what of a text may name templates; all of it where a comment may stand in a name."""
    names = "\n".join(dict.fromkeys(_CALLED.findall(text)))
    return (text if "<" in names else names).lower().replace("_", " ")


def together(conversations: Iterable[Conversation]) -> list[Conversation]:
    """Return the conversations, those on archives added to the one on their page if it is there.

    What is added are threads and counts: enough to sum up, not to account for each page's text.
    """
    conversations = tuple(conversations)
    titles = {conversation.source.title for conversation in conversations}
    parts: dict[str, list[Conversation]] = {}
    for conversation in conversations:
        source = conversation.source
        whole = source.archive_of if source.archive_of in titles else source.title
        parts.setdefault(whole, []).append(conversation)
    return [_sum(whole, found) for whole, found in parts.items()]


def _sum(title: str, parts: list[Conversation]) -> Conversation:
    page = next(part for part in parts if part.source.title == title)
    if len(parts) == 1:
        return page
    return replace(
        page,
        threads=tuple(thread for part in parts for thread in part.threads),
        names=tuple(name for part in parts for name in part.names),
        activity=tuple(sorted(said for part in parts for said in part.activity)),
    )


def _is_archive(part: str) -> bool:
    folded = part.replace("_", " ").casefold().strip()
    for word in _words():
        before, found, after = folded.partition(word)
        # "Archivist" goes on in letters; "Archive01" and the Chinese for "archive of 2018" do not.
        if found and not after[:1].isalpha() and _tells_when(before) and _tells_when(after):
            return True
    return False


def _tells_when(words: str) -> bool:
    """Return whether there are only numbers and months in it, or nothing."""
    return all(
        any(character.isdigit() for character in token) or token.casefold() in _months()
        for token in _TOKEN.findall(words)
    )


def _patterns(call: Call, text: str, title: str) -> Iterable[Pattern]:
    kinds: Mapping[str, list[str]] = data("archive_words")["parameters"]
    for parameter in call.parameters:
        name = parameter.name.casefold()
        value = _absolute(_WHOLE.sub(lambda _: title, parameter.value.strip(" '\"\n")), title)
        if not value:
            continue
        if name in kinds["root"]:
            yield Pattern(title, f"{value.rstrip('/')}/")
        elif name in kinds["beginning"]:
            yield Pattern(title, value, re.escape(value) + "(.+)")
        elif name in kinds["pattern"] and (pattern := _read(value, title)):
            yield pattern
    for target in _LINK.findall(text, call.start, call.end):
        linked = _absolute(target, title)
        # A box may link to other things as well: only what stands below the page is part of it.
        if linked != title and is_within(linked, title):
            yield Pattern(title, linked, re.escape(linked))


def _read(value: str, title: str) -> Pattern | None:
    """Return a title with places to fill as a pattern; nothing for one that could be any page."""
    pieces = _FILLED.split(value)
    if len(pieces) == 1 and not (value != title and is_within(value, title)):
        return None
    if not pieces[0].rpartition(":")[2].strip():
        return None
    return Pattern(title, pieces[0], "([^/]+?)".join(map(re.escape, pieces)))


def _absolute(name: str, title: str) -> str:
    name = " ".join(name.replace("_", " ").split()).removeprefix(":")
    return f"{title}{name.rstrip('/')}" if name.startswith("/") else name


@cache
def _words() -> tuple[str, ...]:
    """Return the words for archives, longest first: "Archives" is tried before "Archive"."""
    words = {word.casefold() for every in data("archive_words")["words"].values() for word in every}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _months() -> frozenset[str]:
    return frozenset(
        month.casefold()
        for words in (*of_language("en").words, *other_words())
        for month in (*words.months, *words.genitive, *words.abbreviated)
    )

"""Lists on a group's pages besides that of its members: sign-ups, questions, deliverables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bots.consultation.pages.headed import Section, items, sections, within
from bots.consultation.pages.people import read_person
from bots.consultation.words import every, fold
from bots.page.plain import plain
from bots.talk.masking import mask

_LINK: Final = re.compile(r"\[\[:?([^\[\]|#]+)")
_STRUCK: Final = re.compile(r"\s*<(s|del|strike)\b[^>]*>.*</\1\s*>\s*\Z", re.IGNORECASE | re.DOTALL)
_SHOWN: Final = re.compile(r"\{\{/([^{}|#]+)")
_MY_LANGUAGE: Final = "Special:MyLanguage/"


@dataclass(frozen=True, slots=True)
class SignUps:
    """Who has answered a call for members."""

    count: int = 0
    problem: str = ""
    """Why they cannot be counted, if so."""


def headed_items(text: str, role: str) -> tuple[str, ...]:
    """Return the items under the headings of a role, those that are struck out left out."""
    live = mask(text)
    found = [section for section in sections(text, live) if section.is_headed("group", role)]
    outer = [section for section in found if not within(section.start, found)]
    return tuple(
        item
        for section in outer
        for item in items(text, live, (section.start, section.end))
        if not _STRUCK.match(item)
    )


def has_section(text: str, role: str) -> bool:
    """Return whether a heading of the page is one of this role's."""
    return any(section.is_headed("group", role) for section in sections(text, mask(text)))


def deliverables(text: str, page: str) -> tuple[str, ...]:
    """Return the page that each deliverable links first; nothing for one that links none."""
    return tuple(_target(item, page) for item in headed_items(text, "deliverables"))


def _target(item: str, page: str) -> str:
    link = _LINK.search(item)
    return _absolute(link[1], page) if link else ""


def _absolute(link: str, page: str) -> str:
    title = " ".join(link.replace("_", " ").split()).removeprefix(_MY_LANGUAGE)
    return f"{page}{title}".rstrip("/") if title.startswith("/") else title


def notes_pages(text: str, page: str) -> tuple[str, ...]:
    """Return the subpages of a group's page that it links or shows and whose name says notes."""
    live = mask(text)
    linked = [_absolute(name[1], page) for name in _LINK.finditer(live)]
    shown = [_absolute(f"/{name[1]}", page) for name in _SHOWN.finditer(live)]
    return tuple(
        title
        for title in dict.fromkeys((*linked, *shown))
        if title.startswith(f"{page}/")
        and fold(title.removeprefix(f"{page}/")) in every("group", "notes")
    )


def sign_ups(text: str, group: str, groups: Collection[str]) -> SignUps:
    """Return the sign-ups for a group on a call's page, which may be one for several groups.

    Where some of them name a group ("Ana, for Advocacy"), only those count that name this one.
    """
    if not has_section(text, "sign-ups"):
        return SignUps(problem="no heading on the call's page says that people sign up below")
    found = [item for item in headed_items(text, "sign-ups") if _names_somebody(item)]
    named = [_named(item, groups) for item in found]
    if not any(named):
        return SignUps(len(found))
    unclear = sum(len(names) != 1 for names in named)
    if unclear:
        return SignUps(problem=f"{unclear} of {len(found)} sign-ups do not name one group")
    return SignUps(sum(fold(group) in names for names in named))


def _names_somebody(item: str) -> bool:
    person = read_person(item)
    return bool(person and (person.account or person.name) and re.search(r"\[\[|\{\{", item))


def _named(item: str, groups: Collection[str]) -> set[str]:
    said = fold(plain(item))
    names = {fold(name) for name in groups} - {""}
    found = {name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said)}
    # "Learning" within "Learning and skills" is no group of its own there.
    return {name for name in found if not any(name != other and name in other for other in found)}


def existing(titles: Iterable[str], texts: Mapping[str, str]) -> int:
    """Return how many of these pages exist."""
    return sum(title in texts for title in titles)


def question_section(text: str) -> Section | None:
    """Return the first section of open questions."""
    live = mask(text)
    return next((s for s in sections(text, live) if s.is_headed("group", "questions")), None)

"""Working groups and recommendations as a page of people's own lists them, in lists or tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from bots.consultation.pages.headed import Section, items, sections, within
from bots.consultation.pages.tables import Cell, Table, read_tables
from bots.consultation.words import every, fold
from bots.page.plain import plain
from bots.talk.masking import mask

Role = Literal["groups", "recommendations"]
ROLES: Final[tuple[Role, ...]] = ("groups", "recommendations")
FINAL: Final = "final"
_LINK: Final = re.compile(
    r"\[\[:?(?P<title>[^\[\]|#]*)(?:#(?P<part>[^\[\]|]*))?(?:\|(?P<label>[^\[\]]*))?\]\]"
)
_NUMBER: Final = re.compile(r"\s*(\d{1,3})(?=[.):\s]|$)")
_MY_LANGUAGE: Final = "Special:MyLanguage/"


@dataclass(slots=True)
class Listed:
    """Something that a list names."""

    role: Role
    name: str
    page: str = ""
    """The page that it links; nothing where it links none."""
    part: str = ""
    """The heading or anchor on that page."""
    number: str = ""
    """Of a recommendation: the number that people know it by; of merged ones ``4-5``."""
    iteration: str = ""
    before: list[Listed] = field(default_factory=list)
    """Those of the iteration before that it was made of."""


def read_listed(text: str, title: str) -> list[Listed]:
    """Return what the lists and tables of a page name, in its order.

    What a list is of, the heading above it says or that of a column, in any language; where none
    does, it is left alone.
    """
    live = mask(text)
    found = list(sections(text, live))
    tables = read_tables(text)
    listed: list[Listed] = []
    for role in ROLES:
        headed = [section for section in found if section.is_headed("list", role)]
        # A page called "Recommendations" needs no heading that says so once more.
        whole = fold(title.rpartition("/")[2].rpartition(":")[2]) in every("list", role)
        for table in tables:
            about = whole or within(table.start, headed)
            listed += _from_table(table, role, title, about=about)
        for section in _outer(headed):
            listed += _from_list(text, live, section, role, title)
    return listed


def _outer(headed: Sequence[Section]) -> Iterator[Section]:
    return (section for section in headed if not within(section.start, headed))


def _from_list(text: str, live: str, section: Section, role: Role, title: str) -> Iterator[Listed]:
    for item in items(text, live, (section.start, section.end)):
        found = _named(item, role, title)
        if found and re.search(r"\w", found.name):
            yield found


def _named(wikitext: str, role: Role, title: str) -> Listed | None:
    """Return what an item or a cell names: by its first link, else by the words before a colon."""
    shown = plain(wikitext)
    link = _LINK.search(mask(wikitext))
    if link is None:
        name = re.split(r"\s*[:：–—]\s|\s-\s", shown)[0].strip()
        return Listed(role, _bare(name), number=_number(shown)) if name else None
    page, part = link["title"], (link["part"] or "").replace("_", " ").strip()
    name = plain(link["label"] or link["title"] or link["part"] or "")
    if not link["label"]:
        name = name.rpartition("/")[2]
    target = " ".join(page.replace("_", " ").split()).removeprefix(_MY_LANGUAGE)
    if target.startswith("/"):
        target = f"{title}{target}".rstrip("/")
    return Listed(role, _bare(name), target or title, part, _number(name) or _number(shown))


def _number(shown: str) -> str:
    found = _NUMBER.match(shown)
    return found[1] if found else ""


def _bare(name: str) -> str:
    """Return a name without the number before it."""
    return re.sub(r"^\d{1,3}[.):]?\s+", "", name).strip() or name


def _from_table(table: Table, role: Role, title: str, *, about: bool) -> list[Listed]:
    grid = table.grid()
    if not grid:
        return []
    labels = [fold(plain(cell.text)) for cell in grid[0]]
    columns = _columns(labels, role)
    rounds = [(index, name) for index, label in enumerate(labels) if (name := _round(label))]
    if role == "recommendations" and about and rounds and "title" in columns:
        return _by_iteration(grid[1:], columns, rounds, title)
    named = columns.get(role, columns.get("title") if about else None)
    if named is None or len(labels) < 2:
        return []
    return [
        found
        for row in grid[1:]
        if len(row) > named and (found := _named(row[named].text, role, title))
    ]


def _columns(labels: Sequence[str], role: Role) -> Mapping[str, int]:
    """Return in which column is what, the first one that is headed so."""
    found: dict[str, int] = {}
    for name in ("number", "title", role):
        phrases = every("list", name)
        index = next((i for i, label in enumerate(labels) if label in phrases), None)
        if index is not None:
            found[name] = index
    return found


def _round(label: str) -> str:
    """Return the iteration that a column is headed as: ``1``, ``2`` … or ``final``."""
    if label in every("list", "final"):
        return FINAL
    number = re.search(r"\d{1,2}", label)
    word = re.sub(r"[\d\s]+", " ", label).strip()
    return number[0] if number and word in every("list", "iteration") else ""


def _by_iteration(
    rows: Sequence[Sequence[Cell]],
    columns: Mapping[str, int],
    rounds: Sequence[tuple[int, str]],
    title: str,
) -> list[Listed]:
    """Return the drafts that a table has in a column for each iteration.

    A cell that spans several rows is one draft, made of those that stand in these rows before it.
    """
    found: dict[int, Listed] = {}
    for row in rows:
        before: Listed | None = None
        for index, iteration in rounds:
            cell = row[index] if index < len(row) else None
            link = _named(cell.text, "recommendations", title) if cell else None
            if cell is None or link is None or not link.page:
                continue
            number, name = (_said(row, columns.get(which)) for which in ("number", "title"))
            draft = found.get(id(cell))
            if draft is None:
                draft = link
                draft.name, draft.number, draft.iteration = name, number, iteration
                found[id(cell)] = draft
            else:
                draft.number = "-".join(filter(None, (draft.number, number)))
                draft.name = f"{draft.name}; {name}"
            if before and before not in draft.before:
                draft.before.append(before)
            before = draft
    return list(found.values())


def _said(row: Sequence[Cell], column: int | None) -> str:
    return plain(row[column].text) if column is not None and column < len(row) else ""

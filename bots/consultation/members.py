"""The members of a working group, counted from the table or list on its own page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import mwparserfromhell  # type: ignore[import-untyped, unused-ignore]
from mwparserfromhell.nodes import Tag  # type: ignore[import-untyped, unused-ignore]
from mwparserfromhell.wikicode import Wikicode  # type: ignore[import-untyped, unused-ignore]

NAME_HEADINGS: Final = frozenset(
    "name member user username nom membre miembro nombre usuario benutzer mitglied nome membro "
    "имя участник الاسم العضو 姓名 成员 成員 用户 名前 jina mwanachama".split()
)
"""Headings of the column that names the members, casefolded."""
MEMBERS_HEADINGS: Final = frozenset(
    "members membres miembros mitglieder membros участники الأعضاء أعضاء 成员 成員 メンバー "
    "wanachama".split()
)
"""Headings of the section with the members, casefolded."""

_STRUCK: Final = frozenset({"s", "del", "strike"})
_NAME_END: Final = re.compile(r"\s*(?:,|،|、|;|\(|（|\s[–—-]\s)")
_HEADING: Final = re.compile(r"^(=+)\s*(.+?)\s*\1\s*$", re.MULTILINE)
_ITEM: Final = re.compile(r"^\*[^*:#].*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Members:
    """Who is in a working group."""

    names: tuple[str, ...]
    """The members as the page shows them, in its order; those struck out have left."""
    problem: str = ""
    """Why they cannot be told, if so; ``names`` is empty then."""


def read_members(text: str) -> Members:
    """Return the members from the one table with a column of names, else from the one list.

    Two such tables, or a table with merged cells, are a problem to report: nothing is guessed.
    """
    code = mwparserfromhell.parse(text)
    tables = [table for table in _tables(code) if _name_column(table) is not None]
    if len(tables) > 1:
        return Members((), f"{len(tables)} tables have a column of names")
    if tables:
        return _from_table(tables[0])
    return _from_list(text)


def _name(tag: Tag) -> str:
    return str(tag.tag).strip().lower()


def _tables(code: Wikicode) -> list[Tag]:
    return [tag for tag in code.filter_tags() if _name(tag) == "table"]


def _rows(table: Tag) -> list[list[Tag]]:
    """Return the cells of each row; cells before the first ``|-`` make a row as well."""
    rows: list[list[Tag]] = []
    loose: list[Tag] = []
    for tag in _direct(table, "tr", "td", "th"):
        if _name(tag) == "tr":
            rows.append(_direct(tag, "td", "th"))
        elif not str(tag.contents).startswith("+"):  # how the parser sees a caption, "|+"
            loose.append(tag)
    return [row for row in (loose, *rows) if row]


def _direct(parent: Tag, *names: str) -> list[Tag]:
    """Return the child tags of these names, in ``tbody`` and ``thead`` too, not deeper."""
    found = []
    for node in parent.contents.nodes if parent.contents else []:
        if not isinstance(node, Tag):
            continue
        if _name(node) in names:
            found.append(node)
        elif _name(node) in {"tbody", "thead"}:
            found += _direct(node, *names)
    return found


def _shown(code: Wikicode | None) -> str:
    return " ".join(str(code.strip_code()).split()) if code else ""


def _name_column(table: Tag) -> int | None:
    rows = _rows(table)
    if not rows:
        return None
    for index, cell in enumerate(rows[0]):
        words = set(re.findall(r"\w+", _shown(cell.contents).casefold()))
        if _name(cell) == "th" and words & NAME_HEADINGS:
            return index
    return None


def _from_table(table: Tag) -> Members:
    column = _name_column(table) or 0
    names = []
    for row in _rows(table)[1:]:
        if any(
            str(attribute.name).strip().lower() in {"rowspan", "colspan"}
            for cell in row
            for attribute in cell.attributes
        ):
            return Members((), "the members table has merged cells")
        if len(row) <= column or all(_name(cell) == "th" for cell in row):
            continue
        name = _present(row[column].contents)
        if name:
            names.append(name)
    return Members(tuple(names))


def _present(code: Wikicode) -> str:
    """Return the name in a cell or item, or nothing where that begins with something struck out.

    The name is the first link's text, else what stands before the first comma, dash or bracket.
    """
    for node in code.nodes:
        if isinstance(node, Tag) and _name(node) in _STRUCK:
            return ""
        if str(node).strip(" *'\n"):
            break
    links = code.filter_wikilinks()
    if links:
        return _shown(links[0].text or links[0].title)
    return _NAME_END.split(_shown(code), maxsplit=1)[0].strip()


def _from_list(text: str) -> Members:
    sections = [
        match
        for match in _HEADING.finditer(text)
        if set(re.findall(r"\w+", match[2].casefold())) & MEMBERS_HEADINGS
    ]
    if not sections:
        return Members((), "there is neither a table with a column of names nor a list of members")
    if len(sections) > 1:
        return Members((), f"{len(sections)} sections are headed as members")
    following = _HEADING.search(text, sections[0].end())
    body = text[sections[0].end() : following.start() if following else len(text)]
    names = [_present(mwparserfromhell.parse(item[1:])) for item in _ITEM.findall(body)]
    return Members(tuple(name for name in names if name))

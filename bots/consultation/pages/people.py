"""A person as the cell of a table or an item of a list names them, and whether they have left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import Final

import mwparserfromhell  # type: ignore[import-untyped, unused-ignore]
from mwparserfromhell.nodes import (  # type: ignore[import-untyped, unused-ignore]
    Comment,
    Tag,
    Template,
    Wikilink,
)
from mwparserfromhell.wikicode import Wikicode  # type: ignore[import-untyped, unused-ignore]

from bots.consultation.dates.written import read_period
from bots.consultation.words import every, fold
from bots.talk.languages import all_user_names

_STRUCK: Final = frozenset({"s", "del", "strike"})
_BREAK: Final = re.compile(r"<\s*br\s*/?\s*>.*", re.IGNORECASE | re.DOTALL)
_MOST: Final = 200
"""More brackets than a name ever has: the parser takes long over many that are not closed."""
_LONGEST: Final = 1000
_MOST_REMARKS: Final = 20
"""What stands behind a name in so many characters and remarks may say that the person has left."""
_ITEMS: Final = re.compile(r"^[*#]", re.MULTILINE)
_SEPARATOR: Final = re.compile(r"\s*[,،、;；(（]|\s[–—-]\s")
_BRACKETS: Final = re.compile(r"[(（]([^()（）]*)[)）]")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone named as a member."""

    name: str
    """The name as the page shows it."""
    account: str = ""
    """The user page that it links to, folded; two items with the same one are one person."""
    left: bool = False
    """Whether they are struck out, or said to have left."""
    problem: str = ""
    """Why it cannot be told who this is, or whether they are still there."""


def read_person(wikitext: str, today: date | None = None) -> Person | None:
    """Return the person that a cell or an item names, or None where it names nobody.

    Without ``today``, "(until May 2030)" is a problem to report.
    """
    if sum(map(wikitext.count, ("{", "[", "<", "''"))) > _MOST:
        return Person("", problem=f"a name with so much markup cannot be read ({wikitext[:40]}…)")
    code = mwparserfromhell.parse(_BREAK.sub("", wikitext))
    shown = _shown(code)
    accounts = dict(_accounts(code))
    if len(accounts) > 1:
        return Person(shown, problem=f"“{shown}” links to {len(accounts)} people")
    account = next(iter(accounts), "")
    if struck := _struck(code):
        return Person(accounts.get(account, struck), account, left=True)
    if problem := "" if account else _several(wikitext, shown):
        return Person(shown, problem=problem)
    name = accounts.get(account) or _first_words(code, shown)
    if not name:
        templates = code.filter_templates(recursive=False)
        if not templates:
            return None
        call = " ".join(str(templates[0].name).split())
        return Person("", problem=f"a name is given only by {{{{{call}}}}}, which cannot be read")
    if not account and (fold(name) in every("member", "vacant") or not re.search(r"\w", name)):
        return None
    # What follows a line break may still say that the person has left.
    return _with_end(name, account, _shown(mwparserfromhell.parse(wikitext)), today)


def _several(wikitext: str, shown: str) -> str:
    """Return why this may be more than one person, if so; a comma is taken for "Ana, Kenya"."""
    joined = {"、", *every("date", "and")} - {"+"}
    words = _BRACKETS.sub("", shown)
    if len(_ITEMS.findall(wikitext)) > 1:
        return f"“{shown}” is a list within one cell"
    if "、" in words or joined & set(fold(words).split()[1:-1]):
        return f"“{shown}” may be more than one person; link their user pages"
    return ""


def _shown(code: Wikicode) -> str:
    return " ".join(str(code.strip_code()).split())


def _accounts(code: Wikicode) -> Iterator[tuple[str, str]]:
    """Return the accounts linked to, folded, each with the name that is shown for it."""
    for link in code.filter_wikilinks():
        account = _account(str(link.title))
        if account:
            yield fold(account), _shown(link.text) if link.text else account
    for template in code.filter_templates(recursive=False):
        if fold(str(template.name)) in every("member", "user templates") and template.has("1"):
            account = _shown(template.get("1").value)
            if account:
                yield fold(account), account


def _account(title: str) -> str:
    """Return the user whose page this title is, on this wiki or another, or nothing."""
    parts = [part.strip() for part in title.replace("_", " ").strip(" :").split(":")]
    for index, part in enumerate(parts[:3]):
        if part.casefold() in _user_names() and index + 1 < len(parts):
            name = ":".join(parts[index + 1 :]).partition("#")[0].partition("/")[0].strip()
            return name[:1].upper() + name[1:]
    return ""


@cache
def _user_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in ("User", *all_user_names()[0]))


def _first_words(code: Wikicode, shown: str) -> str:
    """Return the text of a link that the text begins with, else what precedes the first comma."""
    for node in code.nodes:
        if isinstance(node, Wikilink) and (text := _shown(node.text or node.title)):
            if not re.match(r"[^:|]+:[^:]+\.\w{3,4}\s*$", str(node.title)):  # no picture
                return text
        elif not isinstance(node, Comment) and str(node).strip(" \n*'\t"):
            break
    return _SEPARATOR.split(shown, maxsplit=1)[0].strip(" :")


def _struck(code: Wikicode) -> str:
    """Return the text that is struck out, if that is the first thing there; else nothing."""
    for node in code.nodes:
        if isinstance(node, Tag):
            if str(node.tag).strip().lower() in _STRUCK:
                return _shown(node.contents)
            # Bold or small print around it: what counts is inside.
            if node.contents and str(node.contents).strip():
                return _struck(node.contents)
        elif isinstance(node, Template):
            is_strike = fold(str(node.name)) in every("member", "struck templates")
            return _shown(node.get("1").value) if is_strike and node.has("1") else ""
        elif not isinstance(node, Comment) and str(node).strip(" \n*'\t"):
            return ""
    return ""


def _with_end(name: str, account: str, shown: str, today: date | None) -> Person:
    """Return the person, with what the remarks behind the name say of their leaving."""
    for remark in islice(_remarks(shown[:_LONGEST]), _MOST_REMARKS):
        folded = fold(remark)
        for word, language in every("member", "left").items():
            rest = _behind(folded, word)
            if rest == "" or (rest and read_period(rest, language)):
                return Person(name, account, left=True)
        for word, language in every("member", "until").items():
            rest = _behind(folded, word)
            if not rest:
                continue
            last = read_period(rest, language)
            if last and today:
                return Person(name, account, left=today > last.end)
            if last or "(" in shown or "（" in shown:
                return Person(
                    name,
                    account,
                    problem=f"whether {name} is still a member cannot be told (“{remark}”)",
                )
    return Person(name, account)


def _remarks(shown: str) -> Iterator[str]:
    """Return what stands in brackets, and what stands behind each comma or dash to the end."""
    for match in _BRACKETS.finditer(shown):
        yield match[1].strip()
    for match in _SEPARATOR.finditer(shown):
        if match[0].strip() not in {"(", "（"}:
            yield shown[match.end() :].strip()


def _behind(text: str, word: str) -> str | None:
    """Return what stands behind the word that the text begins with, or None if it does not."""
    if not text.startswith(word):
        return None
    rest = text[len(word) :]
    runs_on = rest[:1].isalpha() and word.isascii()
    return None if runs_on else rest.strip()

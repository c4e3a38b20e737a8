"""What may stand in a setting: each value in its form, or refused with what is allowed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator

from bots.consultation.ledger.dispositions import DISPOSITIONS
from bots.consultation.people.user_space import account_of_person
from bots.errors import UnknownWiki
from bots.kinds.statements import FACET
from bots.kinds.statements import ROW as STATEMENT
from bots.talk.languages import is_language
from bots.talk.site import site


def _title(value: str) -> str:
    """Return a page's title, or a title's beginning, as MediaWiki writes it."""
    title = " ".join(value.replace("_", " ").split())
    if not title or set(title) & set("<>[]{}|#"):
        raise ValueError("a page's title is wanted, without any of < > [ ] { } | #")
    return title


def _wiki(value: str) -> str:
    try:
        site(value)
    except UnknownWiki as error:
        raise ValueError(str(error)) from None
    return value


def _language(value: str) -> str:
    code = value.lower()
    if not (is_language(code) or re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", code)):
        raise ValueError(f"“{value}” is no code of a language; write it as en, fr or pt-br")
    return code


def _account(value: str) -> str:
    """Return an account's name, with or without ``User:``, in any language, before it."""
    return _title(account_of_person(value))


def _facet(value: str) -> str:
    """Return a facet's name, which is also the name of a cell in people's rows."""
    name = " ".join(value.lower().split())
    if not re.fullmatch(r"[^\W\d_][\w -]*", name):
        raise ValueError("a facet's name is made of letters, digits, spaces and hyphens")
    if name in (*STATEMENT.order, "rows", "kind") and name != FACET:
        raise ValueError(f"“{name}” is a cell that every statement has; choose another name")
    return name


def _keyword(value: str) -> str:
    """Return a word to look for in comments; a star at its end or its beginning leaves it open."""
    word = " ".join(value.split())
    if not word.strip("* ") or "*" in word.strip("*"):
        raise ValueError(
            "a keyword is a word, or its beginning or end with a star: “fund*”, “*schutz”"
        )
    return word


def _interwiki(value: str) -> str:
    """Return an interwiki prefix without the colons around it, such as ``w:fr``."""
    prefix = value.strip(": ").lower()
    if not re.fullmatch(r"[a-z][a-z0-9_-]*(?::[a-z][a-z0-9_-]*)*", prefix):
        raise ValueError("an interwiki prefix is wanted as it stands in links, such as w:fr")
    return prefix


def _abroad(value: str) -> str:
    """Return where another wiki is read: the address of its API, or a folder for trying out."""
    kind, _, rest = value.partition(":")
    if not rest or kind not in ("https", "http", "folder"):
        raise ValueError("the address of the wiki's api.php is wanted, or folder:PATH")
    return value


def _disposition(value: str) -> str:
    name = " ".join(value.lower().split())
    if name not in DISPOSITIONS:
        raise ValueError(f"“{value}” is no disposition; use {', '.join(DISPOSITIONS)}")
    return name


def once(value: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Return accounts by what is said of them, each said of once."""
    named = [account for accounts in value.values() for account in accounts]
    if twice := next((account for account in named if named.count(account) > 1), ""):
        raise ValueError(f"“{twice}” stands in two of them")
    return value


Title = Annotated[str, AfterValidator(_title)]
Disposition = Annotated[str, AfterValidator(_disposition)]
Keyword = Annotated[str, AfterValidator(_keyword)]
Interwiki = Annotated[str, AfterValidator(_interwiki)]
Abroad = Annotated[str, AfterValidator(_abroad)]
Account = Annotated[str, AfterValidator(_account)]
Facet = Annotated[str, AfterValidator(_facet)]
Language = Annotated[str, AfterValidator(_language)]
Wiki = Annotated[str, AfterValidator(_wiki)]

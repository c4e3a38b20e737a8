"""Whose user space a page lies in, by the names that any language has for it."""

from __future__ import annotations

from functools import cache

from bots.consultation.rules import account
from bots.talk.languages import all_user_names


def owner_of(title: str) -> str:
    """Return the account whose user page or subpage of it this is; nothing for any other page."""
    space, colon, rest = title.replace("_", " ").partition(":")
    if not colon or " ".join(space.split()).casefold() not in _spaces():
        return ""
    return account(rest.partition("/")[0])


def account_of_person(typed: str) -> str:
    """Return the account that was typed, by its name or by its user page."""
    return owner_of(typed) or account(typed)


def is_personal(title: str) -> bool:
    """Return whether a page lies in somebody's user space, talk pages included."""
    space, colon, _ = title.replace("_", " ").partition(":")
    name = " ".join(space.split()).casefold()
    return bool(colon) and (name in _spaces() or name in _talk_spaces())


@cache
def _spaces() -> frozenset[str]:
    return frozenset(name.casefold() for name in ("User", *all_user_names()[0]))


@cache
def _talk_spaces() -> frozenset[str]:
    return frozenset(name.casefold() for name in ("User talk", *all_user_names()[1]))

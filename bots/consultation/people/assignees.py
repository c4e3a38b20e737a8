"""Whom a cell says to look after something: ``[[User:Ana|Ana]], Bo and {{u|Cy}}``."""

from __future__ import annotations

import re
from typing import Final

from bots.consultation.rules import account
from bots.page.plain import plain

_LINK: Final = re.compile(r"\[\[\s*:?(?:[^\[\]|:#/]*:)*([^\[\]|:#/]+)[^\[\]]*\]\]")
_CALL: Final = re.compile(r"\{\{[^{}|]*\|\s*(?:1\s*=)?\s*([^{}|]+)[^{}]*\}\}")
_PARTS: Final = re.compile(r"[,;،؛、，；/&+\n]|\s(?:and|et|und|y|e|и|و|na)\s|和|与|と")


def assignees(wikitext: str) -> frozenset[str]:
    """Return the names of those whom a cell names, as accounts are written.

    A link or a template names whom it leads to, other text each name in it.
    """
    if not wikitext:
        return frozenset()
    named = [match[1] for match in (*_LINK.finditer(wikitext), *_CALL.finditer(wikitext))]
    rest = plain(_CALL.sub(",", _LINK.sub(",", wikitext)))
    found = {account(name.strip().removeprefix("@")) for name in (*named, *_PARTS.split(rest))}
    return frozenset(found - {""})

"""Templates that name the author of a comment left unsigned: ``{{unsigned|Ana|10:15, …}}``.

The shapes of their parameters differ from wiki to wiki and from call to call: the time may be the
first argument or the second, may share its argument with the name, may have no zone, may be
missing. So the arguments are told apart by what they hold, not by their place. Which templates
these are is data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final, NamedTuple

from bots.talk.signatures import named_user, normalize
from bots.talk.site import Site
from bots.talk.timestamps import Timestamp, find_bare


class Unsigned(NamedTuple):
    """A call of such a template."""

    start: int
    end: int
    author: str
    """Empty if the template does not tell."""
    moment: datetime | None
    """In UTC; None if the template does not tell."""
    warning: str


def read(calls: Iterable[re.Match[str]], site: Site) -> Iterator[Unsigned]:
    """Yield what some calls of such templates say."""
    for call in calls:
        author = ""
        stamp: Timestamp | None = None
        # Links and templates inside the arguments have bars of their own.
        plain = _CALLED.sub(r"\1", _LINKED.sub(r"\1", call["arguments"] or ""))
        for argument in plain.split("|")[1:]:
            key, equals, value = argument.partition("=")
            if not equals:
                value = argument
            # A parameter has its name in any language: what it holds may be a time, but no user.
            named = bool(equals) and not key.strip().isdecimal() and key.strip() not in _NAMING
            found = None if stamp or not _DIGIT.search(value) else find_bare(value, site)
            if found:
                stamp = found
                value = value[: found.start] + value[found.end :]
            rest = _INVISIBLE.sub("", value).strip(" \t\n,·()")
            if rest and not author and not named and not rest.isdecimal():
                author = normalize(named_user(rest, site) or rest, site)
        moment, warning = (stamp.moment, stamp.warning) if stamp else (None, "")
        yield Unsigned(call.start(), call.end(), author, moment, warning)


_NAMING: Final = frozenset(("user", "User", "name", "user name", "ip", "IP"))
_LINKED: Final = re.compile(r"\[\[[^\[\]|:]*:([^\[\]|/#]+)[^\[\]]*\]\]")
_CALLED: Final = re.compile(r"\{\{[^{}|]*\|([^{}|]*)[^{}]*\}\}")
_DIGIT: Final = re.compile(r"\d")
_INVISIBLE: Final = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\0]|&[lr][mr]m;")

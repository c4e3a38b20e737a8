"""The signatures of a page in order, and the account of what was seen and refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from heapq import merge

from bots.talk import unsigned
from bots.talk.blocks import edges
from bots.talk.items import Rejected
from bots.talk.nesting import inside
from bots.talk.signatures import find_author, links_of
from bots.talk.site import Site
from bots.talk.timestamps import NoDate, find

Sign = tuple[int, int, str, datetime, str, bool]
"""A signature: start, end, author, moment, warning, and whether a template stands for it."""


class Account:
    """What was seen on a page, and what of it was refused."""

    __slots__ = ("refused", "seen")

    def __init__(self) -> None:
        self.seen = 0
        self.refused: list[tuple[int, str]] = []

    def refuse(self, start: int, reason: str) -> None:
        """Note something that looked like a signature and is none, and why."""
        self.refused.append((start, reason))

    def listed(self, text: str) -> list[Rejected]:
        """Return what was refused, in order and with lines."""
        rejected = []
        line, counted = 1, 0
        for start, reason in sorted(self.refused):
            line += text.count("\n", counted, start)
            counted = start
            rejected.append(Rejected(start, line, reason))
        return rejected


def find_signs(
    masked: str,
    site: Site,
    calls: list[re.Match[str]],
    quotes: list[tuple[int, int]],
    account: Account,
) -> Iterator[Sign]:
    """Yield the signatures of a masked text, also those that some template calls stand for."""
    signed = _signed(masked, site, calls, quotes, account)
    return merge(_named(calls, site, account), signed) if calls else signed


def _named(calls: list[re.Match[str]], site: Site, account: Account) -> Iterator[Sign]:
    """Yield the signatures that templates for unsigned comments stand for, in order."""
    for call in unsigned.read(calls, site):
        account.seen += 1
        if call.author and call.moment:
            yield call.start, call.end, call.author, call.moment, call.warning, True
        else:
            missing = "time" if call.author else "name"
            account.refuse(call.start, f"a template for unsigned comments without a {missing}")


def _signed(
    masked: str,
    site: Site,
    calls: list[re.Match[str]],
    quotes: list[tuple[int, int]],
    account: Account,
) -> Iterator[Sign]:
    """Yield the signatures that end in a timestamp, in order, those in ``calls`` aside."""
    links, edge = links_of(site), edges(site)
    floor = at = 0
    for stamp in find(masked, site):
        start, end = stamp[0], stamp[1]
        if calls:
            while at < len(calls) and calls[at].end() <= start:
                floor = max(floor, calls[at].end())
                at += 1
            if at < len(calls) and calls[at].start() <= start:
                continue
        account.seen += 1
        if isinstance(stamp, NoDate):
            account.refuse(start, stamp.reason)
        elif quotes and inside(quotes, start):
            account.refuse(start, "in a quotation")
        elif owner := find_author(masked, floor, start, links, edge):
            yield owner[1], end, owner[0], stamp[2], stamp[3], False
        else:
            account.refuse(start, "no link to a user before it")
        floor = end

"""Whether a request may be carried out, and which pages it is about."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bots.consultation.requests import (
    ACTIONS,
    EXPORT,
    IMPORT,
    MISSING,
    NOT_KEPT,
    NOT_LISTED,
    OUTSIDE,
    REFUSED,
    UNCLEAR,
    UNKNOWN,
)
from bots.consultation.talks.sources import interwiki_of
from bots.errors import InvalidTitle
from bots.kinds.base import Kind
from bots.page.regions import Host
from bots.run.amend import CODED
from bots.run.asked import Asked
from bots.run.hosts import HostPage
from bots.run.spread import first_page
from bots.settings import Settings
from bots.stores.titles import normalize


class Known(NamedTuple):
    """What a request is judged by."""

    settings: Settings
    allowed: Container[str]
    """The accounts that may ask."""
    hosts: Sequence[HostPage]
    refused: Container[str]
    """The pages of ours that are not sound."""


def judged(asked: Asked, known: Known) -> Asked:
    """Return a request with the pages that it names, or why it is not carried out."""
    request = asked.request
    if not asked.by:
        return asked.not_done(REFUSED, UNKNOWN)
    if asked.by not in known.allowed:
        return asked.not_done(REFUSED, NOT_LISTED)
    if request.do not in ACTIONS or (request.do == IMPORT and len(request.titles) != 1):
        return asked.not_done(REFUSED, UNCLEAR)
    if any(map(interwiki_of, request.titles)):
        return asked.not_done(REFUSED, OUTSIDE)
    try:
        titles = tuple(dict.fromkeys(map(normalize, request.titles)))
    except InvalidTitle:
        return asked.not_done(REFUSED, MISSING)
    if not all(map(known.settings.serves, (*titles, asked.answer))):
        return asked.not_done(REFUSED, OUTSIDE)
    asked = replace(asked, request=request._replace(titles=titles))
    if request.do == IMPORT:
        return asked
    fit = {p.host.title for p in known.hosts if request.do != EXPORT or is_coded(p.host)}
    if any(title not in fit and title not in known.refused for title in titles):
        return asked.not_done(REFUSED, NOT_KEPT)
    following = (p.host.title for p in known.hosts if _goes_on(p.host, titles))
    return replace(asked, pages=tuple(dict.fromkeys((*titles, *following))))


def kept_whole(
    hosts: Iterable[HostPage], kinds: Mapping[str, Kind], only: frozenset[str]
) -> frozenset[str]:
    """Return the pages of which all is kept by a run of these kinds, on these pages if any."""
    served = {k.record.schema.template for k in kinds.values() if k.record}
    return frozenset(
        page.host.title
        for page in hosts
        if (not only or page.host.title in only)
        and all(region.kind in kinds for region in page.host.regions)
        and all(record.schema.template in served for record in page.host.records)
    )


def concerned(asked: Asked, hosts: Iterable[HostPage]) -> frozenset[str]:
    """Return the hosts that a run has to keep as a whole to carry out a request."""
    if asked.request.do in (EXPORT, IMPORT):
        return frozenset(page.host.title for page in hosts if is_coded(page.host))
    there = frozenset(page.host.title for page in hosts)
    return there & {*asked.pages} if asked.pages else there


def is_coded(host: Host) -> bool:
    """Return whether people code rows on a page."""
    return any(region.kind in CODED for region in host.regions)


def _goes_on(host: Host, titles: Container[str]) -> bool:
    """Return whether a list of one of these pages goes on here."""
    return any(first_page(host.title, region) in titles for region in host.regions)

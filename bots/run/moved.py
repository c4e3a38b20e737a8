"""Lists whose first page was moved: their further pages still name it as it was called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bots.consultation.lists import list_of
from bots.page.names import CONTINUES
from bots.page.regions import Host
from bots.stores.base import Store


def moved_lists(store: Store, hosts: Iterable[Host]) -> Mapping[str, str]:
    """Return the titles on which lists began, with those to which their pages were moved.

    Only a redirect tells. Without one the list is refused, for nobody knows where it went.
    """
    hosts = tuple(hosts)
    there = {host.title for host in hosts}
    named = {list_of(region)[0] for host in hosts for region in host.regions} - there
    return {
        title: revision.redirect
        for title, revision in store.read(sorted(named))
        if revision and revision.redirect in there
    }


def followed(host: Host, moved: Mapping[str, str]) -> Host:
    """Return a page whose regions name the pages on which their lists begin today."""
    regions = []
    for region in host.regions:
        first = moved.get(list_of(region)[0])
        settings = {**region.settings, CONTINUES: first} if first else region.settings
        regions.append(replace(region, settings=settings))
    return replace(host, regions=tuple(regions))


def followed_in(host: Host) -> Mapping[str, str]:
    """Return what was followed on a page: its markers still have what was written there."""
    return {
        before: region.settings[CONTINUES]
        for region in host.regions
        for before in [list_of(replace(region, settings=region.start.cells))[0]]
        if region.settings is not region.start.cells and CONTINUES in region.settings
    }

"""Lists: regions that go on over several pages, which count as one."""

from __future__ import annotations

from collections.abc import Iterable

from bots.page.names import CONTINUES
from bots.page.regions import Region

ListId = tuple[str, str]
"""The title of the page on which a list begins, and its region's id."""


def list_of(region: Region) -> ListId:
    """Return which list a region is, or is a part of."""
    first = region.settings.get(CONTINUES, "").strip().replace("_", " ")
    return first or region.title, region.id


def lists(regions: Iterable[Region]) -> dict[ListId, list[Region]]:
    """Return the regions of each list in their order; the first one speaks for all of them."""
    found: dict[ListId, list[Region]] = {}
    for region in regions:
        found.setdefault(list_of(region), []).append(region)
    for (first, _), parts in found.items():
        parts.sort(key=lambda region: (region.title != first, _number(region.title)))
    return found


def _number(title: str) -> int:
    tail = title.rpartition("/")[2]
    return int(tail) if tail.isdecimal() else 0

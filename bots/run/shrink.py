"""The guard against a source that was emptied or misread: a region is not blanked in one run."""

from __future__ import annotations

from typing import Final

from bots.errors import RegionError
from bots.page.keep import GONE
from bots.page.ownership import normal
from bots.page.problems import SHRINKS
from bots.page.records import Record
from bots.page.regions import Host, Region

SHARE: Final = 0.2
"""The share of a region's rows of which more may not be lost in one run."""
FEWEST: Final = 5
"""Fewer rows lost than these are never too many."""


def check_shrink(before: Host, after: Host) -> None:
    """Raise RegionError where too many of a region's rows would be marked gone or be missing."""
    regions = {region.id: region for region in after.regions}
    for region in before.regions:
        there = _alive(region)
        left = _alive(regions[region.id]) if region.id in regions else set()
        lost = len(there - left)
        if lost >= FEWEST and lost > SHARE * len(there):
            raise RegionError(
                f"{lost} of the {len(there)} rows of region “{region.id}” would be blanked as gone"
                " in one run",
                "look whether its source was emptied, moved or misread; if the rows may go, say"
                " --allow-shrink",
                title=before.title,
                line=region.start.line,
                sort=SHRINKS,
            )


def _alive(region: Region) -> set[str]:
    return {row.key for row in region.rows if not _is_gone(row)}


def _is_gone(row: Record) -> bool:
    return bool(normal(row.cells.get(GONE, "")))

"""Where new rows go: each to its place among those that are there, or all to the end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bots.errors import RegionError
from bots.page.live import live
from bots.page.problems import TABLE
from bots.page.records import Edit
from bots.page.regions import Region

_TABLE: Final = re.compile(r"^[ \t:]*\{\|", re.MULTILINE)
_REMARK: Final = re.compile(r"[^{}\[\]<>|\r\n]*(?=\r?\n)")
_TABLE_END: Final = re.compile(r"^[ \t]*\|\}(?!\})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Frame:
    """The literal wikitext around a region's rows: nothing, or a table's first and last lines."""

    before: str = ""
    after: str = ""


def insert_rows(
    text: str,
    region: Region,
    frame: Frame,
    order: Sequence[str],
    fresh: Mapping[str, str],
    *,
    appends: bool,
) -> list[Edit]:
    """Return the edits that put the fresh rows in, by key, following the order of all keys.

    Raises RegionError where the table around the rows was taken apart.
    """
    if not region.rows:
        return [_fill(text, region, frame, "\n".join(fresh.values()))]
    if frame.before:
        _check_table(text, region, frame)
    if appends:
        return [behind(text, max(row.call.end for row in region.rows), [*fresh.values()])]
    ends: dict[str, int] = {}
    for row in region.rows:
        ends.setdefault(row.key, row.call.end)
    groups: dict[str, list[str]] = {}
    before = ""
    for key in order:
        if key in fresh:
            groups.setdefault(before, []).append(fresh[key])
        elif key in ends:
            before = key
    return [
        behind(text, ends[key], rows) if key else _first(text, region, rows)
        for key, rows in groups.items()
    ]


def behind(text: str, place: int, rows: Sequence[str]) -> Edit:
    """Return the edit that puts rows behind one that ends at this place."""
    # What a person typed behind a row on its line goes on standing behind that row.
    if remark := _REMARK.match(text, place):
        place = remark.end()
    lines = "".join(f"\n{row}" for row in rows)
    # VisualEditor sometimes leaves rows on one line: the next one then begins a line again.
    return Edit(place, place, f"{lines}\n" if text.startswith("{{", place) else lines)


def _first(text: str, region: Region, rows: Sequence[str]) -> Edit:
    place = min(row.call.start for row in region.rows)
    lead = "" if text[place - 1] == "\n" else "\n"
    return Edit(place, place, lead + "".join(f"{row}\n" for row in rows))


def _fill(text: str, region: Region, frame: Frame, rows: str) -> Edit:
    """Return the edit that fills a region without rows, behind all that people put in it."""
    body = live(text)[region.start.end : region.end.start]
    if frame.before and any(line in body for line in frame.before.splitlines() if line):
        opens = _TABLE.search(body)
        *_, closes = [None, *_TABLE_END.finditer(body)]
        if opens is None or closes is None or closes.start() < opens.start():
            raise _broken(region, frame, lost_first=opens is None)
        place = region.start.end + closes.start()
        return Edit(place, place, f"{rows}\n")
    place = region.end.start
    lead = "" if body.endswith("\n") else "\n"
    return Edit(place, place, f"{lead}{frame.before}{rows}\n{frame.after}")


def _check_table(text: str, region: Region, frame: Frame) -> None:
    shown = live(text)
    first = min(row.call.start for row in region.rows)
    last = max(row.call.end for row in region.rows)
    opens = _TABLE.search(shown[region.start.end : first])
    closes = _TABLE_END.search(shown[last : region.end.start])
    if not (opens and closes):
        raise _broken(region, frame, lost_first=opens is None)


def _broken(region: Region, frame: Frame, *, lost_first: bool) -> RegionError:
    line = frame.before.splitlines()[0] if lost_first else "|}"
    place = "above" if lost_first else "below"
    return RegionError(
        f"the table of region {region.id} has lost its {'first' if lost_first else 'last'} line",
        f"put “{line}” back on a line of its own, {place} the rows",
        line=region.start.line,
        sort=TABLE,
    )

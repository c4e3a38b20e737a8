"""A small consultation of two kinds of region and one record, which all tests of pages share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bots.page.bases import find_bases, out_of_sum
from bots.page.keep import Bases, Frame, Kept, Wanted, keep
from bots.page.ownership import Schema
from bots.page.regions import Host, read_host

ITEM = Schema(
    template="Consultation item row",
    bot=("id", "page", "heading", "comments", "gone", "as of"),
    people=("note",),
    words=("heading",),
)
"""A row of a table; new ones go to their places."""
NOTE = Schema(
    template="Consultation note row",
    bot=("id", "text", "as of"),
    people=("theme", "summary"),
)
"""A row that stands for itself; new ones go to the end."""
MILESTONE = Schema(
    template="Consultation milestone",
    bot=("status", "progress", "as of"),
    people=("id", "title", "date"),
)
"""A record that people write and whose state the bot keeps."""

ROWS: Mapping[str, Schema] = {"items": ITEM, "notes": NOTE}
RECORDS: Mapping[str, Schema] = {MILESTONE.template: MILESTONE}
TABLE = Frame(
    '{| class="wikitable consultation-items"\n{{Consultation item head}}\n',
    "|}\n",
)
EMPTY = (
    "{{Consultation region|id=items|kind=items}}\n{{Consultation region end|id=items}}",
    "{{Consultation region|id=notes|kind=notes}}\n{{Consultation region end|id=notes}}",
)
"""A region of each kind in which nothing stands yet."""
BEFORE, TODAY, TOMORROW = "2018-06-01", "2018-07-01", "2018-07-02"


def item(key: str, comments: int, heading: str = "") -> dict[str, str]:
    return {
        "id": key,
        "page": "Talk:Strategy",
        "heading": heading or f"About {key}",
        "comments": str(comments),
    }


def note(key: str, text: str = "") -> dict[str, str]:
    return {"id": key, "text": text or f"<nowiki>Note {key}</nowiki>"}


ITEMS = (item("one", 4), item("two", 6), item("three", 3), item("four", 1))
NOTES = (note("n1"), note("n2"), note("n3"))
SUMMIT = {"status": "in progress", "progress": "1/2"}


def wanted(
    items: Sequence[Mapping[str, str]] = ITEMS,
    notes: Sequence[Mapping[str, str]] = NOTES,
    today: str = TODAY,
) -> dict[str, Wanted]:
    """What the regions of the kinds ``items`` and ``notes`` are to show, by kind."""
    return {
        "items": Wanted([{**row, "as of": today} for row in items], TABLE),
        "notes": Wanted([{**row, "as of": today} for row in notes], Frame(), appends=True),
    }


def host(text: str, title: str = "Strategy/Page") -> Host:
    return read_host(title, text, ROWS, RECORDS)


def run(
    text: str,
    regions: Mapping[str, Wanted] | None = None,
    summit: Mapping[str, str] = SUMMIT,
    history: Sequence[str] = (),
    today: str = TODAY,
) -> Kept:
    """What a run makes of a page whose older texts, the newest first, are ``history``."""
    there = host(text)
    asked = wanted(today=today) if regions is None else regions
    return keep(
        there,
        {region.id: asked[region.kind] for region in there.regions if region.kind in asked},
        {(MILESTONE.template, r.key): {**summit, "as of": today} for r in there.records},
        bases(there, history),
        today,
    )


def bases(there: Host, history: Sequence[str]) -> Bases:
    return find_bases(out_of_sum(there), history, ROWS, RECORDS)

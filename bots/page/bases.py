"""Records as the bot last wrote them, found in a page's history: the bases of merges.

The history is only a hint. A revision's record counts where it matches its own ``sum``: then the
bot, and nobody since, has written the bot's cells in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bots.errors import RegionError
from bots.page.keep import Bases, Cells
from bots.page.ownership import SUM, Schema, normal
from bots.page.records import Record
from bots.page.regions import Host, read_host

Key = tuple[str, str]
"""A record's template and key."""


def out_of_sum(host: Host) -> dict[Key, frozenset[str]]:
    """Return the records of which a person has changed a cell of the bot, each with its ``sum``.

    A row that the bot has not written in its region is none of these, whatever stands in it.
    """
    found: dict[Key, frozenset[str]] = {}
    for record in _records(host):
        if not record.intact:
            sums = {normal(record.cells.get(SUM, ""))} - {""}
            found[_key(record)] = found.get(_key(record), frozenset()) | sums
    return found


def find_bases(
    needed: Mapping[Key, frozenset[str]],
    texts: Iterable[str],
    rows: Mapping[str, Schema],
    records: Mapping[str, Schema],
) -> Bases:
    """Return the latest version of each record needed that matches its own ``sum``.

    It must be the ``sum`` that stands in the record now: where a page was put back to an older
    state, a later version is not what a person has changed. Where that person took the sum out,
    the latest version counts. ``texts`` are older texts of the page, the newest first; they are
    taken one by one and no further than needed. One that is unsound is skipped.
    """
    found: dict[Key, Cells] = {}
    remaining = iter(texts)
    while missing := {key: sums for key, sums in needed.items() if key not in found}:
        text = next(remaining, None)
        if text is None:
            break
        # Reading a page takes far longer than looking whether it can hold what is looked for.
        if any(template in text for template, _ in missing):
            found |= _versions(text, missing, rows, records)
    return found


def _versions(
    text: str,
    missing: Mapping[Key, frozenset[str]],
    rows: Mapping[str, Schema],
    records: Mapping[str, Schema],
) -> dict[Key, Cells]:
    try:
        host = read_host("", text, rows, records)
    except RegionError:
        return {}
    versions: dict[Key, list[Record]] = {}
    for record in _records(host):
        if _key(record) in missing:
            versions.setdefault(_key(record), []).append(record)
    # Two regions may show one thing: where their rows differ, neither tells of the other.
    return {
        key: there[0].cells
        for key, there in versions.items()
        if all(_is_the_bots(record) for record in there)
        and len({normal(record.cells[SUM]) for record in there}) == 1
        and (not missing[key] or normal(there[0].cells[SUM]) in missing[key])
    }


def _is_the_bots(record: Record) -> bool:
    return bool(normal(record.cells.get(SUM, ""))) and record.intact


def _records(host: Host) -> Iterator[Record]:
    yield from (record for record in host.records if record.key)
    for region in host.regions:
        written = set(region.written)
        for record in region.rows:
            if record.key in written:
                # A copy that a person made further down is theirs.
                written.discard(record.key)
                yield record


def _key(record: Record) -> Key:
    return (record.schema.template, record.key)

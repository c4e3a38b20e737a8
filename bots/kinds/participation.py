"""``participation``: who takes part, by language, wiki, month …, and no number tells a few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bots.consultation.dates.period import Period
from bots.consultation.dates.written import read_period
from bots.consultation.keys import row_key
from bots.consultation.people.participation import (
    ACCOUNTS,
    TOLD,
    TOTAL,
    WAYS,
    By,
    Line,
    Number,
    crowds,
    published,
)
from bots.consultation.people.small_cells import LEAST
from bots.consultation.reported.occasions import people_at
from bots.consultation.reported.offwiki import occasions
from bots.consultation.state import Consultation
from bots.errors import RegionError
from bots.kinds._asked import conversations_of
from bots.kinds.base import Cells, Kind, Needs
from bots.page.ownership import AS_OF, Schema, normal
from bots.page.quote import cell
from bots.page.regions import Region

BY = "by"
PERIOD = "period"
OFF_WIKI = "off wiki"
"""The row of those who took part off the wiki, among the kinds of account."""
_CELLS: dict[By, str] = {"language": "lang", "stakeholder": "category", "region": "category"}
"""The cell that says whom a row is about, where it is not called as the way to count."""
ROW = Schema(
    template="Consultation participation row",
    bot=(
        "id",
        "lang",
        "wiki",
        "account",
        "month",
        "category",
        "people",
        "new",
        "returning",
        "top ten",
        "gone",
        AS_OF,
    ),
    people=("note",),
    values={"account": (*ACCOUNTS, OFF_WIKI)},
)


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return everybody, then a row for each language, wiki, kind of account …"""
    by, period = _by(consultation, region), _period(consultation, region)
    conversations = conversations_of(consultation, region)
    found = crowds(conversations, consultation.rules, by, period)
    lines = published(found, by)
    if by == "account" and (many := people_at(occasions(consultation).values())):
        lines.append(Line(OFF_WIKI, Number(many if many >= LEAST else None), None, None, None))
    return [_row(consultation, by, line) for line in lines]


def _row(consultation: Consultation, by: By, line: Line) -> Cells:
    whom = {} if line.key == TOTAL else {_CELLS.get(by, by): cell(line.key)}
    return {
        "id": TOTAL if line.key == TOTAL else row_key(by, line.key),
        **dict.fromkeys(("lang", "wiki", "account", "month", "category"), ""),
        **whom,
        "people": str(line.people),
        "new": "" if line.new is None else str(line.new),
        "returning": "" if line.returning is None else str(line.returning),
        "top ten": "" if line.share is None else str(line.share),
        AS_OF: consultation.today.isoformat(),
    }


def _by(consultation: Consultation, region: Region) -> By:
    written = normal(region.settings.get(BY, "")).lower() or WAYS[0]
    by = next((way for way in WAYS if way == written), None)
    if by is None:
        raise RegionError(
            f"region {region.id}: people cannot be counted by “{written}”",
            f"use one of: {', '.join(WAYS)}",
            line=region.start.line,
        )
    if by not in TOLD:
        return by
    if not (consultation.rules.stakeholders if by == "stakeholder" else consultation.rules.regions):
        raise RegionError(
            f"region {region.id}: the settings do not say which account is of which {by}",
            f"name the accounts under [people.{by}s], or choose another by=",
            line=region.start.line,
        )
    if narrow := next((n for n in ("source", PERIOD) if normal(region.settings.get(n, ""))), ""):
        # Many narrow tables, laid beside each other, would tell of whom the settings speak.
        raise RegionError(
            f"region {region.id}: people are counted by {by} only on the whole, without {narrow}=",
            f"leave {narrow}= out",
            line=region.start.line,
        )
    return by


def _period(consultation: Consultation, region: Region) -> Period | None:
    written = normal(region.settings.get(PERIOD, ""))
    if not written:
        return None
    period = read_period(written, consultation.language)
    if period is None:
        raise RegionError(
            f"region {region.id}: the period “{written}” cannot be read",
            "write it as 2030-05 or 2030-05-01/2030-08-31",
            line=region.start.line,
        )
    if period.open == "start":
        return replace(period, start=date.min)
    return replace(period, end=date.max) if period.open == "end" else period


KIND = Kind(
    "participation",
    ROW,
    frozenset({Needs.CONVERSATIONS, Needs.COMMENTS}),
    rows,
    asks=(BY, PERIOD),
)

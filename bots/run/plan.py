"""What a run would change: for each page its new text, and how to make it again from another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from bots.consultation.attention import Tally, refused
from bots.consultation.requests import Replies
from bots.consultation.state import Consultation
from bots.errors import ConsultationError, RegionError
from bots.kinds import KINDS, RECORD_SCHEMAS, RECORDS, row_schemas
from bots.kinds.base import LATE, Cells, Kind, Needs, no_requests
from bots.page.keep import Bases, Kept, Wanted, keep
from bots.page.problems import ASKS
from bots.page.regions import Host, Region, read_host
from bots.run.gather import Gathered
from bots.run.hosts import HostPage
from bots.run.moved import followed, followed_in
from bots.run.recorded import cells_of_record
from bots.run.shrink import check_shrink
from bots.run.spread import Spread, first_page, spread_regions
from bots.run.unheard import is_unheard
from bots.stores.base import Revision

Transform = Callable[[str, Bases], Kept]
"""Gives a page's new text from its text; raises RegionError where that may not be touched."""


@dataclass(frozen=True, slots=True)
class Change:
    """A page that is to be saved."""

    title: str
    base: Revision | None
    """None where the page is to be created: a further page of a region that has filled its own."""
    kept: Kept
    kinds: tuple[str, ...]
    """The kinds of the regions and records on it."""
    transform: Transform
    again: bool = False
    """Whether it is saved also where the page was put back to before the bot's last edit."""
    after: Callable[[Sequence[Change], Sequence[ConsultationError]], Change] | None = None
    """Makes it anew, just before it is saved, from the changes that were not wanted and from what
    could not be saved."""

    @property
    def before(self) -> str:
        """The text it was made from."""
        return self.base.text if self.base else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do."""

    changes: tuple[Change, ...]
    kept: Mapping[str, Kept]
    """What was made of each page; those without a change are included, without their texts."""
    refusals: tuple[ConsultationError, ...]
    troubles: tuple[tuple[str, str], ...]
    consultation: Consultation | None = None
    """What it was made from, where that was a whole consultation."""
    answering: Callable[[str, Replies], Change] | None = None
    """Makes a page on which people ask for something once more with these replies, by its title;
    None where there is no such page."""


def _nobody_asks(_: Host) -> None:
    """Do nothing with a page as it will be."""


def make_plan(
    gathered: Gathered,
    kinds: Mapping[str, Kind],
    only: frozenset[str],
    *,
    allow_shrink: bool = False,
    written: Callable[[Host], None] = _nobody_asks,
) -> Plan:
    """Return what to change on the hosts so that these kinds are up to date.

    ``only`` names the pages that may be saved; none named means all. A page on which a region
    would lose too many rows is refused unless ``allow_shrink``. ``written`` is told of each page
    as it will be.
    """
    refusals = list(gathered.refusals)
    changes: list[Change] = []
    kept: dict[str, Kept] = {}
    spreads, created, failed = spread_regions(gathered.hosts, gathered.consultation, kinds)
    refusals += failed
    stuck = {error.title for error in failed}
    consultation = gathered.consultation
    # What is refused here stands on the pages that say what needs a person: they come last.
    pages = sorted((*gathered.hosts, *created), key=lambda page: _lateness(page.host))
    whole = not only and kinds.keys() >= KINDS.keys()
    rows = 0
    told: dict[str, tuple[HostPage, Consultation]] = {}

    def change_of(page: HostPage, consultation: Consultation) -> Change:
        transform = _transform(page.host, consultation, kinds, spreads, allow_shrink, written)
        return _change(page, transform)

    for page in pages:
        title = page.host.title
        if title in stuck or (only and title not in only):
            continue
        if late := _lateness(page.host):
            found = tuple(refused(refusals[len(gathered.refusals) :]))
            attention = gathered.consultation.attention + found
            tally = Tally(len(pages), rows) if whole and late == _LAST else None
            consultation = replace(gathered.consultation, attention=attention, tally=tally)
        if any(KINDS[region.kind].requests is not no_requests for region in page.host.regions):
            told[title] = page, consultation
        try:
            change = change_of(page, consultation)
        except RegionError as error:
            refusals.append(error)
            continue
        kept[title] = change.kept
        if late != _LAST:
            rows += kept[title].added + sum(len(region.rows) for region in page.host.regions)
        if change.base is None or change.kept.text != change.before:
            changes.append(change)
        else:
            # Most pages stay as they are, and they are long.
            kept[title] = replace(kept[title], text="")
    shown = tuple(refusal for refusal in refusals if not only or refusal.title in only)

    def answering(title: str, replies: Replies) -> Change:
        page, consultation = told[title]
        return change_of(page, replace(consultation, replies=replies))

    again = answering if told else None
    return Plan(tuple(changes), kept, shown, gathered.troubles, gathered.consultation, again)


def _change(page: HostPage, transform: Transform) -> Change:
    """Return what becomes of a page; what was typed for it comes first."""
    base = page.revision if page.read.id else None
    names = _kinds_on(page.host)
    if page.typed is None:
        kept = transform(page.host.text, page.bases)
        return Change(page.host.title, base, kept, names, transform)
    bring = page.typed

    def typed_first(text: str, bases: Bases) -> Kept:
        brought = bring(text)
        kept = transform(brought.text, bases)
        added, changed = kept.added + brought.added, kept.changed + brought.changed
        return replace(kept, added=added, changed=changed)

    kept = typed_first(page.revision.text, page.bases)
    return Change(page.host.title, base, kept, names, typed_first)


_LAST: Final = 2


def _lateness(host: Host) -> int:
    """Return when a page is planned: 1, after others, where it says what needs a person.

    2, last of all, where it says what the run came to.
    """
    needs = LATE & frozenset[Needs]().union(*(KINDS[region.kind].needs for region in host.regions))
    return _LAST if Needs.TALLY in needs else int(bool(needs))


def _kinds_on(host: Host) -> tuple[str, ...]:
    names = [region.kind for region in host.regions]
    names += [record.schema.template.removeprefix("Consultation ") for record in host.records]
    return tuple(dict.fromkeys(names))


def _transform(
    there: Host,
    consultation: Consultation,
    kinds: Mapping[str, Kind],
    spreads: Mapping[tuple[str, str], Spread],
    allow_shrink: bool,
    written: Callable[[Host], None],
) -> Transform:
    schemas = row_schemas(consultation.rules)

    def transform(text: str, bases: Bases) -> Kept:
        # To read a page of rows takes longer than all that is done with them.
        known = text == there.text
        host = there
        if not known:
            host = read_host(there.title, text, schemas, RECORD_SCHEMAS)
            host = followed(host, followed_in(there))
        regions = {
            region.id: _wanted(host, region, kinds[region.kind], consultation, spreads, known)
            for region in host.regions
            if region.kind in kinds
            and not kinds[region.kind].rests(consultation, region)
            and not is_unheard(consultation, kinds[region.kind].needs, region)
        }
        served = {k.record.schema.template for k in kinds.values() if k.record}
        records = {
            key: cells_of_record(consultation, host, record, bases.get(key))
            for record in host.records
            if record.schema.template in served
            and record.key
            and not is_unheard(consultation, RECORDS[record.schema.template].needs)
            for key in [(record.schema.template, record.key)]
        }
        kept = keep(host, regions, records, bases, consultation.today.isoformat())
        if kept.text != host.text:
            after = read_host(host.title, kept.text, schemas, RECORD_SCHEMAS)
            if not allow_shrink:
                check_shrink(host, after)
            written(after)
        return kept

    return transform


def _wanted(
    host: Host,
    region: Region,
    kind: Kind,
    consultation: Consultation,
    spreads: Mapping[tuple[str, str], Spread],
    known: bool,
) -> Wanted:
    spread = spreads.get((first_page(host.title, region), region.id))
    try:
        if spread is not None and (known or host.title != spread.first):
            rows: Sequence[Cells] = spread.on(host.title)
        else:
            rows = kind.rows(consultation, region)
            rows = rows if spread is None else spread.of(host.title, rows, kind.row.key)
        settled = kind.settled(consultation, region)
    except RegionError as error:
        error.title, error.sort = host.title, error.sort or ASKS
        raise
    continued = "" if spread is None else spread.following.get(host.title, "")
    lost = partial(kind.lost, consultation)
    keys = kind.typed(region) if kind.typed else None
    return Wanted(
        rows,
        kind.frame,
        kind.appends,
        continued,
        lost,
        settled,
        keys,
        opened=partial(kind.opened, consultation, region),
        news=partial(kind.news, consultation),
        beside=partial(kind.beside, consultation),
    )

"""What a report says of conversations off the wiki, made from their records and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bots.consultation.dates.written import Period
from bots.consultation.facets import Facet
from bots.consultation.people.small_cells import LEAST, People
from bots.consultation.reported.occasions import Occasion
from bots.consultation.reported.offwiki import (
    Reported,
    Told,
    by_occasion,
    occasions,
    reported_statements,
)
from bots.consultation.state import Consultation
from bots.page.ownership import normal
from bots.page.plain import plain
from bots.reports.offwiki_values import OccasionLine, OffWiki, ReportedLine


def reported_until(consultation: Consultation, day: date) -> list[Reported]:
    """Return what was reported of conversations that had ended by then.

    Of one without a date that can be read it is not known when it was: it counts.
    """
    return [s for s in reported_statements(consultation) if ended(s.period, day)]


def ended(period: Period | None, day: date) -> bool:
    """Return whether something was over by the end of the day, as far as it is known."""
    return period is None or period.end <= day


def off_wiki(
    consultation: Consultation, reported: Sequence[Reported], facets: Sequence[Facet], day: date
) -> OffWiki:
    """Return the conversations by date, and what was said in them in the rows' order."""
    told = by_occasion(reported)
    known = [o for o in occasions(consultation).values() if ended(o.period, day)]
    known.sort(key=lambda o: (o.period.start if o.period else date.max, o.id))
    return OffWiki(
        occasions=tuple(_occasion(o, told.get(o.id, Told())) for o in known),
        statements=tuple(_reported(s, facets) for s in reported),
    )


def _occasion(occasion: Occasion, told: Told) -> OccasionLine:
    cells = {name: normal(value) for name, value in occasion.cells.items()}
    people = occasion.people
    return OccasionLine(
        id=occasion.id,
        title=plain(occasion.title),
        kind=cells.get("kind", "").lower(),
        place=plain(cells.get("place", "")),
        date=cells.get("date", ""),
        period=occasion.period,
        language=cells.get("lang", ""),
        # It is in no sum, so that it is hidden alone.
        people=None if people is None else People(None if 0 < people < LEAST else people),
        meetings=occasion.meetings,
        statements=told.reported,
        open=len(told.open),
        link=occasion.link,
    )


def _reported(statement: Reported, facets: Iterable[Facet]) -> ReportedLine:
    return ReportedLine(
        key=statement.key,
        occasion=statement.occasion.id if statement.occasion else "",
        source=plain(statement.source),
        context=plain(statement.cell("context")),
        content=plain(statement.cell("content")),
        codes=tuple(
            tuple(dict.fromkeys(map(facet.key_of, statement.values(facet.name))))
            for facet in facets
        ),
        response=plain(statement.cell("response")),
        disposition=statement.cell("disposition").lower(),
        standing=statement.standing,
        link=statement.link,
    )

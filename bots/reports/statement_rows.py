"""The rows of a report's data tables of statements, in the order of ``dictionary.json``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bots.consultation.people.small_cells import People
from bots.reports.values import Report

Value = str | int | bool | date | None
Rows = Iterable[Sequence[Value]]


def people_of(people: People) -> tuple[Value, Value]:
    """Return a number of people, and whether it is hidden."""
    return people.shown, people.hidden


def facets(report: Report) -> Rows:
    """Yield the facets."""
    for facet in report.coding.facets:
        yield (facet.name, len(report.coding.statements), *people_of(facet.people))


def themes(report: Report) -> Rows:
    """Yield the codes of each facet."""
    for facet in report.coding.facets:
        for line in facet.themes:
            yield (
                facet.name,
                line.value or None,
                line.statements,
                line.added,
                line.reported,
                line.comments,
                *people_of(line.people),
                *(line.stances or (None, None, None)),
                line.answered,
            )


def statements(report: Report) -> Rows:
    """Yield the statements."""
    for line in report.coding.statements:
        place = (line.key, line.page, line.language, line.day, line.link, line.heading)
        people = (line.summary, line.disposition, line.response, line.change)
        yield (*place, line.comments, *people)


def reported(report: Report) -> Rows:
    """Yield the statements reported from off the wiki."""
    for line in report.off_wiki.statements:
        told = (line.source, line.context, line.content, line.response, line.disposition)
        yield (line.key, line.occasion or None, *told, line.standing, line.link)


def codes(report: Report) -> Rows:
    """Yield each code of each statement."""
    coded = [(line.key, line.codes) for line in report.coding.statements]
    coded += [(line.key, line.codes) for line in report.off_wiki.statements]
    for key, codes in coded:
        for facet, written in zip(report.coding.names, codes, strict=True):
            for value in written:
                yield (key, facet, value)


def suggestions(report: Report) -> Rows:
    """Yield what is suggested."""
    for line in report.coding.suggestions:
        words = ", ".join(line.words)
        yield (line.key, line.facet, line.value, words, line.page, line.link)

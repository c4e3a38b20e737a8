"""A report's sections in their order: what stands where, on a page and in wikitext alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bots.consultation.people.small_cells import LEAST
from bots.reports import (
    offwiki_tables,
    process_tables,
    said_tables,
    statement_tables,
    thread_tables,
)
from bots.reports.cells import Cells, Table
from bots.reports.values import Report


@dataclass(frozen=True, slots=True)
class Part:
    """A figure with its numbers, a table, or a sentence; with a heading of its own or without."""

    heading: str = ""
    figure: str = ""
    """The figure's name; its numbers are the table."""
    caption: str = ""
    """What explains the figure."""
    folded: bool = False
    """Whether the table only repeats what the figure shows."""
    table: Table | None = None
    note: str = ""
    """A sentence at the end."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under one heading."""

    name: str
    heading: str
    parts: tuple[Part, ...]


def sections(report: Report, cells: Cells) -> Iterator[Section]:
    """Yield the sections that the report has anything to say in."""
    for name, make in (
        ("over-time", _over_time),
        ("by-language", _by_language),
        ("themes", _themes),
        ("unanswered", _unanswered),
        ("milestones", _milestones),
        ("changes", _changes),
        ("coverage", _coverage),
        ("working-groups", _groups),
        ("talk-pages", _pages),
        ("statements", _statements),
        ("off-wiki", _off_wiki),
        ("suggestions", _suggestions),
    ):
        parts = tuple(make(report, cells))
        if parts:
            yield Section(name, cells.say(name), parts)


def _over_time(report: Report, cells: Cells) -> Iterator[Part]:
    if report.buckets:
        table = said_tables.over_time(report, cells)
        yield Part(figure="over-time", table=table, folded=True)
    else:
        yield Part(note=cells.say("no-comments"))


def _by_language(report: Report, cells: Cells) -> Iterator[Part]:
    if len(report.languages) > 1:
        yield Part(
            figure="by-language",
            caption=cells.say("by-language-scale"),
            table=said_tables.by_language_over_time(report, cells),
            folded=True,
        )
    if report.languages:
        table = said_tables.languages(report, cells)
        yield Part(table=table, note=cells.say("hidden-note", cells.words.number(LEAST)))


def _themes(report: Report, cells: Cells) -> Iterator[Part]:
    for facet in report.coding.facets:
        yield Part(
            heading=cells.words.facet(facet.name),
            figure=f"facet:{facet.name}",
            caption=cells.say("themes-caption"),
            table=statement_tables.themes(report, facet, cells),
        )


def _unanswered(report: Report, cells: Cells) -> Iterator[Part]:
    threads = report.threads
    if not threads.organized:
        return
    if not threads.waiting:
        yield Part(note=cells.say("nobody-waits"))
        return
    table = thread_tables.ages(report, cells)
    yield Part(figure="unanswered", caption=cells.say("late-caption"), table=table)
    yield Part(heading=cells.say("waiting"), table=thread_tables.waiting(report, cells))


def _milestones(report: Report, cells: Cells) -> Iterator[Part]:
    if report.milestones:
        yield Part(
            figure="milestones",
            caption=cells.say("milestones-caption", cells.words.day(report.made)),
            table=process_tables.milestones(report, cells),
        )


def _changes(report: Report, cells: Cells) -> Iterator[Part]:
    """Yield what came in the period, where it has a beginning."""
    if report.span.since is None:
        return
    found = (
        process_tables.moved(report, cells),
        thread_tables.answers(report, cells),
        thread_tables.new_threads(report, cells),
    )
    if not any(table.rows for table in found):
        yield Part(note=cells.say("no-changes"))
    for table in found:
        if table.rows:
            yield Part(heading=table.caption, table=table)


def _coverage(report: Report, cells: Cells) -> Iterator[Part]:
    if report.accounts:
        table = process_tables.coverage(report, cells)
        yield Part(table=table, note=cells.say("coverage-note", cells.words.day(report.made)))


def _groups(report: Report, cells: Cells) -> Iterator[Part]:
    if report.groups:
        yield Part(table=said_tables.groups(report, cells))


def _pages(report: Report, cells: Cells) -> Iterator[Part]:
    if report.pages:
        yield Part(table=said_tables.pages(report, cells))


def _statements(report: Report, cells: Cells) -> Iterator[Part]:
    if report.coding.statements:
        yield Part(table=statement_tables.statements(report, cells))


def _off_wiki(report: Report, cells: Cells) -> Iterator[Part]:
    occasions, reported = (
        offwiki_tables.occasions(report, cells),
        offwiki_tables.reported(report, cells),
    )
    if occasions.rows:
        yield Part(heading=occasions.caption, table=occasions)
    if reported.rows:
        yield Part(heading=reported.caption, table=reported, note=cells.say("reported-note"))


def _suggestions(report: Report, cells: Cells) -> Iterator[Part]:
    if report.coding.suggestions:
        table = statement_tables.suggestions(report, cells)
        yield Part(table=table, note=cells.say("suggestions-note"))

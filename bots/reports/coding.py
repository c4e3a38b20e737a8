"""A report's statements, made from the lists on the wiki and what people coded there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bots.consultation.coded import Coded
from bots.consultation.small_cells import People
from bots.consultation.state import Consultation
from bots.consultation.suggestions import ranked, uncoded
from bots.consultation.themes import Theme, themes
from bots.page.plain import plain
from bots.reports.coding_values import (
    STANCES,
    Coding,
    Facet,
    StatementLine,
    SuggestionLine,
    ThemeLine,
)
from bots.reports.crowds import Crowds, Key
from bots.reports.spans import Span

THEME = "theme"
"""The facet that every consultation has."""
LIKELIEST = 2
"""So many keys are suggested for a facet of a statement."""


def facets_of(consultation: Consultation) -> tuple[str, ...]:
    """Return the facets by which statements are coded here."""
    return tuple(dict.fromkeys((THEME, *consultation.rules.facets)))


def coding_crowds(
    crowds: Crowds, statements: Sequence[Coded], facets: Iterable[str], pages: Mapping[str, str]
) -> None:
    """Add the numbers of people of all themes; ``pages`` are the titles under which pages count."""
    for facet in facets:
        found = themes(statements, facet)
        for theme in found:
            key = ("theme", facet, theme.value)
            crowds.counts[key] = len(theme.people)
            crowds.lie_within(key, (("page", pages[title]) for title in theme.pages))
        whole = Theme("", tuple(statements))
        crowds.counts["themes", facet] = len(whole.people)
        crowds.add_up(("themes", facet), (("theme", facet, theme.value) for theme in found))
        crowds.lie_within(("themes", facet), (("page", pages[title]) for title in whole.pages))


def coding(
    consultation: Consultation,
    statements: Sequence[Coded],
    facets: Sequence[str],
    people: Mapping[Key, People],
    span: Span,
) -> Coding:
    """Return all that is said of statements; their numbers of people are in ``people``."""
    if not statements:
        return Coding()
    ordered = sorted(statements, key=lambda s: (s.page, s.day, s.key))
    return Coding(
        facets=tuple(
            Facet(
                facet,
                tuple(
                    _theme(theme, people["theme", facet, theme.value], span)
                    for theme in themes(statements, facet)
                ),
                people["themes", facet],
            )
            for facet in facets
        ),
        statements=tuple(_statement(consultation, s, facets) for s in ordered),
        suggestions=tuple(line for s in ordered for line in _suggestions(consultation, s)),
    )


def _theme(theme: Theme, people: People, span: Span) -> ThemeLine:
    stances = theme.stances
    return ThemeLine(
        value=theme.value,
        statements=len(theme.statements),
        added=sum(span.holds(s.day) for s in theme.statements) if span.since else None,
        comments=theme.comments,
        people=people,
        stances=None if people.hidden else tuple(stances[stance] for stance in STANCES),
        answered=theme.answered,
    )


def _statement(
    consultation: Consultation, statement: Coded, facets: Iterable[str]
) -> StatementLine:
    return StatementLine(
        key=statement.key,
        page=statement.page,
        language=statement.language,
        day=statement.day,
        link=consultation.link(statement.reference),
        heading=_heading(statement),
        comments=len(statement.said),
        codes=tuple(statement.values(facet) for facet in facets),
        summary=plain(statement.cell("summary")),
        disposition=statement.cell("disposition").lower(),
        response=plain(statement.cell("response")),
        change=statement.cell("change"),
    )


def _heading(statement: Coded) -> str:
    conversation, opening = statement.said[0]
    return next(
        (t.heading for t in conversation.threads if any(h.id == opening.id for h in t.heard)), ""
    )


def _suggestions(consultation: Consultation, statement: Coded) -> Iterable[SuggestionLine]:
    """Yield what the words of a statement suggest for the facets that nobody coded it by."""
    rules = consultation.rules
    found = ranked((c.hints.get(h.id, ()) for c, h in statement.said), rules)
    for facet in uncoded(statement.cells, rules):
        for suggestion in found.get(facet, ())[:LIKELIEST]:
            yield SuggestionLine(
                key=statement.key,
                page=statement.page,
                link=consultation.link(statement.reference),
                heading=_heading(statement),
                facet=facet,
                value=suggestion.key,
                words=suggestion.words,
            )

"""A report's statements, made from the lists on the wiki and what people coded there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bots.consultation.facets import Facet, facet_of
from bots.consultation.ledger.coded import Coded
from bots.consultation.ledger.suggestions import ranked, uncoded
from bots.consultation.ledger.themes import UNCODED, Theme, themes
from bots.consultation.people.small_cells import People
from bots.consultation.reported.offwiki import Reported
from bots.consultation.state import Consultation
from bots.page.plain import plain
from bots.reports.coding_values import (
    STANCES,
    Coding,
    FacetLines,
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


def facets_of(consultation: Consultation) -> tuple[Facet, ...]:
    """Return the facets by which statements are coded here."""
    rules = consultation.rules
    return tuple(facet_of(rules.codes, name) for name in dict.fromkeys((THEME, *rules.facets)))


def coding_crowds(
    crowds: Crowds, statements: Sequence[Coded], facets: Iterable[Facet], pages: Mapping[str, str]
) -> None:
    """Add the numbers of people of all themes; ``pages`` are the titles under which pages count."""
    for facet in facets:
        found = themes(statements, facet.name, (), facet.key_of)
        for theme in found:
            key = ("theme", facet.name, theme.value)
            crowds.counts[key] = len(theme.people)
            crowds.lie_within(key, (("page", pages[title]) for title in theme.pages))
        whole = Theme("", tuple(statements))
        crowds.counts["themes", facet.name] = len(whole.people)
        own = (("theme", facet.name, theme.value) for theme in found)
        crowds.add_up(("themes", facet.name), own)
        crowds.lie_within(("themes", facet.name), (("page", pages[t]) for t in whole.pages))


def coding(
    consultation: Consultation,
    statements: Sequence[Coded],
    reported: Sequence[Reported],
    facets: Sequence[Facet],
    people: Mapping[Key, People],
    span: Span,
) -> Coding:
    """Return all that is said of statements; their numbers of people are in ``people``."""
    ordered = sorted(statements, key=lambda s: (s.page, s.day, s.key))
    headings = _headings(consultation)
    standing = [s for s in reported if s.standing not in ("merged", "set aside")]
    return Coding(
        names=tuple(facet.name for facet in facets),
        facets=tuple(
            FacetLines(
                facet.name,
                tuple(_themes(statements, standing, facet, people, span)),
                people["themes", facet.name],
            )
            for facet in facets
            if statements or standing
        ),
        statements=tuple(
            _statement(consultation, s, facets, headings[s.reference.page, s.reference.id])
            for s in ordered
        ),
        suggestions=tuple(
            line
            for s in ordered
            for line in _suggestions(consultation, s, headings[s.reference.page, s.reference.id])
        ),
    )


def _headings(consultation: Consultation) -> dict[tuple[str, str], str]:
    """Return the heading above each comment, by page and id."""
    return {
        (conversation.source.title, heard.id): thread.heading
        for conversation in consultation.conversations
        for thread in conversation.threads
        for heard in thread.heard
    }


def _themes(
    statements: Sequence[Coded],
    reported: Sequence[Reported],
    facet: Facet,
    people: Mapping[Key, People],
    span: Span,
) -> Iterable[ThemeLine]:
    """Yield the values of a facet, most statements first, those that are only reported behind."""
    told = Counter(
        value
        for statement in reported
        for value in dict.fromkeys(map(facet.key_of, statement.values(facet.name))) or (UNCODED,)
    )
    found = themes(statements, facet.name, (), facet.key_of)
    coded = {theme.value for theme in found}
    found += [Theme(value, ()) for value in sorted(told) if value not in coded]
    for theme in sorted(found, key=lambda theme: theme.value == UNCODED):
        shown = people.get(("theme", facet.name, theme.value), People(0))
        stances = theme.stances
        yield ThemeLine(
            value=theme.value,
            labels=facet.labels.get(theme.value, {}),
            statements=len(theme.statements),
            added=sum(span.holds(s.day) for s in theme.statements) if span.since else None,
            reported=told[theme.value],
            comments=theme.comments,
            people=shown,
            stances=None if shown.hidden else tuple(stances[stance] for stance in STANCES),
            answered=theme.answered,
        )


def _statement(
    consultation: Consultation, statement: Coded, facets: Iterable[Facet], heading: str
) -> StatementLine:
    return StatementLine(
        key=statement.key,
        page=statement.page,
        language=statement.language,
        day=statement.day,
        link=consultation.link(statement.reference),
        heading=heading,
        comments=len(statement.said),
        codes=tuple(
            tuple(dict.fromkeys(map(facet.key_of, statement.values(facet.name))))
            for facet in facets
        ),
        summary=plain(statement.cell("summary")),
        disposition=statement.cell("disposition").lower(),
        response=plain(statement.cell("response")),
        change=statement.cell("change"),
    )


def _suggestions(
    consultation: Consultation, statement: Coded, heading: str
) -> Iterable[SuggestionLine]:
    """Yield what the words of a statement suggest for the facets that nobody coded it by."""
    rules = consultation.rules
    found = ranked((c.hints.get(h.id, ()) for c, h in statement.said), rules)
    for facet in uncoded(statement.cells, rules):
        for suggestion in found.get(facet, ())[:LIKELIEST]:
            yield SuggestionLine(
                key=statement.key,
                page=statement.page,
                link=consultation.link(statement.reference),
                heading=heading,
                facet=facet,
                value=suggestion.key,
                words=suggestion.words,
            )

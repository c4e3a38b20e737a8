"""Suggestions for coding statements: which keys of a facet their words speak for, and which words.

Nothing here decides: people code. A suggestion goes beside an empty cell, never into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from bots.consultation.keywords import Hint, seeker
from bots.consultation.rules import Rules
from bots.consultation.talks.conversations import Conversation
from bots.consultation.talks.heard import Heard
from bots.page.quote import cell

ALWAYS: Final = "theme"
"""The facet that a consultation has whose settings name none."""
SUGGESTED: Final = "suggested"
"""The bot's cell that shows on the wiki what is suggested."""
_MOST_KEYS: Final = 3
_MOST_WORDS: Final = 4


class Suggestion(NamedTuple):
    """A key that a statement may be coded with."""

    key: str
    words: tuple[str, ...]
    """The words that led to it, in the order in which they were said."""
    comments: int
    """In how many comments they stand."""
    times: int
    """How often they stand there."""


Suggestions = Mapping[str, Sequence[Suggestion]]
"""By facet, the likeliest key first; facets without one are not named."""


def suggest(said: Iterable[tuple[Conversation, Heard]], rules: Rules) -> Suggestions:
    """Return what the words of all these comments, which one row accounts for, suggest.

    Of conversations that were read for it: see ``Needs.HINTS``.
    """
    return ranked((page.hints.get(comment.id, ()) for page, comment in said), rules)


def suggest_from(wikitext: str, language: str, rules: Rules) -> Suggestions:
    """Return what these words suggest, as if they were a statement's one comment."""
    return ranked([seeker(rules.keywords, language).hints(wikitext)], rules)


def ranked(heard: Iterable[Sequence[Hint]], rules: Rules) -> Suggestions:
    """Return the keys that the hints in some comments speak for, by facet, the likeliest first.

    That is the one that most comments speak for; then the one that most different words speak
    for; then the one whose words stand there most often; then the one that the settings name
    first.
    """
    by_key: dict[tuple[str, str], list[Hint]] = {}
    for comment in heard:
        for hint in comment:
            by_key.setdefault((hint.facet, hint.key), []).append(hint)
    found: dict[str, list[Suggestion]] = {}
    for place in dict.fromkeys((word.facet, word.key) for word in rules.keywords):
        if there := by_key.get(place):
            words = tuple(dict.fromkeys(word for hint in there for word in hint.words))
            times = sum(hint.times for hint in there)
            found.setdefault(place[0], []).append(Suggestion(place[1], words, len(there), times))
    return {facet: tuple(sorted(some, key=_rank)) for facet, some in found.items()}


def _rank(suggestion: Suggestion) -> tuple[int, int, int]:
    return (-suggestion.comments, -len(suggestion.words), -suggestion.times)


def suggested(
    said: Iterable[tuple[Conversation, Heard]], row: Mapping[str, str], rules: Rules
) -> str:
    """Return the cell that suggests codes for a row; nothing unless the settings want it.

    ``row`` are its cells as they stand on the wiki: what is coded needs no suggestion.
    """
    return cell(told_of(suggest(said, rules), uncoded(row, rules))) if rules.suggest else ""


def uncoded(cells: Mapping[str, str], rules: Rules) -> tuple[str, ...]:
    """Return the facets by which a row is not coded; none where it asks for no code any more."""
    if any(cells.get(name, "").strip() for name in ("gone", "merged into", "excluded")):
        return ()
    facets = rules.facets or (ALWAYS,)
    return tuple(facet for facet in facets if not cells.get(facet, "").strip())


def told(suggestions: Sequence[Suggestion]) -> str:
    """Return suggestions as a line: ``money (fund, grant); law (bill)``."""
    return "; ".join(
        f"{one.key} ({', '.join(one.words[:_MOST_WORDS])})" for one in suggestions[:_MOST_KEYS]
    )


def told_of(suggestions: Suggestions, facets: Iterable[str]) -> str:
    """Return what is suggested for these facets as a line: ``theme: money (fund) · level: …``."""
    return " · ".join(
        f"{facet}: {told(suggestions[facet])}" for facet in facets if suggestions.get(facet)
    )

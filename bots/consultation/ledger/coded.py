"""The statements on the wiki with what people made of them. Pure.

For whatever adds statements up by what people wrote in their rows: themes, questions,
dispositions, reports. What was merged speaks through the row that it was merged into; what is set
aside speaks no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bots.consultation.ledger.codes import codes, written
from bots.consultation.ledger.ledger import Ledger
from bots.consultation.ledger.merging import Row
from bots.consultation.once import once
from bots.consultation.talks.conversations import CommentRef, Conversation, anchor
from bots.consultation.talks.heard import Heard

Said = tuple[Conversation, Heard]
"""A comment, and the talk page that it stands on."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A statement that stands for itself, with all comments that it accounts for."""

    key: str
    cells: Mapping[str, str]
    """The cells of its row, people's among them."""
    said: tuple[Said, ...]
    """At least one; the first is the one that is quoted."""

    @property
    def heard(self) -> tuple[Heard, ...]:
        """Its comments."""
        return tuple(heard for _, heard in self.said)

    @property
    def day(self) -> date:
        """The day, in UTC, on which it was first said."""
        return min(heard.timestamp for heard in self.heard).date()

    @property
    def people(self) -> frozenset[str]:
        """Who says it."""
        return frozenset(heard.author for heard in self.heard)

    @property
    def page(self) -> str:
        """The talk page with the comment that is quoted."""
        return self.said[0][0].source.title

    @property
    def language(self) -> str:
        """The language of that page."""
        return self.said[0][0].source.language

    @property
    def reference(self) -> CommentRef:
        """What it takes to link to the comment that is quoted."""
        opening = self.said[0][1]
        return CommentRef(self.page, opening.id, opening.name, opening.author, opening.timestamp)

    def cell(self, name: str) -> str:
        """Return what people wrote in a cell, without HTML comments."""
        return written(self.cells, name)

    def values(self, facet: str) -> tuple[str, ...]:
        """Return what people coded it as by a facet: one key, several, or none."""
        return codes(self.cells, facet)


def coded(conversations: Sequence[Conversation], ledgers: Iterable[Ledger]) -> list[Coded]:
    """Return the statements whose rows stand on the wiki, in the rows' order, each once.

    A statement that stands in two lists has the cells of both, the first list's first. One whose
    comment is found nowhere any more is left out.
    """
    found: dict[str, list[Coded]] = {}
    for ledger, accounted in accounted_for(conversations, ledgers):
        for statement in _of_one_list(ledger, accounted):
            there = found.setdefault(statement.key, [])
            for place, known in enumerate(there):
                if share(known.said, statement.said):
                    typed = {name: value for name, value in known.cells.items() if value.strip()}
                    there[place] = Coded(known.key, {**statement.cells, **typed}, known.said)
                    break
            else:
                there.append(statement)
    return [statement for there in found.values() for statement in there]


def share(one: Iterable[Said], other: Iterable[Said]) -> bool:
    """Return whether rows of one id in two lists are about one statement: people choose ids."""
    places = {(conversation.source.title, heard.id) for conversation, heard in one}
    return any((conversation.source.title, heard.id) in places for conversation, heard in other)


Accounted = tuple[Ledger, Mapping[str, tuple[Said, ...]]]
"""A list with the comments of each of its rows, by the row's key."""


def accounted_for(
    conversations: Sequence[Conversation], ledgers: Iterable[Ledger]
) -> Sequence[Accounted]:
    """Return each list with the comments of each of its rows.

    None for a row whose comment is found nowhere any more.
    """
    return _told((conversations, ledgers))


@once(lambda asked: asked)
def _told(asked: tuple[Sequence[Conversation], Iterable[Ledger]]) -> Sequence[Accounted]:
    return tuple(_accounted(*asked))


def _accounted(
    conversations: Sequence[Conversation], ledgers: Iterable[Ledger]
) -> Iterator[Accounted]:
    single = _Single(conversations)
    for ledger in ledgers:
        own: dict[str, tuple[Said, ...]] = {}
        by_opening: dict[str, tuple[Said, ...]] = {}
        for statement in ledger.statements(conversations):
            said = tuple((statement.conversation, heard) for heard in statement.heard)
            own[statement.key] = by_opening[anchor(statement.opening.id)] = said
        # A row that people split off stands for the same comments; one of their own for its one.
        yield (
            ledger,
            {
                row.key: own.get(row.key) or _of_a_person(row, ledger, by_opening, single)
                for row in ledger.rows.values()
            },
        )


def _of_a_person(
    row: Row, ledger: Ledger, by_opening: Mapping[str, tuple[Said, ...]], single: _Single
) -> tuple[Said, ...]:
    """Return the comments of a row that people split off, or opened for one comment."""
    place = ledger.place(row)
    # Its comment may bear another id today.
    comment = anchor(place.id) if place else row.comment
    split = by_opening.get(comment) if row.cells.get("part", "").strip() else ()
    return split or single.of(comment)


class _Single:
    """Single comments by their ids; few rows ask for one, and there may be a hundred thousand."""

    def __init__(self, conversations: Iterable[Conversation]) -> None:
        self._conversations = conversations
        self._found: dict[str, Said] | None = None

    def of(self, comment: str) -> tuple[Said, ...]:
        """Return the comment of this id, as it stands in a cell; nothing where there is none."""
        if self._found is None:
            self._found = {
                anchor(heard.id): (conversation, heard)
                for conversation in self._conversations
                for thread in conversation.threads
                for heard in thread.heard
            }
        return (self._found[comment],) if comment in self._found else ()


def _of_one_list(ledger: Ledger, accounted: Mapping[str, tuple[Said, ...]]) -> Iterable[Coded]:
    spoken: dict[str, list[Said]] = {}
    for row in ledger.rows.values():
        speaking = speaker(row, ledger)
        if speaking.fate != "set aside":
            spoken.setdefault(speaking.key, []).extend(accounted[row.key])
    for key, heard in spoken.items():
        if heard:
            # By name and not by value: to hash a conversation is to read all of it.
            once = {(said[0].source.title, said[1].id): said for said in reversed(heard)}
            yield Coded(key, ledger.rows[key].cells, tuple(reversed(once.values())))


def speaker(row: Row, ledger: Ledger) -> Row:
    """Return the row that speaks for this one in the end."""
    while row.fate == "merged":
        row = ledger.rows[row.into]
    return row

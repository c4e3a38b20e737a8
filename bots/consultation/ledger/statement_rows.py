"""The bot's cells in rows of statements: of those that it adds, and of those that people open."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from bots.consultation.keys import opened_key
from bots.consultation.ledger.statements import Statement
from bots.consultation.ledger.suggestions import SUGGESTED, suggested
from bots.consultation.links.relinking import COMMENT, OPENED, Relinking
from bots.consultation.links.whereabouts import WIKI
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import CommentRef, Conversation, anchor
from bots.consultation.talks.heard import Heard, quotation
from bots.page.ownership import AS_OF, SUM, normal
from bots.page.quote import cell

Cells = Mapping[str, str]


def statement_cells(consultation: Consultation, statement: Statement, row: Cells) -> dict[str, str]:
    """Return the cells of a row that accounts for a statement; ``row`` is it as it stands."""
    heard = statement.heard
    said = ((statement.conversation, comment) for comment in heard)
    return {
        "id": statement.key,
        **_said(consultation, statement.conversation, statement.opening),
        **_counts(statement),
        SUGGESTED: suggested(said, row, consultation.rules),
    }


def opened_cells(
    consultation: Consultation,
    found: Relinking,
    row: Cells,
    taken: AbstractSet[str],
    whole: Statement | None,
) -> dict[str, str] | None:
    """Return the cells of a row that a person opened for a comment; None where it names none.

    So of a row that was split off, which accounts for as much as its ``whole``, and of one whose
    comment the list asks for no longer. A row without an id gets one that is not ``taken``; but a
    copy has to say which part it is.
    """
    place = found.place(row)
    there = consultation.said_at(place) if place else None
    key, part = (normal(row.get(name, "")) for name in ("id", "part"))
    if there is None or not (key or part or not normal(row.get(SUM, ""))):
        return None
    conversation, heard = there
    today = consultation.today.isoformat()
    return {
        "id": key or opened_key({*found.rows, *taken}, heard.name, part),
        **_said(consultation, conversation, heard),
        **_counts(whole or Statement("", conversation, heard, (heard,))),
        OPENED: "" if key in found.own else normal(row.get(OPENED, "")) or today,
        SUGGESTED: suggested([there], row, consultation.rules),
    }


def _counts(statement: Statement) -> dict[str, str]:
    """Return the cells that say how much a row accounts for."""
    return {
        "comments": str(len(statement.heard)),
        "people": str(len({comment.author for comment in statement.heard})),
        "stances": statement.stances,
    }


def _said(consultation: Consultation, conversation: Conversation, heard: Heard) -> dict[str, str]:
    """Return the cells that say which comment a row quotes, where it stands, and its words."""
    title = conversation.source.title
    reference = CommentRef(title, heard.id, heard.name, heard.author, heard.timestamp)
    cells = {
        COMMENT: anchor(heard.id),
        "author": cell(heard.author),
        "date": heard.timestamp.date().isoformat(),
        "lang": conversation.source.language,
        "link": consultation.link(reference),
        "page": title,
        # A number means another revision there than here.
        WIKI: conversation.source.interwiki,
        AS_OF: consultation.today.isoformat(),
    }
    quoted = conversation.quotes.get(heard.id)
    if quoted is None:
        # Asked for only now, by a marker changed while the run was reading: the next run has it.
        return cells
    return {
        **cells,
        "rev": str(conversation.revision),
        "quote": quotation(quoted, heard.length),
    }

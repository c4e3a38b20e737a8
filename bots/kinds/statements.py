"""``statements``: the ledger. Each row accounts for a thread or a comment, and people code it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bots.consultation.conversations import CommentRef, Conversation, anchor
from bots.consultation.heard import quotation
from bots.consultation.rules import Rules
from bots.consultation.selection import Selection, read_selection
from bots.consultation.sources import chosen
from bots.consultation.state import Consultation
from bots.consultation.statements import Statement, opened, statements
from bots.errors import RegionError
from bots.kinds.base import Cells, Kind, Needs, conversations_of, lost_comment
from bots.page.ownership import AS_OF, Schema
from bots.page.quote import cell
from bots.page.regions import Region

FACET = "theme"
"""The facet that every consultation has; those of the settings follow it."""
ROW = Schema(
    template="Consultation statement",
    bot=(
        "id",
        "comment",
        "rev",
        "author",
        "date",
        "lang",
        "quote",
        "comments",
        "people",
        "stances",
        "link",
        "page",
        "gone",
        "reason",
        AS_OF,
    ),
    people=(
        FACET,
        "summary",
        "assigned to",
        "due",
        "disposition",
        "response",
        "change",
        "note",
        "part",
        "merged into",
        "excluded",
    ),
    words=(
        "comment",
        "author",
        "quote",
        "link",
        FACET,
        "summary",
        "assigned to",
        "response",
        "note",
        "excluded",
    ),
    follows=(("rev", "quote"),),
)
DISPOSITIONS = (
    "open",
    "accepted",
    "partly accepted",
    "declined",
    "out of scope",
    "duplicate",
    "withdrawn",
)


def selection_of(region: Region, rules: Rules) -> Selection:
    """Return which comments a region takes in; raises RegionError where its marker is unclear."""
    try:
        return read_selection(region.settings, rules)
    except ValueError as error:
        raise RegionError(
            f"region {region.id}: {error}",
            "correct it in the start marker; docs/kinds/statements.md says what can stand there",
            line=region.start.line,
        ) from None


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return a row for each statement that is in, by page and then as the page has them."""
    selection = selection_of(region, consultation.rules)
    conversations = conversations_of(consultation, region)
    return [_row(consultation, s) for s in statements(conversations, selection)]


def _row(consultation: Consultation, statement: Statement) -> Cells:
    conversation, opening = statement.conversation, statement.opening
    title = conversation.source.title
    reference = CommentRef(title, opening.id, opening.name, opening.author, opening.timestamp)
    cells = {
        "id": statement.key,
        "comment": anchor(opening.id),
        "author": cell(opening.author),
        "date": opening.timestamp.date().isoformat(),
        "lang": conversation.source.language,
        "comments": str(len(statement.heard)),
        "people": str(len({comment.author for comment in statement.heard})),
        "stances": statement.stances,
        "link": consultation.link(reference),
        "page": title,
        AS_OF: consultation.today.isoformat(),
    }
    words = conversation.quotes.get(opening.id)
    if words is None:
        # Asked for only now, by a marker changed while the run was reading: the next run has it.
        return cells
    return {
        **cells,
        "rev": str(conversation.revision),
        "quote": quotation(words, opening.length),
    }


def quotes(rules: Rules, region: Region, conversation: Conversation) -> Iterable[str]:
    """Return the ids of the comments of a conversation whose words the rows show."""
    if not chosen([conversation.source], region.settings.get("source", ""))[0]:
        return ()
    try:
        return opened(conversation, read_selection(region.settings, rules))
    except ValueError:
        # The region is refused when its rows are asked for.
        return ()


KIND = Kind(
    "statements",
    ROW,
    frozenset({Needs.CONVERSATIONS, Needs.COMMENTS}),
    rows,
    table=False,
    appends=True,
    lost=lost_comment,
    quotes=quotes,
    coded=FACET,
)

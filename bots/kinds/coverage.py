"""``coverage``: the proof. What became of every comment, by page, by language and in total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bots.consultation.keys import row_key
from bots.consultation.ledger.coverage import STANDINGS, Account, accounts, by_language, total
from bots.consultation.ledger.ledger import Ledger
from bots.consultation.ledger.merging import read_rows
from bots.consultation.ledger.planned import planned as with_planned
from bots.consultation.lists import ListId, lists
from bots.consultation.once import once
from bots.consultation.reported.offwiki import STANDINGS as REPORTED_STANDINGS
from bots.consultation.reported.offwiki import Told, by_occasion, occasions, reported_statements
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import CommentRef, Conversation
from bots.consultation.talks.heard import Heard
from bots.errors import RegionError
from bots.kinds import statements
from bots.kinds._asked import conversations_of, key_of, rests_without, sources_of
from bots.kinds.base import Cells, Kind, Needs
from bots.kinds.overview import OFF_WIKI, TOTAL, lost
from bots.page.ownership import AS_OF, Schema
from bots.page.regions import Region

ROW = Schema(
    template="Consultation coverage row",
    bot=(
        "id",
        "page",
        "conversation",
        "title",
        "lang",
        "signatures",
        "comments",
        "further",
        "rejected",
        "reasons",
        *STANDINGS,
        "reported",
        "handled",
        "next comment",
        "gone",
        AS_OF,
    ),
    people=("note",),
    words=("next comment",),
)


def rows(consultation: Consultation, region: Region) -> Sequence[Cells]:
    """Return the total, a row for each language, and a row for each talk page.

    Behind them, in a region of everything, what became of the statements from off the wiki: a sum
    of their own. The lists of statements are taken as this run leaves them, so that a second run
    finds nothing to do.
    """
    conversations = conversations_of(consultation, region)
    found = account_of(consultation, conversations, planned=True)
    off_wiki = [] if region.settings.get("source", "").strip() else _off_wiki(consultation)
    return (_accounted(consultation, region, found) if found else []) + off_wiki


def _accounted(consultation: Consultation, region: Region, found: Sequence[Account]) -> list[Cells]:
    languages = by_language(found)
    return [
        _row(consultation, TOTAL, "", "", total(found)),
        *(
            _row(consultation, row_key("language", code), "", code, account)
            for code, account in languages.items()
            if len(languages) > 1
        ),
        *(
            _row(consultation, key_of(region, s), s.title, s.language, account)
            for account in found
            for s in [account.pages[0].source]
        ),
    ]


def account_of(
    consultation: Consultation, conversations: Iterable[Conversation], *, planned: bool
) -> list[Account]:
    """Return an account of each of these conversations."""
    wanted = {conversation.source.title for conversation in conversations}
    found = _every_account(consultation) if planned else _accounts(consultation, planned=False)
    return [account for account in found if account.pages[0].source.title in wanted]


def _accounts(consultation: Consultation, *, planned: bool) -> list[Account]:
    return accounts(
        # All of them, for a list's keys follow from all that it asks for.
        consultation.conversations,
        ledgers(consultation),
        consultation.rules,
        consultation.ambiguous,
        planned=planned,
    )


def _lists(consultation: Consultation) -> tuple[object, ...]:
    """Return all that the lists of statements follow from, and what is said of them."""
    return (
        consultation.conversations,
        consultation.regions,
        consultation.relinked,
        consultation.presence,
        consultation.rules,
        consultation.ambiguous,
    )


@once(_lists)
def _every_account(consultation: Consultation) -> list[Account]:
    """Return the accounts with the rows that this run writes."""
    return _accounts(consultation, planned=True)


@once(_lists)
def planned_ledgers(consultation: Consultation) -> list[Ledger]:
    """Return the lists of statements as this run leaves them."""
    return with_planned(consultation.conversations, ledgers(consultation))


def ledgers(consultation: Consultation) -> list[Ledger]:
    """Return the lists of statements on the wiki; those that would be refused are left out."""
    return [*ledgers_by_list(consultation).values()]


@once(_lists)
def ledgers_by_list(consultation: Consultation) -> Mapping[ListId, Ledger]:
    """Return the same by the lists that they are."""
    regions = (r for _, r in consultation.regions if r.kind == statements.KIND.name)
    found = {name: _ledger(consultation, parts) for name, parts in lists(regions).items()}
    return {name: ledger for name, ledger in found.items() if ledger}


def _ledger(consultation: Consultation, regions: Sequence[Region]) -> Ledger | None:
    try:
        selection = statements.selection_of(regions[0], consultation.rules)
    except RegionError:
        return None
    asked, unmatched, _ = sources_of(consultation, regions[0])
    if unmatched:
        return None
    return Ledger(
        titles=frozenset(source.title for source in asked),
        selection=selection,
        rows=read_rows(
            (row.cells for region in regions for row in region.rows),
            statements.gone_in(consultation, regions[0]),
        ),
        written=frozenset(key for region in regions for key in region.written),
        relinked=consultation.relinking(regions[0]),
    )


def link_to(consultation: Consultation, place: tuple[Conversation, Heard]) -> str:
    """Return the target of a link to a comment."""
    conversation, heard = place
    title = conversation.source.title
    return consultation.link(CommentRef(title, heard.id, heard.name, heard.author, heard.timestamp))


def _row(consultation: Consultation, key: str, page: str, language: str, account: Account) -> Cells:
    return {
        "id": key,
        "page": page,
        "lang": language,
        "signatures": str(account.signatures),
        "comments": str(account.comments),
        "further": str(account.further),
        "rejected": str(account.rejected),
        "reasons": "; ".join(
            f"{reason}: {count}" for reason, count in sorted(account.reasons.items())
        ),
        **{name: str(account.counts[name]) for name in STANDINGS},
        "next comment": link_to(consultation, account.open[0]) if account.open else "",
        AS_OF: consultation.today.isoformat(),
    }


def _off_wiki(consultation: Consultation) -> list[Cells]:
    """Return a row for all statements from off the wiki, and one for each conversation."""
    statements = reported_statements(consultation)
    if not statements:
        return []
    known = occasions(consultation)
    return [
        {**_told(consultation, Told(statements)), "id": OFF_WIKI, "conversation": OFF_WIKI},
        *(
            {
                **_told(consultation, told),
                "id": row_key("conversation", key),
                "page": known[key].page,
                "conversation": key,
                "title": known[key].title,
                "lang": known[key].cells.get("lang", ""),
            }
            for key, told in sorted(by_occasion(statements).items())
            if key in known
        ),
    ]


def _told(consultation: Consultation, told: Told) -> dict[str, str]:
    return {
        "reported": str(told.reported),
        **{name: str(told.counts[name]) for name in REPORTED_STANDINGS},
        "next comment": told.open[0].link if told.open else "",
        AS_OF: consultation.today.isoformat(),
    }


KIND = Kind(
    "coverage",
    ROW,
    frozenset({Needs.CONVERSATIONS, Needs.COMMENTS}),
    rows,
    lost=lost,
    rests=rests_without("statements", "reported"),
)

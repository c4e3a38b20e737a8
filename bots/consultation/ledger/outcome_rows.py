"""The bot's cells in rows that tell what became of statements, one by one and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bots.consultation.keys import row_key
from bots.consultation.ledger.coded import Said
from bots.consultation.ledger.diffs import missing, page_changed, read_diffs
from bots.consultation.ledger.dispositions import DISPOSITIONS, PROVED, SET_ASIDE, Outcome, count
from bots.consultation.state import Consultation
from bots.consultation.talks.conversations import CommentRef, anchor
from bots.page.elsewhere import shown_elsewhere
from bots.page.ownership import AS_OF
from bots.page.quote import cell

COUNTED = (*DISPOSITIONS, SET_ASIDE)
"""What is counted, in this order."""


def outcome_cells(consultation: Consultation, outcome: Outcome, said: Said) -> dict[str, str]:
    """Return the cells of a row that tells of one statement; it links to this comment of its."""
    conversation, heard = said
    title = conversation.source.title
    reference = CommentRef(title, heard.id, heard.name, heard.author, heard.timestamp)
    return {
        "id": row_key("statement", outcome.key, *filter(None, [outcome.twin])),
        "page": title,
        "statement": outcome.key,
        "comment": anchor(heard.id),
        "author": cell(heard.author),
        "date": heard.timestamp.date().isoformat(),
        "lang": conversation.source.language,
        "link": consultation.link(reference),
        "summary": shown_elsewhere(outcome.cell("summary")),
        "disposition": cell(outcome.disposition),
        "merged into": cell(outcome.merged_into),
        "response": shown_elsewhere(outcome.response),
        "change": _change(consultation, outcome),
        "proof": outcome.proof(consultation.revisions, consultation.host),
        AS_OF: consultation.today.isoformat(),
    }


def counted_cells(
    consultation: Consultation, key: str, found: Sequence[Outcome], where: Mapping[str, str]
) -> dict[str, str]:
    """Return the cells of a row that counts what became of these statements."""
    counts = count(found)
    complete = sum(o.is_complete(consultation.revisions, consultation.host) for o in found)
    return {
        "id": key,
        **where,
        "counts": "/".join(str(counts[name]) for name in COUNTED),
        "complete": f"{complete}/{len(found)}",
        AS_OF: consultation.today.isoformat(),
    }


def _label(title: str) -> str:
    """Return a page's title as the label of a link, where a colon is only a colon."""
    return cell(title) if "''" in title or "__" in title else title


def _change(consultation: Consultation, outcome: Outcome) -> str:
    """Return links to the changes that a statement led to, each by its page where that is known."""
    if outcome.disposition not in PROVED:
        return ""
    written, known = outcome.told.get("change", ""), consultation.revisions
    links = []
    for diff in read_diffs(written, consultation.host):
        if diff.elsewhere:
            return shown_elsewhere(written)
        target = f"Special:Diff/{'/'.join(map(str, reversed(diff.revisions)))}"
        page = page_changed(diff, known)
        if not missing(diff, known):
            links.append(f"[[{target}|{_label(page)}]]" if page else f"[[{target}]]")
    return ", ".join(dict.fromkeys(links)) or shown_elsewhere(written)

"""Example pages of the account of all comments, and of threads that wait for an answer."""

from __future__ import annotations

from bots.consultation.ledger.coverage import STANDINGS
from tests.templates.filled import COMMENT, TALK, filled, with_cells


def coverage() -> str:
    """A row for all, one for each of two languages, and one for each talk page."""
    counted = (
        ("total", "", "", (341, 12, 9), (268, 14, 21, 27, 11)),
        ("en", "", "en", (290, 12, 7), (231, 12, 20, 27, 0)),
        ("fr", "", "fr", (51, 0, 2), (37, 2, 1, 0, 11)),
        ("a", TALK, "en", (290, 12, 7), (231, 12, 20, 27, 0)),
        ("b", "Talk:Strategy/2030/Conversations/fr", "fr", (51, 0, 2), (37, 2, 1, 0, 11)),
    )
    rows = [
        {
            "id": key,
            "page": page,
            "lang": lang,
            "comments": str(seen[0]),
            "signatures": str(sum(seen)),
            "further": str(seen[1]),
            "rejected": str(seen[2]),
            "reasons": f"no link to a user before it: {seen[2]}",
            **{name: str(count) for name, count in zip(STANDINGS, became, strict=True)},
            "next comment": COMMENT if became[-1] else "",
        }
        for key, page, lang, seen, became in counted
    ]
    text = filled("coverage", rows)
    return with_cells(text, "b", {"note": "Capucine goes through these in January."})


def unanswered() -> str:
    """Threads that wait, one that waits too long, one answered, one closed, one removed."""
    late, waits = "2018-05-06", "2999-01-01"
    threads = (
        ("How are small wikis asked?", "en", "2018-04-22", "organizers", late, ""),
        ("Name of the group", "en", "2018-12-30", "organizers", waits, ""),
        ("Who pays for translations?", "en", "2018-10-02", "people", "", "2018-10-02"),
        ("Qui décide ?", "fr", "2018-12-28", "organizers", waits, ""),
        ("Un vote clos", "fr", "2018-11-11", "nobody", "", "2018-11-11"),
        ("", "fr", "2018-06-01", "organizers", waits, ""),
    )
    rows = [
        {
            "id": f"w{number}",
            "page": TALK if lang == "en" else "Talk:Strategy/2030/Conversations/fr",
            "heading": heading,
            "comment": "c-Ana-2018-04-21T10:15:00.000Z",
            "lang": lang,
            "since": since,
            "latest link": COMMENT if heading else "",
            "turn": turn,
            "escalate after": by,
            "answered": answered,
        }
        for number, (heading, lang, since, turn, by, answered) in enumerate(threads)
    ]
    text = filled("unanswered", rows)
    text = with_cells(text, "w5", {"gone": "2019-01-02", "reason": "comment removed"})
    return with_cells(
        text, "w0", {"assigned to": "[[User:Ana]]", "note": "Ask the people of the small wikis."}
    )


def pages() -> dict[str, str]:
    """The example pages by the last part of their title."""
    return {"coverage": coverage(), "unanswered": unanswered()}


ARABIC = {
    "Capucine goes through these in January.": "تراجعها كابوسين في يناير.",
    "How are small wikis asked?": "كيف تُسأل الويكيات الصغيرة؟",
    "Who pays for translations?": "من يدفع ثمن الترجمة؟",
    "Name of the group": "اسم المجموعة",
    "Ask the people of the small wikis.": "اسألوا أهل الويكيات الصغيرة.",
}
"""What people wrote on them, and the same in Arabic."""

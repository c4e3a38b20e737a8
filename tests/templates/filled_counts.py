"""Example pages of what is counted: votes, key questions, what changed, pages, what waits."""

from __future__ import annotations

from bots.page.quote import cell
from tests.templates.filled import COMMENT, TALK, filled, with_cells

DRAFT = "Talk:Strategy/2030/Recommendations/Iteration 2/4&5"


def _links(count: int) -> str:
    return " ".join(f"[[{COMMENT}|{number + 1}]]" for number in range(count))


def votes() -> str:
    """A vote, one with struck votes, one in two rounds, one whose first vote was removed."""
    counted = (
        ("Shall the group go on with this?", TALK, "en", (23, 4, 2), "111", "open", ""),
        ("Faut-il garder le mot « plaidoyer » ?", "Talk:Strategy/2030/Conversations/fr", "fr",
         (1, 2, 1), "000", "closed", "Chacun traduit comme il l’entend."),
        ("Vote", DRAFT, "en", (8, 2, 0), "100", "closed", "Back to the group"),
        ("Vote", DRAFT, "en", (14, 1, 3), "000", "open", ""),
        ("A name", TALK, "en", (0, 0, 3), "000", "open", ""),
    )  # fmt: skip
    rows = [
        {
            "id": f"v{number}",
            "page": page,
            "heading": cell(heading),
            "round": "2" if number == 3 else "",
            "lang": lang,
            "comment": "c-Ana-2018-04-21T10:15:00.000Z",
            "link": COMMENT,
            **{
                name: value
                for stance, count in zip(("support", "oppose", "neutral"), people, strict=True)
                for name, value in ((stance, str(count)), (f"{stance} links", _links(count)))
            },
            **dict(zip(("repeated", "struck", "late"), apart, strict=True)),
            "latest": "2018-12-04",
            "latest link": COMMENT,
            "state": state,
            "result": cell(result),
        }
        for number, (heading, page, lang, people, apart, state, result) in enumerate(counted)
    ]
    text = filled("votes", rows)
    text = with_cells(text, "v0", {"ends": "2018-12-15", "note": "A show of hands, no election."})
    gone = {"gone": "2019-01-02", "reason": "comment removed", "heading": "", "link": ""}
    return with_cells(text, "v4", {**gone, "neutral links": "", "latest link": ""})


def pages() -> dict[str, str]:
    """The example pages by the last part of their title."""
    return {"votes": votes()}


ARABIC = {
    "Shall the group go on with this?": "هل تواصل المجموعة هذا العمل؟",
    "Back to the group": "يعود إلى المجموعة",
    "A show of hands, no election.": "رفع أيدٍ لا انتخاب.",
    "=Vote\n": "=تصويت\n",
}
"""What people wrote on them, and the same in Arabic."""

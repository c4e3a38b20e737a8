"""An example page of statements: coded, answered, linked anew, set aside, gone."""

from __future__ import annotations

from tests.templates.filled import COMMENT, TALK, filled, with_cells


def statements() -> str:
    said = (
        ("s1", "Ana", "en", "Money should reach small communities without a long form.", {}),
        (
            "s2",
            "Capucine du Nord",
            "fr",
            "Qui décide, au fond, et qui le sait ?",
            {"relinked": "archived", "relinked on": "2018-12-01"},
        ),
        ("s3", "Bo", "en", "Please answer every wish, even with a no.", {"edited": "2018-11-30"}),
        ("s4", "Cy", "en", "Nice page!", {}),
        ("s5", "", "en", "", {"gone": "2019-01-02", "reason": "comment removed"}),
    )
    rows = [
        {
            "id": key,
            "comment": f"c-{key}-2018-04-21T10:15:00.000Z" if author else "",
            "rev": "29871234",
            "author": author,
            "date": f"2018-04-{21 + number}",
            "lang": language,
            "quote": f"<nowiki>{words}</nowiki>" if words else "",
            "comments": str(7 - number),
            "people": str(5 - number),
            "stances": "3/1/0" if number == 0 else "",
            "link": COMMENT if author else "",
            "page": TALK,
            **more,
        }
        for number, (key, author, language, words, more) in enumerate(said)
    ]
    text = filled("statements", rows)
    text = with_cells(
        text,
        "s1",
        {
            "theme": "money",
            "summary": "Grants are too hard to ask for where few people have time.",
            "assigned to": "[[User:Ana]]",
            "due": "2018-06-01",
            "disposition": "accepted",
            "response": "The form has one page now.",
            "change": "[[Special:Diff/1]]",
        },
    )
    text = with_cells(text, "s2", {"theme": "power"})
    return with_cells(text, "s4", {"excluded": "A thank you."})


def pages() -> dict[str, str]:
    """The example page by name."""
    return {"statements": statements()}


ARABIC = {
    "Money should reach small communities without a long form.": (
        "ينبغي أن يصل المال إلى المجتمعات الصغيرة بلا استمارة طويلة."
    ),
    "Please answer every wish, even with a no.": "أجيبوا عن كل رغبة ولو بالرفض.",
    "Nice page!": "صفحة جميلة!",
    "Grants are too hard to ask for where few people have time.": "طلب المنح صعب على قليلي الوقت.",
    "The form has one page now.": "صارت الاستمارة صفحة واحدة.",
    "A thank you.": "شكر.",
}
"""What people wrote on this page, and the same in Arabic."""

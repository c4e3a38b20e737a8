"""Example pages of what statements are about, who takes part, and where comments went."""

from __future__ import annotations

from bots.page.elsewhere import shown_elsewhere
from bots.page.quote import cell
from tests.templates.filled import COMMENT, TALK, filled, with_cells


def themes() -> str:
    """Keys with and without labels, one that is no key, and what nobody has coded."""
    counted = (
        ("total", "", "", (74, 96), (61, 20, 9), 6),
        ("money", "money", "Money and sharing", (31, 44), (30, 9, 2), 4),
        ("small", "small-communities", "Small communities", (22, 35), (25, 2, 1), 2),
        ("law", "law", "", (9, 12), (3, 8, 0), 0),
        ("voice", "voice", "", (0, 0), (0, 0, 0), 0),
        ("monney", "monney", "", (1, 1), (1, 0, 0), 0),
        ("uncoded", "", "", (13, 17), (4, 3, 6), 0),
    )
    rows = [
        {
            "id": key,
            "facet": "theme",
            "key": code,
            "label": label,
            "standing": "no key" if key == "monney" else "",
            "statements": str(statements),
            "reported": str(reported) if reported else "",
            "people": str(people),
            **dict(zip(("support", "oppose", "neutral"), map(str, stances), strict=True)),
            "scale": "50",
        }
        for key, code, label, (statements, people), stances, reported in counted
    ]
    return with_cells(filled("themes", rows), "law", {"note": "Two lawyers help to sort these."})


def participation() -> str:
    """Languages: two large ones, one with a small number, and so with a second hidden one."""
    counted = (
        ("total", "", "166+", "", "", "31"),
        ("en", "en", "86", "60", "26", "38"),
        ("fr", "fr", "41", "28", "13", "44"),
        ("ar", "ar", "22+", "22", "hidden", "67"),
        ("sw", "sw", "17+", "17", "hidden", "80"),
    )
    cells = ("id", "lang", "people", "new", "returning", "top ten")
    rows = [dict(zip(cells, row, strict=True)) for row in counted]
    return with_cells(filled("participation", rows), "sw", {"note": "Most of them at the call."})


def dispositions() -> str:
    """Statements of one page: answered, merged, waiting for a change, declined, gone, set aside."""
    told = (
        ("Ana", "accepted", "", "[[Strategy/2030/Money|The form is one page]]", "",
         "[[Special:Diff/1|Strategy/2030/Money]]", "Money must reach small communities."),
        ("Bo", "partly accepted", "missing", "We will ask for less.", "", "",
         "Forms should be in every language."),
        ("Cy", "accepted", "", "The form is one page now.", "7f3a81bc",
         "[[Special:Diff/1|Strategy/2030/Money]]", ""),
        ("Di", "declined", "", "The law asks for it.", "", "", "No names in reports."),
        ("Ed", "open", "", "", "", "", "Who decides in the end?"),
        ("Fay", "set aside", "", "About another project.", "", "", ""),
    )  # fmt: skip
    where = {"page": TALK, "lang": "en", "link": COMMENT}
    rows = [
        {"id": "total", "counts": "14/21/9/8/2/3/1/4", "complete": "37/62"},
        {"id": "page", "page": TALK, "counts": "1/2/1/1/0/0/0/1", "complete": "4/6"},
        *(
            {
                **where,
                "id": f"d{number}",
                "comment": "c-Ana-2018-04-21T10:15:00.000Z",
                "author": author,
                "date": f"2018-05-{10 + number}",
                "disposition": disposition,
                "proof": proof,
                "response": shown_elsewhere(response),
                "merged into": merged,
                "change": change,
                "summary": cell(summary),
            }
            for number, (
                author,
                disposition,
                proof,
                response,
                merged,
                change,
                summary,
            ) in enumerate(told)
        ),
    ]
    text = with_cells(filled("dispositions", rows), "d3", {"note": "Asked again in May."})
    gone = {"author": "", "link": "", "summary": "", "gone": "2019-01-02"}
    return with_cells(text, "d4", gone)


def pages() -> dict[str, str]:
    """The example pages, by the last part of their title."""
    return {
        "themes": themes(),
        "participation": participation(),
        "dispositions": dispositions(),
    }


ARABIC = {
    "|label=Money and sharing\n": "|label=المال والتشارك\n",
    "|label=Small communities\n": "|label=المجتمعات الصغيرة\n",
    "Two lawyers help to sort these.": "يساعد محاميان في فرزها.",
    "Most of them at the call.": "معظمهم في المكالمة.",
    "Money must reach small communities.": "يجب أن يصل المال إلى المجتمعات الصغيرة.",
    "Forms should be in every language.": "ينبغي أن تكون الاستمارات بكل اللغات.",
    "No names in reports.": "لا أسماء في التقارير.",
    "|The form is one page]]": "|الاستمارة صفحة واحدة]]",
    "The form is one page now.": "صارت الاستمارة صفحة واحدة.",
    "We will ask for less.": "سنطلب أقل.",
    "The law asks for it.": "القانون يطلبه.",
    "About another project.": "عن مشروع آخر.",
    "Asked again in May.": "سُئل مرة أخرى في مايو.",
}
